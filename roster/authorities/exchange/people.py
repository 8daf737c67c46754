"""A person whom a card names as a contact person of an authority."""

from email_validator import EmailNotValidError, validate_email
from flask_babel import gettext

from roster.authorities.exchange.cards.cells import CardPerson
from roster.authorities.exchange.problems import RowProblem, shown
from roster.authorities.form_text import UnreadableError, read_phone
from roster.authorities.inputs import ContactInput
from roster.authorities.models import LINE_LENGTH
from roster.authorities.states import ContactRole
from roster.core.text import problem_in, strip_bidi, tidy_line
from roster.vocabulary import queries as vocabulary

PHONE_LENGTH = 40
MOST_LANGUAGES = 3


def contact_of(number: int, person: CardPerson, *, is_first: bool) -> tuple[ContactInput, list[RowProblem]]:
    """The person as typed input, and what of the card was not taken."""
    problems: list[RowProblem] = []

    def note(name: str, sentence: str, value: str) -> str:
        problems.append(RowProblem(number, name, sentence, shown(value), is_error=False))
        return ""

    email = phone = ""
    try:
        if person.email:
            email = str(validate_email(person.email, check_deliverability=False).normalized)
    except EmailNotValidError:
        note("EMAIL", gettext("This is not an e-mail address."), person.email)
    try:
        phone = read_phone(strip_bidi(person.phone))[:PHONE_LENGTH]
    except UnreadableError as error:
        note("TEL", str(error), person.phone)
    known = vocabulary.current().languages
    contact = ContactInput(
        role=(ContactRole.PRIMARY if is_first else ContactRole.DEPUTY).value,
        name=_line(person.name),
        post=_line(person.post),
        email=email,
        phone=phone,
        languages=tuple(dict.fromkeys(code for code in person.languages if code in known))[:MOST_LANGUAGES],
    )
    return contact, problems


def _line(text: str) -> str:
    """What a card says as one line that can be stored; signs that cannot be are left out."""
    clean = strip_bidi(tidy_line(text))
    kept = clean if problem_in(clean, is_name=True) is None else "".join(filter(str.isprintable, clean))
    return kept.encode("utf-8", "ignore").decode()[:LINE_LENGTH]
