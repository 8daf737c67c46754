"""Pages on which a State writes a request: one short step after another, with autosave."""

from flask import Response, flash, request
from flask_babel import gettext

from roster.accounts.queries import names_of
from roster.assistance.requests import policy
from roster.assistance.requests.form_steps import FormStep
from roster.assistance.requests.inputs import RequestInput, input_of
from roster.assistance.requests.models import AssistanceRequest, RequestTyping
from roster.assistance.requests.rules import problems_in
from roster.assistance.requests.services import save_request
from roster.assistance.requests.step_base import StepForm
from roster.assistance.requests.step_frame_views import (
    AtStep,
    can_view_step,
    differs_by,
    may_write_step,
    request_at_step,
    says_nothing_new,
    sent_form,
    step_page,
    stored_form,
    typed_form,
)
from roster.assistance.requests.step_marks import is_older
from roster.assistance.requests.typing_services import forget_typed, keep_typed
from roster.assistance.requests.views import blueprint
from roster.core import clock
from roster.core.errors import InvalidError
from roster.web.autosave import answer_script, kept_words, posted_mark, typed_values
from roster.web.guard import current_actor, guard
from roster.web.page import Answer, see

__all__ = ["blueprint"]  # whole only once these pages are on it


@blueprint.route("/<ref>/edit/<step>", methods=("GET", "POST"))
@guard(may_write_step, load=request_at_step, visible=can_view_step, is_held=True)
def edit_step(at: AtStep) -> Answer:
    """One step: what stands there, with what was typed and not finished yet on top."""
    is_closed = not policy.can_edit(current_actor(), at.request)
    if request.method == "GET":
        return closed(at.request) if is_closed else _shown(at)
    form = sent_form(at)
    if is_closed:  # it went on while somebody was writing: what was typed can still be read and copied
        return _closed_page(at, form)
    rows = request.form
    if form.change_rows(rows.get("add_row"), rows.get("remove_row"), moved=rows.get("move_row")):
        return step_page(at, form)
    try:
        if form.version.data != at.mark:  # kept, and the page that comes shows both texts
            _keep(at)
            return _see_again(at)
        is_finished = _save(at, form)
    except InvalidError as error:  # more than a step can hold: it stays on the screen
        form.take_problems(error)
        return step_page(at, form, status=422)
    if is_finished or "later" in request.form:
        return _go_on(at)
    # Not finished: what was typed is kept as it is, and the page that comes says at each field what is wrong.
    return _see_again(at, check=1)


@blueprint.post("/<ref>/autosave/<step>")
@guard(may_write_step, load=request_at_step, visible=can_view_step)
def autosave(at: AtStep) -> Answer:
    """Keep what stands in the form at this moment; sound or not, it is there when the reader comes back."""
    if not policy.can_edit(current_actor(), at.request):
        text = gettext(
            "The request cannot be changed where it stands now. What you typed is on this page only."
        )
        return answer_script(text, status=409)
    try:
        _keep(at)
    except InvalidError as error:
        return answer_script(str(error.problems["typed"]), status=422)
    user_id = current_actor().user_id
    own, others = at.request.typed_by(user_id, at.step), at.request.typed_by_others(user_id, at.step)
    is_late = own is not None and is_older(at.request, own)
    return answer_script(kept_words(others, names_of, is_older=is_late))


def _shown(at: AtStep) -> Answer:
    """What stands there; over it what this person typed last, or what the person chose to take over."""
    own = at.request.typed_by(current_actor().user_id, at.step)
    row = own or _chosen(at)
    if row is None or (row is own and says_nothing_new(at, row)):
        form = stored_form(at)
        if "check" in request.args:
            _complain(at, form, input_of(at.request))
        return step_page(at, form)
    form = typed_form(at, row)
    if form.validate():
        _complain(at, form, form.onto(input_of(at.request)))
    if row is own and is_older(at.request, row):  # saving from here is a decision
        return step_page(at, form, differences=differs_by(at, form), is_closed=False)
    return step_page(at, form, is_unfinished=row is own, is_taken=row is not own)


def _chosen(at: AtStep) -> RequestTyping | None:
    """The text of a colleague that this person goes on from."""
    others = at.request.typed_by_others(current_actor().user_id, at.step)
    return next((row for row in others if str(row.id) == request.args.get("text")), None)


def _complain(at: AtStep, form: StepForm, given: RequestInput) -> None:
    """Put what is missing at the fields of this step."""
    found = _problems_at(at.step, given)
    if found:
        form.take_problems(InvalidError(found))


def _save(at: AtStep, form: StepForm) -> bool:
    """Save a step that is sound and complete; otherwise keep what was typed. Whether it is finished."""
    actor, step = current_actor(), at.step
    if not form.validate():
        _keep(at)
        return False
    given = form.onto(input_of(at.request))
    try:
        save_request(actor, at.request, given=given, names=step.fields, step=step.value)
    except InvalidError:
        _keep(at)
        return False
    for row in at.request.typed_by_others(actor.user_id, step):
        if says_nothing_new(at, row):
            forget_typed(actor, at.request, row=row)
    return not _problems_at(step, given)


def _keep(at: AtStep) -> None:
    """Keep what was typed, with the mark of what stood on that screen."""
    keep_typed(current_actor(), at.request, step=at.step, typed=typed_values(), mark=posted_mark())


def _problems_at(step: FormStep, given: RequestInput) -> dict[str, object]:
    found = problems_in(given, today=clock.today())
    return {name: sentence for name, sentence in found.items() if name in step.fields}


def _see_again(at: AtStep, **arguments: object) -> Response:
    then = request.args.get("then")
    return see("assistance.edit_step", ref=at.request.ref, step=at.step.value, then=then, **arguments)


def _go_on(at: AtStep) -> Response:
    if "later" in request.form:
        flash(gettext("The draft is saved. You can go on at any time."), "success")
        return see("assistance.show", ref=at.request.ref)
    steps = list(FormStep)
    following = steps.index(at.step) + 1
    if request.args.get("then") == "check" or following == len(steps):
        return see("assistance.check", ref=at.request.ref)
    return see("assistance.edit_step", ref=at.request.ref, step=steps[following].value)


def _closed_page(at: AtStep, form: StepForm) -> Answer:
    """Both texts, where the request went on while somebody was writing."""
    form.validate()  # reads the fields; what is wrong in them is said when it is saved
    return step_page(at, form, status=409, differences=differs_by(at, form), is_closed=True)


def closed(assistance_request: AssistanceRequest) -> Response:
    """To the page that says where the request stands, from one that cannot be opened there."""
    return see("assistance.show", ref=assistance_request.ref)
