"""What waits for a reader on the first page: keepers confirm and answer, the manager lists and decides."""

from collections.abc import Sequence
from dataclasses import dataclass

from roster.authorities import queries, report_queries
from roster.authorities.states import Stage
from roster.core import clock
from roster.core.actor import Actor, Role
from roster.web.locale import count_phrase


@dataclass(frozen=True)
class Waiting:
    """Something to do: at one report, at one entry, or at those of a stage."""

    sentence: str
    count: int
    ref: str = ""
    report_ref: str = ""
    stage: str = ""
    is_urgent: bool = False


def waiting_for(actor: Actor) -> Sequence[Waiting]:
    """By role."""
    found: list[Waiting] = []
    if actor.has(Role.OFFICER, Role.FOCAL_POINT):
        found += _of_keeper(actor)
    if actor.has(Role.FOCAL_POINT) and (
        drafts := queries.counts_by_stage(actor, kept_only=True).get(Stage.DRAFT)
    ):
        sentence = count_phrase(
            "%(num)s entry of an authority is a draft", "%(num)s entries of authorities are drafts", drafts
        )
        found.append(Waiting(sentence, drafts, stage="draft"))
    if actor.has(Role.MANAGER):
        found += _of_manager(actor)
    return found


def _of_keeper(actor: Actor) -> list[Waiting]:
    today, found = clock.today(), []
    if reports := report_queries.open_reports(actor):
        sentence = count_phrase(
            "%(num)s reader reports that your authority's entry is wrong",
            "%(num)s readers report that your authorities' entries are wrong",
            len(reports),
        )
        first = reports[0]
        waiting = Waiting(sentence, len(reports), first.authority.ref, first.ref, is_urgent=True)
        found.append(waiting)
    if refs := queries.kept_to_confirm(actor, today):
        sentence = count_phrase(
            "%(num)s entry of an authority waits for your confirmation",
            "%(num)s entries of authorities wait for your confirmation",
            len(refs),
        )
        found.append(Waiting(sentence, len(refs), ref=refs[0]))
    return found


def _of_manager(actor: Actor) -> list[Waiting]:
    found = []
    if submitted := queries.counts_by_stage(actor, kept_only=False).get(Stage.SUBMITTED):
        sentence = count_phrase(
            "%(num)s entry of an authority waits to be listed",
            "%(num)s entries of authorities wait to be listed",
            submitted,
        )
        found.append(Waiting(sentence, submitted, stage="submitted"))
    if refs := queries.proposals():
        sentence = count_phrase(
            "%(num)s change of an authority's name or functions waits for you",
            "%(num)s changes of authorities' names or functions wait for you",
            len(refs),
        )
        found.append(Waiting(sentence, len(refs), ref=refs[0]))
    if late := report_queries.reports_overdue(clock.today()):
        sentence = count_phrase(
            "%(num)s report on an authority was not answered in time",
            "%(num)s reports on authorities were not answered in time",
            len(late),
        )
        first = late[0]
        waiting = Waiting(sentence, len(late), first.authority.ref, first.ref, is_urgent=True)
        found.append(waiting)
    return found
