"""The worker's part of an edition: whoever asked is asked for again, every entry is redacted, then it is set."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final

from sqlalchemy.exc import OperationalError

from roster.accounts.queries import actor_of, user_by_id
from roster.authorities.editions import queries, services
from roster.authorities.editions.cards import Entry, entry_of
from roster.authorities.editions.choosing import Choice, choice_of
from roster.authorities.editions.contents import Imprint, edition_document
from roster.authorities.editions.digests import edition_digest, entry_digest, page_code
from roster.authorities.editions.models import AuthorityEdition, EditionStage
from roster.authorities.editions.policy import bounds_of, has_rights_of, parts_of
from roster.authorities.editions.queries import edition_by_id
from roster.authorities.editions.services import Made, PageMade
from roster.authorities.editions.wording import EditionProblem
from roster.authorities.policy import Part
from roster.core import clock
from roster.core.actor import SYSTEM, Actor
from roster.core.documents.markup import END_OF
from roster.core.documents.pdf import SetDocument, pdf_problem, set_pdf
from roster.core.errors import StaleError, UnavailableError
from roster.core.files import FileStore
from roster.core.outbox import Kind
from roster.core.unit_of_work import unit_of_work
from roster.core.worker import Finish, Job
from roster.web.locale import in_language

log = logging.getLogger(__name__)
_PAGES_OF_FRAME: Final = 40  # title and indexes of a small edition
_PAGES_OF_ENTRY: Final = 5  # more than the longest entry takes
_ENTRIES_AT_ONCE: Final = 25  # as many as are set in the time of a short document


@dataclass(frozen=True)
class Workplace:
    """What the application in which the worker runs has ready."""

    files: FileStore
    secret_key: str
    check_address: Callable[[str], str]


@dataclass(frozen=True)
class _Order:
    """What is to be made, apart from the row: that one is read anew each time."""

    id: int
    ref: str
    number: int
    language: str
    purpose: str
    choice: Choice
    actor: Actor


def edition_job(workplace: Callable[[], Workplace]) -> Job:
    """How the worker makes an edition."""
    return Job(Kind.EDITION, lambda payloads: _handle(payloads, workplace()))


def _handle(payloads: Sequence[dict[str, Any]], place: Workplace) -> Finish | None:
    """One row at a time (the job's batch is 1): an edition, or a file that nobody may fetch any more."""
    payload = payloads[0]
    if "remove" in payload:
        place.files.remove(str(payload["remove"]))
        return None
    edition_id = int(payload["id"])
    try:
        with unit_of_work():
            edition = edition_by_id(edition_id)
            if edition is None:
                return None
            services.begin_making(SYSTEM, edition)
            order = _order_of(edition)
    except StaleError:
        return None  # made before
    if order is None:
        return partial(_fail, edition_id, EditionProblem.RIGHTS)
    if pdf_problem() is not None:
        return partial(_fail, edition_id, EditionProblem.NO_PDF)
    try:
        return partial(_finish, edition_id, order.actor, _make(order, place))
    except (OperationalError, StaleError):
        raise  # the database is away, or another worker is at it: this one tries again later
    except UnavailableError:
        log.exception("edition %s: not set", edition_id)
        return partial(_fail, edition_id, EditionProblem.TOO_LONG)
    except Exception:
        log.exception("edition %s: unexpected", edition_id)
        return partial(_fail, edition_id, EditionProblem.UNEXPECTED)


def _order_of(edition: AuthorityEdition) -> _Order | None:
    """What was asked, by somebody who may still have it; None where not."""
    user = user_by_id(edition.created_by or 0)
    if user is None or not user.active:
        return None
    actor = replace(actor_of(user), origin=SYSTEM.origin)
    if not has_rights_of(actor, edition):
        return None
    return _Order(
        edition.id,
        edition.ref,
        edition.number,
        edition.language,
        edition.purpose,
        choice_of(edition.filters),
        actor,
    )


def _make(order: _Order, place: Workplace) -> Made:
    """Set the edition in its language. Raises UnavailableError."""
    actor, at, bounds = order.actor, clock.now(), bounds_of(order.actor)
    with in_language(order.language):
        rows = queries.entries_of(actor, order.choice, bounds)
        entries = [entry_of(actor, authority, at=at) for authority in rows]
        digests = {authority.ref: entry_digest(authority, parts_of(actor)) for authority in rows}
        whole = edition_digest(digests, language=order.language, as_of=at.isoformat())
        codes = _codes(order, entries, key=place.secret_key, digest=whole)
        imprint = Imprint(
            number=order.number,
            as_of=at,
            purpose=order.purpose,
            user=actor.name,
            language=order.language,
            choice=order.choice,
            has_phones=Part.PHONES in parts_of(actor),
            is_bounded=len(rows) == bounds.rows,
            check_address=place.check_address(order.language),
        )
        document = edition_document(imprint, entries, codes=codes)
    patience = 1 + len(entries) // _ENTRIES_AT_ONCE
    made = set_pdf(document, made_at=at, patience=patience)
    if made.page_count > len(codes):
        raise UnavailableError("more pages than codes")
    return Made(
        stored_name=place.files.put(made.content),
        digest=whole,
        as_of=at,
        row_count=len(rows),
        pages=_pages(made, digests, codes),
    )


def _codes(order: _Order, entries: Sequence[Entry], *, key: str, digest: str) -> list[str]:
    """More than there will be pages: how many there are is known when the document is set."""
    lines = sum(1 + len(entry.function_ids) for entry in entries)
    most = _PAGES_OF_FRAME + _PAGES_OF_ENTRY * len(entries) + lines // 10
    return [page_code(key, edition=order.ref, page=number, digest=digest) for number in range(1, most + 1)]


def _pages(made: SetDocument, digests: Mapping[str, str], codes: Sequence[str]) -> tuple[PageMade, ...]:
    """What stands on each page, from where an entry begins to where it ends."""
    on: list[dict[str, str]] = [{} for _ in range(made.page_count)]
    for ref, digest in digests.items():
        for number in range(made.places[ref], made.places[ref + END_OF] + 1):
            on[number - 1][ref] = digest
    return tuple(PageMade(codes[number], entries) for number, entries in enumerate(on))


def _finish(edition_id: int, actor: Actor, made: Made) -> None:
    """Within the worker's transaction. A file that came too late has no row: upkeep removes it."""
    edition = edition_by_id(edition_id)
    if edition is not None and edition.stage is EditionStage.RUNNING:
        services.finish_making(actor, edition, made=made)


def _fail(edition_id: int, problem: EditionProblem) -> None:
    edition = edition_by_id(edition_id)
    if edition is not None and edition.stage is EditionStage.RUNNING:
        services.fail_making(SYSTEM, edition, problem=problem)
