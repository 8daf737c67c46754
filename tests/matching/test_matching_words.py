"""Everything that matching finds has words, and they hold the facts."""

from dataclasses import replace

import pytest
from flask import Flask
from flask_babel import Babel

from roster.matching.change_wording import change_words
from roster.matching.naming import Names
from roster.matching.problem_wording import problem_words
from roster.matching.problems import Problem, ProblemKind
from roster.matching.reason_wording import reason_words
from roster.matching.reasons import Change, ChangeKind, Reason, ReasonKind
from roster.matching.relations import Relations
from roster.matching.rules import FieldGroup, Rule
from roster.matching.weights import Part

VALUES = {
    "topic": "mla",
    "line_topic": "extradition",
    "level": "lead",
    "wanted": "authority",
    "percent": 64,
    "type": "legal-advice",
    "given": "mentoring",
    "years": 4,
    "year": 2020,
    "legal_system": "civil",
    "region": "african",
    "state": "KE",
    "number": 3,
    "date": "2026-01-03",
    "language": "ar",
    "skill": "drafting",
    "release": "not-asked",
    "employer": "The Firm",
    "interest": "KE",
    "mode": "remote",
    "days": 12,
    "window": 20,
    "first": "2027-01-02",
    "last": "2027-02-03",
    "has": "B1",
    "article": 46,
    "part": "fit",
}
OWN = {
    ReasonKind.MODE: {"wanted": "on-site"},
    ReasonKind.YEARS_BELOW: {"wanted": 10},
    ReasonKind.FEW_DAYS: {"wanted": 10},
}


@pytest.fixture(scope="module")
def worded() -> Flask:
    app = Flask("matching-words")
    Babel(app)
    return app


def values(kind: ReasonKind | ChangeKind | ProblemKind) -> dict:
    in_language = kind.value.startswith("language") or kind is ProblemKind.NOBODY_AT_LEVEL
    return VALUES | ({"level": "C1"} if in_language else {}) | OWN.get(kind, {})


def test_each_reason_change_and_problem_has_a_sentence_of_its_own(
    worded: Flask, relations: Relations
) -> None:
    names = Names(relations.vocabulary, "en")
    reason = Reason(kind=ReasonKind.COVERS, part=Part.SUBJECT, group=FieldGroup.PROFILE)
    change = Change(kind=ChangeKind.CONFIRMED, rank=1, points=500, group=FieldGroup.PROFILE)
    with worded.test_request_context("/"):
        said = [reason_words(replace(reason, kind=kind, values=values(kind)), names) for kind in ReasonKind]
        said += [change_words(replace(change, kind=kind, values=values(kind)), names) for kind in ChangeKind]
        said += [problem_words(Problem(kind=kind, values=values(kind)), names) for kind in ProblemKind]
        hints = {str(part.hint) for part in Part} | {str(rule.label) for rule in Rule}
    assert all(sentence.endswith(".") and "%(" not in sentence for sentence in said)
    assert len(set(said)) == len(said)
    assert len(hints) == len(Part) + len(Rule)


def test_names_are_those_of_the_reader_and_keep_their_own_direction(
    worded: Flask, relations: Relations
) -> None:
    reason = Reason(
        kind=ReasonKind.OWN_STATE, part=Rule.OWN_STATE, group=FieldGroup.PROFILE, values={"state": "KE"}
    )
    with worded.test_request_context("/"):
        assert "\u2068肯尼亚\u2069" in reason_words(reason, Names(relations.vocabulary, "zh"))
