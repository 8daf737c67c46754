"""Forms of selections: the decision that freezes a choice."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField

from roster.assistance.selections.models import DECISION_LENGTH
from roster.web.fields import TextField
from roster.web.forms import ChangingForm
from roster.web.validation import Required


class FreezeForm(ChangingForm):
    """Freezes the choice. `seen` stands for the shortlist as it was on the screen."""

    seen = HiddenField()
    decision = TextField(
        _l("Reasons for the choice"),
        [Required()],
        length=DECISION_LENGTH,
        description=_l("In two or three sentences: why these people, and why not those who fit better."),
    )
