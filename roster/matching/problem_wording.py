"""The words for what is wrong with a request: what it means for the result, and what could be done."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask_babel import gettext

from roster.matching.naming import Names, apart, number, skill
from roster.matching.problems import Problem, ProblemKind
from roster.matching.weights import Part
from roster.web.locale import count_phrase

Say = Callable[[Names, Mapping[str, str | int]], str]


def problem_words(problem: Problem, names: Names) -> str:
    """The problem as a sentence or two."""
    return _PROBLEMS[problem.kind](names, problem.values)


_PROBLEMS: dict[ProblemKind, Say] = {
    ProblemKind.NOTHING_ASKED: lambda _names, _values: gettext(
        "The request names no topic, no article and no type of assistance: the order says little."
    ),
    ProblemKind.MANY_SUBJECTS: lambda _names, values: count_phrase(
        "The request names %(num)s subject: nobody will cover all of it. Matching it in parts says more.",
        "The request names %(num)s subjects: nobody will cover all of them. Matching them in parts says more.",
        int(values["number"]),
    ),
    ProblemKind.UNKNOWN_ARTICLE: lambda _names, values: gettext(
        "The Convention has no article %(article)s.", article=number(values["article"])
    ),
    ProblemKind.UNKNOWN_TOPIC: lambda _names, values: gettext(
        "This topic is not known: %(topic)s.", topic=apart(str(values["topic"]))
    ),
    ProblemKind.UNKNOWN_TYPE: lambda _names, values: gettext(
        "This type of assistance is not known: %(type)s.", type=apart(str(values["type"]))
    ),
    ProblemKind.UNKNOWN_LANGUAGE: lambda _names, values: gettext(
        "This language is not known: %(language)s.", language=apart(str(values["language"]))
    ),
    ProblemKind.NOBODY_SPEAKS: lambda names, values: gettext(
        "Nobody on the roster speaks this language: %(language)s.", language=names.spoken(values["language"])
    ),
    ProblemKind.NOBODY_AT_LEVEL: lambda names, values: gettext(
        "Nobody on the roster reaches this level: %(language)s, %(level)s (%(skill)s).",
        **names.in_language(values),
    ),
    ProblemKind.LANGUAGE_TWICE: lambda names, values: gettext(
        "Two levels are asked for in one language: %(language)s (%(skill)s). The higher one counts.",
        language=names.spoken(values["language"]),
        skill=skill(values["skill"]),
    ),
    ProblemKind.WINDOW_REVERSED: lambda _names, _values: gettext(
        "The time window ends before it begins: nobody can be free in it."
    ),
    ProblemKind.WINDOW_PAST: lambda _names, _values: gettext(
        "The time window has passed: nobody can be free in it."
    ),
    ProblemKind.WINDOW_BEGUN: lambda _names, _values: gettext(
        "The time window has begun already: only the days that are left count."
    ),
    ProblemKind.TOO_MANY_DAYS: lambda _names, values: gettext(
        "More days are asked for (%(days)s) than the time window holds (%(window)s): the whole window counts.",
        days=number(values["days"]),
        window=number(values["window"]),
    ),
    ProblemKind.NO_DAYS: lambda _names, _values: gettext("The days asked for must be one or more."),
    ProblemKind.REGION_AND_EXCLUSION: lambda names, values: gettext(
        "A region is preferred whose experts are all excluded: %(region)s.",
        region=names.region(values["region"]),
    ),
    ProblemKind.OWN_STATE_CONTRADICTION: lambda names, values: gettext(
        "Experts of %(state)s are admitted and excluded at once: they are excluded.",
        state=names.state(values["state"]),
    ),
    ProblemKind.ALL_STATES_EXCLUDED: lambda _names, _values: gettext(
        "Every State that has experts on the roster is excluded."
    ),
    ProblemKind.WEIGHTS_ZERO: lambda _names, _values: gettext(
        "All weights are zero: everybody has the same score, and who has waited longest comes first."
    ),
    ProblemKind.WEIGHT_OUT_OF_RANGE: lambda _names, values: gettext(
        "A weight lies outside zero to a million and is taken as the nearest of the two: %(part)s.",
        part=str(Part(str(values["part"])).label),
    ),
}
