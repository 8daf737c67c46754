"""Everything that is kept about an expert, as plain values: for the file that the expert takes along.

Nobody else is in it: whoever did something stands there by role. Notes of the staff are not in it.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from roster.accounts.models import User
from roster.core.actor import Actor
from roster.experts.cv.models import CvFile
from roster.experts.exposure.models import ExposureCount
from roster.experts.history.changes import readable
from roster.experts.history.revisions import ProfileRevision
from roster.experts.input_json import FIELD_NAMES, to_json
from roster.experts.inputs import input_of
from roster.experts.models import Profile
from roster.experts.own.own_log import HIDDEN_FIELDS, LogLine
from roster.experts.policy import Part

FORMAT = "expert-roster own data 1"
OWN_PARTS = frozenset({Part.PROFILE, Part.RESTRICTED, Part.INTERESTS})
OWN_FIELDS = tuple(name for name in FIELD_NAMES if name not in HIDDEN_FIELDS)


def own_data(
    actor: Actor,
    profile: Profile,
    *,
    at: datetime,
    account: User | None,
    cv: CvFile | None,
    revisions: Sequence[ProfileRevision],
    log: Sequence[LogLine],
    exposure: Sequence[ExposureCount],
    from_rooms: Mapping[str, Any],
) -> dict[str, Any]:
    """The whole file. The caller has asked whose it is."""
    return {
        "format": FORMAT,
        "made_at": _day_or_moment(at),
        "profile": _profile(profile),
        "cv": _cv(cv),
        "changes": [_change(actor, item) for item in readable(revisions, OWN_PARTS)],
        "log": [_line(line) for line in log],
        "exposure": [
            {"month": f"{row.month:%Y-%m}", "kind": row.kind, "times": row.times} for row in exposure
        ],
        "account": _account(account),
        **from_rooms,
    }


def _profile(profile: Profile) -> dict[str, Any]:
    return {
        "reference": profile.ref,
        "person_reference": profile.person.ref,
        "nominating_state": profile.nominating_state,
        "stage": str(profile.stage),
        "suspend_reason": profile.suspend_reason,
        "consent": {
            "given_on": _day_or_moment(profile.consented_on),
            "text_version": profile.consent_version,
            "language": profile.consent_language,
            "public": profile.is_public,
        },
        "term": {
            "starts_on": _day_or_moment(profile.term_starts_on),
            "ends_on": _day_or_moment(profile.term_ends_on),
        },
        "confirmed_at": _day_or_moment(profile.confirmed_at),
        "confirmed_by": profile.confirmed_by_role,
        "created_at": _day_or_moment(profile.created_at),
        "changed_at": _day_or_moment(profile.changed_at),
        "version": profile.version,
        "fields": to_json(input_of(profile), OWN_FIELDS),
        "name_keys": sorted(row.key for row in profile.person.name_keys),
    }


def _cv(cv: CvFile | None) -> dict[str, Any] | None:
    if cv is None:
        return None
    return {
        "file_name": cv.file_name,
        "kind": cv.kind,
        "size": cv.size,
        "sha256": cv.sha256,
        "language": cv.language,
        "uploaded_at": _day_or_moment(cv.uploaded_at),
        "text": cv.text,
    }


def _change(actor: Actor, item: ProfileRevision) -> dict[str, Any]:
    return {
        "at": _day_or_moment(item.at),
        "version": item.version,
        "by": "you" if item.user_id is not None and item.user_id == actor.user_id else item.role or "system",
        "fields": [name for name in item.fields if name not in HIDDEN_FIELDS],
        "before": _without_hidden(item.before),
        "after": _without_hidden(item.after),
    }


def _without_hidden(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name not in HIDDEN_FIELDS}


def _line(line: LogLine) -> dict[str, Any]:
    return {
        "at": _day_or_moment(line.at),
        "action": line.action,
        "fields": list(line.fields),
        "by": "you" if line.own else list(line.by) or "system",
        "for_states": [] if line.own else list(line.states),
        "outcome": line.outcome,
    }


def _account(user: User | None) -> dict[str, Any] | None:
    if user is None:
        return None
    return {
        "email": user.email,
        "name": user.name,
        "language": user.language,
        "nationalities": list(user.nationalities),
        "created_at": _day_or_moment(user.created_at),
        "roles": [
            {"role": row.role, "scope": row.scope, "since": _day_or_moment(row.granted_at)}
            for row in user.open_roles
        ],
    }


def _day_or_moment(value: date | datetime | None) -> str | None:
    return None if value is None else value.isoformat()
