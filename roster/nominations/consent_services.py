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
from roster.experts import policy as experts
from roster.experts.inputs import ProfileInput
from roster.experts.models import Profile
from roster.experts.services import CONSENT_VERSION
from roster.experts.standing.queries import profile_by_id
from roster.experts.standing.services import withdraw_consent
from roster.nominations import policy
from roster.nominations.answers import answers_of, digest_of, input_of, merged, refuse_incomplete
from roster.nominations.codes import LONGEST_REASON, REQUIRED_PURPOSES, Purpose
from roster.nominations.expert_link import expires_at
from roster.nominations.form_steps import STATE_FIELDS
from roster.nominations.inputs import ConsentInput
from roster.nominations.models import CORRECTIONS, Nomination, NominationTyping
from roster.nominations.moving_services import make_move, refuse_move, touch
from roster.nominations.nominee import note_nominee
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
    note_nominee(nomination)
    make_move(actor, nomination, move=Move.CONSENT, note=" ".join(corrected))
    tell_state(nomination, Notice.CONSENTED, besides=actor)
    tell_expert(nomination, Notice.EXPERT_CONSENTED)
    return corrected


def keep_corrections(actor: Actor, nomination: Nomination, *, typed: Mapping[str, Sequence[str]]) -> None:
    """Keep what the expert typed over the answers until the expert agrees to it.

    It moves the version: nobody agrees, in another window, to corrections that did not stand there.
    """
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
    touch(actor, nomination)


def forget_corrections(actor: Actor, nomination: Nomination) -> None:
    """Go back to what the State wrote."""
    refuse_move(actor, nomination, move=Move.CONSENT)
    nomination.typing = [row for row in nomination.typing if row.step != CORRECTIONS]
    touch(actor, nomination)


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
    profile = _shown_profile(nomination) if before is Stage.APPROVED else None
    if profile is not None:
        own = _for_profile(actor, profile)
        if experts.can_withdraw(own, profile):  # not where it was withdrawn on the profile before
            withdraw_consent(own, profile)  # tells expert and State
            return
    tell_state(nomination, Notice.WITHDRAWN, besides=actor)
    if not by_expert and nomination.invited_at is not None and before is not Stage.DRAFT:
        tell_expert(nomination, Notice.EXPERT_WITHDRAWN)


def _shown_profile(nomination: Nomination) -> Profile | None:
    """The profile that it led to; where that was merged into another, the one that stayed."""
    profile, seen = nomination.profile, set[int]()
    while profile is not None and profile.merged_into_id is not None and profile.id not in seen:
        seen.add(profile.id)
        profile = profile_by_id(profile.merged_into_id)
    return profile


def _for_profile(actor: Actor, profile: Profile) -> Actor:
    """Who came by the link is the expert of the profile too, for this one act."""
    if actor.signed_in or actor.is_system:
        return actor
    own = Assignment(Role.EXPERT, f"self:{profile.ref}")
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
