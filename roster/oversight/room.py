"""What oversight offers to the house: the audit trail verified by command."""

from roster.oversight.commands import audit
from roster.web.room import Room

ROOM = Room("oversight", commands=(audit,))
