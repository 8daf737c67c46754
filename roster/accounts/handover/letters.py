"""The letters of a handover: to who leaves, to who follows, to the roster managers. No names stand in them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from flask_babel import lazy_gettext as _

from roster.accounts.handover.queries import handover_by_id
from roster.accounts.queries import user_by_id
from roster.core.mail import Letter, LetterWriter
from roster.vocabulary import queries as vocabulary
from roster.web.letters import link, write

TEMPLATE = "handover_notice"


@dataclass(frozen=True)
class Words:
    """What a letter says; `alone` instead where nobody follows for now."""

    subject: object
    lines: tuple[object, ...]
    endpoint: str
    alone: tuple[object, ...] = ()


LETTERS: Mapping[str, Words] = {
    "handover_left": Words(
        _("Your role as focal point has passed on"),
        (
            _(
                "You are no longer focal point of this State. Your successor has the nominations that were open."
            ),
            _("If this is a mistake, answer to the secretariat."),
        ),
        "accounts.show",
        alone=(
            _("You are no longer focal point of this State. Nobody follows for now."),
            _("If this is a mistake, answer to the secretariat."),
        ),
    ),
    "handover_begun": Words(
        _("You are focal point of your State"),
        (
            _("The role of focal point has passed to you, with the nominations that were open."),
            _("What waits for you stands on the first page."),
        ),
        "home.first_page",
    ),
    "handover_told": Words(
        _("A focal point has handed over"),
        (_("The focal point of this State has changed. The page lists who holds the role now."),),
        "handover.index",
        alone=(_("The focal point of this State has left, and nobody follows for now."),),
    ),
}


def _write(name: str, payload: Mapping[str, Any]) -> Letter | None:
    words, handover = LETTERS[name], handover_by_id(int(payload["handover"]))
    _user, _colon, number = str(payload["recipient"]).partition(":")
    user = user_by_id(int(number))
    if handover is None or user is None or not user.active:
        return None
    return write(
        TEMPLATE,
        to=user.email,
        language=user.language,
        subject=words.subject,
        lines=words.alone if words.alone and handover.successor_id is None else words.lines,
        name=user.name,
        state=vocabulary.current().states.get_label(handover.state, user.language),
        reference=handover.reference,
        url=link(words.endpoint, user.language),
    )


WRITERS: Mapping[str, LetterWriter] = {name: partial(_write, name) for name in LETTERS}
