"""Invented nominations for tests, brought to any stage through the services, as people and worker would."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from roster.accounts.queries import actor_of, users_holding
from roster.core.actor import SYSTEM, SYSTEM_SCOPE, Actor, Role
from roster.experts.inputs import ProfileInput
from roster.experts.models import Profile
from roster.experts.services import CONSENT_VERSION
from roster.nominations.clearance_services import check, clear
from roster.nominations.codes import ChecklistItem, MinimumCriterion, Purpose
from roster.nominations.consent_services import consent, refuse, withdraw
from roster.nominations.drafting_services import begin_draft, invite_expert, set_criteria
from roster.nominations.expert_link import expert_by_link
from roster.nominations.inputs import ConsentInput, NewFile
from roster.nominations.models import Nomination
from roster.nominations.states import Stage
from roster.nominations.vetting_services import approve, decline, return_to_state, tick
from tests.factories.experts import profile_input

CONSENT = ConsentInput(version=CONSENT_VERSION, language="en", purposes=tuple(Purpose))
NOTE_VERBALE = "NV 114/2026"
_WAY: dict[Stage, Sequence[Stage]] = {
    Stage.DRAFT: (),
    Stage.WITH_EXPERT: (Stage.WITH_EXPERT,),
    Stage.CONSENTED: (Stage.WITH_EXPERT, Stage.CONSENTED),
    Stage.REFUSED: (Stage.WITH_EXPERT, Stage.REFUSED),
    Stage.CLEARED: (Stage.WITH_EXPERT, Stage.CONSENTED, Stage.CLEARED),
}
_WAY[Stage.UNDER_CHECK] = (*_WAY[Stage.CLEARED], Stage.UNDER_CHECK)
for _last in (Stage.RETURNED, Stage.DECLINED, Stage.APPROVED, Stage.WITHDRAWN):
    _WAY[_last] = (*_WAY[Stage.UNDER_CHECK], _last)


@dataclass(frozen=True)
class Cast:
    """Who acts in a nomination."""

    drafter: Actor
    focal_point: Actor
    manager: Actor


def cast_for(state: str = "KE") -> Cast:
    """The accounts of `world` that act for this State, read afresh."""

    def first(role: Role, scope: str) -> Actor:
        return actor_of(users_holding(role, scope=scope)[0])

    focal_point = first(Role.FOCAL_POINT, f"state:{state}")
    drafters = users_holding(Role.DRAFTER, scope=f"state:{state}")
    drafter = actor_of(drafters[0]) if drafters else focal_point
    return Cast(drafter, focal_point, first(Role.MANAGER, SYSTEM_SCOPE))


def make_nomination(
    *,
    stage: Stage = Stage.DRAFT,
    state: str = "KE",
    given: ProfileInput | None = None,
    profile: Profile | None = None,
    language: str = "en",
    is_public: bool = False,
    **changes: Any,
) -> Nomination:
    """A nomination at this stage. Call it within a unit of work, with `world`."""
    cast = cast_for(state)
    answers = given or (None if profile and not changes else profile_input(**changes))
    nomination = begin_draft(cast.drafter, state, given=answers, profile=profile)
    for step in _WAY[stage]:
        advance(nomination, step, cast=cast, language=language, is_public=is_public)
    return nomination


def advance(
    nomination: Nomination, stage: Stage, *, cast: Cast, language: str = "en", is_public: bool = False
) -> None:
    """Take it one stage on."""
    expert = expert_by_link(nomination)
    if stage is Stage.WITH_EXPERT:
        invite_expert(cast.drafter, nomination, language=language)
    elif stage is Stage.CONSENTED:
        answer = ConsentInput(
            version=CONSENT_VERSION, language=language, purposes=tuple(Purpose), is_public=is_public
        )
        consent(expert, nomination, answer=answer)
    elif stage is Stage.REFUSED:
        refuse(expert, nomination, reason="Too much work this year.")
    elif stage is Stage.CLEARED:
        set_criteria(cast.focal_point, nomination, criteria=tuple(MinimumCriterion))
        clear(cast.focal_point, nomination, note_verbale=NOTE_VERBALE)
    elif stage is Stage.UNDER_CHECK:
        check(SYSTEM, nomination)
    elif stage is Stage.RETURNED:
        return_to_state(cast.manager, nomination, note="Please name the years of the review.")
    elif stage is Stage.DECLINED:
        decline(cast.manager, nomination, reason="criteria-not-met")
    elif stage is Stage.APPROVED:
        tick_all(nomination, manager=cast.manager)
        approve(cast.manager, nomination)
    elif stage is Stage.WITHDRAWN:
        withdraw(cast.focal_point, nomination, reason="The expert has left the service.")


def tick_all(nomination: Nomination, *, manager: Actor) -> None:
    """The whole checklist done."""
    for item in ChecklistItem:
        tick(manager, nomination, item=item, done=True)


def new_file(stored_name: str = "0" * 32, **changes: Any) -> NewFile:
    """A file as it comes out of the upload; its bytes are nowhere."""
    values: dict[str, Any] = {
        "file_name": "cv.docx",
        "kind": "docx",
        "size": 2_000,
        "sha256": "a" * 64,
        "text": "Traced hidden companies for nine years.",
        "language": "en",
    }
    return NewFile(stored_name=stored_name, **{**values, **changes})
