"""What the room of the first page offers to the house."""

from roster.home import mail_views
from roster.home.subject_views import blueprint
from roster.web.room import Room

ROOM = Room("home", blueprints=(blueprint, mail_views.blueprint))
