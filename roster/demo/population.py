"""Puts invented experts and the demonstration accounts into the roster, through the services."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from roster.accounts.queries import user_by_email
from roster.accounts.services import NewUser, create_user
from roster.core import clock
from roster.core.actor import SYSTEM, Role
from roster.core.db import db
from roster.core.files import FileStore
from roster.core.unit_of_work import unit_of_work
from roster.demo.accounts import ACCOUNTS
from roster.demo.conversion import profile_input, standing_of
from roster.demo.generator import generate_experts
from roster.demo.invented import InventedExpert
from roster.demo.reference import Reference
from roster.demo.shortlists import Candidates
from roster.demo.vitae import has_cv, invent_cv
from roster.experts.cv.services import keep_cv
from roster.experts.models import Profile
from roster.experts.queries import expert_count, first_published
from roster.experts.services import create_profile

BATCH = 100
OWN_STATE = "KE"
DUE_DAYS = 372


def has_experts() -> bool:
    """Whether anybody is on the roster already."""
    return expert_count(SYSTEM) > 0


def populate(
    reference: Reference,
    *,
    count: int,
    seed: int,
    today: date,
    files: FileStore | None = None,
    candidates: Candidates | None = None,
) -> Iterator[int]:
    """Write `count` invented experts, a batch in each transaction; gives how many stand after each.

    With `files` some have a CV; `candidates` looks at each for the shortlists.
    """
    waiting: list[InventedExpert] = []
    done, own_is_due = 0, False
    for expert in generate_experts(count, seed=seed, reference=reference, today=today):
        is_own = not own_is_due and expert.nominating_state == OWN_STATE and expert.stage == "published"
        own_is_due |= is_own
        waiting.append(_due(expert, today) if is_own else expert)
        if len(waiting) == BATCH:
            done += _write(waiting, done, files=files, candidates=candidates)
            yield done
            waiting = []
    if waiting:
        done += _write(waiting, done, files=files, candidates=candidates)
        yield done


def make_accounts(password: str) -> int:
    """Make those of the thirteen accounts that are missing; returns how many."""
    made = 0
    own = own_profile()
    for account in ACCOUNTS:
        with unit_of_work():
            if user_by_email(account.email) is not None or (account.role is Role.EXPERT and own is None):
                continue
            name = account.person or (own.person.latin_name if own else account.name)
            create_user(
                SYSTEM,
                NewUser(
                    email=account.email,
                    name=name,
                    password=password,
                    language=account.language,
                    nationalities=(account.nationality,) if account.nationality else (),
                    assignments=(account.assignment(own.ref if own else ""),),
                ),
            )
            made += 1
    return made


def own_profile() -> Profile | None:
    """The profile that the demonstration's expert owns."""
    return first_published(OWN_STATE)


def _due(expert: InventedExpert, today: date) -> InventedExpert:
    """The same person, whose profile waits since a few days to be confirmed: the own page offers it."""
    last = today - timedelta(days=DUE_DAYS)
    return replace(expert, confirmed_on=last, term_starts_on=min(expert.term_starts_on, last))


def _write(
    experts: list[InventedExpert], before: int, *, files: FileStore | None, candidates: Candidates | None
) -> int:
    cvs = {
        number: invent_cv(expert, files=files, at=clock.now())
        for number, expert in enumerate(experts, start=before)
        if files is not None and has_cv(number, expert)
    }
    with unit_of_work():
        for number, expert in enumerate(experts, start=before):
            profile = create_profile(SYSTEM, profile_input(expert), standing=standing_of(expert))
            if number in cvs:
                keep_cv(SYSTEM, profile, given=cvs[number])
            if candidates is not None:
                candidates.consider(expert, profile)
    db.session.remove()
    return len(experts)
