"""A filled file as it was read, before its words are understood; and why a file is not taken."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from roster.core.errors import DomainError

# Stands in the hidden part of every file of ours; the version changes when questions do.
FORM_NAME: Final = "roster-nomination-form"
FORM_VERSION: Final = "1"


@dataclass(frozen=True, kw_only=True)
class Filled:
    """Answers by the names of questions, and rows by the names of lists, as they stand in the file."""

    language: str
    ref: str
    answers: Mapping[str, str]
    rows: Mapping[str, Sequence[Mapping[str, str]]]


class FormProblem(StrEnum):
    """Why a file that can be read is not the form; stable, so that tests need not compare sentences."""

    UNKNOWN_TYPE = "unknown-type"
    NOT_OUR_FORM = "not-our-form"
    OTHER_VERSION = "other-version"
    EMPTY = "empty"
    OTHER_NOMINATION = "other-nomination"


_MESSAGES: Final = {
    FormProblem.UNKNOWN_TYPE: _l(
        "Files of the type “%(extension)s” are not taken here. Send the form as XLSX, ODS or DOCX."
    ),
    FormProblem.NOT_OUR_FORM: _l(
        "This is not the nomination form. Download the form here, fill it in and send that file."
    ),
    FormProblem.OTHER_VERSION: _l(
        "This is another version of the nomination form. Download the form again and copy your answers into it."
    ),
    FormProblem.EMPTY: _l(
        "Nothing is filled in. Write your answers into the form, save it and send it again."
    ),
    FormProblem.OTHER_NOMINATION: _l(
        "This form belongs to another nomination, %(ref)s. Open that nomination and upload the form there."
    ),
}


def _sentence(code: FormProblem, params: dict[str, str]) -> str:
    return str(_MESSAGES[code]) % params


class FormFileError(DomainError):
    """A file that is not taken as a filled form; `code` says why."""

    def __init__(self, code: FormProblem, **params: str) -> None:
        super().__init__(LazyString(_sentence, code, params))
        self.code = code
        self.params = params
