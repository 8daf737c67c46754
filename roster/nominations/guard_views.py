"""Guards of pages that move or write a nomination.

They ask whose part it is. That a nomination stands elsewhere by now is no lack of rights: the page says so (409).
"""

from collections.abc import Callable
from typing import Any

from flask import Response, flash, request
from flask_babel import gettext

from roster.nominations import policy
from roster.nominations.models import Nomination
from roster.nominations.queries import nomination_by_ref
from roster.nominations.states import Move
from roster.web.guard import Guarded, current_actor, guard
from roster.web.page import see

Decorator = Callable[[Callable[..., Any]], Guarded]


def moving(move: Move) -> Decorator:
    """The guard of a page that makes this move."""
    return guard(
        lambda actor, nomination: policy.may_move(actor, nomination, move),
        load=nomination_by_ref,
        visible=policy.can_view,
    )


def writing() -> Decorator:
    """The guard of a page on which the State writes."""
    return guard(policy.may_write, load=nomination_by_ref, visible=policy.can_view)


def vetting() -> Decorator:
    """The guard of what only a roster manager who may decide does."""
    return guard(policy.may_vet, load=nomination_by_ref, visible=policy.can_view)


def back_to_standing(nomination: Nomination) -> Response:
    """To the page that says where the nomination stands, from one that cannot be opened there."""
    flash(gettext("This page is closed where the nomination stands now."), "info")
    return see("nominations.show", ref=nomination.ref)


def is_opened_late(nomination: Nomination, move: Move) -> bool:
    """Whether somebody opens the page of a move that does not begin where the nomination stands."""
    return request.method == "GET" and not policy.can_move(current_actor(), nomination, move)
