"""Sentences about an import as a whole: why it failed, how far it is, when everybody can be found."""

from dataclasses import dataclass
from enum import StrEnum

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from roster.experts.importing.models import ExpertImport, ImportStage
from roster.web.locale import count_phrase, show_number

TABLE_PROBLEM = "table:"


class ImportProblem(StrEnum):
    """Why a confirmed import failed; stored, and said in the reader's language."""

    HAS_ERRORS = "has-errors"
    NO_COLUMNS = "no-columns"
    FILE_GONE = "file-gone"
    UNEXPECTED = "unexpected"


_SENTENCES = {
    ImportProblem.HAS_ERRORS: _l(
        "The file has errors. Look at them below, correct the file and upload it again."
    ),
    ImportProblem.NO_COLUMNS: _l(
        "The columns were not chosen, or the file has others now. Choose them again."
    ),
    ImportProblem.FILE_GONE: _l("The file is no longer there. Upload it again."),
    ImportProblem.UNEXPECTED: _l(
        "Something went wrong on our side. Nothing was imported; you can try again."
    ),
}
_TABLE_SENTENCE = _l("The file could not be read as a table. Upload it again.")


@dataclass(frozen=True)
class Progress:
    """How far an import is, for the bar and for whoever asks again."""

    state: str
    value: int | None
    most: int
    text: str

    @property
    def is_over(self) -> bool:
        """Whether nothing more will change by itself."""
        return self.state != "running"


def failure_sentence(problem: str | None) -> str:
    """Why an import failed, in the reader's language."""
    if problem is not None and problem.startswith(TABLE_PROBLEM):
        return str(_TABLE_SENTENCE)
    known = set(ImportProblem)
    return str(_SENTENCES[ImportProblem(problem) if problem in known else ImportProblem.UNEXPECTED])


def progress_of(given: ExpertImport, *, waiting_for_search: int) -> Progress:
    """Reading is the first half of the way, being made searchable the second."""
    count = max(given.row_count, 1)
    if given.stage is ImportStage.QUEUED:
        return Progress("running", None, 2 * count, gettext("Waiting for its turn"))
    if given.stage is ImportStage.RUNNING:
        text = gettext(
            "%(done)s of %(all)s rows read",
            done=show_number(given.done_count),
            all=show_number(given.row_count),
        )
        return Progress("running", given.done_count, 2 * count, text)
    if given.stage is ImportStage.IMPORTED:
        waiting = min(waiting_for_search, count)
        return Progress(
            "running" if waiting else "done",
            2 * count - waiting,
            2 * count,
            imported_sentence(given, waiting),
        )
    return Progress("failed", 0, 2 * count, str(given.stage.label))


def imported_sentence(given: ExpertImport, waiting: int) -> str:
    """How many people were imported, and whether search has followed."""
    if waiting:
        return count_phrase(
            "Imported %(num)s person – %(waiting)s still to be made searchable",
            "Imported %(num)s people – %(waiting)s still to be made searchable",
            given.done_count,
            waiting=show_number(waiting),
        )
    return count_phrase(
        "Imported %(num)s person – searchable", "Imported %(num)s people – searchable", given.done_count
    )
