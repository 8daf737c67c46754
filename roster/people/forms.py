"""The form of an organisation: its name in six languages, how it is reached, and whether it is a provider."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from roster.core.multilingual import LANGUAGES, MultilingualText
from roster.people.models import Organisation
from roster.people.rules import ACRONYM_LENGTH, EMAIL_LENGTH, LINK_LENGTH, NAME_LENGTH, PHONE_LENGTH
from roster.people.services import OrganisationInput
from roster.vocabulary import queries as vocabulary
from roster.vocabulary.codes import OrganisationType
from roster.web.fields import CodeField, LineField, options_of
from roster.web.forms import BaseForm, ChangingForm, CreatingForm
from roster.web.locale import current_language
from roster.web.validation import Required, email_address


def six_options() -> list[tuple[str, str]]:
    """The six languages by name."""
    known, language = vocabulary.current().languages, current_language().code
    return [(code, known[code].heading(language)) for code in LANGUAGES]


class OrganisationForm(BaseForm):
    """What is said of an organisation."""

    name_ar = LineField(_l("Name in Arabic"), length=NAME_LENGTH, is_name=True)
    name_zh = LineField(_l("Name in Chinese"), length=NAME_LENGTH, is_name=True)
    name_en = LineField(_l("Name in English"), length=NAME_LENGTH, is_name=True)
    name_fr = LineField(_l("Name in French"), length=NAME_LENGTH, is_name=True)
    name_ru = LineField(_l("Name in Russian"), length=NAME_LENGTH, is_name=True)
    name_es = LineField(_l("Name in Spanish"), length=NAME_LENGTH, is_name=True)
    source = CodeField(_l("Language of the original name"), [Required()], options=six_options)
    acronym = LineField(_l("Acronym"), length=ACRONYM_LENGTH)
    kind = CodeField(
        _l("Kind of organization"), [Required()], options=options_of(OrganisationType), empty=_l("Choose …")
    )
    is_provider = BooleanField(_l("It provides assistance"))
    website = LineField(_l("Website"), length=LINK_LENGTH, ltr=True)
    contact_name = LineField(_l("Contact person"), length=NAME_LENGTH, is_name=True)
    contact_email = LineField(_l("E-mail address"), [email_address], length=EMAIL_LENGTH, ltr=True)
    contact_phone = LineField(_l("Telephone"), length=PHONE_LENGTH, ltr=True)

    def show(self, stored: Organisation) -> None:
        """Fill the form with what is stored."""
        names = {f"name_{code}": text for code, text in stored.name.texts.items()}
        self.process(obj=stored, data={**names, "source": stored.name.source})

    def to_input(self) -> OrganisationInput | None:
        """What was typed; None where there is no name in the original language."""
        typed = {code: self[f"name_{code}"].data for code in LANGUAGES}
        texts = {code: str(text) for code, text in typed.items() if text}
        source = self.source.data or ""
        if source not in texts:
            self.source.errors = [gettext("Enter the name in this language.")]
            return None
        values: dict[str, Any] = {
            name: self[name].data or ""
            for name in ("acronym", "kind", "website", "contact_name", "contact_email", "contact_phone")
        }
        return OrganisationInput(
            name=MultilingualText(texts, source), is_provider=bool(self.is_provider.data), **values
        )


class NewOrganisationForm(OrganisationForm, CreatingForm):
    """Enters an organisation."""


class EditOrganisationForm(OrganisationForm, ChangingForm):
    """Changes one."""
