"""The expert's part: agree, with corrections, refuse, or withdraw at any time."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from flask_babel import gettext

from roster.accounts.queries import normalised_email
from roster.core import clock
from roster.core.actor import Actor, Assignment, Role
from roster.core.errors import InvalidError, StaleError
from roster.core.multilingual import LANGUAGES
from roster.core.text import tidy_lines
from roster.experts.inputs import ProfileInput
from roster.experts.services import CONSENT_VERSION
from roster.experts.standing.services import withdraw_consent
from roster.nominations import policy
from roster.nominations.answers import answers_of, digest_of, input_of, merged, refuse_incomplete
from roster.nominations.codes import LONGEST_REASON, REQUIRED_PURPOSES, Purpose
from roster.nominations.expert_link import expires_at
from roster.nominations.form_steps import STATE_FIELDS
from roster.nominations.inputs import ConsentInput
from roster.nominations.models import CORRECTIONS, Nomination, NominationTyping
from roster.nominations.moving_services import make_move, refuse_move
from roster.nominations.notices import Notice, tell_expert, tell_managers, tell_state
from roster.nominations.states import Move, Stage

MOST_TYPED: Final = 120_000


def consent(
    actor: Actor, nomination: Nomination, *, answer: ConsentInput, given: ProfileInput | None = None
) -> tuple[str, ...]:
    """Agree to what the nomination says, as corrected by `given`; returns the fields that were corrected.

    Raises StaleError where the link is too old or the text of the consent is another one now, InvalidError
    where the corrected nomination is not complete or the purpose of the roster itself is refused.
    """
    refuse_move(actor, nomination, move=Move.CONSENT)
    _refuse_late(actor, nomination)
    _check_answer(answer)
    corrected = _correct(nomination, given) if given is not None else ()
    refuse_incomplete(input_of(nomination))
    nomination.consented_at = clock.now()
    nomination.consent_version = answer.version
    nomination.consent_language = answer.language
    nomination.consent_purposes = [item.value for item in Purpose if item.value in answer.purposes]
    nomination.consent_public = answer.is_public
    nomination.consented_digest = digest_of(nomination)
    nomination.typing = [row for row in nomination.typing if row.step != CORRECTIONS]
    make_move(actor, nomination, move=Move.CONSENT, note=" ".join(corrected))
    tell_state(nomination, Notice.CONSENTED, besides=actor)
    tell_expert(nomination, Notice.EXPERT_CONSENTED)
    return corrected


def keep_corrections(actor: Actor, nomination: Nomination, *, typed: Mapping[str, Sequence[str]]) -> None:
    """Keep what the expert typed over the answers until the expert agrees to it. It moves no version."""
    refuse_move(actor, nomination, move=Move.CONSENT)
    _refuse_late(actor, nomination)
    values = {name: list(lines) for name, lines in typed.items()}
    if len(json.dumps(values)) > MOST_TYPED:
        raise InvalidError({"typed": gettext("This is more than the form can hold.")})
    row = next((row for row in nomination.typing if row.step == CORRECTIONS), None)
    if row is None:
        row = NominationTyping(step=CORRECTIONS)
        nomination.typing.append(row)
    row.typed, row.at, row.by_user = values, clock.now(), actor.user_id


def forget_corrections(actor: Actor, nomination: Nomination) -> None:
    """Go back to what the State wrote."""
    refuse_move(actor, nomination, move=Move.CONSENT)
    nomination.typing = [row for row in nomination.typing if row.step != CORRECTIONS]


def refuse(actor: Actor, nomination: Nomination, *, reason: str = "") -> None:
    """Say no; a reason may be given, and the State reads it."""
    refuse_move(actor, nomination, move=Move.REFUSE)
    _refuse_late(actor, nomination)
    nomination.refused_at = clock.now()
    nomination.refusal_reason = _reason(reason)
    make_move(actor, nomination, move=Move.REFUSE)
    tell_state(nomination, Notice.REFUSED, besides=actor)


def withdraw(actor: Actor, nomination: Nomination, *, reason: str = "") -> None:
    """End the nomination; where it was approved, the profile is hidden everywhere at once."""
    refuse_move(actor, nomination, move=Move.WITHDRAW)
    before = nomination.stage
    by_expert = policy.role_towards(actor, nomination) == Role.EXPERT
    make_move(actor, nomination, move=Move.WITHDRAW, note=_reason(reason))
    if nomination.cleared_at is not None:
        tell_managers(nomination, Notice.WITHDRAWN, besides=actor)
    if before is Stage.APPROVED and nomination.profile is not None:
        withdraw_consent(_for_profile(actor, nomination), nomination.profile)  # tells expert and State
        return
    tell_state(nomination, Notice.WITHDRAWN, besides=actor)
    if not by_expert and nomination.invited_at is not None and before is not Stage.DRAFT:
        tell_expert(nomination, Notice.EXPERT_WITHDRAWN)


def _for_profile(actor: Actor, nomination: Nomination) -> Actor:
    """Who came by the link is the expert of the profile too, for this one act."""
    if actor.signed_in or actor.is_system or nomination.profile is None:
        return actor
    own = Assignment(Role.EXPERT, f"self:{nomination.profile.ref}")
    return replace(actor, assignments=actor.assignments | {own})


def _correct(nomination: Nomination, given: ProfileInput) -> tuple[str, ...]:
    """The expert's own words. What the State does not read stays beside the answers."""
    before = input_of(nomination)
    if normalised_email(given.email) is None:
        raise InvalidError({"email": gettext("This is not an e-mail address.")})
    nomination.declared_interests = given.declared_interests
    answers = answers_of(merged(before, given, STATE_FIELDS))
    changed = tuple(name for name in answers if answers[name] != nomination.answers.get(name))
    if changed:
        nomination.answers = answers
    return changed


def _check_answer(answer: ConsentInput) -> None:
    if answer.version != CONSENT_VERSION:
        raise StaleError(gettext("The text that you agree to has changed. Read it again, please."))
    problems: dict[str, object] = {}
    if not {item.value for item in REQUIRED_PURPOSES} <= set(answer.purposes):
        problems["purposes"] = gettext("Without this nobody can be on the roster. To say no, refuse below.")
    if answer.language not in LANGUAGES:
        problems["language"] = gettext("Choose one of the six languages.")
    if problems:
        raise InvalidError(problems)


def _refuse_late(actor: Actor, nomination: Nomination) -> None:
    if not actor.signed_in and not actor.is_system and clock.now() >= expires_at(nomination):
        raise StaleError(gettext("This link is too old. The focal point of your State can send a new one."))


def _reason(text: str) -> str:
    return tidy_lines(text)[:LONGEST_REASON]
