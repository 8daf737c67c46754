"""What the preview of an import shows: the first people as understood, and faults in a few lines."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from flask_babel import gettext

from roster.core.tables.table import Table
from roster.core.tables.writing import write_csv
from roster.experts.importing.problems import CellProblem
from roster.experts.importing.reading import ReadImport
from roster.experts.inputs import ImportedRow
from roster.people.models import own_order
from roster.people.names import language_of_script
from roster.vocabulary.entries import Vocabulary
from roster.web.locale import show_number

PEOPLE_SHOWN = 20
PROBLEMS_SHOWN = 200
SAMPLES_SHOWN = 3


@dataclass(frozen=True)
class PreviewPerson:
    """One person as understood."""

    row_number: int
    own: str
    latin: str
    script_language: str
    state: str
    work: str
    email: str
    languages: str
    subjects: str
    notes: str


@dataclass(frozen=True)
class ProblemGroup:
    """All problems of one kind: an example, and how many there are."""

    example: CellProblem
    count: int


@dataclass(frozen=True)
class ColumnSample:
    """A column of the file with the first things that stand in it."""

    header: str
    samples: tuple[str, ...]


def first_people(read: ReadImport, vocabulary: Vocabulary, language: str) -> list[PreviewPerson]:
    """The first people of the file, in the reader's words."""
    return [_person(row, vocabulary, language) for row in read.rows[:PEOPLE_SHOWN]]


def grouped(problems: Sequence[CellProblem]) -> list[ProblemGroup]:
    """One line for each kind of problem, the commonest first."""
    counts = Counter(problem.fault for problem in problems)
    examples: dict[str, CellProblem] = {}
    for problem in problems:
        examples.setdefault(problem.fault, problem)
    return [ProblemGroup(examples[fault], count) for fault, count in counts.most_common()]


def column_samples(table: Table) -> list[ColumnSample]:
    """Each column with its first different values that are not empty."""
    return [
        ColumnSample(
            header,
            tuple(
                islice(dict.fromkeys(row[at][:80] for row in table.rows if row[at].strip()), SAMPLES_SHOWN)
            ),
        )
        for at, header in enumerate(table.header)
    ]


def problems_file(read: ReadImport) -> bytes:
    """Every error and warning with its row and column, for the person who corrects the list."""
    header = (gettext("Row"), gettext("Column"), gettext("Kind"), gettext("What is to be done"))
    error, warning = gettext("Error"), gettext("Warning")
    return write_csv(
        header,
        (
            (str(problem.row_number), problem.column, kind, problem.sentence)
            for kind, problems in ((error, read.errors), (warning, read.warnings))
            for problem in problems
        ),
    )


def _person(row: ImportedRow, vocabulary: Vocabulary, language: str) -> PreviewPerson:
    given = row.profile
    topics = [
        vocabulary.topics.get_label(line.topic_id, language) for line in given.expertise if line.topic_id
    ]
    articles = [
        gettext("Article %(number)s", number=show_number(line.article_no))
        for line in given.expertise
        if line.article_no
    ]
    return PreviewPerson(
        row_number=row.row_number,
        own=own_order(given.given_name, given.family_name),
        latin=" ".join(part for part in (given.latin_given_name, given.latin_family_name) if part),
        script_language=language_of_script(given.family_name),
        state=vocabulary.states.get_label(row.state, language) if row.state else "",
        work=" · ".join(part for part in (given.post, given.employer) if part),
        email=given.email,
        languages=" · ".join(vocabulary.languages.get_label(item.code, language) for item in given.languages),
        subjects=" · ".join((*topics, *articles)),
        notes=given.staff_notes,
    )
