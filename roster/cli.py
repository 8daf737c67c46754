"""The commands: `roster …`. Long ones show progress, print what they did, and end non-zero on a fault."""

import sys
import threading

import click
from flask import Flask, current_app
from flask.cli import FlaskGroup, with_appcontext
from flask_migrate import upgrade

from roster import rooms, serving
from roster.app import create_app
from roster.catalogues import translate
from roster.checking import all_faults
from roster.core import schedule
from roster.core.actor import SYSTEM
from roster.core.config import Settings
from roster.core.db import db
from roster.core.errors import ConfigurationError
from roster.core.unit_of_work import lock_for_change, unit_of_work
from roster.demo.accounts import ACCOUNTS
from roster.demo.command import demo
from roster.jobs import clean_erased, rebuild_index
from roster.networks.network_services import load_networks
from roster.vocabulary import queries as vocabulary
from roster.vocabulary.loading import load_vocabularies

VOCABULARY_LOCK = 7_202


def main() -> None:
    """The entry point; a configuration that is refused is said in one line."""
    try:
        group(prog_name="roster")
    except ConfigurationError as error:
        sys.exit(f"refused: {error}")


@click.group(cls=FlaskGroup, create_app=create_app, add_default_commands=False, add_version_option=False)
def group() -> None:
    """Expert roster for anti-corruption technical assistance."""


@group.command()
@click.option("--quiet", is_flag=True, help="Say only what changed.")
def init(*, quiet: bool) -> None:
    """Bring the database up to date and load the vocabularies; a second time changes nothing."""
    upgrade()
    with unit_of_work():
        lock_for_change(
            VOCABULARY_LOCK, patient=True
        )  # a second start waits, and finds everything done (R52)
        report = load_vocabularies()
        written = load_networks(SYSTEM)
    vocabulary.forget()
    if report.has_changes or not quiet:
        click.echo("\n".join(report.lines()))
    if written or not quiet:
        click.echo(f"networks: {written} written")


@group.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, envvar="PORT")
def serve(host: str, port: int) -> None:
    """Serve the pages, with the worker in the same process."""
    settings: Settings = current_app.extensions["roster_settings"]
    click.echo(f"Expert roster: {settings.base_url}/")
    if settings.is_demonstration:
        click.echo(f"Demonstration accounts (password for each: {settings.demo_password}):")
        click.echo("  " + "  ".join(account.email for account in ACCOUNTS))
    serving.serve(_app(), host=host, port=port)


@group.command()
def worker() -> None:
    """Drain the outbox until stopped: search, mail, imports."""
    serving.run_worker(_app(), threading.Event())


@group.command()
def reindex() -> None:
    """Make the search index anew beside the one in use, then switch to it."""
    count = rebuild_index(_app())
    click.echo(f"{count} records indexed")


@group.command()
def check() -> None:
    """Verify database, search and references; one line per fault."""
    faults = list(all_faults(_app()))
    for fault in faults:
        click.echo(fault, err=True)
    click.echo(f"{len(faults)} faults")
    if faults:
        raise SystemExit(1)


@group.group(name="clock")
def clock_group() -> None:
    """What the passing of days brings."""


@clock_group.command("run")
def clock_run() -> None:
    """Do what is due by now: confirmations, expiries, reminders."""
    for name, count in schedule.run_due(rooms.clock_jobs()).items():
        click.echo(f"{name}: {count}")
    click.echo(f"erased people cleaned away: {clean_erased(_app())}")
    db.session.remove()


def _app() -> Flask:
    return current_app._get_current_object()  # type: ignore[attr-defined]


def _in_application(command: click.Command) -> click.Command:
    """The command with the application around it, as those have that are defined here."""
    if isinstance(command, click.Group):
        for inner in command.commands.values():
            _in_application(inner)
    elif command.callback is not None:
        command.callback = with_appcontext(command.callback)
    return command


def _add(command: click.Command) -> None:
    """Two rooms may offer commands of one group, such as `import`: its commands come together."""
    held = group.commands.get(command.name or "")
    if isinstance(held, click.Group) and isinstance(command, click.Group):
        for inner in command.commands.values():
            held.add_command(inner)
    else:
        group.add_command(command)


group.add_command(translate)
for room_command in (demo, *rooms.commands()):
    _add(_in_application(room_command))
