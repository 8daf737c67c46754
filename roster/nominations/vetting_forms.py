"""The forms of the roster manager's desk."""

from collections.abc import Iterable, Mapping

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField

from roster.nominations.codes import LONGEST_REASON, ChecklistItem, DeclineReason
from roster.nominations.new_term import Side
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
    """What has been looked at. The forms of the decisions bring it along (`listed`), so that no tick is lost.

    `listed` says that the ticks are in the form at all: without it no tick is taken back.
    """

    items = CodesField(_l("Checklist"), options=options_of(ChecklistItem))
    listed = HiddenField()

    @property
    def ticked(self) -> frozenset[str] | None:
        """The items that are ticked; None where the list is not in the form."""
        return frozenset(self["items"].data or ()) if self.listed.data else None


class RemarkForm(ChangingForm):
    """A remark on one field, or on the whole."""

    field = HiddenField()
    text = TextField(_l("Remark"), [Required()], length=LONGEST_REASON)


class ReturnForm(ChecklistForm):
    """Sends it back to the State."""

    note = TextField(_l("What the State should do"), length=LONGEST_REASON)


class ApproveForm(ChecklistForm):
    """Publishes the nominee. `term` is the mark of what the profile said of it on the screen."""

    term = HiddenField()

    def chosen(self, names: Iterable[str], given: Mapping[str, str]) -> dict[str, Side]:
        """Whose text is taken where nomination and profile differ: one pair of buttons for each."""
        sides = {name: given.get(f"keep-{name}", "") for name in names}
        return {name: Side(side) for name, side in sides.items() if side in set(Side)}


class DeclineForm(ChecklistForm):
    """Ends it with a reason."""

    reason = CodeField(_l("Reason"), options=options_of(DeclineReason), empty=_l("Choose …"))
    text = TextField(_l("In words"), length=LONGEST_REASON)
