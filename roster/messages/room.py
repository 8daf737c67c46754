"""What the messages room offers to the house: writing to experts whose address is not shown."""

from flask import url_for
from flask_babel import lazy_gettext as _l

from roster.core.actor import Actor
from roster.messages import letters, link_views, own_figures, panels, policy, queries
from roster.messages.services import ANSWERED, ARRIVED, REPORTED
from roster.web.locale import count_phrase
from roster.web.room import NavigationItem, Place, Room, Task


def tasks(actor: Actor) -> list[Task]:
    """Conversations with something unread, and reports for the roster manager."""
    if not policy.has_messages(actor):
        return []
    found = []
    if unread := queries.unread_count(actor):
        sentence = count_phrase(
            "%(num)s conversation has something new for you",
            "%(num)s conversations have something new for you",
            unread,
        )
        found.append(Task(sentence, url_for("messages.index"), unread, is_urgent=True))
    if reports := queries.reported_count(actor):
        sentence = count_phrase(
            "%(num)s message was reported as unwanted",
            "%(num)s messages were reported as unwanted",
            reports,
        )
        found.append(Task(sentence, url_for("messages.index"), reports))
    return found


ROOM = Room(
    name="messages",
    blueprints=(link_views.blueprint,),
    navigation=(NavigationItem(_l("Messages"), "messages.index", policy.has_messages, 60),),
    tasks=tasks,
    letters={
        ARRIVED: letters.write_arrived,
        ANSWERED: letters.write_answered,
        REPORTED: letters.write_reported,
    },
    panels={Place.EXPERT: panels.write_from_profile, Place.OWN_EXPERT: own_figures.own_panel},
    own_data=own_figures.own_data,
)
