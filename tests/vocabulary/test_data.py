"""The data files say what their description promises."""

import csv
from collections import Counter
from datetime import datetime

from roster.vocabulary import folding
from roster.vocabulary.codes import RegionalGroup, Trust, UncacStatus
from roster.vocabulary.data_files import FOLDER, records
from roster.vocabulary.entries import LANGUAGES, Vocabulary

MONTHS = "%d %b %Y"
VOCABULARIES = (
    "states",
    "languages",
    "articles",
    "topics",
    "assistance_types",
    "authority_functions",
    "review_mechanisms",
    "regional_groups",
)


def test_there_are_193_members_in_the_five_groups(vocabulary: Vocabulary) -> None:
    members = [state for state in vocabulary.states.values() if state.entity_type == "un_member"]
    assert len(members) == 193
    assert Counter(state.regional_group for state in members) == {
        "african": 54,
        "asia-pacific": 54,
        "eastern-european": 23,
        "grulac": 33,
        "weog": 29,
    }


def test_191_parties_and_one_signatory_make_191_nominating_states(vocabulary: Vocabulary) -> None:
    states = vocabulary.states.values()
    status = Counter(state.uncac_status for state in states)
    assert status == {UncacStatus.PARTY: 191, UncacStatus.SIGNATORY: 1, UncacStatus.NONE: 6}
    assert sum(state.may_nominate for state in states) == 191
    assert not vocabulary.states["EU"].may_nominate
    assert vocabulary.states["SY"].may_nominate
    assert not vocabulary.states["ER"].may_nominate


def test_every_label_is_there_in_six_languages(vocabulary: Vocabulary) -> None:
    for name in VOCABULARIES:
        entries = getattr(vocabulary, name)
        assert entries
        for key, entry in entries.items():
            missing = [language for language in LANGUAGES if not entry.labels.get(language, "").strip()]
            assert not missing, f"{name} {key}"
    for chapter in vocabulary.chapters.values():
        assert all(chapter.labels[language] for language in LANGUAGES)


def test_articles_know_their_chapter_and_cycle(vocabulary: Vocabulary) -> None:
    assert list(vocabulary.articles) == list(range(1, 72))
    assert vocabulary.articles[46].title("ru") == "Взаимная правовая помощь"
    assert vocabulary.articles[46].chapter.roman == "IV"
    assert vocabulary.articles[57].review_cycle == 2
    assert len(vocabulary.chapters) == 8


def test_trust_says_what_was_checked(vocabulary: Vocabulary) -> None:
    article = vocabulary.articles[46]
    assert article.trust_in("es") is Trust.OFFICIAL
    assert article.trust_in("zh") is Trust.UNVERIFIED
    assert vocabulary.topics["mla"].trust_in("es") is Trust.OFFICIAL, "it repeats the title of article 46"
    assert vocabulary.topics["gifts"].trust_in("en") is Trust.UNOFFICIAL
    assert vocabulary.states["KE"].trust_in("ar") is Trust.OFFICIAL


def test_topics_hang_together(vocabulary: Vocabulary) -> None:
    assert len(vocabulary.topics) == 104
    assert len(vocabulary.topic_tree) == 8
    assert sum(len(topic.with_narrower) for topic in vocabulary.topic_tree) == 104
    assert {number for topic in vocabulary.topics.values() for number in topic.articles} <= set(
        vocabulary.articles
    )
    assert vocabulary.topics["asset-recovery"].label("fr") == "Recouvrement d'avoirs"
    assert "foreign-orders" in vocabulary.topics["asset-recovery"].with_narrower


def test_what_is_not_an_offer_or_a_function_is_not_offered(vocabulary: Vocabulary) -> None:
    assert not vocabulary.assistance_types["none"].is_offered
    assert sum(kind.is_offered for kind in vocabulary.assistance_types.values()) == 19
    assert sum(function.is_choosable for function in vocabulary.authority_functions.values()) == 21


def test_official_languages_are_languages(vocabulary: Vocabulary) -> None:
    for state in vocabulary.states.values():
        assert all(code in vocabulary.languages for code in state.official_languages), state.iso2
    assert vocabulary.languages["fr"].name("zh") == "法语"
    assert vocabulary.languages["bn"].name("en") == "Bengali"
    assert {code for code, language in vocabulary.languages.items() if language.is_un} == set(LANGUAGES)
    assert set(list(vocabulary.languages)[:6]) == set(LANGUAGES), "they come first"


def test_regional_groups_are_the_five_that_the_code_knows(vocabulary: Vocabulary) -> None:
    assert set(vocabulary.regional_groups) == set(RegionalGroup)
    assert "KE" in vocabulary.regional_groups["african"].states


def test_tiles_do_not_clash(vocabulary: Vocabulary) -> None:
    tiles = [
        (state.tile_column, state.tile_row) for state in vocabulary.states.values() if state.iso2 != "EU"
    ]
    assert len(set(tiles)) == len(tiles) == 197


def test_status_agrees_with_the_depositary_as_of_2014(vocabulary: Vocabulary) -> None:
    names = {folding.key(state.name("en")): state for state in vocabulary.states.values()}
    names |= {folding.key(alias): state for state in vocabulary.states.values() for alias in state.aliases}
    differing = []
    with (FOLDER / "uncac_status_2014.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))[1:]
    for participant, signature, _instrument in rows:
        state = names[folding.key(participant)]
        signed = datetime.strptime(signature, MONTHS).date() if signature.strip() else None  # noqa: DTZ007
        if state.uncac_signed_on != signed:
            differing.append(participant)
    assert not differing


def test_no_name_means_two_states(vocabulary: Vocabulary) -> None:
    owners: dict[str, set[str]] = {}
    for state in vocabulary.states.values():
        for name in (*state.labels.values(), *state.aliases):
            owners.setdefault(folding.key(name), set()).add(state.iso2)
    assert {key: codes for key, codes in owners.items() if len(codes) > 1} == {}
    codes = {code.casefold(): s.iso2 for s in vocabulary.states.values() for code in (s.iso2, s.iso3)}
    assert all(codes.get(key, min(held)) in held for key, held in owners.items())


def test_aliases_belong_to_what_exists(vocabulary: Vocabulary) -> None:
    assert {record["iso2"] for record in records("state_aliases")} <= set(vocabulary.states)
    assert {record["code"] for record in records("language_aliases")} <= set(vocabulary.languages)
    assert {record["id"] for record in records("review_mechanism_labels")} == set(
        vocabulary.review_mechanisms
    )
