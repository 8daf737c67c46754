"""`roster import experts FILE`: the same import as on the page, from the command line, without the worker."""

import sys
from collections.abc import Sequence
from pathlib import Path

import click
from flask_babel import gettext
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from roster.core.actor import SYSTEM
from roster.core.errors import DomainError
from roster.core.tables.decoding import ENCODINGS
from roster.core.tables.table import Table
from roster.core.unit_of_work import unit_of_work
from roster.experts.importing import services
from roster.experts.importing.bulk_services import prepare_profiles
from roster.experts.importing.column_words import ImportColumn
from roster.experts.importing.options import (
    Columns,
    ImportOptions,
    has_name,
    proposed_columns,
    repeated_columns,
)
from roster.experts.importing.preview import grouped
from roster.experts.importing.problems import CellProblem
from roster.experts.importing.reading import ReadImport, read_people
from roster.experts.importing.undo_command import undo_by_command
from roster.web.locale import count_phrase

PROBLEMS_SHOWN = 20
_SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|"}
_ROWS_BETWEEN_NEWS = 250


@click.group("import")
def import_group() -> None:
    """Bring lists into the roster."""


import_group.add_command(undo_by_command)


@import_group.command("experts")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="read and check the file, import nothing")
@click.option(
    "--column", "columns", multiple=True, metavar="HEADER=MEANING", help="what a column means; repeatable"
)
@click.option("--encoding", type=click.Choice(ENCODINGS), help="of a text file; found out where not given")
@click.option("--separator", type=click.Choice(sorted(_SEPARATORS)), help="between the cells of a text file")
@click.option("--sheet", help="of a workbook; the first with content where not given")
def import_experts(
    file: Path,
    *,
    dry_run: bool,
    columns: Sequence[str],
    encoding: str | None,
    separator: str | None,
    sheet: str | None,
) -> None:
    """Import a list of experts: CSV, XLSX, ODS or XLS with a header row.

    Everything is checked first; then everybody is imported in one transaction, or nobody.
    """
    options = ImportOptions(
        encoding=encoding, separator=_SEPARATORS.get(separator) if separator else None, sheet=sheet
    )
    try:
        table = options.read(file.read_bytes(), file_name=file.name)
    except DomainError as error:
        raise click.ClickException(str(error.message)) from error
    chosen = _with_wishes(table, columns)
    _show_columns(table, chosen)
    read = _read(table, chosen)
    _show_warnings(read)
    if read.errors:
        _refuse(read.errors)
    if dry_run:
        click.echo(
            count_phrase(
                "%(num)s person can be imported. Nothing was changed.",
                "%(num)s people can be imported. Nothing was changed.",
                len(read.rows),
            )
        )
        return
    _write(file, read)


def _with_wishes(table: Table, wishes: Sequence[str]) -> Columns:
    """The columns as proposed, but for those that were named; what a wish takes is taken from others."""
    chosen = list(proposed_columns(table))
    for wish in wishes:
        header, equals, meaning = wish.rpartition("=")
        if not equals or meaning not in set(ImportColumn):
            listed = ", ".join(ImportColumn)
            raise click.BadParameter(
                gettext("Write HEADER=MEANING, with a meaning of: %(meanings)s", meanings=listed)
            )
        if header not in table.header:
            listed = ", ".join(table.header)
            raise click.BadParameter(
                gettext("There is no column “%(name)s”. There are: %(headers)s", name=header, headers=listed)
            )
        wanted = ImportColumn(meaning)
        if wanted not in (ImportColumn.NOTES, ImportColumn.IGNORE):
            chosen = [ImportColumn.NOTES if column is wanted else column for column in chosen]
        chosen[table.header.index(header)] = wanted
    if not has_name(chosen) or repeated_columns(chosen):
        raise click.ClickException(
            gettext(
                "Say which column holds the name, such as: --column “%(name)s=full_name”",
                name=table.header[0],
            )
        )
    return tuple(chosen)


def _show_columns(table: Table, columns: Columns) -> None:
    for header, column in zip(table.header, columns, strict=True):
        click.echo(f"  {header} → {column}")


def _read(table: Table, columns: Columns) -> ReadImport:
    """Read everybody, with a bar where somebody looks."""
    bars = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*bars, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(gettext("Reading rows"), total=len(table.rows))

        def tell(count: int) -> None:
            if count % _ROWS_BETWEEN_NEWS == 0:
                progress.update(task, completed=count)

        return read_people(table, columns, progress=tell)


def _show_warnings(read: ReadImport) -> None:
    if not read.warnings:
        return
    click.echo(count_phrase("%(num)s warning:", "%(num)s warnings:", len(read.warnings)), err=True)
    for group in grouped(read.warnings):
        click.echo(f"  {group.count} × {_line(group.example)}", err=True)


def _refuse(errors: Sequence[CellProblem]) -> None:
    """Say what is wrong by row and column, and end with 1."""
    sentence = count_phrase(
        "%(num)s error, so nothing was imported:", "%(num)s errors, so nothing was imported:", len(errors)
    )
    click.echo(sentence, err=True)
    for problem in errors[:PROBLEMS_SHOWN]:
        click.echo(f"  {_line(problem)}", err=True)
    if len(errors) > PROBLEMS_SHOWN:
        click.echo("  …", err=True)
    sys.exit(1)


def _line(problem: CellProblem) -> str:
    return gettext(
        "row %(row)s, column “%(column)s”: %(sentence)s",
        row=problem.row_number,
        column=problem.column,
        sentence=problem.sentence,
    )


def _write(file: Path, read: ReadImport) -> None:
    prepared = prepare_profiles(read.rows)
    try:
        with unit_of_work():
            made = services.import_at_once(SYSTEM, file_name=file.name, prepared=prepared)
    except DomainError as error:
        raise click.ClickException(str(error.message or error)) from error
    sentence = count_phrase(
        "Imported %(num)s person as %(ref)s. The worker makes them searchable.",
        "Imported %(num)s people as %(ref)s. The worker makes them searchable.",
        made.done_count,
        ref=made.ref,
    )
    click.echo(sentence)
