"""What stands on a profile about files: the CV for those who read it, and the profile itself to take along."""

from roster.core.actor import Actor
from roster.core.documents.pdf import pdf_problem
from roster.experts import policy
from roster.experts.queries import expert_by_ref
from roster.web.room import Panel


def files_of_profile(actor: Actor, subject: str) -> Panel | None:
    """The panel for one reader; None where there is nothing in it for this one."""
    profile = expert_by_ref(actor, subject)
    if profile is None:
        return None
    may_read_cv = policy.can_read_restricted(actor, profile)
    content = {
        "ref": profile.ref,
        "may_read_cv": may_read_cv,
        "cv": profile.cv if may_read_cv else None,
        "can_edit": policy.can_edit(actor, profile),
        "can_take_along": policy.can_take_along(actor, profile),
        "has_pdf": pdf_problem() is None,
    }
    return Panel("experts/files_panel.html", content)
