"""One request and a few people whom one can hold in the head."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from roster.matching.candidate import Candidate, Engagement, ExpertiseLine, LanguageSkill, Review
from roster.matching.criteria import Criteria, LanguageWanted, Skill, Span, Subject, SubjectRow
from roster.matching.matcher import match, match_one
from roster.matching.pool import Pool
from roster.matching.problems import ProblemKind
from roster.matching.reasons import ChangeKind, ReasonKind
from roster.matching.relations import Relations
from roster.matching.result import Match, WhyNot
from roster.matching.rules import FieldGroup, Rule
from roster.matching.text_found import TextFound
from roster.matching.weights import DEFAULT_WEIGHTS, MOST, Part, Weights
from roster.vocabulary.codes import CefrLevel, ExpertiseLevel, Gender, Mode

TODAY = date(2026, 11, 22)
WINDOW = Span(date(2027, 2, 1), date(2027, 2, 28))
ARABIC = LanguageWanted(code="ar", skill=Skill.DRAFTING, level=CefrLevel.C1)
REQUEST = Criteria(
    request="REQ-1",
    today=TODAY,
    rows=(SubjectRow(topic="mla"),),
    assistance_types=("legal-advice",),
    window=WINDOW,
    days_wanted=10,
    requesting_state="KE",
    requesting_region="african",
    requesting_legal_system="common",
)
LINE = ExpertiseLine(
    topic="mla", assistance_type="legal-advice", level=ExpertiseLevel.LEAD, years=10, last_used=2026
)
GOOD = Candidate(
    ref="EXP-A",
    nominating_state="GH",
    region="african",
    legal_system="common",
    confirmed_on=TODAY,
    expertise=(LINE,),
    languages=(LanguageSkill(code="ar", speaking=CefrLevel.B2),),
)


def about(
    person: Candidate, relations: Relations, criteria: Criteria = REQUEST, **more: object
) -> Match | WhyNot:
    answer = match_one(criteria, Pool.of([person]), relations, ref=person.ref, **more)
    assert answer is not None
    return answer


def points(person: Candidate, relations: Relations, criteria: Criteria = REQUEST, **more: object) -> int:
    answer = about(person, relations, criteria, **more)
    assert isinstance(answer, Match)
    return answer.points


@pytest.mark.parametrize(
    ("rule", "change", "asked"),
    [
        (Rule.CONSENT, {"has_consented": False}, {}),
        (Rule.PUBLISHED, {"is_published": False}, {}),
        (Rule.TERM, {"term_ends_on": date(2027, 2, 27)}, {}),
        (Rule.FRESHNESS, {"confirmed_on": TODAY - timedelta(days=456)}, {}),
        (Rule.FRESHNESS, {"confirmed_on": None}, {}),
        (Rule.EXCLUDED, {}, {"excluded_states": frozenset({"GH"})}),
        (Rule.EXCLUDED, {}, {"excluded_experts": frozenset({"EXP-A"})}),
        (Rule.OWN_STATE, {"nationalities": frozenset({"KE"})}, {}),
        (Rule.REVIEWER, {"reviews": (Review(mechanism="uncac-1", state="KE", year=2022),)}, {}),
        (Rule.EMPLOYER, {"employer": "The  Firm"}, {"interested_organisations": frozenset({"the firm"})}),
        (Rule.INTEREST, {"interests": frozenset({"KE"})}, {}),
        (Rule.MODE, {"mode": Mode.REMOTE}, {"mode": Mode.ON_SITE}),
        (Rule.REGION, {"regions_excluded": frozenset({"african"})}, {}),
        (Rule.NOTICE, {"notice_days": 90}, {}),
        (Rule.ABSENCE, {"absences": (Span(date(2027, 2, 8), date(2027, 2, 20)),)}, {}),
        (Rule.DAYS, {"days_per_year": 9}, {}),
        (Rule.LANGUAGE, {}, {"languages": (ARABIC,)}),
    ],
)
def test_each_rule_alone_excludes_and_names_what_it_found(
    relations: Relations, rule: Rule, change: dict, asked: dict
) -> None:
    assert isinstance(about(GOOD, relations), Match)
    person, criteria = replace(GOOD, **change), replace(REQUEST, **asked)
    answer = about(person, relations, criteria)
    assert isinstance(answer, WhyNot)
    assert answer.rules == (rule,)
    assert answer.reasons
    assert {reason.part for reason in answer.reasons} == {rule}
    result = match(criteria, Pool.of([person]), relations)
    assert result.matches == ()
    assert result.excluded == {rule: 1}
    assert [near.ref for near in result.near_misses[rule]] == ["EXP-A"]


@pytest.mark.parametrize(
    ("change", "asked"),
    [
        ({"nationalities": frozenset({"KE"})}, {"allow_own_state": True}),
        ({"reviews": (Review(mechanism="uncac-1", state="KE", year=2021),)}, {}),
        ({"regions_excluded": frozenset({"african"})}, {"mode": Mode.REMOTE}),
        ({"absences": (Span(date(2027, 2, 11), date(2027, 2, 28)),)}, {}),
        ({"notice_days": 80}, {}),
        ({"term_ends_on": date(2027, 2, 28)}, {}),
        ({"confirmed_on": TODAY - timedelta(days=455)}, {}),
    ],
)
def test_just_within_a_rule_is_within_it(relations: Relations, change: dict, asked: dict) -> None:
    assert isinstance(about(replace(GOOD, **change), relations, replace(REQUEST, **asked)), Match)


def test_notice_and_absence_together_leave_too_few_days(relations: Relations) -> None:
    person = replace(GOOD, notice_days=80, absences=(Span(date(2027, 2, 18), date(2027, 2, 25)),))
    answer = about(person, relations)
    assert isinstance(answer, WhyNot)
    assert answer.rules == (Rule.ABSENCE,)


def test_without_days_the_whole_window_must_be_free(relations: Relations) -> None:
    person = replace(GOOD, absences=(Span(date(2027, 2, 28), date(2027, 3, 5)),))
    assert isinstance(about(person, relations), Match)
    assert isinstance(about(person, relations, replace(REQUEST, days_wanted=None)), WhyNot)


@pytest.mark.parametrize(
    ("wanted", "line", "least", "most"),
    [
        (Subject(topic="mla"), ExpertiseLine(topic="mla"), 1.0, 1.0),
        (Subject(topic="international-cooperation"), ExpertiseLine(topic="mla-drafting"), 1.0, 1.0),
        (Subject(topic="mla-drafting"), ExpertiseLine(topic="mla"), 0.4, 0.6),
        (Subject(topic="mla"), ExpertiseLine(topic="extradition"), 0.05, 0.3),
        (Subject(topic="mla"), ExpertiseLine(article=46), 0.2, 0.5),
        (Subject(article=46), ExpertiseLine(topic="mla"), 0.6, 0.95),
        (Subject(article=46), ExpertiseLine(article=46, topic="public-procurement"), 1.0, 1.0),
        (Subject(topic="mla"), ExpertiseLine(topic="public-procurement"), 0.0, 0.0),
        (Subject(topic="no-such"), ExpertiseLine(topic="mla"), 0.0, 0.0),
        (Subject(article=99), ExpertiseLine(article=46), 0.0, 0.0),
        (Subject(article=46), ExpertiseLine(), 0.0, 0.0),
    ],
)
def test_narrower_counts_fully_broader_and_beside_in_part(
    relations: Relations, wanted: Subject, line: ExpertiseLine, least: float, most: float
) -> None:
    assert least <= relations.subject(wanted, line.article, line.topic) <= most


@pytest.mark.parametrize(
    "better",
    [
        {"reviews": (Review(mechanism="uncac-1", state="PE", year=2020),)},
        {
            "engagements": (
                Engagement(assistance_type="legal-advice", ended_on=date(2024, 1, 1), went_well=True),
            )
        },
        {"countries_worked": frozenset({"KE"})},
        {"expertise": (replace(LINE, level=ExpertiseLevel.AUTHORITY),)},
        {"expertise": (replace(LINE, years=15),)},
        {"expertise": (LINE, replace(LINE, topic="mla-drafting", years=20))},
    ],
)
def test_each_soft_part_can_raise_the_score(relations: Relations, better: dict) -> None:
    assert points(replace(GOOD, **better), relations) > points(GOOD, relations)


@pytest.mark.parametrize(
    "worse",
    [
        {"legal_system": "civil"},
        {"region": "weog"},
        {"engagements": (Engagement(assistance_type="mentoring", ended_on=TODAY),)},
        {"expertise": (replace(LINE, last_used=2005),)},
        {"expertise": (replace(LINE, topic="extradition"),)},
        {"expertise": (replace(LINE, assistance_type="mentoring"),)},
        {"expertise": ()},
    ],
)
def test_each_soft_part_can_lower_the_score(relations: Relations, worse: dict) -> None:
    assert points(replace(GOOD, **worse), relations) < points(GOOD, relations)


def test_gender_and_how_often_somebody_was_shown_are_not_scored(relations: Relations) -> None:
    wanted = replace(REQUEST, gender_wanted=Gender.FEMALE)
    women = replace(GOOD, gender=Gender.FEMALE, last_turn_on=TODAY)
    assert points(women, relations, wanted) == points(GOOD, relations)


def test_of_equals_who_waited_longest_comes_first_and_each_request_draws_anew(relations: Relations) -> None:
    waited = [replace(GOOD, ref="EXP-Z"), replace(GOOD, ref="EXP-B", last_turn_on=TODAY)]
    assert [found.ref for found in match(REQUEST, Pool.of(waited), relations).matches] == ["EXP-Z", "EXP-B"]
    pool = Pool.of([replace(GOOD, ref=f"EXP-{letter}") for letter in "ABCDEFGH"])
    firsts = {
        match(replace(REQUEST, request=f"REQ-{at}"), pool, relations, explained=0).matches[0].ref
        for at in range(12)
    }
    assert len(firsts) > 3


def test_text_counts_where_it_is_handed_in(relations: Relations) -> None:
    people = Pool.of([GOOD, replace(GOOD, ref="EXP-B")])
    result = match(
        REQUEST, people, relations, text=TextFound(topics={"mla": {"EXP-B": 1.0, "EXP-GONE": 1.0}})
    )
    assert [found.ref for found in result.matches] == ["EXP-B", "EXP-A"]
    texts = [next(part for part in found.parts if part.part is Part.TEXT) for found in result.matches]
    assert texts[0].points > texts[0].maximum // 2
    assert texts[1].points == 0
    assert result.maxima[Part.TEXT] > 0 == match(REQUEST, people, relations).maxima[Part.TEXT]


def test_a_near_miss_says_that_arabic_drafting_at_c1_would_make_it_first(relations: Relations) -> None:
    strong = replace(GOOD, ref="EXP-S", expertise=(replace(LINE, level=ExpertiseLevel.AUTHORITY, years=20),))
    drafter = replace(
        GOOD, ref="EXP-D", languages=(LanguageSkill(code="ar", writing=CefrLevel.C1, drafts_legal=True),)
    )
    result = match(replace(REQUEST, languages=(ARABIC,)), Pool.of([strong, drafter]), relations)
    assert [found.ref for found in result.matches] == ["EXP-D"]
    change = result.near_misses[Rule.LANGUAGE][0].changes[0]
    assert (change.kind, change.rank) == (ChangeKind.LANGUAGE, 1)
    assert change.values == {"language": "ar", "skill": "drafting", "level": "C1"}


def test_somebody_away_is_told_with_the_first_days_that_would_do(relations: Relations) -> None:
    away = replace(GOOD, absences=(Span(date(2027, 1, 25), date(2027, 3, 14)),))
    answer = about(away, relations)
    assert isinstance(answer, WhyNot)
    assert answer.changes[0].values == {"first": "2027-03-15", "last": "2027-03-24"}
    assert answer.changes[0].group is FieldGroup.AVAILABILITY


def test_what_is_restricted_says_so(relations: Relations) -> None:
    interest = about(replace(GOOD, interests=frozenset({"KE"})), relations)
    assert isinstance(interest, WhyNot)
    assert [reason.group for reason in interest.reasons] == [FieldGroup.INTERESTS]
    assert [reason.kind for reason in interest.reasons] == [ReasonKind.DECLARED_INTEREST]


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        ({"rows": (), "assistance_types": ()}, ProblemKind.NOTHING_ASKED),
        ({"rows": tuple(SubjectRow(article=number) for number in range(1, 72))}, ProblemKind.MANY_SUBJECTS),
        ({"rows": (SubjectRow(article=99),)}, ProblemKind.UNKNOWN_ARTICLE),
        ({"rows": (SubjectRow(topic="no-such"),)}, ProblemKind.UNKNOWN_TOPIC),
        ({"assistance_types": ("no-such",)}, ProblemKind.UNKNOWN_TYPE),
        ({"languages": (LanguageWanted(code="xx"),)}, ProblemKind.UNKNOWN_LANGUAGE),
        ({"languages": (LanguageWanted(code="zh"),)}, ProblemKind.NOBODY_SPEAKS),
        ({"languages": (LanguageWanted(code="ar", level=CefrLevel.C2),)}, ProblemKind.NOBODY_AT_LEVEL),
        (
            {"languages": (LanguageWanted(code="ar"), LanguageWanted(code="ar", level=CefrLevel.A1))},
            ProblemKind.LANGUAGE_TWICE,
        ),
        ({"window": Span(WINDOW.last, WINDOW.first)}, ProblemKind.WINDOW_REVERSED),
        ({"window": Span(date(2026, 1, 1), date(2026, 2, 1))}, ProblemKind.WINDOW_PAST),
        ({"window": Span(date(2026, 11, 1), date(2026, 12, 24))}, ProblemKind.WINDOW_BEGUN),
        ({"days_wanted": 40}, ProblemKind.TOO_MANY_DAYS),
        ({"days_wanted": 0}, ProblemKind.NO_DAYS),
        ({"excluded_states": frozenset({"GH"})}, ProblemKind.ALL_STATES_EXCLUDED),
        (
            {"excluded_states": frozenset({"KE"}), "allow_own_state": True},
            ProblemKind.OWN_STATE_CONTRADICTION,
        ),
    ],
)
def test_odd_requests_are_answered_and_said_to_be_odd(
    relations: Relations, asked: dict, kind: ProblemKind
) -> None:
    result = match(replace(REQUEST, **asked), Pool.of([GOOD]), relations)
    assert kind in {problem.kind for problem in result.problems}
    assert result.considered == 1


def test_a_preferred_region_whose_states_are_all_excluded_is_noticed(relations: Relations) -> None:
    asked = replace(REQUEST, regions=frozenset({"african"}), excluded_states=frozenset({"GH"}))
    pool = Pool.of([GOOD, replace(GOOD, ref="EXP-F", nominating_state="FR", region="weog")])
    kinds = {problem.kind for problem in match(asked, pool, relations).problems}
    assert kinds == {ProblemKind.REGION_AND_EXCLUSION}


@pytest.mark.parametrize("weight", [0, MOST, -5, MOST + 1])
def test_weights_of_any_size_give_whole_scores(relations: Relations, weight: int) -> None:
    for weights in (
        Weights(dict.fromkeys(Part, weight)),
        Weights({**DEFAULT_WEIGHTS, Part.FIT: weight}),
    ):
        result = match(REQUEST, Pool.of([GOOD]), relations, weights=weights)
        assert sum(result.maxima.values()) in (0, 1000)
        odd = {problem.kind for problem in result.problems} - {ProblemKind.WEIGHTS_ZERO}
        assert odd == (set() if 0 <= weight <= MOST else {ProblemKind.WEIGHT_OUT_OF_RANGE})


def test_an_empty_pool_and_an_unknown_person_are_answered(relations: Relations) -> None:
    result = match(REQUEST, Pool.of([]), relations)
    assert (result.considered, result.matches, dict(result.near_misses)) == (0, (), {})
    assert match_one(REQUEST, Pool.of([GOOD]), relations, ref="EXP-GONE") is None


def test_of_two_records_with_one_reference_the_first_stands(relations: Relations) -> None:
    pool = Pool.of([GOOD, replace(GOOD, is_published=False)])
    assert len(match(REQUEST, pool, relations).matches) == 1


def test_somebody_absent_for_good_is_found_to_be_free_on_no_day(relations: Relations) -> None:
    person = replace(GOOD, absences=(Span(WINDOW.first, date.max),))
    answer = about(person, relations)
    assert isinstance(answer, WhyNot)
    found = match(REQUEST, Pool.of([person]), relations)
    assert found.excluded[Rule.ABSENCE] == 1
    assert all(not item.changes for items in found.near_misses.values() for item in items)


def test_the_main_subject_counts_most(relations: Relations) -> None:
    asked = replace(REQUEST, rows=(SubjectRow(topic="mla"), SubjectRow(topic="public-procurement")))
    other = replace(GOOD, ref="EXP-B", expertise=(replace(LINE, topic="public-procurement"),))
    turned = replace(asked, rows=asked.rows[::-1])
    for criteria, first in ((asked, "EXP-A"), (turned, "EXP-B")):
        assert match(criteria, Pool.of([GOOD, other]), relations).matches[0].ref == first


def test_what_the_texts_name_says_which_side_of_an_article_is_meant(relations: Relations) -> None:
    by_article = replace(GOOD, expertise=(replace(LINE, topic=None, article=46),))
    named = TextFound(topics={"mla": {"EXP-A": 1.0}})
    silent, said = (about(by_article, relations, text=text) for text in (TextFound(), named))
    assert isinstance(silent, Match)
    assert isinstance(said, Match)
    assert said.covers[0] > 2 * silent.covers[0]
    assert ReasonKind.COVERS in {reason.kind for reason in said.why}
    assert ReasonKind.COVERS not in {reason.kind for reason in silent.why}
    nothing = about(replace(GOOD, expertise=()), relations, text=named)
    assert isinstance(nothing, Match)
    assert ReasonKind.BY_TEXT in {reason.kind for reason in nothing.why}


def test_type_and_region_count_only_as_far_as_the_subject_is_covered(relations: Relations) -> None:
    elsewhere = about(replace(GOOD, expertise=(replace(LINE, topic="sports"),)), relations)
    assert isinstance(elsewhere, Match)
    own = {part.part: part.points for part in elsewhere.parts}
    assert own[Part.TYPE] == own[Part.FIT] == 0
