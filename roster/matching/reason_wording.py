"""The words for why a score is as it is and for what a hard rule found: whole sentences in the reader's language."""

from __future__ import annotations

from collections.abc import Callable

from flask_babel import gettext

from roster.matching.naming import Names, Values, apart, cefr, day, level, mode, number, system, year
from roster.matching.reasons import Reason, ReasonKind
from roster.vocabulary.codes import EmployerRelease
from roster.web.locale import count_phrase


def reason_words(reason: Reason, names: Names) -> str:
    """The reason as a sentence."""
    return _REASONS[reason.kind](names, reason.values)


def _covers(names: Names, values: Values) -> str:
    subject = names.subject(values)
    if "level" not in values:
        return gettext("Covered: %(subject)s.", subject=subject)
    return gettext("Covered: %(subject)s (%(level)s).", subject=subject, level=level(values["level"]))


def _near(names: Names, values: Values) -> str:
    return gettext(
        "Covered in part: %(subject)s. What comes nearest: %(line)s.",
        subject=names.subject(values),
        line=names.subject(values, "line_"),
    )


def _excluded_employer(_names: Names, values: Values) -> str:
    return gettext(
        "The request excludes this employer: %(employer)s.", employer=apart(str(values["employer"]))
    )


Say = Callable[[Names, Values], str]

_FOR: dict[ReasonKind, Say] = {
    ReasonKind.COVERS: _covers,
    ReasonKind.NEAR: _near,
    ReasonKind.BY_TEXT: lambda names, values: gettext(
        "Named in the profile's texts, without a line of its own: %(subject)s.", subject=names.subject(values)
    ),
    ReasonKind.TEXT: lambda _names, values: gettext(
        "The request's words are found in the profile: %(percent)s out of 100.",
        percent=number(values["percent"]),
    ),
    ReasonKind.TYPE: lambda names, values: gettext(
        "Offers what is asked for: %(type)s.", type=names.type(values["type"])
    ),
    ReasonKind.TYPE_NEAR: lambda names, values: gettext(
        "Offers something near to what is asked for (%(type)s): %(given)s.",
        given=names.type(values["given"]),
        type=names.type(values["type"]),
    ),
    ReasonKind.LEVEL: lambda _names, values: gettext(
        "Highest level in what is asked for: %(level)s.", level=level(values["level"])
    ),
    ReasonKind.YEARS: lambda _names, values: count_phrase(
        "%(num)s year in what is asked for.", "%(num)s years in what is asked for.", int(values["years"])
    ),
    ReasonKind.LAST_USED: lambda _names, values: gettext("Last used in %(year)s.", year=year(values["year"])),
    ReasonKind.LEGAL_SYSTEM: lambda _names, values: gettext(
        "Legal system that fits: %(system)s.", system=system(values["legal_system"])
    ),
    ReasonKind.SAME_REGION: lambda names, values: gettext(
        "Region that fits: %(region)s.", region=names.region(values["region"])
    ),
    ReasonKind.KNOWS_REGION: lambda names, values: gettext(
        "Has worked in a region that fits: %(region)s.", region=names.region(values["region"])
    ),
    ReasonKind.WORKED_THERE: lambda names, values: gettext(
        "Has worked in %(state)s.", state=names.state(values["state"])
    ),
    ReasonKind.REVIEWS: lambda _names, values: count_phrase(
        "Took part in %(num)s review.", "Took part in %(num)s reviews.", int(values["number"])
    ),
    ReasonKind.PAST_SAME_TYPE: lambda _names, values: count_phrase(
        "%(num)s engagement of this kind through the roster.",
        "%(num)s engagements of this kind through the roster.",
        int(values["number"]),
    ),
    ReasonKind.PAST_WENT_WELL: lambda _names, _values: gettext("An engagement of this kind went well."),
    ReasonKind.RESTED: lambda _names, values: gettext(
        "The last engagement ended on %(date)s.", date=day(values["date"])
    ),
    ReasonKind.LANGUAGE_ABOVE: lambda names, values: gettext(
        "%(skill)s, %(language)s: %(level)s, above what is asked for.", **names.in_language(values)
    ),
    ReasonKind.LANGUAGE_AT: lambda names, values: gettext(
        "%(skill)s, %(language)s: %(level)s, as asked for.", **names.in_language(values)
    ),
}
_AGAINST: dict[ReasonKind, Say] = {
    ReasonKind.NOT_COVERED: lambda names, values: gettext(
        "Not covered: %(subject)s.", subject=names.subject(values)
    ),
    ReasonKind.NO_TEXT: lambda _names, _values: gettext("The request's words are not found in the profile."),
    ReasonKind.NO_TYPE: lambda names, values: gettext(
        "Not offered: %(type)s.", type=names.type(values["type"])
    ),
    ReasonKind.LEVEL_BELOW: lambda _names, values: gettext(
        "Highest level in what is asked for: %(level)s; asked for: %(wanted)s.",
        level=level(values["level"]),
        wanted=level(values["wanted"]),
    ),
    ReasonKind.YEARS_BELOW: lambda _names, values: gettext(
        "Years in what is asked for: %(years)s; asked for: %(wanted)s.",
        years=number(values["years"]),
        wanted=number(values["wanted"]),
    ),
    ReasonKind.OTHER_LEGAL_SYSTEM: lambda _names, values: gettext(
        "Another legal system: %(system)s.", system=system(values["legal_system"])
    ),
    ReasonKind.OTHER_REGION: lambda names, values: gettext(
        "Another region: %(region)s.", region=names.region(values["region"])
    ),
    ReasonKind.NO_REVIEWS: lambda _names, _values: gettext("Has taken part in no review."),
    ReasonKind.NOT_RESTED: lambda _names, values: gettext(
        "The last engagement ended only on %(date)s.", date=day(values["date"])
    ),
    ReasonKind.LANGUAGE_NOT: lambda names, values: gettext(
        "%(skill)s, %(language)s: %(level)s would be welcome and is missing.", **names.in_language(values)
    ),
    ReasonKind.RELEASE_OPEN: lambda _names, values: gettext(
        "Release by the employer: %(release)s.", release=str(EmployerRelease(str(values["release"])).label)
    ),
}
_RULES: dict[ReasonKind, Say] = {
    ReasonKind.NO_CONSENT: lambda _names, _values: gettext("Has not consented to be on the roster."),
    ReasonKind.NOT_PUBLISHED: lambda _names, _values: gettext("The profile is not published."),
    ReasonKind.TERM_ENDS: lambda _names, values: gettext(
        "The term ends on %(date)s.", date=day(values["date"])
    ),
    ReasonKind.NEVER_CONFIRMED: lambda _names, _values: gettext("The profile has never been confirmed."),
    ReasonKind.CONFIRMED_LONG_AGO: lambda _names, values: gettext(
        "The profile was last confirmed on %(date)s.", date=day(values["date"])
    ),
    ReasonKind.EXCLUDED_PERSON: lambda _names, _values: gettext("The request excludes this person."),
    ReasonKind.EXCLUDED_STATE: lambda names, values: gettext(
        "The request excludes experts of %(state)s.", state=names.state(values["state"])
    ),
    ReasonKind.EXCLUDED_EMPLOYER: _excluded_employer,
    ReasonKind.OWN_STATE: lambda names, values: gettext(
        "Is an expert of the requesting State, %(state)s.", state=names.state(values["state"])
    ),
    ReasonKind.REVIEWED_STATE: lambda names, values: gettext(
        "Reviewed %(state)s in %(year)s.", state=names.state(values["state"]), year=year(values["year"])
    ),
    ReasonKind.REVIEWED_STATE_UNDATED: lambda names, values: gettext(
        "Reviewed %(state)s; the year is not known.", state=names.state(values["state"])
    ),
    ReasonKind.SAME_EMPLOYER: lambda _names, values: gettext(
        "Works for an organization with a stake in the request: %(employer)s.",
        employer=apart(str(values["employer"])),
    ),
    ReasonKind.DECLARED_INTEREST: lambda names, values: gettext(
        "Declared an interest in %(interest)s.", interest=names.state_or_name(values["interest"])
    ),
    ReasonKind.MODE: lambda _names, values: gettext(
        "Way of working: %(mode)s; asked for: %(wanted)s.",
        mode=mode(values["mode"]),
        wanted=mode(values["wanted"]),
    ),
    ReasonKind.REGION_EXCLUDED: lambda names, values: gettext(
        "Does not travel to this region: %(region)s.", region=names.region(values["region"])
    ),
    ReasonKind.NOTICE: lambda _names, values: count_phrase(
        "Needs %(num)s day of notice.", "Needs %(num)s days of notice.", int(values["days"])
    ),
    ReasonKind.ABSENT: lambda _names, values: gettext(
        "Absent from %(first)s to %(last)s.", first=day(values["first"]), last=day(values["last"])
    ),
    ReasonKind.FEW_DAYS: lambda _names, values: gettext(
        "Days in a year: %(days)s; asked for: %(wanted)s.",
        days=number(values["days"]),
        wanted=number(values["wanted"]),
    ),
    ReasonKind.LANGUAGE_BELOW: lambda names, values: gettext(
        "%(skill)s, %(language)s: %(has)s; asked for: %(level)s.",
        has=cefr(values["has"]),
        **names.in_language(values),
    ),
    ReasonKind.LANGUAGE_MISSING: lambda names, values: gettext(
        "%(skill)s, %(language)s: missing; asked for: %(level)s.", **names.in_language(values)
    ),
}
_REASONS: dict[ReasonKind, Say] = _FOR | _AGAINST | _RULES
