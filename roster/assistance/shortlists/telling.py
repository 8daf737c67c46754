"""What is said after people were put on the shortlist of a request."""

from flask import flash

from roster.assistance.shortlists.services import Added
from roster.web.locale import count_phrase


def tell_added(added: Added) -> None:
    """Say how many were put on it, and how many stood there already."""
    if added.new:
        flash(
            count_phrase(
                "%(num)s person was put on the shortlist of this request.",
                "%(num)s people were put on the shortlist of this request.",
                added.new,
            ),
            "success",
        )
    if added.known:
        flash(
            count_phrase(
                "%(num)s person was on the shortlist already.",
                "%(num)s people were on the shortlist already.",
                added.known,
            ),
            "info",
        )
