"""Random people and requests, small enough that rules and ties are met often."""

from datetime import date, timedelta

from hypothesis import strategies as st

from roster.matching.candidate import Candidate, Engagement, ExpertiseLine, LanguageSkill, Review
from roster.matching.criteria import Criteria, LanguageWanted, Skill, Span, SubjectRow
from roster.matching.text_found import TextFound
from roster.matching.weights import MOST, Part, Weights
from roster.vocabulary.codes import CefrLevel, ExpertiseLevel, Mode

TODAY = date(2026, 11, 22)
STATES = ["KE", "FR", "PE", "VN"]
LANGUAGES = ["ar", "en", "fr"]
REGIONS = ["african", "weog", "grulac"]
SYSTEMS = ["civil", "common"]
TOPICS = [
    "mla",
    "mla-drafting",
    "international-cooperation",
    "asset-recovery",
    "public-procurement",
    "no-such",
]
ARTICLES = [9, 31, 46, 57, 99]
TYPES = ["legal-advice", "legislative-drafting", "mentoring", "capacity-building"]
EMPLOYERS = ["", "Ministry of Justice", "ministry  of JUSTICE", "Court of Audit"]


def maybe(strategy: st.SearchStrategy) -> st.SearchStrategy:
    return st.none() | strategy


days = st.integers(-900, 400).map(lambda count: TODAY + timedelta(days=count))
spans = st.tuples(st.integers(-20, 200), st.integers(-3, 90)).map(
    lambda pair: Span(TODAY + timedelta(days=pair[0]), TODAY + timedelta(days=pair[0] + pair[1]))
)
cefr = st.sampled_from(list(CefrLevel))
lines = st.builds(
    ExpertiseLine,
    article=maybe(st.sampled_from(ARTICLES)),
    topic=maybe(st.sampled_from(TOPICS)),
    assistance_type=maybe(st.sampled_from(TYPES)),
    level=maybe(st.sampled_from(list(ExpertiseLevel))),
    years=maybe(st.integers(-1, 60)),
    last_used=maybe(st.integers(1980, 2030)),
)
languages = st.builds(
    LanguageSkill,
    code=st.sampled_from(LANGUAGES),
    speaking=maybe(cefr),
    reading=maybe(cefr),
    writing=maybe(cefr),
    drafts_legal=st.booleans(),
)
mostly = st.integers(0, 9).map(bool)


def candidates(ref: str) -> st.SearchStrategy[Candidate]:
    return st.builds(
        Candidate,
        ref=st.just(ref),
        nominating_state=maybe(st.sampled_from(STATES)),
        nationalities=st.frozensets(st.sampled_from(STATES), max_size=1),
        region=maybe(st.sampled_from(REGIONS)),
        legal_system=maybe(st.sampled_from(SYSTEMS)),
        employer=st.sampled_from(EMPLOYERS),
        is_published=mostly,
        has_consented=mostly,
        term_ends_on=maybe(days),
        confirmed_on=maybe(days),
        mode=maybe(st.sampled_from(list(Mode))),
        notice_days=maybe(st.integers(0, 90)),
        days_per_year=maybe(st.integers(0, 60)),
        absences=st.lists(spans, max_size=3).map(tuple),
        regions_excluded=st.frozensets(st.sampled_from(REGIONS), max_size=1),
        languages=st.lists(languages, max_size=3).map(tuple),
        expertise=st.lists(lines, max_size=4).map(tuple),
        countries_worked=st.frozensets(st.sampled_from(STATES), max_size=2),
        reviews=st.lists(
            st.builds(
                Review,
                mechanism=st.just("uncac-1"),
                state=maybe(st.sampled_from(STATES)),
                year=maybe(st.integers(2012, 2026)),
            ),
            max_size=2,
        ).map(tuple),
        engagements=st.lists(
            st.builds(
                Engagement,
                assistance_type=maybe(st.sampled_from(TYPES)),
                ended_on=maybe(days),
                went_well=maybe(st.booleans()),
            ),
            max_size=2,
        ).map(tuple),
        interests=st.frozensets(st.sampled_from([*STATES, "Court of Audit"]), max_size=1),
        last_turn_on=maybe(days),
    )


rosters = st.integers(0, 7).flatmap(lambda size: st.tuples(*(candidates(f"EXP-{at}") for at in range(size))))
requests = st.builds(
    Criteria,
    request=st.sampled_from(["REQ-1", "REQ-2"]),
    today=st.just(TODAY),
    rows=st.lists(
        st.builds(SubjectRow, topic=maybe(st.sampled_from(TOPICS)), article=maybe(st.sampled_from(ARTICLES))),
        max_size=3,
    ).map(tuple),
    implied_topics=st.dictionaries(st.sampled_from(TOPICS), st.floats(-1, 2), max_size=2),
    assistance_types=st.lists(st.sampled_from(TYPES), max_size=2).map(tuple),
    mode=maybe(st.sampled_from(list(Mode))),
    languages=st.lists(
        st.builds(
            LanguageWanted,
            code=st.sampled_from([*LANGUAGES, "xx"]),
            skill=st.sampled_from(list(Skill)),
            level=cefr,
            is_required=st.integers(0, 2).map(lambda drawn: drawn == 0),
        ),
        max_size=2,
    ).map(tuple),
    window=maybe(spans),
    days_wanted=maybe(st.integers(-1, 40)),
    level=maybe(st.sampled_from(list(ExpertiseLevel))),
    min_years=maybe(st.integers(-1, 20)),
    requesting_state=maybe(st.sampled_from(STATES)),
    requesting_region=maybe(st.sampled_from(REGIONS)),
    requesting_legal_system=maybe(st.sampled_from(SYSTEMS)),
    excluded_states=st.frozensets(st.sampled_from(STATES), max_size=1),
    excluded_experts=st.frozensets(st.sampled_from(["EXP-0", "EXP-9"]), max_size=1),
    excluded_employers=st.frozensets(st.sampled_from(EMPLOYERS), max_size=1),
    interested_organisations=st.frozensets(st.sampled_from(EMPLOYERS), max_size=1),
    allow_own_state=st.booleans(),
)
weightings = st.dictionaries(
    st.sampled_from(list(Part)), st.integers(0, 50) | st.sampled_from([0, MOST]), min_size=0
).map(Weights)
_shares = st.dictionaries(
    st.integers(0, 8).map(lambda at: f"EXP-{at}"), st.floats(allow_nan=True, allow_infinity=True), max_size=4
)
texts = st.builds(
    TextFound,
    topics=st.dictionaries(st.sampled_from(TOPICS), _shares, max_size=3),
    words=_shares,
    is_asked=st.booleans(),
)
