"""Forms for files: a filled form for a draft or for a new one, a list of people, and which of them."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import HiddenField

from roster.web.fields import CodeField, CodesField
from roster.web.forms import ChangingForm, CreatingForm
from roster.web.validation import Required

_CHOOSE_FILE = _l("Choose a file.")


class FillForm(ChangingForm):
    """A filled form for a draft that exists."""

    file = FileField(_l("Filled form"), [Required(_CHOOSE_FILE)])


class NewFromFileForm(CreatingForm):
    """A filled form, from which a draft is begun."""

    state = CodeField(_l("Nominating State"), [Required()], options=tuple)
    file = FileField(_l("Filled form"), [Required(_CHOOSE_FILE)])

    def offer(self, states: list[tuple[str, str]]) -> None:
        """The States of this account."""
        offer_states(self.state, states)


class ListForm(CreatingForm):
    """A list of people; looked at first, nothing is made yet."""

    file = FileField(_l("List of experts"), [Required(_CHOOSE_FILE)])


class ChosenForm(CreatingForm):
    """Which people of the list become drafts."""

    people = HiddenField()
    state = CodeField(_l("Nominating State"), [Required()], options=tuple)
    rows = CodesField(_l("People"), [Required(_l("Choose at least one person."))], options=tuple)

    def offer(self, states: list[tuple[str, str]], rows: list[tuple[str, str]]) -> None:
        """The States of this account, and the people of the list."""
        offer_states(self.state, states)
        self.rows.choices = rows


def offer_states(field: CodeField, states: list[tuple[str, str]]) -> None:
    """Offer these States; where there is one only, it is chosen."""
    field.choices = states
    if not field.data and len(states) == 1:
        field.data = states[0][0]
