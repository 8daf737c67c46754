"""What oversight offers to the house: the audit trail verified by command, and erasure on request."""

from flask_babel import lazy_gettext as _l

from roster.oversight import erasure_views, policy
from roster.oversight.commands import audit
from roster.web.room import NavigationItem, Room

ROOM = Room(
    "oversight",
    blueprints=(erasure_views.blueprint,),
    navigation=(NavigationItem(_l("Erasure"), "oversight.erasure", policy.can_erase, 90),),
    commands=(audit,),
)
