"""What waits for a reader on the first page."""

from collections.abc import Callable, Sequence

from roster.core.actor import Actor, Role
from roster.nominations.addresses import list_path, record_path
from roster.nominations.ours.waiting import of_own_profiles
from roster.nominations.queries import counts_by_stage, nominations_at, vetting_queue
from roster.nominations.states import Stage
from roster.web.locale import count_phrase, current_language
from roster.web.room import Task

Wording = Callable[[int], str]


def tasks(actor: Actor) -> Sequence[Task]:
    """By role: the State's desk, the secretariat's queue, the expert's answer."""
    return [*_of_state(actor), *of_own_profiles(actor), *_of_manager(actor), *_of_expert(actor)]


def _of_state(actor: Actor) -> Sequence[Task]:
    if not actor.states:
        return []
    language = current_language().code
    counts: dict[Stage, int] = {}
    for state in sorted(actor.states):
        for stage, count in counts_by_stage(actor, state=state).items():
            counts[stage] = counts.get(stage, 0) + count
    rows = [
        (_returned, Stage.RETURNED, True),
        (_refused, Stage.REFUSED, False),
        (_drafts, Stage.DRAFT, False),
    ]
    if actor.has(Role.FOCAL_POINT):
        rows.insert(0, (_to_clear, Stage.CONSENTED, True))
    return [
        Task(
            wording(counts[stage]),
            list_path(language, stage=stage.value),
            counts[stage],
            is_urgent=urgent,
        )
        for wording, stage, urgent in rows
        if counts.get(stage)
    ]


def _of_manager(actor: Actor) -> Sequence[Task]:
    if not actor.has(Role.MANAGER) or actor.user_id is None:
        return []
    language = current_language().code
    mine = len(vetting_queue(actor, assigned_to=actor.user_id))
    nobodys = len(vetting_queue(actor, unassigned=True))
    found = []
    if mine:
        url = list_path(language, assigned="me")
        found.append(Task(_mine(mine), url, mine, is_urgent=True))
    if nobodys:
        url = list_path(language, assigned="nobody")
        found.append(Task(_nobodys(nobodys), url, nobodys))
    return found


def _of_expert(actor: Actor) -> Sequence[Task]:
    if not actor.has(Role.EXPERT):
        return []
    language = current_language().code
    own = [
        nomination
        for nomination in nominations_at(actor, stages=(Stage.WITH_EXPERT,))
        if nomination.state not in actor.states
    ]
    if not own:
        return []
    sentence = _asked(len(own))
    return [Task(sentence, record_path(own[0], language), len(own), is_urgent=True)]


def _to_clear(count: int) -> str:
    return count_phrase(
        "%(num)s nomination waits for your clearance", "%(num)s nominations wait for your clearance", count
    )


def _returned(count: int) -> str:
    return count_phrase(
        "%(num)s nomination came back from the secretariat",
        "%(num)s nominations came back from the secretariat",
        count,
    )


def _refused(count: int) -> str:
    return count_phrase(
        "%(num)s expert has refused to be nominated", "%(num)s experts have refused to be nominated", count
    )


def _drafts(count: int) -> str:
    return count_phrase("%(num)s nomination is a draft", "%(num)s nominations are drafts", count)


def _asked(count: int) -> str:
    return count_phrase("%(num)s State asks for your consent", "%(num)s States ask for your consent", count)


def _mine(count: int) -> str:
    return count_phrase(
        "%(num)s nomination is assigned to you", "%(num)s nominations are assigned to you", count
    )


def _nobodys(count: int) -> str:
    return count_phrase(
        "%(num)s nomination has nobody to look at it",
        "%(num)s nominations have nobody to look at them",
        count,
    )
