"""What `roster check` looks at: letters that have their files, providers whose organisation is there."""

from collections.abc import Iterator

from flask_babel import gettext

from roster.accounts.queries import open_assignments
from roster.assistance.requests.letter_views import file_store
from roster.assistance.requests.queries import stored_letters
from roster.core.actor import Role
from roster.people.queries import organisations


def stored_names() -> Iterator[str]:
    """Every file that a request names."""
    yield from (name for _ref, name in stored_letters())


def missing_letters() -> Iterator[str]:
    """A line per mandate letter whose file is not in the store."""
    store = file_store()
    for ref, name in stored_letters():
        if not store.has(name):
            yield gettext("The mandate letter of %(reference)s is missing.", reference=ref)


def unknown_organisations() -> Iterator[str]:
    """Providers of organisations that are not there."""
    known = {item.ref for item in organisations()}
    for row in open_assignments():
        kind, _colon, ref = row.scope.partition(":")
        if row.role == Role.PROVIDER and kind == "organisation" and ref not in known:
            yield gettext(
                "Role assignment %(number)s: there is no organisation %(reference)s.",
                number=row.id,
                reference=ref,
            )
