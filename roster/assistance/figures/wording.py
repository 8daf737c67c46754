"""The figures in words: rows by name, and one paragraph that is ready to be pasted into a paper."""

from collections.abc import Iterator, Mapping
from datetime import timedelta

from flask_babel import gettext

from roster.assistance.figures.anonymity import Figure
from roster.assistance.figures.demand import Demand
from roster.assistance.figures.funnel import NOT_WOMEN, Step
from roster.assistance.figures.picture import Line, Picture
from roster.assistance.figures.request_queries import ARTICLE
from roster.vocabulary import queries as vocabulary
from roster.vocabulary.codes import Gender
from roster.web.locale import count_phrase, paragraph, show_date, show_list, show_number

NAMED = 3


def period_of(picture: Picture) -> str:
    """The days that are counted."""
    return gettext(
        "%(start)s to %(end)s",
        start=show_date(picture.span.begins.date()),
        end=show_date((picture.span.ends - timedelta(days=1)).date()),
    )


def region_name(code: str, language: str) -> str:
    """A regional group; five States and people without a State are in none."""
    return (
        vocabulary.current().regional_groups.get_label(code, language)
        if code
        else gettext("In no regional group")
    )


def state_name(code: str, language: str) -> str:
    """A nominating State; somebody new has none yet."""
    return (
        vocabulary.current().states.get_label(code, language) if code else gettext("No nominating State yet")
    )


def gender_name(code: str) -> str:
    """A gender as it is counted."""
    names = {
        Gender.FEMALE.value: gettext("Women"),
        Gender.MALE.value: gettext("Men"),
        NOT_WOMEN: gettext("Men, another gender, or not said"),
    }
    return names.get(code, gettext("Another gender, or not said"))


def subject_names(found: Mapping[str, Figure], language: str) -> list[tuple[str, Figure]]:
    """Main subjects of which something is told, by name."""
    return [(_subject_name(code, language), figure) for code, figure in _told(found)]


def became(demand: Demand) -> list[tuple[str, Figure]]:
    """What became of requests: with the reasons where all is told."""
    if demand.by_outcome:
        return [(str(outcome.label), figure) for outcome, figure in demand.by_outcome.items()]
    return [(str(fate.label), figure) for fate, figure in demand.by_fate.items()]


def language_names(found: Mapping[str, Figure], language: str) -> list[tuple[str, Figure]]:
    """Languages of which something is told, by name."""
    known = vocabulary.current().languages
    return [
        (known[code].heading(language) if code in known else code, figure) for code, figure in _told(found)
    ]


def days_words(days: float) -> str:
    """A span of days, to half a day below ten."""
    rounded = round(days * 2) / 2 if days < 10 else float(round(days))
    if rounded < 1:
        return gettext("less than a day")
    if not rounded.is_integer():
        return gettext("%(days)s days", days=show_number(rounded))
    return count_phrase("%(num)s day", "%(num)s days", int(rounded))


def summary_of(picture: Picture, language: str) -> str:
    """One paragraph."""
    return paragraph(
        [
            gettext("The figures are those of %(period)s.", period=period_of(picture)),
            *_of_experts(picture),
            *_of_women(picture),
            *_of_regions(picture, language),
            *_of_requests(picture, language),
        ]
    )


def _of_experts(picture: Picture) -> Iterator[str]:
    counts = {step: figure.count for step, figure in picture.total.items()}
    if (shown := counts[Step.SHOWN]) is not None:
        yield count_phrase(
            "%(num)s expert was among the results of members.",
            "%(num)s experts were among the results of members.",
            shown,
        )
    if (listed := counts[Step.SHORTLISTED]) is not None:
        yield count_phrase("%(num)s was put on a shortlist.", "%(num)s were put on a shortlist.", listed)
    if (asked := counts[Step.CONTACTED]) is not None:
        yield count_phrase("%(num)s was asked to help a State.", "%(num)s were asked to help a State.", asked)
    if (ready := counts[Step.ACCEPTED]) is not None:
        yield count_phrase("%(num)s said yes.", "%(num)s said yes.", ready)
    if (working := counts[Step.DEPLOYED]) is not None:
        yield count_phrase("%(num)s went to work.", "%(num)s went to work.", working)
    if None in counts.values():
        yield gettext("Where fewer than five people came to a step, the number is not told.")


def _of_women(picture: Picture) -> Iterator[str]:
    women = next((line for line in picture.genders if line.code == Gender.FEMALE.value), None)
    listed = picture.total[Step.SHORTLISTED].count
    count = women.counts[Step.SHORTLISTED].count if women else None
    if listed and count is not None:
        yield count_phrase(
            "Of those on a shortlist %(num)s is a woman.",
            "Of those on a shortlist %(num)s are women.",
            count,
        )


def _of_regions(picture: Picture, language: str) -> Iterator[str]:
    told = [line for line in picture.regions if line.code and line.counts[Step.SHORTLISTED].count]
    told.sort(key=lambda line: (-(line.counts[Step.SHORTLISTED].count or 0), line.code))
    if told:
        named = [_with_count(line, language) for line in told[:NAMED]]
        yield gettext("Most of those on a shortlist are of: %(groups)s.", groups=show_list(named))


def _of_requests(picture: Picture, language: str) -> Iterator[str]:
    demand = picture.demand
    if demand.submitted.count is not None:
        yield count_phrase(
            "States submitted %(num)s request for assistance.",
            "States submitted %(num)s requests for assistance.",
            demand.submitted.count,
        )
    if demand.days_to_answer is not None:
        yield gettext(
            "Half of them had a first answer within %(days)s.", days=days_words(demand.days_to_answer)
        )
    if demand.met.count is not None:
        yield count_phrase(
            "For %(num)s of them an expert was agreed on.",
            "For %(num)s of them experts were agreed on.",
            demand.met.count,
        )
    if demand.unmet.count is not None:
        yield count_phrase(
            "%(num)s remained unmet.",
            "%(num)s remained unmet.",
            demand.unmet.count,
        )
    topics = [name for name, figure in subject_names(demand.by_topic, language) if figure.count]
    if topics:
        yield gettext(
            "Those that remained unmet most often concern: %(topics)s.", topics=show_list(topics[:NAMED])
        )
    spoken = [name for name, figure in language_names(demand.by_language, language) if figure.count]
    if spoken:
        yield gettext(
            "The languages most often asked for in them: %(languages)s.", languages=show_list(spoken[:NAMED])
        )


def _subject_name(code: str, language: str) -> str:
    known = vocabulary.current()
    if not code:
        return gettext("No article and no topic")
    if not code.startswith(ARTICLE):
        return known.topics.get_label(code, language)
    number = int(code.removeprefix(ARTICLE))
    title = known.articles[number].title(language) if number in known.articles else ""
    return gettext("Article %(number)s: %(title)s", number=show_number(number), title=title)


def _with_count(line: Line, language: str) -> str:
    return gettext(
        "%(name)s (%(count)s)",
        name=region_name(line.code, language),
        count=show_number(line.counts[Step.SHORTLISTED].count or 0),
    )


def _told(found: Mapping[str, Figure]) -> list[tuple[str, Figure]]:
    return [(code, figure) for code, figure in found.items() if figure.count is not None]
