"""Where a nomination and the profile that it began from say different things, in words to be read side by side."""

from dataclasses import dataclass

from flask_babel import gettext

from roster.core.actor import Actor
from roster.experts.form_words import code_labels, field_labels
from roster.experts.forms import ProfileForm
from roster.experts.policy import Part, readable_parts
from roster.experts.wording import differences
from roster.nominations.models import Nomination
from roster.nominations.new_term import CV, INTERESTS, NAME_PARTS, UNITS, NewTerm, Side, new_term_of


@dataclass(frozen=True)
class TermRow:
    """One thing said differently: `proposed` is whose text is published, None where nothing is to be chosen."""

    name: str
    label: str
    nominated: str
    current: str
    proposed: Side | None = None


def disputed_rows(nomination: Nomination, term: NewTerm) -> list[TermRow]:
    """What both changed."""
    return [_row(nomination, term, name, side) for name, side in term.conflicts.items()]


def rows_for_state(actor: Actor, nomination: Nomination) -> list[TermRow]:
    """What changed in the profile since the draft began, as far as the State that nominates reads it."""
    profile = nomination.profile
    if profile is None or Part.RESTRICTED not in readable_parts(actor, profile):
        return []
    term = new_term_of(nomination)
    rows = [*disputed_rows(nomination, term), *followed_rows(nomination, term)]
    return [row for row in rows if row.name != INTERESTS]


def followed_rows(nomination: Nomination, term: NewTerm) -> list[TermRow]:
    """What only the profile changed meanwhile."""
    return [_row(nomination, term, name, None) for name in term.followed]


def _row(nomination: Nomination, term: NewTerm, name: str, side: Side | None) -> TermRow:
    if name == CV:
        held = nomination.profile.cv if nomination.profile else None
        brought = nomination.cv
        here, there = brought.file_name if brought else "", held.file_name if held else ""
        return TermRow(name, gettext("CV"), here, there, side)
    if name == NAME_PARTS[0]:
        here, there = "\n".join(term.nominated.names), "\n".join(term.current.names)
        return TermRow(name, gettext("Name"), here, there, side)
    form = ProfileForm(formdata=None)
    labels = {part: label for part, label in field_labels(form).items() if part in UNITS[name]}
    found = differences(term.nominated, term.current, labels, codes=code_labels(form))
    return TermRow(
        name,
        labels[name],
        "\n".join(item.stored for item in found),
        "\n".join(item.typed for item in found),
        side,
    )
