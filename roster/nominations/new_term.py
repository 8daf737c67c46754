"""A nomination of somebody who has a profile, beside what that profile says by now: three texts, compared by field.

What the nomination changed since its draft began is applied. What only the profile changed meanwhile stays. Where
both changed, somebody chooses; the newer of the two by the person concerned is proposed.
"""

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from roster.core.actor import Role
from roster.experts.forms import SET_FIELDS
from roster.experts.history.queries import revisions_since
from roster.experts.history.revisions import ProfileRevision
from roster.experts.input_json import from_json
from roster.experts.inputs import ProfileInput
from roster.experts.inputs import input_of as input_of_profile
from roster.nominations.answers import answers_of, input_of, merged
from roster.nominations.form_steps import STATE_FIELDS
from roster.nominations.models import Nomination

# A name is one thing: half of it from here and half from there would be nobody's.
NAME_PARTS: Final = ("family_name", "given_name", "latin_family_name", "latin_given_name")
INTERESTS: Final = "declared_interests"
CV: Final = "cv"
UNITS: Final[Mapping[str, tuple[str, ...]]] = {
    NAME_PARTS[0]: NAME_PARTS,
    **{name: (name,) for name in (*STATE_FIELDS, INTERESTS) if name not in NAME_PARTS},
}


class Side(StrEnum):
    """Whose text is published where both changed."""

    NOMINATION = "nomination"
    PROFILE = "profile"


@dataclass(frozen=True)
class NewTerm:
    """What a nomination and the profile say of one person. `followed` and `disputed` name units of fields."""

    nominated: ProfileInput
    current: ProfileInput
    followed: tuple[str, ...] = ()
    disputed: Mapping[str, Side] | None = None
    cv_digest: str = ""  # of the profile's CV, where it is disputed

    @property
    def conflicts(self) -> Mapping[str, Side]:
        """Where both changed, and whose text is proposed."""
        return self.disputed or {}

    @property
    def mark(self) -> str:
        """Another mark where something else would have to be decided; empty where nothing has."""
        if not self.followed and not self.conflicts:
            return ""
        said = [[name, self._values(name)] for name in (*self.followed, *self.conflicts) if name != CV]
        text = json.dumps([said, sorted(self.conflicts), self.cv_digest], sort_keys=True, default=str)
        return hashlib.sha256(text.encode()).hexdigest()[:24]

    def decided(self, chosen: Mapping[str, Side]) -> ProfileInput:
        """The text to publish, where these sides were chosen; what is not chosen is as proposed."""
        sides = {name: chosen.get(name, side) for name, side in self.conflicts.items()}
        return self._with([*self.followed, *(name for name, side in sides.items() if side is Side.PROFILE)])

    def as_nominated(self) -> ProfileInput:
        """The same with the nomination's text wherever both changed."""
        return self._with(self.followed)

    def _with(self, from_profile: Collection[str]) -> ProfileInput:
        names = tuple(part for name in from_profile if name != CV for part in UNITS[name])
        return merged(self.nominated, self.current, names)

    def _values(self, name: str) -> list[Any]:
        return [[_plain(side, part) for part in UNITS[name]] for side in (self.nominated, self.current)]


def new_term_of(nomination: Nomination) -> NewTerm:
    """Compare a nomination with the profile that it began from; without one there is nothing to compare."""
    nominated = replace(input_of(nomination), declared_interests=nomination.declared_interests)
    profile = nomination.profile
    if profile is None:
        return NewTerm(nominated, nominated)
    current = input_of_profile(profile)
    if not nominated.declared_interests:  # nothing was said of them: the profile's stand
        nominated = replace(nominated, declared_interests=current.declared_interests)
    since = revisions_since(profile, version=nomination.profile_version, moment=nomination.created_at)
    base = _before(current, since)
    followed, disputed = [], {}
    for name, parts in UNITS.items():
        if _differ(base, current, parts) and _differ(nominated, current, parts):
            if _differ(base, nominated, parts):
                disputed[name] = _proposed(since, parts, agreed_at=nomination.consented_at)
            else:
                followed.append(name)
    cv_digest = ""
    if (side := _newer_cv(nomination)) is not None:
        disputed[CV] = side
        cv_digest = profile.cv.sha256 if profile.cv is not None else ""
    return NewTerm(nominated, current, tuple(followed), disputed, cv_digest)


def _before(current: ProfileInput, since: Sequence[ProfileRevision]) -> ProfileInput:
    """What the profile said when the draft began: the changes since, taken back one by one."""
    said = current
    for revision in since:
        said = from_json(revision.before, onto=said)
    return said


def _differ(one: ProfileInput, other: ProfileInput, parts: Collection[str]) -> bool:
    return any(_plain(one, part) != _plain(other, part) for part in parts)


def _plain(given: ProfileInput, part: str) -> Any:
    """As it is stored, whatever the order where order says nothing; a Latin name is its own Latin form."""
    value = given.declared_interests if part == INTERESTS else answers_of(given)[part]
    return sorted(value) if part in SET_FIELDS and isinstance(value, list) else value


def _proposed(
    since: Sequence[ProfileRevision], parts: Collection[str], *, agreed_at: datetime | None
) -> Side:
    """The expert agreed to the nomination's text; a change that the expert made in the profile after that is newer."""
    is_newer = any(
        revision.role == Role.EXPERT
        and not set(parts).isdisjoint(revision.fields)
        and (agreed_at is None or revision.at > agreed_at)
        for revision in since
    )
    return Side.PROFILE if is_newer else Side.NOMINATION


def _newer_cv(nomination: Nomination) -> Side | None:
    """The CV that came with the nomination, where another went to the profile after the draft began."""
    profile, cv = nomination.profile, nomination.cv
    held = profile.cv if profile is not None else None
    if profile is None or held is None or cv is None or held.sha256 == cv.sha256:
        return None
    if held.uploaded_at <= nomination.created_at:
        return None
    is_own = held.uploaded_by is not None and held.uploaded_by == profile.person.user_id
    is_newer = nomination.consented_at is None or held.uploaded_at > nomination.consented_at
    return Side.PROFILE if is_own and is_newer else Side.NOMINATION
