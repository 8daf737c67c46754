"""From the bytes of a text file to text, whatever program saved it.

What a file says of itself (a byte order mark) or the sender says of it is binding; only otherwise is the
encoding guessed.
"""

import codecs
from typing import Final

from charset_normalizer import from_bytes

from roster.core.tables.problems import TableError, TableProblem

# Longest first: the mark of UTF-32 begins like that of UTF-16.
_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What a sender may choose, by region; nothing here executes or unpacks.
ENCODINGS: Final = (
    "utf-8", "utf-16", "utf-16-le", "utf-16-be",
    "cp1252", "iso8859-1", "iso8859-15", "mac-roman", "cp850",
    "cp1250", "iso8859-2", "cp1251", "mac-cyrillic", "koi8-r", "koi8-u", "cp866", "iso8859-5",
    "cp1256", "iso8859-6", "cp1254", "iso8859-9", "cp1253", "iso8859-7", "cp1255", "iso8859-8", "cp1257",
    "gb18030", "big5hkscs", "shift_jis", "euc_jp", "euc_kr", "cp949", "cp874", "cp1258",
)  # fmt: skip
_SAMPLE: Final = 32 * 1024
# Guesses this near to the best one are told apart by how they look, then by how common they are.
_CLOSE_DISORDER: Final = 0.005
_CLOSE_LANGUAGE: Final = 0.06
_RANK: Final = {codecs.lookup(name).name: rank for rank, name in enumerate(ENCODINGS)}
_PUNCTUATION: Final = "’‘“”«»·،؛؟、。，；：（）《》¿¡ªº"
# The wider encoding has all signs of the narrower: a guess rests on a part of the text without the others.
_WIDER: Final = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}


def decode(content: bytes, *, encoding: str | None = None) -> tuple[str, str]:
    """The text and the name of its encoding.

    Raises TableError with the line where the encoding that the file or the sender states does not hold,
    where the file ends within a character, and when nothing fits.
    """
    for mark, marked in _MARKS:
        if content.startswith(mark):
            return _strictly(content[len(mark) :], marked), marked
    if encoding:
        name = _known(encoding)
        return _strictly(content, name), name
    wide = _wide_encoding(content)
    if wide:
        return _strictly(content, wide), wide
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        if _is_nearly_utf8(content, error):
            raise _mistake(content, "utf-8", error) from error
    return _guessed(content)


def _known(encoding: str) -> str:
    try:
        name = codecs.lookup(encoding).name
    except (LookupError, ValueError) as error:
        raise TableError(TableProblem.UNKNOWN_ENCODING) from error
    if name not in _RANK:
        raise TableError(TableProblem.UNKNOWN_ENCODING)
    return name


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise _mistake(content, encoding, error) from error


def _mistake(content: bytes, encoding: str, error: UnicodeDecodeError) -> TableError:
    before = content[: error.start].decode(encoding, errors="replace")
    line = before.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    if error.reason in {"unexpected end of data", "truncated data", "incomplete multibyte sequence"}:
        return TableError(TableProblem.TRUNCATED, line=line)
    return TableError(TableProblem.WRONG_ENCODING, encoding=encoding.upper(), line=line)


def _wide_encoding(content: bytes) -> str | None:
    """UTF-16 without a mark: in most scripts' separators and spaces every other byte is NUL."""
    sample = content[:4096]
    if len(sample) < 4:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    few, many = len(sample) // 40, len(sample) // 10
    if odd > many and even <= few:
        return "utf-16-le"
    if even > many and odd <= few:
        return "utf-16-be"
    return None


def _is_nearly_utf8(content: bytes, error: UnicodeDecodeError) -> bool:
    """Many right characters of several bytes and few wrong ones: it was meant as UTF-8, so do not guess."""
    text = content.decode("utf-8", errors="replace")
    wrong = text.count("\ufffd")
    right = sum(1 for sign in text if sign > "\x7f") - wrong
    return right > 4 * wrong or (right > 0 and error.reason == "unexpected end of data")


def _guessed(content: bytes) -> tuple[str, str]:
    part = _telling_part(content)
    matches = list(from_bytes(part, cp_isolation=list(ENCODINGS)))
    if not matches:
        raise TableError(TableProblem.UNKNOWN_ENCODING)
    best = matches[0]
    rivals = [
        codecs.lookup(match.encoding).name
        for match in matches
        if match.chaos <= best.chaos + _CLOSE_DISORDER and match.coherence >= best.coherence - _CLOSE_LANGUAGE
    ]
    others = [codecs.lookup(match.encoding).name for match in matches]
    for name in (*sorted(rivals, key=lambda each: (_signs_in_words(part, each), _RANK[each])), *others):
        wider = _WIDER.get(name, name)
        try:
            return content.decode(wider), wider
        except UnicodeDecodeError:
            continue
    raise TableError(TableProblem.UNKNOWN_ENCODING)


def _signs_in_words(part: bytes, encoding: str) -> int:
    """How often something that is no letter stands where only letters stand: the mark of a wrong guess."""
    text = part.decode(encoding, errors="replace")
    return sum(
        1
        for before, sign, after in zip(f" {text}", text, f"{text[1:]} ", strict=False)
        if sign > "\x7f"
        and not sign.isalnum()
        and sign not in _PUNCTUATION
        and (before.isalpha() or after.isalpha())
    )


def _telling_part(content: bytes) -> bytes:
    """The lines with other than ASCII bytes: only they tell encodings apart."""
    lines: list[bytes] = []
    size = 0
    for line in content[: 64 * _SAMPLE].splitlines(keepends=True):
        if not line.isascii():
            lines.append(line[:_SAMPLE])
            size += len(lines[-1])
        if size >= _SAMPLE:
            break
    return b"".join(lines) or content[:_SAMPLE]
