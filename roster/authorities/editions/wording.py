"""Sentences about an edition: how far it is, why there is none, and what a check code says."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from roster.authorities.editions.models import AuthorityEdition, EditionStage


class EditionProblem(StrEnum):
    """Why an edition could not be made; stored, and said in the reader's language."""

    RIGHTS = "rights"
    NO_PDF = "no-pdf"
    TOO_LONG = "too-long"
    UNEXPECTED = "unexpected"


_SENTENCES = {
    EditionProblem.RIGHTS: _l("Your roles have changed since you asked for it. Ask again with those of now."),
    EditionProblem.NO_PDF: _l(
        "This server cannot make PDF files. Its administrator has to install what is missing."
    ),
    EditionProblem.TOO_LONG: _l("Setting the pages took too long. Choose fewer States, and ask again."),
    EditionProblem.UNEXPECTED: _l("Something went wrong on our side. You can ask for it again."),
}


@dataclass(frozen=True)
class Progress:
    """How far an edition is, for the bar and for whoever asks again."""

    state: str
    text: str

    @property
    def is_over(self) -> bool:
        """Whether nothing more will change by itself."""
        return self.state != "running"


class Since(StrEnum):
    """What became of an entry since it was printed."""

    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True)
class EntrySince:
    """An entry of a page, and what became of it; `name` is empty for one that is gone or not the reader's."""

    ref: str
    name: str
    state_name: str
    since: Since
    changed_on: date | None


def problem_sentence(problem: str | None) -> str:
    """Why there is no file, in the reader's language."""
    known = set(EditionProblem)
    return str(_SENTENCES[EditionProblem(problem) if problem in known else EditionProblem.UNEXPECTED])


def progress_of(edition: AuthorityEdition) -> Progress:
    """How far an edition is."""
    if edition.stage is EditionStage.QUEUED:
        return Progress("running", gettext("Waiting for its turn"))
    if edition.stage is EditionStage.RUNNING:
        return Progress("running", gettext("The pages are being set"))
    return Progress("done" if edition.stage is EditionStage.READY else "failed", str(edition.stage.label))
