"""A State's own profiles as lines of a list, and what changed in each since it was last confirmed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import gettext

from roster.accounts.queries import names_of
from roster.core import clock
from roster.core.actor import Actor
from roster.experts import policy as experts
from roster.experts.form_words import code_labels, field_labels
from roster.experts.forms import ProfileForm
from roster.experts.freshness import freshness_of
from roster.experts.history.changes import ChangeView, changes_for, readable
from roster.experts.history.revisions import ProfileRevision
from roster.experts.models import Profile
from roster.experts.presentation import NameView, name_view
from roster.experts.standing.codes import SuspendReason
from roster.experts.states import Stage
from roster.experts.wording import FreshnessWords, freshness_words
from roster.nominations.ours.queries import (
    Leaving,
    changes_since_confirmed,
    last_changes_by_expert,
    nominations_under_way,
)


@dataclass(frozen=True)
class OurExpert:
    """One profile of the State, and what its focal point can do with it now."""

    ref: str
    name: NameView
    post: str
    stage: Stage
    reason: str
    fresh: FreshnessWords
    term_ends_on: date | None
    term_ends_soon: bool
    changed_by_expert: datetime | None
    changes: int
    leaving: Leaving | None
    under_way: str
    can_confirm: bool
    can_suspend: bool
    can_resume: bool
    can_nominate: bool

    @property
    def left_words(self) -> str:
        """Why the expert may have left the post; empty where nothing says so."""
        words = {
            Leaving.POST_CHANGED: gettext("The post was changed since the last confirmation."),
            Leaving.MAIL_BACK: gettext("Our letters to the expert come back."),
        }
        return words[self.leaving] if self.leaving else ""


@dataclass(frozen=True)
class ToConfirm:
    """A profile to be confirmed: its version as shown, and each change since the last confirmation."""

    ref: str
    version: int
    name: NameView
    post: str
    fresh: FreshnessWords
    changes: tuple[ChangeView, ...]


def lines_of(
    actor: Actor, profiles: Sequence[Profile], *, left: Mapping[int, Leaving], term_by: date
) -> list[OurExpert]:
    """These profiles for this reader, in their order."""
    changes = changes_since_confirmed(profiles)
    by_expert, under_way = last_changes_by_expert(profiles), nominations_under_way(profiles)
    today = clock.today()
    return [
        OurExpert(
            ref=profile.ref,
            name=name_view(profile),
            post=profile.post,
            stage=profile.stage,
            reason=_reason(profile),
            fresh=freshness_words(freshness_of(profile, today)),
            term_ends_on=profile.term_ends_on,
            term_ends_soon=profile.term_ends_on is not None and profile.term_ends_on <= term_by,
            changed_by_expert=by_expert.get(profile.id),
            changes=len(_readable(actor, profile, changes)),
            leaving=left.get(profile.id),
            under_way=under_way.get(profile.id, ""),
            can_confirm=experts.can_confirm(actor, profile),
            can_suspend=experts.can_suspend(actor, profile),
            can_resume=experts.can_resume(actor, profile),
            can_nominate=profile.id not in under_way,
        )
        for profile in profiles
    ]


def to_confirm(actor: Actor, profiles: Sequence[Profile]) -> list[ToConfirm]:
    """These profiles with what changed in each since it was last confirmed, the newest change first."""
    changes, today, form = changes_since_confirmed(profiles), clock.today(), ProfileForm(formdata=None)
    labels, codes = field_labels(form), code_labels(form)
    names = names_of({item.user_id for rows in changes.values() for item in rows if item.user_id})
    return [
        ToConfirm(
            profile.ref,
            profile.version,
            name_view(profile),
            profile.post,
            freshness_words(freshness_of(profile, today)),
            tuple(
                changes_for(
                    actor,
                    list(reversed(_readable(actor, profile, changes))),
                    experts.readable_parts(actor, profile),
                    labels=labels,
                    codes=codes,
                    names=names,
                )
            ),
        )
        for profile in profiles
    ]


def _readable(
    actor: Actor, profile: Profile, changes: Mapping[int, Sequence[ProfileRevision]]
) -> list[ProfileRevision]:
    return readable(changes.get(profile.id, ()), experts.readable_parts(actor, profile))


def _reason(profile: Profile) -> str:
    found = SuspendReason.of(profile.suspend_reason) if profile.stage is Stage.SUSPENDED else None
    return str(found.label) if found is not None else ""
