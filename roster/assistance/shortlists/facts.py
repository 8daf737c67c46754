"""What is set side by side about a person: the same lines for the comparison and for the document."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import gettext

from roster.assistance.shortlists.balance import region_of
from roster.experts.presentation import ExpertiseView, LanguageView, ProfileView, ReviewView
from roster.experts.wording import freshness_words
from roster.vocabulary import queries as vocabulary
from roster.web.locale import count_phrase, in_digits, show_date, show_number


@dataclass(frozen=True)
class Fact:
    """One question about a person with the answers, a line each; none where nothing is stated."""

    label: str
    lines: tuple[str, ...]


def facts_of(person: ProfileView, *, language: str) -> tuple[Fact, ...]:
    """The facts in the order to be read: the same questions for everybody, so that they line up."""
    return (
        Fact(gettext("Post"), _present(person.post, person.employer)),
        Fact(gettext("Nominating State"), _present(person.state.label if person.state else "")),
        Fact(gettext("Regional group"), _present(_region(person, language))),
        Fact(gettext("Languages"), tuple(_language(item) for item in person.languages)),
        Fact(gettext("Expertise"), tuple(_expertise(line) for line in person.expertise)),
        Fact(gettext("Legal system"), _present(person.legal_system.label if person.legal_system else "")),
        Fact(gettext("Review experience"), tuple(_review(item) for item in person.reviews)),
        Fact(gettext("Availability"), tuple(_availability(person))),
        Fact(gettext("Release by the employer"), _present(_release(person))),
        Fact(gettext("Freshness"), (freshness_words(person.freshness).sentence,)),
    )


def _present(*texts: str) -> tuple[str, ...]:
    return tuple(text for text in texts if text)


def _region(person: ProfileView, language: str) -> str:
    code = region_of(person)
    return vocabulary.current().regional_groups.get_label(code, language) if code else ""


def _language(item: LanguageView) -> str:
    words = gettext(
        "%(language)s: speaks %(speaking)s, reads %(reading)s, writes %(writing)s",
        language=item.language.label,
        speaking=item.speaking or "–",
        reading=item.reading or "–",
        writing=item.writing or "–",
    )
    return _listed(words, gettext("Drafts legal texts") if item.drafts_legal else "")


def _expertise(line: ExpertiseView) -> str:
    article = ""
    if line.article:
        number = show_number(int(line.article.code))
        article = gettext("Article %(number)s: %(title)s", number=number, title=line.article.label)
    terms = (line.topic, line.assistance_type, line.level)
    topic, kind, level = (term.label if term else "" for term in terms)
    years = "" if line.years is None else count_phrase("%(num)s year", "%(num)s years", line.years)
    return _listed(topic or article, kind, level, years)


def _review(item: ReviewView) -> str:
    year = in_digits(str(item.year)) if item.year else ""
    return _listed(item.mechanism.label, item.state.label if item.state else "", year)


def _availability(person: ProfileView) -> Iterator[str]:
    if person.mode:
        yield person.mode.label
    if person.notice_days is not None:
        yield count_phrase("%(num)s day of notice", "%(num)s days of notice", person.notice_days)
    more = person.restricted
    if more and more.days_per_year is not None:
        yield count_phrase("%(num)s day a year", "%(num)s days a year", more.days_per_year)
    for first, last in more.absences if more else ():
        days = {"first": show_date(first, "medium"), "last": show_date(last, "medium")}
        yield gettext("Not available from %(first)s to %(last)s", **days)


def _release(person: ProfileView) -> str:
    more = person.restricted
    return more.employer_release.label if more and more.employer_release else ""


def _listed(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
