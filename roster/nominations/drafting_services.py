"""The State's part of the writing: begin a draft, fill in its steps, add files, ask the expert, take it back."""

import secrets
from collections.abc import Collection, Sequence
from dataclasses import fields
from typing import Final

from flask_babel import gettext

from roster.accounts.queries import normalised_email
from roster.core import audit, clock, outbox
from roster.core.actor import Actor
from roster.core.db import db
from roster.core.errors import ForbiddenError, InvalidError, StaleError
from roster.core.multilingual import LANGUAGES
from roster.core.outbox import Kind
from roster.core.reference import new_reference
from roster.core.unit_of_work import lock_for_change
from roster.experts import policy as experts
from roster.experts.input_json import BLANK
from roster.experts.inputs import ProfileInput
from roster.experts.inputs import input_of as input_of_profile
from roster.experts.models import Profile
from roster.nominations import policy, queries
from roster.nominations.answers import (
    answers_of,
    input_of,
    merged,
    refuse_incomplete,
    refuse_unsound,
)
from roster.nominations.codes import MinimumCriterion
from roster.nominations.consent_standing import is_consent_in_force
from roster.nominations.form_steps import STATE_FIELDS, FormStep
from roster.nominations.inputs import NewFile
from roster.nominations.models import CLEARANCE, CORRECTIONS, CV, Nomination, NominationFile
from roster.nominations.moving_services import make_move, refuse_move, touch
from roster.nominations.nominee import note_nominee, refuse_other_person
from roster.nominations.notices import Notice, tell_expert
from roster.nominations.states import Move, Stage
from roster.nominations.typing_services import refuse, refuse_edit

_ONE_AT_A_TIME: Final = 7_401


def begin_draft(
    actor: Actor, state: str, *, given: ProfileInput | None = None, profile: Profile | None = None
) -> Nomination:
    """Begin a nomination of this State: empty, from what a file says, or from an existing profile.

    Raises ForbiddenError where the actor does not nominate for this State, or the profile is another
    State's; StaleError where a nomination of the same profile is under way.
    """
    if not policy.can_begin(actor, state):
        raise ForbiddenError(gettext("You nominate for your own State only."))
    if profile is not None:
        lock_for_change(_ONE_AT_A_TIME)  # two who begin from one profile at once: the second sees the first
        _refuse_profile(actor, state, profile)
        given = given or input_of_profile(profile)
    now = clock.now()
    nomination = Nomination(
        ref=new_reference(queries.REFERENCE_PREFIX, queries.is_reference_taken),
        created_at=now,
        created_by=actor.user_id,
        changed_at=now,
        changed_by=actor.user_id,
        state=state,
        stage=Stage.DRAFT,
        stage_since=now,
        answers=answers_of(given or BLANK),
        profile_id=profile.id if profile else None,
        profile_version=profile.version if profile else None,
        drafted_by=actor.user_id,
    )
    db.session.add(nomination)
    db.session.flush()
    audit.record(actor, "nominations:nomination:begin", subject=nomination.ref)
    return nomination


def save_step(
    actor: Actor, nomination: Nomination, *, step: FormStep, given: ProfileInput
) -> tuple[str, ...]:
    """Save one step; what the actor merely typed there is forgotten. Returns the names of the fields that changed.

    Only this step's fields of `given` are taken. Raises InvalidError where the step contradicts itself;
    what is still missing is asked for when the expert is invited.
    """
    refuse_edit(actor, nomination)
    before = input_of(nomination)
    after = merged(before, given, step.fields)
    refuse_unsound(after, step=step)
    return _save(actor, nomination, after=after, forget=(step,))


def save_answers(actor: Actor, nomination: Nomination, *, given: ProfileInput) -> tuple[str, ...]:
    """Save all steps at once, from a file that was filled in without network. Raises InvalidError."""
    refuse_edit(actor, nomination)
    after = merged(input_of(nomination), given, STATE_FIELDS)
    for step in FormStep:
        refuse_unsound(after, step=step)
    return _save(actor, nomination, after=after, forget=tuple(FormStep))


def set_criteria(actor: Actor, nomination: Nomination, *, criteria: Collection[str]) -> None:
    """Say which of the minimum criteria are met. Until the nomination is cleared."""
    if not policy.can_attach_clearance(actor, nomination):
        refuse(is_own_state=policy.can_begin(actor, nomination.state))
    nomination.criteria = [item.value for item in MinimumCriterion if item.value in criteria]
    _note_editor(actor, nomination)
    touch(actor, nomination)
    audit.record(actor, "nominations:nomination:edit", subject=nomination.ref, fields=("criteria",))


def attach_cv(actor: Actor, nomination: Nomination, *, given: NewFile) -> None:
    """Make this the CV of the nomination; the file that it replaces goes."""
    refuse_edit(actor, nomination)
    _attach(actor, nomination, purpose=CV, given=given)
    _note_editor(actor, nomination)


def remove_cv(actor: Actor, nomination: Nomination) -> None:
    """Take the CV away."""
    refuse_edit(actor, nomination)
    if nomination.cv is not None:
        forget_file(nomination, nomination.cv)
        _note_editor(actor, nomination)
        touch(actor, nomination)
        audit.record(actor, "nominations:nomination:edit", subject=nomination.ref, fields=(CV,))


def attach_clearance(actor: Actor, nomination: Nomination, *, given: NewFile) -> None:
    """Keep the signed note verbale. Until the nomination is cleared; then a focal point alone exchanges it."""
    if not policy.can_attach_clearance(actor, nomination):
        refuse(is_own_state=policy.can_begin(actor, nomination.state))
    if not policy.can_exchange_clearance(actor, nomination):
        raise ForbiddenError(
            gettext("The nomination is cleared: only a focal point exchanges the signed letter.")
        )
    _attach(actor, nomination, purpose=CLEARANCE, given=given)
    _note_editor(actor, nomination)


def invite_expert(actor: Actor, nomination: Nomination, *, language: str) -> None:
    """Ask the expert for consent by a link, in this language.

    Raises InvalidError, a sentence at each field, where the nomination is not complete.
    """
    _ask(actor, nomination, language=language, move=Move.INVITE)


def resend_invitation(actor: Actor, nomination: Nomination, *, language: str | None = None) -> None:
    """Send a fresh link; the one before opens nothing any more."""
    if not policy.can_resend(actor, nomination):
        refuse(is_own_state=policy.can_begin(actor, nomination.state))
    _renew_link(nomination, language or nomination.invitation_language or "en")
    touch(actor, nomination)
    audit.record(actor, "nominations:invitation:resend", subject=nomination.ref)


def take_back(actor: Actor, nomination: Nomination, *, note: str = "") -> None:
    """Make it a draft again, to change it; the link opens nothing any more, and a consent is void."""
    make_move(actor, nomination, move=Move.TAKE_BACK, note=note)
    _void_consent(nomination)


def redraft(actor: Actor, nomination: Nomination) -> None:
    """Work again on a nomination that the expert refused, to ask once more."""
    make_move(actor, nomination, move=Move.REDRAFT)
    _void_consent(nomination)
    nomination.emptied_at = None  # what is written from now on goes in its turn


def resubmit(actor: Actor, nomination: Nomination, *, language: str | None = None) -> Move:
    """Answer what came back: to the secretariat where nothing changed, to the expert where something did.

    Returns the move that was made. Raises InvalidError where the nomination is not complete.
    """
    if is_consent_in_force(nomination):
        refuse_move(actor, nomination, move=Move.RESUBMIT)
        refuse_incomplete(input_of(nomination))
        make_move(actor, nomination, move=Move.RESUBMIT)
        return Move.RESUBMIT
    chosen = language or nomination.invitation_language or "en"
    _ask(actor, nomination, language=chosen, move=Move.RESUBMIT_CHANGED)
    return Move.RESUBMIT_CHANGED


def forget_file(nomination: Nomination, file: NominationFile) -> None:
    """Take a file away; the worker removes the bytes after the commit."""
    outbox.enqueue(Kind.IMPORT, {"remove": file.stored_name})
    nomination.files.remove(file)


def _ask(actor: Actor, nomination: Nomination, *, language: str, move: Move) -> None:
    refuse_move(actor, nomination, move=move)
    given = input_of(nomination)
    refuse_incomplete(given)
    if normalised_email(given.email) is None:
        raise InvalidError({"email": gettext("This is not an e-mail address.")})
    refuse_other_person(nomination, given)
    _void_consent(nomination)
    nomination.nominee_user_id = None
    note_nominee(nomination)
    make_move(actor, nomination, move=move)
    _renew_link(nomination, language)


def _renew_link(nomination: Nomination, language: str) -> None:
    if language not in LANGUAGES:
        raise InvalidError({"language": gettext("Choose one of the six languages.")})
    nomination.invited_at = clock.now()
    nomination.invitation_nonce = secrets.token_hex(16)
    nomination.invitation_language = language
    tell_expert(nomination, Notice.INVITATION)


def _void_consent(nomination: Nomination) -> None:
    """What was agreed to holds no longer; the clearance that stood on it neither, nor half-made corrections."""
    nomination.typing = [row for row in nomination.typing if row.step != CORRECTIONS]
    nomination.invitation_nonce = secrets.token_hex(16) if nomination.invitation_nonce else None
    nomination.consented_at = nomination.consented_digest = None
    nomination.consent_version = nomination.consent_language = None
    nomination.consent_purposes, nomination.consent_public = [], False
    nomination.refused_at, nomination.refusal_reason = None, ""
    nomination.cleared_at = None


def _save(
    actor: Actor, nomination: Nomination, *, after: ProfileInput, forget: Sequence[FormStep]
) -> tuple[str, ...]:
    answers = answers_of(after)
    changed = tuple(name for name in answers if answers[name] != nomination.answers.get(name))
    nomination.typing = [
        row for row in nomination.typing if row.step not in forget or row.by_user != actor.user_id
    ]
    if changed:
        nomination.answers = answers
        if "email" in changed:  # perhaps another person, who reads what was declared
            nomination.declared_interests = ""
        _note_editor(actor, nomination)
        touch(actor, nomination)
        audit.record(actor, "nominations:nomination:edit", subject=nomination.ref, fields=changed)
    return changed


def _attach(actor: Actor, nomination: Nomination, *, purpose: str, given: NewFile) -> None:
    row = next((file for file in nomination.files if file.purpose == purpose), None)
    if row is None:
        row = NominationFile(purpose=purpose)
        nomination.files.append(row)
    else:
        outbox.enqueue(Kind.IMPORT, {"remove": row.stored_name})
    for item in fields(given):
        setattr(row, item.name, getattr(given, item.name))
    row.uploaded_at, row.uploaded_by = clock.now(), actor.user_id
    touch(actor, nomination)
    audit.record(actor, "nominations:file:attach", subject=nomination.ref, fields=(purpose,))


def _note_editor(actor: Actor, nomination: Nomination) -> None:
    if actor.user_id is not None and actor.user_id not in nomination.editors:
        nomination.editors = [*nomination.editors, actor.user_id]


def _refuse_profile(actor: Actor, state: str, profile: Profile) -> None:
    if not experts.can_view(actor, profile) or profile.nominating_state not in (None, state):
        raise ForbiddenError(gettext("This profile belongs to another State."))
    if queries.open_nomination_of(profile.id) is not None:
        raise StaleError(gettext("A nomination of this expert is under way already."))
