"""Invented counts of the past year, so that an expert's own page and the figures have something to show."""

from datetime import date
from random import Random

from roster.core.db import add_to_counts
from roster.core.unit_of_work import unit_of_work
from roster.demo.population import own_profile
from roster.demo.queries import published_ids
from roster.experts.exposure.models import DemandCount, ExposureCount

# What members ask for, the most frequent first.
ASKED = (
    ("language", "fr"),
    ("topic", "asset-recovery"),
    ("language", "ar"),
    ("type", "training"),
    ("article", "46"),
    ("language", "en"),
    ("region", "african"),
    ("mode", "remote"),
    ("legal_system", "civil"),
    ("article", "52"),
    ("level", "lead"),
    ("language", "es"),
)
MONTHS = 12
SEEN_SHARE = 0.7  # of all experts who were among results at all


def invent_attention(*, seed: int, today: date) -> None:
    """Counts for the own profile by month, and for what was asked for in all; nothing where nobody has it."""
    random = Random(f"attention {seed}")
    with unit_of_work():
        profile = own_profile()
        if profile is None:
            return
        months = [_month_before(today, number) for number in reversed(range(MONTHS))]
        exposure = []
        for number, month in enumerate(months):
            shown = random.randint(3, 9) + number
            seen = {"shown": shown, "opened": random.randint(0, shown // 3)}
            exposure += [
                {"profile_id": profile.id, "month": month, "kind": kind, "times": times}
                for kind, times in seen.items()
            ]
        for number in published_ids():
            if number != profile.id and random.random() < SEEN_SHARE:
                month = months[random.randrange(MONTHS)]
                seen_times = random.randint(1, 20)
                exposure.append({"profile_id": number, "month": month, "kind": "shown", "times": seen_times})
        demand = [
            {"month": month, "name": name, "value": value, "times": random.randint(1, 14 - place)}
            for month in months
            for place, (name, value) in enumerate(ASKED)
        ]
        add_to_counts(ExposureCount, exposure, column="times")
        add_to_counts(DemandCount, demand, column="times")


def _month_before(today: date, number: int) -> date:
    year, month = divmod(today.year * 12 + today.month - 1 - number, 12)
    return date(year, month + 1, 1)
