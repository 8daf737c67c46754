"""The letters of this room. They say which authority and lead to its page: no telephone number, no contact person."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from flask_babel import lazy_gettext as _

from roster.accounts.queries import user_by_id
from roster.authorities import queries, report_queries
from roster.authorities.notices import Notice
from roster.core.mail import Letter, LetterWriter
from roster.vocabulary import queries as vocabulary
from roster.web.letters import link, write

TEMPLATE: Final = "authority_notice"


@dataclass(frozen=True)
class Words:
    """What a letter says: its subject, its sentences, and what its link does."""

    subject: object
    lines: tuple[object, ...]
    action: object


LETTERS: Mapping[Notice, Words] = {
    Notice.CONFIRM: Words(
        _("Please confirm the entry of an authority"),
        (
            _("Nobody has confirmed this entry for a year. Others rely on it when they send a request."),
            _("If all of it still holds, one click is enough. If something has changed, correct it."),
        ),
        _("Confirm or correct the entry"),
    ),
    Notice.REPORTED: Words(
        _("Somebody reports that the entry of an authority is wrong"),
        (
            _("A reader says that something in this entry is wrong. The page shows what."),
            _(
                "Please answer within ten working days. Until then every reader sees that the entry was reported."
            ),
        ),
        _("Read the report and answer"),
    ),
    Notice.ANSWERED: Words(
        _("Your report on an authority was answered"),
        (_("The authority has answered what you reported. The page shows the answer."),),
        _("Read the answer"),
    ),
    Notice.OVERDUE: Words(
        _("A report on an authority was not answered in time"),
        (_("Ten working days have passed, and nobody has answered this report."),),
        _("See the report"),
    ),
}


def _write(notice: Notice, payload: Mapping[str, Any]) -> Letter | None:
    """The letter to one account; None where it no longer stands."""
    kind, _colon, number = str(payload["recipient"]).partition(":")
    user = user_by_id(int(number)) if kind == "user" else None
    authority = queries.authority_by_id(int(payload["authority"]))
    report = report_queries.report_by_id(int(payload["report"])) if "report" in payload else None
    if user is None or not user.active or authority is None:
        return None
    if notice in (Notice.REPORTED, Notice.OVERDUE) and (report is None or report.answered_at is not None):
        return None
    state = vocabulary.state_by_iso2(authority.state)
    url = link("authorities.show", user.language, ref=authority.ref)
    if report is not None:
        url = link("authorities.report", user.language, ref=authority.ref, report_ref=report.ref)
    words = LETTERS[notice]
    return write(
        TEMPLATE,
        to=user.email,
        language=user.language,
        subject=words.subject,
        name=user.name,
        lines=words.lines,
        action=words.action,
        authority=authority.name.best_for(user.language)[0],
        state=state.name(user.language) if state else authority.state,
        reference=authority.ref,
        url=url,
    )


WRITERS: Mapping[str, LetterWriter] = {notice.value: partial(_write, notice) for notice in LETTERS}
