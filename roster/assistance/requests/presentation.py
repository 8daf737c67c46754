"""What a reader sees of a request: the one redaction, for page, list, JSON, panel and print alike (R6)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flask_babel import gettext

from roster.assistance.codes import DeclineReason, Modality, Urgency, Visibility
from roster.assistance.requests.form_steps import DETAILS
from roster.assistance.requests.models import AssistanceRequest
from roster.assistance.requests.policy import Part, readable_parts
from roster.assistance.requests.queries import STALLED_DAYS
from roster.assistance.requests.states import UNANSWERED, UNDER_WAY, Stage
from roster.core.actor import Actor
from roster.vocabulary import queries as vocabulary
from roster.vocabulary.codes import CefrLevel, Coded
from roster.web.locale import count_phrase, current_language, show_date, show_number

TONES = {
    Stage.ACCEPTED: "good",
    Stage.AGREED: "good",
    Stage.DONE: "good",
    Stage.DECLINED: "bad",
    Stage.CLARIFYING: "due",
    Stage.SUBMITTED: "accent",
}


@dataclass(frozen=True)
class ClockView:
    """What is due, or for how long nothing has moved, in words."""

    words: str
    tone: str
    is_stalled: bool = False


@dataclass(frozen=True)
class Labelled:
    """A code with its words."""

    code: str
    label: str


@dataclass(frozen=True)
class SubjectView:
    """What a request is about: an article, a topic, or both."""

    article: Labelled | None
    topic: Labelled | None

    @property
    def label(self) -> str:
        """Both in one line."""
        return " · ".join(item.label for item in (self.topic, self.article) if item is not None)


@dataclass(frozen=True)
class LanguageView:
    """A language that the experts must have."""

    code: str
    label: str
    level: str
    drafts_legal: bool


@dataclass(frozen=True)
class RequestView:
    """A request as this reader may see it. What is hidden is empty, as what nobody wrote."""

    ref: str
    version: int
    state: str
    state_name: str
    title: str
    language: str
    shows_substance: bool
    shows_course: bool
    shows_contact: bool
    shows_preferences: bool
    stage: str
    stage_label: str
    stage_tone: str
    modality: str
    modality_label: str
    type: Labelled
    subjects: tuple[SubjectView, ...]  # the main one first
    articles: tuple[Labelled, ...]
    topics: tuple[Labelled, ...]
    need_reference: str
    outcome: str
    details_label: str
    details: str
    target_group: str
    participants: int | None
    what_exists: str
    languages: tuple[LanguageView, ...]
    starts_on: date | None
    ends_on: date | None
    urgency: str
    urgency_label: str
    urgency_reason: str
    place: str
    authority_name: str
    contact_name: str
    contact_email: str
    contact_phone: str
    letter_name: str
    preferred_states: tuple[Labelled, ...]
    excluded_states: tuple[Labelled, ...]
    excluded_experts: tuple[str, ...]
    preference_note: str
    visibility_label: str
    providers: tuple[str, ...]
    owner: str
    clock: ClockView | None
    submitted_at: datetime | None
    moved_at: datetime | None
    decline_reason: str
    decision_text: str

    @property
    def has_preferences(self) -> bool:
        """Whether anything is said of whom the State would like, or not."""
        said = (self.preferred_states, self.excluded_states, self.excluded_experts, self.preference_note)
        return any(said)

    @property
    def languages_line(self) -> str:
        """The languages by name alone."""
        return " · ".join(item.label for item in self.languages)


def request_view(
    actor: Actor, request: AssistanceRequest, *, today: date, names: Mapping[int, str]
) -> RequestView:
    """The request with what this reader may see of it; `names` are those of the owners."""
    language = current_language().code
    parts = readable_parts(actor, request)
    substance, course = Part.SUBSTANCE in parts, Part.COURSE in parts
    contact, wishes = Part.CONTACT in parts, Part.PREFERENCES in parts
    known = vocabulary.current()
    modality = Modality(request.modality)
    kind = known.assistance_types.get(request.assistance_type_id or "")
    return RequestView(
        ref=request.ref,
        version=request.version,
        state=request.state,
        state_name=known.states.get_label(request.state, language),
        title=request.title or gettext("No title yet"),
        language=request.source_language,
        shows_substance=substance,
        shows_course=course,
        shows_contact=contact,
        shows_preferences=wishes,
        stage=request.stage.value if substance else "",
        stage_label=str(request.stage.label) if substance else "",
        stage_tone=TONES.get(request.stage, "") if substance else "",
        modality=request.modality if substance else "",
        modality_label=str(modality.label) if substance else "",
        type=Labelled(kind.id, kind.label(language)) if kind and substance else Labelled("", ""),
        subjects=_subjects(request, language) if substance else (),
        articles=_articles(request.articles, language) if substance else (),
        topics=_topics(request.topics, language) if substance else (),
        need_reference=request.need_reference if substance else "",
        outcome=request.outcome if substance else "",
        details_label=str(DETAILS[modality]) if substance else "",
        details=request.details if substance else "",
        target_group=request.target_group if substance else "",
        participants=request.participants if substance else None,
        what_exists=request.what_exists if substance else "",
        languages=languages_in(request) if substance else (),
        starts_on=request.starts_on if substance else None,
        ends_on=request.ends_on if substance else None,
        urgency=request.urgency if substance else "",
        urgency_label=_label(Urgency, request.urgency) if substance else "",
        urgency_reason=request.urgency_reason if substance else "",
        place=request.place if substance else "",
        authority_name=request.authority_name if substance else "",
        contact_name=request.contact_name if contact else "",
        contact_email=request.contact_email if contact else "",
        contact_phone=request.contact_phone if contact else "",
        letter_name=request.letter.file_name if contact and request.letter else "",
        preferred_states=_states(request.preferred_states, language) if wishes else (),
        excluded_states=_states(request.excluded_states, language) if wishes else (),
        excluded_experts=tuple(request.excluded_experts) if wishes else (),
        preference_note=request.preference_note if wishes else "",
        visibility_label=_label(Visibility, request.visibility) if course else "",
        providers=tuple(item.name.best_for(language)[0] for item in request.named_providers)
        if course
        else (),
        owner=names.get(request.owner_id or 0, "") if course else "",
        clock=clock_view(request, today) if course else None,
        submitted_at=request.submitted_at if substance else None,
        moved_at=request.moved_at if course else None,
        decline_reason=_label(DeclineReason, request.decline_reason) if course else "",
        decision_text=request.decision_text if course else "",
    )


def clock_view(request: AssistanceRequest, today: date) -> ClockView | None:
    """What is due next, or that nothing has moved for thirty days; None where no clock runs."""
    if request.stage not in UNDER_WAY:
        return None
    still = today - request.moved_at.date()
    if still > timedelta(days=STALLED_DAYS):
        words = count_phrase(
            "Nothing has moved for %(num)s day", "Nothing has moved for %(num)s days", still.days
        )
        return ClockView(words, "bad", is_stalled=True)
    if request.stage in UNANSWERED and request.acknowledged_at is None and request.acknowledge_by:
        day = show_date(request.acknowledge_by, "medium")
        if request.acknowledge_by < today:
            return ClockView(gettext("Acknowledgement was due on %(date)s", date=day), "bad")
        return ClockView(gettext("Acknowledgement due by %(date)s", date=day), "due")
    day = show_date(request.stage_since, "medium")
    if request.stage is Stage.CLARIFYING:
        return ClockView(gettext("Waits for the State’s answer since %(date)s", date=day), "due")
    return ClockView(gettext("Here since %(date)s", date=day), "")


def languages_in(request: AssistanceRequest) -> tuple[LanguageView, ...]:
    """The languages with their levels in words."""
    reader = current_language().code
    known = vocabulary.current().languages
    return tuple(
        LanguageView(
            row["code"],
            known[row["code"]].heading(reader) if row["code"] in known else row["code"],
            _label(CefrLevel, row.get("level")),
            bool(row.get("drafts_legal")),
        )
        for row in request.languages
    )


def _subjects(request: AssistanceRequest, language: str) -> tuple[SubjectView, ...]:
    articles = {item.code: item for item in _articles(request.articles, language)}
    topics = {item.code: item for item in _topics(request.topics, language)}
    found = (
        SubjectView(articles.get(str(row["article"])), topics.get(row["topic"] or ""))
        for row in request.subjects
    )
    return tuple(item for item in found if item.article or item.topic)


def _articles(numbers: Iterable[int], language: str) -> tuple[Labelled, ...]:
    known = vocabulary.current().articles
    return tuple(
        Labelled(
            str(number),
            gettext(
                "Article %(number)s: %(title)s",
                number=show_number(number),
                title=known[number].title(language),
            ),
        )
        for number in numbers
        if number in known
    )


def _topics(ids: Iterable[str], language: str) -> tuple[Labelled, ...]:
    known = vocabulary.current().topics
    return tuple(Labelled(id_, known[id_].label(language)) for id_ in ids if id_ in known)


def _states(codes: Iterable[str], language: str) -> tuple[Labelled, ...]:
    known = vocabulary.current().states
    return tuple(Labelled(code, known.get_label(code, language)) for code in codes)


def _label(kind: type[Coded], code: str | None) -> str:
    member = kind.of(code)
    return str(member.label) if member is not None else ""
