"""The letter of the month to each focal point: the entries of the own State that wait, with links; none when none."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _

from roster.accounts.queries import actor_of, user_by_id, users_holding
from roster.authorities.presentation import freshness_view
from roster.authorities.stale import stale_entries
from roster.authorities.states import STAGE_LABELS, Stage
from roster.core import clock, mail
from roster.core.actor import Role
from roster.core.mail import Letter
from roster.vocabulary import queries as vocabulary
from roster.web.letters import link, write
from roster.web.locale import in_language

TEMPLATE = "authority_digest"


def send_digests(since: date, today: date) -> int:
    """Once a month began within these days, queue a letter for each focal point with entries that wait."""
    first = today.replace(day=1)
    if not since < first <= today:
        return 0
    every = [state.iso2 for state in vocabulary.states("en")]
    told = set()
    for iso2 in sorted({entry.state for entry in stale_entries(every, today)}):
        for user in users_holding(Role.FOCAL_POINT, scope=f"state:{iso2}"):
            told.add(user.id)
            key = f"{TEMPLATE}:{user.id}:{first.isoformat()}"
            mail.post(TEMPLATE, recipient=user.subject, key=key, month=first.isoformat())
    return len(told)


def write_digest(payload: Mapping[str, Any]) -> Letter | None:
    """The list as it stands when the letter is sent; None where nothing waits any more."""
    kind, _colon, number = str(payload["recipient"]).partition(":")
    user = user_by_id(int(number)) if kind == "user" else None
    if user is None or not user.active:
        return None
    today, language = clock.today(), user.language
    found = stale_entries(actor_of(user).scopes(Role.FOCAL_POINT), today)
    if not found:
        return None
    with in_language(language):
        lines = [
            (
                entry.name.best_for(language)[0],
                str(STAGE_LABELS[Stage.DISPUTED])
                if entry.stage is Stage.DISPUTED
                else freshness_view(entry, today).words,
                link("authorities.show", language, ref=entry.ref),
            )
            for entry in found
        ]
    return write(
        TEMPLATE,
        to=user.email,
        language=language,
        subject=_("Entries of your authorities that wait for you"),
        name=user.name,
        count=len(lines),
        lines=lines,
        url=link("authorities.index", language),
    )
