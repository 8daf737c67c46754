"""The forms over a State's own profiles."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from wtforms import SelectMultipleField

from roster.experts.standing.codes import SuspendReason
from roster.web.fields import CodeField, options_of
from roster.web.forms import BaseForm, ChangingForm, CreatingForm

MOST_TOGETHER = 100


class TogetherForm(BaseForm):
    """Confirms several: each value is the reference of a profile and the version that was shown."""

    seen = SelectMultipleField(validate_choice=False)

    @property
    def versions(self) -> dict[str, int]:
        """The version that was shown, by reference; what is not of this form is passed over."""
        pairs = [value.partition(":") for value in _first(self.seen.data)]
        return {
            ref: int(number)
            for ref, _colon, number in pairs
            if number.isascii() and number.isdigit() and len(number) < 10
        }


class BeginAgainForm(CreatingForm):
    """Begins a nomination by a button."""


class StandingForm(ChangingForm):
    """A button that belongs to the version on the screen."""


class SuspendForm(ChangingForm):
    """Why a profile is hidden for a while."""

    reason = CodeField(_l("Reason"), options=options_of(SuspendReason), empty=_l("Choose …"))


def _first(values: Sequence[str] | None) -> Sequence[str]:
    return (values or ())[:MOST_TOGETHER]
