"""The rows of a profile's form that repeat: lines of expertise, languages, reviews, spans of days."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Form

from roster.experts.form_options import (
    article_options,
    assistance_options,
    language_options,
    mechanism_options,
    state_options,
    topic_options,
)
from roster.experts.inputs import AbsenceInput, ExpertiseInput, LanguageInput, ReviewInput
from roster.vocabulary.codes import CefrLevel, ExpertiseLevel
from roster.web.fields import CodeField, DayField, LineField, WholeNumberField, options_of
from roster.web.validation import between

EARLIEST_YEAR, LATEST_YEAR = 1950, 2100
CHOOSE = _l("Choose …")


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
