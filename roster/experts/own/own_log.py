"""The log about an expert, as the expert may read it: when, what, and in which role; never by which person."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from roster.accounts.labels import role_label
from roster.core.actor import Actor, Role
from roster.core.audit import AuditEntry
from roster.core.text import tidy_line
from roster.web.locale import show_list

HIDDEN_FIELDS = frozenset({"staff_notes", "staff"})
# Shortlists are the secretariat's: an expert learns how many, not when and of which.
HIDDEN_ACTIONS = ("assistance:",)
WORDS = {
    "experts:profile:create": _l("Profile added to the roster"),
    "experts:profile:import": _l("Profile imported from a file"),
    "experts:profile:edit": _l("Profile changed"),
    "experts:profile:confirm": _l("Profile confirmed"),
    "experts:profile:publish": _l("Profile published"),
    "experts:profile:suspend": _l("Profile suspended"),
    "experts:profile:resume": _l("Profile shown again"),
    "experts:profile:archive": _l("Profile archived"),
    "experts:profile:withdraw": _l("Consent withdrawn"),
    "experts:profile:change_publicity": _l("Public or not: changed"),
    "experts:profile:export": _l("Profile taken along as a document"),
    "experts:profile:merge": _l("Another profile of the same person merged into this one"),
    "experts:profile:unmerge": _l("A merge undone"),
    "experts:cv:upload": _l("CV uploaded"),
    "experts:cv:read": _l("CV opened"),
    "experts:cv:remove": _l("CV removed"),
    "experts:own_data:take": _l("Own data taken along"),
    "messages:expert:contact": _l("A member wrote to the expert"),
    "accounts:session:begin": _l("Signed in"),
    "accounts:session:end": _l("Signed out"),
    "accounts:password:change": _l("Password changed"),
    "accounts:password:ask": _l("New password asked for"),
    "accounts:password:reset": _l("New password set"),
    "accounts:role:grant": _l("Role given to the account"),
    "accounts:role:end": _l("Role of the account ended"),
    "accounts:user:create": _l("Account made"),
}


@dataclass(frozen=True)
class LogLine:
    """One act: `by` are the roles of whoever did it, `own` where it was the reader."""

    at: datetime
    action: str
    fields: tuple[str, ...]
    by: tuple[str, ...]
    states: tuple[str, ...]
    own: bool
    outcome: str

    @property
    def what(self) -> str:
        """What was done, in words; an act without words of its own by its name in the log."""
        return str(WORDS.get(self.action, self.action))

    @property
    def who(self) -> str:
        """Who it was, in words."""
        if self.own:
            return gettext("You")
        known = [role_label(Role(role)) for role in self.by if role in set(Role)]
        return show_list(known) if known else gettext("The system")


def log_lines(actor: Actor, entries: Sequence[AuditEntry], *, ref: str) -> Iterator[LogLine]:
    """The entries without names, addresses and what concerns the notes of the staff."""
    for entry in entries:
        shown = tuple(name for name in entry.fields if name not in HIDDEN_FIELDS)
        if (entry.fields and not shown) or entry.action.startswith(HIDDEN_ACTIONS):
            continue  # it was about the notes of the staff alone, or about a shortlist
        own = actor.user_id is not None and entry.user_id == actor.user_id
        by, states = _roles(entry.roles, ref)
        yield LogLine(entry.at, tidy_line(entry.action), shown, by, states, own, entry.outcome)


def _roles(held: str, ref: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Roles with the States for which they were held. That somebody is an expert too is that person's affair."""
    roles: dict[str, None] = {}
    states: dict[str, None] = {}
    for one in held.split():
        role, _slash, scope = one.partition("/")
        if role == Role.EXPERT and scope != f"self:{ref}":
            continue
        roles[role] = None
        if scope.startswith("state:"):
            states[scope.removeprefix("state:")] = None
    return tuple(roles), tuple(states)
