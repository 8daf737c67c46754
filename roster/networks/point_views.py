"""Pages of contact points: who answers is shown on request, added, changed and removed by the coordinator."""

from dataclasses import dataclass

from flask import flash, request, url_for
from flask_babel import gettext

from roster.core import clock
from roster.core.actor import Actor
from roster.core.errors import InvalidError
from roster.core.once import mark_used
from roster.networks import point_queries, point_services, policy, queries
from roster.networks.forms import PointEditForm, PointForm, StepForm
from roster.networks.membership_views import blueprint
from roster.networks.models import ContactPoint, Membership
from roster.networks.presentation import languages_of, member_view, point_view
from roster.web.guard import current_actor, guard
from roster.web.page import Answer, Page, page, see

__all__ = ["blueprint"]  # whole only once these pages are on it


@dataclass(frozen=True)
class Asked:
    """A contact point of a membership that the address names."""

    membership: Membership
    point: ContactPoint


def point_here(actor: Actor, slug: str, ref: str, point: str) -> Asked | None:
    """The contact point that the address names, where the membership exists for this actor."""
    membership = queries.membership_by_ref(actor, slug, ref)
    found = queries.point_of(membership, point) if membership else None
    return Asked(membership, found) if membership and found else None


def can_view(actor: Actor, asked: Asked) -> bool:
    """Whether the reader knows the membership, and so that somebody answers."""
    return policy.can_view_membership(actor, asked.membership)


def can_reveal(actor: Actor, asked: Asked) -> bool:
    """Whether this contact point may be shown."""
    return policy.can_reveal(actor, asked.membership)


def can_keep(actor: Actor, asked: Asked) -> bool:
    """Whether this contact point is the reader's to keep."""
    return policy.can_keep(actor, asked.membership)


@blueprint.post("/networks/<slug>/members/<ref>/contacts/<point>/reveal")
@guard(can_reveal, load=point_here, visible=can_view)
def reveal(asked: Asked) -> Answer:
    """Show who answers, once; that it was shown is on record."""
    actor = current_actor()
    point_services.note_reveal(actor, asked.point)
    answer = page(
        "networks/contact.html",
        member=member_view(actor, asked.membership, today=clock.today()),
        point=point_view(asked.point, with_post=True),
        person=asked.point.person,
        contact=point_services.person_input(asked.point.person),
        spoken=languages_of(spoken.code for spoken in asked.point.person.languages),
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.route("/networks/<slug>/members/<ref>/contacts/new", methods=["GET", "POST"])
@guard(policy.can_keep, load=queries.membership_by_ref, visible=policy.can_view_membership)
def new_point(found: Membership) -> Answer:
    """Add a contact point: somebody who is there already, or somebody new."""
    actor = current_actor()
    form = PointForm(people=point_queries.people_known_to(actor))
    if request.method == "GET":
        return _point_page(found, form)
    form.refuse_repeat()
    if not form.validate():
        return _point_page(found, form, status=422)
    try:
        person = point_queries.person_by_ref(actor, form.person.data) if form.person.data else None
        if person is None:
            person = point_services.add_person(actor, given=form.to_person())
        point_services.add_point(actor, found, person=person, given=form.to_point())
    except InvalidError as error:
        form.take_problems(error)
        return _point_page(found, form, status=422)
    location = url_for("networks.membership", slug=found.network.slug, ref=found.ref)
    mark_used(form.once.data, user_id=actor.user_id, location=location)
    return _done(found, gettext("The contact point is added."))


@blueprint.route("/networks/<slug>/members/<ref>/contacts/<point>/edit", methods=["GET", "POST"])
@guard(can_keep, load=point_here, visible=can_view)
def edit_point(asked: Asked) -> Answer:
    """Change for what somebody answers here, and the person's details everywhere."""
    actor, point, form = current_actor(), asked.point, PointEditForm()
    if request.method == "GET":
        form.show(point, point_services.person_input(point.person))
        form.show_version(point.version)
        return _point_page(asked.membership, form, point=point)
    form.refuse_stale(point.version)
    if not form.validate():
        return _point_page(asked.membership, form, point=point, status=422)
    try:
        point_services.edit_point(actor, point, given=form.to_point())
        point_services.edit_person(actor, point.person, given=form.to_person())
    except InvalidError as error:
        form.take_problems(error)
        return _point_page(asked.membership, form, point=point, status=422)
    return _done(asked.membership, gettext("Saved. The details of the person changed in every network."))


@blueprint.post("/networks/<slug>/members/<ref>/contacts/<point>/remove")
@guard(can_keep, load=point_here, visible=can_view)
def remove_point(asked: Asked) -> Answer:
    """Let somebody no longer answer here."""
    StepForm().refuse_stale(asked.point.version)
    point_services.remove_point(current_actor(), asked.point)
    return _done(asked.membership, gettext("The contact point is removed from this membership."))


def _point_page(
    found: Membership,
    form: PointForm | PointEditForm,
    *,
    point: ContactPoint | None = None,
    status: int = 200,
) -> Page:
    serves = len(point_queries.points_of_person(point.person_id)) if point is not None else 0
    answer = page(
        "networks/point_edit.html",
        status=status,
        form=form,
        member=member_view(current_actor(), found, today=clock.today()),
        point=point,
        serves=serves,
        has_profile=point is not None and point_services.has_profile(point.person),
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _done(found: Membership, sentence: str) -> Answer:
    flash(sentence, "success")
    return see("networks.membership", slug=found.network.slug, ref=found.ref)
