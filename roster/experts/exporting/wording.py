"""Sentences about a list that the worker makes: how far it is, and why there is none."""

from enum import StrEnum

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from roster.experts.exporting.models import ExportJob, ExportStage
from roster.experts.importing.wording import Progress
from roster.web.locale import show_number


class ExportProblem(StrEnum):
    """Why a list could not be made; stored, and said in the reader's language."""

    RIGHTS = "rights"
    TEXT = "text"
    UNEXPECTED = "unexpected"


_SENTENCES = {
    ExportProblem.RIGHTS: _l("Your roles have changed since you asked for it. Ask again with those of now."),
    ExportProblem.TEXT: _l("A text is longer than a cell of this format holds. Choose another format."),
    ExportProblem.UNEXPECTED: _l("Something went wrong on our side. You can ask for it again."),
}


def problem_sentence(problem: str | None) -> str:
    """Why there is no file, in the reader's language."""
    known = set(ExportProblem)
    return str(_SENTENCES[ExportProblem(problem) if problem in known else ExportProblem.UNEXPECTED])


def progress_of(job: ExportJob) -> Progress:
    """How far a list is, for the bar and for whoever asks again."""
    most = max(job.row_count, 1)
    if job.stage is ExportStage.QUEUED:
        return Progress("running", None, most, gettext("Waiting for its turn"))
    if job.stage is ExportStage.RUNNING:
        done, every = show_number(job.done_count), show_number(job.row_count)
        return Progress(
            "running", job.done_count, most, gettext("%(done)s of %(all)s rows written", done=done, all=every)
        )
    return Progress("done" if job.stage is ExportStage.READY else "failed", most, most, str(job.stage.label))
