"""What must hold for every roster and every request: rules, sums, order, and that being better never costs anything."""

from dataclasses import replace
from datetime import timedelta
from math import isnan

import pytest
from flask import Flask
from flask_babel import Babel
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from roster.matching.candidate import Candidate, ExpertiseLine, LanguageSkill
from roster.matching.change_wording import change_words
from roster.matching.criteria import Criteria, Skill, Span
from roster.matching.matcher import match, match_one
from roster.matching.naming import Names
from roster.matching.pool import Pool
from roster.matching.problem_wording import problem_words
from roster.matching.reason_wording import reason_words
from roster.matching.relations import Relations
from roster.matching.result import Match, MatchResult, WhyNot
from roster.matching.text_found import TextFound
from roster.matching.weights import MOST, Weights
from roster.vocabulary.codes import CefrLevel, ExpertiseLevel, Mode
from tests.matching.rosters import TODAY, candidates, languages, lines, requests, rosters, texts, weightings

quick = settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def breaks(criteria: Criteria, person: Candidate) -> bool:
    """The hard rules once more, person by person and day by day, in no way that the columns know."""
    states = {person.nominating_state, *person.nationalities} - {None}
    names = {" ".join(name.casefold().split()) for name in criteria.interested_organisations} - {""}
    excluded = {" ".join(name.casefold().split()) for name in criteria.excluded_employers} - {""}
    employer = " ".join(person.employer.casefold().split())
    interests = {" ".join(name.casefold().split()) for name in person.interests}
    own = {criteria.requesting_state} - {None}
    until = max([TODAY] + ([criteria.window.last] if criteria.window else []))
    return any(
        [
            not person.is_published or not person.has_consented,
            person.term_ends_on is not None and person.term_ends_on < until,
            person.confirmed_on is None or (TODAY - person.confirmed_on).days > 455,
            person.ref in criteria.excluded_experts,
            bool(states & criteria.excluded_states),
            employer in names or employer in excluded,
            not criteria.allow_own_state and bool(states & own),
            any(r.state in own and (r.year is None or r.year > TODAY.year - 5) for r in person.reviews),
            bool(interests & (names | {state.casefold() for state in own})),
            criteria.mode is not None and person.mode not in (None, Mode.BOTH, criteria.mode),
            criteria.mode is not Mode.REMOTE and criteria.requesting_region in person.regions_excluded,
            person.days_per_year is not None and person.days_per_year < (criteria.days_wanted or 0),
            not free(criteria, person),
            not all(speaks(person, want) for want in criteria.languages if want.is_required),
        ]
    )


def free(criteria: Criteria, person: Candidate) -> bool:
    if criteria.window is None:
        return True
    window = criteria.window
    held = (window.last - window.first).days + 1
    need = held if criteria.days_wanted is None else min(max(criteria.days_wanted, 1), held)
    run = best = 0
    for at in range(held):
        day = window.first + timedelta(days=at)
        absent = any(span.first <= day <= span.last for span in person.absences)
        ready = (day - TODAY).days >= (person.notice_days or 0)
        run = run + 1 if ready and not absent else 0
        best = max(best, run)
    return best >= max(1, need)


def speaks(person: Candidate, want: object) -> bool:
    for skill in person.languages:
        if skill.code == want.code:
            has = skill.writing if want.skill is Skill.DRAFTING else getattr(skill, want.skill.value)
            if (
                has
                and has.rank >= want.level.rank
                and (want.skill is not Skill.DRAFTING or skill.drafts_legal)
            ):
                return True
    return False


def every(result: MatchResult) -> list[Match]:
    return [*result.matches, *(near.match for own in result.near_misses.values() for near in own)]


@quick
@given(people=rosters, criteria=requests, weights=weightings, text=texts)
def test_no_hard_rule_is_broken_and_nobody_is_forgotten(
    relations: Relations, people: tuple, criteria: Criteria, weights: Weights, text: TextFound
) -> None:
    result = match(criteria, Pool.of(people), relations, weights=weights, text=text)
    assert {found.ref for found in result.matches} == {p.ref for p in people if not breaks(criteria, p)}
    assert result.eligible == len(result.matches)


@quick
@given(people=rosters, criteria=requests, weights=weightings, text=texts)
def test_the_parts_add_up_and_lie_within_their_maxima(
    relations: Relations, people: tuple, criteria: Criteria, weights: Weights, text: TextFound
) -> None:
    result = match(criteria, Pool.of(people), relations, weights=weights, text=text)
    assert sum(result.maxima.values()) in (0, 1000)
    for found in every(result):
        assert found.points == sum(part.points for part in found.parts)
        assert all(0 <= part.points <= part.maximum == result.maxima[part.part] for part in found.parts)
        assert all(0 <= value <= 1000 for value in found.covers)
    assert [found.rank for found in result.matches] == list(range(1, len(result.matches) + 1))
    points = [found.points for found in result.matches]
    assert points == sorted(points, reverse=True)


@quick
@given(people=rosters, criteria=requests, text=texts, data=st.data())
def test_the_order_of_the_roster_changes_nothing(
    relations: Relations, people: tuple, criteria: Criteria, text: TextFound, data: st.DataObject
) -> None:
    assume(
        not any(isnan(value) for own in (text.words, *text.topics.values()) for value in own.values())
    )  # what is no number equals not even itself
    turned = data.draw(st.permutations(people))
    first = match(criteria, Pool.of(people), relations, text=text)
    assert match(criteria, Pool.of(turned), relations, text=text) == first


@quick
@given(people=rosters, criteria=requests, weights=weightings, times=st.integers(2, 9))
def test_only_the_ratios_of_the_weights_matter(
    relations: Relations, people: tuple, criteria: Criteria, weights: Weights, times: int
) -> None:
    assume(all(weight * times <= MOST for weight in weights.by_part.values()))
    more = Weights({part: weight * times for part, weight in weights.by_part.items()})
    pool = Pool.of(people)
    first = match(criteria, pool, relations, weights=weights)
    assert match(criteria, pool, relations, weights=more).matches == first.matches


def better(person: Candidate, data: st.DataObject) -> Candidate:
    """The same person with one thing better."""
    ways = ["line", "language", "absence", "notice", "confirmed"]
    ways += ["level", "years"] * bool(person.expertise) + ["cefr"] * bool(person.languages)
    way = data.draw(st.sampled_from(ways))
    if way == "line":
        return replace(person, expertise=(*person.expertise, data.draw(lines)))
    if way == "language":
        return replace(person, languages=(*person.languages, data.draw(languages)))
    if way == "absence":
        return replace(person, absences=person.absences[1:])
    if way == "notice":
        return replace(person, notice_days=0)
    if way == "confirmed":
        return replace(person, confirmed_on=TODAY)
    at = data.draw(st.integers(0, len(person.languages if way == "cefr" else person.expertise) - 1))
    if way == "cefr":
        return replace(
            person, languages=tuple(_higher(s) if n == at else s for n, s in enumerate(person.languages))
        )
    return replace(
        person, expertise=tuple(_raised(s, way) if n == at else s for n, s in enumerate(person.expertise))
    )


def _higher(skill: LanguageSkill) -> LanguageSkill:
    levels = list(CefrLevel)
    up = {
        name: levels[min(5, own.rank if (own := getattr(skill, name)) else 0)]
        for name in ("speaking", "reading", "writing")
    }
    return replace(skill, drafts_legal=True, **up)


def _raised(line: ExpertiseLine, way: str) -> ExpertiseLine:
    if way == "years":
        return replace(line, years=(line.years or 0) + 5)
    return replace(line, level=list(ExpertiseLevel)[min(2, line.level.rank if line.level else 0)])


@quick
@given(
    people=rosters,
    person=candidates("EXP-8"),
    criteria=requests,
    weights=weightings,
    text=texts,
    data=st.data(),
)
def test_who_gets_better_never_ranks_lower(
    *,
    relations: Relations,
    people: tuple,
    person: Candidate,
    criteria: Criteria,
    weights: Weights,
    text: TextFound,
    data: st.DataObject,
) -> None:
    def asked(candidate: Candidate) -> Match | WhyNot | None:
        pool = Pool.of([*people, candidate])
        return match_one(criteria, pool, relations, ref="EXP-8", weights=weights, text=text)

    before, after = asked(person), asked(better(person, data))
    if isinstance(before, Match):
        assert isinstance(after, Match)
        assert after.rank <= before.rank
    for one, other in zip(scored(before).parts, scored(after).parts, strict=True):
        assert other.points >= one.points


def scored(answer: Match | WhyNot | None) -> Match:
    assert answer is not None
    return answer if isinstance(answer, Match) else answer.match


@quick
@given(people=rosters, criteria=requests, weights=weightings, text=texts)
def test_what_is_said_to_change_a_rank_changes_it(
    relations: Relations, people: tuple, criteria: Criteria, weights: Weights, text: TextFound
) -> None:
    result = match(criteria, Pool.of(people), relations, weights=weights, text=text)
    for found in result.matches:
        assert all(1 <= change.rank < found.rank for change in found.changes)
        assert len(found.changes) <= 3
    for own in result.near_misses.values():
        for near in own:
            assert near.reasons
            assert all(1 <= change.rank <= result.eligible + 1 for change in near.changes)
            for change in near.changes:
                if change.kind.value == "window":
                    span = Span(
                        *(type(TODAY).fromisoformat(str(change.values[name])) for name in ("first", "last"))
                    )
                    moved = replace(criteria, window=span)
                    answer = match_one(moved, Pool.of(people), relations, ref=near.ref, weights=weights)
                    assert isinstance(answer, Match)


@quick
@given(people=rosters, criteria=requests, weights=weightings, text=texts)
def test_everything_found_has_its_sentence(
    *,
    relations: Relations,
    worded: Flask,
    people: tuple,
    criteria: Criteria,
    weights: Weights,
    text: TextFound,
) -> None:
    result = match(criteria, Pool.of(people), relations, weights=weights, text=text)
    names = Names(relations.vocabulary, "en")
    with worded.test_request_context("/"):
        sentences = [problem_words(problem, names) for problem in result.problems]
        for found in every(result):
            sentences += [reason_words(reason, names) for reason in (*found.why, *found.missing)]
            sentences += [change_words(change, names) for change in found.changes]
        for own in result.near_misses.values():
            for near in own:
                sentences += [reason_words(reason, names) for reason in near.reasons]
                sentences += [change_words(change, names) for change in near.changes]
    assert all(sentence and "%(" not in sentence for sentence in sentences)


@pytest.fixture(scope="module")
def worded() -> Flask:
    """An application that knows languages and nothing else."""
    app = Flask("matching-words")
    Babel(app)
    return app
