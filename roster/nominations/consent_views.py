"""The pages of the expert, behind the link of a letter and without an account: read, correct, agree, refuse, withdraw.

The token goes into the session and the address stays clean (R21). Opening a link uses nothing up; the answer does.
"""

from flask import Blueprint, Response, flash, request
from flask_babel import gettext
from werkzeug.datastructures import MultiDict

from roster.accounts import session
from roster.core.errors import InvalidError
from roster.experts.input_json import BLANK
from roster.experts.inputs import ProfileInput, changed_fields
from roster.experts.services import CONSENT_VERSION
from roster.nominations import policy
from roster.nominations.answers import input_of, problems_in
from roster.nominations.codes import Purpose
from roster.nominations.consent_forms import ConsentForm, CorrectionsForm, RefuseForm
from roster.nominations.consent_services import consent, forget_corrections, keep_corrections
from roster.nominations.consent_services import refuse as refuse_nomination
from roster.nominations.consent_services import withdraw as withdraw_nomination
from roster.nominations.expert_link import PURPOSE, ExpertLink, LinkStanding, expires_at, read_consent_link
from roster.nominations.inputs import ConsentInput
from roster.nominations.models import Nomination
from roster.nominations.presentation import name_in, sections_of
from roster.nominations.states import Stage
from roster.vocabulary import queries as vocabulary
from roster.web.guard import guard
from roster.web.locale import current_language
from roster.web.page import Answer, page, see

blueprint = Blueprint("consent", __name__, url_prefix="/<lang:lang>/consent")
NOT_TYPED = frozenset({"csrf_token", "version", "add_row", "remove_row"})


@blueprint.after_request
def _keep_nothing(answer: Response) -> Response:
    """What the link shows is private though nobody is signed in: no cache and no back button brings it again."""
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.get("/<token>")
@guard(policy.can_open_link)
def open_link(token: str) -> Answer:
    """The link of the letter."""
    if read_consent_link(token) is None:
        return _dead_page(None)
    session.keep_token(PURPOSE, token)
    answer = see("consent.review")
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


def _link() -> ExpertLink | None:
    """The link that was opened last in this browser."""
    return read_consent_link(session.kept_token(PURPOSE))


@blueprint.route("", methods=("GET", "POST"))
@guard(policy.can_open_link)
def review() -> Answer:
    """Exactly what will be shown to whom, and the answer to it."""
    link = _link()
    if link is None or not link.is_open:
        return _standing_page(link)
    nomination, form = link.nomination, ConsentForm()
    if request.method == "GET":
        form.version.data = str(nomination.version)
        form.text.data = CONSENT_VERSION
        form.purposes.data = [item.value for item in Purpose]
        return _review_page(link, form)
    if not form.validate():
        return _review_page(link, form, status=422)
    form.refuse_stale(nomination.version)
    answer = ConsentInput(
        version=form.text.data or "",
        language=current_language().code,
        purposes=tuple(form.purposes.data or ()),
        is_public=bool(form.is_public.data),
    )
    try:
        consent(link.actor, nomination, answer=answer, given=_corrected(nomination))
    except InvalidError as error:
        form.take_problems(error)
        return _review_page(link, form, status=422)
    flash(gettext("Thank you. Your State is told that you agree."), "success")
    return see("consent.review")


@blueprint.route("/correct", methods=("GET", "POST"))
@guard(policy.can_open_link)
def correct() -> Answer:
    """Put right what the State wrote; it counts when the expert agrees."""
    link = _link()
    if link is None or not link.is_open:
        return _standing_page(link)
    nomination = link.nomination
    if request.method == "GET":
        form = CorrectionsForm(formdata=None)
        form.show(_shown(nomination))
        form.version.data = str(nomination.version)
        return _correct_page(link, form)
    form = CorrectionsForm()
    if form.change_rows(request.form.get("add_row"), request.form.get("remove_row")):
        return _correct_page(link, form)
    form.refuse_stale(nomination.version)
    problems = problems_in(form.to_input()) if form.validate() else {}
    if problems:
        form.take_problems(InvalidError(problems))
    if form.errors or problems:
        return _correct_page(link, form, status=422)
    typed = {name: values for name, values in request.form.lists() if name not in NOT_TYPED}
    keep_corrections(link.actor, nomination, typed=typed)
    flash(gettext("Your corrections are kept. They count when you agree below."), "success")
    return see("consent.review")


@blueprint.post("/correct/forget")
@guard(policy.can_open_link)
def forget() -> Answer:
    """Go back to what the State wrote."""
    link = _link()
    if link is None or not link.is_open:
        return _standing_page(link)
    if RefuseForm().validate():
        forget_corrections(link.actor, link.nomination)
    return see("consent.review")


@blueprint.route("/refuse", methods=("GET", "POST"))
@guard(policy.can_open_link)
def refuse() -> Answer:
    """Say no."""
    link = _link()
    if link is None or not link.is_open:
        return _standing_page(link)
    form = RefuseForm()
    if request.method == "GET" or not form.validate():
        return _reason_page("nominations/consent/refuse.html", link, form)
    form.refuse_stale(link.nomination.version)
    refuse_nomination(link.actor, link.nomination, reason=form.reason.data or "")
    return see("consent.review")


@blueprint.route("/withdraw", methods=("GET", "POST"))
@guard(policy.can_open_link)
def withdraw() -> Answer:
    """End it at any time; what is published is hidden at once."""
    link = _link()
    if link is None or not link.may_withdraw or link.nomination.stage in (Stage.REFUSED, Stage.DECLINED):
        return _standing_page(link)
    form = RefuseForm()
    if request.method == "GET" or not form.validate():
        return _reason_page("nominations/consent/withdraw.html", link, form)
    form.refuse_stale(link.nomination.version)
    withdraw_nomination(link.actor, link.nomination, reason=form.reason.data or "")
    return see("consent.review")


def _shown(nomination: Nomination) -> ProfileInput:
    """What the State wrote, as the expert has corrected it so far."""
    return _corrected(nomination) or input_of(nomination)


def _corrected(nomination: Nomination) -> ProfileInput | None:
    typed = nomination.corrections
    if typed is None:
        return None
    form = CorrectionsForm(MultiDict(typed), meta={"csrf": False})
    form.validate()  # reads rows and numbers; it was sound when it was kept
    return form.to_input(BLANK)


def _review_page(link: ExpertLink, form: ConsentForm, *, status: int = 200) -> Answer:
    nomination = link.nomination
    given = _shown(nomination)
    forgetting = RefuseForm(formdata=None)
    forgetting.version.data = str(nomination.version)
    return page(
        "nominations/consent/review.html",
        status=status,
        nomination=nomination,
        name=name_in(given),
        state=_state(nomination),
        form=form,
        forgetting=forgetting,
        sections=sections_of(given),
        corrected=frozenset(changed_fields(input_of(nomination), given)),
        text_version=CONSENT_VERSION,
        ends=expires_at(nomination),
    )


def _correct_page(link: ExpertLink, form: CorrectionsForm, *, status: int = 200) -> Answer:
    name = name_in(_shown(link.nomination))
    return page(
        "nominations/consent/correct.html", status=status, form=form, name=name, state=_state(link.nomination)
    )


def _reason_page(template: str, link: ExpertLink, form: RefuseForm) -> Answer:
    form.show_version(link.nomination.version)
    status = 422 if request.method == "POST" else 200
    return page(template, status=status, form=form, nomination=link.nomination, state=_state(link.nomination))


def _standing_page(link: ExpertLink | None) -> Answer:
    """What became of it, to whoever comes back by the link."""
    if link is None or link.standing in (LinkStanding.EXPIRED, LinkStanding.REPLACED):
        return _dead_page(link)
    return page(
        "nominations/consent/answered.html",
        nomination=link.nomination,
        state=_state(link.nomination),
        may_withdraw=link.may_withdraw and link.nomination.stage not in (Stage.REFUSED, Stage.DECLINED),
    )


def _dead_page(link: ExpertLink | None) -> Answer:
    standing = link.standing if link is not None else None
    state = _state(link.nomination) if link is not None else ""
    return page("nominations/consent/dead_link.html", status=404, standing=standing, state=state)


def _state(nomination: Nomination) -> str:
    return vocabulary.current().states.get_label(nomination.state, current_language().code)
