"""How far what is written differs from what is true: the errors of profiles and requests, all in one place.

`AS_WRITTEN` was fixed before the first run. `AS_VETTED` halves every one of them by the same factor: profiles that two
people have vetted line by line against evidence, and requests that the secretariat has gone through with the State.
Neither is fitted to a figure. Both are measured, side by side.
"""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True, kw_only=True)
class Noise:
    """Each a chance, but for the two errors, which are standard deviations."""

    # Profiles
    left_out: float = 0.08  # a strong topic without a line
    overclaimed: float = 0.25  # a line on a topic of the own field without any grade
    level_error: float = 0.13  # of the grade, before it is cut into levels
    years_error: float = 2.0
    article_alone: float = 0.15
    topic_alone: float = 0.15
    broader_instead: float = 0.04
    type_at_random: float = 0.15
    not_mentioned: float = 0.25  # a best topic that the brief profile leaves out
    mentioned_without_grade: float = 0.35
    # Words of both
    outside_wording: float = 0.3  # a name that no vocabulary holds
    word_lost: float = 1 / 7
    # Requests
    main_not_tagged: float = 0.15  # by its topic: then by an article of it, or the topic above
    not_tagged: float = 0.35  # of the other topics
    wrong_tag: float = 1 / 16
    out_of_order: float = 0.1
    type_not_tagged: float = 0.15
    not_named: float = 0.15  # of the other topics, in the request's words
    named_beside: float = 0.2

    def times(self, factor: float) -> Noise:
        """All errors this many times as likely, or as large."""
        return Noise(**{item.name: factor * getattr(self, item.name) for item in fields(self)})


AS_WRITTEN = Noise()
AS_VETTED = AS_WRITTEN.times(0.5)
