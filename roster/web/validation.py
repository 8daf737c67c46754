"""Rules for fields, each with a whole sentence in the reader's language."""

import re
from collections.abc import Callable
from typing import Any

from email_validator import EmailNotValidError, validate_email
from flask_babel import gettext
from wtforms import Field, Form
from wtforms.validators import StopValidation, ValidationError

from roster.core.text import TextProblem, problem_in, word_count
from roster.web.locale import show_number

Rule = Callable[[Form, Field], None]
_PHONE = re.compile(r"\+?[\d\s()./-]{4,}(?:\s*(?:x|ext\.?)\s*\d+)?")


class Required:
    """Something must be given. Marks the field for the page too."""

    field_flags = {"required": True}  # noqa: RUF012 - WTForms reads this name

    def __init__(self, message: object = None) -> None:
        self.message = message

    def __call__(self, _form: Form, field: Field) -> None:
        """Stop where the field is empty, unless something unreadable was typed: that has its own message."""
        if field.data in (None, "", []) and not field.errors:
            raise StopValidation(str(self.message or gettext("This is needed.")))


def clean(*, is_name: bool) -> Rule:
    """No control characters; in names no direction controls either (R23)."""

    def rule(_form: Form, field: Field) -> None:
        problem = problem_in(field.data or "", is_name=is_name)
        if problem is TextProblem.BIDI:
            raise StopValidation(
                gettext(
                    "This contains invisible signs that change the writing direction. "
                    "Type it again without them."
                )
            )
        if problem is not None:
            raise StopValidation(
                gettext("This contains signs that cannot be stored. Type it again without them.")
            )

    return rule


def at_most(limit: int) -> Rule:
    """At most so many characters."""

    def rule(_form: Form, field: Field) -> None:
        if len(field.data or "") > limit:
            raise ValidationError(gettext("Use at most %(limit)s characters.", limit=show_number(limit)))

    return rule


def at_most_words(limit: int) -> Rule:
    """At most so many words; two Han characters count as one."""

    def rule(_form: Form, field: Field) -> None:
        count = word_count(field.data or "")
        if count > limit:
            raise ValidationError(
                gettext(
                    "Use at most %(limit)s words. There are %(count)s now.",
                    limit=show_number(limit),
                    count=show_number(count),
                )
            )

    return rule


def telephone(_form: Form, field: Field) -> None:
    """A telephone number, in digits of any script; kept in the digits 0 to 9."""
    number = any_digits(field.data or "")
    if number and not _PHONE.fullmatch(number):
        raise ValidationError(
            gettext("Write a telephone number with its country code, such as +254 20 555 0100.")
        )
    field.data = number


def between(low: int, high: int) -> Rule:
    """A whole number within bounds that the database and the reader can hold."""

    def rule(_form: Form, field: Field) -> None:
        if field.data is not None and not low <= field.data <= high:
            raise ValidationError(
                gettext(
                    "Give a number from %(low)s to %(high)s.", low=show_number(low), high=show_number(high)
                )
            )

    return rule


def email_address(_form: Form, field: Field) -> None:
    """An e-mail address, in any script; its domain is not looked up."""
    if not field.data:
        return
    try:
        field.data = validate_email(field.data, check_deliverability=False).normalized
    except EmailNotValidError as error:
        raise ValidationError(
            gettext("This is not an e-mail address. Write it like name@organisation.example.")
        ) from error


def number_problem() -> str:
    """The sentence for a number that cannot be read."""
    return gettext("Write a whole number in digits.")


def date_problem() -> str:
    """The sentence for a date that cannot be read."""
    return gettext("Choose a date, or write it as year-month-day, such as 2027-03-15.")


def choice_problem() -> str:
    """The sentence for a value that is not on the list."""
    return gettext("Choose one of the values on the list.")


def any_digits(text: str) -> str:
    """The text with digits of any script as ASCII, so that Arabic figures can be typed."""
    return "".join(str(_digit(sign)) if sign.isdigit() and not sign.isascii() else sign for sign in text)


def _digit(sign: str) -> Any:
    return int(sign) if sign.isdecimal() else sign


def ticked(_form: Any, field: Any) -> None:
    """A box that has to be ticked before anything happens."""
    if not field.data:
        raise ValidationError(gettext("Tick this to go on."))
