"""A field for several States, as people name them."""

import re

from flask_babel import gettext
from wtforms import Field
from wtforms.widgets import TextInput

from roster.core.text import tidy_line
from roster.vocabulary import queries as vocabulary
from roster.vocabulary.recognition import recognise_state
from roster.web.locale import current_language

SEPARATORS = re.compile("[;,\n،；、]")


class StatesField(Field):
    """Several States, typed by name in any of the six languages or by code, one after another."""

    widget = TextInput()
    length = 4_000

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the names; one that is not known is said, and everything typed stays."""
        self.typed = tidy_line(valuelist[0])[: self.length] if valuelist else ""
        names = [name.strip() for name in SEPARATORS.split(self.typed) if name.strip()]
        found = {name: recognise_state(name) for name in names}
        self.data = list(dict.fromkeys(code for code in found.values() if code))
        unknown = [name for name, code in found.items() if code is None]
        if unknown:
            raise ValueError(gettext("This State is not known: %(name)s.", name=unknown[0]))

    def _value(self) -> str:
        if self.raw_data:
            return self.typed
        language = current_language().code
        return "; ".join(vocabulary.current().states.get_label(code, language) for code in self.data or ())
