"""In which language a request between two States may be written: what one side takes, beside what the other speaks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext

from roster.authorities.states import Acceptance
from roster.vocabulary import queries as vocabulary
from roster.web.locale import show_list


@dataclass(frozen=True)
class SharedLanguages:
    """Languages that need no translation, always or in urgent cases; what they take beside these."""

    always: tuple[str, ...]
    urgent: tuple[str, ...]
    taken: tuple[str, ...]
    taken_if_urgent: tuple[str, ...]


def shared_languages(accepted: Mapping[str, str], official: Sequence[str]) -> SharedLanguages:
    """What the requested side accepts beside the official languages of the requesting State."""
    always = tuple(code for code, when in accepted.items() if when == Acceptance.ALWAYS)
    urgent = tuple(code for code, when in accepted.items() if when == Acceptance.IF_URGENT)
    return SharedLanguages(
        tuple(code for code in always if code in official),
        tuple(code for code in urgent if code in official),
        always,
        urgent,
    )


def language_sentences(shared: SharedLanguages, *, other: str, language: str) -> list[str]:
    """What that means for whoever writes the request; `other` is the name of the requested State."""

    def named(codes: Sequence[str]) -> str:
        known = vocabulary.current().languages
        return show_list([known[code].name(language) if code in known else code for code in codes])

    if not shared.taken and not shared.taken_if_urgent:
        return [
            gettext(
                "The languages that %(state)s takes are not stated: ask before you translate.", state=other
            )
        ]
    found = []
    if shared.always:
        found.append(
            gettext(
                "No translation is needed: %(state)s takes requests in %(languages)s.",
                state=other,
                languages=named(shared.always),
            )
        )
    elif shared.urgent:
        found.append(
            gettext(
                "No translation is needed in an urgent case: %(state)s then takes %(languages)s.",
                state=other,
                languages=named(shared.urgent),
            )
        )
    if shared.taken and not shared.always:
        into = named(shared.taken)
        found.append(
            gettext("Otherwise the request must be translated into %(languages)s.", languages=into)
            if shared.urgent
            else gettext("The request must be translated into %(languages)s.", languages=into)
        )
    if not shared.always and not shared.urgent and shared.taken_if_urgent:
        found.append(
            gettext(
                "In an urgent case %(state)s also takes %(languages)s.",
                state=other,
                languages=named(shared.taken_if_urgent),
            )
        )
    return found
