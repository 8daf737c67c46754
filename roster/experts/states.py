"""The stages of a profile, and who may move it from one to the next (docs/life-cycles.md)."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l

from roster.core.actor import Role
from roster.core.workflow import Transition, Workflow


class Stage(StrEnum):
    """Where a profile stands. Freshness is another axis: it is computed, never stored."""

    IMPORTED = "imported"
    UNPUBLISHED = "unpublished"
    PUBLISHED = "published"
    SUSPENDED = "suspended"
    ARCHIVED = "archived"

    @property
    def label(self) -> object:
        """The stage in the reader's language."""
        return _LABELS[self]


_LABELS = {
    Stage.IMPORTED: _l("Imported, not yet nominated"),
    Stage.UNPUBLISHED: _l("Not yet published"),
    Stage.PUBLISHED: _l("Published"),
    Stage.SUSPENDED: _l("Suspended"),
    Stage.ARCHIVED: _l("Archived"),
}

_PAUSE_BY = frozenset({Role.MANAGER, Role.FOCAL_POINT, Role.EXPERT})
_CONSENTED = frozenset({Stage.PUBLISHED, Stage.SUSPENDED, Stage.ARCHIVED})

PROFILE_WORKFLOW: Workflow[Stage] = Workflow(
    (
        Transition("suspend", frozenset({Stage.PUBLISHED}), Stage.SUSPENDED, _PAUSE_BY),
        Transition("resume", frozenset({Stage.SUSPENDED}), Stage.PUBLISHED, _PAUSE_BY),
        Transition(
            "archive",
            frozenset({Stage.PUBLISHED, Stage.SUSPENDED}),
            Stage.ARCHIVED,
            frozenset({Role.MANAGER}),
        ),
        # By an approved nomination; of a published profile it is the next term.
        Transition("publish", frozenset(Stage), Stage.PUBLISHED, frozenset({Role.MANAGER})),
        Transition("withdraw", _CONSENTED, Stage.UNPUBLISHED, frozenset({Role.FOCAL_POINT, Role.EXPERT})),
        Transition("merge", frozenset(Stage), Stage.ARCHIVED, frozenset({Role.MANAGER})),
    )
)
