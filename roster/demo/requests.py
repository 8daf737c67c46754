"""Requests for assistance in six languages at every stage, and offers of three invented providers.

Each is made through the services at the time when each thing would have happened.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random

from roster.accounts.queries import actor_of, user_by_email
from roster.assistance.requests import moving_services, services
from roster.assistance.requests.inputs import LanguageWish, RequestInput, paired
from roster.assistance.requests.models import AssistanceRequest
from roster.assistance.requests.states import Move, Stage
from roster.assistance.requests.typing_services import keep_typed
from roster.authorities.queries import authorities_of_state
from roster.core import clock
from roster.core.actor import SYSTEM, Actor, Assignment, Role
from roster.core.db import db
from roster.core.unit_of_work import unit_of_work
from roster.demo.banks import bank
from roster.demo.choosing import Choosing
from roster.demo.contact import phone
from roster.demo.population import own_profile
from roster.demo.providers import OFFERS, make_offers
from roster.demo.themes import THEMES, Theme
from roster.home.demonstration import DOMAIN
from roster.people.queries import organisations
from roster.vocabulary import queries as vocabulary

# Ten requests in each language, a theme each; those of the States with accounts in sight of these.
STATES = {
    "en": ("KE", "KE", "GH", "KE", "FJ", "ZM", "KE", "JM", "MW", "LK"),
    "es": ("UY", "PE", "UY", "HN", "PY", "UY", "GT", "CR", "EC", "SV"),
    "fr": ("SN", "CI", "MG", "SN", "BJ", "HT", "CM", "TG", "GA", "DJ"),
    "ar": ("EG", "JO", "IQ", "EG", "MR", "LB", "MA", "KW", "OM", "TN"),
    "ru": ("KZ", "KG", "TJ", "AM", "KZ", "UZ", "BY", "KG", "AM", "TJ"),
    "zh": ("CN", "SG", "CN", "CN", "SG", "CN", "CN", "CN", "SG", "CN"),
}
# Where each request of a theme stands, a row for each language.
S = Stage
_TOLD = {
    "en": "accepted clarifying matching submitted accepted closed draft declined submitted running",
    "es": "accepted submitted clarifying accepted declined draft matching offered withdrawn done",
    "fr": "matching accepted submitted clarifying shortlisted accepted withdrawn agreed declined submitted",
    "ar": "accepted matching accepted draft submitted clarifying running accepted closed withdrawn",
    "ru": "clarifying accepted submitted matching accepted done declined shortlisted submitted offered",
    "zh": "accepted draft matching submitted accepted clarifying agreed declined withdrawn closed",
}
STAGES = {language: tuple(Stage(word) for word in words.split()) for language, words in _TOLD.items()}
# Days ago on which each was begun: the longer a way, the earlier.
BEGUN = {
    S.DRAFT: 2, S.SUBMITTED: 5, S.CLARIFYING: 12, S.ACCEPTED: 24, S.DECLINED: 60, S.WITHDRAWN: 45, S.MATCHING: 30,
    S.SHORTLISTED: 40, S.OFFERED: 39, S.AGREED: 60, S.RUNNING: 95, S.DONE: 130, S.CLOSED: 170,
}  # fmt: skip
VISIBILITIES = ("secretariat", "all-providers", "public-title", "named-providers")
START_DAY = 62  # of a work that has begun, after the request was
WAY = (Move.MATCH, Move.SHORTLIST, Move.OFFER, Move.AGREE, Move.START, Move.FINISH, Move.CLOSE)


def make_requests() -> tuple[int, int]:
    """Write providers with their offers, and all requests; returns how many requests and offers."""
    if not organisations():
        make_offers()
    made, now = 0, clock.now()
    for language, stages in STAGES.items():
        for number, (theme, stage) in enumerate(zip(THEMES, stages, strict=True)):
            with unit_of_work():
                _Story(language, number, theme, stage, now).tell()
            db.session.remove()
            made += 1
    return made, len(OFFERS)


@dataclass(frozen=True)
class _Story:
    """One request from its first day to where it stands."""

    language: str
    number: int
    theme: Theme
    stage: Stage
    now: datetime

    @property
    def state(self) -> str:
        """Who asks."""
        return STATES[self.language][self.number]

    def tell(self) -> None:
        """Begin the request and let happen what happened, evenly spread until some days ago."""
        begun = self.now - timedelta(days=BEGUN[self.stage] + self.number % 4, hours=self.number)
        if self.stage is S.ACCEPTED and self.number == 7:
            begun -= timedelta(days=40)  # nothing has moved since: it is stalled
        with clock.use(begun):
            writer = self._account("drafter") or self._focal_point
            request = services.begin_request(writer, self.state, given=self._input(begun.date()))
            if self.stage is S.DRAFT:
                self._leave_unfinished(writer, request)
        if self.stage is S.DRAFT:
            return
        self._send(request, begun)
        self._decide(request, begun)

    def _send(self, request: AssistanceRequest, begun: datetime) -> None:
        with clock.use(begun + timedelta(days=1)):
            moving_services.submit_request(self._focal_point, request)
        if self.stage is S.SUBMITTED and self.number % 2:
            return  # nobody has charge of it yet
        with clock.use(begun + timedelta(days=2)):
            moving_services.take_request(self._manager, request)

    def _decide(self, request: AssistanceRequest, begun: datetime) -> None:
        texts = bank(f"{self.language}/requests")
        asks = self.stage is S.CLARIFYING or (self.number % 3 == 0 and self.stage not in (S.SUBMITTED,))
        if asks:
            with clock.use(begun + timedelta(days=4)):
                moving_services.ask_state(self._manager, request, question=texts["question"])
        if self.stage in (S.SUBMITTED, S.CLARIFYING):
            return
        if asks:
            with clock.use(begun + timedelta(days=8)):
                moving_services.answer_question(self._focal_point, request, answer=texts["answer"])
        with clock.use(begun + timedelta(days=10)):
            if self.stage is S.DECLINED:
                reason = ("no-experts", "given-by-others", "outside-convention")[self.number % 3]
                moving_services.decline_request(self._manager, request, reason=reason)
                return
            moving_services.accept_request(self._manager, request)
        if self.stage is S.WITHDRAWN:
            if self.number > 6:  # these after experts had been looked for
                with clock.use(begun + timedelta(days=14)):
                    self._choosing(request).match()
            with clock.use(begun + timedelta(days=20)):
                moving_services.withdraw_request(self._focal_point, request)
            return
        choosing = self._choosing(request)
        for place, move in enumerate(WAY):
            if request.stage is self.stage:
                return
            day = begun + timedelta(days=14 + 12 * place)
            if move is Move.AGREE:
                with clock.use(day - timedelta(days=8)):
                    choosing.say_yes()
            before = request.stage
            with clock.use(day):
                self._move(choosing, move)
            if request.stage is before:
                return  # among few people nobody fits: the request waits where it is

    def _move(self, choosing: Choosing, move: Move) -> None:
        steps = {
            Move.MATCH: choosing.match,
            Move.SHORTLIST: choosing.choose,
            Move.OFFER: choosing.ask,
            Move.AGREE: choosing.agree,
            Move.START: choosing.start,
            Move.CLOSE: choosing.close,
        }
        if move is Move.FINISH:
            choosing.finish(reports_of_experts=self.stage is S.CLOSED)
        else:
            steps[move]()

    def _choosing(self, request: AssistanceRequest) -> Choosing:
        """Where the work is done and not closed, and for one open offer, the expert with the account is asked."""
        with_account = self.language == "es" and self.stage in (S.OFFERED, S.DONE)
        return Choosing(
            self._manager,
            self._focal_point,
            request,
            bank(f"{self.language}/requests"),
            own_profile() if with_account else None,
            places=1 + self.number % 2,
        )

    def _input(self, today: date) -> RequestInput:
        texts = bank(f"{self.language}/requests")
        own, theme = texts["themes"][self.theme.id], self.theme
        state = vocabulary.current().states.get_label(self.state, self.language)
        begins = START_DAY if self.stage in (S.RUNNING, S.DONE, S.CLOSED) else 70 + 9 * self.number
        starts = today + timedelta(days=begins)
        authorities = authorities_of_state(SYSTEM, self.state)
        on_site = theme.modality in ("workshop", "expert-visit", "study-visit")
        is_urgent = self.number in (1, 2)
        second = "fr" if self.language == "ar" else "en"
        given = RequestInput(
            title=own["title"],
            modality=theme.modality,
            assistance_type_id=theme.kind,
            subjects=paired(theme.articles, theme.topics),
            outcome=own["outcome"],
            source_language=self.language,
            target_group=texts["target"],
            participants=theme.participants,
            details=own["details"],
            what_exists=texts["exists"],
            languages=(LanguageWish(self.language, "C1", theme.modality == "drafting"),),
            starts_on=starts,
            ends_on=starts + timedelta(days=5 if theme.modality == "workshop" else 60),
            urgency="soon" if is_urgent else "normal",
            urgency_reason=texts["reason"] if is_urgent else "",
            place=state if on_site else "",
            authority_id=authorities[0].id if authorities else None,
            authority_name=authorities[0].name.best_for(self.language)[0] if authorities else state,
            contact_name=texts["contact"],
            contact_email=f"assistance@justice.{self.state.lower()}.example",
            contact_phone=phone(self.state, _seeded(self.language, self.number)),
            visibility=self._visibility,
            providers=("ORG-DEM001",) if self._visibility == "named-providers" else (),
            preference_note=texts["note"] if self.number % 2 else "",
        )
        if self.number % 5 == 4 and self.language not in ("en", "fr"):
            given = replace(given, languages=(*given.languages, LanguageWish(second, "B2")))
        return given

    @property
    def _visibility(self) -> str:
        """Each language has other subjects whose title is public."""
        return VISIBILITIES[(self.number + list(STATES).index(self.language)) % len(VISIBILITIES)]

    def _leave_unfinished(self, writer: Actor, request: AssistanceRequest) -> None:
        """A draft that somebody is in the middle of: outcome typed and not saved, nothing said of languages."""
        given = replace(self._input(request.created_at.date()), outcome="", languages=())
        services.save_request(writer, request, given=given)
        own = bank(f"{self.language}/requests")["themes"][self.theme.id]["outcome"]
        keep_typed(writer, request, step="outcome", typed={"outcome": [own[:60]]})

    @property
    def _focal_point(self) -> Actor:
        """The focal point's account, or for States without one somebody who only acts."""
        scope = Assignment(Role.FOCAL_POINT, f"state:{self.state}")
        return self._account("focal") or Actor(assignments=frozenset({scope}), origin="demonstration")

    @property
    def _manager(self) -> Actor:
        name = "manager-2" if (self.number + len(self.language)) % 3 == 0 else "manager"
        user = user_by_email(f"{name}@{DOMAIN}") or user_by_email(f"manager@{DOMAIN}")
        return actor_of(user) if user else SYSTEM

    def _account(self, kind: str) -> Actor | None:
        user = user_by_email(f"{kind}-{self.state.lower()}@{DOMAIN}")
        return actor_of(user) if user else None


def _seeded(language: str, number: int) -> Random:
    return Random(f"{language}{number}")
