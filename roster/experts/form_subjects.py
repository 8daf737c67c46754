"""The fields of a profile's form by subject: a form takes the subjects that it asks about."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FormField

from roster.experts.form_options import (
    brief_language_options,
    group_options,
    state_options,
    zone_options,
)
from roster.experts.form_rows import (
    CHOOSE,
    EARLIEST_YEAR,
    LATEST_YEAR,
    AbsenceForm,
    ExpertiseForm,
    LanguageForm,
    ReviewForm,
)
from roster.experts.inputs import LARGEST_EXPERTISE, PROFILE_WORDS
from roster.vocabulary.codes import Category, EmployerRelease, Gender, LegalSystem, Mode, OrganisationType
from roster.web.fields import (
    CodeField,
    CodesField,
    LineField,
    RowsField,
    TextField,
    WholeNumberField,
    options_of,
)
from roster.web.states_field import StatesField
from roster.web.validation import Required, at_most_words, between, email_address


class NameFields:
    """Who it is: names in the own script and in Latin letters."""

    title = LineField(_l("Form of address"), length=60, is_name=True)
    family_name = LineField(_l("Family or only name"), [Required()], is_name=True)
    given_name = LineField(_l("Given name"), is_name=True)
    latin_family_name = LineField(_l("Family or only name in Latin letters"), is_name=True, ltr=True)
    latin_given_name = LineField(_l("Given name in Latin letters"), is_name=True, ltr=True)
    gender = CodeField(_l("Gender"), options=options_of(Gender), empty=_l("Not disclosed"))
    nationalities = StatesField(_l("Nationalities"))


class ContactFields:
    """How the person is reached; read by few."""

    email = LineField(_l("E-mail address"), [email_address], length=254, is_name=True, ltr=True)
    phone = LineField(_l("Telephone"), length=40, is_name=True, ltr=True)
    city = LineField(_l("City"))
    country = CodeField(_l("Country of residence"), options=state_options, empty=CHOOSE)
    time_zone = CodeField(_l("Time zone"), options=zone_options, empty=CHOOSE)
    is_relay_only = BooleanField(_l("Reach me through this system only; do not give out my address"))


class CategoryFields:
    """As what the person is nominated."""

    category = CodeField(_l("Nominated as"), options=options_of(Category), empty=CHOOSE)


class WorkFields:
    """Where the person works."""

    employer = LineField(_l("Employer"), length=300)
    post = LineField(_l("Post"), length=300)
    organisation_type = CodeField(
        _l("Type of organization"), options=options_of(OrganisationType), empty=CHOOSE
    )
    employed_since = WholeNumberField(_l("In this post since (year)"), [between(EARLIEST_YEAR, LATEST_YEAR)])
    earlier_posts = TextField(_l("Earlier posts, one a line"), length=4_000)


class ExpertiseFields:
    """What the person can do, line by line."""

    expertise = RowsField(FormField(ExpertiseForm), _l("Expertise"), max_entries=LARGEST_EXPERTISE + 1)


class ExperienceFields:
    """Where the person has worked, and in which reviews."""

    legal_system = CodeField(_l("Legal system"), options=options_of(LegalSystem), empty=CHOOSE)
    countries_worked = StatesField(_l("Countries worked in"))
    reviews = RowsField(FormField(ReviewForm), _l("Review experience"), max_entries=31)


class LanguagesFields:
    """The languages with their levels."""

    languages = RowsField(FormField(LanguageForm), _l("Languages"), max_entries=21)


class AvailabilityFields:
    """When, where and on what terms the person can come."""

    notice_days = WholeNumberField(_l("Notice needed, in days"), [between(0, 365)])
    days_per_year = WholeNumberField(_l("Days available per year"), [between(0, 366)])
    mode = CodeField(_l("Place of work"), options=options_of(Mode), empty=CHOOSE)
    absences = RowsField(FormField(AbsenceForm), _l("Not available"), max_entries=31)
    regions_excluded = CodesField(_l("Regions excluded"), options=group_options)
    employer_release = CodeField(
        _l("Release by the employer"), options=options_of(EmployerRelease), empty=CHOOSE
    )


class BriefFields:
    """The brief profile in up to six languages."""

    brief_source = CodeField(
        _l("Language in which the brief profile was first written"), options=brief_language_options
    )
    brief_ar = TextField(_l("Brief profile in Arabic"), [at_most_words(PROFILE_WORDS)], length=4_000)
    brief_en = TextField(_l("Brief profile in English"), [at_most_words(PROFILE_WORDS)], length=4_000)
    brief_es = TextField(_l("Brief profile in Spanish"), [at_most_words(PROFILE_WORDS)], length=4_000)
    brief_fr = TextField(_l("Brief profile in French"), [at_most_words(PROFILE_WORDS)], length=4_000)
    brief_ru = TextField(_l("Brief profile in Russian"), [at_most_words(PROFILE_WORDS)], length=4_000)
    brief_zh = TextField(_l("Brief profile in Chinese"), [at_most_words(PROFILE_WORDS)], length=4_000)


class CareerFields:
    """What else stands in a career."""

    publications = TextField(_l("Publications and panels"), length=8_000)
    education = LineField(_l("Highest education"), length=300)
    certificates = TextField(_l("Certificates"), length=4_000)
    referees = TextField(_l("Referees"), length=4_000)


class InterestsFields:
    """Interests that may stand against an assignment."""

    declared_interests = TextField(_l("Declared interests"), length=4_000)


class StaffFields:
    """What the secretariat notes for itself."""

    staff_notes = TextField(_l("Notes of the secretariat"), length=8_000)
