"""The letters about the standing of a profile: its reference, its State, a link, and nothing that it says."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from flask_babel import lazy_gettext as _

from roster.accounts.queries import user_by_id, users_holding
from roster.core.actor import Role
from roster.core.mail import Letter, LetterWriter
from roster.experts.models import Profile
from roster.experts.standing.notices import Notice
from roster.experts.standing.queries import profile_by_id
from roster.experts.states import Stage
from roster.vocabulary import queries as vocabulary
from roster.web.letters import link, write

TEMPLATE: Final = "profile_notice"


@dataclass(frozen=True)
class Words:
    """What a letter says; `stages`: where it still holds."""

    subject: object
    lines: tuple[object, ...]
    stages: frozenset[Stage] = frozenset(Stage)


_SHOWN = frozenset({Stage.PUBLISHED, Stage.SUSPENDED})
_OVER = _("The term of four years is over, or nobody has confirmed the profile for two years.")
_AGAIN = _("The profile will be archived. A new nomination by the State can start from it.")
LETTERS: Mapping[Notice, Words] = {
    Notice.CONFIRM: Words(
        _("Please confirm your profile on the expert roster"),
        (
            _("It is more than a year since somebody said that your profile still holds."),
            _("Open it, correct what has changed and confirm it. It takes a minute."),
            _("A profile that is not confirmed for 90 days is left out of the search."),
        ),
        frozenset({Stage.PUBLISHED}),
    ),
    Notice.CONFIRM_STATE: Words(
        _("A profile of your State is due for confirmation"),
        (_("The expert was asked to confirm the profile. A focal point can confirm it too."),),
        frozenset({Stage.PUBLISHED}),
    ),
    Notice.OVER: Words(_("Your profile on the expert roster will be archived"), (_OVER, _AGAIN), _SHOWN),
    Notice.OVER_STATE: Words(_("A profile of your State will be archived"), (_OVER, _AGAIN), _SHOWN),
    Notice.OVER_MANAGER: Words(
        _("A profile is to be archived"),
        (_OVER, _("The expert and the State have been told. It is archived when you say so.")),
        _SHOWN,
    ),
    Notice.SUSPENDED: Words(
        _("Your profile on the expert roster is suspended"),
        (_("It is hidden for now. The page gives the reason."),),
        frozenset({Stage.SUSPENDED}),
    ),
    Notice.SUSPENDED_STATE: Words(
        _("A profile of your State is suspended"),
        (_("It is hidden for now. The page gives the reason."),),
        frozenset({Stage.SUSPENDED}),
    ),
    Notice.WITHDRAWN: Words(
        _("Your profile is no longer on the expert roster"),
        (_("The consent was withdrawn. The profile was hidden everywhere at once."),),
    ),
    Notice.WITHDRAWN_STATE: Words(
        _("A profile of your State is no longer on the roster"),
        (_("The consent was withdrawn. The profile was hidden everywhere at once."),),
    ),
}


def _write(notice: Notice, payload: Mapping[str, Any]) -> Letter | None:
    words, profile = LETTERS[notice], profile_by_id(int(payload["profile"]))
    if profile is None or profile.stage not in words.stages:
        return None
    found = _recipient(str(payload["recipient"]), profile)
    if found is None:
        return None
    to, language, name = found
    state = profile.nominating_state
    return write(
        TEMPLATE,
        to=to,
        language=language,
        subject=words.subject,
        lines=words.lines,
        name=name,
        state=vocabulary.current().states.get_label(state, language) if state else "",
        ref=profile.ref,
        url=link("experts.show", language, ref=profile.ref),
    )


def _recipient(word: str, profile: Profile) -> tuple[str, str, str] | None:
    """Address, language and name. The expert's account where there is one, else the address of the profile."""
    kind, _colon, number = word.partition(":")
    if kind == "user":
        user = user_by_id(int(number))
    else:
        user = next(iter(users_holding(Role.EXPERT, scope=f"self:{profile.ref}")), None)
        if user is None:
            to = profile.person.contact.email
            return (to, profile.consent_language or "en", "") if to else None
    return (user.email, user.language, user.name) if user is not None and user.active else None


WRITERS: Mapping[str, LetterWriter] = {notice.value: partial(_write, notice) for notice in LETTERS}
