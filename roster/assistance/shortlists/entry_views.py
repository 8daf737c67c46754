"""What is done with people on a shortlist: added, moved, noted, taken off. Each works without script."""

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, flash, make_response, redirect, request
from flask_babel import gettext

from roster.assistance.shortlists import policy, services
from roster.assistance.shortlists.forms import NoteForm
from roster.assistance.shortlists.models import ShortlistEntry
from roster.assistance.shortlists.presentation import people_of
from roster.assistance.shortlists.queries import entries_of, entry_by_ref, profiles_by_refs, shortlist_by_ref
from roster.assistance.shortlists.services import Direction
from roster.assistance.shortlists.views import MOST_PICKED
from roster.assistance.shortlists.views import blueprint as shortlists
from roster.core import clock
from roster.core.errors import InvalidError
from roster.experts.models import Profile
from roster.experts.presentation import ProfileView
from roster.web.guard import current_actor, guard
from roster.web.locale import count_phrase, current_language, show_number
from roster.web.page import Answer, page, see
from roster.web.redirection import local_path

blueprint: Blueprint = shortlists
ENTRY = "/<ref>/entries/<entry_ref>"


@blueprint.post("/add")
@guard(policy.can_use_shortlists)
def add() -> Answer:
    """Put the people who were ticked onto a list, or lead to a new one; then back to where they were found."""
    actor = current_actor()
    people = profiles_by_refs(actor, request.form.getlist("expert")[:MOST_PICKED])
    chosen = request.form.get("shortlist", "")
    if not people:
        flash(gettext("Nobody was chosen. Tick the people first."), "error")
        return _back("")
    if not chosen:
        return see("shortlists.new", expert=[profile.ref for profile in people])
    shortlist = shortlist_by_ref(actor, chosen)
    if shortlist is None or not policy.can_change(actor, shortlist):
        flash(gettext("This shortlist is closed or gone. Choose another."), "error")
        return _back("", still_ticked=people)
    try:
        added = services.add_people(actor, shortlist, profiles=people)
    except InvalidError as error:
        flash(" ".join(str(sentence) for sentence in error.problems.values()), "error")
        return _back(shortlist.ref, still_ticked=people)
    for words in _added_words(added, shortlist.title):
        flash(words, "success")
    return _back(shortlist.ref)


@blueprint.post(f"{ENTRY}/move")
@guard(policy.can_change_entry, load=entry_by_ref, visible=policy.can_view_entry)
def move(entry: ShortlistEntry) -> Answer:
    """Move a person up, down or to the top."""
    wanted = request.form.get("direction", "")
    if wanted in set(Direction):
        place = services.move_entry(current_actor(), entry, direction=Direction(wanted))
        count = len(entries_of(entry.shortlist))
        flash(_moved_words(_person(entry), place, count), "success")
    return see("shortlists.show", ref=entry.shortlist.ref, _anchor=entry.ref)


@blueprint.post(f"{ENTRY}/remove")
@guard(policy.can_change_entry, load=entry_by_ref, visible=policy.can_view_entry)
def remove(entry: ShortlistEntry) -> Answer:
    """Take a person off the list."""
    person, shortlist_ref = _person(entry), entry.shortlist.ref
    services.remove_entry(current_actor(), entry)
    if person:
        flash(gettext("%(name)s is no longer on the list.", name=person.name.own), "success")
    else:
        flash(gettext("The empty place is gone."), "success")
    return see("shortlists.show", ref=shortlist_ref)


@blueprint.route(f"{ENTRY}/note", methods=["GET", "POST"])
@guard(policy.can_change_entry, load=entry_by_ref, visible=policy.can_view_entry)
def note(entry: ShortlistEntry) -> Answer:
    """Write the note about a person; over somebody else's change both texts are shown."""
    form, person = NoteForm(), _person(entry)
    if person is None:
        flash(gettext("This person is no longer available, so nothing can be noted."), "error")
        return see("shortlists.show", ref=entry.shortlist.ref)
    shown: dict[str, Any] = {"form": form, "entry": entry, "person": person}
    if request.method == "GET":
        form.note.data = entry.note
        form.show_version(entry.note_version)
        return page("assistance/shortlists/note.html", **shown)
    if not form.validate():
        return page("assistance/shortlists/note.html", status=422, **shown)
    if form.version.data != str(entry.note_version):
        form.version.data = str(entry.note_version)  # saving again from here is a decision
        return page("assistance/shortlists/note.html", status=409, is_stale=True, **shown)
    services.write_note(current_actor(), entry, note=form.note.data or "")
    flash(gettext("The note about %(name)s is saved.", name=person.name.own), "success")
    return see("shortlists.show", ref=entry.shortlist.ref, _anchor=entry.ref)


def _person(entry: ShortlistEntry) -> ProfileView | None:
    people = people_of(current_actor(), [entry], language=current_language().code, today=clock.today())
    return people.get(entry.profile_id or 0)


def _back(ref: str, *, still_ticked: Iterable[Profile] = ()) -> Answer:
    """To the page of ours from which the form came, else to the list, else to all lists."""
    path = local_path(request.values.get("next"), default="")
    if path:
        ticks = urlencode([("expert", profile.ref) for profile in still_ticked])
        path += ("&" if "?" in path else "?") + ticks if ticks else ""
        return make_response(redirect(path, code=303))
    return see("shortlists.show", ref=ref) if ref else see("shortlists.index")


def _moved_words(person: ProfileView | None, place: int, count: int) -> str:
    figures = {"place": show_number(place), "count": show_number(count)}
    if person is None:
        return gettext("The empty place is now number %(place)s of %(count)s.", **figures)
    return gettext("%(name)s is now number %(place)s of %(count)s.", name=person.name.own, **figures)


def _added_words(added: services.Added, title: str) -> Iterator[str]:
    if added.new:
        yield count_phrase(
            "%(num)s person was added to “%(title)s”.",
            "%(num)s people were added to “%(title)s”.",
            added.new,
            title=title,
        )
    if added.known:
        yield count_phrase(
            "%(num)s person was on “%(title)s” already.",
            "%(num)s people were on “%(title)s” already.",
            added.known,
            title=title,
        )
