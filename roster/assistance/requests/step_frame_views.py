"""What the pages of the steps share: which step of which request, its form, and the page itself."""

from dataclasses import dataclass

from flask_wtf.csrf import generate_csrf
from werkzeug.datastructures import MultiDict

from roster.accounts.queries import names_of
from roster.assistance.codes import Modality
from roster.assistance.requests import policy
from roster.assistance.requests.differences import differences_at
from roster.assistance.requests.form_steps import DETAILS, FormStep
from roster.assistance.requests.inputs import input_of
from roster.assistance.requests.models import AssistanceRequest, RequestTyping
from roster.assistance.requests.queries import request_by_ref
from roster.assistance.requests.step_base import StepForm
from roster.assistance.requests.step_forms import FORMS, ContactForm, OutcomeForm
from roster.assistance.requests.step_links import required_done, step_links
from roster.assistance.requests.step_marks import mark_of
from roster.assistance.requests.views import view_of
from roster.authorities.queries import authorities_of_state
from roster.authorities.states import SHOWN
from roster.core.actor import Actor
from roster.experts.wording import Difference
from roster.web.autosave import OtherText, other_texts
from roster.web.guard import current_actor
from roster.web.locale import current_language
from roster.web.page import Answer, page


@dataclass(frozen=True)
class AtStep:
    """A request at one of its steps: what the addresses below are about."""

    request: AssistanceRequest
    step: FormStep

    @property
    def mark(self) -> str:
        """The mark of what this step says now."""
        return mark_of(self.request, self.step)


def request_at_step(actor: Actor, ref: str, step: str) -> AtStep | None:
    """The request with one of its steps, where both exist for this actor."""
    found = request_by_ref(actor, ref)
    return AtStep(found, FormStep(step)) if found is not None and step in set(FormStep) else None


def may_write_step(actor: Actor, at: AtStep) -> bool:
    """Whoever writes the request writes each of its steps."""
    return policy.may_write(actor, at.request)


def can_view_step(actor: Actor, at: AtStep) -> bool:
    """Whoever knows of the request may know that it has steps."""
    return policy.can_view(actor, at.request)


def sent_form(at: AtStep) -> StepForm:
    """The form of a step with what was sent."""
    return _offered(at, FORMS[at.step]())


def stored_form(at: AtStep) -> StepForm:
    """The form of a step with what is stored."""
    form = _offered(at, FORMS[at.step](formdata=None))
    form.show(input_of(at.request))
    return form


def typed_form(at: AtStep, row: RequestTyping) -> StepForm:
    """The form of a step as somebody left it, to be sent from here."""
    return _offered(at, FORMS[at.step](MultiDict({**row.typed, "csrf_token": [generate_csrf()]})))


def differs_by(at: AtStep, form: StepForm) -> list[Difference]:
    """Where a form says something else than what is stored, side by side."""
    stored = input_of(at.request)
    return differences_at(at.step, form, stored, form.onto(stored))


def says_nothing_new(at: AtStep, row: RequestTyping) -> bool:
    """Whether all that was typed is stored by now."""
    form = _read(at, row)
    return not form.errors and not differs_by(at, form)


def step_page(at: AtStep, form: StepForm, *, status: int = 200, **context: object) -> Answer:
    """The page of one step with this form in it."""
    for name in ("subjects", "languages"):
        if name in form and not form[name].entries:
            form[name].append_entry()
    form.version.data = form.version.data or at.mark
    return page(
        "assistance/requests/step.html",
        status=status,
        entry=view_of(at.request),
        step=at.step,
        number=list(FormStep).index(at.step) + 1,
        most=len(FormStep),
        form=form,
        steps=step_links(at.request, at.step),
        progress=required_done(input_of(at.request)),
        modality=Modality(at.request.modality),
        others=_others(at),
        may_take=at.request.typed_by(current_actor().user_id, at.step) is None,
        **context,
    )


def _others(at: AtStep) -> list[OtherText]:
    """What colleagues typed here and have not saved, where it is not stored by now."""
    rows = at.request.typed_by_others(current_actor().user_id, at.step)
    names = names_of({row.by_user for row in rows if row.by_user})
    return other_texts(rows, names, differs=lambda row: differs_by(at, _read(at, row)))


def _read(at: AtStep, row: RequestTyping) -> StepForm:
    """The form of a step as somebody left it, read but not complained about."""
    form = _offered(at, FORMS[at.step](MultiDict(row.typed), meta={"csrf": False}))
    form.validate()
    return form


def _offered(at: AtStep, form: StepForm) -> StepForm:
    """A form with what it offers and asks in this request alone."""
    if isinstance(form, ContactForm):
        language = current_language().code
        found = authorities_of_state(current_actor(), at.request.state)
        form.offer([(item.id, item.name.best_for(language)[0]) for item in found if item.stage in SHOWN])
    if isinstance(form, OutcomeForm):
        form.details.label.text = str(DETAILS[Modality(at.request.modality)])
    return form
