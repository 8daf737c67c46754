"""What all steps of a request share: how a form is filled from what is stored, and put on it again."""

from collections.abc import Mapping
from typing import Any

from roster.assistance.requests.inputs import RequestInput
from roster.core.errors import InvalidError
from roster.web.forms import ChangingForm, RowsForm


class StepForm(RowsForm, ChangingForm):
    """A step. Its version is the mark of what this step said when it was shown, not of the whole request."""

    elsewhere: Mapping[str, str] = {"authority_id": "authority"}

    def take_problems(self, error: InvalidError) -> None:
        """Put sentences at the field that asks for what they are about."""
        super().take_problems(
            InvalidError({self.elsewhere.get(name, name): text for name, text in error.problems.items()})
        )

    def show(self, given: RequestInput) -> None:
        """Fill the form with what is stored."""
        self.process(data=self.values_of(given))

    def values_of(self, given: RequestInput) -> dict[str, Any]:
        """The values of the fields for what is stored."""
        return dict(vars(given))

    def onto(self, given: RequestInput) -> RequestInput:
        """What is stored with what was typed here; the form is valid."""
        raise NotImplementedError
