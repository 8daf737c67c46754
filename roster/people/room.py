"""What the people room offers to the house: pages of organisations."""

from flask_babel import lazy_gettext as _l

from roster.people import policy, views
from roster.web.room import NavigationItem, Room

ROOM = Room(
    name="people",
    blueprints=(views.blueprint,),
    navigation=(NavigationItem(_l("Organizations"), "organisations.index", policy.can_browse, 34),),
)
