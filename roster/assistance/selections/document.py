"""A selection record as a document in the reader's language: what was asked, of how many, who was chosen and why."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from flask_babel import gettext

from roster.assistance.requests.models import AssistanceRequest
from roster.assistance.selections.presentation import RecordView, SelectedView
from roster.assistance.selections.shares import ShareGroup
from roster.core.actor import Actor
from roster.core.documents.blocks import (
    Block,
    Bullets,
    Document,
    Facts,
    Grid,
    Heading,
    Inline,
    Lines,
    Paragraph,
    Piece,
)
from roster.people.names import is_latin, language_of_script
from roster.vocabulary import queries as vocabulary
from roster.web.locale import show_date, show_moment, show_number

NOTHING = "–"
SHARE_WIDTHS = (0.5, 0.25, 0.25)
PART_WIDTHS = (0.6, 0.2, 0.2)


def record_document(
    actor: Actor, request: AssistanceRequest, view: RecordView, *, language: str, at: datetime
) -> Document:
    """The record as a document. It names no declared interest, only that there is one: it may travel."""
    foot = gettext(
        "Selection record %(reference)s, exported by %(name)s on %(moment)s. It holds personal data: use it for "
        "this request only, and keep it no longer than the request.",
        reference=view.ref,
        name=actor.name,
        moment=show_moment(at),
    )
    return Document(
        title=gettext("Selection record %(reference)s", reference=view.ref),
        language=language,
        heading=gettext("Selection record"),
        subtitle=Piece(text=request.title or request.ref, language=request.source_language),
        blocks=tuple(_blocks(request, view, language)),
        foot=(foot,),
    )


def _blocks(request: AssistanceRequest, view: RecordView, language: str) -> Iterator[Block]:
    yield Facts(_head(request, view, language))
    if view.decision:
        yield Heading(gettext("Reasons for the choice"))
        yield Paragraph(_written(view.decision))
    yield Heading(gettext("Chosen"))
    for item in view.people:
        yield from _person(item)
    yield Heading(gettext("Criteria"))
    yield Facts([(label, "\n".join(values)) for label, values in view.criteria])
    yield Heading(gettext("How much each part counts"))
    yield Lines([(label, show_number(weight)) for label, weight in view.weights])
    yield Heading(gettext("Excluded by each rule"))
    if view.excluded:
        yield Paragraph(gettext("One person may break several rules."), is_quiet=True)
        yield Lines([(label, show_number(count)) for label, count in view.excluded])
    else:
        yield Paragraph(gettext("No rule excluded anybody."))
    yield Heading(gettext("Balance before and after"))
    yield from _balance(view.balance)


def _head(request: AssistanceRequest, view: RecordView, language: str) -> list[tuple[str, Inline]]:
    rows: list[tuple[str, Inline]] = [
        (gettext("Reference"), Piece(text=view.ref, is_code=True)),
        (gettext("Request"), Piece(text=request.ref, is_code=True)),
        (gettext("Requesting State"), vocabulary.current().states.get_label(request.state, language)),
        (gettext("Decided on"), show_date(view.decided_at)),
        (gettext("Decided by"), view.decided_by or NOTHING),
        (gettext("People on the roster"), show_number(view.pool_size)),
        (gettext("Excluded by no rule"), show_number(view.eligible)),
    ]
    if view.match_ref:
        rows.insert(2, (gettext("Match"), Piece(text=view.match_ref, is_code=True)))
    return rows


def _person(item: SelectedView) -> Iterator[Block]:
    place, person, found = f"{show_number(item.place)}. ", item.person, item.judged
    if person is None:
        yield Heading((place, gettext("No longer available")), 2)
    else:
        own = Piece(text=person.name.own, language=person.name.language)
        beside = (" ", Piece(text=person.name.latin, language="en")) if person.name.latin else ()
        yield Heading((place, own, *beside), 2)
        yield Facts(
            [
                (gettext("Reference"), Piece(text=person.ref, is_code=True)),
                (gettext("Nominating State"), person.state.label if person.state else NOTHING),
            ]
        )
    if found is None:
        yield Paragraph(gettext("Matching said nothing of this person."))
    else:
        header = (gettext("Part of the score"), gettext("Points"), gettext("At most"))
        rows = [(part.label, part.words, part.most) for part in found.parts]
        whole = (Piece(text=gettext("Score"), is_bold=True), Piece(text=found.score, is_bold=True), "")
        yield Grid(header, [*rows, whole], PART_WIDTHS)
        yield from _said(gettext("Against it"), found.against)
        yield from _said(gettext("Why"), found.why)
        yield from _said(gettext("What is missing"), found.missing)
    if item.note:
        yield Facts([(gettext("Note"), _written(item.note))])


def _written(text: str) -> Piece:
    """What somebody wrote, in the direction of its own script whatever the document's."""
    return Piece(text=text, language=language_of_script(text) or ("en" if is_latin(text) else ""))


def _said(label: str, sentences: Sequence[str]) -> Iterator[Block]:
    if sentences:
        yield Heading(label, 3)
        yield Bullets(sentences)


def _balance(groups: Sequence[ShareGroup]) -> Iterator[Block]:
    for group in groups:
        header = (group.label, gettext("Fit best"), gettext("Chosen"))
        yield Grid(header, [(line.label, line.before, line.after) for line in group.lines], SHARE_WIDTHS)
