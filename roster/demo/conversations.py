"""Conversations between members and experts, made through the services at the time when each was written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from roster.accounts.queries import actor_of, user_by_email
from roster.core import clock
from roster.core.actor import Actor
from roster.core.db import db
from roster.core.unit_of_work import unit_of_work
from roster.demo.population import own_profile
from roster.demo.queries import people_of
from roster.experts.models import Profile
from roster.home.demonstration import DOMAIN
from roster.messages import queries, services
from roster.messages.models import Conversation
from roster.messages.policy import Seat
from roster.messages.services import NewMessage
from roster.messages.states import Purpose, Side

MOST_PER_DAY = 1_000
OWN, REVEAL, REPORT = "own", "reveal", "report"


@dataclass(frozen=True)
class Talk:
    """Who writes to whom about what; `lines` after the first alternate between expert and sender.

    `to`: the expert with the account of the demonstration, or any of a State. `end`: what the expert did last.
    """

    account: str
    to: str
    days: float
    purpose: Purpose
    subject: str
    lines: Sequence[str]
    end: str = ""


TALKS = (
    Talk(
        "officer-uy",
        OWN,
        26,
        Purpose.PRACTICE,
        "How you trace accounts abroad",
        (
            "Our unit begins to work on its first case with accounts in three countries. "
            "Could you tell us how your team plans the first two weeks?",
            "Gladly. We begin with the register of owners and a list of questions to each bank. "
            "I can send you an outline without names.",
            "That would help us very much. The outline may be in English.",
        ),
    ),
    Talk(
        "provider",
        OWN,
        2,
        Purpose.WORKSHOP,
        "Three days in March",
        (
            "We prepare a workshop for forty investigators. Would you be free for three days in the middle "
            "of March, and may we ask your employer?",
        ),
    ),
    Talk(
        "coordinator-globe",
        "KE",
        17,
        Purpose.ASSISTANCE,
        "A call with the members of the network",
        (
            "Members asked for an hour on informal cooperation before a request is sent. Would you speak?",
            "Yes. The end of the month suits me best. I have made my address visible to you.",
        ),
        end=REVEAL,
    ),
    Talk(
        "searcher",
        "UY",
        9,
        Purpose.ASSISTANCE,
        "Tres semanas con una fiscalía",
        (
            "Buscamos a alguien que acompañe durante tres semanas a una fiscalía en la recuperación de activos. "
            "¿Le interesaría?",
            "Me interesa. ¿En qué fechas sería?",
        ),
    ),
    Talk(
        "officer-ke",
        "FR",
        6,
        Purpose.REVIEW,
        "Réponses au questionnaire d’examen",
        ("Nous préparons nos réponses. Comment avez-vous présenté les accords de coopération policière ?",),
    ),
    Talk(
        "provider",
        "UY",
        4,
        Purpose.OTHER,
        "Offer of our products",
        ("We sell software for case management and would like to show it to you and your colleagues.",),
        end=REPORT,
    ),
)


def make_conversations() -> int:
    """Write each conversation whose sender has an account and whose expert is there; returns how many."""
    now, made = clock.now(), 0
    for talk in TALKS:
        with unit_of_work():
            user, profile = user_by_email(f"{talk.account}@{DOMAIN}"), _expert(talk.to)
            if user is None or profile is None:
                continue
            start = now - timedelta(days=talk.days)
            with clock.use(start):
                given = NewMessage(talk.subject, talk.purpose, talk.lines[0])
                conversation = services.write_to_expert(
                    actor_of(user), profile, given=given, most_per_day=MOST_PER_DAY
                )
            for number, text in enumerate(talk.lines[1:], start=1):
                with clock.use(start + number * timedelta(hours=19)):
                    is_expert = number % 2 == 1
                    actor, seat = _seat(actor_of(user), conversation, is_expert=is_expert)
                    services.mark_read(actor, seat)
                    services.answer(actor, seat, text=text, most_per_day=MOST_PER_DAY)
            with clock.use(start + len(talk.lines) * timedelta(hours=19)):
                _end(talk, actor_of(user), conversation)
            made += 1
        db.session.remove()
    return made


def _end(talk: Talk, sender: Actor, conversation: Conversation) -> None:
    actor, seat = _seat(sender, conversation, is_expert=True)
    if talk.end == REVEAL:
        services.reveal(actor, seat, fields=("email",))
    elif talk.end == REPORT:
        services.report(actor, seat, reason="This is advertising. I am on the roster for assistance only.")


def _seat(sender: Actor, conversation: Conversation, *, is_expert: bool) -> tuple[Actor, Seat]:
    """The sender's side, or the expert's: with the account where there is one, else by the letter's link."""
    if not is_expert:
        return sender, Seat(conversation, Side.SENDER)
    accounts = queries.accounts_of(conversation.profile)
    if accounts:
        return actor_of(accounts[0]), Seat(conversation, Side.EXPERT)
    return Actor(origin="message link"), Seat(conversation, Side.EXPERT, is_by_link=True)


def _expert(to: str) -> Profile | None:
    return own_profile() if to == OWN else next(iter(people_of(to)), None)
