"""The nominations of the demonstration: which State nominates, what happened, and how many days ago."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Act(StrEnum):
    """What somebody did to a nomination. `words` of an event belong to it."""

    TYPE = "type"  # the words stand in the form, not saved
    FILES = "files"
    INVITE = "invite"
    CONSENT = "consent"
    CORRECT = "correct"  # consent with another post, which the words name
    REFUSE = "refuse"
    WITHDRAW = "withdraw"
    CLEAR = "clear"
    ASSIGN = "assign"  # to the account that the words name
    TICK = "tick"  # so many items of the checklist
    REMARK = "remark"  # "field: what is wanted"
    RETURN = "return"
    DECLINE = "decline"  # "reason: what the manager says"
    APPROVE = "approve"


class Known(StrEnum):
    """Whether the nominee is somebody whom the roster knows already."""

    NOBODY = "nobody"
    OTHER_SCRIPT = "other-script"
    ARCHIVED = "archived"


@dataclass(frozen=True)
class Event:
    """An act, so many days ago."""

    days: float
    act: Act
    words: str = ""


@dataclass(frozen=True)
class Case:
    """One nomination: State, the language of the nominee, the day it was begun, and what followed.

    `steps`: how many steps of the form are filled in; all where it is left out.
    """

    state: str
    language: str
    begun: float
    events: Sequence[Event] = ()
    by_drafter: bool = False
    known: Known = Known.NOBODY
    is_public: bool = False
    steps: int | None = None


def _to_secretariat(begun: float, *, corrected: str = "") -> tuple[Event, ...]:
    """The way through the State and the expert in four days, up to the note verbale."""
    answer = Event(begun - 2, Act.CORRECT, corrected) if corrected else Event(begun - 2, Act.CONSENT)
    return (Event(begun, Act.INVITE), answer, Event(begun - 4, Act.CLEAR))


# Accounts of further States, without a password: their work is seen, nobody signs in with them.
FOCAL_POINTS = {
    "BA": ("Mirela Hadžović", "en"),
    "CH": ("Urs Ammann", "fr"),
    "CN": ("Liang Shuwen", "zh"),
    "EG": ("Nermin Shafiq", "ar"),
    "FR": ("Solène Kervadec", "fr"),
    "ID": ("Ratna Widjajanti", "en"),
    "KZ": ("Aigerim Bekzhanova", "ru"),
    "MX": ("Itzel Zamarripa", "es"),
    "SN": ("Ndeye Coumba Sarr", "fr"),
}
SECOND_MANAGER = ("manager-2", "Eleni Vasilaki", "GR")

CASES = (
    Case("KE", "en", 1, by_drafter=True, steps=3, events=(Event(1, Act.TYPE, "Twelve years of"),)),
    Case("KE", "en", 4, events=(Event(3, Act.FILES),)),
    Case("KE", "en", 4, (Event(3, Act.FILES), Event(3, Act.INVITE)), by_drafter=True),
    Case("KE", "en", 16, (Event(15, Act.INVITE),), by_drafter=True),
    Case(
        "KE",
        "en",
        9,
        (Event(8, Act.FILES), Event(8, Act.INVITE), Event(2, Act.CORRECT, "Principal investigator")),
        by_drafter=True,
        is_public=True,
    ),
    Case(
        "KE",
        "en",
        12,
        (
            Event(11, Act.INVITE),
            Event(6, Act.REFUSE, "I change my post in January and would have no days to offer until summer."),
        ),
    ),
    Case(
        "KE",
        "en",
        19,
        (
            *_to_secretariat(19),
            Event(11, Act.ASSIGN, "manager"),
            Event(10, Act.REMARK, "expertise: Please name one case for the first line; a year is enough."),
            Event(10, Act.REMARK, "languages: Does the expert draft legal texts in the second language?"),
            Event(10, Act.RETURN, "Two small questions; everything else is in order."),
        ),
        by_drafter=True,
    ),
    Case(
        "KE",
        "en",
        13,
        (*_to_secretariat(13), Event(7, Act.ASSIGN, "manager"), Event(6, Act.TICK, "4")),
        by_drafter=True,
    ),
    Case(
        "KE",
        "en",
        33,
        (
            Event(33, Act.FILES),
            *_to_secretariat(33),
            Event(27, Act.ASSIGN, "manager"),
            Event(26, Act.TICK, "6"),
            Event(26, Act.APPROVE),
        ),
        by_drafter=True,
        is_public=True,
    ),
    Case("KE", "en", 6, (Event(6, Act.INVITE), Event(1, Act.CONSENT)), known=Known.ARCHIVED),
    Case("KE", "en", 24, (Event(23, Act.INVITE), Event(20, Act.WITHDRAW))),
    Case("UY", "es", 2, steps=5),
    Case("UY", "es", 2, (Event(1, Act.FILES), Event(1, Act.INVITE))),
    Case("UY", "es", 7, (Event(6, Act.INVITE), Event(3, Act.CONSENT)), is_public=True),
    Case("UY", "es", 10, (*_to_secretariat(10), Event(5, Act.ASSIGN, "manager-2"), Event(4, Act.TICK, "2"))),
    Case(
        "UY",
        "es",
        40,
        (
            *_to_secretariat(40),
            Event(34, Act.ASSIGN, "manager"),
            Event(31, Act.DECLINE, "no-evidence: The lines of expertise name no case, course or text."),
        ),
    ),
    Case(
        "UY",
        "es",
        29,
        (
            *_to_secretariat(29),
            Event(22, Act.ASSIGN, "manager"),
            Event(21, Act.TICK, "6"),
            Event(21, Act.APPROVE),
        ),
    ),
    Case("ID", "en", 27, _to_secretariat(27)),
    Case(
        "FR",
        "fr",
        22,
        (
            *_to_secretariat(22, corrected="Magistrate, cour d’appel"),
            Event(15, Act.ASSIGN, "manager"),
            Event(14, Act.TICK, "5"),
        ),
        is_public=True,
    ),
    Case("EG", "ar", 18, _to_secretariat(18), known=Known.OTHER_SCRIPT),
    Case("KZ", "ru", 14, _to_secretariat(14), known=Known.OTHER_SCRIPT),
    Case("CN", "zh", 12, (*_to_secretariat(12), Event(6, Act.ASSIGN, "manager-2"))),
    Case("CH", "fr", 9, _to_secretariat(9)),
    Case("SN", "fr", 7, _to_secretariat(7), is_public=True),
    Case("MX", "es", 5, _to_secretariat(5)),
    Case("BA", "en", 20, (Event(19, Act.INVITE), Event(12, Act.CONSENT))),
)
