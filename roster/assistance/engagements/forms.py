"""Forms of an engagement: the report of one side, and the manager's notes."""

from typing import Any

from flask_babel import lazy_gettext as _l

from roster.assistance.engagements.questions import MOST_TEXT, QUESTIONS, Side
from roster.web.fields import CodeField, TextField, options_of
from roster.web.forms import ChangingForm
from roster.web.validation import Required


def report_form(side: Side) -> ChangingForm:
    """The questions of this side as a form."""
    fields: dict[str, Any] = {}
    for question in QUESTIONS[side]:
        rules = [Required()] if question.is_required else []
        fields[question.name] = (
            CodeField(question.label, rules, options=options_of(question.kind))
            if question.kind is not None
            else TextField(question.label, rules, length=MOST_TEXT)
        )
    kind: type[ChangingForm] = type("ReportForm", (ChangingForm,), fields)
    return kind()


def answers_in(form: ChangingForm, side: Side) -> dict[str, str]:
    """What was answered, by question."""
    return {question.name: form[question.name].data or "" for question in QUESTIONS[side]}


class StepForm(ChangingForm):
    """A button that belongs to the version on the screen."""


class NotesForm(ChangingForm):
    """What the manager wants to remember."""

    feedback = TextField(_l("Feedback from the State and the expert"), length=MOST_TEXT)
    call_notes = TextField(_l("Notes of calls"), length=MOST_TEXT)
