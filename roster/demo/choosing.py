"""From a request that is accepted to experts at work: matched, chosen, asked, agreed, reported, by the services."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from roster.assistance.engagements import services as engagements
from roster.assistance.engagements.models import Engagement
from roster.assistance.engagements.queries import engagements_of
from roster.assistance.engagements.questions import Side
from roster.assistance.matches.queries import newest_run
from roster.assistance.matches.services import keep_match, matched
from roster.assistance.offers import services as offers
from roster.assistance.offers.agreeing import agree
from roster.assistance.offers.hard_rules import Window, against
from roster.assistance.offers.queries import offers_of
from roster.assistance.offers.rules import OfferInput
from roster.assistance.offers.states import OfferStage
from roster.assistance.requests.models import AssistanceRequest
from roster.assistance.selections.deciding import Decision
from roster.assistance.selections.judging import judge, shares_among
from roster.assistance.selections.queries import record_of
from roster.assistance.selections.services import freeze, put_on_shortlist
from roster.core import clock
from roster.core.actor import SYSTEM, Actor
from roster.demo.queries import some_of_others
from roster.experts.models import Profile
from roster.experts.queries import experts_by_ids
from roster.messages.queries import is_reachable

CHOSEN, ASKED = 5, 3
WORK_DAYS = 5
LENGTH = timedelta(days=5)


@dataclass(frozen=True)
class Choosing:
    """One request on its way; `first` is put before all who fit, `places` are to be filled."""

    manager: Actor
    focal_point: Actor
    request: AssistanceRequest
    texts: Mapping[str, Any]
    first: Profile | None
    places: int

    def match(self) -> None:
        """Ask who fits, and keep the answer."""
        found = matched(self.manager, self.request, today=clock.today(), days=WORK_DAYS)
        keep_match(self.manager, self.request, found=found)

    def choose(self) -> None:
        """The best onto the shortlist, and the choice frozen; of few people nobody may fit, and it waits."""
        run = newest_run(self.request.id)
        refs = [item["ref"] for item in run.results] if run else []
        refs = refs or some_of_others(self.request.state, CHOSEN)  # of few people nobody may fit
        refs = [*([self.first.ref] if self.first else []), *refs]
        refs = list(dict.fromkeys(refs))[:CHOSEN]
        if not refs:
            return
        put_on_shortlist(self.manager, self.request, profile_refs=refs)
        judging = judge(self.request, refs, today=clock.today())
        decision = Decision(
            judgement=judging.judgement,
            match_ref=judging.match_ref,
            words=self.texts["decision"],
            balance=shares_among(judging, refs),
        )
        freeze(self.manager, self.request, decision=decision)

    def ask(self) -> None:
        """Ask whom a letter reaches, in the order of the choice."""
        record = record_of(self.manager, self.request)
        ids = [entry.profile_id for entry in record.entries if entry.profile_id] if record else []
        people = experts_by_ids(self.manager, ids)
        reached = [people[number] for number in ids if number in people and is_reachable(people[number])]
        starts_on = self.request.starts_on or clock.today()
        given = OfferInput(
            starts_on=starts_on,
            ends_on=starts_on + LENGTH,
            days=WORK_DAYS,
            text=self.texts["invitation"],
            places=self.places,
            overruled_because=self.texts["overruled"],
        )
        window = Window(starts_on=given.starts_on, ends_on=given.ends_on, days=given.days)
        found = {item.ref: item for item in against(self.request, reached, window=window)}
        reached = [one for one in reached if one.ref not in found or not found[one.ref].is_final]
        # Who must be overruled comes last, but for whoever was put first.
        first = self.first.ref if self.first else ""
        reached.sort(key=lambda one: one.ref != first and one.ref in found)
        if not reached:
            return
        offers.make_offers(self.manager, self.request, profiles=reached[:ASKED], given=given)

    def say_yes(self) -> None:
        """Those who are asked answer; of several the last cannot, and the next in line is asked."""
        asked = self._offers(OfferStage.OPEN)
        if len(asked) > 1:
            offers.answer(SYSTEM, asked[-1], accepts=False)
        for offer in self._offers(OfferStage.OPEN):
            offers.answer(SYSTEM, offer, accepts=True)

    def agree(self) -> None:
        """The State agrees to those who are ready."""
        for offer in self._offers(OfferStage.ACCEPTED):
            agree(self.focal_point, offer)

    def start(self) -> None:
        """They go to work."""
        for offer in self._offers(OfferStage.AGREED):
            offers.start_work(self.manager, offer)

    def finish(self, *, reports_of_experts: bool) -> None:
        """The work is done; the State reports, and the experts where they have already."""
        for engagement in engagements_of(SYSTEM, self.request):
            engagements.finish_engagement(self.manager, engagement)
            self._report(engagement, reports_of_experts)

    def close(self) -> None:
        """Both sides have reported."""
        for engagement in engagements_of(SYSTEM, self.request):
            engagements.close_engagement(self.manager, engagement)

    def _report(self, engagement: Engagement, is_told_by_expert: bool) -> None:
        said = {"achieved": "mostly", "result": self.texts["result"]}
        engagements.report_on(
            self.focal_point,
            engagement,
            side=Side.REQUESTER,
            answers={**said, "languages": "yes", "timing": "partly"},
        )
        if is_told_by_expert:
            engagements.report_on(
                SYSTEM,
                engagement,
                side=Side.EXPERT,
                answers={**said, "prepared": "yes", "enough_time": "yes"},
            )

    def _offers(self, stage: OfferStage) -> list[Any]:
        return [offer for offer in offers_of(SYSTEM, self.request) if offer.stage is stage]
