"""The forms of editions: what for and in which language; the parts to choose; a code to check."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l

from roster.authorities.editions.models import PURPOSE_LENGTH
from roster.authorities.form_options import six_options
from roster.vocabulary import queries as vocabulary
from roster.web.fields import CodeField, LineField
from roster.web.forms import CreatingForm
from roster.web.locale import current_language
from roster.web.validation import Required


class EditionForm(CreatingForm):
    """A purpose in one line, and one of six languages."""

    purpose = LineField(
        _l("Purpose"),
        [Required(_l("Say in one line what the edition is for."))],
        length=PURPOSE_LENGTH,
        description=_l(
            "In one line: the meeting, training or office that the edition is for. It stands in the file and in "
            "the register of editions."
        ),
    )
    language = CodeField(_l("Language"), [Required(_l("Choose a language."))], options=six_options)


def region_options() -> Iterable[tuple[str, str]]:
    """The regional groups in the reader's order."""
    language = current_language().code
    return [(group.id, group.label(language)) for group in vocabulary.regional_groups(language)]
