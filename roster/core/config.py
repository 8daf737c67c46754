"""Typed, frozen configuration read once from the environment; a weak one refuses to start (R22, R41)."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from roster.core.errors import ConfigurationError

LEAST_SECRET_LENGTH = 32
LEAST_DIFFERENT_SIGNS = 8
LARGEST_PORT = 65_535
KNOWN_SECRETS = frozenset({"changeme", "change-me", "secret", "dev", "development", "password", "test"})


class Mode(StrEnum):
    """How the application runs. Demonstration invents every person and says so on each page."""

    DEMONSTRATION = "demonstration"
    PRODUCTION = "production"
    TESTING = "testing"


@dataclass(frozen=True)
class MailSettings:
    """Where mail goes, and from whom. Without a host it is written to files in the data folder."""

    host: str | None
    port: int
    sender: str
    reply_to: str | None
    username: str | None
    password: str | None = field(repr=False)
    use_tls: bool


@dataclass(frozen=True)
class Limits:
    """Figures that bound what one request or one person may ask for (R29, R40)."""

    sign_ins_per_account: str = "10 per 15 minutes"
    sign_ins_per_network: str = "100 per 15 minutes"
    resets_per_network: str = "20 per hour"
    searches_per_minute: str = "240 per minute"
    matches_per_minute: str = "60 per minute"  # each reads everybody on the roster
    uploads_per_hour: str = "60 per hour"
    exports_per_hour: str = "60 per hour"
    rows_exported_at_once: int = 1_000  # a longer list is made by the worker
    messages_per_day: int = 20
    request_bytes: int = 10 * 1024 * 1024
    form_parts: int = 2_000


@dataclass(frozen=True)
class Settings:
    """Everything that the surroundings decide. Built once at start; nothing else reads the environment."""

    mode: Mode
    secret_key: str = field(repr=False)
    database_url: str = field(repr=False)
    data_folder: Path
    base_url: str
    trusted_hosts: tuple[str, ...]
    proxy_count: int
    mail: MailSettings
    limits: Limits
    demo_password: str | None = field(repr=False)
    worker_in_server: bool

    @property
    def index_folder(self) -> Path:
        """The search index: derived, can be deleted at any time. It holds pickles, so it counts as code."""
        return self.data_folder / "index"

    @property
    def files_folder(self) -> Path:
        """Uploaded files under random names."""
        return self.data_folder / "files"

    @property
    def is_demonstration(self) -> bool:
        """Whether every page carries the banner and every person is invented."""
        return self.mode is Mode.DEMONSTRATION

    @property
    def is_secure(self) -> bool:
        """Whether cookies may demand HTTPS: always in production, never on the demonstration's plain HTTP."""
        return urlsplit(self.base_url).scheme == "https"


def settings_from(environ: Mapping[str, str]) -> Settings:
    """Read and check the settings.

    Raises ConfigurationError where production lacks a strong `SECRET_KEY`, an https `BASE_URL`, or
    carries a debug or demonstration flag.
    """
    mode = _mode(environ)
    data_folder = Path(environ.get("ROSTER_DATA", "var")).absolute()
    data_folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    base_url = environ.get("BASE_URL", f"http://localhost:{environ.get('PORT', '8000')}").rstrip("/")
    if mode is Mode.PRODUCTION:
        _refuse_in_production(environ, base_url)
    return Settings(
        mode=mode,
        secret_key=_secret_key(environ, mode, data_folder),
        database_url=_database_url(environ, data_folder),
        data_folder=data_folder,
        base_url=base_url,
        trusted_hosts=_trusted_hosts(environ, base_url, mode),
        proxy_count=_whole_number(environ, "PROXY_COUNT", 0, most=10),
        mail=_mail(environ),
        limits=Limits(),
        demo_password=_demo_password(environ, mode, data_folder),
        worker_in_server=environ.get("ROSTER_WORKER", "thread") == "thread",
    )


def _mode(environ: Mapping[str, str]) -> Mode:
    word = environ.get("ROSTER_MODE", Mode.PRODUCTION)
    try:
        return Mode(word)
    except ValueError as error:
        raise ConfigurationError(f"ROSTER_MODE is one of {', '.join(Mode)}, not {word!r}") from error


def _refuse_in_production(environ: Mapping[str, str], base_url: str) -> None:
    if urlsplit(base_url).scheme != "https":
        raise ConfigurationError("BASE_URL must begin with https:// in production (R17)")
    for flag in ("FLASK_DEBUG", "DEBUG", "TESTING", "DEMO_PASSWORD"):
        if environ.get(flag, "0") not in ("", "0", "false"):
            raise ConfigurationError(f"{flag} must not be set in production")


def _secret_key(environ: Mapping[str, str], mode: Mode, data_folder: Path) -> str:
    given = environ.get("SECRET_KEY")
    if given is not None and (mode is Mode.PRODUCTION or given):
        if mode is Mode.PRODUCTION and _is_weak(given):
            raise ConfigurationError(f"SECRET_KEY must have {LEAST_SECRET_LENGTH} random characters or more")
        return given
    if mode is Mode.PRODUCTION:
        raise ConfigurationError("SECRET_KEY is missing")
    return _kept(data_folder / "secret_key", secrets.token_urlsafe(48))


def _is_weak(secret: str) -> bool:
    is_short = len(secret) < LEAST_SECRET_LENGTH or len(set(secret)) < LEAST_DIFFERENT_SIGNS
    return is_short or any(secret.lower().replace(known, "") == "" for known in KNOWN_SECRETS)


def _demo_password(environ: Mapping[str, str], mode: Mode, data_folder: Path) -> str | None:
    if mode is not Mode.DEMONSTRATION:
        return None
    given = environ.get("DEMO_PASSWORD")
    return given or _kept(data_folder / "demo_password", secrets.token_urlsafe(9))


def _kept(path: Path, fresh: str) -> str:
    """What the file holds; made with `fresh` at the first start so that a second start is the same."""
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(fresh, encoding="ascii")
    return path.read_text(encoding="ascii").strip()


def _database_url(environ: Mapping[str, str], data_folder: Path) -> str:
    url = environ.get("DATABASE_URL") or f"sqlite:///{data_folder / 'roster.sqlite'}"
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url[len(prefix) :]
    return url


def _trusted_hosts(environ: Mapping[str, str], base_url: str, mode: Mode) -> tuple[str, ...]:
    named = tuple(host.strip() for host in environ.get("TRUSTED_HOSTS", "").split(",") if host.strip())
    own = urlsplit(base_url).hostname or "localhost"
    local = ("localhost", "127.0.0.1") if mode is not Mode.PRODUCTION else ()
    return tuple(dict.fromkeys((own, *named, *local)))


def _mail(environ: Mapping[str, str]) -> MailSettings:
    return MailSettings(
        host=environ.get("MAIL_SERVER") or None,
        port=_whole_number(environ, "MAIL_PORT", 25, most=LARGEST_PORT),
        sender=environ.get("MAIL_SENDER", "roster@demo.example"),
        reply_to=environ.get("MAIL_REPLY_TO") or None,
        username=environ.get("MAIL_USERNAME") or None,
        password=environ.get("MAIL_PASSWORD") or None,
        use_tls=environ.get("MAIL_USE_TLS", "0") == "1",
    )


def _whole_number(environ: Mapping[str, str], name: str, default: int, *, most: int) -> int:
    text = environ.get(name) or str(default)
    if not (text.isascii() and text.isdigit()) or int(text) > most:
        raise ConfigurationError(f"{name} is a whole number from 0 to {most}, not {text!r}")
    return int(text)
