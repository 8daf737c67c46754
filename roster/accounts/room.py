"""What the accounts room offers to the house."""

from collections.abc import Iterator

from flask_babel import gettext

from roster.accounts import commands, late_form_views, letters, link_views, queries, services
from roster.accounts.handover import letters as handover_letters
from roster.accounts.handover import views as handover_views
from roster.core.actor import SYSTEM_SCOPE, Role
from roster.vocabulary import queries as vocabulary
from roster.web.room import Check, Room


def faults() -> Iterator[str]:
    """Roles that mean nothing, and a house without an administrator."""
    known = set(Role)
    states = vocabulary.current().states
    for row in queries.open_assignments():
        kind, _colon, code = row.scope.partition(":")
        is_unknown_state = kind == "state" and code not in states
        if row.role not in known or not row.assignment.is_valid or is_unknown_state:
            yield gettext(
                "Role assignment %(number)s: %(role)s within %(scope)s means nothing.",
                number=row.id,
                role=row.role,
                scope=row.scope,
            )
    if queries.users() and not queries.users_holding(Role.ADMINISTRATOR, scope=SYSTEM_SCOPE):
        yield gettext("No active account is administrator.")


# Each adds its pages to the one blueprint.
_PAGES = (link_views, late_form_views)

ROOM = Room(
    name="accounts",
    blueprints=(_PAGES[-1].blueprint, handover_views.blueprint),
    letters={
        "password_reset": letters.write_password_reset,
        "password_changed": letters.write_password_changed,
        "invitation": letters.write_invitation,
        **handover_letters.WRITERS,
    },
    checks=(Check("accounts", faults),),
    commands=(commands.user,),
    erase=services.forget_expert,
)
