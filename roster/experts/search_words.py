"""Sentences of the search page: names of filters, orders, and what was odd about a question."""

from flask_babel import gettext

from roster.search.query import Problem, QueryProblem


def facet_names() -> dict[str, str]:
    """The filters by their names in addresses, in the order to be read: what most searches need comes first."""
    return {
        "topic": gettext("Topic"),
        "type": gettext("Type of assistance"),
        "language": gettext("Language"),
        "fresh": gettext("Freshness"),
        "region": gettext("Regional group"),
        "state": gettext("Nominating State"),
        "article": gettext("Article of the Convention"),
        "level": gettext("Level of expertise"),
        "legal_system": gettext("Legal system"),
        "mode": gettext("Place of work"),
        "review": gettext("Review experience"),
        "gender": gettext("Gender"),
    }


def sort_names() -> dict[str, str]:
    """The orders in which results can stand."""
    return {
        "relevance": gettext("Best match"),
        "name": gettext("Name"),
        "confirmed": gettext("Last confirmed"),
        "state": gettext("State"),
    }


def field_names() -> dict[str, str]:
    """Where in a profile the words were found."""
    return {
        "reference": gettext("Reference"),
        "title": gettext("Post"),
        "organisation": gettext("Employer"),
        "expertise": gettext("Expertise"),
        "profile": gettext("Brief profile"),
        "cv": gettext("Career"),
        "cv_file": gettext("CV"),
        "restricted": gettext("Contact"),
    }


def problem_words(problem: QueryProblem) -> str:
    """What about the question was read otherwise than typed (R35)."""
    words = {
        Problem.TOO_LONG: gettext("The question is very long; only its first 200 characters were used."),
        Problem.TOO_MANY_TERMS: gettext("Only the first ten words were used."),
        Problem.TOO_MANY_WILDCARDS: gettext("Only the first three word beginnings were used."),
        Problem.LEADING_WILDCARD: gettext("A word cannot begin with a star; it was searched without."),
        Problem.INNER_WILDCARD: gettext("A star can stand only at the end of a word."),
        Problem.SHORT_PREFIX: gettext("Write at least three letters before a star."),
        Problem.OPEN_QUOTE: gettext("A quotation mark is missing; the phrase was read to the end."),
        Problem.DANGLING_OPERATOR: gettext("OR stands between two words; it was left out."),
        Problem.NO_WORDS: gettext("There is no word to search for in this question."),
    }
    return words[problem.code]
