"""The forms of the roster manager's desk."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField

from roster.nominations.codes import LONGEST_REASON, ChecklistItem, DeclineReason
from roster.web.fields import CodeField, CodesField, TextField, options_of
from roster.web.forms import ChangingForm
from roster.web.validation import Required


class AssignForm(ChangingForm):
    """Who looks at it; empty is everybody."""

    manager = CodeField(_l("Assigned to"), options=tuple, empty=_l("Nobody yet"))

    def offer(self, managers: list[tuple[str, str]]) -> None:
        """The roster managers who may decide on it."""
        self.manager.choices = [*(self.manager.choices or ())[:1], *managers]


class ChecklistForm(ChangingForm):
    """What has been looked at."""

    items = CodesField(_l("Checklist"), options=options_of(ChecklistItem))


class RemarkForm(ChangingForm):
    """A remark on one field, or on the whole."""

    field = HiddenField()
    text = TextField(_l("Remark"), [Required()], length=LONGEST_REASON)


class ReturnForm(ChangingForm):
    """Sends it back to the State."""

    note = TextField(_l("What the State should do"), length=LONGEST_REASON)


class DeclineForm(ChangingForm):
    """Ends it with a reason."""

    reason = CodeField(_l("Reason"), options=options_of(DeclineReason), empty=_l("Choose …"))
    text = TextField(_l("In words"), length=LONGEST_REASON)
