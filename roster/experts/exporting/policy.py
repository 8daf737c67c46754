"""Who may open a list that the worker made: whoever asked for it, with no right lost since."""

import sqlalchemy as sa

from roster.core.actor import Actor
from roster.experts.exporting.models import ExportJob
from roster.experts.policy import can_export, most_parts


def can_open(actor: Actor, job: ExportJob) -> bool:
    """Asked of the reader as of now: whoever could no longer take such a list along has none."""
    return actor.signed_in and job.created_by == actor.user_id and has_rights_of(actor, job)


def has_rights_of(actor: Actor, job: ExportJob) -> bool:
    """Whether the rights with which the list was asked for, and those to all that is in it, are held still."""
    return (
        can_export(actor)
        and actor.audiences.issuperset(job.audiences)
        and most_parts(actor).issuperset(job.parts)
    )


def visible_to(actor: Actor) -> sa.ColumnElement[bool]:
    """One's own lists, as a condition."""
    return ExportJob.created_by == actor.user_id if actor.signed_in else sa.false()
