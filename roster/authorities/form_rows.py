"""The rows of an authority's form that repeat: functions, languages of requests, contact persons."""

from flask_babel import lazy_gettext as _l
from wtforms import Form, HiddenField

from roster.authorities.form_options import function_options, language_options, six_options
from roster.authorities.inputs import ContactInput, DutyInput
from roster.authorities.models import LINE_LENGTH, NAME_LENGTH, NOTE_LENGTH
from roster.authorities.states import Acceptance, ContactRole
from roster.web.fields import CodeField, LineField, TextField, options_of
from roster.web.validation import email_address

CHOOSE = _l("Choose …")
PHONE_LENGTH, EMAIL_LENGTH = 40, 254
MOST_CONTACT_LANGUAGES = 3


class NameForm(Form):
    """The name in one more language."""

    language = CodeField(_l("Language"), options=six_options, empty=CHOOSE)
    text = LineField(_l("Name in this language"), length=NAME_LENGTH, is_name=True)


class RemarksForm(Form):
    """The remarks in one more language."""

    language = CodeField(_l("Language"), options=six_options, empty=CHOOSE)
    text = TextField(_l("Remarks in this language"), length=NOTE_LENGTH)


class DutyForm(Form):
    """One function, and for what part of it."""

    function_id = CodeField(_l("Function"), options=function_options, empty=CHOOSE)
    scope_note = LineField(_l("Only for (territory, offence or stage)"), length=LINE_LENGTH)

    def to_input(self) -> DutyInput:
        """The function as plain data."""
        return DutyInput(self.function_id.data or "", self.scope_note.data or "")


class RequestLanguageForm(Form):
    """One language in which requests are taken."""

    code = CodeField(_l("Language"), options=language_options, empty=CHOOSE)
    accepted = CodeField(_l("Accepted"), options=options_of(Acceptance))


class ContactForm(Form):
    """One contact person."""

    ref = HiddenField()
    role = CodeField(_l("Who answers first"), options=options_of(ContactRole))
    name = LineField(_l("Name"), length=LINE_LENGTH, is_name=True)
    post = LineField(_l("Post"), length=LINE_LENGTH)
    email = LineField(_l("E-mail address"), [email_address], length=EMAIL_LENGTH, ltr=True)
    phone = LineField(_l("Telephone"), length=PHONE_LENGTH, ltr=True)
    language_1 = CodeField(_l("Language"), options=language_options, empty=_l("–"))
    language_2 = CodeField(_l("Second language"), options=language_options, empty=_l("–"))
    language_3 = CodeField(_l("Third language"), options=language_options, empty=_l("–"))

    def to_input(self, stored: ContactInput | None = None) -> ContactInput:
        """The person as plain data; further languages that are stored, and have no field here, stay."""
        further = stored.languages[MOST_CONTACT_LANGUAGES:] if stored else ()
        spoken = (self.language_1.data, self.language_2.data, self.language_3.data, *further)
        return ContactInput(
            ref=self.ref.data or "",
            role=self.role.data or ContactRole.PRIMARY.value,
            post=self.post.data or "",
            name=self.name.data or "",
            languages=tuple(dict.fromkeys(code for code in spoken if code)),
            email=self.email.data or "",
            phone=self.phone.data or "",
        )
