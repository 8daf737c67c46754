"""Who is nominated, as far as rules ask: the account behind the address, the person behind an earlier profile."""

from flask_babel import gettext

from roster.accounts.queries import normalised_email, user_by_email
from roster.core.errors import InvalidError
from roster.experts.inputs import ProfileInput
from roster.nominations.answers import input_of
from roster.nominations.models import Nomination
from roster.people.matching import is_likely, names_of


def note_nominee(nomination: Nomination) -> None:
    """Keep which account has the nominee's address, if there is one now: its holder decides nothing here."""
    address = normalised_email(input_of(nomination).email)
    holder = user_by_email(address) if address else None
    if holder is not None:
        nomination.nominee_user_id = holder.id


def refuse_other_person(nomination: Nomination, given: ProfileInput) -> None:
    """Raise InvalidError where what begins from a profile became somebody else's nomination.

    The profile's account, conversations and history would be that person's.
    """
    profile = nomination.profile
    if profile is None or is_likely(given.names, names_of(profile.person)):
        return
    if given.email.lower() != profile.person.contact.email.lower():
        raise InvalidError(
            {
                "family_name": gettext(
                    "This nomination is for the next term of %(name)s. For somebody else begin a new one.",
                    name=profile.person.full_name,
                )
            }
        )
