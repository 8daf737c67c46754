"""Two calls for experts: one open, to experts who nearly fit, a network and some States; one closed with answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from roster.accounts.queries import actor_of, user_by_email
from roster.assistance.calls import services
from roster.assistance.calls.answer_services import answer_call, propose
from roster.assistance.calls.closing import end_call
from roster.assistance.calls.inputs import CallInput
from roster.assistance.calls.models import ExpertCall
from roster.assistance.calls.states import CALLING, CloseReason
from roster.assistance.requests.models import AssistanceRequest
from roster.assistance.requests.queries import open_requests
from roster.assistance.selections.judgement import Judged
from roster.assistance.selections.judging import judge
from roster.core import clock
from roster.core.actor import SYSTEM, Actor
from roster.core.unit_of_work import unit_of_work
from roster.demo.population import own_profile
from roster.demo.queries import some_of_others
from roster.home.demonstration import DOMAIN
from roster.networks.queries import by_slug
from roster.vocabulary import queries as vocabulary

CALLED, LOOKED_AT = 4, 30


@dataclass(frozen=True)
class _Told:
    """The words of a call in one language."""

    title: str
    text: str
    answers: tuple[str, ...] = ()
    proposal: str = ""


OPEN = _Told(
    "Experts sought: trainers for investigators",
    "A State would like to train investigators and prosecutors over ten days, with exercises on invented cases."
    "\n\nSought are people who have led such work themselves and like to teach. Travel, and a fee by the usual"
    " rules, are paid.",
)
CLOSED = _Told(
    "Experts recherchés : conseil sur une loi",
    "Un État souhaite être conseillé sur un projet de loi, à distance et pendant deux visites.\n\nSont recherchées"
    " des personnes qui ont rédigé ou appliqué une telle loi.",
    (
        "J’ai conduit deux projets de ce genre et je serais libre à partir du printemps, dix jours au plus.",
        "Je m’y intéresse. Je travaille surtout à distance, mais une visite est possible.",
    ),
    "Nous pensons proposer une magistrate qui a rédigé notre loi. Elle est d’accord ; la désignation suit ce mois.",
)


def make_calls() -> int:
    """Write both; returns how many. Where no request is being matched there is none."""
    wanted = [request for request in open_requests(SYSTEM) if request.stage in CALLING]
    in_english = next((item for item in wanted if item.source_language == "en"), None)
    in_french = next((item for item in reversed(wanted) if item.source_language == "fr"), None)
    now = clock.now()
    with unit_of_work():
        made = [
            _open(in_english, now) if in_english else None,
            _closed(in_french, now) if in_french else None,
        ]
    return sum(call is not None for call in made)


def _open(request: AssistanceRequest, now: datetime) -> ExpertCall:
    """For everybody to read; among those called is the expert with an account."""
    own = own_profile()
    near = _judged(request, now)
    refs = [ref for ref in near if len(near[ref].against) == 1 and (own is None or ref != own.ref)][:CALLED]
    networks = tuple(slug for slug in ("arinsa",) if slug in by_slug())
    given = CallInput(
        title=OPEN.title,
        text=OPEN.text,
        source_language="en",
        audience="everybody",
        shows_region=True,
        answer_by=(now + timedelta(days=18)).date(),
        experts=(*([own.ref] if own else []), *refs),
        networks=networks,
        states_called="some",
        states=tuple(code for code in ("UY", "SN", "KZ") if code != request.state),
        note="Nobody who fits is free in the time window. Tell the focal point by telephone how it goes.",
    )
    with clock.use(now - timedelta(days=3)):
        call = services.begin_call(_manager(), request, given=given)
        services.open_call(_manager(), call)
    return call


def _closed(request: AssistanceRequest, now: datetime) -> ExpertCall:
    """Three answers came, and the last day has passed."""
    refs = _nearest(request, now)
    begun = now - timedelta(days=12)
    with clock.use(begun):
        call = services.begin_call(
            _manager(),
            request,
            given=CallInput(
                title=CLOSED.title,
                text=CLOSED.text,
                source_language="fr",
                answer_by=(now - timedelta(days=3)).date(),
                experts=tuple(refs),
                states_called="all",
            ),
        )
        services.open_call(_manager(), call)
    invited = {item.profile.ref: item.profile for item in call.invitations}
    for day, (ref, text) in enumerate(zip(refs, CLOSED.answers, strict=False), start=2):
        with clock.use(begun + timedelta(days=day)):
            answer_call(SYSTEM, call, profile=invited[ref], text=text)
    state = next(code for code in ("UY", "FR", *vocabulary.current().states) if code != request.state)
    with clock.use(begun + timedelta(days=5)):
        propose(SYSTEM, call, state=state, text=CLOSED.proposal)
    with clock.use(now - timedelta(days=2)):
        end_call(SYSTEM, call, reason=CloseReason.TIME)
    return call


def _nearest(request: AssistanceRequest, now: datetime) -> list[str]:
    """Those against whom the fewest rules stand, the best first."""
    judged = _judged(request, now)
    order = sorted(judged, key=lambda ref: (len(judged[ref].against), -judged[ref].points, ref))
    return order[: len(CLOSED.answers)]


def _judged(request: AssistanceRequest, now: datetime) -> Mapping[str, Judged]:
    """What matching says of some people of other States."""
    return judge(request, some_of_others(request.state, LOOKED_AT), today=now.date()).people


def _manager() -> Actor:
    user = user_by_email(f"manager@{DOMAIN}")
    return actor_of(user) if user else SYSTEM
