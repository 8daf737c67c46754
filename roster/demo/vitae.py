"""The curriculum vitae of an invented expert: a small Word file in the language of the profile, and its text."""

import hashlib
from collections.abc import Iterator
from datetime import datetime

from flask_babel import gettext

from roster.core.documents.blocks import Block, Bullets, Document, Heading, Paragraph, plain
from roster.core.documents.word import write_docx
from roster.core.files import FileStore
from roster.demo.invented import InventedExpert
from roster.experts.cv.services import NewCv
from roster.web.locale import in_language

ONE_IN = 6


def has_cv(number: int, expert: InventedExpert) -> bool:
    """Whether the expert with this number, in the order of invention, has sent a file: about one in six."""
    return number % ONE_IN == 1 and expert.stage != "archived"


def invent_cv(expert: InventedExpert, *, files: FileStore, at: datetime) -> NewCv:
    """Write the file, store it, and say what a reading of it would find."""
    with in_language(expert.profile_language):
        blocks = list(_blocks(expert))
        name = f"{expert.given_name} {expert.family_name}".strip()
        document = Document(title=name, language=expert.profile_language, blocks=blocks)
        content = write_docx(document, made_at=at)
    return NewCv(
        stored_name=files.put(content),
        file_name=f"CV {expert.latin_family_name or expert.family_name}.docx",
        kind="docx",
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        text="\n".join((name, *_lines(blocks))),
        language=expert.profile_language,
    )


def _blocks(expert: InventedExpert) -> Iterator[Block]:
    yield Paragraph(f"{expert.post}\n{expert.employer}")
    yield Heading(gettext("Brief profile"), 2)
    yield Paragraph(expert.brief_profile)
    yield Heading(gettext("Earlier posts"), 2)
    yield Bullets([f"{item.years}: {item.post}, {item.employer}" for item in expert.earlier_posts])
    yield Heading(gettext("Expertise"), 2)
    yield Bullets([line.evidence for line in expert.expertise])
    yield Heading(gettext("Highest education"), 2)
    yield Paragraph("\n".join((expert.highest_education, *expert.certificates)))
    if expert.publications:
        yield Heading(gettext("Publications and panels"), 2)
        yield Bullets(expert.publications)


def _lines(blocks: list[Block]) -> Iterator[str]:
    """The text of the blocks that a CV is made of."""
    for block in blocks:
        match block:
            case Heading(text) | Paragraph(text):
                yield plain(text)
            case Bullets(items):
                yield from (plain(item) for item in items)
