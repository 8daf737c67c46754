"""`roster import undo REF`: the same undo as on the page of the import."""

import click
from flask_babel import gettext

from roster.core.actor import SYSTEM
from roster.core.db import db
from roster.core.errors import StaleError
from roster.core.unit_of_work import unit_of_work
from roster.experts.importing.models import ExpertImport
from roster.experts.importing.queries import import_by_ref, touched_count, touched_profiles, untouched_count
from roster.experts.importing.undo_services import may_be_undone, undo_import
from roster.web.locale import count_phrase

STAYING_SHOWN = 20


@click.command("undo")
@click.argument("ref", metavar="IMP-…")
@click.option("--yes", is_flag=True, help="do not ask first")
def undo_by_command(ref: str, *, yes: bool) -> None:
    """Remove everybody whom an import brought and whom nobody has edited or adopted since."""
    given = _import(ref)
    _say_what_would_happen(given)
    if not yes:
        click.confirm(gettext("Undo this import?"), abort=True)
    db.session.rollback()
    try:
        with unit_of_work():
            count = undo_import(SYSTEM, _import(ref))
    except StaleError as error:
        raise click.ClickException(gettext("This import can no longer be undone.")) from error
    click.echo(
        count_phrase(
            "The import is undone: %(num)s person was removed.",
            "The import is undone: %(num)s people were removed.",
            count,
        )
    )


def _import(ref: str) -> ExpertImport:
    given = import_by_ref(SYSTEM, ref)
    if given is None:
        raise click.ClickException(gettext("There is no import %(ref)s.", ref=ref))
    if not may_be_undone(given):
        raise click.ClickException(gettext("This import can no longer be undone."))
    return given


def _say_what_would_happen(given: ExpertImport) -> None:
    click.echo(
        count_phrase(
            "%(num)s person will be removed.",
            "%(num)s people will be removed.",
            untouched_count(given.id),
        )
    )
    staying = touched_count(given.id)
    if staying:
        click.echo(
            count_phrase(
                "%(num)s person stays, because somebody has worked on the profile since:",
                "%(num)s people stay, because somebody has worked on their profiles since:",
                staying,
            )
        )
    for profile in touched_profiles(given.id, STAYING_SHOWN):
        click.echo(f"  {profile.ref} {profile.person.full_name}")
