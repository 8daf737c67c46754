"""What the networks room offers to the house: which networks there are, who belongs to them and who answers."""

from roster.web.room import Room

ROOM = Room(name="networks")
