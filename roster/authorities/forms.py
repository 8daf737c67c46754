"""The forms of an authority: its name and functions, the ways to reach it."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import Field, Form, FormField
from wtforms.validators import ValidationError

from roster.authorities.form_options import six_options, state_options, zone_options
from roster.authorities.form_rows import (
    CHOOSE,
    EMAIL_LENGTH,
    PHONE_LENGTH,
    ContactForm,
    DutyForm,
    NameForm,
    RemarksForm,
    RequestLanguageForm,
)
from roster.authorities.form_text import (
    UnreadableError,
    read_holidays,
    read_hours,
    read_phone,
    write_holidays,
    write_hours,
)
from roster.authorities.inputs import IdentityInput, ReachInput
from roster.authorities.models import LINE_LENGTH, NAME_LENGTH, NOTE_LENGTH
from roster.authorities.states import (
    WEEKDAYS,
    Channel,
    DualCriminality,
    Encryption,
    LegalBasis,
    Signature,
    UrgentProcedure,
)
from roster.core.multilingual import MultilingualText
from roster.web.fields import (
    CodeField,
    CodesField,
    DayField,
    LineField,
    RowsField,
    TextField,
    WholeNumberField,
    options_of,
)
from roster.web.forms import BaseForm, ChangingForm, CreatingForm, RowsForm
from roster.web.locale import current_language
from roster.web.validation import Required, between, email_address

NOT_SAID = _l("Not said")
MOST_ROWS = 24
MOST_OTHERS = 5  # six languages, of which one is the original's


def telephone(_form: Form, field: Field) -> None:
    """A telephone number, in digits of any script."""
    try:
        field.data = read_phone(field.data or "")
    except UnreadableError as error:
        raise ValidationError(str(error)) from error


def hours(_form: Form, field: Field) -> None:
    """Opening hours of one day."""
    try:
        field.read = read_hours(field.data or "")
    except UnreadableError as error:
        raise ValidationError(str(error)) from error


def holiday_lines(_form: Form, field: Field) -> None:
    """A day with its name on each line."""
    try:
        field.read = read_holidays(field.data or "")
    except UnreadableError as error:
        raise ValidationError(str(error)) from error


class IdentityFields(BaseForm):
    """What the authority is."""

    name_text = LineField(_l("Official name"), [Required()], length=NAME_LENGTH, is_name=True)
    name_language = CodeField(_l("Language of the official name"), [Required()], options=six_options)
    english_name = LineField(_l("Name in English"), [Required()], length=NAME_LENGTH, is_name=True)
    names = RowsField(
        FormField(NameForm), _l("Name in other languages"), min_entries=0, max_entries=MOST_OTHERS
    )
    acronym = LineField(_l("Acronym"), length=40)
    duties = RowsField(FormField(DutyForm), _l("Functions"), min_entries=1, max_entries=MOST_ROWS)
    scope_text = TextField(_l("Remarks on the functions"), length=NOTE_LENGTH)
    scope_language = CodeField(_l("Language of the remarks"), options=six_options)
    scopes = RowsField(
        FormField(RemarksForm), _l("Remarks in other languages"), min_entries=0, max_entries=MOST_OTHERS
    )
    designation_reference = LineField(_l("Reference of the designation"), length=LINE_LENGTH)
    designated_on = DayField(_l("Designated on"))

    def show_identity(self, given: IdentityInput) -> dict[str, Any]:
        """The values of the fields for what is stored."""
        return {
            "name_text": given.name.original,
            "name_language": given.name.source,
            "english_name": given.english_name,
            "acronym": given.acronym,
            "duties": [vars(duty) for duty in given.duties],
            "names": _others(given.name),
            "scope_text": given.scope_note.original if given.scope_note else "",
            "scope_language": (given.scope_note or given.name).source,
            "scopes": _others(given.scope_note) if given.scope_note else [],
            "designation_reference": given.designation_reference,
            "designated_on": given.designated_on,
        }

    def to_identity(self) -> IdentityInput:
        """What was typed, in all the languages that stand on the form."""
        language = self.name_language.data or current_language().code
        scope_language = self.scope_language.data or language
        rows = [entry.form.to_input() for entry in self.duties.entries]
        return IdentityInput(
            name=_written(self.name_text.data or "", language, self.names),
            english_name=self.english_name.data or "",
            acronym=self.acronym.data or "",
            scope_note=_written(self.scope_text.data, scope_language, self.scopes)
            if self.scope_text.data
            else None,
            designation_reference=self.designation_reference.data or "",
            designated_on=self.designated_on.data,
            duties=tuple(row for row in rows if row.function_id),
        )


class ReachFields(BaseForm):
    """How and when it is reached, and what a request must bring."""

    mailbox = LineField(_l("General mailbox"), [email_address], length=EMAIL_LENGTH, ltr=True)
    secure_email = LineField(_l("Secure e-mail address"), [email_address], length=EMAIL_LENGTH, ltr=True)
    phone = LineField(_l("Telephone"), [telephone], length=PHONE_LENGTH, ltr=True)
    duty_line = LineField(_l("Duty line, answered at all hours"), [telephone], length=PHONE_LENGTH, ltr=True)
    address = TextField(_l("Postal address"), length=NOTE_LENGTH)

    time_zone = CodeField(_l("Time zone"), options=zone_options, empty=CHOOSE)
    hours_0 = LineField(WEEKDAYS[0], [hours], ltr=True)
    hours_1 = LineField(WEEKDAYS[1], [hours], ltr=True)
    hours_2 = LineField(WEEKDAYS[2], [hours], ltr=True)
    hours_3 = LineField(WEEKDAYS[3], [hours], ltr=True)
    hours_4 = LineField(WEEKDAYS[4], [hours], ltr=True)
    hours_5 = LineField(WEEKDAYS[5], [hours], ltr=True)
    hours_6 = LineField(WEEKDAYS[6], [hours], ltr=True)
    rest_days = CodesField(
        _l("Weekly days of rest"),
        options=lambda: [(str(number), str(name)) for number, name in enumerate(WEEKDAYS)],
    )
    holidays = TextField(_l("Public holidays"), [holiday_lines], length=NOTE_LENGTH * 5)

    request_languages = RowsField(
        FormField(RequestLanguageForm), _l("Languages of requests"), min_entries=1, max_entries=MOST_ROWS
    )
    channels = CodesField(_l("Channels"), options=options_of(Channel))
    signature = CodeField(_l("Signature"), options=options_of(Signature), empty=NOT_SAID)
    encryption = CodeField(_l("Encryption"), options=options_of(Encryption), empty=NOT_SAID)
    urgent_procedure = CodeField(_l("Urgent requests"), options=options_of(UrgentProcedure), empty=NOT_SAID)
    urgent_note = TextField(_l("What to do in an urgent case"), length=NOTE_LENGTH)
    uncac_basis = CodesField(_l("The Convention as legal basis"), options=options_of(LegalBasis))
    dual_criminality = CodeField(_l("Dual criminality"), options=options_of(DualCriminality), empty=NOT_SAID)
    limits_on_use = TextField(_l("Limits on the use of what is sent"), length=NOTE_LENGTH)
    required_attachments = TextField(_l("What must be attached"), length=NOTE_LENGTH)
    usual_time_days = WholeNumberField(_l("Usual time to answer, in days"), [between(1, 2_000)])
    links = TextField(_l("Links to laws and guides"), length=NOTE_LENGTH * 2)
    contacts = RowsField(FormField(ContactForm), _l("Contact persons"), min_entries=1, max_entries=MOST_ROWS)

    def show_reach(self, given: ReachInput) -> dict[str, Any]:
        """The values of the fields for what is stored."""
        values = dict(vars(given))
        values |= {f"hours_{day}": write_hours(given.opening_hours.get(day, ())) for day in range(7)}
        values["rest_days"] = [str(day) for day in sorted(given.rest_days)]
        values["holidays"] = write_holidays(given.holidays)
        values["links"] = "\n".join(given.links)
        values["request_languages"] = [
            {"code": code, "accepted": when} for code, when in given.request_languages.items()
        ]
        values["contacts"] = [
            {
                **vars(contact),
                **{f"language_{number}": code for number, code in enumerate(contact.languages[:3], 1)},
            }
            for contact in given.contacts
        ]
        return values

    def to_reach(self, stored: ReachInput | None = None) -> ReachInput:
        """What was typed; the form is valid. What the form has no fields for stays as it is stored."""
        known = {contact.ref: contact for contact in stored.contacts} if stored else {}
        spans = {day: getattr(self[f"hours_{day}"], "read", ()) for day in range(7)}
        rows = [entry.form for entry in self.request_languages.entries]
        forms = [entry.form for entry in self.contacts.entries]
        people = [form.to_input(known.get(form.ref.data or "")) for form in forms]
        return ReachInput(
            mailbox=self.mailbox.data or "",
            address=self.address.data or "",
            phone=self.phone.data or "",
            secure_email=self.secure_email.data or "",
            duty_line=self.duty_line.data or "",
            opening_hours={day: found for day, found in spans.items() if found},
            time_zone=self.time_zone.data or "",
            rest_days=frozenset(int(day) for day in self.rest_days.data or ()),
            holidays=getattr(self.holidays, "read", {}),
            request_languages={row.code.data: row.accepted.data or "always" for row in rows if row.code.data},
            channels=tuple(self.channels.data or ()),
            signature=self.signature.data,
            encryption=self.encryption.data,
            urgent_procedure=self.urgent_procedure.data,
            urgent_note=self.urgent_note.data or "",
            uncac_basis=tuple(self.uncac_basis.data or ()),
            dual_criminality=self.dual_criminality.data,
            limits_on_use=self.limits_on_use.data or "",
            required_attachments=self.required_attachments.data or "",
            usual_time_days=self.usual_time_days.data,
            links=tuple(line for line in (self.links.data or "").splitlines() if line),
            contacts=tuple(item for item in people if item.name or item.email or item.phone or item.post),
        )


class NewForm(IdentityFields, ReachFields, RowsForm, CreatingForm):
    """Begins an entry; `states` are those for which the reader may."""

    state = CodeField(_l("State"), [Required()], options=state_options)

    def __init__(self, *, states: frozenset[str], **keywords: Any) -> None:
        super().__init__(**keywords)
        self.state.choices = [choice for choice in self.state.choices or () if choice[0] in states]


class EditForm(IdentityFields, ReachFields, RowsForm, ChangingForm):
    """Changes everything of an entry."""

    has_identity = True

    def show(self, identity: IdentityInput, reach: ReachInput) -> None:
        """Fill the form with what is stored."""
        self.process(data=self.show_identity(identity) | self.show_reach(reach))


class ReachForm(ReachFields, RowsForm, ChangingForm):
    """Changes the ways to reach it alone: for the officer of a listed authority."""

    has_identity = False

    def show(self, _identity: IdentityInput, reach: ReachInput) -> None:
        """Fill the form with what is stored."""
        self.process(data=self.show_reach(reach))


class ConfirmForm(ChangingForm):
    """Says that the entry holds."""


def _others(text: MultilingualText) -> list[dict[str, str]]:
    """Rows for the languages beside the original's."""
    return [{"language": code, "text": said} for code, said in text.texts.items() if code != text.source]


def _written(text: str, language: str, others: RowsField) -> MultilingualText:
    """The text in its language beside those in others; where a language is named twice the original counts."""
    rows = [entry.form for entry in others.entries]
    texts = {row.language.data: row.text.data for row in rows if row.language.data and row.text.data}
    return MultilingualText({**texts, language: text}, language)
