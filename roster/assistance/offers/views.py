"""Pages of the secretariat: who was asked for a request, with answers; asking whether days are free; offering."""

import re
from datetime import date

from flask import Blueprint, flash, request
from flask_babel import gettext

from roster.assistance.offers import availability_services, policy, queries, services
from roster.assistance.offers.against_view import AgainstView, against_views
from roster.assistance.offers.forms import AskForm, MakeForm, Options, ask_form
from roster.assistance.offers.hard_rules import Window, against, marks_of
from roster.assistance.offers.presentation import offer_view, question_view
from roster.assistance.offers.rules import OfferInput, QuestionInput
from roster.assistance.requests.models import AssistanceRequest
from roster.assistance.requests.policy import can_view as can_view_request
from roster.assistance.requests.queries import request_by_ref, request_for_secretariat
from roster.assistance.selections.queries import shortlist_of
from roster.assistance.shortlists.queries import entries_of, profiles_by_ids, profiles_by_refs
from roster.core import clock
from roster.core.errors import InvalidError
from roster.experts.models import Profile
from roster.experts.presentation import name_view
from roster.web.guard import current_actor, guard
from roster.web.locale import count_phrase
from roster.web.page import Answer, Page, page, see

blueprint = Blueprint("offers", __name__, url_prefix="/<lang:lang>/assistance")
REFERENCE = re.compile(r"EXP-[0-9A-Z]{6}(?![0-9A-Z])")


@blueprint.get("/<ref>/asked")
@guard(policy.can_list, load=request_for_secretariat)
def index(assistance_request: AssistanceRequest) -> Answer:
    """Who was asked for this request, in order, and what they answered."""
    actor = current_actor()
    answer = page(
        "assistance/offers/index.html",
        request_ref=assistance_request.ref,
        title=assistance_request.title,
        language=assistance_request.source_language,
        offers=[
            offer_view(actor, item, in_full=False) for item in queries.offers_of(actor, assistance_request)
        ],
        questions=[question_view(actor, item) for item in queries.questions_of(actor, assistance_request)],
        can_offer=policy.can_offer(actor, assistance_request),
        can_ask=policy.can_ask(actor, assistance_request),
        reads_words=policy.can_read_words(actor),
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.route("/<ref>/asked/offer", methods=("GET", "POST"))
@guard(policy.may_ask, load=request_by_ref, visible=can_view_request)
def make(assistance_request: AssistanceRequest) -> Answer:
    """Ask experts to do it, one after the other or several at once."""
    if request.method == "GET" and not policy.can_offer(current_actor(), assistance_request):
        return see("offers.index", ref=assistance_request.ref)
    form = ask_form(MakeForm, _people(assistance_request))
    profiles = _chosen(form, assistance_request)
    if profiles is None:
        return _ask_page(
            assistance_request, form, is_offer=True, found=_shown_against(assistance_request, form)
        )
    if form.errors:
        return _ask_page(assistance_request, form, is_offer=True)
    start, end, days = _window(form)
    found = against(assistance_request, profiles, window=Window(starts_on=start, ends_on=end, days=days))
    views = against_views(found, profiles)
    if not form.has_seen(marks_of(found)):
        form.form_errors.append(gettext("Something stands against experts whom you chose. It is said below."))
        return _ask_page(assistance_request, form, is_offer=True, found=views, is_unseen=True)
    form.refuse_repeat()
    given = OfferInput(
        starts_on=start,
        ends_on=end,
        days=days,
        text=form.text.data or "",
        places=form["places"].data,
        overruled_because=form["overruled_because"].data or "",
    )
    try:
        services.make_offers(current_actor(), assistance_request, profiles=profiles, given=given)
    except InvalidError as error:
        form.take_problems(error)
        return _ask_page(assistance_request, form, is_offer=True, found=views)
    flash(gettext("The offers are made. Experts are told by letter when it is their turn."), "success")
    return see("offers.index", ref=assistance_request.ref)


@blueprint.route("/<ref>/asked/question", methods=("GET", "POST"))
@guard(policy.may_ask, load=request_by_ref, visible=can_view_request)
def ask(assistance_request: AssistanceRequest) -> Answer:
    """Ask several experts at once whether they are free."""
    if request.method == "GET" and not policy.can_ask(current_actor(), assistance_request):
        return see("offers.index", ref=assistance_request.ref)
    form = ask_form(AskForm, _people(assistance_request))
    profiles = _chosen(form, assistance_request)
    if profiles is None or form.errors:
        return _ask_page(assistance_request, form, is_offer=False)
    form.refuse_repeat()
    start, end, days = _window(form)
    given = QuestionInput(starts_on=start, ends_on=end, days=days, text=form.text.data or "")
    try:
        made = availability_services.ask_if_free(
            current_actor(), assistance_request, profiles=profiles, given=given
        )
    except InvalidError as error:
        form.take_problems(error)
        return _ask_page(assistance_request, form, is_offer=False)
    words = count_phrase("%(num)s expert is asked.", "%(num)s experts are asked.", len(made))
    flash(words if made else gettext("All of them are asked already."), "success" if made else "info")
    return see("offers.index", ref=assistance_request.ref, _anchor="questions")


def _people(assistance_request: AssistanceRequest) -> Options:
    """The people of the request's shortlist who can be asked, in its order."""
    shortlist = shortlist_of(assistance_request.id)
    entries = entries_of(shortlist) if shortlist else []
    people = profiles_by_ids(current_actor(), (entry.profile_id for entry in entries))
    return [
        (profile.ref, name_view(profile).own) for profile in people.values() if policy.can_be_asked(profile)
    ]


def _chosen(form: AskForm, assistance_request: AssistanceRequest) -> list[Profile] | None:
    """The experts who are chosen, in order; None where the form is only shown. What is wrong stands at its field."""
    if request.method == "GET":
        _fill(form, assistance_request)
        return None
    form.validate()
    typed = (form.others.data or "").upper()
    others = REFERENCE.findall(typed)
    unread = REFERENCE.sub("", typed).replace(",", " ").replace(";", " ").split()
    ticked = set(form["chosen"].data or ())
    refs = [ref for ref, _name in form["chosen"].choices if ref in ticked]
    refs = list(dict.fromkeys([*refs, *others]))
    found = {profile.ref: profile for profile in profiles_by_refs(current_actor(), refs)}
    unknown = [*unread, *(ref for ref in refs if ref not in found)]
    if unknown:
        words = gettext("This is nobody’s reference: %(word)s", word=unknown[0][:40])
        form.others.errors = (*form.others.errors, words)
    return [found[ref] for ref in refs if ref in found]


def _window(form: AskForm) -> tuple[date, date, int]:
    """The days of a form that is sound: all three are there."""
    start, end, days = form.starts_on.data, form.ends_on.data, form.days.data
    if start is None or end is None or days is None:
        raise TypeError("the form was not asked whether it is sound")
    return start, end, days


def _fill(form: AskForm, assistance_request: AssistanceRequest) -> None:
    """The window of the request; everybody on the shortlist, or those whom the address names."""
    asked = request.args.getlist("expert")
    known = [ref for ref, _name in form["chosen"].choices]
    form["chosen"].data = [ref for ref in known if ref in asked] if asked else known
    form.others.data = "\n".join(ref for ref in asked if ref not in known and REFERENCE.fullmatch(ref))
    start, end = assistance_request.starts_on, assistance_request.ends_on
    if end is not None and end < clock.today():
        start = end = None  # the window has passed: the manager says which days
    form.starts_on.data = max(start, clock.today()) if start else None
    form.ends_on.data = end
    if start and end:
        form.days.data = min(services.OFFER_DAYS, max(1, (end - start).days + 1))
    if "places" in form:
        form["places"].data = 1


def _shown_against(assistance_request: AssistanceRequest, form: MakeForm) -> tuple[AgainstView, ...]:
    """What stands against those who are ticked when the form is opened, for the days that stand in it."""
    start, end, days = form.starts_on.data, form.ends_on.data, form.days.data
    if start is None or end is None or days is None or end < start:
        return ()
    refs = [*(form["chosen"].data or ()), *REFERENCE.findall(form.others.data or "")]
    profiles = profiles_by_refs(current_actor(), refs)
    found = against(assistance_request, profiles, window=Window(starts_on=start, ends_on=end, days=days))
    form.has_seen(marks_of(found))
    barred = {item.ref for item in found if item.is_final}
    form["chosen"].data = [ref for ref in form["chosen"].data or () if ref not in barred]
    return against_views(found, profiles)


def _ask_page(
    assistance_request: AssistanceRequest,
    form: AskForm,
    *,
    is_offer: bool,
    found: tuple[AgainstView, ...] = (),
    is_unseen: bool = False,
) -> Page:
    return page(
        "assistance/offers/ask.html",
        status=200 if request.method == "GET" else 422,
        form=form,
        is_offer=is_offer,
        found=found,
        is_unseen=is_unseen,
        request_ref=assistance_request.ref,
        title=assistance_request.title,
        language=assistance_request.source_language,
    )
