"""Pages that nominate many people from one list: look first, then drafts of all or of the chosen ones."""

from dataclasses import dataclass

from flask import current_app, flash, g, request, url_for

from roster.core.once import mark_used
from roster.experts.importing.preview import PEOPLE_SHOWN, PreviewPerson, first_people
from roster.experts.importing.reading import ReadImport
from roster.experts.inputs import ImportedRow
from roster.nominations import policy
from roster.nominations.files.bulk import MOST_PEOPLE, bulk_workbook, problem_in
from roster.nominations.files.carrying import packed, unpacked
from roster.nominations.files.file_forms import ChosenForm, ListForm
from roster.nominations.files.filling import begin_from_rows
from roster.nominations.files.views import (
    account,
    blueprint,
    exports_per_hour,
    own_states,
    sent_file,
    uploads_per_hour,
)
from roster.vocabulary import queries as vocabulary
from roster.web.downloads import download
from roster.web.guard import current_actor, guard
from roster.web.locale import count_phrase, current_language
from roster.web.page import Answer, page, see
from roster.web.throttle import limiter

__all__ = ["blueprint"]  # whole only once these pages are on it

ACCEPTED = ".xlsx,.ods,.csv"


@dataclass(frozen=True)
class SentList:
    """A list that arrived: its people, or the sentence that says why there are none."""

    read: ReadImport | None
    problem: str = ""


def _take_list() -> SentList | None:
    sent = sent_file()
    if sent is None:
        return None
    content, name = sent
    return SentList(*problem_in(content, file_name=name))


@blueprint.get("/list.xlsx")
@limiter.limit(exports_per_hour, key_func=account)  # type: ignore[untyped-decorator]
@guard(policy.can_begin_somewhere)
def empty_list() -> Answer:
    """The empty list as a workbook."""
    return download(bulk_workbook(current_language().code), name="nominations", extension="xlsx")


@blueprint.route("/bulk", methods=("GET", "POST"))
@limiter.limit(uploads_per_hour, methods=["POST"], key_func=account)  # type: ignore[untyped-decorator]
@guard(policy.can_begin_somewhere, prepare=_take_list)
def bulk() -> Answer:
    """Send a list of people and look at what is understood of it; nothing is made yet."""
    form = ListForm()
    if request.method == "GET":
        return _list_page(form)
    taken: SentList | None = g.prepared
    is_sound = form.validate()
    if taken is not None and taken.problem:
        form.file.errors = (*form.file.errors, taken.problem)
    if not is_sound or taken is None or taken.read is None:
        return _list_page(form, status=422)
    return _preview(taken.read)


@blueprint.post("/bulk/drafts")
@limiter.limit(uploads_per_hour, key_func=account)  # type: ignore[untyped-decorator]
@guard(policy.can_begin_somewhere)
def make_drafts() -> Answer:
    """Make a draft of each person chosen."""
    actor, form = current_actor(), ChosenForm()
    form.refuse_repeat()
    people = unpacked(form.people.data or "", user_id=actor.user_id, secret=str(current_app.secret_key))
    form.offer(own_states(), [(str(row.row_number), "") for row in people])
    if not form.validate():
        return _preview_page(form, ReadImport(people, (), ()), status=422)
    chosen = [row for row in people if str(row.row_number) in (form.rows.data or ())]
    made = begin_from_rows(actor, str(form.state.data), rows=chosen)
    mark_used(form.once.data, user_id=actor.user_id, location=url_for("nominations.index"))
    flash(
        count_phrase(
            "%(num)s draft was made from your list.", "%(num)s drafts were made from your list.", len(made)
        ),
        "success",
    )
    return see("nominations.index")


def _list_page(form: ListForm, *, status: int = 200) -> Answer:
    return page("nominations/bulk.html", status=status, form=form, accepted=ACCEPTED, most=MOST_PEOPLE)


def _preview(read: ReadImport) -> Answer:
    form = ChosenForm(formdata=None)
    form.people.data = packed(read.rows, user_id=current_actor().user_id, secret=str(current_app.secret_key))
    form.offer(own_states(), [(str(row.row_number), "") for row in read.rows])
    form.rows.data = [str(row.row_number) for row in read.rows]
    return _preview_page(form, read)


def _preview_page(form: ChosenForm, read: ReadImport, *, status: int = 200) -> Answer:
    return page(
        "nominations/bulk_preview.html",
        status=status,
        form=form,
        people=_shown(read.rows),
        read=read,
        states=own_states(),
    )


def _shown(rows: tuple[ImportedRow, ...]) -> list[PreviewPerson]:
    """All of them, in the words of the import's preview."""
    language, known = current_language().code, vocabulary.current()
    shown: list[PreviewPerson] = []
    for start in range(0, len(rows), PEOPLE_SHOWN):
        part = ReadImport(rows[start : start + PEOPLE_SHOWN], (), ())
        shown += first_people(part, known, language)
    return shown
