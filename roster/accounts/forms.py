"""What people type about their account: shape only; passwords are judged in `passwords`."""

from flask_babel import lazy_gettext as _
from wtforms import PasswordField

from roster.web.fields import LineField
from roster.web.forms import BaseForm
from roster.web.states_field import StatesField
from roster.web.validation import Required, email_address

EMAIL_LENGTH = 254


class SignInForm(BaseForm):
    """Address and password."""

    email = LineField(_("E-mail address"), [Required(), email_address], length=EMAIL_LENGTH, ltr=True)
    password = PasswordField(_("Password"), [Required()])


class ResetRequestForm(BaseForm):
    """Where to send the letter for a new password."""

    email = LineField(_("E-mail address"), [Required(), email_address], length=EMAIL_LENGTH, ltr=True)


class NewPasswordForm(BaseForm):
    """A password to be set by a letter's link."""

    password = PasswordField(_("New password"), [Required()])


class ChangePasswordForm(BaseForm):
    """The present password and the one that follows it."""

    current = PasswordField(_("Present password"), [Required()])
    password = PasswordField(_("New password"), [Required()])


class InvitationForm(BaseForm):
    """What an invited person adds: the name as it shall be shown, a password, for the secretariat nationalities."""

    name = LineField(_("Your name"), [Required()], is_name=True)
    nationalities = StatesField(_("Your nationalities"))
    password = PasswordField(_("Password"), [Required()])

    def ask_for(self, *, nationalities: bool) -> None:
        """Nationalities are asked of the secretariat only, and there they are needed."""
        if not nationalities:
            del self.nationalities


class NationalitiesForm(BaseForm):
    """The nationalities of somebody of the secretariat, said once."""

    nationalities = StatesField(_("Your nationalities"), [Required()])
