"""Forms that arrived after the session had ended, held for the one account that may have them back.

In memory, per process, for an hour: nothing of them is written anywhere, and a restart forgets them.
"""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from roster.core import clock

HELD_FOR: Final = timedelta(hours=1)
LARGEST: Final = 64 * 1024
MOST: Final = 200


@dataclass(frozen=True)
class HeldForm:
    """What was sent, and to which address."""

    path: str
    values: Mapping[str, Sequence[str]]
    until: datetime


class HeldForms:
    """One form for each account: a newer one takes its place."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._forms: dict[int, HeldForm] = {}

    def hold(self, user_id: int, *, path: str, values: Mapping[str, Sequence[str]]) -> None:
        """Hold a form for this account."""
        form = HeldForm(path, values, clock.now() + HELD_FOR)
        with self._lock:
            self._forms.pop(user_id, None)
            self._forms[user_id] = form
            while len(self._forms) > MOST:
                self._forms.pop(next(iter(self._forms)))

    def held_for(self, user_id: int) -> HeldForm | None:
        """The form of this account; one that is too old is forgotten."""
        with self._lock:
            for old in [number for number, form in self._forms.items() if form.until <= clock.now()]:
                del self._forms[old]
            return self._forms.get(user_id)

    def forget(self, user_id: int) -> None:
        """It was sent again, or is not wanted."""
        with self._lock:
            self._forms.pop(user_id, None)
