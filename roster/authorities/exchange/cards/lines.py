"""Content lines of vCards (RFC 6350, and what older versions do instead): written, folded, and taken apart."""

import binascii
import quopri
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

MOST_BYTES: Final = 75
_HEAD_LENGTH: Final = 8_192
_HEAD: Final = re.compile(r'(?:[A-Za-z0-9-]{1,60}\.)?([A-Za-z0-9-]{1,60})((?:;[^:;"]*(?:"[^"]*"[^:;"]*)*)*):')
_PARAMETER: Final = re.compile(r';([^:;"]*(?:"[^"]*"[^:;"]*)*)')
_LISTED: Final = re.compile(r'"([^"]*)"|([^,]+)')
_ESCAPED: Final = re.compile(r"\\(.)", re.DOTALL)
_NOT_ESCAPED: Final = {separator: re.compile(rf"(?<!\\)(?:\\\\)*\{separator}") for separator in ";,"}
_CARET: Final = re.compile(r"\^([n'^])")
_CARET_SIGNS: Final = {"n": "\n", "'": '"', "^": "^"}
_LINE_BREAK: Final = re.compile("\r\n|\n|\r")
_HALF_SIGN: Final = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class Property:
    """One property: its name and the names of its parameters in capitals, its value as it stands in the file."""

    name: str
    raw: str
    params: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The value as one text."""
        return unescaped(self.raw)

    @property
    def components(self) -> list[str]:
        """The value's parts between semicolons; a part that is a list in lines of its own."""
        parts = (", ".join(map(unescaped, split(part, ","))) for part in split(self.raw, ";"))
        return [part.strip() for part in parts]

    @property
    def kinds(self) -> frozenset[str]:
        """Everything that TYPE says, in small letters."""
        said = ",".join(self.params.get("TYPE", ()))
        return frozenset(word.strip().lower() for word in said.split(",") if word.strip())

    def param(self, name: str) -> str:
        """The first value of a parameter."""
        return next(iter(self.params.get(name, ())), "")


@dataclass(frozen=True)
class Line:
    """A line put together again from its folds, with the number of the first as an editor counts."""

    number: int
    text: str


def written(name: str, value: str, /, **params: str) -> str:
    """One property as it stands in a file; `value` is escaped already. Underscores in parameters are hyphens."""
    said = "".join(f";{key.upper().replace('_', '-')}={_quoted(text)}" for key, text in params.items())
    return folded(f"{name}{said}:{value}") + "\r\n"


def whole(text: str) -> str:
    """The text with a mark where half a sign stood, which no page and no file can show."""
    return _HALF_SIGN.sub("\ufffd", text)


def escaped(text: str) -> str:
    """A text as a value, or as one part of one."""
    return (
        text.replace("\\", "\\\\")
        .replace("\r\n", "\n")
        .replace("\r", "\n")
        .replace("\n", "\\n")
        .replace(",", "\\,")
        .replace(";", "\\;")
    )


def unescaped(raw: str) -> str:
    """The text of a value; 3.0 also escapes colons, and a stray backslash is one."""
    signs = {"n": "\n", "N": "\n"}

    def sign(found: re.Match[str]) -> str:
        after = found[1]
        return signs.get(after) or (after if after in ',;:\\"' else found[0])

    return _ESCAPED.sub(sign, raw)


def split(raw: str, separator: str) -> list[str]:
    """The parts of a value between separators that are not escaped."""
    parts, start = [], 0
    for found in _NOT_ESCAPED[separator].finditer(raw):
        parts.append(raw[start : found.end() - 1])
        start = found.end()
    return [*parts, raw[start:]]


def folded(line: str) -> str:
    """The line in pieces of 75 bytes at most, never cut within a character."""
    pieces: list[str] = []
    piece: list[str] = []
    room = MOST_BYTES
    for sign in line:
        size = len(sign.encode("utf-8", "replace"))
        if size > room:
            pieces.append("".join(piece))
            piece, room = [], MOST_BYTES - 1
        piece.append(sign)
        room -= size
    return "\r\n ".join([*pieces, "".join(piece)])


def unfolded(text: str) -> Iterator[Line]:
    """The lines of a file put together; quoted-printable of version 2.1 breaks its lines in a way of its own."""
    pieces: list[str] = []
    first, continues = 0, False
    for number, line in enumerate(_LINE_BREAK.split(text), start=1):
        if pieces and continues:
            pieces[-1] = pieces[-1][:-1]
            pieces.append(line)
        elif pieces and line[:1] in (" ", "\t"):
            pieces.append(line[1:])
        else:
            if pieces:
                yield Line(first, "".join(pieces))
            pieces, first = [line], number
        continues = line.endswith("=") and "QUOTED-PRINTABLE" in pieces[0][:_HEAD_LENGTH].upper()
    if pieces:
        yield Line(first, "".join(pieces))


def property_in(line: str) -> Property | None:
    """The property of a line that was put together; None where it is none."""
    head = _HEAD.match(line[:_HEAD_LENGTH])
    if head is None:
        return None
    params: dict[str, tuple[str, ...]] = {}
    for part in _PARAMETER.findall(head[2]):
        name, equals, value = part.partition("=")
        # Version 2.1 writes types without their name.
        key, said = (name.strip().upper(), value) if equals else _bare(part)
        values = tuple(_without_carets(quoted or plain) for quoted, plain in _LISTED.findall(said))
        params[key] = (*params.get(key, ()), *values)
    return Property(head[1].upper(), _decoded(line[head.end() :], params), params)


def _bare(word: str) -> tuple[str, str]:
    is_encoding = word.strip().upper() in {"QUOTED-PRINTABLE", "BASE64", "8BIT", "7BIT"}
    return ("ENCODING" if is_encoding else "TYPE"), word


def _decoded(raw: str, params: Mapping[str, Sequence[str]]) -> str:
    if "QUOTED-PRINTABLE" not in {value.upper() for value in params.get("ENCODING", ())}:
        return raw
    charset = next(iter(params.get("CHARSET", ())), "utf-8")
    try:
        content = quopri.decodestring(raw.encode("utf-8", "replace"))
    except (binascii.Error, ValueError):
        return raw
    try:
        text = content.decode(charset)
    except (LookupError, UnicodeError):
        text = content.decode("utf-8", "replace")
    return whole(text).replace("\r\n", "\n").replace("\n", "\\n")


def _quoted(text: str) -> str:
    safe = (
        text.replace("^", "^^")
        .replace("\r\n", "\n")
        .replace("\r", "\n")
        .replace("\n", "^n")
        .replace('"', "^'")
    )
    return f'"{safe}"' if re.search("[,;:^ ]", safe) else safe


def _without_carets(text: str) -> str:
    return _CARET.sub(lambda found: _CARET_SIGNS[found[1]], text).strip()
