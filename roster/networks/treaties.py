"""Where a State stands towards both Conventions, in words, each with the year and source of what is said."""

import re
from dataclasses import dataclass

from flask_babel import gettext

from roster.vocabulary.codes import ConsentType, Instrument, UncacStatus
from roster.vocabulary.entries import State
from roster.vocabulary.treaties import AS_OF_YEAR, SOURCE, Participation, treaty_standing
from roster.web.locale import in_digits, show_date

_YEAR = re.compile(r"\b(20\d\d)\b")


@dataclass(frozen=True)
class TreatyView:
    """One Convention: the standing, the acts that made it, and how far that can be relied on."""

    treaty: str
    is_party: bool
    words: str
    as_of: str
    source: str


def treaty_views(state: State) -> tuple[TreatyView, ...]:
    """The Convention against Corruption as the State's own entry says, the other as of 2014."""
    untoc = treaty_standing(state.iso2).untoc
    year = in_digits(str(AS_OF_YEAR))
    return (
        TreatyView(
            Instrument.words(Instrument.UNCAC),
            state.uncac_status is UncacStatus.PARTY,
            _uncac(state),
            _as_of(state.status_source),
            state.status_source,
        ),
        TreatyView(
            Instrument.words(Instrument.UNTOC),
            untoc is not None and untoc.status is UncacStatus.PARTY,
            _untoc(untoc),
            gettext("as of %(year)s", year=year),
            SOURCE,
        ),
    )


def _uncac(state: State) -> str:
    if state.uncac_status is UncacStatus.PARTY and state.uncac_consent_on:
        return _party(Participation("", None, state.uncac_consent_on, _act(state.uncac_consent_type)))
    return {
        UncacStatus.PARTY: gettext("Party"),
        UncacStatus.SIGNATORY: gettext("Signed, not yet a party"),
        UncacStatus.NONE: gettext("Not a party"),
    }[state.uncac_status]


def _untoc(row: Participation | None) -> str:
    if row is None or row.status is UncacStatus.NONE:
        return str(gettext("Neither signed nor joined by then"))
    if row.status is UncacStatus.SIGNATORY:
        return str(gettext("Signed, not a party by then"))
    return _party(row)


def _party(row: Participation) -> str:
    day = show_date(row.bound_on, "long")
    if row.act is None:
        return str(gettext("Party since %(date)s", date=day))
    return str(gettext("Party (%(act)s, %(date)s)", act=row.act.label, date=day))


def _act(code: str | None) -> ConsentType | None:
    found = ConsentType.of(code)
    return found if isinstance(found, ConsentType) else None


def _as_of(source: str) -> str:
    """The latest year that the source names; empty where it names none."""
    years = _YEAR.findall(source)
    return str(gettext("as of %(year)s", year=in_digits(max(years)))) if years else ""
