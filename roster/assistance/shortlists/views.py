"""Pages of shortlists: the list of lists, one list, compared, as a document, named, closed, deleted."""

from flask import Blueprint, current_app, flash, request, url_for
from flask_babel import gettext

from roster.assistance.selections.on_list import choice_of, score_facts
from roster.assistance.shortlists import policy, services
from roster.assistance.shortlists.balance import balance_of
from roster.assistance.shortlists.document import shortlist_document
from roster.assistance.shortlists.facts import facts_of
from roster.assistance.shortlists.forms import NewShortlistForm, ShortlistForm
from roster.assistance.shortlists.models import Shortlist
from roster.assistance.shortlists.presentation import ShortlistView, shortlist_view
from roster.assistance.shortlists.queries import (
    entries_of,
    profiles_by_refs,
    shortlist_by_ref,
    shortlist_count,
    shortlists_of,
)
from roster.core import clock
from roster.core.config import Settings
from roster.core.documents.word import write_docx
from roster.core.once import mark_used
from roster.core.unit_of_work import unit_of_work
from roster.experts.presentation import name_view
from roster.experts.wording import freshness_words
from roster.web.downloads import download
from roster.web.guard import current_actor, guard
from roster.web.locale import current_language
from roster.web.page import Answer, page, see
from roster.web.paging import DEFAULT_SIZE, Paging, page_number
from roster.web.throttle import limiter

blueprint = Blueprint("shortlists", __name__, url_prefix="/<lang:lang>/shortlists")
FEWEST_COMPARED, MOST_COMPARED = 2, 6
MOST_PICKED = services.MOST_ENTRIES + 1  # so that the service says that they are too many


@blueprint.get("")
@guard(policy.can_use_shortlists)
def index() -> Answer:
    """The lists that the reader has, or for the manager all."""
    actor, number = current_actor(), page_number(request.args)
    lines = shortlists_of(actor, offset=(number - 1) * DEFAULT_SIZE, limit=DEFAULT_SIZE)
    return page(
        "assistance/shortlists/index.html",
        lines=lines,
        paging=Paging(number, DEFAULT_SIZE, shortlist_count(actor)),
    )


@blueprint.route("/new", methods=["GET", "POST"])
@guard(policy.can_use_shortlists)
def new() -> Answer:
    """Begin a list, with people on it where some were chosen before."""
    form, actor = NewShortlistForm(), current_actor()
    people = profiles_by_refs(actor, request.values.getlist("expert")[:MOST_PICKED])
    names = [(profile.ref, name_view(profile)) for profile in people]
    if request.method == "GET":
        return page("assistance/shortlists/new.html", form=form, people=names)
    form.refuse_repeat()
    if not form.validate():
        return page("assistance/shortlists/new.html", status=422, form=form, people=names)
    shortlist = services.create_shortlist(actor, form.to_input())
    if people:
        services.add_people(actor, shortlist, profiles=people)
    location = url_for("shortlists.show", ref=shortlist.ref)
    mark_used(form.once.data, user_id=actor.user_id, location=location)
    return see("shortlists.show", ref=shortlist.ref)


@blueprint.get("/<ref>")
@guard(policy.can_view, load=shortlist_by_ref)
def show(shortlist: Shortlist) -> Answer:
    """One list: its people in order, each with a note."""
    actor, today = current_actor(), clock.today()
    return page(
        "assistance/shortlists/show.html",
        choice=choice_of(actor, shortlist, entries_of(shortlist), today=today),
        shortlist=_view(shortlist),
        can_change=policy.can_change(actor, shortlist),
        can_manage=policy.can_manage(actor, shortlist),
        freshness_words=freshness_words,
        fewest_compared=FEWEST_COMPARED,
    )


@blueprint.get("/<ref>/compare")
@guard(policy.can_view, load=shortlist_by_ref)
def compare(shortlist: Shortlist) -> Answer:
    """Two to six people side by side: those ticked, else the first of the list."""
    choice = choice_of(current_actor(), shortlist, entries_of(shortlist), today=clock.today())
    view, language = _view(shortlist), current_language().code
    wanted = set(request.args.getlist("expert"))
    chosen = [person for person in view.people if not wanted or person.ref in wanted]
    people = chosen[:MOST_COMPARED]
    return page(
        "assistance/shortlists/compare.html",
        shortlist=view,
        choice=choice,
        people=people,
        facts=[
            (*(score_facts(choice, person.ref) if choice else ()), *facts_of(person, language=language))
            for person in people
        ],
        notes={entry.person.ref: entry.note for entry in view.entries if entry.person},
        balance=balance_of(people, language=language),
        left_out=len(chosen) - len(people),
        fewest=FEWEST_COMPARED,
    )


def _exports_per_hour() -> str:
    settings: Settings = current_app.extensions["roster_settings"]
    return settings.limits.exports_per_hour


@blueprint.get("/<ref>.docx")
@limiter.limit(  # type: ignore[untyped-decorator]
    _exports_per_hour, key_func=lambda: f"export {current_actor().user_id}"
)
@guard(policy.can_view, load=shortlist_by_ref)
def show_docx(shortlist: Shortlist) -> Answer:
    """The list as a document; that it was made is on record before it goes out."""
    actor, view, now = current_actor(), _view(shortlist), clock.now()
    document = shortlist_document(actor, view, language=current_language().code, at=now)
    content = write_docx(document, made_at=now)
    with unit_of_work():
        services.record_export(actor, shortlist)
    return download(content, name=view.title, extension="docx")


@blueprint.route("/<ref>/edit", methods=["GET", "POST"])
@guard(policy.can_change, load=shortlist_by_ref, visible=policy.can_view)
def edit(shortlist: Shortlist) -> Answer:
    """Change what a list is called and for."""
    form = ShortlistForm()
    if request.method == "GET":
        form.show(shortlist)
        form.show_version(shortlist.version)
        return page("assistance/shortlists/edit.html", form=form, shortlist=shortlist)
    if not form.validate():
        return page("assistance/shortlists/edit.html", status=422, form=form, shortlist=shortlist)
    if form.version.data != str(shortlist.version):
        form.version.data = str(shortlist.version)  # saving again from here is a decision
        return page(
            "assistance/shortlists/edit.html",
            status=409,
            form=form,
            shortlist=shortlist,
            is_stale=True,
        )
    services.edit_shortlist(current_actor(), shortlist, given=form.to_input())
    flash(gettext("The shortlist is saved."), "success")
    return see("shortlists.show", ref=shortlist.ref)


@blueprint.post("/<ref>/close")
@guard(policy.can_change, load=shortlist_by_ref, visible=policy.can_view)
def close(shortlist: Shortlist) -> Answer:
    """Put the list away."""
    services.close_shortlist(current_actor(), shortlist)
    flash(gettext("The shortlist is closed. It can still be read, and opened again."), "success")
    return see("shortlists.show", ref=shortlist.ref)


@blueprint.post("/<ref>/reopen")
@guard(policy.can_manage, load=shortlist_by_ref, visible=policy.can_view)
def reopen(shortlist: Shortlist) -> Answer:
    """Take the list up again."""
    services.reopen_shortlist(current_actor(), shortlist)
    flash(gettext("The shortlist is open again."), "success")
    return see("shortlists.show", ref=shortlist.ref)


@blueprint.route("/<ref>/delete", methods=["GET", "POST"])
@guard(policy.can_manage, load=shortlist_by_ref, visible=policy.can_view)
def delete(shortlist: Shortlist) -> Answer:
    """Ask, then delete the list with its notes."""
    if request.method == "GET":
        return page(
            "assistance/shortlists/delete.html",
            shortlist=shortlist,
            people_count=len(entries_of(shortlist)),
        )
    services.delete_shortlist(current_actor(), shortlist)
    flash(gettext("The shortlist is deleted."), "success")
    return see("shortlists.index")


def _view(shortlist: Shortlist) -> ShortlistView:
    return shortlist_view(
        current_actor(),
        shortlist,
        entries_of(shortlist),
        language=current_language().code,
        today=clock.today(),
    )
