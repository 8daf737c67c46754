"""The only sender of mail: one message at a time, from the worker (R50)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask_mailman import EmailMultiAlternatives, Mail

from roster.core import outbox
from roster.core.outbox import Kind
from roster.core.text import strip_bidi, tidy_line

mail = Mail()


@dataclass(frozen=True)
class Letter:
    """A message in its recipient's language, rendered when it is sent and kept nowhere."""

    to: str
    subject: str
    text: str
    html: str


LetterWriter = Callable[[Mapping[str, Any]], Letter | None]


def post(template: str, *, recipient: str, key: str | None = None, **record_ids: Any) -> None:
    """Queue a letter: its template, its recipient (`user:12`) and record ids; never text or token."""
    outbox.enqueue(Kind.MAIL, {"template": template, "recipient": recipient, **record_ids}, key=key)


def send(letter: Letter) -> None:
    """Hand one letter to the mail server. Raises what the server answers; the outbox tries again."""
    message = EmailMultiAlternatives(
        subject=strip_bidi(tidy_line(letter.subject)), body=letter.text, to=[letter.to]
    )
    message.attach_alternative(letter.html, "text/html")
    message.send()
