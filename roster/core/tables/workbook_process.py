"""Reads the cells of one workbook in a process of its own: a script, never imported by the application.

The library that interprets workbooks is native code: a hostile file may make it ask for any amount of
memory or stop the whole process. Here that ends this process only, within the limits that limited_process.py
sets first. Standard input carries one line of JSON (what is wanted) and the file; standard output carries one JSON
document. It must not import `roster`.
"""

import datetime as dt
import io
import json
import sys
from typing import Any, Final

from python_calamine import CalamineError, PasswordError, SheetTypeEnum, SheetVisibleEnum, load_workbook

_LARGEST_EXACT: Final = 10**15


def main() -> None:
    """Answers with sheet names and rows, or with the code of a problem."""
    wanted = json.loads(sys.stdin.buffer.readline())
    content = sys.stdin.buffer.read()
    try:
        answer = _read(content, wanted)
    except PasswordError:
        answer = {"problem": "encrypted"}
    except MemoryError:
        answer = {"problem": "spread-too-wide"}
    except (CalamineError, OSError, ValueError, OverflowError):
        answer = {"problem": "damaged"}
    except BaseException as error:  # the native library's panics are no ordinary exceptions
        if type(error).__name__ != "PanicException":
            raise
        # It does not expect that Python finds no memory for an object.
        answer = {"problem": "spread-too-wide" if "pointer is null" in str(error) else "damaged"}
    json.dump(answer, sys.stdout, ensure_ascii=True)


def _read(content: bytes, wanted: dict[str, Any]) -> dict[str, Any]:
    with load_workbook(io.BytesIO(content)) as book:
        names = [
            sheet.name
            for sheet in book.sheets_metadata
            if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet
        ]
        chosen = _chosen(names, wanted["sheet"])
        if chosen is None:
            return {"problem": "no-such-sheet" if names else "not-a-table", "sheets": names}
        for name in chosen:
            answer = _rows_of(book.get_sheet_by_name(name), wanted)
            if "problem" in answer or answer["rows"]:
                break
        return {**answer, "sheet": name, "sheets": names}


def _chosen(names: list[str], sheet: int | str | None) -> list[str] | None:
    """Without a wish the first sheet with content is taken."""
    if sheet is None:
        return names or None
    if isinstance(sheet, int):
        return [names[sheet]] if 0 <= sheet < len(names) else None
    return [sheet] if sheet in names else None


def _rows_of(sheet: Any, wanted: dict[str, Any]) -> dict[str, Any]:
    if sheet.start is None:
        return {"rows": []}
    if sheet.height > wanted["rows"]:
        return {"problem": "too-many-rows"}
    if sheet.height * sheet.width > wanted["cells"]:
        return {"problem": "spread-too-wide"}
    # Rows come from the top of the sheet, cells from the first column with content.
    _, first_column = sheet.start
    left = wanted["characters"]
    rows = []
    for values in sheet.iter_rows():
        cells = [_text(value) for value in values]
        while cells and not cells[-1]:
            cells.pop()
        left -= sum(map(len, cells))
        if left < 0:
            return {"problem": "unpacked-too-large"}
        rows.append([""] * first_column + cells if cells else cells)
    return {"rows": rows}


def _text(value: object) -> str:
    """The value as a person would have typed it."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat()
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return str(value)


def _number(value: float) -> str:
    if value.is_integer() and abs(value) < _LARGEST_EXACT:
        return str(int(value))
    # Fifteen digits are what spreadsheet programs keep: 0.30000000000000004 was typed as 0.3.
    return repr(float(f"{value:.15g}"))


if __name__ == "__main__":
    main()
