"""What this room adds to the pages of others: the ways onto a shortlist, from search and from a profile."""

from roster.assistance.shortlists import policy
from roster.assistance.shortlists.queries import open_shortlists, shortlists_with
from roster.core.actor import Actor
from roster.web.room import Panel


def add_from_results(actor: Actor, _subject: str) -> Panel | None:
    """The bar under a list of people: those ticked go onto a shortlist."""
    if not policy.can_use_shortlists(actor):
        return None
    return Panel("assistance/shortlists/add_picked.html", {"shortlists": open_shortlists(actor)}, picks=True)


def add_from_profile(actor: Actor, subject: str) -> Panel | None:
    """On a profile: the lists on which this person stands, and the way onto another."""
    if not policy.can_use_shortlists(actor):
        return None
    standing_on = shortlists_with(actor, subject)
    others = [shortlist for shortlist in open_shortlists(actor) if shortlist not in standing_on]
    content = {"expert": subject, "standing_on": standing_on, "shortlists": others}
    return Panel("assistance/shortlists/add_one.html", content)
