"""The secretariat's part: assignment, checklist, remarks, and the decision."""

from collections.abc import Mapping
from dataclasses import replace

from flask_babel import gettext

from roster.accounts.queries import actor_of, normalised_email, user_by_email, user_by_id
from roster.accounts.services import NewInvitation, grant_role, invite
from roster.core import audit, clock
from roster.core.actor import SYSTEM, Actor, Assignment, Role
from roster.core.db import db
from roster.core.errors import DomainError, ForbiddenError, InvalidError, NotFoundError, StaleError
from roster.core.text import tidy_lines
from roster.experts.cv.services import NewCv
from roster.experts.inputs import ProfileInput
from roster.experts.models import Profile
from roster.experts.standing.queries import is_publicity_changed_since
from roster.experts.standing.services import Approved, publish_nominated
from roster.nominations import policy
from roster.nominations.answers import refuse_incomplete
from roster.nominations.codes import LONGEST_REASON, ChecklistItem, DeclineReason
from roster.nominations.consent_standing import is_consent_in_force, is_hidden_since
from roster.nominations.drafting_services import forget_file
from roster.nominations.form_steps import STATE_FIELDS
from roster.nominations.models import Nomination, NominationComment
from roster.nominations.moving_services import make_move, refuse_move, touch
from roster.nominations.new_term import CV, NewTerm, Side, new_term_of
from roster.nominations.notices import Notice, tell_expert, tell_state
from roster.nominations.states import Move

GENERAL = "general"


def assign(actor: Actor, nomination: Nomination, *, manager_id: int | None) -> None:
    """Say which roster manager looks at it; None gives it back to all. Raises InvalidError for who may not."""
    if not policy.can_assign(actor, nomination):
        _refuse_vetting(actor, nomination)
    if manager_id is not None:
        user = user_by_id(manager_id)
        if user is None or not user.active or not policy.can_vet(actor_of(user), nomination):
            raise InvalidError({"assigned_to": gettext("This account may not decide on this nomination.")})
    nomination.assigned_to = manager_id
    nomination.assigned_at = clock.now() if manager_id is not None else None
    touch(actor, nomination)
    audit.record(actor, "nominations:nomination:assign", subject=nomination.ref, fields=("assigned_to",))


def tick(actor: Actor, nomination: Nomination, *, item: str, done: bool) -> None:
    """Tick an item of the checklist, or take the tick back."""
    _refuse_vetting_unless_allowed(actor, nomination)
    if ChecklistItem.of(item) is None:
        raise InvalidError({"checklist": gettext("There is no such item.")})
    others = {name: mark for name, mark in nomination.checklist.items() if name != item}
    mark = {"done_by": actor.user_id, "at": clock.now().isoformat()}
    nomination.checklist = {**others, item: mark} if done else others
    touch(actor, nomination)
    audit.record(actor, "nominations:nomination:tick", subject=nomination.ref, fields=(item,))


def comment(actor: Actor, nomination: Nomination, *, field: str, text: str) -> NominationComment:
    """Remark on one field, or on the whole (`general`). The State reads it when the nomination is returned."""
    _refuse_vetting_unless_allowed(actor, nomination)
    if field not in (*STATE_FIELDS, GENERAL):
        raise InvalidError({"field": gettext("There is no such field.")})
    words = tidy_lines(text)
    if not words or len(words) > LONGEST_REASON:
        raise InvalidError({"text": gettext("Write a remark of at most 2,000 characters.")})
    made = NominationComment(
        nomination_id=nomination.id, field=field, text=words, by_user=actor.user_id, at=clock.now()
    )
    db.session.add(made)
    touch(actor, nomination)
    audit.record(actor, "nominations:nomination:comment", subject=nomination.ref, fields=(field,))
    db.session.flush()
    return made


def resolve_comment(actor: Actor, nomination: Nomination, *, remark: NominationComment, done: bool) -> None:
    """Tick a remark off, or open it again."""
    if remark.nomination_id != nomination.id or not policy.can_view(actor, nomination):
        raise NotFoundError
    if not policy.can_resolve(actor, nomination):
        raise ForbiddenError(gettext("Only whoever has the nomination on the desk ticks remarks off."))
    remark.resolved_at = clock.now() if done else None
    remark.resolved_by = actor.user_id if done else None
    touch(actor, nomination)
    audit.record(actor, "nominations:nomination:resolve", subject=nomination.ref, fields=(remark.field,))


def return_to_state(actor: Actor, nomination: Nomination, *, note: str = "") -> None:
    """Send it back with the remarks made; at least one remark or a note says what is wanted."""
    refuse_move(actor, nomination, move=Move.RETURN)
    waiting = [remark for remark in nomination.comments if remark.resolved_at is None]
    words = tidy_lines(note)[:LONGEST_REASON]
    if not waiting and not words:
        raise InvalidError(
            {"note": gettext("Say what the State should look at: a note, or remarks on fields.")}
        )
    for remark in waiting:
        remark.sent_at = remark.sent_at or clock.now()
    make_move(actor, nomination, move=Move.RETURN, note=words)
    tell_state(nomination, Notice.RETURNED, besides=actor)


def decline(actor: Actor, nomination: Nomination, *, reason: str, text: str = "") -> None:
    """End it with a reason of the list, in words where the list does not say it."""
    refuse_move(actor, nomination, move=Move.DECLINE)
    words = tidy_lines(text)[:LONGEST_REASON]
    if DeclineReason.of(reason) is None:
        raise InvalidError({"reason": gettext("Choose a reason from the list.")})
    if reason == DeclineReason.OTHER and not words:
        raise InvalidError({"text": gettext("Say the reason in words.")})
    _decide(actor, nomination, reason=reason, text=words)
    make_move(actor, nomination, move=Move.DECLINE, reason=reason, note=words)
    tell_state(nomination, Notice.DECLINED, besides=actor)
    tell_expert(nomination, Notice.EXPERT_DECLINED)


def approve(actor: Actor, nomination: Nomination, *, chosen: Mapping[str, Side] | None = None) -> Profile:
    """Publish the nominee, and invite the expert to an account.

    What the profile said meanwhile and the nomination did not touch stays; `chosen` says whose text is published
    where both changed (`new_term`), and the history keeps the other too. Raises InvalidError where the checklist
    is not complete, the consent is for another text, or a rule of profiles is broken.
    """
    refuse_move(actor, nomination, move=Move.APPROVE)
    if any(item.value not in nomination.checklist for item in ChecklistItem):
        raise InvalidError({"checklist": gettext("Work through the whole checklist first.")})
    if not is_consent_in_force(nomination):
        raise InvalidError({"consent": gettext("The expert has not agreed to what the nomination says now.")})
    if is_hidden_since(nomination):
        sentence = gettext("The profile was hidden after the expert agreed. It has to be shown again first.")
        raise InvalidError({"profile": sentence})
    term = new_term_of(nomination)
    sides = {**term.conflicts, **(chosen or {})}
    given = term.decided(sides)
    refuse_incomplete(given)
    if nomination.cv is not None and sides.get(CV) is Side.PROFILE:
        forget_file(nomination, nomination.cv)
    profile = _publish(actor, nomination, term=term, given=given)
    _decide(actor, nomination)
    make_move(actor, nomination, move=Move.APPROVE)
    _open_account(actor, profile, given=given, language=nomination.consent_language or "en")
    tell_state(nomination, Notice.APPROVED, besides=actor)
    tell_expert(nomination, Notice.EXPERT_APPROVED)
    return profile


def _publish(actor: Actor, nomination: Nomination, *, term: NewTerm, given: ProfileInput) -> Profile:
    profile = publish_nominated(
        actor,
        given,
        approved=_approved(nomination, interests=given.declared_interests),
        profile=nomination.profile,
        proposed=term.as_nominated(),
    )
    if nomination.cv is not None:
        nomination.files.remove(nomination.cv)  # the bytes are the profile's now
    nomination.profile = profile
    return profile


def _approved(nomination: Nomination, *, interests: str) -> Approved:
    cv, profile, agreed_at = nomination.cv, nomination.profile, nomination.consented_at
    if agreed_at is None:
        raise StaleError
    is_public = nomination.consent_public
    if profile is not None and is_publicity_changed_since(profile, agreed_at):
        is_public = profile.is_public  # the expert's newer word
    return Approved(
        state=nomination.state,
        consented_on=agreed_at.date(),
        consent_version=nomination.consent_version or "",
        consent_language=nomination.consent_language or "en",
        is_public=is_public,
        declared_interests=interests,
        cv=NewCv(
            stored_name=cv.stored_name,
            file_name=cv.file_name,
            kind=cv.kind,
            size=cv.size,
            sha256=cv.sha256,
            text=cv.text,
            language=cv.language,
        )
        if cv
        else None,
    )


def _open_account(actor: Actor, profile: Profile, *, given: ProfileInput, language: str) -> None:
    """The account that goes with the profile: a role for one that exists, else an invitation."""
    system = replace(SYSTEM, user_id=actor.user_id, request_id=actor.request_id)
    own = Assignment(Role.EXPERT, f"self:{profile.ref}")
    address = normalised_email(given.email) or ""
    holder = user_by_email(address)
    if holder is None:
        name = (given.names or ("",))[-1]
        invite(system, NewInvitation(email=address, name=name, assignment=own, language=language))
        return
    profile.person.user_id = holder.id
    if own not in holder.assignments:
        grant_role(system, holder, assignment=own)


def _decide(actor: Actor, nomination: Nomination, *, reason: str | None = None, text: str = "") -> None:
    nomination.decided_by, nomination.decided_at = actor.user_id, clock.now()
    nomination.decision_reason, nomination.decision_text = reason, text


def _refuse_vetting_unless_allowed(actor: Actor, nomination: Nomination) -> None:
    if not policy.can_vet(actor, nomination):
        _refuse_vetting(actor, nomination)


def _refuse_vetting(actor: Actor, nomination: Nomination) -> None:
    """Raise what stands against it, with the reason."""
    error: DomainError
    if not policy.can_view(actor, nomination):
        error = NotFoundError()
    elif not policy.can_see_vetting(actor, nomination):
        error = ForbiddenError(gettext("Only the roster manager does this."))
    elif (reason := policy.vetting_refusal(actor, nomination)) is not None:
        error = ForbiddenError(str(reason))
    else:
        error = StaleError(gettext("The nomination is not with the secretariat now."))
    raise error
