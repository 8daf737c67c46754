"""The letters of calls. They say what the call itself says to everybody who may read it, and never who answered."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any, Final

from roster.accounts.models import User
from roster.accounts.queries import actor_of, user_by_id
from roster.assistance.calls import policy, queries, recipient_queries
from roster.assistance.calls.answer_services import is_answerable
from roster.assistance.calls.expert_link import call_token
from roster.assistance.calls.letter_words import WORDS
from roster.assistance.calls.models import CallAnswer, ExpertCall
from roster.assistance.calls.notices import Notice
from roster.assistance.calls.states import CallStage
from roster.assistance.offers.letters import address_of
from roster.core.mail import Letter, LetterWriter
from roster.messages.queries import accounts_of
from roster.people.models import Person
from roster.vocabulary import queries as vocabulary
from roster.web.letters import link, write
from roster.web.locale import DEFAULT_LANGUAGE, LANGUAGE_TABLE

TEMPLATE: Final = "call_notice"


def _to_expert(payload: Mapping[str, Any]) -> Letter | None:
    """To an expert whom one rule alone excludes; None where the call or the profile no longer stands."""
    invitation = queries.invitation_by_id(int(payload["invitation"]))
    call = queries.call_by_id(invitation.call_id) if invitation is not None else None
    if invitation is None or call is None or not is_answerable(call):
        return None
    found = address_of(invitation.profile) if policy.can_be_called(invitation.profile) else None
    if found is None:
        return None
    email, language, name = found
    url = link("call_answers.open_link", language, token=call_token(invitation, call))
    return _letter(Notice.EXPERT, call, to=email, language=language, name=name, url=url, until=call.answer_by)


def _to_network(payload: Mapping[str, Any]) -> Letter | None:
    """To somebody who answers in a network."""
    call = queries.call_by_id(int(payload["call"]))
    _kind, _colon, number = str(payload["recipient"]).partition(":")
    person = recipient_queries.person_in_network(int(number))
    if call is None or not is_answerable(call) or person is None or person.network_contact is None:
        return None
    if not person.network_contact.email:
        return None
    language = _language_of(person)
    return _letter(
        Notice.NETWORK,
        call,
        to=person.network_contact.email,
        language=language,
        name=person.full_name,
        url=link("calls.show", language, ref=call.ref),
        until=call.answer_by,
    )


def _to_state(payload: Mapping[str, Any]) -> Letter | None:
    """To a focal point."""
    call, user = queries.call_by_id(int(payload["call"])), _account(payload)
    if call is None or user is None or not is_answerable(call):
        return None
    if not policy.may_propose(actor_of(user), call):
        return None
    url = link("calls.show", user.language, ref=call.ref)
    return _letter(
        Notice.STATE,
        call,
        to=user.email,
        language=user.language,
        name=user.name,
        url=url,
        until=call.answer_by,
    )


def _to_answerer(notice: Notice, payload: Mapping[str, Any]) -> Letter | None:
    """To whoever answered a call that ended before its day."""
    answer = queries.answer_by_id(int(payload["answer"]))
    if answer is None or answer.withdrawn_at is not None or answer.call.stage is not CallStage.CLOSED:
        return None
    found, token = None, ""
    user = _account(payload)
    if notice is Notice.ENDED_STATE and user is not None:
        found = (user.email, user.language, user.name)
    elif answer.profile is not None:
        found = address_of(queries.standing_profile(answer.profile))
        token = _token_without_account(answer)
    if found is None:
        return None
    email, language, name = found
    url = (
        link("call_answers.open_link", language, token=token)
        if token
        else link("calls.show", language, ref=answer.call.ref)
    )
    return _letter(notice, answer.call, to=email, language=language, name=name, url=url)


def _token_without_account(answer: CallAnswer) -> str:
    """The token of the page without account, for whom it was written to when the call opened."""
    if answer.profile is None or accounts_of(queries.standing_profile(answer.profile)):
        return ""
    invited = [item for item in queries.invitations_of(answer.call) if item.profile_id == answer.profile_id]
    return call_token(invited[0], answer.call) if invited else ""


def _to_manager(payload: Mapping[str, Any]) -> Letter | None:
    """To a manager: the time is over."""
    call, user = queries.call_by_id(int(payload["call"])), _account(payload)
    if call is None or user is None or not policy.can_read_answers(actor_of(user), call):
        return None
    url = link("call_desk.answers", user.language, ref=call.ref)
    return _letter(Notice.MANAGER, call, to=user.email, language=user.language, name=user.name, url=url)


def _letter(
    notice: Notice,
    call: ExpertCall,
    *,
    to: str,
    language: str,
    name: str,
    url: str,
    until: date | None = None,
) -> Letter:
    words = WORDS[notice]
    return write(
        TEMPLATE,
        to=to,
        language=language,
        subject=words.subject,
        name=name,
        lines=words.lines,
        action=words.action,
        title=call.title,
        reference=call.ref,
        url=url,
        until=until,
    )


def _language_of(person: Person) -> str:
    """What the person speaks, else an official language of the State for which the person answers."""
    state = vocabulary.current().states.get(recipient_queries.state_of_person(person.id) or "")
    spoken = [item.code for item in person.languages] + (list(state.official_languages) if state else [])
    return next((code for code in spoken if code in LANGUAGE_TABLE), DEFAULT_LANGUAGE)


def _account(payload: Mapping[str, Any]) -> User | None:
    kind, _colon, number = str(payload["recipient"]).partition(":")
    user = user_by_id(int(number)) if kind == "user" else None
    return user if user is not None and user.active else None


WRITERS: Final[Mapping[str, LetterWriter]] = {
    Notice.EXPERT.value: _to_expert,
    Notice.NETWORK.value: _to_network,
    Notice.STATE.value: _to_state,
    Notice.ENDED_EXPERT.value: partial(_to_answerer, Notice.ENDED_EXPERT),
    Notice.ENDED_STATE.value: partial(_to_answerer, Notice.ENDED_STATE),
    Notice.MANAGER.value: _to_manager,
}
