"""The only writer of merges: one of two profiles of a person stays, the other is gone everywhere, until undone."""

from collections.abc import Collection
from dataclasses import replace

from flask_babel import gettext

from roster.core import audit, clock
from roster.core.actor import Actor
from roster.core.db import db
from roster.core.errors import ForbiddenError, InvalidError, StaleError
from roster.core.reference import new_reference
from roster.experts import policy
from roster.experts.input_json import FIELD_NAMES, from_json, to_json
from roster.experts.inputs import ProfileInput, input_of
from roster.experts.merging.models import ProfileMerge
from roster.experts.merging.queries import has_account
from roster.experts.models import Profile
from roster.experts.services import edit_profile, put_back, request_indexing, tell_of_leaving, touch
from roster.experts.states import PROFILE_WORKFLOW

REFERENCE_PREFIX = "MRG"


def merged_input(kept: Profile, gone: Profile, *, taken: Collection[str]) -> ProfileInput:
    """What the one that stays would say: its own fields, but for those taken from the other."""
    other = input_of(gone)
    return replace(input_of(kept), **{name: getattr(other, name) for name in taken if name in FIELD_NAMES})


def merge_profiles(actor: Actor, kept: Profile, *, gone: Profile, taken: Collection[str]) -> ProfileMerge:
    """Let `kept` stand for both, with the fields `taken` from the other, which is archived and gone everywhere.

    Its State, stage, consent and term stay those of `kept`. Raises ForbiddenError; InvalidError where a rule
    is broken, the two are one, or the one that would go has an account; StaleError where either is merged already.
    """
    if not policy.can_compare(actor):
        raise ForbiddenError
    if kept.merged_into_id is not None or gone.merged_into_id is not None:
        raise StaleError
    if kept.id == gone.id:
        raise InvalidError({"other": gettext("These are one profile.")})
    if not policy.can_edit(actor, kept):
        raise InvalidError({"other": gettext("An archived profile cannot be the one that stays.")})
    if has_account(gone):
        raise InvalidError({"other": gettext("The one with an account must be the one that stays.")})
    before, gone_stage = input_of(kept), gone.stage
    if not edit_profile(actor, kept, given=merged_input(kept, gone, taken=taken)):
        touch(actor, kept)
    gone.stage = PROFILE_WORKFLOW.step(
        "merge", stage=gone.stage, roles=actor.roles, is_system=actor.is_system
    )
    gone.merged_into_id = kept.id
    touch(actor, gone)
    db.session.flush()
    now = clock.now()
    merge = ProfileMerge(
        ref=new_reference(REFERENCE_PREFIX),
        created_at=now,
        created_by=actor.user_id,
        changed_at=now,
        changed_by=actor.user_id,
        kept=kept,
        gone=gone,
        kept_before=to_json(before),
        kept_version=kept.version,
        gone_version=gone.version,
        gone_stage=gone_stage,
    )
    db.session.add(merge)
    audit.record(actor, "experts:profile:merge", subject=kept.ref)
    audit.record(actor, "experts:profile:merge_away", subject=gone.ref)
    request_indexing(kept)
    request_indexing(gone)
    tell_of_leaving(gone)
    return merge


def undo_merge(actor: Actor, merge: ProfileMerge) -> None:
    """Give both back exactly what they said before.

    Raises StaleError where either was changed since, or the merge was undone before; ForbiddenError.
    """
    if not policy.can_compare(actor):
        raise ForbiddenError
    if not merge.can_be_undone:
        raise StaleError(gettext("This merge can no longer be undone: a profile was changed since."))
    kept, gone = merge.kept, merge.gone
    merge.undone_at = merge.changed_at = clock.now()
    merge.changed_by = actor.user_id
    put_back(actor, kept, given=from_json(merge.kept_before))
    gone.stage = merge.gone_stage
    gone.merged_into_id = None
    touch(actor, gone)
    request_indexing(gone)
    tell_of_leaving(gone)  # what went with it to the other comes back
    audit.record(actor, "experts:profile:unmerge", subject=kept.ref)
    audit.record(actor, "experts:profile:unmerge", subject=gone.ref)
