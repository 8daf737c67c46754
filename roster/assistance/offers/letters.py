"""The letters of offers and questions. They name the request to whom it is offered, never who else was asked.

Links are made here, when a letter is sent, and kept nowhere (R21, R50).
"""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any, Final

from roster.accounts.models import User
from roster.accounts.queries import actor_of, user_by_id
from roster.assistance.offers import policy, queries
from roster.assistance.offers.availability_services import is_answerable as is_question_answerable
from roster.assistance.offers.expert_link import offer_token, question_token
from roster.assistance.offers.letter_words import TO_ACCOUNTS, TO_ASKED, TO_EXPERTS, Words
from roster.assistance.offers.models import AvailabilityQuestion
from roster.assistance.offers.notices import Notice
from roster.assistance.offers.services import is_answerable
from roster.assistance.requests.policy import can_read_title
from roster.assistance.requests.policy import can_view as can_view_request
from roster.core.actor import NOBODY
from roster.core.mail import Letter, LetterWriter
from roster.experts.models import Profile
from roster.messages.queries import accounts_of
from roster.vocabulary import queries as vocabulary
from roster.web.letters import link, write
from roster.web.locale import DEFAULT_LANGUAGE, LANGUAGE_TABLE

TEMPLATE: Final = "offer_notice"


def _to_expert(notice: Notice, payload: Mapping[str, Any]) -> Letter | None:
    """About an offer; None where it no longer says what is true."""
    offer = queries.offer_by_id(int(payload["offer"]))
    words = TO_EXPERTS[notice]
    if offer is None or offer.profile is None or offer.stage not in words.stages or offer.sent_at is None:
        return None
    if notice is Notice.ASKED and not is_answerable(offer):
        return None
    found = address_of(offer.profile)
    if found is None:
        return None
    email, language, name = found
    return _letter(
        words,
        to=email,
        language=language,
        name=name,
        reference=offer.ref,
        title=offer.request.title,
        state=offer.request.state,
        url=link("offer_answers.open_link", language, token=offer_token(offer)),
        until=offer.due_on if notice is Notice.ASKED else None,
    )


def _to_account(notice: Notice, payload: Mapping[str, Any]) -> Letter | None:
    """To focal points and managers; None where the reader may no longer know of it."""
    offer = queries.offer_by_id(int(payload["offer"]))
    words, user = TO_ACCOUNTS[notice], _account(payload)
    if offer is None or user is None or offer.stage not in words.stages:
        return None
    actor, request = actor_of(user), offer.request
    if not can_view_request(actor, request):
        return None
    if notice in (Notice.STATE_READY, Notice.STATE_GONE):
        knows = notice is Notice.STATE_READY and policy.can_view(actor, offer)
        endpoint, ref = ("offers.show", offer.ref) if knows else ("assistance.show", request.ref)
    else:
        endpoint, ref = "offers.index", request.ref
    return _letter(
        words,
        to=user.email,
        language=user.language,
        name=user.name,
        reference=request.ref,
        title=request.title,
        state=request.state,
        url=link(endpoint, user.language, ref=ref),
    )


def _to_asked(notice: Notice, payload: Mapping[str, Any]) -> Letter | None:
    """About a question of days. Title and State are told only where they are public: nothing is offered yet."""
    question = queries.question_by_id(int(payload["question"]))
    if question is None or question.profile is None or not _holds(notice, question):
        return None
    found = address_of(question.profile)
    if found is None:
        return None
    email, language, name = found
    is_public = can_read_title(NOBODY, question.request)
    is_open = notice is Notice.FREE_ASKED
    url = link("offer_answers.open_question", language, token=question_token(question)) if is_open else ""
    return _letter(
        TO_ASKED[notice],
        to=email,
        language=language,
        name=name,
        reference=question.ref,
        title=question.request.title if is_public else "",
        state=question.request.state if is_public else "",
        url=url,
        until=question.due_on if is_open else None,
    )


def _holds(notice: Notice, question: AvailabilityQuestion) -> bool:
    if notice is Notice.FREE_ASKED:
        return is_question_answerable(question) and question.answer is None
    return question.closed_at is not None


def _letter(
    words: Words,
    *,
    to: str,
    language: str,
    name: str,
    reference: str,
    title: str,
    state: str,
    url: str,
    until: date | None = None,
) -> Letter:
    return write(
        TEMPLATE,
        to=to,
        language=language,
        subject=words.subject,
        name=name,
        lines=words.lines,
        action=words.action,
        reference=reference,
        title=title,
        state=vocabulary.current().states.get_label(state, language) if state else "",
        url=url,
        until=until,
    )


def address_of(profile: Profile) -> tuple[str, str, str] | None:
    """Address, language and name: of the account where there is one, else of the profile."""
    user = next(iter(accounts_of(profile)), None)
    if user is not None:
        return user.email, user.language, user.name
    email = profile.person.contact.email
    spoken = [profile.consent_language, *(item.code for item in profile.person.languages)]
    language = next((code for code in spoken if code in LANGUAGE_TABLE), DEFAULT_LANGUAGE)
    return (email, language, profile.person.full_name) if email else None


def _account(payload: Mapping[str, Any]) -> User | None:
    kind, _colon, number = str(payload["recipient"]).partition(":")
    user = user_by_id(int(number)) if kind == "user" else None
    return user if user is not None and user.active else None


WRITERS: Final[Mapping[str, LetterWriter]] = {
    **{notice.value: partial(_to_expert, notice) for notice in TO_EXPERTS},
    **{notice.value: partial(_to_account, notice) for notice in TO_ACCOUNTS},
    **{notice.value: partial(_to_asked, notice) for notice in TO_ASKED},
}
