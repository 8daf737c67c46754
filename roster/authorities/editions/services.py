"""The only writer of editions: asked for, begun, made or not, fetched, and cleared away."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from roster.authorities.editions import policy, queries
from roster.authorities.editions.choosing import Choice
from roster.authorities.editions.models import (
    EDITION_WORKFLOW,
    AuthorityEdition,
    EditionPage,
    EditionStage,
)
from roster.core import audit, clock, mail, outbox
from roster.core.actor import Actor
from roster.core.db import db
from roster.core.errors import ForbiddenError
from roster.core.outbox import Kind
from roster.core.reference import new_reference
from roster.core.unit_of_work import lock_for_change

LETTER = "edition_over"
KEPT_FOR = timedelta(days=7)
REGISTERED_FOR = timedelta(days=365)
_ONE_AT_A_TIME = 7_411


@dataclass(frozen=True)
class PageMade:
    """One page as it was printed: its code, and the digest of each entry on it."""

    code: str
    entries: dict[str, str]


@dataclass(frozen=True, kw_only=True)
class Made:
    """A file in the store with its pages."""

    stored_name: str
    digest: str
    as_of: datetime
    row_count: int
    pages: tuple[PageMade, ...]


def order_edition(
    actor: Actor, *, purpose: str, language: str, choice: Choice, row_count: int
) -> AuthorityEdition:
    """Let the worker make an edition; it takes the next number. Raises ForbiddenError."""
    if not policy.can_make(actor):
        raise ForbiddenError
    lock_for_change(_ONE_AT_A_TIME)
    now = clock.now()
    edition = AuthorityEdition(
        ref=new_reference(queries.PREFIX),
        number=queries.next_number(),
        created_at=now,
        created_by=actor.user_id,
        changed_at=now,
        changed_by=actor.user_id,
        stage=EditionStage.QUEUED,
        purpose=purpose,
        language=language,
        filters=choice.as_json(),
        audiences=sorted(actor.audiences),
        parts=sorted(str(part) for part in policy.parts_of(actor)),
        row_count=row_count,
    )
    db.session.add(edition)
    db.session.flush()
    audit.record(actor, "authorities:edition:order", subject=edition.ref)
    outbox.enqueue(Kind.EDITION, {"id": edition.id}, key=f"edition:{edition.ref}")
    return edition


def begin_making(actor: Actor, edition: AuthorityEdition) -> None:
    """The worker starts. Raises StaleError where the edition is made, ForbiddenError for any but the system."""
    _by_system(actor)
    _step(edition, "run")


def finish_making(actor: Actor, edition: AuthorityEdition, *, made: Made) -> None:
    """The file is in the store, written for this actor. Raises StaleError where another worker made it."""
    _step(edition, "finish")
    edition.stored_name, edition.digest, edition.as_of = made.stored_name, made.digest, made.as_of
    edition.row_count, edition.page_count = made.row_count, len(made.pages)
    edition.finished_at = clock.now()
    edition.pages = [
        EditionPage(number=number, code=item.code, entries=item.entries)
        for number, item in enumerate(made.pages, 1)
    ]
    said = (f"rows {made.row_count}", "format pdf", *(f"part {part}" for part in edition.parts))
    audit.record(actor, "authorities:edition:make", subject=edition.ref, fields=said)
    _tell_whoever_asked(edition)


def fail_making(actor: Actor, edition: AuthorityEdition, *, problem: str) -> None:
    """There is no file; `problem` is a code. Raises StaleError, ForbiddenError for any but the system."""
    _by_system(actor)
    _step(edition, "fail")
    edition.problem = problem
    edition.finished_at = clock.now()
    audit.record(actor, "authorities:edition:make", subject=edition.ref, outcome="failed")
    _tell_whoever_asked(edition)


def note_download(actor: Actor, edition: AuthorityEdition) -> None:
    """Note who fetched a file, and when."""
    audit.record(actor, "authorities:edition:download", subject=edition.ref)


def forget_files(actor: Actor) -> int:
    """Take away files that were made a week ago; register and pages stay. Raises ForbiddenError."""
    _by_system(actor)
    old = queries.with_files_before(clock.now() - KEPT_FOR)
    for edition in old:
        # The worker removes it after the commit: until then the row names a file that exists.
        outbox.enqueue(Kind.EDITION, {"remove": edition.stored_name})
        edition.stored_name = ""
    return len(old)


def forget_purposes(actor: Actor) -> int:
    """After a year nothing tells any more what an edition was made for. Raises ForbiddenError."""
    _by_system(actor)
    old = queries.with_purpose_before(clock.now() - REGISTERED_FOR)
    for edition in old:
        edition.purpose = ""
    return len(old)


def _by_system(actor: Actor) -> None:
    if not actor.is_system:
        raise ForbiddenError


def _step(edition: AuthorityEdition, name: str) -> None:
    edition.stage = EDITION_WORKFLOW.step(name, stage=edition.stage, roles=(), is_system=True)
    edition.changed_at = clock.now()


def _tell_whoever_asked(edition: AuthorityEdition) -> None:
    mail.post(LETTER, recipient=f"user:{edition.created_by}", edition_id=edition.id)
