"""`roster import authorities FILE`: the same import as on the page, from the command line."""

import sys
from collections.abc import Sequence
from pathlib import Path

import click
from flask_babel import gettext

from roster.authorities.exchange.import_pages import plan_of
from roster.authorities.exchange.import_services import import_at_once
from roster.authorities.exchange.planning import Act, Plan
from roster.authorities.exchange.problems import RowProblem
from roster.authorities.exchange.source import read_source
from roster.core.actor import SYSTEM
from roster.core.errors import DomainError
from roster.core.unit_of_work import unit_of_work
from roster.vocabulary import queries as vocabulary
from roster.web.locale import count_phrase

PROBLEMS_SHOWN = 20


@click.group("import")
def import_group() -> None:
    """Bring lists into the roster."""


@import_group.command("authorities")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="read and check the file, import nothing")
@click.option("--state", default="", metavar="KE", help="the State of rows that name none")
def import_authorities(file: Path, *, dry_run: bool, state: str) -> None:
    """Import authorities: CSV, XLSX, ODS, XLS, vCard, jCard or xCard.

    Everything is checked first; then all of it is imported in one transaction, or nothing. New entries are listed
    and not confirmed; of those that are there, the ways to reach them are brought up to date.
    """
    if state and vocabulary.state_by_iso2(state.upper()) is None:
        raise click.BadParameter(gettext("There is no State %(code)s.", code=state))
    try:
        source = read_source(file.read_bytes(), file_name=file.name)
    except DomainError as error:
        raise click.ClickException(str(error.message)) from error
    plan = plan_of(SYSTEM, source, state=state.upper())
    _show(plan.warnings)
    if plan.errors:
        _refuse(plan.errors)
    _count(plan)
    if dry_run:
        click.echo(gettext("Nothing was changed."))
        return
    try:
        with unit_of_work():
            # Planned again where it is written: meanwhile somebody may have changed an entry.
            again = plan_of(SYSTEM, source, state=state.upper())
            made, count = import_at_once(SYSTEM, file_name=file.name, row_count=len(source.rows), plan=again)
    except DomainError as error:
        raise click.ClickException(str(error.message or error)) from error
    click.echo(
        count_phrase(
            "Import %(ref)s: %(num)s entry was made or changed.",
            "Import %(ref)s: %(num)s entries were made or changed.",
            count,
            ref=made.ref,
        )
    )


def _count(plan: Plan) -> None:
    click.echo(
        gettext(
            "New entries: %(new)s. Entries that change: %(changed)s. As they are already: %(same)s. "
            "Left out: %(left)s.",
            new=len(plan.of(Act.CREATE)),
            changed=len(plan.of(Act.UPDATE)),
            same=len(plan.of(Act.SAME)),
            left=len(plan.of(Act.LEFT_OUT)),
        )
    )


def _refuse(errors: Sequence[RowProblem]) -> None:
    """Say what is wrong by row and column, and end with 1."""
    sentence = count_phrase(
        "%(num)s error, so nothing was imported:", "%(num)s errors, so nothing was imported:", len(errors)
    )
    click.echo(sentence, err=True)
    _show(errors)
    sys.exit(1)


def _show(problems: Sequence[RowProblem]) -> None:
    for problem in problems[:PROBLEMS_SHOWN]:
        line = gettext(
            "row %(row)s, column “%(column)s”: %(sentence)s",
            row=problem.row_number,
            column=problem.column,
            sentence=problem.sentence,
        )
        click.echo(f"  {line} {problem.value}".rstrip(), err=True)
    if len(problems) > PROBLEMS_SHOWN:
        click.echo("  …", err=True)
