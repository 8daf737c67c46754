"""`roster audit …`: the trail verified and sealed."""

import click
from flask import current_app

from roster.core.config import Settings
from roster.oversight.queries import newest_entry
from roster.oversight.trail import seal_trail, trail_faults


@click.group()
def audit() -> None:
    """The audit trail."""


@audit.command()
def verify() -> None:
    """Find every entry that was changed, added or taken out; ends non-zero where there is one."""
    settings: Settings = current_app.extensions["roster_settings"]
    found = list(trail_faults(settings.data_folder, settings.secret_key))
    for fault in found:
        click.echo(fault, err=True)
    newest = newest_entry()
    click.echo(f"{newest[0] if newest else 0} entries, {len(found)} faults")
    if found:
        raise SystemExit(1)


@audit.command()
def seal() -> None:
    """Keep the newest entry outside the database, and print it for keeping elsewhere too."""
    settings: Settings = current_app.extensions["roster_settings"]
    made = seal_trail(settings.data_folder, settings.secret_key)
    click.echo(f"{made.id} {made.hash}" if made else "the trail is empty")
