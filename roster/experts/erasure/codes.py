"""On which basis somebody is erased."""

from flask_babel import lazy_gettext as _

from roster.vocabulary.codes import Coded


class Basis(Coded):
    """Why the data go."""

    EXPERT = "expert", _("The expert asked for it on the own page.")
    REQUEST = "request", _("The person asked for it in writing.")
    UNLAWFUL = "unlawful", _("The data should not have been kept.")
    ORDER = "order", _("A court or a supervisory authority ordered it.")
