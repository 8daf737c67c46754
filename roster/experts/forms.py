"""The forms of a profile: one base that fills and reads any of its subjects, and the whole profile."""

from collections.abc import Callable, Iterable
from dataclasses import asdict, replace
from typing import Any

from wtforms import FieldList

from roster.core.errors import InvalidError
from roster.core.multilingual import LANGUAGES, MultilingualText
from roster.experts.form_subjects import (
    AvailabilityFields,
    BriefFields,
    CareerFields,
    CategoryFields,
    ContactFields,
    ExperienceFields,
    ExpertiseFields,
    InterestsFields,
    LanguagesFields,
    NameFields,
    StaffFields,
    WorkFields,
)
from roster.experts.input_json import BLANK
from roster.experts.inputs import ExpertiseInput, ProfileInput
from roster.experts.policy import Part
from roster.web.forms import ChangingForm, RowsForm
from roster.web.locale import current_language

SET_FIELDS = ("nationalities", "countries_worked", "regions_excluded")
# Fields of several rows, and when a row says something.
ROW_FIELDS: dict[str, Callable[[Any], bool]] = {
    "expertise": lambda line: line != ExpertiseInput(),
    "reviews": lambda line: bool(line.mechanism_id),
    "languages": lambda line: bool(line.code),
    "absences": bool,
}


class SubjectForm(RowsForm, ChangingForm):
    """A form that asks about some subjects of a profile: mix the fields of those in."""

    def show(self, given: ProfileInput) -> None:
        """Fill the form with what is stored."""
        values = asdict(given)
        values["brief_profile"] = None
        brief = given.brief_profile
        values["brief_source"] = brief.source if brief else current_language().code
        values.update({f"brief_{code}": brief.texts.get(code, "") if brief else "" for code in LANGUAGES})
        for line in values["expertise"]:
            line["article_no"] = str(line["article_no"]) if line["article_no"] else None
        self.process(data=values)

    def take_problems(self, error: InvalidError) -> None:
        """A problem with the brief profile stands at the language that the reader sees first."""
        problems = dict(error.problems)
        if "brief_profile" in problems:
            problems[f"brief_{current_language().code}"] = problems.pop("brief_profile")
        super().take_problems(InvalidError(problems))

    def to_input(self, onto: ProfileInput = BLANK) -> ProfileInput:
        """What was typed over what stands in `onto`; only the subjects of this form. Empty rows count as none."""
        plain: dict[str, Any] = {
            name: self._typed(name)
            for name in ProfileInput.__dataclass_fields__
            if name in self._fields and not isinstance(self._fields[name], FieldList)
        }
        plain |= {name: tuple(plain[name] or ()) for name in SET_FIELDS if name in plain}
        plain |= {
            name: tuple(line for line in self._rows(name) if is_filled(line))
            for name, is_filled in ROW_FIELDS.items()
            if name in self._fields
        }
        if "brief_source" in self._fields:
            plain["brief_profile"] = self._brief()
        return replace(onto, **plain)

    def _typed(self, name: str) -> object:
        """Nothing typed is the field's own kind of nothing: an empty text, or no value."""
        data = self._fields[name].data
        is_text = ProfileInput.__dataclass_fields__[name].type is str
        return data or "" if is_text else data

    def _rows(self, name: str) -> list:  # type: ignore[type-arg]
        return [entry.form.to_input() for entry in self._fields[name].entries]

    def _brief(self) -> MultilingualText | None:
        texts = {code: self._fields[f"brief_{code}"].data for code in LANGUAGES}
        written = {code: text for code, text in texts.items() if text}
        if not written:
            return None
        source = self._fields["brief_source"].data
        return MultilingualText(written, source if source in written else next(iter(written)))


class ProfileForm(
    NameFields,
    ContactFields,
    CategoryFields,
    WorkFields,
    ExpertiseFields,
    ExperienceFields,
    LanguagesFields,
    AvailabilityFields,
    BriefFields,
    CareerFields,
    InterestsFields,
    StaffFields,
    SubjectForm,
):
    """Everything that may be changed about an expert, in sections of one subject each."""

    def limit_to(self, parts: Iterable[Part]) -> None:
        """Leave out the fields that this reader may not read."""
        if Part.INTERESTS not in parts:
            del self.declared_interests
        if Part.STAFF not in parts:
            del self.staff_notes
