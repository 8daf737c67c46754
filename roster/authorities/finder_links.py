"""What a room that stands later says to the finder: networks through which an informal contact can be made.

Such a room fills `Place.FINDER` with a panel whose content holds them under `links`.
"""

from dataclasses import dataclass

LINKS = "links"


@dataclass(frozen=True)
class NetworkLink:
    """A network that the requesting and the requested State share, with its address within the house."""

    name: str
    url: str
    note: str = ""
