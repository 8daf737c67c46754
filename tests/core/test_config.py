"""What the application refuses to start with (R22, R17, R41), and what it makes for itself."""

from pathlib import Path

import pytest

from roster.core.config import Mode, Settings, settings_from
from roster.core.errors import ConfigurationError

STRONG = "Zq8-4vT1_xLw0RbN6eYc2mKs9HuPd5Jg"
PRODUCTION = {"SECRET_KEY": STRONG, "BASE_URL": "https://roster.example"}


def _settings(folder: Path, **environ: str) -> Settings:
    return settings_from({"ROSTER_DATA": str(folder), **environ})


def test_without_a_word_it_is_production(tmp_path: Path) -> None:
    assert _settings(tmp_path, **PRODUCTION).mode is Mode.PRODUCTION


@pytest.mark.parametrize(
    "secret",
    [None, "", "short", "changeme", "k" * 40, "ab" * 20, "changeme" * 5, " " * 40],
    ids=["missing", "empty", "short", "known", "one sign", "two signs", "known, repeated", "blank"],
)
def test_production_refuses_a_missing_or_weak_secret(tmp_path: Path, secret: str | None) -> None:
    environ = {name: value for name, value in PRODUCTION.items() if name != "SECRET_KEY"}
    if secret is not None:
        environ["SECRET_KEY"] = secret
    with pytest.raises(ConfigurationError, match="SECRET_KEY"):
        _settings(tmp_path, **environ)


@pytest.mark.parametrize("address", ["http://roster.example", "roster.example", "ftp://roster.example", ""])
def test_production_refuses_an_address_without_https(tmp_path: Path, address: str) -> None:
    with pytest.raises(ConfigurationError, match="BASE_URL"):
        _settings(tmp_path, **{**PRODUCTION, "BASE_URL": address})


@pytest.mark.parametrize("flag", ["FLASK_DEBUG", "DEBUG", "TESTING", "DEMO_PASSWORD"])
def test_production_refuses_flags_of_development(tmp_path: Path, flag: str) -> None:
    with pytest.raises(ConfigurationError, match=flag):
        _settings(tmp_path, **PRODUCTION, **{flag: "1"})
    assert _settings(tmp_path, **PRODUCTION, **{flag: "0"}).mode is Mode.PRODUCTION


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ROSTER_MODE", "prod"),
        ("PROXY_COUNT", "one"),
        ("PROXY_COUNT", "-1"),
        ("MAIL_PORT", "smtp"),
        ("MAIL_PORT", "70000"),
    ],
)
def test_a_value_that_means_nothing_is_refused_in_one_line(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(ConfigurationError, match=name) as refused:
        _settings(tmp_path, **PRODUCTION, **{name: value})
    assert "\n" not in str(refused.value)


def test_a_demonstration_makes_its_own_secrets_and_keeps_them(tmp_path: Path) -> None:
    first = _settings(tmp_path, ROSTER_MODE="demonstration")
    second = _settings(tmp_path, ROSTER_MODE="demonstration")
    assert first == second
    assert len(first.secret_key) >= 32
    assert first.demo_password
    for name in ("secret_key", "demo_password"):
        assert (tmp_path / name).stat().st_mode & 0o777 == 0o600


def test_two_demonstrations_differ(tmp_path: Path) -> None:
    one = _settings(tmp_path / "one", ROSTER_MODE="demonstration")
    two = _settings(tmp_path / "two", ROSTER_MODE="demonstration")
    assert one.secret_key != two.secret_key
    assert one.demo_password != two.demo_password


def test_production_has_no_password_of_a_demonstration(tmp_path: Path) -> None:
    assert _settings(tmp_path, **PRODUCTION).demo_password is None


def test_the_data_folder_is_closed_to_others(tmp_path: Path) -> None:
    folder = _settings(tmp_path / "data", ROSTER_MODE="demonstration").data_folder
    assert folder.stat().st_mode & 0o777 == 0o700


def test_production_answers_to_its_own_name_only(tmp_path: Path) -> None:
    settings = _settings(tmp_path, **PRODUCTION, TRUSTED_HOSTS="inner.example, ")
    assert settings.trusted_hosts == ("roster.example", "inner.example")
    assert settings.is_secure


@pytest.mark.parametrize("scheme", ["postgres://", "postgresql://", "postgresql+psycopg://"])
def test_a_postgresql_address_names_its_driver(tmp_path: Path, scheme: str) -> None:
    settings = _settings(tmp_path, **PRODUCTION, DATABASE_URL=f"{scheme}user@host/roster")
    assert settings.database_url == "postgresql+psycopg://user@host/roster"


def test_settings_cannot_be_changed(tmp_path: Path) -> None:
    settings = _settings(tmp_path, **PRODUCTION)
    with pytest.raises(AttributeError):
        settings.secret_key = "other"  # type: ignore[misc]


def test_secrets_do_not_stand_in_what_is_printed(tmp_path: Path) -> None:
    settings = _settings(tmp_path, **PRODUCTION, MAIL_SERVER="mail.example", MAIL_PASSWORD="open sesame")
    assert STRONG not in repr(settings)
    assert "open sesame" not in repr(settings)
