"""The form by which a focal point hands over."""

from collections.abc import Sequence

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from roster.web.fields import CodeField, LineField
from roster.web.forms import CreatingForm
from roster.web.locale import LANGUAGE_TABLE
from roster.web.validation import Required

NEW, NOBODY = "new", "nobody"


class CallOffForm(CreatingForm):
    """Keeps the role."""


class HandoverForm(CreatingForm):
    """Who follows: somebody who is here already, or somebody to be invited."""

    successor = CodeField(_("Who follows"), [Required(_("Choose who follows."))], options=tuple)
    name = LineField(_("Name of the new focal point"), is_name=True)
    email = LineField(_("E-mail address"), length=254, ltr=True)
    language = CodeField(
        _("Language of the letter"),
        options=lambda: [(code, item.name) for code, item in LANGUAGE_TABLE.items()],
    )
    reference = LineField(_("Reference of the note verbale"), length=200, is_name=True)

    def offer(self, people: Sequence[tuple[str, str]], *, may_leave_open: bool) -> None:
        """The focal points and drafters of the State, somebody new, and for the roster manager nobody."""
        self.successor.choices = [*people, (NEW, gettext("Somebody new, who is invited by letter"))]
        if may_leave_open:
            self.successor.choices.append((NOBODY, gettext("Nobody for now")))
