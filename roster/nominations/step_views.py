"""Pages on which a State writes a nomination: begin, one short step after another, autosave."""

from flask import Blueprint, Response, flash, request, url_for
from flask_babel import gettext
from flask_wtf.csrf import generate_csrf
from werkzeug.datastructures import MultiDict

from roster.accounts.queries import names_of
from roster.core.errors import InvalidError, NotFoundError
from roster.core.once import mark_used
from roster.experts.inputs import ProfileInput
from roster.experts.queries import expert_by_ref
from roster.nominations import policy
from roster.nominations.answers import input_of, mark_of, merged, problems_in
from roster.nominations.drafting_services import begin_draft, save_step, set_criteria
from roster.nominations.form_steps import FormStep
from roster.nominations.guard_views import back_to_standing
from roster.nominations.models import NominationTyping
from roster.nominations.queries import profiles_to_nominate
from roster.nominations.step_forms import FORMS, BeginForm, StepForm
from roster.nominations.step_frame_views import (
    AtStep,
    can_view_step,
    may_write_step,
    nomination_at_step,
    step_page,
)
from roster.nominations.typed_texts import differs_by, is_older, says_nothing_new
from roster.nominations.typing_services import forget_typed, keep_typed
from roster.vocabulary import queries as vocabulary
from roster.web.autosave import answer_script, kept_words, posted_mark, typed_values
from roster.web.guard import current_actor, guard
from roster.web.locale import current_language
from roster.web.page import Answer, page, see

blueprint = Blueprint("nominations", __name__, url_prefix="/<lang:lang>/nominations")


@blueprint.route("/new", methods=("GET", "POST"))
@guard(policy.can_begin_somewhere)
def new() -> Answer:
    """What a nomination takes, and the button that begins one."""
    actor, language = current_actor(), current_language().code
    known = vocabulary.current().states
    states = sorted(((iso2, known.get_label(iso2, language)) for iso2 in actor.states), key=lambda it: it[1])
    profiles = profiles_to_nominate(actor)
    form = BeginForm()
    form.offer(states=states, profiles=[profile.ref for profile in profiles])
    if request.method == "GET" or not form.validate():
        status = 200 if request.method == "GET" else 422
        return page("nominations/new.html", status=status, form=form, profiles=profiles, states=states)
    profile = expert_by_ref(actor, form.profile.data) if form.profile.data else None
    if form.profile.data and profile is None:
        raise NotFoundError
    form.refuse_repeat()
    nomination = begin_draft(actor, str(form.state.data), profile=profile)
    location = url_for("nominations.edit", ref=nomination.ref, step=FormStep.NAME.value)
    mark_used(form.once.data or "", user_id=actor.user_id, location=location)
    return see("nominations.edit", ref=nomination.ref, step=FormStep.NAME.value)


@blueprint.route("/<ref>/edit/<step>", methods=("GET", "POST"))
@guard(may_write_step, load=nomination_at_step, visible=can_view_step, is_held=True)
def edit(at: AtStep) -> Answer:
    """One step: what stands there, with what was typed and not finished yet on top."""
    is_closed = not policy.can_edit(current_actor(), at.nomination)
    if request.method == "GET":
        return back_to_standing(at.nomination) if is_closed else _shown(at)
    form = FORMS[at.step]()
    if is_closed:  # it went on while somebody was writing: what was typed can still be read and copied
        return _closed_page(at, form)
    if form.change_rows(request.form.get("add_row"), request.form.get("remove_row")):
        return step_page(at, form)
    try:
        if form.version.data != mark_of(
            at.nomination, at.step
        ):  # kept, and the page that comes shows both texts
            _keep(at)
            return see("nominations.edit", ref=at.nomination.ref, step=at.step.value, **_then())
        is_finished = _save(at, form)
    except InvalidError as error:  # more than a step can hold: it stays on the screen
        form.take_problems(error)
        return step_page(at, form, status=422)
    if is_finished or "later" in request.form:
        return _go_on(at)
    # Not finished: what was typed is kept as it is, and the page that comes says at each field what is wrong.
    return see("nominations.edit", ref=at.nomination.ref, step=at.step.value, check=1, **_then())


@blueprint.post("/<ref>/autosave/<step>")
@guard(may_write_step, load=nomination_at_step, visible=can_view_step)
def autosave(at: AtStep) -> Answer:
    """Keep what stands in the form at this moment; sound or not, it is there when the reader comes back."""
    if not policy.can_edit(current_actor(), at.nomination):
        text = gettext(
            "The nomination cannot be changed where it stands now. What you typed is on this page only."
        )
        return answer_script(text, status=409)
    try:
        _keep(at)
    except InvalidError as error:
        return answer_script(str(error.problems["typed"]), status=422)
    return answer_script(_kept_words(at))


def _shown(at: AtStep) -> Answer:
    """What stands there; over it what this person typed last, or what the person chose to take over."""
    own = at.nomination.typed_by(current_actor().user_id, at.step)
    row = own or _chosen(at)
    if row is None or (row is own and says_nothing_new(at.nomination, row)):
        form = FORMS[at.step](formdata=None)
        form.show(input_of(at.nomination))
        if "criteria" in form:
            form["criteria"].data = list(at.nomination.criteria)
        if "check" in request.args:
            _complain(at, form)
        return step_page(at, form)
    form = FORMS[at.step](MultiDict({**row.typed, "csrf_token": [generate_csrf()]}))
    if form.validate():
        _complain(at, form)
    if row is own and is_older(at.nomination, row):  # saving from here is a decision
        return step_page(at, form, differences=differs_by(at.nomination, form), is_closed=False)
    return step_page(at, form, is_unfinished=row is own, is_taken=row is not own)


def _chosen(at: AtStep) -> NominationTyping | None:
    """The text of a colleague that this person goes on from."""
    others = at.nomination.typed_by_others(current_actor().user_id, at.step)
    return next((row for row in others if str(row.id) == request.args.get("text")), None)


def _complain(at: AtStep, form: StepForm) -> None:
    """Put what is missing at the fields of this step."""
    after = merged(input_of(at.nomination), form.to_input(), at.step.fields)
    found = _problems_at(at.step, after)
    if found:
        form.take_problems(InvalidError(found))


def _save(at: AtStep, form: StepForm) -> bool:
    """Save a step that is sound and complete; otherwise keep what was typed. Whether it is finished."""
    actor = current_actor()
    if not form.validate():
        _keep(at)
        return False
    given = merged(input_of(at.nomination), form.to_input(), at.step.fields)
    try:
        save_step(actor, at.nomination, step=at.step, given=given)
    except InvalidError:
        _keep(at)
        return False
    if "criteria" in form:
        set_criteria(actor, at.nomination, criteria=form["criteria"].data or ())
    for row in at.nomination.typed_by_others(actor.user_id, at.step):
        if says_nothing_new(at.nomination, row):
            forget_typed(actor, at.nomination, row=row)
    return not _problems_at(at.step, given)


def _keep(at: AtStep) -> None:
    """Keep what was typed, with the mark of what stood on that screen."""
    keep_typed(current_actor(), at.nomination, step=at.step, typed=typed_values(), mark=posted_mark())


def _kept_words(at: AtStep) -> str:
    """What the line under the form says; also that somebody else is at the same step."""
    user_id = current_actor().user_id
    own = at.nomination.typed_by(user_id, at.step)
    others = at.nomination.typed_by_others(user_id, at.step)
    return kept_words(others, names_of, is_older=own is not None and is_older(at.nomination, own))


def _problems_at(step: FormStep, given: ProfileInput) -> dict[str, object]:
    return {name: sentence for name, sentence in problems_in(given).items() if name in step.fields}


def _go_on(at: AtStep) -> Response:
    if "later" in request.form:
        flash(gettext("The draft is saved. You can go on at any time."), "success")
        return see("nominations.show", ref=at.nomination.ref)
    steps = list(FormStep)
    following = steps.index(at.step) + 1
    if _then() or following == len(steps):
        return see("nominations.check", ref=at.nomination.ref)
    return see("nominations.edit", ref=at.nomination.ref, step=steps[following].value)


def _then() -> dict[str, str]:
    """Whether the reader came from the page that checks all answers, and goes back there."""
    return {"then": "check"} if request.args.get("then") == "check" else {}


def _closed_page(at: AtStep, form: StepForm) -> Answer:
    """Both texts, where the nomination went on while somebody was writing."""
    form.version.data = mark_of(at.nomination, at.step)
    differences = differs_by(at.nomination, form)
    return step_page(at, form, status=409, differences=differences, is_closed=True)
