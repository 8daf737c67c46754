"""An invented form for the page that shows every component: fields in every state."""

from flask_babel import gettext, lazy_gettext
from wtforms import BooleanField, FieldList, FileField, Form, FormField, RadioField
from wtforms.validators import InputRequired

from roster.web.fields import CodeField, CodesField, LineField, TextField
from roster.web.forms import BaseForm


def _languages() -> list[tuple[str, str]]:
    return [
        ("ar", gettext("Arabic")),
        ("zh", gettext("Chinese")),
        ("en", gettext("English")),
        ("fr", gettext("French")),
        ("ru", gettext("Russian")),
        ("es", gettext("Spanish")),
    ]


class DesignLineForm(Form):
    """One row of the list that grows."""

    topic = LineField(lazy_gettext("Topic"))
    years = LineField(lazy_gettext("Years"), ltr=True)


class DesignForm(BaseForm):
    """Every kind of field; nothing is ever saved."""

    name = LineField(lazy_gettext("Name in your own script"), [InputRequired()], is_name=True)
    email = LineField(
        lazy_gettext("E-mail address"),
        [InputRequired()],
        ltr=True,
        description=lazy_gettext("Only the secretariat sees it."),
    )
    language = CodeField(lazy_gettext("Language of letters"), options=_languages)
    statement = TextField(lazy_gettext("What did you do in this area?"))
    works_in = CodesField(lazy_gettext("Languages you can work in"), options=_languages)
    level = RadioField(
        lazy_gettext("How far does your experience go?"),
        choices=[
            ("lead", lazy_gettext("I led this work")),
            ("part", lazy_gettext("I took part in it")),
            ("knows", lazy_gettext("I know the subject")),
        ],
    )
    agrees = BooleanField(lazy_gettext("I agree that other States may see my name."))
    letter = FileField(lazy_gettext("Letter of your employer"))
    lines = FieldList(FormField(DesignLineForm), label=lazy_gettext("Lines of expertise"), min_entries=2)


def design_form() -> DesignForm:
    """The form as it comes back with two mistakes."""
    form = DesignForm(
        data={
            "name": "Grace Achieng Otieno",
            "email": "grace.otieno.example.ke",
            "works_in": ["en", "fr"],
            "level": "lead",
        }
    )
    form.email.errors = (gettext("Write the address with an @, as in name@ministry.example."),)
    form.agrees.errors = (gettext("Without this the nomination cannot be sent."),)
    return form
