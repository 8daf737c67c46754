"""The only senders of mail: to a mail server, or without one into files. No error carries an address (R64)."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from pathlib import Path
from secrets import token_hex

from roster.core import clock
from roster.core.config import MailSettings
from roster.core.errors import AwayError
from roster.core.mail import Letter, RefusedForGoodError, RefusedForNowError
from roster.core.text import strip_bidi, tidy_line

TIMEOUT_SECONDS = 10.0
PERMANENT = 500
NO_SUCH_ADDRESS = 553  # what a server answers to an address that it cannot even read
_POLICY = SMTP.clone(cte_type="7bit")


@dataclass(frozen=True)
class Letterhead:
    """What is the same on every letter: who sends, where answers go, and whose Message-IDs these are."""

    settings: MailSettings
    host: str

    def on(self, letter: Letter) -> EmailMessage:
        """The letter as a message: text, and the same as HTML."""
        own_name, sender = parseaddr(self.settings.sender)
        message = EmailMessage(policy=_POLICY)
        message["Subject"] = strip_bidi(tidy_line(letter.subject))
        message["From"] = Address(tidy_line(own_name or letter.sender_name), addr_spec=sender)
        message["To"] = Address(addr_spec=_in_ascii(letter.to))
        if self.settings.reply_to:
            message["Reply-To"] = self.settings.reply_to
        message["Date"] = format_datetime(clock.now())
        message["Message-ID"] = f"<{token_hex(12)}@{self.host}>"
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(letter.text)
        message.add_alternative(letter.html, subtype="html")
        message["Content-Language"] = (
            letter.language
        )  # last: each part takes what of its content stands there
        return message


class SmtpTransport:
    """Sends through a mail server. Where it speaks TLS by setting, its certificate must be good."""

    def __init__(self, letterhead: Letterhead) -> None:
        self._letterhead = letterhead

    def send(self, letter: Letter) -> None:
        """Send one letter over a connection of its own."""
        message = _readable(self._letterhead, letter)
        with self._connection() as server:
            try:
                server.send_message(message)
            except smtplib.SMTPNotSupportedError:
                raise RefusedForGoodError(NO_SUCH_ADDRESS) from None
            except smtplib.SMTPRecipientsRefused as error:
                code, _words = next(iter(error.recipients.values()))
                raise _refusal(code) from None
            except smtplib.SMTPDataError as error:
                raise _refusal(error.smtp_code) from None
            except (smtplib.SMTPException, OSError) as error:
                raise AwayError(_name_of(error)) from None

    @contextmanager
    def _connection(self) -> Iterator[smtplib.SMTP]:
        given = self._letterhead.settings
        server = smtplib.SMTP(timeout=TIMEOUT_SECONDS, local_hostname=self._letterhead.host)
        try:
            server.connect(given.host or "", given.port)
            if given.use_tls:
                server.starttls(context=ssl.create_default_context())
            if given.username and given.password:
                server.login(given.username, given.password)
        except (smtplib.SMTPException, OSError) as error:
            server.close()
            raise AwayError(_name_of(error)) from None
        try:
            yield server
        finally:
            # The letter is handed over or refused by now: how the server says good-bye changes nothing.
            with suppress(smtplib.SMTPException, OSError):
                server.quit()


class FolderTransport:
    """Without a mail server: one file a letter, for whoever looks after the machine."""

    def __init__(self, letterhead: Letterhead, folder: Path) -> None:
        self._letterhead = letterhead
        self._folder = folder

    def send(self, letter: Letter) -> None:
        """Write the letter as a file that mail programs open."""
        message = _readable(self._letterhead, letter)
        self._folder.mkdir(exist_ok=True, mode=0o700)
        path = self._folder / f"{clock.now():%Y%m%d-%H%M%S}-{token_hex(4)}.eml"
        path.touch(mode=0o600)
        path.write_bytes(message.as_bytes())


class Nowhere:
    """A demonstration without a mail server: its letters are read at a page, and go to nobody."""

    def __init__(self, letterhead: Letterhead) -> None:
        self._letterhead = letterhead

    def send(self, letter: Letter) -> None:
        """Write the letter as for sending, so that a bad address is found all the same."""
        _readable(self._letterhead, letter)


def _readable(letterhead: Letterhead, letter: Letter) -> EmailMessage:
    try:
        return letterhead.on(letter)
    except (MessageError, ValueError, IndexError):  # what the standard library says of what is no address
        raise RefusedForGoodError(NO_SUCH_ADDRESS) from None


def _refusal(code: int) -> Exception:
    return RefusedForGoodError(code) if code >= PERMANENT else RefusedForNowError(f"answered {code}")


def _name_of(error: Exception) -> str:
    """The kind of error with the server's code: its words may repeat an address."""
    code = getattr(error, "smtp_code", "")
    return f"{type(error).__name__} {code}".strip()


def _in_ascii(address: str) -> str:
    """The domain as mail servers know it; what is before the sign stays as it is."""
    local, _at, domain = address.rpartition("@")
    return f"{local}@{domain.encode('idna').decode('ascii')}"
