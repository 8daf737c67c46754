"""The code lists of assistance: how it is given, how urgent it is, who reads a request, why one is declined."""

from flask_babel import lazy_gettext as _

from roster.vocabulary.codes import Coded


class Modality(Coded):
    """How the assistance is given."""

    DRAFTING = "drafting", _("Drafting at a distance")
    EXPERT_VISIT = "expert-visit", _("Expert visit")
    WORKSHOP = "workshop", _("Workshop")
    STUDY_VISIT = "study-visit", _("Study visit")
    MENTORING = "mentoring", _("Mentoring")
    REMOTE_CLINIC = "remote-clinic", _("Remote clinic")

    @property
    def is_on_site(self) -> bool:
        """Whether experts or officials travel."""
        return self in (Modality.EXPERT_VISIT, Modality.WORKSHOP, Modality.STUDY_VISIT)

    @property
    def has_participants(self) -> bool:
        """Whether it is for a group whose size matters."""
        return self in (Modality.WORKSHOP, Modality.STUDY_VISIT, Modality.REMOTE_CLINIC)


class Urgency(Coded):
    """How soon help is needed."""

    NORMAL = "normal", _("Normal")
    SOON = "soon", _("Soon: a date depends on it")
    URGENT = "urgent", _("Urgent: a case or a law depends on it")


class Visibility(Coded):
    """Who reads a request besides its own State; each value lets the readers of the one before read too."""

    SECRETARIAT = "secretariat", _("The secretariat only")
    NAMED_PROVIDERS = "named-providers", _("The providers that you name")
    ALL_PROVIDERS = "all-providers", _("All providers of assistance")
    PUBLIC_TITLE = "public-title", _("All providers; the title is public")


class DeclineReason(Coded):
    """Why a request is declined."""

    OUTSIDE_CONVENTION = "outside-convention", _("It lies outside the Convention")
    NO_EXPERTS = "no-experts", _("No expert who fits is on the roster")
    NO_MEANS = "no-means", _("There are no means for it now")
    GIVEN_BY_OTHERS = "given-by-others", _("Others give this assistance already")
    NOT_CLEAR = "not-clear", _("It stayed unclear what is needed")
    OTHER = "other", _("Another reason")
