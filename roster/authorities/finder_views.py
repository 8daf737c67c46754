"""The page of the finder: one question at a time in the address, then the authority and what to do first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Blueprint, request, url_for

from roster.authorities import policy
from roster.authorities.finder import Answers, find, next_question, questions_for
from roster.authorities.finder_address import REQUESTING, Reading, address_of, read_address
from roster.authorities.finder_links import LINKS, NetworkLink
from roster.authorities.finder_needs import Matter, Need, Question, Urgency
from roster.authorities.finder_page import result_view
from roster.authorities.finder_queries import entries_of_state, own_states
from roster.authorities.finder_words import days_words, question_words
from roster.authorities.form_options import state_options
from roster.core import clock
from roster.vocabulary.codes import Coded
from roster.web.guard import current_actor, guard
from roster.web.locale import current_language, in_digits
from roster.web.page import Answer, Page, page
from roster.web.panels import panels_at
from roster.web.room import Panel, Place

blueprint = Blueprint("finder", __name__, url_prefix="/<lang:lang>")


@dataclass(frozen=True)
class Given:
    """An answer that was given, with the address at which another one can be."""

    question: str
    answer: str
    change_url: str


@dataclass(frozen=True)
class Option:
    """An answer that can be given, with the address to which it leads."""

    value: str
    label: str
    url: str


@blueprint.get("/authorities/find")
@guard(policy.can_browse)
def find_authority() -> Answer:
    """The next question, or the authority."""
    actor, at = current_actor(), clock.now()
    own = own_states(actor)
    reading = read_address(request.args, own=own)
    answers = reading.answers
    rows = entries_of_state(actor, answers.state.iso2) if answers.need and answers.state else []
    question = next_question(answers, is_settled=not rows)
    if question is not None:
        return _ask(question, reading, own)
    panels = panels_at(Place.FINDER, _pair(answers))
    finding = find(answers, [entry for _row, entry in rows], at=at, networks=_links(panels))
    answer = page(
        "authorities/found.html",
        result=result_view(actor, finding, {row.ref: row for row, _entry in rows}, at=at),
        panels=panels,
        given=_given(answers, own),
        problems=reading.problems,
        again_url=_address({}),
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _ask(question: Question, reading: Reading, own: list[str]) -> Page:
    answers = reading.answers
    asked = questions_for(answers.rule)
    title, hint = question_words(question)
    kept = address_of(answers, without=question, own=own)
    asks_for_whom = question is Question.STATE and not own
    if asks_for_whom:
        kept.pop(REQUESTING, None)
    return page(
        "authorities/find.html",
        question=question.value,
        title=title,
        hint=hint,
        options=_options(question, answers, kept),
        kept=kept,
        number=in_digits(str(asked.index(question) + 1)),
        most=in_digits(str(len(asked))),
        given=_given(answers, own),
        problems=reading.problems,
        requesting=answers.requesting.iso2 if answers.requesting else "",
        asks_for_whom=asks_for_whom,
    )


def _options(question: Question, answers: Answers, kept: dict[str, str]) -> list[Option]:
    """What can be answered; each answer is the address of what comes next."""
    if question is Question.STATE:
        own = _code(answers.requesting)
        return [Option(iso2, name, "") for iso2, name in state_options() if iso2 != own]
    kinds: dict[Question, Iterable[Coded]] = {
        Question.NEED: Need,
        Question.MATTER: answers.rule.matters if answers.rule else Matter,
        Question.DAYS: Urgency,
    }
    return [
        Option(item.value, str(item.label), _address(kept | {question.value: item.value}))
        for item in kinds[question]
    ]


def _address(values: Mapping[str, str]) -> str:
    """Made by hand: a name of ours may not become an argument of `url_for`."""
    return f"{url_for('finder.find_authority')}{'?' if values else ''}{urlencode(values)}"


def _given(answers: Answers, own: list[str]) -> list[Given]:
    """What was answered so far, of the questions that count."""
    language = current_language().code
    words = {
        Question.NEED: str(answers.need.label) if answers.need else "",
        Question.STATE: answers.state.name(language) if answers.state else "",
        Question.MATTER: str(answers.matter.label) if answers.matter else "",
        Question.DAYS: "" if answers.days is None else days_words(answers.days),
    }
    return [
        Given(
            question_words(question)[0],
            words[question],
            _address(address_of(answers, without=question, own=own)),
        )
        for question in questions_for(answers.rule)
        if words[question]
    ]


def _pair(answers: Answers) -> str:
    return f"{_code(answers.requesting)}-{_code(answers.state)}"


def _code(state: object) -> str:
    return getattr(state, "iso2", "")


def _links(panels: list[Panel]) -> tuple[NetworkLink, ...]:
    """The networks that later rooms name."""
    found = (link for panel in panels for link in panel.content.get(LINKS, ()))
    return tuple(link for link in found if isinstance(link, NetworkLink))
