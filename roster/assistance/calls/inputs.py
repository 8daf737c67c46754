"""What the services take: a call as forms and the demonstration give it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class CallInput:
    """All that the manager says. `experts` are references of profiles, `networks` slugs, `states` codes."""

    title: str
    text: str
    source_language: str = "en"
    audience: str = "signed-in"
    names_state: bool = False
    shows_region: bool = False
    answer_by: date | None = None
    experts: tuple[str, ...] = ()
    networks: tuple[str, ...] = ()
    states_called: str = "none"
    states: tuple[str, ...] = ()
    note: str = ""
