"""The only writer of profiles: checks the rules, writes rows, audit entry and outbox row together."""

from dataclasses import fields, replace
from datetime import UTC, datetime, time

from sqlalchemy.orm.attributes import flag_modified

from roster.core import audit, clock, outbox
from roster.core.actor import Actor, Role
from roster.core.db import db
from roster.core.errors import ForbiddenError
from roster.core.outbox import Kind
from roster.core.reference import new_reference
from roster.experts import policy, queries
from roster.experts.freshness import term_end
from roster.experts.history.revisions import keep_revision
from roster.experts.inputs import (
    CONTACT_FIELDS,
    PERSON_FIELDS,
    PROFILE_FIELDS,
    AbsenceInput,
    ExpertiseInput,
    ProfileInput,
    ReviewInput,
    Standing,
    changed_fields,
    input_of,
)
from roster.experts.models import Absence, ExpertiseLine, Profile, ReviewExperience
from roster.experts.policy import Part
from roster.experts.rules import check_complete, check_sound
from roster.experts.states import Stage
from roster.people import queries as people
from roster.people.matching import keys_of, names_of
from roster.people.models import Contact, NameKey, Person, SpokenLanguage
from roster.people.names import is_latin
from roster.search.hiding import narrow

CONSENT_VERSION = "2026-11"
SEARCH_KIND = "expert"


def create_profile(actor: Actor, given: ProfileInput, *, standing: Standing) -> Profile:
    """Put a new expert on the roster.

    Raises InvalidError where the profile breaks a rule; at stage *imported* it may be incomplete.
    Raises ForbiddenError for anybody but the roster manager and the system.
    """
    if not policy.can_import(actor):
        raise ForbiddenError
    given = _with_latin_form(given)
    stage = Stage(standing.stage)
    (check_sound if stage is Stage.IMPORTED else check_complete)(given)
    profile = _new_profile(actor, standing, stage)
    _write(profile, given)
    db.session.add(profile)
    db.session.flush()
    audit.record(actor, "experts:profile:create", subject=profile.ref)
    request_indexing(profile)
    return profile


def edit_profile(actor: Actor, profile: Profile, *, given: ProfileInput) -> tuple[str, ...]:
    """Change a profile and return the names of the fields that changed.

    Parts that the actor may not read stay as they are, whatever is given for them (R9).
    Raises ForbiddenError, or InvalidError where a rule is broken.
    """
    if not policy.can_edit(actor, profile):
        raise ForbiddenError
    before = input_of(profile)
    given = _with_latin_form(_keep_unreadable(actor, profile, given=given, before=before))
    (check_sound if profile.stage is Stage.IMPORTED else check_complete)(given)
    changed = changed_fields(before, given)
    if changed:
        keep_revision(actor, profile, before=before, after=given, role=role_towards(actor, profile))
        _write(profile, given)
        touch(actor, profile)
        audit.record(actor, "experts:profile:edit", subject=profile.ref, fields=changed)
        request_indexing(profile)
    return changed


def put_back(actor: Actor, profile: Profile, *, given: ProfileInput) -> None:
    """Let a profile say again what it said before, as it was accepted then; the caller has asked who may."""
    keep_revision(actor, profile, before=input_of(profile), after=given, role=role_towards(actor, profile))
    _write(profile, given)
    touch(actor, profile)
    request_indexing(profile)


def confirm_profile(actor: Actor, profile: Profile) -> None:
    """Say that the profile still holds: its freshness begins anew. Raises ForbiddenError."""
    if not policy.can_confirm(actor, profile):
        raise ForbiddenError
    profile.confirmed_at = clock.now()
    profile.confirmed_by_role = role_towards(actor, profile)
    touch(actor, profile)
    audit.record(actor, "experts:profile:confirm", subject=profile.ref)
    request_indexing(profile)


def request_indexing(profile: Profile, *, is_urgent: bool = False) -> None:
    """Let search follow, in this transaction (R44); what must be hidden is not found from its end on."""
    if is_urgent:
        narrow(SEARCH_KIND, profile.id, readers=policy.audiences(profile))
    outbox.enqueue(Kind.INDEX, {"kind": SEARCH_KIND, "id": profile.id}, is_urgent=is_urgent)


def tell_of_leaving(profile: Profile) -> None:
    """Let other rooms end what is open with somebody who can no longer be asked, or move it; the worker does it."""
    outbox.enqueue(Kind.LEFT, {"profile": profile.id})


def _new_profile(actor: Actor, standing: Standing, stage: Stage) -> Profile:
    now = clock.now()
    starts_on = standing.term_starts_on
    confirmed_on = standing.confirmed_on
    return Profile(
        ref=new_reference("EXP", queries.is_reference_taken),
        created_at=now,
        created_by=actor.user_id,
        changed_at=now,
        changed_by=actor.user_id,
        stage=stage,
        nominating_state=standing.nominating_state,
        is_public=standing.is_public,
        consented_on=standing.consented_on,
        consent_version=CONSENT_VERSION if standing.consented_on else None,
        consent_language=standing.consent_language,
        term_starts_on=starts_on,
        term_ends_on=term_end(starts_on) if starts_on else None,
        confirmed_at=datetime.combine(confirmed_on, time(12), UTC) if confirmed_on else None,
        confirmed_by_role=standing.confirmed_by_role,
        person=Person(ref=new_reference("PER", people.is_reference_taken), contact=Contact()),
    )


def _write(profile: Profile, given: ProfileInput) -> None:
    person = profile.person
    for name in PERSON_FIELDS:
        setattr(person, name, getattr(given, name))
    for name in CONTACT_FIELDS:
        setattr(person.contact, name, getattr(given, name))
    for name in PROFILE_FIELDS:
        setattr(profile, name, getattr(given, name))
    person.nationalities = list(given.nationalities)
    profile.countries_worked = list(given.countries_worked)
    profile.regions_excluded = list(given.regions_excluded)
    _write_languages(person, given)
    _write_name_keys(person)
    if _lines_differ(profile, given):
        profile.expertise = [
            ExpertiseLine(position=position, **_values(line)) for position, line in enumerate(given.expertise)
        ]
        profile.reviews = [
            ReviewExperience(position=position, **_values(line))
            for position, line in enumerate(given.reviews)
        ]
        profile.absences = [Absence(**_values(span)) for span in given.absences]


def _write_languages(person: Person, given: ProfileInput) -> None:
    """Keep the row of a language that stays: its code is unique for the person at every moment."""
    kept = {language.code: language for language in person.languages}
    rows = []
    for position, language in enumerate(given.languages):
        row = kept.get(language.code) or SpokenLanguage(code=language.code)
        row.position = position
        row.speaking, row.reading, row.writing = language.speaking, language.reading, language.writing
        row.drafts_legal = language.drafts_legal
        rows.append(row)
    person.languages = rows


def _write_name_keys(person: Person) -> None:
    """Let duplicates be found under the name as it is now; a key that stays keeps its row."""
    with db.session.no_autoflush:  # half a change written here would make a version of its own
        kept = {row.key: row for row in person.name_keys}
    person.name_keys = [kept.get(key) or NameKey(key=key) for key in sorted(keys_of(names_of(person)))]


def _lines_differ(profile: Profile, given: ProfileInput) -> bool:
    if not profile.id:
        return True
    before = input_of(profile)
    return (before.expertise, before.reviews, before.absences) != (
        given.expertise,
        given.reviews,
        given.absences,
    )


def _values(line: ExpertiseInput | ReviewInput | AbsenceInput) -> dict[str, object]:
    return {item.name: getattr(line, item.name) for item in fields(line)}


def _keep_unreadable(
    actor: Actor, profile: Profile, *, given: ProfileInput, before: ProfileInput
) -> ProfileInput:
    parts = policy.readable_parts(actor, profile)
    if Part.INTERESTS not in parts:
        given = replace(given, declared_interests=before.declared_interests)
    if Part.STAFF not in parts:
        given = replace(given, staff_notes=before.staff_notes)
    return given


def _with_latin_form(given: ProfileInput) -> ProfileInput:
    """A name that is Latin already is its own Latin form."""
    if given.latin_family_name or not is_latin(given.family_name):
        return given
    return replace(given, latin_family_name=given.family_name, latin_given_name=given.given_name)


def touch(actor: Actor, profile: Profile) -> None:
    """Mark who and when; this also moves the version, though only a child row may have changed."""
    profile.changed_at = clock.now()
    profile.changed_by = actor.user_id
    flag_modified(profile, "changed_at")


def role_towards(actor: Actor, profile: Profile) -> str:
    """By which of the roles that may change a profile this actor does."""
    if policy.is_self(actor, profile):
        return Role.EXPERT
    if profile.nominating_state in actor.states:
        return (
            Role.FOCAL_POINT if profile.nominating_state in actor.scopes(Role.FOCAL_POINT) else Role.DRAFTER
        )
    return Role.MANAGER
