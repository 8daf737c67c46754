"""The history of a profile as one reader may see it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext

from roster.accounts.labels import role_label
from roster.core.actor import Actor, Role
from roster.experts.history.revisions import ProfileRevision
from roster.experts.input_json import from_json
from roster.experts.policy import Part
from roster.experts.wording import Codes, Difference, differences

_FIELDS_OF = {Part.INTERESTS: frozenset({"declared_interests"}), Part.STAFF: frozenset({"staff_notes"})}


@dataclass(frozen=True)
class ChangeView:
    """One change: when, by whom, and what differs, side by side."""

    at: datetime
    who: str
    differences: tuple[Difference, ...]


def readable(revisions: Sequence[ProfileRevision], parts: frozenset[Part]) -> list[ProfileRevision]:
    """The changes in which there is something for a reader of these parts; others are as if they had not been."""
    hidden = _hidden_from(parts)
    return [revision for revision in revisions if not hidden.issuperset(revision.fields)]


def changes_for(
    actor: Actor,
    revisions: Sequence[ProfileRevision],
    parts: frozenset[Part],
    *,
    labels: dict[str, str],
    codes: Codes,
    names: Mapping[int, str],
) -> list[ChangeView]:
    """These changes side by side, without the fields that the reader may not read.

    `names` are the names of accounts by number; who is shown by name is decided here.
    """
    hidden = _hidden_from(parts)
    shown = {name: label for name, label in labels.items() if name not in hidden}
    return [
        ChangeView(
            revision.at,
            _who(actor, revision, names),
            tuple(differences(from_json(revision.before), from_json(revision.after), shown, codes=codes)),
        )
        for revision in revisions
    ]


def knows_by_name(actor: Actor, revision: ProfileRevision) -> bool:
    """The secretariat, the State itself where one of its own made the change, and whoever made it."""
    if actor.is_secretariat or (actor.user_id is not None and actor.user_id == revision.user_id):
        return True
    return revision.role in (Role.FOCAL_POINT, Role.DRAFTER) and revision.state_iso2 in actor.states


def _hidden_from(parts: frozenset[Part]) -> frozenset[str]:
    return frozenset[str]().union(*(names for part, names in _FIELDS_OF.items() if part not in parts))


def _who(actor: Actor, revision: ProfileRevision, names: Mapping[int, str]) -> str:
    if revision.role not in set(Role):
        return gettext("The system")
    role = role_label(Role(revision.role))
    name = names.get(revision.user_id or 0)
    if name and knows_by_name(actor, revision):
        return gettext("%(name)s, %(role)s", name=name, role=role)
    return role
