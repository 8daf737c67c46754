"""A real mail server for tests: takes letters, refuses them, makes them wait, dies and lives again.

Every letter that arrives is looked at: whatever a test is about, no letter may break the rules of all letters.
"""

import re
import socket
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from typing import Any

from aiosmtpd.controller import Controller

EVERYBODY = "*"
BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
LINK = re.compile(r"https?://[^\s\"<>]+")


class MailServer:
    """A server on a free port of this machine."""

    def __init__(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self.host = "127.0.0.1"
        self.letters: list[EmailMessage] = []
        self.attempts = 0
        self._handler = _Handler(self)
        self._controller: Controller | None = None

    def live(self) -> None:
        """Answer, for the first time or again."""
        self._controller = Controller(self._handler, hostname=self.host, port=self.port)
        self._controller.start()

    def die(self) -> None:
        """Answer no more."""
        if self._controller is not None:
            self._controller.stop()
            self._controller = None

    def refuse(self, address: str = EVERYBODY, *, code: int = 550) -> None:
        """Refuse letters for this address for good."""
        self._handler.refused[address] = code

    def greylist(self, address: str = EVERYBODY, *, times: int = 1) -> None:
        """Ask for patience so many times, then accept."""
        self._handler.patience[address] = times

    def refuse_content(self, code: int = 554) -> None:
        """Accept every recipient and then refuse the letter."""
        self._handler.content_code = code

    def accept_all(self) -> None:
        """Forget the orders to refuse."""
        self._handler.refused.clear()
        self._handler.patience.clear()
        self._handler.content_code = 0

    def to(self, address: str) -> list[EmailMessage]:
        """The letters for one address, oldest first."""
        return [letter for letter in self.letters if letter["To"] == address]

    def take(self, raw: bytes) -> None:
        """Keep a letter that arrived."""
        letter = message_from_bytes(raw, policy=policy.default)
        assert isinstance(letter, EmailMessage)
        self.letters.append(letter)


def text_of(letter: EmailMessage) -> str:
    """The text of a letter."""
    return _part(letter, "plain")


def html_of(letter: EmailMessage) -> str:
    """The same as HTML."""
    return _part(letter, "html")


def path_in(letter: EmailMessage) -> str:
    """The link of a letter without the host, for a visitor to open."""
    found = LINK.search(text_of(letter))
    assert found is not None, text_of(letter)
    return "/" + found[0].split("/", 3)[3]


def faults_in(letter: EmailMessage) -> list[str]:
    """What no letter of ours may have, and what none may lack."""
    text, html = text_of(letter), html_of(letter)
    found = [name for name in ("Subject", "From", "To", "Date", "Message-ID") if not letter[name]]
    if letter["Auto-Submitted"] != "auto-generated":
        found.append("not marked as automatic: two machines could answer each other")
    if not str(letter["Message-ID"]).endswith("@localhost>"):
        found.append("the Message-ID is not of our host")
    if letter["Date"] and parsedate_to_datetime(letter["Date"]).tzinfo is None:
        found.append("a date without a zone")
    if BIDI.search(f"{letter['Subject']}{text}{html}"):
        found.append("bidirectional controls (R25)")
    if others := set(ADDRESS.findall(text + html)):
        found.append(f"an address in the text: {others} (R64)")
    if foreign := {link for link in LINK.findall(text + html) if not link.startswith("http://localhost/")}:
        found.append(f"a link to somewhere else: {foreign} (R41)")
    if re.search(r"<(?:script|img|link|iframe|form)\b|url\(", html):
        found.append("something that is fetched or run")
    if missing := set(LINK.findall(text)) - set(LINK.findall(html)):
        found.append(f"links in the text that the HTML lacks: {missing}")
    return found


def _part(letter: EmailMessage, kind: str) -> str:
    part = letter.get_body((kind,))
    assert part is not None, f"a letter without a part {kind}"
    return str(part.get_content())


@dataclass
class _Handler:
    server: MailServer
    refused: dict[str, int] = field(default_factory=dict)
    patience: dict[str, int] = field(default_factory=dict)
    content_code: int = 0

    async def handle_RCPT(  # noqa: N802 - the library's name
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        self.server.attempts += 1
        for wanted in (address, EVERYBODY):
            if wanted in self.refused:
                return f"{self.refused[wanted]} 5.1.1 {address} is not known here"
            if self.patience.get(wanted, 0) > 0:
                self.patience[wanted] -= 1
                return f"451 4.7.1 {address}: please come back later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        if self.content_code:
            return f"{self.content_code} not wanted"
        self.server.take(envelope.content)
        return "250 OK"
