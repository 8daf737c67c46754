"""What an organisation may say: pure functions that give a sentence by field."""

from email_validator import EmailNotValidError, validate_email
from flask_babel import gettext

from roster.vocabulary.codes import OrganisationType
from roster.web.locale import show_number

NAME_LENGTH, ACRONYM_LENGTH, LINK_LENGTH = 200, 40, 400
EMAIL_LENGTH, PHONE_LENGTH = 254, 40


def kind_problems(kind: str) -> dict[str, object]:
    """A kind is on the list."""
    return (
        {}
        if OrganisationType.of(kind) is not None
        else {"kind": gettext("Choose one of the values on the list.")}
    )


def link_problems(website: str) -> dict[str, object]:
    """A link begins as links do."""
    if website and not website.startswith(("https://", "http://")):
        return {"website": gettext("Each link begins with https:// or http://.")}
    return {}


def email_problems(address: str) -> dict[str, object]:
    """An address is one."""
    if not address:
        return {}
    try:
        validate_email(address, check_deliverability=False)
    except EmailNotValidError:
        return {
            "contact_email": gettext(
                "This is not an e-mail address. Write it like name@organisation.example."
            )
        }
    return {}


def length_problems(lengths: dict[str, tuple[str, int]]) -> dict[str, object]:
    """Nothing is longer than what holds it."""
    return {
        name: gettext("Use at most %(limit)s characters.", limit=show_number(limit))
        for name, (text, limit) in lengths.items()
        if len(text) > limit
    }
