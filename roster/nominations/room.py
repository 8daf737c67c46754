"""What the nominations room offers to the house."""

from flask_babel import lazy_gettext as _l

from roster.nominations import (
    check_views,
    consent_views,
    desk_views,
    file_checks,
    file_views,
    policy,
    queue_views,
    step_views,
    views,
)
from roster.nominations.clock_jobs import CLOCK_JOBS
from roster.nominations.files import bulk_views
from roster.nominations.gap import views as gap_views
from roster.nominations.job import CHECK_JOB
from roster.nominations.letters import WRITERS
from roster.nominations.ours import views as ours_views
from roster.nominations.own_figures import own_data
from roster.nominations.retention_services import erase_nominations
from roster.nominations.waiting import tasks
from roster.web.room import NavigationItem, Room

# Each adds its pages to the one blueprint.
_PAGES = (step_views, check_views, views, file_views, ours_views, gap_views, queue_views, desk_views)

ROOM = Room(
    name="nominations",
    blueprints=(_PAGES[-1].blueprint, consent_views.blueprint, bulk_views.blueprint),
    navigation=(NavigationItem(_l("Nominations"), "nominations.index", policy.can_list, 20),),
    tasks=tasks,
    jobs=(CHECK_JOB,),
    clock_jobs=CLOCK_JOBS,
    letters=WRITERS,
    own_data=own_data,
    erase=erase_nominations,
    stored_files=file_checks.stored_names,
)
