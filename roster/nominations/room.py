"""What the nominations room offers to the house."""

from roster.nominations import file_checks
from roster.nominations.clock_jobs import CLOCK_JOBS
from roster.nominations.job import CHECK_JOB
from roster.nominations.letters import WRITERS
from roster.nominations.waiting import tasks
from roster.web.room import Room

ROOM = Room(
    name="nominations",
    tasks=tasks,
    jobs=(CHECK_JOB,),
    clock_jobs=CLOCK_JOBS,
    letters=WRITERS,
    stored_files=file_checks.stored_names,
)
