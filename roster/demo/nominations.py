"""Nominations at every stage, made through the services at the time when each thing would have happened."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from roster.accounts.queries import actor_of, user_by_email
from roster.accounts.services import NewUser, create_user
from roster.core import clock
from roster.core.actor import SYSTEM, SYSTEM_SCOPE, Actor, Assignment, Role
from roster.core.db import db
from roster.core.files import FileStore
from roster.core.unit_of_work import unit_of_work
from roster.demo.conversion import profile_input
from roster.demo.generator import generate_from
from roster.demo.invented import InventedExpert
from roster.demo.known import archived_profile, in_latin_letters
from roster.demo.nominees import CASES, FOCAL_POINTS, SECOND_MANAGER, Act, Case, Event, Known
from roster.demo.reference import Reference
from roster.demo.vitae import invent_cv
from roster.experts.inputs import ProfileInput
from roster.experts.services import CONSENT_VERSION
from roster.home.demonstration import DOMAIN
from roster.nominations import consent_services as by_expert
from roster.nominations import drafting_services as by_state
from roster.nominations import vetting_services as by_manager
from roster.nominations.answers import input_of
from roster.nominations.clearance_services import check, clear
from roster.nominations.codes import ChecklistItem, MinimumCriterion, Purpose
from roster.nominations.expert_link import expert_by_link
from roster.nominations.form_steps import FormStep
from roster.nominations.inputs import ConsentInput, NewFile
from roster.nominations.models import Nomination
from roster.nominations.typing_services import keep_typed

BETWEEN_ACTS = timedelta(minutes=7)
BEFORE_NOW = timedelta(hours=3)


def make_nominations(reference: Reference, *, seed: int, today: date, files: FileStore) -> int:
    """Write every case, each in a transaction of its own; returns how many."""
    _make_accounts()
    pairs = [(case.state, case.language) for case in CASES]
    nominees = generate_from(pairs, seed=seed, reference=reference, today=today)
    now = clock.now()
    for number, (case, nominee) in enumerate(zip(CASES, nominees, strict=True)):
        with unit_of_work():
            _Story(case, nominee, number=number, now=now, files=files).tell()
        db.session.remove()
    return len(CASES)


def _make_accounts() -> None:
    managers = ((SECOND_MANAGER[0], SECOND_MANAGER[1], "en", SECOND_MANAGER[2], Role.MANAGER, SYSTEM_SCOPE),)
    focal_points = tuple(
        (f"focal-{state.lower()}", name, language, state, Role.FOCAL_POINT, f"state:{state}")
        for state, (name, language) in FOCAL_POINTS.items()
    )
    with unit_of_work():
        for account, name, language, nationality, role, scope in (*managers, *focal_points):
            if user_by_email(f"{account}@{DOMAIN}") is None:
                new = NewUser(
                    email=f"{account}@{DOMAIN}",
                    name=name,
                    language=language,
                    nationalities=(nationality,),
                    assignments=(Assignment(role, scope),),
                )
                create_user(SYSTEM, new)


def _actor(account: str) -> Actor:
    user = user_by_email(f"{account}@{DOMAIN}")
    if user is None:
        raise LookupError(account)
    return actor_of(user)


@dataclass(frozen=True)
class _Story:
    """One nomination from its first day to where it stands."""

    case: Case
    nominee: InventedExpert
    number: int
    now: datetime
    files: FileStore

    def tell(self) -> None:
        """Begin the nomination and let happen what happened."""
        with clock.use(self._moment(self.case.begun, -1)):
            nomination = self._begin()
        for place, event in enumerate(self.case.events):
            with clock.use(self._moment(event.days, place)):
                _ACTS[event.act](self, nomination, event)

    def _moment(self, days: float, place: int) -> datetime:
        apart = BETWEEN_ACTS * (place - self.number % 5)
        return self.now - timedelta(days=days) - BEFORE_NOW + apart

    def _begin(self) -> Nomination:
        case = self.case
        given, profile = profile_input(self.nominee), None
        if case.known is Known.ARCHIVED:
            profile = archived_profile(case.state)
        elif case.known is Known.OTHER_SCRIPT:
            given = in_latin_letters(case.state) or given
        nomination = by_state.begin_draft(self.drafter, case.state, profile=profile)
        if profile is None:
            for step in tuple(FormStep)[: case.steps]:
                by_state.save_step(self.drafter, nomination, step=step, given=given)
        if case.steps is None:
            by_state.set_criteria(self.drafter, nomination, criteria=tuple(MinimumCriterion))
        return nomination

    @property
    def drafter(self) -> Actor:
        """Who writes it for the State."""
        return _actor(f"{'drafter' if self.case.by_drafter else 'focal'}-{self.case.state.lower()}")

    @property
    def focal_point(self) -> Actor:
        """Who clears it."""
        return _actor(f"focal-{self.case.state.lower()}")

    @property
    def language(self) -> str:
        """In which the expert is asked and answers."""
        return self.case.language


def _type(story: _Story, nomination: Nomination, event: Event) -> None:
    typed = {"expertise-0-evidence": [event.words], "expertise-0-years": ["12"]}
    keep_typed(story.drafter, nomination, step=FormStep.EXPERTISE, typed=typed)


def _files(story: _Story, nomination: Nomination, _event: Event) -> None:
    cv = invent_cv(story.nominee, files=story.files, at=clock.now())
    given = NewFile(
        stored_name=cv.stored_name,
        file_name=cv.file_name,
        kind=cv.kind,
        size=cv.size,
        sha256=cv.sha256,
        text=cv.text,
        language=cv.language,
    )
    by_state.attach_cv(story.drafter, nomination, given=given)


def _invite(story: _Story, nomination: Nomination, _event: Event) -> None:
    by_state.invite_expert(story.drafter, nomination, language=story.language)


def _consent(story: _Story, nomination: Nomination, event: Event) -> None:
    given: ProfileInput | None = replace(input_of(nomination), post=event.words) if event.words else None
    answer = ConsentInput(
        version=CONSENT_VERSION,
        language=story.language,
        purposes=tuple(Purpose),
        is_public=story.case.is_public,
    )
    by_expert.consent(expert_by_link(nomination), nomination, answer=answer, given=given)


def _refuse(_story: _Story, nomination: Nomination, event: Event) -> None:
    by_expert.refuse(expert_by_link(nomination), nomination, reason=event.words)


def _withdraw(_story: _Story, nomination: Nomination, event: Event) -> None:
    by_expert.withdraw(expert_by_link(nomination), nomination, reason=event.words)


def _clear(story: _Story, nomination: Nomination, _event: Event) -> None:
    """With the system's look at it, which a worker does within seconds."""
    letter = f"NV {story.case.state} {200 + story.number}/{clock.today().year}"
    clear(story.focal_point, nomination, note_verbale=letter)
    check(SYSTEM, nomination)


def _assign(_story: _Story, nomination: Nomination, event: Event) -> None:
    by_manager.assign(_actor("manager"), nomination, manager_id=_actor(event.words).user_id)


def _tick(_story: _Story, nomination: Nomination, event: Event) -> None:
    for item in tuple(ChecklistItem)[: int(event.words)]:
        by_manager.tick(_manager_of(nomination), nomination, item=item.value, done=True)


def _remark(_story: _Story, nomination: Nomination, event: Event) -> None:
    field, _colon, text = event.words.partition(": ")
    by_manager.comment(_manager_of(nomination), nomination, field=field, text=text)


def _return(_story: _Story, nomination: Nomination, event: Event) -> None:
    db.session.refresh(nomination, ["comments"])
    by_manager.return_to_state(_manager_of(nomination), nomination, note=event.words)


def _decline(_story: _Story, nomination: Nomination, event: Event) -> None:
    reason, _colon, text = event.words.partition(": ")
    by_manager.decline(_manager_of(nomination), nomination, reason=reason, text=text)


def _approve(_story: _Story, nomination: Nomination, _event: Event) -> None:
    by_manager.approve(_manager_of(nomination), nomination)


def _manager_of(nomination: Nomination) -> Actor:
    second = _actor(SECOND_MANAGER[0])
    return second if nomination.assigned_to == second.user_id else _actor("manager")


_ACTS: Mapping[Act, Callable[[_Story, Nomination, Event], None]] = {
    Act.TYPE: _type,
    Act.FILES: _files,
    Act.INVITE: _invite,
    Act.CONSENT: _consent,
    Act.CORRECT: _consent,
    Act.REFUSE: _refuse,
    Act.WITHDRAW: _withdraw,
    Act.CLEAR: _clear,
    Act.ASSIGN: _assign,
    Act.TICK: _tick,
    Act.REMARK: _remark,
    Act.RETURN: _return,
    Act.DECLINE: _decline,
    Act.APPROVE: _approve,
}
