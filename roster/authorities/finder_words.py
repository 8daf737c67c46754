"""What the finder says, in whole sentences: each code of an answer in the reader's language."""

from collections.abc import Iterable

from flask_babel import gettext

from roster.authorities.finder import Informal, Limit, OtherWay, Outcome
from roster.authorities.finder_needs import Matter, Question
from roster.authorities.finder_picks import Doubt, Pick, Step, Why
from roster.authorities.form_options import function_words
from roster.vocabulary import queries as vocabulary
from roster.vocabulary.request_elements import Level
from roster.web.locale import count_phrase, in_digits


def question_words(question: Question) -> tuple[str, str]:
    """A question and what helps to answer it."""
    words = {
        Question.NEED: (gettext("What do you need?"), ""),
        Question.STATE: (
            gettext("From which State?"),
            gettext("The requested State: where the evidence, the person or the assets are."),
        ),
        Question.MATTER: (
            gettext("Where does the matter stand?"),
            gettext("In your own State. Early on, an informal contact often saves a request."),
        ),
        Question.DAYS: (
            gettext("How urgent is it?"),
            gettext("When something must have happened: a hearing, a transfer of money, a release."),
        ),
    }
    return words[question]


def days_words(days: int) -> str:
    """Within how many days."""
    if not days:
        return gettext("No deadline")
    if days == 1:
        return gettext("Within 24 hours")
    return count_phrase("Within %(num)s day", "Within %(num)s days", days)


def start_words(pick: Pick, step: Step, *, urgent: bool) -> str:
    """How to begin, as what to do."""
    if step is Step.CALL:
        if pick.now.is_open:
            return gettext("Call now: they are open")
        return gettext("Call when they open")
    if step is Step.WRITE and urgent:
        return gettext("Write at once, and begin the subject with the word “urgent”")
    words = {
        Step.CALL_DUTY: gettext("Call the duty line"),
        Step.WRITE: gettext("Write to the general mailbox"),
        Step.WRITE_SECURE: gettext("Write to the secure address"),
        Step.POST: gettext("Send it by post"),
        Step.DIPLOMATIC: gettext("Go through diplomatic channels"),
    }
    return words[step]


def why_words(pick: Pick) -> str:
    """Why this authority, with the function for which it is named."""
    function = _named_for(pick)
    words = {
        Why.DESIGNATED: gettext("Its State has named it for this: %(function)s.", function=function),
        Why.OTHER_TREATY: gettext(
            "Under the Convention against Corruption nobody is named for this; under another treaty it is: "
            "%(function)s.",
            function=function,
        ),
        Why.NEAREST: gettext(
            "Nobody is named for exactly this. Its function comes nearest: %(function)s.", function=function
        ),
        Why.INFORMAL: gettext(
            "It can be asked before there is a formal request: %(function)s.", function=function
        ),
        Why.DEPUTY: gettext("Another authority of the same State; it can help, or say who will."),
    }
    return words[pick.why]


def doubt_words(doubt: Doubt, pick: Pick) -> str:
    """What is not certain, and what follows from it."""
    zone = pick.entry.schedule.time_zone
    words = {
        Doubt.NOT_CONFIRMED: gettext("Nobody has confirmed the entry in time. Ask before you rely on it."),
        Doubt.DUE: gettext("The entry is due to be confirmed: it was right more than a year ago."),
        Doubt.DISPUTED: gettext(
            "A reader has reported the entry as wrong; the authority has not answered yet."
        ),
        Doubt.NOT_REACHED: gettext("Whoever tried last did not reach them."),
        Doubt.NO_CONTACT: gettext("The entry names no way to reach them. Go through diplomatic channels."),
        Doubt.PHONES_HIDDEN: gettext(
            "Telephone numbers are not shown to you; authorities, focal points and the secretariat see them."
        ),
        Doubt.LANGUAGES: gettext(
            "Which languages they take is not known. Ask before you have a request translated."
        ),
        Doubt.CHANNELS: gettext(
            "Which channels they take is not known. Ask whether the request may come directly."
        ),
        Doubt.HOURS: gettext("Their opening hours are not known."),
        Doubt.ZONE: gettext("There is no time zone %(zone)s any more: their time is not known.", zone=zone),
        Doubt.URGENT: gettext("No urgent procedure is known. Say at the beginning why it cannot wait."),
        Doubt.BASIS: gettext("Whether the Convention itself can be the legal basis is not known."),
        Doubt.DUAL: gettext("Whether the conduct must be an offence in both States is not known."),
        Doubt.TOO_SLOW: count_phrase(
            "They usually take %(num)s day: longer than you have. Agree on a date first.",
            "They usually take %(num)s days: longer than you have. Agree on a date first.",
            pick.entry.usual_time_days or 0,
        ),
    }
    return words[doubt]


def way_words(way: OtherWay) -> str:
    """A way beside the first one."""
    words = {
        OtherWay.DIRECT: gettext(
            "Directly, from central authority to central authority, with the Convention as legal basis: its "
            "article 46, paragraphs 9 to 29, holds where no other treaty binds both States."
        ),
        OtherWay.ORAL: gettext(
            "By word of mouth, where they agree; confirm it in writing at once (article 46(14))."
        ),
        OtherWay.INTERPOL: gettext(
            "Through INTERPOL, where both States agree to it: ask your National Central Bureau. For mutual legal "
            "assistance, article 46(13) says so."
        ),
        OtherWay.DIPLOMATIC: gettext(
            "Through diplomatic channels: always open, and slower. Some States ask for it."
        ),
        OtherWay.SPONTANEOUS: gettext(
            "Tell them what you know without being asked; it may begin their own case (article 46(4))."
        ),
        OtherWay.POLICE: gettext(
            "From police service to police service, or between financial intelligence units (articles 48 and 58)."
        ),
    }
    return words[way]


def outcome_words(outcome: Outcome, state: str, *, sees_all: bool) -> str:
    """What was found, where it is not simply an authority."""
    if outcome is Outcome.NONE_LISTED and not sees_all:
        return gettext("No authority of %(state)s is open to you here.", state=state)
    words = {
        Outcome.DESIGNATED: "",
        Outcome.NEAREST: gettext(
            "%(state)s has named nobody here for exactly this under the Convention against Corruption. "
            "What follows comes nearest; ask them first whether they take it.",
            state=state,
        ),
        Outcome.NONE_DESIGNATED: gettext("%(state)s has named no authority here for this.", state=state),
        Outcome.NONE_LISTED: gettext("No authority of %(state)s is listed here.", state=state),
        Outcome.OWN_STATE: gettext("%(state)s is the State for which you ask.", state=state),
    }
    return words[outcome]


def informal_words(informal: Informal, matter: Matter | None) -> str:
    """Whether to ask informally before anything is written."""
    if informal is Informal.FIRST:
        return gettext(
            "Ask informally first. A formal request needs an investigation; an informal one finds out whether "
            "there is anything to ask for, and how."
        )
    if informal is Informal.BESIDE and matter is not None:
        return gettext("Ask informally at the same time: send them the draft before you sign it.")
    return ""


def limit_words(limit: Limit, state: str) -> str:
    """What stands against relying on the Convention."""
    if limit is Limit.REQUESTED_NOT_PARTY:
        return gettext(
            "%(state)s is not a party to the Convention against Corruption: it needs another legal basis.",
            state=state,
        )
    return gettext(
        "%(state)s, for which you ask, is not a party to the Convention against Corruption: rely on another "
        "legal basis.",
        state=state,
    )


def level_words(level: Level) -> str:
    """How much depends on an element; nothing for what is always needed."""
    words = {
        Level.UNDERTAKING: gettext("undertaking"),
        Level.RECOMMENDED: gettext("recommended"),
        Level.WHERE_POSSIBLE: gettext("where possible"),
        Level.WHERE_NEEDED: gettext("where needed"),
        Level.ON_DEMAND: gettext("on demand"),
    }
    return words.get(level, "")


def references_words(references: Iterable[str]) -> str:
    """Articles of the Convention, by number."""
    numbers = ", ".join(references)
    return gettext("article %(number)s", number=in_digits(numbers)) if numbers else ""


def _named_for(pick: Pick) -> str:
    known = vocabulary.current().authority_functions
    found = [known.get(duty.function_id) for duty in pick.duties]
    return "; ".join(function_words(function) for function in found if function is not None)
