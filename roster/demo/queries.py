"""Whom the demonstration looks for among the people that it wrote."""

from collections.abc import Sequence

import sqlalchemy as sa

from roster.core.db import db
from roster.demo.population import own_profile
from roster.experts.models import Profile
from roster.experts.states import Stage


def people_of(state: str, stage: Stage = Stage.PUBLISHED) -> Sequence[Profile]:
    """Those of this State at this stage in the order of their invention, without the demonstration's expert."""
    own = own_profile()
    found = db.session.scalars(
        sa.select(Profile)
        .where(Profile.nominating_state == state, Profile.stage == stage, Profile.merged_into_id.is_(None))
        .order_by(Profile.id)
    )
    return [profile for profile in found if profile is not own]


def published_ids() -> Sequence[int]:
    """The numbers of everybody whom members find."""
    which = (Profile.stage == Stage.PUBLISHED, Profile.merged_into_id.is_(None))
    return db.session.scalars(sa.select(Profile.id).where(*which).order_by(Profile.id)).all()


def some_of_others(state: str, count: int) -> list[str]:
    """References of the first people of other States."""
    which = (Profile.stage == Stage.PUBLISHED, Profile.merged_into_id.is_(None))
    found = sa.select(Profile.ref).where(*which, Profile.nominating_state != state).order_by(Profile.id)
    return list(db.session.scalars(found.limit(count)))
