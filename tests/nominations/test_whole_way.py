"""The whole way of a nomination through the services, from a draft to a published profile."""

from dataclasses import replace

import sqlalchemy as sa
from flask import Flask

from roster.accounts.models import Invitation
from roster.core.actor import Role
from roster.core.audit import AuditEntry
from roster.core.db import db
from roster.core.outbox import OutboxRow
from roster.core.unit_of_work import unit_of_work
from roster.experts.inputs import input_of
from roster.experts.models import Profile
from roster.experts.states import Stage as ProfileStage
from roster.nominations import queries
from roster.nominations.clearance_services import clear
from roster.nominations.codes import MinimumCriterion
from roster.nominations.consent_services import consent
from roster.nominations.drafting_services import (
    attach_cv,
    begin_draft,
    invite_expert,
    save_step,
    set_criteria,
)
from roster.nominations.expert_link import expert_by_link
from roster.nominations.form_steps import FormStep
from roster.nominations.states import Move, Stage
from roster.nominations.vetting_services import approve
from tests.factories.accounts import World
from tests.factories.experts import COMPLETE
from tests.factories.nominations import CONSENT, cast_for, new_file, tick_all


def test_from_a_draft_to_a_published_profile(app: Flask, world: World, work: object) -> None:
    with unit_of_work():
        cast = cast_for("KE")
        nomination = begin_draft(cast.drafter, "KE")
        for step in FormStep:
            save_step(cast.drafter, nomination, step=step, given=COMPLETE)
        attach_cv(cast.drafter, nomination, given=new_file())
        invite_expert(cast.drafter, nomination, language="fr")
    with unit_of_work():
        corrected = replace(
            COMPLETE, post="Director of investigations", declared_interests="A brother in the Court"
        )
        changed = consent(expert_by_link(nomination), nomination, answer=CONSENT, given=corrected)
        assert changed == ("post",)
    with unit_of_work():
        set_criteria(cast.focal_point, nomination, criteria=tuple(MinimumCriterion))
        clear(cast.focal_point, nomination, note_verbale="NV 1/2026")
    assert work() > 0  # type: ignore[operator]
    db.session.expire_all()
    with unit_of_work():
        assert queries.nomination_by_ref(cast.manager, nomination.ref) is nomination
        assert nomination.stage is Stage.UNDER_CHECK
        assert nomination.findings["missing"] == []
        tick_all(nomination, manager=cast.manager)
        profile = approve(cast.manager, nomination)
    db.session.expire_all()
    found = db.session.scalars(sa.select(Profile)).one()
    assert found.ref == profile.ref
    assert (found.stage, found.nominating_state) == (ProfileStage.PUBLISHED, "KE")
    assert found.post == "Director of investigations"
    assert found.declared_interests == "A brother in the Court"
    assert (found.consent_language, found.is_public) == ("en", False)
    assert found.term_ends_on is not None
    assert found.cv is not None
    assert found.cv.text.startswith("Traced")
    assert nomination.cv is None
    assert nomination.profile_id == found.id
    assert input_of(found).languages == COMPLETE.languages
    invitation = db.session.scalars(sa.select(Invitation)).one()
    assert (invitation.role, invitation.scope) == (Role.EXPERT, f"self:{found.ref}")
    names = [step.name for step in queries.timeline_of(nomination)]
    assert names == [Move.INVITE, Move.CONSENT, Move.CLEAR, Move.CHECK, Move.APPROVE]
    entry = db.session.scalars(
        sa.select(AuditEntry).where(AuditEntry.origin == "consent link").order_by(AuditEntry.id)
    ).one()
    assert (entry.roles, entry.user_id) == (f"expert/self:{nomination.ref}", None)
    letters = [row.payload.get("template") for row in db.session.scalars(sa.select(OutboxRow))]
    assert "nomination_expert_approved" in letters
