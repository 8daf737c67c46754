"""Letters on their way out: queued with ids, written and handed to a transport by the worker (R50)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from roster.core import outbox
from roster.core.errors import UnavailableError
from roster.core.outbox import Kind


@dataclass(frozen=True)
class Letter:
    """A message in its recipient's language, rendered when it is sent and kept nowhere.

    `language` is the tag for the header; `sender_name` is what mail programs show instead of our address.
    """

    to: str
    subject: str
    text: str
    html: str
    language: str = "en"
    sender_name: str = ""


LetterWriter = Callable[[Mapping[str, Any]], Letter | None]


class Transport(Protocol):
    """Takes a letter to where it is read."""

    def send(self, letter: Letter) -> None:
        """Hand over one letter. Raises RefusedForGoodError, RefusedForNowError or AwayError."""


class RefusedForGoodError(Exception):
    """The mail server will never take a letter for this recipient; `code` is its answer, of the 500s."""

    def __init__(self, code: int) -> None:
        super().__init__(f"refused for good with {code}")
        self.code = code


class RefusedForNowError(UnavailableError):
    """The mail server may take this letter later: the mailbox is full, or it does not know us yet."""


def post(template: str, *, recipient: str, key: str | None = None, **record_ids: Any) -> None:
    """Queue a letter: its template, its recipient (`user:12`) and record ids; never text or token."""
    outbox.enqueue(Kind.MAIL, {"template": template, "recipient": recipient, **record_ids}, key=key)
