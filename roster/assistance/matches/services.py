"""The only writer of kept matches."""

from roster.assistance.matches.queries import runs_naming
from roster.core import audit
from roster.core.actor import Actor


def forget_person(actor: Actor, *, ref: str) -> int:
    """Take the reference of somebody who is erased out of every kept match; gives how many those were.

    Whoever erases has been asked who may.
    """
    found = runs_naming(ref)
    for run in found:
        run.results = [{**item, "ref": ""} if item["ref"] == ref else item for item in run.results]
        audit.record(actor, "assistance:match:forget", subject=run.ref, fields=("results",))
    return len(found)
