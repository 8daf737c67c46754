"""Workbooks (XLSX, ODS, XLS): judged, then read by a process of its own with limits on memory and time."""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from roster.core.limited import run_limited
from roster.core.tables.archive import checked_archive
from roster.core.tables.kinds import TableKind
from roster.core.tables.problems import TableError, TableProblem
from roster.core.tables.table import TableLimits

_READER: Final = Path(__file__).with_name("workbook_process.py")
_MEMORY: Final = 1024 * 1024 * 1024
_CPU_SECONDS: Final = 10
_SECONDS: Final = 30
_MEGABYTE: Final = 1024 * 1024
_TIME_IS_UP: Final = {9, 24}  # SIGKILL and SIGXCPU, by number because not every system knows them


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """The rows of one sheet, from the top of the sheet, and the names of all visible sheets."""

    name: str
    names: tuple[str, ...]
    records: list[list[str]]


def read_workbook(content: bytes, *, kind: TableKind, sheet: int | str | None, limits: TableLimits) -> Sheet:
    """The wanted sheet; without a wish the first visible one with content.

    Raises TableError for whatever is wrong with the workbook; nothing in it is executed, values of formulas
    are those that were saved.
    """
    judged = content if kind is TableKind.XLS else checked_archive(content, kind=kind, limits=limits)
    answer = _answer(judged, sheet=sheet, limits=limits)
    names = tuple(str(name) for name in answer.get("sheets", ()))
    if "problem" in answer:
        raise _error(TableProblem(answer["problem"]), names=names, sheet=sheet, limits=limits)
    return Sheet(name=answer["sheet"], names=names, records=answer["rows"])


def _answer(content: bytes, *, sheet: int | str | None, limits: TableLimits) -> dict[str, Any]:
    wanted = {
        "sheet": sheet,
        "rows": limits.rows_walked,
        "cells": 2 * limits.rows * limits.columns,
        "characters": limits.unpacked_size,
    }
    try:
        line = json.dumps(wanted).encode() + b"\n"
        done = run_limited(
            _READER, line + content, memory=_MEMORY, cpu_seconds=_CPU_SECONDS, seconds=_SECONDS
        )
    except subprocess.TimeoutExpired as error:
        raise TableError(TableProblem.TOO_SLOW) from error
    if done.returncode:
        raise TableError(_end(done.returncode, done.stderr))
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _end(code: int, said: bytes) -> TableProblem:
    """Why the reading process ended without an answer."""
    if b"memory allocation" in said or b"MemoryError" in said or b"capacity overflow" in said:
        return TableProblem.SPREAD_TOO_WIDE
    if -code in _TIME_IS_UP:
        return TableProblem.TOO_SLOW
    return TableProblem.DAMAGED


def _error(
    problem: TableProblem, *, names: tuple[str, ...], sheet: int | str | None, limits: TableLimits
) -> TableError:
    match problem:
        case TableProblem.NO_SUCH_SHEET:
            wanted = sheet + 1 if isinstance(sheet, int) else sheet or ""
            return TableError(problem, sheet=wanted, sheets=", ".join(names))
        case TableProblem.TOO_MANY_ROWS:
            return TableError(problem, limit=limits.rows)
        case TableProblem.UNPACKED_TOO_LARGE:
            return TableError(problem, limit=limits.unpacked_size // _MEGABYTE)
        case _:
            return TableError(problem)
