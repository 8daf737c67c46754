"""The form of a profile: one shape for the expert, the own State and the manager."""

import re
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any
from zoneinfo import available_timezones

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Field, FieldList, Form, FormField
from wtforms.widgets import TextInput

from roster.core.errors import InvalidError
from roster.core.multilingual import LANGUAGES, MultilingualText
from roster.core.text import tidy_line
from roster.experts.inputs import (
    LARGEST_EXPERTISE,
    PROFILE_WORDS,
    AbsenceInput,
    ExpertiseInput,
    LanguageInput,
    ProfileInput,
    ReviewInput,
)
from roster.experts.policy import Part
from roster.vocabulary import queries as vocabulary
from roster.vocabulary.codes import (
    Category,
    CefrLevel,
    EmployerRelease,
    ExpertiseLevel,
    Gender,
    LegalSystem,
    Mode,
    OrganisationType,
)
from roster.vocabulary.entries import sorted_by_name
from roster.vocabulary.recognition import recognise_state
from roster.web.fields import (
    CodeField,
    CodesField,
    DayField,
    LineField,
    RowsField,
    TextField,
    WholeNumberField,
    options_of,
)
from roster.web.forms import ChangingForm
from roster.web.locale import current_language, show_number
from roster.web.validation import Required, at_most_words, between, email_address

EARLIEST_YEAR, LATEST_YEAR = 1950, 2100
CHOOSE = _l("Choose …")
SEPARATORS = re.compile("[;,\n،；、]")


def state_options() -> Iterable[tuple[str, str]]:
    """The States in the reader's language and order."""
    language = current_language().code
    states = sorted_by_name(vocabulary.current().states.values(), language)
    return [(state.iso2, state.name(language)) for state in states]


def language_options() -> Iterable[tuple[str, str]]:
    """The six languages first, then all others as the reader's language sorts them."""
    language = current_language().code
    known = sorted_by_name(vocabulary.current().languages.values(), language)
    ordered = sorted(known, key=lambda item: not item.is_un)
    return [(item.code, item.heading(language)) for item in ordered]


def article_options() -> Iterable[tuple[str, str]]:
    """Articles by number with their titles."""
    language = current_language().code
    return [
        (
            str(article.number),
            gettext(
                "Article %(number)s: %(title)s",
                number=show_number(article.number),
                title=article.title(language),
            ),
        )
        for article in vocabulary.current().articles.values()
    ]


def topic_options() -> Iterable[tuple[str, str]]:
    """Topics under their parents, in the order of the tree."""
    language = current_language().code
    options: list[tuple[str, str]] = []
    for top in vocabulary.current().topic_tree:
        options.append((top.id, top.label(language)))
        options += [(child.id, f"— {child.label(language)}") for child in top.children]
    return options


def assistance_options() -> Iterable[tuple[str, str]]:
    """The forms of assistance that can be offered."""
    language = current_language().code
    return [
        (item.id, item.label(language))
        for item in vocabulary.current().assistance_types.values()
        if item.is_offered
    ]


def mechanism_options() -> Iterable[tuple[str, str]]:
    """The review mechanisms with their cycles."""
    language = current_language().code
    return [(item.id, item.label(language)) for item in vocabulary.current().review_mechanisms.values()]


def group_options() -> Iterable[tuple[str, str]]:
    """The regional groups of the United Nations."""
    language = current_language().code
    return [(item.id, item.label(language)) for item in vocabulary.current().regional_groups.values()]


def zone_options() -> Iterable[tuple[str, str]]:
    """Time zones by their names in the time zone database."""
    return [(name, name.replace("_", " ")) for name in sorted(available_timezones()) if "/" in name]


def brief_language_options() -> Iterable[tuple[str, str]]:
    """The six languages in the reader's own."""
    language = current_language().code
    known = vocabulary.current().languages
    return [(code, known[code].heading(language)) for code in LANGUAGES]


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


class ExpertiseForm(Form):
    """One line of expertise."""

    article_no = CodeField(_l("Article of the Convention"), options=article_options, empty=CHOOSE)
    topic_id = CodeField(_l("Topic"), options=topic_options, empty=CHOOSE)
    assistance_type_id = CodeField(_l("Type of assistance"), options=assistance_options, empty=CHOOSE)
    level = CodeField(_l("Level"), options=options_of(ExpertiseLevel), empty=CHOOSE)
    years = WholeNumberField(_l("Years of experience"), [between(0, 60)])
    last_used = WholeNumberField(_l("Last used in (year)"), [between(EARLIEST_YEAR, LATEST_YEAR)])
    evidence = LineField(_l("Evidence in one line"), length=400)

    def to_input(self) -> ExpertiseInput:
        """The line as plain data."""
        return ExpertiseInput(
            article_no=int(self.article_no.data) if self.article_no.data else None,
            topic_id=self.topic_id.data,
            assistance_type_id=self.assistance_type_id.data,
            level=self.level.data,
            years=self.years.data,
            evidence=self.evidence.data or "",
            last_used=self.last_used.data,
        )


class LanguageForm(Form):
    """One language with its levels."""

    code = CodeField(_l("Language"), options=language_options, empty=CHOOSE)
    speaking = CodeField(_l("Speaking"), options=options_of(CefrLevel), empty=_l("–"))
    reading = CodeField(_l("Reading"), options=options_of(CefrLevel), empty=_l("–"))
    writing = CodeField(_l("Writing"), options=options_of(CefrLevel), empty=_l("–"))
    drafts_legal = BooleanField(_l("Drafts legal texts in it"))

    def to_input(self) -> LanguageInput:
        """The language as plain data."""
        return LanguageInput(
            code=self.code.data or "",
            speaking=self.speaking.data,
            reading=self.reading.data,
            writing=self.writing.data,
            drafts_legal=bool(self.drafts_legal.data),
        )


class ReviewForm(Form):
    """One review in which the expert took part."""

    mechanism_id = CodeField(_l("Review mechanism"), options=mechanism_options, empty=CHOOSE)
    year = WholeNumberField(_l("Year"), [between(EARLIEST_YEAR, LATEST_YEAR)])
    state_iso2 = CodeField(_l("State reviewed"), options=state_options, empty=CHOOSE)

    def to_input(self) -> ReviewInput:
        """The review as plain data."""
        return ReviewInput(self.mechanism_id.data or "", self.year.data, self.state_iso2.data)


class AbsenceForm(Form):
    """A span of days."""

    starts_on = DayField(_l("First day"), render_kw={"type": "date"})
    ends_on = DayField(_l("Last day"), render_kw={"type": "date"})

    def validate(self, extra_validators: object = None) -> bool:
        """Both days or none."""
        sound = super().validate(extra_validators)
        if bool(self.starts_on.data) != bool(self.ends_on.data) and sound:
            missing = self.ends_on if self.starts_on.data else self.starts_on
            missing.errors = (gettext("Give both days."),)
            return False
        return sound

    def to_input(self) -> AbsenceInput | None:
        """The span as plain data; None for an empty row."""
        first, last = self.starts_on.data, self.ends_on.data
        return AbsenceInput(first, last) if first and last else None


class ProfileForm(ChangingForm):
    """Everything that may be changed about an expert, in sections of one subject each."""

    title = LineField(_l("Form of address"), length=60, is_name=True)
    family_name = LineField(_l("Family or only name"), [Required()], is_name=True)
    given_name = LineField(_l("Given name"), is_name=True)
    latin_family_name = LineField(_l("Family or only name in Latin letters"), is_name=True, ltr=True)
    latin_given_name = LineField(_l("Given name in Latin letters"), is_name=True, ltr=True)
    gender = CodeField(_l("Gender"), options=options_of(Gender), empty=_l("Not disclosed"))
    nationalities = StatesField(_l("Nationalities"))

    email = LineField(_l("E-mail address"), [email_address], length=254, is_name=True, ltr=True)
    phone = LineField(_l("Telephone"), length=40, is_name=True, ltr=True)
    city = LineField(_l("City"))
    country = CodeField(_l("Country of residence"), options=state_options, empty=CHOOSE)
    time_zone = CodeField(_l("Time zone"), options=zone_options, empty=CHOOSE)
    is_relay_only = BooleanField(_l("Reach me through this system only; do not give out my address"))

    category = CodeField(_l("Nominated as"), options=options_of(Category), empty=CHOOSE)
    employer = LineField(_l("Employer"), length=300)
    post = LineField(_l("Post"), length=300)
    organisation_type = CodeField(
        _l("Type of organization"), options=options_of(OrganisationType), empty=CHOOSE
    )
    employed_since = WholeNumberField(_l("In this post since (year)"), [between(EARLIEST_YEAR, LATEST_YEAR)])
    earlier_posts = TextField(_l("Earlier posts, one a line"), length=4_000)

    expertise = RowsField(FormField(ExpertiseForm), _l("Expertise"), max_entries=LARGEST_EXPERTISE + 1)
    legal_system = CodeField(_l("Legal system"), options=options_of(LegalSystem), empty=CHOOSE)
    countries_worked = StatesField(_l("Countries worked in"))
    reviews = RowsField(FormField(ReviewForm), _l("Review experience"), max_entries=31)

    languages = RowsField(FormField(LanguageForm), _l("Languages"), max_entries=21)

    notice_days = WholeNumberField(_l("Notice needed, in days"), [between(0, 365)])
    days_per_year = WholeNumberField(_l("Days available per year"), [between(0, 366)])
    mode = CodeField(_l("Place of work"), options=options_of(Mode), empty=CHOOSE)
    absences = RowsField(FormField(AbsenceForm), _l("Not available"), max_entries=31)
    regions_excluded = CodesField(_l("Regions excluded"), options=group_options)
    employer_release = CodeField(
        _l("Release by the employer"), options=options_of(EmployerRelease), empty=CHOOSE
    )

    brief_source = CodeField(
        _l("Language in which the brief profile was first written"), options=brief_language_options
    )
    brief_ar = TextField(_l("Brief profile in Arabic"), [at_most_words(PROFILE_WORDS)], length=4_000)
    brief_en = TextField(_l("Brief profile in English"), [at_most_words(PROFILE_WORDS)], length=4_000)
    brief_es = TextField(_l("Brief profile in Spanish"), [at_most_words(PROFILE_WORDS)], length=4_000)
    brief_fr = TextField(_l("Brief profile in French"), [at_most_words(PROFILE_WORDS)], length=4_000)
    brief_ru = TextField(_l("Brief profile in Russian"), [at_most_words(PROFILE_WORDS)], length=4_000)
    brief_zh = TextField(_l("Brief profile in Chinese"), [at_most_words(PROFILE_WORDS)], length=4_000)
    publications = TextField(_l("Publications and panels"), length=8_000)
    education = LineField(_l("Highest education"), length=300)
    certificates = TextField(_l("Certificates"), length=4_000)
    referees = TextField(_l("Referees"), length=4_000)
    declared_interests = TextField(_l("Declared interests"), length=4_000)
    staff_notes = TextField(_l("Notes of the secretariat"), length=8_000)

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

    def limit_to(self, parts: Iterable[Part]) -> None:
        """Leave out the fields that this reader may not read."""
        if Part.INTERESTS not in parts:
            del self.declared_interests
        if Part.STAFF not in parts:
            del self.staff_notes

    def change_rows(self, added: str | None, removed: str | None) -> bool:
        """Add or remove a row of a list for readers without script; whether that was asked for."""
        lists = {name: getattr(self, name) for name in ("expertise", "reviews", "languages", "absences")}
        if added in lists:
            if len(lists[added].entries) < lists[added].max_entries:
                lists[added].append_entry()
            return True
        name, _dash, row = (removed or "").rpartition("-")
        if name in lists:
            lists[name].entries = [entry for entry in lists[name].entries if entry.name != f"{name}-{row}"]
            return True
        return False

    def to_input(self) -> ProfileInput:
        """What was typed, as plain data. Empty rows count as none."""
        plain: dict[str, Any] = {
            name: self._typed(name)
            for name in ProfileInput.__dataclass_fields__
            if name in self._fields and not isinstance(self._fields[name], FieldList)
        }
        for name in ("nationalities", "countries_worked", "regions_excluded"):
            plain[name] = tuple(plain[name] or ())
        return ProfileInput(
            **plain,
            expertise=tuple(line for line in self._rows("expertise") if line != ExpertiseInput()),
            reviews=tuple(line for line in self._rows("reviews") if line.mechanism_id),
            languages=tuple(line for line in self._rows("languages") if line.code),
            absences=tuple(line for line in self._rows("absences") if line),
            brief_profile=self._brief(),
        )

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
        source = self.brief_source.data
        return MultilingualText(written, source if source in written else next(iter(written)))
