"""Roles and scopes in words."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from roster.core.actor import SYSTEM_SCOPE, Assignment, Role
from roster.vocabulary import queries as vocabulary

ROLE_LABELS = {
    Role.ADMINISTRATOR: _("Administrator"),
    Role.MANAGER: _("Roster manager"),
    Role.SEARCHER: _("Searcher"),
    Role.FOCAL_POINT: _("State focal point"),
    Role.DRAFTER: _("State drafter"),
    Role.EXPERT: _("Expert"),
    Role.OFFICER: _("Authority officer"),
    Role.COORDINATOR: _("Network coordinator"),
    Role.PROVIDER: _("Assistance provider"),
    Role.DATA_PROTECTION: _("Data-protection officer"),
    Role.OBSERVER: _("Observer"),
}


def role_label(role: Role) -> str:
    """The role's name for a reader."""
    return str(ROLE_LABELS[role])


def scope_label(assignment: Assignment, *, language: str) -> str:
    """Where the role holds, for a reader: the name of the State, or the reference of a record."""
    kind, _colon, value = assignment.scope.partition(":")
    if assignment.scope == SYSTEM_SCOPE:
        return gettext("Whole system")
    if kind == "self":
        return gettext("Own profile %(reference)s", reference=value)
    if kind == "state":
        state = vocabulary.state_by_iso2(value)
        return value if state is None else state.label(language)
    return value
