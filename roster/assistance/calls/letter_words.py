"""What the letters of calls say, by letter."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from flask_babel import lazy_gettext as _

from roster.assistance.calls.notices import Notice


@dataclass(frozen=True)
class Words:
    """What a letter says; `action` is what its link does."""

    subject: object
    lines: tuple[object, ...]
    action: object


_SEE: Final = _("See the call")
WORDS: Final[Mapping[Notice, Words]] = {
    Notice.EXPERT: Words(
        _("Experts are sought: does this interest you?"),
        (
            _("The secretariat looks for experts to assist a State, and your profile comes near."),
            _("Read the call, and say in a few words whether you are interested. It binds nobody."),
        ),
        _("Read the call and answer"),
    ),
    Notice.NETWORK: Words(
        _("Experts are sought to assist a State"),
        (
            _("The secretariat looks for experts to assist a State, and writes to members of your network."),
            _(
                "Who is on the roster answers on the page of the call. Others are nominated by the focal point"
                " of their State."
            ),
        ),
        _("Read the call"),
    ),
    Notice.STATE: Words(
        _("Experts are sought: can your State nominate somebody?"),
        (
            _("The secretariat looks for experts to assist a State, and too few on the roster fit."),
            _("If somebody of your State does, begin a nomination and say so on the page of the call."),
        ),
        _("Read the call and answer"),
    ),
    Notice.ENDED_EXPERT: Words(
        _("A call for experts has ended"),
        (
            _(
                "You answered a call for experts. It has ended earlier than planned. Thank you for your answer."
            ),
            _("This has no effect on your place on the roster."),
        ),
        _SEE,
    ),
    Notice.ENDED_STATE: Words(
        _("A call for experts has ended"),
        (
            _("Your State answered a call for experts. It has ended earlier than planned. Thank you."),
            _("A nomination that you have begun goes its way all the same."),
        ),
        _SEE,
    ),
    Notice.MANAGER: Words(
        _("The time for answers to a call for experts is over"),
        (_("The page shows who answered, and how far each fits the request."),),
        _("See the answers"),
    ),
}
