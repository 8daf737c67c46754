"""`roster user …`: invite, list, disable, enable, grant, revoke. The one who types is the system."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from flask_babel import gettext

from roster.accounts import queries, services
from roster.accounts.models import User
from roster.accounts.services import NewInvitation
from roster.core.actor import SCOPE_KIND, SYSTEM, SYSTEM_SCOPE, Assignment, Role
from roster.core.errors import DomainError, InvalidError
from roster.core.multilingual import LANGUAGES
from roster.core.unit_of_work import unit_of_work
from roster.vocabulary import queries as vocabulary

_role = click.option("--role", required=True, type=click.Choice([role.value for role in Role]))
_scope = click.option("--scope", default="", help="state:KE, authority:AUT-…; empty for the whole system")


@click.group()
def user() -> None:
    """Accounts and their roles."""


@user.command()
@click.argument("email")
@_role
@_scope
@click.option("--name", default="", help="as it shall be shown; the invited person can change it")
@click.option("--language", default="en", type=click.Choice(LANGUAGES))
@click.option("--reference", default="", help="of the note verbale")
def invite(email: str, *, role: str, scope: str, name: str, language: str, reference: str) -> None:
    """Invite somebody by letter; the link works for seven days."""
    offer = NewInvitation(
        email=email,
        name=name,
        assignment=_assignment(role, scope),
        language=language,
        reference=reference,
    )
    with _one_change():
        invitation = services.invite(SYSTEM, offer)
    click.echo(gettext("The letter to %(email)s is queued; the worker sends it.", email=invitation.email))


@user.command("list")
def list_users() -> None:
    """Show every account with its roles."""
    for found in queries.users():
        roles = " ".join(f"{held.role}/{held.scope}" for held in sorted(found.assignments))
        state = "" if found.active else gettext("disabled")
        click.echo("\t".join((found.email, found.name, found.language, roles, state)).rstrip("\t"))


@user.command()
@click.argument("email")
@click.argument("states", nargs=-1, required=True)
def nationality(email: str, states: tuple[str, ...]) -> None:
    """Keep the nationalities of somebody of the secretariat, as codes such as KE."""
    known = vocabulary.current().states
    wrong = [code for code in states if code.upper() not in known]
    if wrong:
        raise click.ClickException(gettext("This State is not known: %(name)s.", name=wrong[0]))
    with _one_change():
        services.record_nationalities(SYSTEM, _user(email), nationalities=[code.upper() for code in states])
    click.echo(gettext("Kept."))


@user.command()
@click.argument("email")
def disable(email: str) -> None:
    """Close an account and end its sessions."""
    with _one_change():
        services.disable_user(SYSTEM, _user(email))
    click.echo(gettext("Closed. Sessions have ended."))


@user.command()
@click.argument("email")
def enable(email: str) -> None:
    """Open an account again."""
    with _one_change():
        services.enable_user(SYSTEM, _user(email))
    click.echo(gettext("Opened."))


@user.command()
@click.argument("email")
@_role
@_scope
def grant(email: str, role: str, scope: str) -> None:
    """Give a role."""
    with _one_change():
        services.grant_role(SYSTEM, _user(email), assignment=_assignment(role, scope))
    click.echo(gettext("Given."))


@user.command()
@click.argument("email")
@_role
@_scope
def revoke(email: str, role: str, scope: str) -> None:
    """Take a role away."""
    with _one_change():
        services.end_role(SYSTEM, _user(email), assignment=_assignment(role, scope))
    click.echo(gettext("Taken away."))


def _assignment(role: str, scope: str) -> Assignment:
    kind = SCOPE_KIND.get(Role(role), SYSTEM_SCOPE)
    return Assignment(Role(role), scope or (SYSTEM_SCOPE if kind == SYSTEM_SCOPE else ""))


def _user(email: str) -> User:
    found = queries.user_by_email(email)
    if found is None:
        raise click.ClickException(gettext("There is no account with the address %(email)s.", email=email))
    return found


@contextmanager
def _one_change() -> Iterator[None]:
    """One transaction; a refusal ends the command with its sentence."""
    try:
        with unit_of_work():
            yield
    except InvalidError as error:
        raise click.ClickException(" ".join(str(sentence) for sentence in error.problems.values())) from error
    except DomainError as error:
        raise click.ClickException(
            str(error.message) or gettext("This role is not held, or the change is not possible.")
        ) from error
