"""What the form of a profile calls its fields and coded values, for showing two texts side by side."""

from flask_babel import gettext

from roster.experts.form_options import state_options
from roster.experts.form_rows import ExpertiseForm, LanguageForm, ReviewForm
from roster.experts.forms import SubjectForm


def field_labels(form: SubjectForm) -> dict[str, str]:
    """The label of every field on this form by its name."""
    labels = {field.short_name: str(field.label.text) for field in form}
    labels["brief_profile"] = gettext("Brief profile")
    return labels


def row_labels() -> dict[str, str]:
    """The label of every field of a row by its name."""
    rows = (ExpertiseForm(), LanguageForm(), ReviewForm())
    return {field.short_name: str(field.label.text) for row in rows for field in row}


def code_labels(form: SubjectForm) -> dict[str, dict[str, str]]:
    """The words of every coded value by the name of its field, as the lists of the form have them."""
    rows = (ExpertiseForm(), LanguageForm(), ReviewForm())
    lists = [field for part in (form, *rows) for field in part if getattr(field, "choices", None)]
    words = {
        field.short_name: {str(code): str(label).removeprefix("— ") for code, label in field.choices}
        for field in lists
    }
    states = dict(state_options())
    return {**words, "country": states, "nationalities": states, "countries_worked": states}
