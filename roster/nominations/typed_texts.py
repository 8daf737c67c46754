"""What somebody typed into a step, read as the form reads it, beside what is stored."""

from collections.abc import Sequence

from werkzeug.datastructures import MultiDict

from roster.experts.form_words import code_labels, field_labels
from roster.experts.input_json import from_json
from roster.experts.wording import Difference, differences
from roster.nominations.answers import answers_of, input_of, mark_of
from roster.nominations.codes import MinimumCriterion
from roster.nominations.form_steps import FormStep
from roster.nominations.models import Nomination, NominationTyping
from roster.nominations.step_forms import FORMS, StepForm


def form_of(step: FormStep, row: NominationTyping) -> StepForm:
    """The form of a step as somebody left it, read but not complained about."""
    form = FORMS[step](MultiDict(row.typed), meta={"csrf": False})
    form.validate()
    return form


def is_older(nomination: Nomination, row: NominationTyping) -> bool:
    """Whether the step said something else when this was typed."""
    return row.is_older_than(mark_of(nomination, FormStep(row.step)))


def differs_by(nomination: Nomination, form: StepForm) -> list[Difference]:
    """Where a form says something else than what is stored, side by side."""
    stored = input_of(nomination)
    typed = from_json(answers_of(form.to_input(stored)), onto=stored)
    found = differences(stored, typed, field_labels(form), codes=code_labels(form))
    if "criteria" in form:
        here, there = _criteria(nomination.criteria), _criteria(form["criteria"].data or ())
        if here != there:
            found.append(Difference(form["criteria"].label.text, here, there))
    return found


def says_nothing_new(nomination: Nomination, row: NominationTyping) -> bool:
    """Whether all that was typed is stored by now."""
    form = form_of(FormStep(row.step), row)
    return not form.errors and not differs_by(nomination, form)


def _criteria(codes: Sequence[str]) -> str:
    return "\n".join(str(item.label) for item in MinimumCriterion if item.value in codes) or "–"
