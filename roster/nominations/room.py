"""What the nominations room offers to the house."""

from roster.nominations import file_checks
from roster.nominations.job import CHECK_JOB
from roster.web.room import Room

ROOM = Room(name="nominations", jobs=(CHECK_JOB,), stored_files=file_checks.stored_names)
