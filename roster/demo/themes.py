"""What invented requests and offers are about, in every language the same."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Theme:
    """What a request is about, in every language the same."""

    id: str
    modality: str
    kind: str
    articles: tuple[int, ...]
    topics: tuple[str, ...]
    participants: int | None = None


THEMES = (
    Theme("asset-recovery", "workshop", "capacity-building", (52, 57), ("asset-recovery",), 20),
    Theme("beneficial-ownership", "drafting", "legislative-drafting", (12, 14), ("beneficial-ownership",)),
    Theme("whistleblower", "expert-visit", "legal-advice", (33,), ("whistleblower-protection",)),
    Theme("procurement", "expert-visit", "on-site-expert", (9,), ("public-procurement",)),
    Theme("declarations", "study-visit", "study-visit", (8, 52), ("asset-declarations",), 6),
    Theme("mla", "workshop", "international-cooperation", (46,), ("mla",), 30),
    Theme("investigation", "mentoring", "mentoring", (31, 36), ("financial-investigation",)),
    Theme("prevention-body", "mentoring", "institution-building", (6,), ("preventive-bodies",)),
    Theme("judges", "remote-clinic", "good-practices", (11,), ("judicial-integrity",), 12),
    Theme("evidence", "remote-clinic", "capacity-building", (36, 50), ("digital-evidence",), 15),
)
