"""The mission of an offer as a calendar entry, in the reader's language, for the expert and for the State."""

from flask_babel import gettext

from roster.assistance.offers.calendar_file import CalendarEntry
from roster.assistance.offers.models import ExpertOffer
from roster.assistance.offers.presentation import OfferView


def mission_entry(offer: ExpertOffer, view: OfferView, *, url: str) -> CalendarEntry:
    """What stands in the calendar: for the expert which State, for the others which expert."""
    mission = view.mission
    title = (
        gettext("Assistance to %(state)s: %(title)s", state=mission.state_name, title=mission.title)
        if view.is_own
        else gettext("%(title)s, with %(name)s", title=mission.title, name=view.person.words)
    )
    return CalendarEntry(
        uid=f"{offer.ref}@roster",
        sequence=offer.version,
        changed_at=offer.changed_at,
        starts_on=offer.starts_on,
        ends_on=offer.ends_on,
        title=title,
        place=mission.place,
        text=gettext("Reference: %(reference)s", reference=offer.ref),
        url=url,
    )
