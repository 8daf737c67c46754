"""`roster import memberships FILE`: a list of memberships, all of it or nothing."""

import sys
from pathlib import Path

import click
from flask_babel import gettext

from roster.core.actor import SYSTEM
from roster.core.errors import DomainError
from roster.core.tables.reading import read_table
from roster.core.tables.table import TableLimits
from roster.core.unit_of_work import unit_of_work
from roster.networks.list_reading import Outcome, enter_list
from roster.web.locale import count_phrase

PROBLEMS_SHOWN = 20
LIMITS = TableLimits(rows=1_000)


@click.group("import")
def import_group() -> None:
    """Bring lists into the roster."""


@import_group.command("memberships")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="read and check the file, import nothing")
def import_memberships(file: Path, *, dry_run: bool) -> None:
    """Import memberships of networks: CSV, XLSX, ODS or XLS with the columns network, member, kind, from and to.

    A network goes by its acronym, name or address, a member by the reference of an authority or the name of a State.
    """
    try:
        table = read_table(file.read_bytes(), file_name=file.name, limits=LIMITS)
    except DomainError as error:
        raise click.ClickException(str(error.message)) from error
    outcome = Outcome((), ())
    try:
        with unit_of_work():
            outcome = enter_list(SYSTEM, table)
            if dry_run or outcome.problems:
                raise _TakenBackError
    except _TakenBackError:
        pass
    except DomainError as error:
        raise click.ClickException(str(error.message or error)) from error
    if outcome.problems:
        _refuse(outcome)
    if dry_run:
        sentence = count_phrase(
            "%(num)s membership can be imported. Nothing was changed.",
            "%(num)s memberships can be imported. Nothing was changed.",
            outcome.entered,
        )
    else:
        sentence = count_phrase(
            "%(num)s membership was imported.", "%(num)s memberships were imported.", outcome.entered
        )
    click.echo(sentence)


def _refuse(outcome: Outcome) -> None:
    """Say what is wrong by row and column, and end with 1."""
    count = len(outcome.problems)
    click.echo(
        count_phrase(
            "%(num)s error, so nothing was imported:", "%(num)s errors, so nothing was imported:", count
        ),
        err=True,
    )
    for problem in outcome.problems[:PROBLEMS_SHOWN]:
        line = gettext(
            "row %(row)s, column “%(column)s”: %(sentence)s",
            row=problem.row_number,
            column=problem.column,
            sentence=problem.sentence,
        )
        click.echo(f"  {line}", err=True)
    if count > PROBLEMS_SHOWN:
        click.echo("  …", err=True)
    sys.exit(1)


class _TakenBackError(Exception):
    """Nothing of what was entered stays."""
