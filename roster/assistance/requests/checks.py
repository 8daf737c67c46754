"""What `roster check` looks at: letters that have their files, providers whose organisation is there."""

from collections.abc import Callable, Iterable, Iterator

from flask_babel import gettext

from roster.accounts.queries import open_assignments
from roster.assistance.requests.queries import stored_letters
from roster.core.actor import Role
from roster.core.files import FileStore
from roster.people.queries import organisations


def stored_names() -> Iterator[str]:
    """Every file that a request names."""
    yield from (name for _ref, name in stored_letters())


def missing_letters(files: Callable[[], FileStore]) -> Callable[[], Iterable[str]]:
    """A check that gives a line per mandate letter whose file is not in the store."""

    def faults() -> Iterator[str]:
        store = files()
        for ref, name in stored_letters():
            if not store.has(name):
                yield gettext("The mandate letter of %(reference)s is missing.", reference=ref)

    return faults


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
