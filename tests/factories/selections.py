"""Judgements and selection records for tests: what a match would say, without a match."""

from collections.abc import Sequence
from datetime import date

from roster.assistance.requests.models import AssistanceRequest
from roster.assistance.requests.states import Stage
from roster.assistance.selections.deciding import Decision
from roster.assistance.selections.judgement import Judged, Judgement
from roster.assistance.selections.models import SelectionRecord
from roster.assistance.selections.services import freeze, put_on_shortlist
from roster.core.actor import Actor
from roster.experts.models import Profile
from roster.matching.reasons import Reason, ReasonKind
from roster.matching.rules import FieldGroup, Rule
from roster.matching.weights import Part
from tests.factories.assistance import make_request
from tests.factories.experts import make_profile

COVERS = Reason(
    kind=ReasonKind.COVERS,
    part=Part.SUBJECT,
    group=FieldGroup.PROFILE,
    values={"topic": "asset-recovery", "line_topic": "asset-recovery", "level": "lead"},
)
NOT_COVERED = Reason(
    kind=ReasonKind.NOT_COVERED, part=Part.SUBJECT, group=FieldGroup.PROFILE, values={"article": 57}
)
INTEREST = Reason(
    kind=ReasonKind.DECLARED_INTEREST,
    part=Rule.INTEREST,
    group=FieldGroup.INTERESTS,
    values={"interest": "Zqbank of Mombasa"},
)
PARTS = (
    {"part": "subject", "points": 600, "maximum": 800},
    {"part": "text", "points": 123, "maximum": 200},
)


def judgement_of(refs: Sequence[str]) -> Judgement:
    """These people judged, the first the best; the last has declared an interest."""
    return Judgement(
        criteria={"request": "REQ-TEST", "today": date(2026, 11, 22).isoformat()},
        weights={part.value: 10 for part in Part},
        pool_size=60,
        eligible=40,
        excluded={Rule.LANGUAGE.value: 12, Rule.INTEREST.value: 1},
        people={
            ref: Judged(
                rank=number,
                points=723,
                parts=PARTS,
                why=(COVERS,),
                missing=(NOT_COVERED,),
                against=(INTEREST,) if number == len(refs) else (),
            )
            for number, ref in enumerate(refs, start=1)
        },
        fitting=tuple(refs),
    )


def make_choice(actor: Actor, *, people: int = 2) -> tuple[AssistanceRequest, list[Profile]]:
    """A request of Kenya being matched, with experts of Uruguay on its shortlist. Call it within a unit of work."""
    request = make_request(stage=Stage.MATCHING)
    chosen = [make_profile(state="UY") for _number in range(people)]
    put_on_shortlist(actor, request, profile_refs=[profile.ref for profile in chosen])
    return request, chosen


def make_record(actor: Actor, *, people: int = 2) -> SelectionRecord:
    """A frozen choice. Call it within a unit of work."""
    request, chosen = make_choice(actor, people=people)
    judgement = judgement_of([profile.ref for profile in chosen])
    return freeze(actor, request, decision=Decision(judgement=judgement, words="The two who know both laws."))
