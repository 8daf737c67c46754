"""What the experts room offers to the house."""

from collections.abc import Sequence

from flask import url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from roster.core import clock
from roster.core.actor import Actor, Role
from roster.core.schedule import ClockJob
from roster.experts import clock_jobs, panel_views, policy
from roster.experts.coverage import views as coverage_views
from roster.experts.cv import checks as cv_checks
from roster.experts.cv import views as cv_views
from roster.experts.documents import panel as document_panel
from roster.experts.documents import views as profile_document_views
from roster.experts.erasure.commands import erase
from roster.experts.exporting import clock_jobs as export_clock_jobs
from roster.experts.exporting import job_views as export_views
from roster.experts.exporting import letters as export_letters
from roster.experts.exporting import services as export_services
from roster.experts.exposure.flushing import flush, forget_old
from roster.experts.freshness import freshness_of
from roster.experts.history import views as history_views
from roster.experts.importing import commands as import_commands
from roster.experts.importing import letters as import_letters
from roster.experts.importing import views as import_views
from roster.experts.importing.services import LETTER
from roster.experts.merging import views as merge_views
from roster.experts.own import erase_views as own_views
from roster.experts.queries import own_profiles
from roster.experts.search import KIND
from roster.experts.standing.clock_jobs import CLOCK_JOBS as STANDING_JOBS
from roster.experts.standing.letters import WRITERS as STANDING_LETTERS
from roster.experts.standing.queries import profiles_over_count
from roster.vocabulary.codes import Freshness
from roster.web.locale import count_phrase
from roster.web.room import Check, NavigationItem, Place, Room, Task


def tasks(actor: Actor) -> Sequence[Task]:
    """The own profile that is due for confirmation, and for the roster manager what is to be archived."""
    found = []
    for profile in own_profiles(tuple(actor.scopes(Role.EXPERT))):
        state = freshness_of(profile, clock.today()).state
        if state in (Freshness.DUE, Freshness.NOT_CONFIRMED):
            sentence = gettext("Confirm that your profile still holds")
            found.append(Task(sentence, url_for("expert_own.show", ref=profile.ref), is_urgent=True))
    if actor.has(Role.MANAGER):
        over = profiles_over_count(clock.today())
        if over:
            sentence = count_phrase(
                "%(num)s profile is to be archived", "%(num)s profiles are to be archived", over
            )
            fresh = [Freshness.TERM_ENDED, Freshness.NOT_CONFIRMED]
            found.append(Task(sentence, url_for("experts.search", fresh=fresh), over))
    return found


ROOM = Room(
    name="experts",
    blueprints=(
        import_views.blueprint,
        coverage_views.blueprint,
        cv_views.blueprint,
        profile_document_views.blueprint,
        history_views.blueprint,
        merge_views.blueprint,
        own_views.blueprint,
    ),
    navigation=(
        NavigationItem(_l("Experts"), "experts.search", policy.can_search, 10),
        NavigationItem(_l("My profile"), "expert_own.mine", policy.has_own_page, 15, "expert_own"),
    ),
    search=KIND,
    tasks=tasks,
    jobs=(import_views.JOB, export_views.JOB),
    letters={
        LETTER: import_letters.write_import_over,
        export_services.LETTER: export_letters.write_export_over,
        **STANDING_LETTERS,
    },
    clock_jobs=(
        ClockJob("experts.freshness", clock_jobs.refresh_freshness),
        *STANDING_JOBS,
        *export_clock_jobs.JOBS,
        ClockJob("experts.exposure", forget_old),
    ),
    checks=(Check("cv", cv_checks.missing_files),),
    stored_files=cv_checks.stored_names,
    commands=(import_commands.import_group, erase),
    upkeep=flush,
    panels={
        Place.EXPERT: document_panel.files_of_profile,
        Place.STATE: panel_views.state_panel,
        Place.ARTICLE: panel_views.article_panel,
    },
)
