"""Offers and questions as their reader may see them: the mission for the expert, the person for the State.

Contact, preferences and exclusions of a request never stand here, nor does anybody else who was asked.
"""

from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import gettext

from roster.assistance.offers import policy
from roster.assistance.offers.against_view import overruled_words
from roster.assistance.offers.models import AvailabilityQuestion, ExpertOffer
from roster.assistance.offers.states import EndReason, Freedom, OfferStage
from roster.assistance.requests.models import AssistanceRequest
from roster.assistance.requests.policy import can_read_title
from roster.assistance.requests.policy import can_view as can_view_request
from roster.assistance.requests.presentation import LanguageView, SubjectView, request_view
from roster.core import clock
from roster.core.actor import SYSTEM, Actor
from roster.experts import policy as experts
from roster.experts.models import Profile
from roster.experts.presentation import NameView, ProfileView, name_view, view_for
from roster.web.locale import current_language

TONES = {
    OfferStage.OPEN: "due",
    OfferStage.ACCEPTED: "accent",
    OfferStage.AGREED: "good",
    OfferStage.STARTED: "good",
    OfferStage.DECLINED: "bad",
    OfferStage.LAPSED: "bad",
}


@dataclass(frozen=True)
class MissionView:
    """What the work is. Before something is offered, title, State and place are empty unless they are public."""

    title: str
    language: str
    state: str
    state_name: str
    modality: str
    kind: str
    subjects: tuple[SubjectView, ...]  # the main one first
    languages: tuple[LanguageView, ...]
    outcome: str
    details_label: str
    details: str
    target_group: str
    what_exists: str
    place: str


@dataclass(frozen=True)
class PersonView:
    """Who is asked: empty where the person is gone, or no longer to be known by this reader."""

    ref: str
    name: NameView | None
    profile: ProfileView | None

    @property
    def words(self) -> str:
        """The name, or that nobody stands here any more."""
        return self.name.own if self.name is not None else gettext("No longer available")


@dataclass(frozen=True)
class OfferView:
    """One offer for one reader."""

    ref: str
    version: int
    request_ref: str
    shows_request: bool
    stage: str
    stage_label: str
    is_at_work: bool
    tone: str
    mission: MissionView
    person: PersonView
    is_own: bool
    starts_on: date
    ends_on: date
    days: int
    due_on: date | None
    sent_at: datetime | None
    answered_at: datetime | None
    engagement_ref: str
    text: str
    note: str
    reason: str
    overruled: tuple[str, ...]
    overruled_because: str
    ended_because: str


@dataclass(frozen=True)
class QuestionView:
    """One question for one reader."""

    ref: str
    version: int
    mission: MissionView
    person: PersonView
    starts_on: date
    ends_on: date
    days: int
    due_on: date
    is_closed: bool
    text: str
    answer: str
    answer_label: str
    tone: str
    note: str
    answered_at: datetime | None


def offer_view(actor: Actor, offer: ExpertOffer, *, in_full: bool = True) -> OfferView:
    """The offer with what this reader may see of it; in lists a person is a name."""
    is_own = policy.is_expert(actor, offer)
    of_state = offer.request.state in actor.states
    reads, lists = policy.can_read_words(actor), policy.can_list(actor, offer.request)
    ended = EndReason.of(offer.ended_because)
    return OfferView(
        ref=offer.ref,
        version=offer.version,
        request_ref=offer.request.ref,
        shows_request=can_view_request(actor, offer.request),
        stage=offer.stage.value,
        stage_label=_stage_words(offer),
        is_at_work=policy.is_at_work(offer),
        tone=TONES.get(offer.stage, ""),
        mission=mission_view(offer.request, is_whole=True),
        person=_person(actor, offer.profile, is_own=is_own, in_full=in_full),
        is_own=is_own,
        starts_on=offer.starts_on,
        ends_on=offer.ends_on,
        days=offer.days,
        due_on=offer.due_on,
        sent_at=offer.sent_at,
        answered_at=offer.answered_at,
        engagement_ref=offer.engagement.ref if offer.engagement else "",
        text=offer.text if reads or is_own else "",
        note=offer.note if reads or is_own else "",
        reason=offer.reason if reads or of_state else "",
        overruled=overruled_words(offer) if lists else (),
        overruled_because=offer.overruled_because if lists else "",
        ended_because=str(ended.label) if lists and ended is not None else "",
    )


def question_view(actor: Actor, question: AvailabilityQuestion) -> QuestionView:
    """The question with what this reader may see of it."""
    is_own = policy.is_expert(actor, question)
    freedom = Freedom.of(question.answer)
    tones = {Freedom.YES: "good", Freedom.NO: "bad", Freedom.OTHER: "due"}
    reads = policy.can_read_words(actor) or is_own
    return QuestionView(
        ref=question.ref,
        version=question.version,
        mission=mission_view(question.request, is_whole=can_read_title(actor, question.request)),
        person=_person(actor, question.profile, is_own=is_own, in_full=False),
        starts_on=question.starts_on,
        ends_on=question.ends_on,
        days=question.days,
        due_on=question.due_on,
        is_closed=question.closed_at is not None,
        text=question.text if reads else "",
        answer=question.answer or "",
        answer_label=str(freedom.label) if freedom else "",
        tone=tones.get(freedom, "") if isinstance(freedom, Freedom) else "",
        note=question.note if reads else "",
        answered_at=question.answered_at,
    )


def mission_view(request: AssistanceRequest, *, is_whole: bool) -> MissionView:
    """What the work is, without whom to contact and whom the State would like."""
    seen = request_view(SYSTEM, request, today=clock.today(), names={})
    return MissionView(
        title=seen.title if is_whole else "",
        language=seen.language,
        state=seen.state if is_whole else "",
        state_name=seen.state_name if is_whole else "",
        modality=seen.modality_label,
        kind=seen.type.label,
        subjects=seen.subjects,
        languages=seen.languages,
        outcome=seen.outcome if is_whole else "",
        details_label=seen.details_label if is_whole else "",
        details=seen.details if is_whole else "",
        target_group=seen.target_group if is_whole else "",
        what_exists=seen.what_exists if is_whole else "",
        place=seen.place if is_whole else "",
    )


def _stage_words(offer: ExpertOffer) -> str:
    """Where it stands; once the work has begun, where the work stands."""
    engagement = offer.engagement
    is_past = offer.stage is OfferStage.STARTED and engagement is not None and not policy.is_at_work(offer)
    return str(engagement.stage.label if is_past and engagement is not None else offer.stage.label)


def _person(actor: Actor, profile: Profile | None, *, is_own: bool, in_full: bool) -> PersonView:
    knows = profile is not None and experts.can_view(actor, profile)
    if profile is None or not (is_own or knows):
        return PersonView("", None, None)
    if not knows or not in_full:  # by a link the own name is enough
        return PersonView(profile.ref if knows else "", name_view(profile), None)
    view = view_for(actor, profile, language=current_language().code, today=clock.today())
    return PersonView(profile.ref, view.name, view)
