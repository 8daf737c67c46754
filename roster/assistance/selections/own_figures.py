"""What experts learn of selections: in how many records they stand, as a number; for what, and how judged, not."""

from typing import Any

from roster.assistance.selections.queries import records_naming
from roster.core.actor import Actor
from roster.experts.policy import has_own_profile


def own_data(actor: Actor, ref: str) -> dict[str, Any]:
    """For the file with everything kept about an expert."""
    return {"selections": records_naming(ref)} if has_own_profile(actor, ref) else {}
