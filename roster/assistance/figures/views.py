"""The page of figures: how far experts come, whom the roster serves, what remains unmet."""

from dataclasses import dataclass

from flask import Blueprint, request

from roster.assistance.figures import policy
from roster.assistance.figures.anonymity import Figure
from roster.assistance.figures.funnel import Step
from roster.assistance.figures.periods import years_of
from roster.assistance.figures.picture import Line, Picture, picture_of
from roster.assistance.figures.wording import (
    became,
    days_words,
    gender_name,
    language_names,
    period_of,
    region_name,
    state_name,
    subject_names,
    summary_of,
)
from roster.core import clock
from roster.web.guard import current_actor, guard
from roster.web.locale import current_language, in_digits
from roster.web.page import Answer, page
from roster.web.throttle import bounded_searches

blueprint = Blueprint("figures", __name__, url_prefix="/<lang:lang>/assistance/figures")


@dataclass(frozen=True)
class Row:
    """A line of a table with its name."""

    code: str
    name: str
    figures: tuple[Figure, ...]


@blueprint.get("")
@bounded_searches
@guard(policy.can_read)
def index() -> Answer:
    """The figures of twelve months or a year; for the secretariat each count, or on wish what others are told."""
    may_read_openly = policy.can_read_openly(current_actor())
    openly = may_read_openly and request.args.get("as") != "others"
    today, language = clock.today(), current_language().code
    years = years_of(today, openly=openly)
    chosen = request.args.get("year", "")
    year = int(chosen) if chosen in {str(year) for year in years} else None
    picture = picture_of(today, openly=openly, year=year)
    topics = subject_names(picture.demand.by_topic, language)
    spoken = language_names(picture.demand.by_language, language)
    return page(
        "assistance/figures/index.html",
        picture=picture,
        period=period_of(picture),
        years=[(one, in_digits(str(one))) for one in years],
        year=year,
        summary=summary_of(picture, language),
        steps=list(Step),
        regions=[_row(line, region_name(line.code, language)) for line in picture.regions],
        states=_states(picture, language),
        genders=[_row(line, gender_name(line.code)) for line in picture.genders],
        became=became(picture.demand),
        topics=topics,
        spoken=spoken,
        answer=days_words(picture.demand.days_to_answer)
        if picture.demand.days_to_answer is not None
        else None,
        may_read_openly=may_read_openly,
    )


def _states(picture: Picture, language: str) -> list[Row]:
    """States of which something is told; for the secretariat those of whom somebody was shown."""
    return [
        _row(line, state_name(line.code, language))
        for line in picture.states
        if line.is_told and any(figure.count != 0 for figure in line.counts.values())
    ]


def _row(line: Line, name: str) -> Row:
    return Row(line.code, name, tuple(line.counts[step] for step in Step))
