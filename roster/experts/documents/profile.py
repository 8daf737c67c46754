"""A profile as a document, in the reader's language: what the reader may read, and who took it along."""

from collections.abc import Iterator
from datetime import datetime

from flask_babel import gettext

from roster.core.actor import Actor
from roster.core.documents.blocks import (
    Block,
    Bullets,
    Document,
    Facts,
    Grid,
    Heading,
    Inline,
    Paragraph,
    Piece,
    pieces_of,
)
from roster.experts.importing.brief import language_of
from roster.experts.presentation import ExpertiseView, ProfileView, RestrictedView
from roster.experts.states import Stage
from roster.experts.terms import Term
from roster.experts.wording import freshness_words
from roster.web.locale import count_phrase, in_digits, show_date, show_moment, show_number

NOTHING = "–"
EXPERTISE_WIDTHS = (0.46, 0.22, 0.2, 0.12)
LANGUAGE_WIDTHS = (0.34, 0.14, 0.14, 0.14, 0.24)


def profile_document(actor: Actor, view: ProfileView, *, language: str, at: datetime) -> Document:
    """The view as a document. Declared interests and notes of the staff are never in it: it may travel."""
    return Document(
        title=view.name.own,
        language=language,
        heading=Piece(text=view.name.own, language=view.name.language),
        subtitle=view.name.latin and Piece(text=view.name.latin, language="en"),
        blocks=tuple(_blocks(view, language)),
        foot=_foot(actor, view, at),
    )


def _blocks(view: ProfileView, language: str) -> Iterator[Block]:
    yield _facts(
        (gettext("Reference"), Piece(text=view.ref, is_code=True)),
        (gettext("Nominating State"), _label(view.state)),
        (gettext("Freshness"), freshness_words(view.freshness).sentence),
        (gettext("Stage"), "" if view.stage is Stage.PUBLISHED else str(view.stage.label)),
        (gettext("Nominated as"), _label(view.category)),
        (gettext("Post"), view.post),
        (gettext("Employer"), view.employer),
        (gettext("Type of organization"), _label(view.organisation_type)),
        (gettext("In this post since"), _year(view.employed_since)),
        (gettext("Legal system"), _label(view.legal_system)),
        (gettext("Countries worked in"), _labels(view.countries_worked)),
    )
    if view.brief:
        yield Heading(gettext("Brief profile"))
        yield Paragraph(Piece(text=view.brief, language=view.brief_language))
        if view.brief_language != language:
            yield Paragraph(
                gettext("Not available in your language yet; shown as it was written."), is_quiet=True
            )
    yield Heading(gettext("Expertise"))
    yield from _expertise(view)
    if view.reviews:
        yield Heading(gettext("Review experience"))
        yield Bullets(
            [_joined(_label(item.mechanism), _label(item.state), _year(item.year)) for item in view.reviews]
        )
    if view.languages:
        yield Heading(gettext("Languages"))
        yield _languages(view)
    yield Heading(gettext("Availability"))
    yield from _availability(view)
    if view.restricted is not None:
        yield from _restricted(view.restricted)


def _expertise(view: ProfileView) -> Iterator[Block]:
    if not view.expertise:
        yield Paragraph(gettext("No expertise is recorded yet."))
        return
    header = (gettext("Subject"), gettext("Type of assistance"), gettext("Level"), gettext("Years"))
    rows = [
        (
            _subject(line),
            _label(line.assistance_type) or NOTHING,
            _label(line.level) or NOTHING,
            NOTHING if line.years is None else show_number(line.years),
        )
        for line in view.expertise
    ]
    yield Grid(header, rows, EXPERTISE_WIDTHS)


def _subject(line: ExpertiseView) -> Inline:
    parts: list[Piece] = []
    if line.topic:
        parts.append(Piece(text=line.topic.label, is_bold=True))
    if line.article:
        number = show_number(int(line.article.code))
        words = gettext("Article %(number)s: %(title)s", number=number, title=line.article.label)
        parts.append(Piece(text=words, is_bold=not line.topic))
    if line.evidence:
        parts.append(_written(line.evidence))
    lines: list[Piece | str] = []
    for part in parts:
        lines += ["\n", part] if lines else [part]
    return lines


def _languages(view: ProfileView) -> Grid:
    header = (
        gettext("Language"),
        gettext("Speaks"),
        gettext("Reads"),
        gettext("Writes"),
        gettext("Drafts legal texts"),
    )
    rows = [
        (
            Piece(text=item.language.label, is_bold=True),
            item.speaking or NOTHING,
            item.reading or NOTHING,
            item.writing or NOTHING,
            gettext("Yes") if item.drafts_legal else NOTHING,
        )
        for item in view.languages
    ]
    return Grid(header, rows, LANGUAGE_WIDTHS)


def _availability(view: ProfileView) -> Iterator[Block]:
    more = view.restricted
    days = more.days_per_year if more else None
    rows: list[tuple[str, Inline]] = [
        (gettext("Place of work"), _label(view.mode) or gettext("Not stated")),
        (
            gettext("Notice needed"),
            gettext("Not stated") if view.notice_days is None else _days(view.notice_days),
        ),
    ]
    if more is not None:
        rows += [
            (
                gettext("Days available per year"),
                gettext("Not stated") if days is None else show_number(days),
            ),
            (gettext("Release by the employer"), _label(more.employer_release) or gettext("Not stated")),
            (gettext("Regions excluded"), _labels(more.regions_excluded)),
            (gettext("Not available"), "\n".join(_span(*span) for span in more.absences)),
        ]
    yield _facts(*rows)


def _restricted(more: RestrictedView) -> Iterator[Block]:
    yield Heading(gettext("Contact"))
    if more.is_relay_only:
        yield Paragraph(gettext("Wishes to be reached through this system only."))
    yield _facts(
        (gettext("E-mail address"), Piece(text=more.email, is_code=True)),
        (gettext("Telephone"), Piece(text=more.phone, is_code=True)),
        (gettext("City"), more.city),
        (gettext("Country of residence"), _label(more.country)),
        (gettext("Time zone"), Piece(text=more.time_zone, is_code=True)),
        (gettext("Nationalities"), _labels(more.nationalities)),
        (gettext("Gender"), _label(more.gender)),
    )
    texts = (
        (gettext("Earlier posts"), more.earlier_posts),
        (gettext("Highest education"), more.education),
        (gettext("Certificates"), more.certificates),
        (gettext("Publications and panels"), more.publications),
        (gettext("Referees"), more.referees),
    )
    if any(text for _label_, text in texts):
        yield Heading(gettext("Career"))
    for label, text in texts:
        if text:
            yield Heading(label, 2)
            yield Paragraph(_written(text))
    yield Heading(gettext("Consent and term"))
    yield _facts(
        (gettext("Consent given on"), show_date(more.consented_on) or gettext("Not stated")),
        (gettext("Shown to the public"), gettext("Yes") if more.is_public else gettext("No")),
        (gettext("Term ends on"), show_date(more.term_ends_on) or gettext("Not stated")),
    )


def _foot(actor: Actor, view: ProfileView, at: datetime) -> tuple[str, ...]:
    lines = [
        gettext("Exported by %(name)s on %(moment)s.", name=actor.name, moment=show_moment(at)),
        gettext(
            "For technical assistance under the United Nations Convention against Corruption only. Delete it "
            "when it is no longer needed for that."
        ),
    ]
    if view.restricted is not None:
        lines.append(
            gettext(
                "Holds what only the expert, the nominating State and the secretariat read: do not pass it on."
            )
        )
    return tuple(lines)


def _facts(*rows: tuple[str, Inline]) -> Facts:
    return Facts([(label, content) for label, content in rows if pieces_of(content)])


def _written(text: str) -> Piece:
    """What somebody wrote, with the language it seems to be in."""
    return Piece(text=text, language=language_of(text) or "")


def _label(term: Term | None) -> str:
    return term.label if term else ""


def _labels(terms: tuple[Term, ...]) -> str:
    return _joined(*(term.label for term in terms))


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _year(year: int | None) -> str:
    return "" if year is None else in_digits(str(year))


def _days(count: int) -> str:
    return count_phrase("%(num)s day", "%(num)s days", count)


def _span(first: object, last: object) -> str:
    return gettext(
        "%(first)s to %(last)s",
        first=show_date(first, "medium"),  # type: ignore[arg-type]
        last=show_date(last, "medium"),  # type: ignore[arg-type]
    )
