"""What the letters of offers and questions say, by letter: to experts, to accounts of State and secretariat."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from flask_babel import lazy_gettext as _

from roster.assistance.offers.notices import Notice
from roster.assistance.offers.states import OfferStage


@dataclass(frozen=True)
class Words:
    """What a letter says; `stages`: where it still holds; `answers`: its link can still be answered."""

    subject: object
    lines: tuple[object, ...]
    action: object
    stages: frozenset[OfferStage] = frozenset(OfferStage)


_NO_HARM = _("This has no effect on your place on the roster.")
_SEE = _("See what became of it")
TO_EXPERTS: Final[Mapping[Notice, Words]] = {
    Notice.ASKED: Words(
        _("Can you assist a State?"),
        (
            _("A State has asked for technical assistance, and you are asked to give it."),
            _("Read what it is about, and say yes or no. You need no account."),
        ),
        _("Read and answer"),
        frozenset({OfferStage.OPEN}),
    ),
    Notice.AGREED: Words(
        _("The State agrees: you are expected"),
        (
            _("You said that you can do it, and the State has agreed. Thank you."),
            _("The page has the dates as a file for your calendar."),
        ),
        _("See dates and details"),
        frozenset({OfferStage.AGREED, OfferStage.STARTED}),
    ),
    Notice.CANCELLED: Words(
        _("You are no longer needed for this request"),
        (
            _("The offer is taken back, and no work is expected from you. Thank you for your readiness."),
            _NO_HARM,
        ),
        _SEE,
        frozenset({OfferStage.CANCELLED, OfferStage.REPLACED}),
    ),
    Notice.LAPSED: Words(
        _("Seven days have passed without your answer"),
        (_("You were asked to assist a State. The time to answer is over."), _NO_HARM),
        _SEE,
        frozenset({OfferStage.LAPSED}),
    ),
}
_OPEN_REQUEST = _("See who was asked")
TO_ACCOUNTS: Final[Mapping[Notice, Words]] = {
    Notice.STATE_READY: Words(
        _("An expert is ready to assist your State"),
        (
            _("An expert has said yes to your request for assistance."),
            _("A focal point of your State agrees, or asks for somebody else."),
        ),
        _("See who it is"),
        frozenset({OfferStage.ACCEPTED}),
    ),
    Notice.STATE_GONE: Words(
        _("An expert is no longer available"),
        (
            _("An expert who had said yes to your request can no longer come."),
            _("The secretariat looks for somebody else."),
        ),
        _("See where the request stands"),
    ),
    Notice.MANAGER_ACCEPTED: Words(
        _("An expert said yes"),
        (_("An expert is ready. The State is asked whether it agrees."),),
        _OPEN_REQUEST,
        frozenset({OfferStage.ACCEPTED}),
    ),
    Notice.MANAGER_DECLINED: Words(
        _("An expert said no"),
        (_("The next in line is asked, where somebody waits in line."),),
        _OPEN_REQUEST,
    ),
    Notice.MANAGER_LAPSED: Words(
        _("An expert has not answered within seven days"),
        (_("The next in line is asked, where somebody waits in line."),),
        _OPEN_REQUEST,
    ),
    Notice.MANAGER_AGREED: Words(
        _("The State agreed to an expert"),
        (_("The work begins on its first day, or when you say so."),),
        _OPEN_REQUEST,
        frozenset({OfferStage.AGREED}),
    ),
    Notice.MANAGER_ANOTHER: Words(
        _("The State would like another expert"),
        (_("The page says why. The next in line is asked, where somebody waits in line."),),
        _OPEN_REQUEST,
    ),
    Notice.MANAGER_GONE: Words(
        _("An expert who was asked has left the roster"),
        (
            _("The profile was hidden or withdrawn, so the offer has ended."),
            _("The next in line is asked, where somebody waits in line."),
        ),
        _OPEN_REQUEST,
    ),
    Notice.MANAGER_BARRED: Words(
        _("An offer has ended: a rule stands against the expert"),
        (
            _("Since the offer was made, something came to stand against it that nobody may overrule."),
            _("The State and the expert are not told what it is."),
            _("The next in line is asked, where somebody waits in line."),
        ),
        _OPEN_REQUEST,
    ),
}
TO_ASKED: Final[Mapping[Notice, Words]] = {
    Notice.FREE_ASKED: Words(
        _("Would you be free to assist a State?"),
        (
            _("The secretariat looks for experts and asks whether certain days suit you."),
            _("Your answer binds nobody. You need no account."),
        ),
        _("See the days and answer"),
    ),
    Notice.FREE_OVER: Words(
        _("Your answer about your free days is no longer needed"),
        (_("The secretariat asked whether certain days suit you. This is settled."), _NO_HARM),
        None,
    ),
}
