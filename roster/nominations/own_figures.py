"""What goes into the file with everything kept about an expert, of the nominations that led to the profile."""

from typing import Any

from roster.core.actor import Actor
from roster.experts.policy import has_own_profile
from roster.experts.queries import expert_by_ref
from roster.nominations import policy
from roster.nominations.models import Nomination
from roster.nominations.queries import nominations_of


def own_data(actor: Actor, ref: str) -> dict[str, Any]:
    """Each nomination of this profile that is the expert's to know of: what it said, what was agreed to, what happened.

    By role and never by name. A State's draft is not the expert's before the invitation.
    """
    profile = expert_by_ref(actor, ref) if has_own_profile(actor, ref) else None
    if profile is None:
        return {}
    known = [item for item in nominations_of(profile.id) if policy.can_view(actor, item)]
    return {"nominations": [_nomination(item) for item in known]}


def _nomination(item: Nomination) -> dict[str, Any]:
    consent = None
    if item.consented_at is not None:
        consent = {
            "at": item.consented_at.isoformat(),
            "text_version": item.consent_version,
            "language": item.consent_language,
            "purposes": list(item.consent_purposes),
            "public": item.consent_public,
        }
    return {
        "reference": item.ref,
        "state": item.state,
        "stage": item.stage.value,
        "answers": item.answers,
        "declared_interests": item.declared_interests,
        "note_verbale": item.note_verbale,
        "consent": consent,
        "remarks": [remark.text for remark in item.comments if remark.sent_at is not None],
        "steps": [
            {"at": step.at.isoformat(), "by": step.by_role or "system", "what": step.name, "note": step.note}
            for step in item.steps
        ],
    }
