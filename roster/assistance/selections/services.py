"""The only writer of selections: people onto the request's shortlist, the choice frozen into its record.

Whoever calls has the request from `queries` within a unit of work: its row is locked, so of two managers who freeze
at once one comes second, and finds the request moved on.
"""

from collections.abc import Sequence

from flask_babel import gettext

from roster.assistance.requests.models import AssistanceRequest
from roster.assistance.requests.moving_services import make_move, refuse_move
from roster.assistance.requests.states import Move
from roster.assistance.selections import policy
from roster.assistance.selections.deciding import Decision, decision_on, judge_shortlist
from roster.assistance.selections.forgetting import without_people
from roster.assistance.selections.judgement import Judgement, reason_data
from roster.assistance.selections.models import SelectionEntry, SelectionRecord
from roster.assistance.selections.queries import (
    RECORD_PREFIX,
    entries_about,
    record_of,
    records_excluding,
    same_people,
    shortlist_of,
)
from roster.assistance.shortlists.models import Shortlist, ShortlistEntry
from roster.assistance.shortlists.queries import entries_of, profiles_by_refs, profiles_that_stand
from roster.assistance.shortlists.services import Added, ShortlistInput, add_people, create_shortlist
from roster.core import audit, clock
from roster.core.actor import Actor
from roster.core.db import db
from roster.core.errors import ForbiddenError, InvalidError, NotFoundError, StaleError
from roster.core.reference import new_reference
from roster.experts.models import Profile
from roster.experts.queries import experts_by_ids
from roster.matching.rules import FieldGroup

# What may stay of somebody who is erased: what was said of the profile in codes, without employer, dates or interests.
STAYING = frozenset({FieldGroup.PROFILE.value, FieldGroup.REQUEST.value, FieldGroup.STANDING.value})


def put_on_shortlist(actor: Actor, request: AssistanceRequest, *, profile_refs: Sequence[str]) -> Added:
    """Put people at the end of the request's shortlist, which is begun with the first.

    Raises NotFoundError and ForbiddenError, StaleError where the request is past choosing, and InvalidError where
    nobody was named.
    """
    refuse_choosing(actor, request)
    people = profiles_by_refs(actor, profile_refs)
    if not people:
        raise InvalidError({"expert": gettext("Nobody was chosen. Tick the people first.")})
    return add_people(actor, shortlist_for(actor, request), profiles=people)


def shortlist_for(actor: Actor, request: AssistanceRequest) -> Shortlist:
    """The request's shortlist, begun where there is none. Raises as `put_on_shortlist`."""
    refuse_choosing(actor, request)
    shortlist = shortlist_of(request.id)
    if shortlist is None:
        shortlist = create_shortlist(actor, ShortlistInput(request.title or request.ref, ""))
        shortlist.request_id = request.id
        db.session.flush()
    return shortlist


def refuse_choosing(actor: Actor, request: AssistanceRequest) -> None:
    """Raise where this actor may not choose people for this request now."""
    if not policy.can_view(actor, request):
        raise NotFoundError
    if not policy.may_choose(actor, request):
        raise ForbiddenError
    if not policy.can_choose(actor, request):
        raise StaleError(gettext("The choice for this request is made. It cannot be changed any more."))


def freeze(actor: Actor, request: AssistanceRequest, *, decision: Decision) -> SelectionRecord:
    """Make the choice final: the shortlist as it stands becomes the selection record and is closed.

    Raises NotFoundError and ForbiddenError, StaleError where the choice is frozen already or the request has moved
    on, InvalidError where nobody is on the shortlist.
    """
    if not policy.can_view(actor, request):
        raise NotFoundError
    if record_of(actor, request) is not None:
        raise StaleError(gettext("This selection is frozen already. Nothing was changed."))
    refuse_move(actor, request, move=Move.SHORTLIST)
    shortlist = shortlist_of(request.id)
    standing = _standing(actor, shortlist)
    if shortlist is None or not standing:
        raise InvalidError({"decision": gettext("Nobody is on the shortlist. Put people on it first.")})
    record = _record(actor, request, decision)
    for position, (entry, profile_id, ref) in enumerate(standing, start=1):
        record.entries.append(_entry(position, entry, profile_id, decision.judgement, ref))
    db.session.add(record)
    shortlist.is_closed = True
    shortlist.changed_at, shortlist.changed_by = record.frozen_at, actor.user_id
    make_move(actor, request, move=Move.SHORTLIST)
    db.session.flush()
    audit.record(actor, "assistance:selection:freeze", subject=record.ref)
    audit.record_many(actor, "assistance:expert:select", subjects=[ref for _entry, _id, ref in standing])
    return record


def decide(actor: Actor, request: AssistanceRequest, *, words: str) -> SelectionRecord:
    """Judge the shortlist today and freeze it. Raises as `freeze`."""
    judging = judge_shortlist(actor, request, today=clock.today())
    return freeze(actor, request, decision=decision_on(actor, request, judging=judging, words=words))


def record_export(actor: Actor, record: SelectionRecord) -> None:
    """Say in the audit trail that the record left the house as a file (R28)."""
    audit.record(actor, "assistance:selection:export", subject=record.ref)


def forget_person(actor: Actor, *, ref: str, profile_id: int) -> int:
    """Take somebody who is erased out of every record: points and reasons from the profile stay, nobody's.

    What else was said of the person goes: notes, availability, engagements, interests, and that a State did not want
    this person, and free words that name the person. Gives how many places it was. Whoever erases has been asked
    who may.
    """
    excluding = records_excluding(ref)
    for record in excluding:
        others = [other for other in record.criteria.get("excluded_experts", ()) if other != ref]
        record.criteria = {**record.criteria, "excluded_experts": others}
        audit.record(actor, "assistance:selection:forget", subject=record.ref, fields=("criteria",))
    places = entries_about(profile_id)
    for entry in places:
        entry.profile_id, entry.note = None, ""
        entry.why, entry.missing, entry.against = (
            [
                reason
                for reason in reasons
                if reason["group"] in STAYING and "employer" not in reason["values"]
            ]
            for reasons in (entry.why, entry.missing, entry.against)
        )
        audit.record(actor, "assistance:selection:forget", subject=entry.record.ref)
    records = {record.id: record for record in (*excluding, *(entry.record for entry in places))}
    _forget_words(actor, list(records.values()), profiles=same_people(profile_id))
    return len(places) + len(excluding)


def _forget_words(actor: Actor, records: Sequence[SelectionRecord], *, profiles: Sequence[Profile]) -> None:
    people, refs = [profile.person for profile in profiles], [profile.ref for profile in profiles]
    for record in records:
        before = [record.decision, *(entry.note for entry in record.entries)]
        record.decision = without_people(record.decision, people, refs=refs)
        for entry in record.entries:
            entry.note = without_people(entry.note, people, refs=refs)
        if before != [record.decision, *(entry.note for entry in record.entries)]:
            audit.record(
                actor, "assistance:selection:forget", subject=record.ref, fields=("decision", "note")
            )


def _standing(actor: Actor, shortlist: Shortlist | None) -> list[tuple[ShortlistEntry, int, str]]:
    """Who is on the list and exists for this actor, each once, with the profile that stands now."""
    entries = entries_of(shortlist) if shortlist else []
    now = profiles_that_stand(entry.profile_id for entry in entries)
    people = experts_by_ids(actor, list(set(now.values())))
    found: dict[int, tuple[ShortlistEntry, int, str]] = {}
    for entry in entries:
        standing = now.get(entry.profile_id or 0)
        if standing is not None and standing in people:
            found.setdefault(standing, (entry, standing, people[standing].ref))
    return list(found.values())


def _record(actor: Actor, request: AssistanceRequest, decision: Decision) -> SelectionRecord:
    judgement = decision.judgement
    return SelectionRecord(
        ref=new_reference(RECORD_PREFIX),
        request_id=request.id,
        match_ref=decision.match_ref,
        frozen_at=clock.now(),
        frozen_by=actor.user_id,
        decision=decision.words,
        criteria=dict(judgement.criteria),
        weights=dict(judgement.weights),
        pool_size=judgement.pool_size,
        eligible=judgement.eligible,
        excluded=dict(judgement.excluded),
        balance=list(decision.balance),
    )


def _entry(
    position: int, entry: ShortlistEntry, profile_id: int, judgement: Judgement, ref: str
) -> SelectionEntry:
    found = judgement.people.get(ref)
    return SelectionEntry(
        profile_id=profile_id,
        position=position,
        rank=found.rank if found else None,
        points=found.points if found else None,
        parts=list(found.parts) if found else [],
        why=[reason_data(item) for item in found.why] if found else [],
        missing=[reason_data(item) for item in found.missing] if found else [],
        against=[reason_data(item) for item in found.against] if found else [],
        note=entry.note,
    )
