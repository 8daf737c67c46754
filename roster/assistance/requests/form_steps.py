"""The steps of the form: a few short pages over one core; what a modality asks besides is data here too."""

from collections.abc import Mapping
from enum import StrEnum

from flask_babel import lazy_gettext as _l

from roster.assistance.codes import Modality


class FormStep(StrEnum):
    """One short page of the form, in their order."""

    SUBJECT = "subject"
    OUTCOME = "outcome"
    TIME = "time"
    CONTACT = "contact"
    SHARING = "sharing"

    @property
    def label(self) -> object:
        """The subject of the step in the reader's language."""
        return _LABELS[self]

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields of RequestInput that this step asks for."""
        return STEP_FIELDS[self]


_LABELS = {
    FormStep.SUBJECT: _l("Subject"),
    FormStep.OUTCOME: _l("Outcome"),
    FormStep.TIME: _l("Time and languages"),
    FormStep.CONTACT: _l("Authority and contact"),
    FormStep.SHARING: _l("Who reads it"),
}
STEP_FIELDS: Mapping[FormStep, tuple[str, ...]] = {
    FormStep.SUBJECT: (
        "title",
        "source_language",
        "assistance_type_id",
        "subjects",
        "need_reference",
    ),
    FormStep.OUTCOME: ("outcome", "details", "target_group", "participants", "what_exists"),
    FormStep.TIME: ("starts_on", "ends_on", "urgency", "urgency_reason", "place", "languages"),
    FormStep.CONTACT: (
        "authority_id",
        "authority_name",
        "contact_name",
        "contact_email",
        "contact_phone",
    ),
    FormStep.SHARING: (
        "visibility",
        "providers",
        "preferred_states",
        "excluded_states",
        "excluded_experts",
        "preference_note",
    ),
}

DETAILS: Mapping[Modality, object] = {
    Modality.DRAFTING: _l("Which text is to be drafted, and where it stands now"),
    Modality.EXPERT_VISIT: _l("With whom the expert is to work during the visit"),
    Modality.WORKSHOP: _l("What the workshop is to cover"),
    Modality.STUDY_VISIT: _l("What the officials want to see, and where"),
    Modality.MENTORING: _l("Who is to be mentored, and how often"),
    Modality.REMOTE_CLINIC: _l("Which questions the clinic is to answer"),
}
HINTS: Mapping[Modality, object] = {
    Modality.DRAFTING: _l("An expert drafts or comments on a law, a rule or a form, without travelling."),
    Modality.EXPERT_VISIT: _l("One or more experts come to your authority for some days."),
    Modality.WORKSHOP: _l("Experts teach a group of officials, in one place."),
    Modality.STUDY_VISIT: _l("Your officials visit an authority of another State."),
    Modality.MENTORING: _l("An expert accompanies an official or a unit over months."),
    Modality.REMOTE_CLINIC: _l("Experts answer questions about open cases or texts in video meetings."),
}


def step_of(field: str) -> FormStep | None:
    """The step that asks for this field; None for what no step asks for."""
    return next((step for step, names in STEP_FIELDS.items() if field in names), None)
