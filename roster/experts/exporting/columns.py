"""The columns of an exported list: a heading in the reader's language and the text of one profile beneath.

The headings are those that our own import knows (column_words.py), so that a list comes back as it went.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from roster.experts.policy import Part
from roster.experts.presentation import ExpertiseView, ProfileView, RestrictedView
from roster.experts.terms import Term

SEPARATOR = "; "


@dataclass(frozen=True)
class ExportColumn:
    """One column: to which part of a profile it belongs, and what stands in it."""

    label: object
    part: Part
    text: Callable[[ProfileView], str]


def columns_for(parts: frozenset[Part]) -> tuple[ExportColumn, ...]:
    """The columns of these parts; a part that nobody's row has is absent as a whole."""
    return tuple(column for column in COLUMNS if column.part in parts)


def cells_of(view: ProfileView, columns: Sequence[ExportColumn]) -> list[str]:
    """One row; empty where this profile's part is not the reader's."""
    return [column.text(view) for column in columns]


def _open(label: object, text: Callable[[ProfileView], str]) -> ExportColumn:
    return ExportColumn(label, Part.PROFILE, text)


def _close(label: object, text: Callable[[RestrictedView], str]) -> ExportColumn:
    def cell(view: ProfileView) -> str:
        return "" if view.restricted is None else text(view.restricted)

    return ExportColumn(label, Part.RESTRICTED, cell)


def _label(term: Term | None) -> str:
    return term.label if term else ""


def _labels(terms: Iterable[Term | None]) -> str:
    return SEPARATOR.join(dict.fromkeys(term.label for term in terms if term))


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def _day(value: date | None) -> str:
    return "" if value is None else value.isoformat()


def _yes_no(value: bool) -> str:
    return gettext("Yes") if value else gettext("No")


def _languages(view: ProfileView) -> str:
    return SEPARATOR.join(f"{item.language.label} {item.best}".strip() for item in view.languages)


def _articles(view: ProfileView) -> str:
    return SEPARATOR.join(dict.fromkeys(line.article.code for line in view.expertise if line.article))


def _expertise(view: ProfileView) -> str:
    return "\n".join(filter(None, map(_line, view.expertise)))


def _line(line: ExpertiseView) -> str:
    article = gettext("article %(number)s", number=line.article.code) if line.article else ""
    years = gettext("years: %(years)s", years=line.years) if line.years is not None else ""
    parts = (_label(line.topic), article, _label(line.assistance_type), _label(line.level), years)
    return " · ".join(filter(None, (*parts, line.evidence)))


def _reviews(view: ProfileView) -> str:
    said = ((review.mechanism.label, _label(review.state), _number(review.year)) for review in view.reviews)
    return "\n".join(" · ".join(filter(None, parts)) for parts in said)


def _absences(more: RestrictedView) -> str:
    return SEPARATOR.join(f"{first.isoformat()} – {last.isoformat()}" for first, last in more.absences)


COLUMNS = (
    _open(_l("Reference"), lambda view: view.ref),
    _open(_l("Family or only name"), lambda view: view.name.parts.family),
    _open(_l("Given name"), lambda view: view.name.parts.given),
    _open(_l("Family or only name in Latin letters"), lambda view: view.name.parts.latin_family),
    _open(_l("Given name in Latin letters"), lambda view: view.name.parts.latin_given),
    _open(_l("Form of address"), lambda view: view.title),
    _open(_l("Nominating State"), lambda view: _label(view.state)),
    _open(_l("Stage"), lambda view: str(view.stage.label)),
    _open(_l("Freshness"), lambda view: str(view.freshness.state.label)),
    _open(_l("Last confirmed"), lambda view: _day(view.freshness.confirmed_on)),
    _open(_l("Nominated as"), lambda view: _label(view.category)),
    _open(_l("Post"), lambda view: view.post),
    _open(_l("Employer"), lambda view: view.employer),
    _open(_l("Type of organization"), lambda view: _label(view.organisation_type)),
    _open(_l("In this post since"), lambda view: _number(view.employed_since)),
    _open(_l("Topics"), lambda view: _labels(line.topic for line in view.expertise)),
    _open(_l("Articles of the Convention"), _articles),
    _open(_l("Lines of expertise"), _expertise),
    _open(_l("Languages"), _languages),
    _open(_l("Legal system"), lambda view: _label(view.legal_system)),
    _open(_l("Countries worked in"), lambda view: _labels(view.countries_worked)),
    _open(_l("Review experience"), _reviews),
    _open(_l("Notice needed, in days"), lambda view: _number(view.notice_days)),
    _open(_l("Way of working"), lambda view: _label(view.mode)),
    _open(_l("Brief profile"), lambda view: view.brief),
    _close(_l("E-mail address"), lambda more: more.email),
    _close(_l("Telephone"), lambda more: more.phone),
    _close(_l("City"), lambda more: more.city),
    _close(_l("Country of residence"), lambda more: _label(more.country)),
    _close(_l("Time zone"), lambda more: more.time_zone),
    _close(_l("To be reached through this system only"), lambda more: _yes_no(more.is_relay_only)),
    _close(_l("Gender"), lambda more: _label(more.gender)),
    _close(_l("Nationalities"), lambda more: _labels(more.nationalities)),
    _close(_l("Earlier posts"), lambda more: more.earlier_posts),
    _close(_l("Days available per year"), lambda more: _number(more.days_per_year)),
    _close(_l("Not available"), _absences),
    _close(_l("Regions excluded"), lambda more: _labels(more.regions_excluded)),
    _close(_l("Release by the employer"), lambda more: _label(more.employer_release)),
    _close(_l("Publications and panels"), lambda more: more.publications),
    _close(_l("Highest education"), lambda more: more.education),
    _close(_l("Certificates"), lambda more: more.certificates),
    _close(_l("Referees"), lambda more: more.referees),
    _close(_l("Shown to the public"), lambda more: _yes_no(more.is_public)),
    _close(_l("Consent given on"), lambda more: _day(more.consented_on)),
    _close(_l("Term ends on"), lambda more: _day(more.term_ends_on)),
    ExportColumn(_l("Declared interests"), Part.INTERESTS, lambda view: view.interests or ""),
    ExportColumn(_l("Notes of the secretariat"), Part.STAFF, lambda view: view.staff_notes or ""),
)
