"""Reads the tables of one Word document in a process of its own: a script, never imported by the application.

A hostile file may make a reader ask for any amount of memory or never come to an end. Here that ends this process
only, within the limits it sets itself first. Standard input carries one line of JSON (the limits) and the main part
of the document as XML; standard output one JSON document: tables as rows of cells of text, and the text around them.
It must not import `roster`.
"""

import json
import sys
from collections.abc import Iterator
from typing import Any, Final
from xml.etree import ElementTree as ET

try:
    import resource
except ImportError:  # a system without such limits: the caller's own time limit remains
    _HAS_LIMITS = False
else:
    _HAS_LIMITS = True

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_NEVER: Final = frozenset({_FALLBACK, f"{_W}del", f"{_W}moveFrom", f"{_W}sdtPr", f"{_W}instrText"})
_BREAKS: Final = frozenset({f"{_W}br", f"{_W}cr"})


class _TooMuchError(Exception):
    """The document holds more text than any form."""


def main() -> None:
    """Answers with tables and text or with the code of a problem."""
    wanted = json.loads(sys.stdin.buffer.readline())
    _limit_itself(memory=wanted["memory"], seconds=wanted["seconds"])
    try:
        root = ET.fromstring(sys.stdin.buffer.read())  # noqa: S314 - the caller refused every declaration before
        answer: dict[str, Any] = _read(root, wanted["characters"])
    except (_TooMuchError, MemoryError, RecursionError):
        answer = {"problem": "too-costly"}
    except ET.ParseError:
        answer = {"problem": "damaged"}
    json.dump(answer, sys.stdout, ensure_ascii=True)


def _limit_itself(*, memory: int, seconds: int) -> None:
    if not _HAS_LIMITS:
        return
    for what, limit in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
    ):
        try:
            resource.setrlimit(what, (limit, limit))
        except (ValueError, OSError):
            continue


def _read(root: ET.Element, limit: int) -> dict[str, Any]:
    left = limit
    tables: list[list[list[str]]] = []
    for table in _outermost(root, f"{_W}tbl"):
        rows: list[list[str]] = []
        for row in _outermost(table, f"{_W}tr"):
            cells = ["".join(_text(cell)).strip("\n") for cell in _outermost(row, f"{_W}tc")]
            left -= sum(map(len, cells)) + 1
            if left < 0:
                raise _TooMuchError
            rows.append(cells)
        tables.append(rows)
    return {"tables": tables, "text": "".join(_text(root))[:limit]}


def _outermost(root: ET.Element, tag: str) -> Iterator[ET.Element]:
    """Elements of this name in their order, but none within another of them."""
    waiting = list(reversed(root))
    while waiting:
        node = waiting.pop()
        if node.tag == tag:
            yield node
        elif node.tag not in _NEVER:
            waiting += reversed(node)


def _text(root: ET.Element) -> Iterator[str]:
    """The words of an element; grey words that stand for an answer are none."""
    waiting: list[ET.Element | str] = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            yield node
            continue
        if node.tag in _NEVER or _is_placeholder(node):
            continue
        if node.tag == f"{_W}t":
            yield node.text or ""
        elif node.tag == f"{_W}tab":
            yield " "
        elif node.tag in _BREAKS:
            yield "\n"
        if node.tag == f"{_W}p":
            waiting.append("\n")
        waiting += reversed(node)


def _is_placeholder(node: ET.Element) -> bool:
    if node.tag != f"{_W}sdt":
        return False
    properties = node.find(f"{_W}sdtPr")
    shown = None if properties is None else properties.find(f"{_W}showingPlcHdr")
    return shown is not None and shown.get(f"{_W}val", "1") not in ("0", "false", "off")


if __name__ == "__main__":
    main()
