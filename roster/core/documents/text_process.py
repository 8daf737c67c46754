"""Reads the text of one document in a process of its own: a script, never imported by the application.

A hostile file may make its reader ask for any amount of memory or never come to an end. Here that ends this
process only, within the limits that limited_process.py sets first. Standard input carries one line of JSON
(what is wanted) and the file, standard output one JSON document. It must not import `roster`.
"""

import base64
import io
import json
import sys
from collections.abc import Iterator
from typing import Any, Final
from xml.etree import ElementTree as ET

import pypdf
from pypdf.errors import DependencyError, PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

_MOST_PAGES: Final = 100
_MOST_PARTS: Final = 200_000
_ACTIONS: Final = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition"}
_NEVER: Final = {"/JS", "/EmbeddedFiles", "/EF", "/XFA"}
_UPWARDS: Final = {"/Parent", "/Pages", "/P", "/StructTreeRoot"}
_WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_ODF: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_ODF_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"


class _RefusedError(Exception):
    """The document holds what may act on the reader's machine."""


def main() -> None:
    """Answers with the text or with the code of a problem."""
    wanted = json.loads(sys.stdin.buffer.readline())
    content = sys.stdin.buffer.read()
    try:
        text = "".join(_cut(_read(content, wanted["kind"]), wanted["characters"]))
        answer = {"text": base64.b64encode(text.encode("utf-8", "replace")).decode("ascii")}
    except _RefusedError:
        answer = {"problem": "active-content"}
    except (DependencyError, PermissionError):
        answer = {"problem": "encrypted"}
    except (MemoryError, RecursionError):
        answer = {"problem": "too-costly"}
    except Exception:  # a library that reads what anybody may send raises anything
        answer = {"problem": "damaged"}
    json.dump(answer, sys.stdout)


def _read(content: bytes, kind: str) -> Iterator[str]:
    if kind == "pdf":
        return _pdf_text(content)
    root = ET.fromstring(content)  # noqa: S314 - the caller refused every declaration before
    return _word_text(root) if kind == "docx" else _open_document_text(root)


def _cut(pieces: Iterator[str], limit: int) -> Iterator[str]:
    for piece in pieces:
        yield piece[:limit]
        limit -= len(piece)
        if limit <= 0:
            return


def _pdf_text(content: bytes) -> Iterator[str]:
    reader = pypdf.PdfReader(io.BytesIO(content), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise PermissionError
    root: Any = reader.trailer["/Root"]
    seen: set[tuple[int, int]] = set()
    _refuse_acting(root, seen)
    for number, page in enumerate(reader.pages):
        if number >= _MOST_PAGES:
            return
        _refuse_acting(page, seen)
        try:
            yield page.extract_text() + "\n"
        except (PyPdfError, KeyError, ValueError, TypeError, AttributeError, IndexError, AssertionError):
            continue  # a page that cannot be read does not make the document worthless


def _refuse_acting(start: Any, seen: set[tuple[int, int]]) -> None:
    """Looks at everything that hangs on the catalogue or a page and was not seen before."""
    waiting = [start]
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, IndirectObject):
            if (thing.idnum, thing.generation) in seen:
                continue
            seen.add((thing.idnum, thing.generation))
            if len(seen) > _MOST_PARTS:
                raise MemoryError
            thing = thing.get_object()
        if isinstance(thing, ArrayObject):
            waiting += list(thing)
        elif isinstance(thing, DictionaryObject):
            if thing.get("/S") in _ACTIONS or not _NEVER.isdisjoint(thing):
                raise _RefusedError
            waiting += [value for name, value in thing.items() if name not in _UPWARDS]


def _word_text(root: ET.Element) -> Iterator[str]:
    for node in _without_fallback(root):
        if node.tag == f"{_WORD}t":
            yield node.text or ""
        elif node.tag == f"{_WORD}tab":
            yield "\t"
        elif node.tag in (f"{_WORD}br", f"{_WORD}cr", f"{_WORD}p", f"{_WORD}tr"):
            yield "\n"


def _without_fallback(root: ET.Element) -> Iterator[ET.Element]:
    """Text boxes stand twice in a file, the second time for older programs."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += [child for child in reversed(node) if child.tag != _FALLBACK]


def _open_document_text(root: ET.Element) -> Iterator[str]:
    body = root.find(f"{_ODF_OFFICE}body")
    waiting: list[ET.Element | str] = [] if body is None else [body]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            yield node
            continue
        if node.tag in (f"{_ODF}p", f"{_ODF}h", f"{_ODF}line-break"):
            yield "\n"
        elif node.tag in (f"{_ODF}tab", f"{_ODF}s"):
            yield " "
        for child in reversed(node):
            waiting += [child.tail or "", child]
        waiting.append(node.text or "")


if __name__ == "__main__":
    main()
