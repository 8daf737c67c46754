"""The fields of the Word form: content controls, tagged with the name of their question."""

from typing import Any, Final
from zlib import crc32

from roster.core.documents.word_parts import element
from roster.nominations.files.questions import Kind, Question

_LONGEST_TAG: Final = 64


def content_control(question: Question, name: str, *, run: Any, is_empty: bool) -> Any:
    """A field in a line of text, around its words; it cannot be removed, only filled."""
    made = element("w:sdt")
    properties = element("w:sdtPr")
    properties.append(element("w:alias", val=question.label[:_LONGEST_TAG]))
    properties.append(element("w:tag", val=name[:_LONGEST_TAG]))
    properties.append(element("w:id", val=str(crc32(name.encode()) & 0x7FFFFFFF)))
    properties.append(element("w:lock", val="sdtLocked"))
    if is_empty:
        properties.append(element("w:showingPlcHdr"))
    properties.append(_kind(question))
    content = element("w:sdtContent")
    content.append(run)
    made.append(properties)
    made.append(content)
    return made


def _kind(question: Question) -> Any:
    match question.kind:
        case Kind.CODE | Kind.YES_NO:
            drop_down = element("w:dropDownList")
            for code, label in question.options:
                drop_down.append(element("w:listItem", displayText=label, value=code or "-"))
            return drop_down
        case Kind.DAY:
            day = element("w:date")
            day.append(element("w:dateFormat", val="yyyy-MM-dd"))
            day.append(element("w:lid", val="en-GB"))
            day.append(element("w:storeMappedDataAs", val="date"))
            day.append(element("w:calendar", val="gregorian"))
            return day
        case _:
            # A field of plain text would be shuffled by some programs where it mixes scripts.
            return element("w:richText")
