"""The pages of a State's own profiles: the list, several confirmed together, suspended, nominated again."""

from flask import flash, request, url_for
from flask_babel import gettext

from roster.core.errors import InvalidError
from roster.core.once import mark_used, refuse_second_use
from roster.experts import policy as experts
from roster.experts.models import Profile
from roster.experts.presentation import name_view
from roster.experts.queries import expert_by_ref
from roster.experts.standing.services import resume_profile, suspend_profile
from roster.nominations import policy
from roster.nominations.form_steps import FormStep
from roster.nominations.models import Nomination
from roster.nominations.ours import queries
from roster.nominations.ours.forms import (
    MOST_TOGETHER,
    BeginAgainForm,
    StandingForm,
    SuspendForm,
    TogetherForm,
)
from roster.nominations.ours.lines import lines_of, to_confirm
from roster.nominations.ours.queries import Tab
from roster.nominations.ours.services import confirm_together, nominate_again, nominate_successor
from roster.nominations.step_views import blueprint
from roster.web.guard import current_actor, guard
from roster.web.locale import count_phrase
from roster.web.page import Answer, page, see
from roster.web.paging import Paging, page_number
from roster.web.panels import panels_at
from roster.web.room import Place

__all__ = ["blueprint"]  # whole only once these pages are on it

PAGE_SIZE = 50


@blueprint.get("/ours")
@guard(policy.can_begin_somewhere)
def ours() -> Answer:
    """The State's profiles: how fresh each is, when its term ends, what waits."""
    actor, days = current_actor(), queries.span_on()
    left = queries.leaving(actor)
    asked = request.args.get("show", "")
    chosen = Tab(asked) if asked in set(Tab) else Tab.ALL
    parts = {tab: queries.on_tab(actor, tab, days=days, left=left) for tab in Tab}
    tallies = {tab: queries.count_of(which) for tab, which in parts.items()}
    paging = Paging(page_number(request.args), PAGE_SIZE, tallies[chosen])
    found = queries.profiles_where(parts[chosen], limit=PAGE_SIZE, offset=(paging.number - 1) * PAGE_SIZE)
    tabs = [
        {
            "label": label,
            "url": url_for("nominations.ours", show=tab.value),
            "current": tab is chosen,
            "tally": tallies[tab],
        }
        for tab, label in _labels().items()
    ]
    return page(
        "nominations/ours.html",
        tabs=tabs,
        chosen=chosen.value,
        lines=lines_of(actor, found, left=left, term_by=days.term_by),
        paging=paging,
        begin=BeginAgainForm(formdata=None),
        panels=panels_at(Place.OUR_EXPERTS),
    )


@blueprint.get("/ours/confirm")
@guard(policy.can_begin_somewhere)
def confirm_ours() -> Answer:
    """The chosen profiles with what changed since they were last confirmed."""
    refs = request.args.getlist("expert")[:MOST_TOGETHER]
    if not refs:
        flash(gettext("Tick the experts whose profiles you want to confirm."), "warning")
        return see("nominations.ours", show=request.args.get("show"))
    actor = current_actor()
    found = [item for item in queries.chosen_profiles(actor, refs) if experts.can_confirm(actor, item)]
    return page(
        "nominations/ours_confirm.html", people=to_confirm(actor, found), form=TogetherForm(formdata=None)
    )


@blueprint.post("/ours/confirm")
@guard(policy.can_begin_somewhere)
def confirm_seen() -> Answer:
    """Confirm those that were shown, each at the version that was shown."""
    form, actor = TogetherForm(), current_actor()
    versions = form.versions if form.validate() else {}
    profiles = queries.chosen_profiles(actor, versions)
    result = confirm_together(actor, [(profile, versions[profile.ref]) for profile in profiles])
    if result.done:
        flash(
            count_phrase(
                "%(num)s profile is confirmed for twelve months.",
                "%(num)s profiles are confirmed for twelve months.",
                len(result.done),
            ),
            "success",
        )
    if not result.changed:
        return see("nominations.ours")
    flash(
        count_phrase(
            "%(num)s profile was changed while you read it and is not confirmed. Here it is as it stands now.",
            "%(num)s profiles were changed while you read them and are not confirmed. "
            "Here they are as they stand now.",
            len(result.changed),
        ),
        "warning",
    )
    return see("nominations.confirm_ours", expert=[profile.ref for profile in result.changed])


@blueprint.route("/ours/<ref>/suspend", methods=("GET", "POST"))
@guard(policy.can_suspend_ours, load=expert_by_ref, visible=experts.can_view)
def suspend_ours(profile: Profile) -> Answer:
    """Hide a profile for a while, with a reason."""
    form = SuspendForm()
    form.show_version(profile.version)
    if request.method == "GET" or not form.validate():
        return _suspend_page(profile, form, status=200 if request.method == "GET" else 422)
    form.refuse_stale(profile.version)
    try:
        suspend_profile(current_actor(), profile, reason=form.reason.data or "")
    except InvalidError as error:
        form.take_problems(error)
        return _suspend_page(profile, form, status=422)
    flash(gettext("The profile is hidden. You can show it again at any time."), "success")
    return see("nominations.ours", show="away")


@blueprint.post("/ours/<ref>/resume")
@guard(policy.can_resume_ours, load=expert_by_ref, visible=experts.can_view)
def resume_ours(profile: Profile) -> Answer:
    """Show a suspended profile again."""
    if StandingForm().validate():
        resume_profile(current_actor(), profile)
        flash(gettext("The profile is shown again."), "success")
    return see("nominations.ours")


@blueprint.post("/ours/<ref>/again")
@guard(policy.can_nominate_again, load=expert_by_ref, visible=experts.can_view)
def again(profile: Profile) -> Answer:
    """Begin the nomination for the next term."""
    form = BeginAgainForm()
    if not form.validate():
        return see("nominations.ours")
    refuse_second_use(_key(form, profile), user_id=current_actor().user_id)
    nomination = nominate_again(current_actor(), profile)
    return _begun(_key(form, profile), nomination)


@blueprint.post("/ours/<ref>/successor")
@guard(policy.can_nominate_again, load=expert_by_ref, visible=experts.can_view)
def successor(profile: Profile) -> Answer:
    """Begin the nomination of whoever follows in the post."""
    form = BeginAgainForm()
    if not form.validate():
        return see("nominations.ours")
    refuse_second_use(_key(form, profile), user_id=current_actor().user_id)
    nomination = nominate_successor(current_actor(), profile)
    flash(gettext("A draft is begun with employer and post filled in. Say who it is."), "success")
    return _begun(_key(form, profile), nomination)


def _key(form: BeginAgainForm, profile: Profile) -> str:
    """The buttons of all rows share one key: it counts once for each profile."""
    return f"{form.once.data} {request.endpoint} {profile.ref}"


def _begun(key: str, nomination: Nomination) -> Answer:
    """To the draft, also for the second of two presses."""
    step = FormStep.NAME.value
    location = url_for("nominations.edit", ref=nomination.ref, step=step)
    mark_used(key, user_id=current_actor().user_id, location=location)
    return see("nominations.edit", ref=nomination.ref, step=step)


def _labels() -> dict[Tab, str]:
    return {
        Tab.ALL: gettext("On the roster"),
        Tab.DUE: gettext("To confirm"),
        Tab.TERM: gettext("Term ends soon"),
        Tab.LEFT: gettext("May have left the post"),
        Tab.AWAY: gettext("Not shown now"),
    }


def _suspend_page(profile: Profile, form: SuspendForm, *, status: int) -> Answer:
    return page(
        "nominations/ours_suspend.html", status=status, profile=profile, name=name_view(profile), form=form
    )
