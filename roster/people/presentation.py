"""An organisation in the reader's language, for its page and the list."""

from dataclasses import dataclass

from roster.people.models import Organisation
from roster.vocabulary import queries as vocabulary
from roster.vocabulary.codes import OrganisationType
from roster.web.locale import current_language


@dataclass(frozen=True)
class NameView:
    """A name in one language."""

    language: str
    language_name: str
    text: str


@dataclass(frozen=True)
class OrganisationView:
    """An organisation in words."""

    ref: str
    name: str
    language: str  # of the name
    acronym: str
    kind: str
    is_provider: bool
    website: str
    contact_name: str
    contact_email: str
    contact_phone: str
    names: tuple[NameView, ...]  # in the other languages


def organisation_view(organisation: Organisation) -> OrganisationView:
    """The organisation as the secretariat reads it."""
    reader = current_language().code
    known = vocabulary.current().languages
    name, language = organisation.name.best_for(reader)
    kind = OrganisationType.of(organisation.kind)
    return OrganisationView(
        ref=organisation.ref,
        name=name,
        language=language,
        acronym=organisation.acronym,
        kind=str(kind.label) if kind else "",
        is_provider=organisation.is_provider,
        website=organisation.website,
        contact_name=organisation.contact_name,
        contact_email=organisation.contact_email,
        contact_phone=organisation.contact_phone,
        names=tuple(
            NameView(code, known[code].heading(reader), text)
            for code, text in sorted(organisation.name.texts.items())
            if code != language
        ),
    )
