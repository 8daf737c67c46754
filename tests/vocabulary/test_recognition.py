"""What people write is recognised, and what is no State is not."""

import csv
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roster.vocabulary.codes import CefrLevel
from roster.vocabulary.entries import LANGUAGES, Vocabulary
from roster.vocabulary.language_index import LanguageMention
from roster.vocabulary.recognition import (
    recognise_articles,
    recognise_languages,
    recognise_state,
    recognise_states,
    recognise_topics,
)

REAL_DATA = Path(os.environ.get("ROSTER_REAL_DATA", "../shared/data/real"))

STATES = {
    "KE": "Kenya|KENYA|ke|KE|KEN|404|Кения|كينيا|肯尼亚|肯尼亚共和国|Republic of Kenya|Kenya (Nairobi)",
    "US": "USA|U.S.A.|United States|États-Unis|Estados Unidos|США|美国|الولايات المتحدة|EE.UU.|us",
    "GB": "UK|U.K.|United Kingdom|England|Scotland|Great Britain|Royaume-Uni|英国",
    "LA": "Laos|Lao PDR|Lao Peoples Democratic Republic|老挝|Лаос",
    "CI": "Côte d’Ivoire|Cote dIvoire|Ivory Coast|Costa de Marfil",
    "RU": "Russia|Россия|Российская Федерация|روسيا|Russian Federation",
    "KR": "South Korea|Korea, Republic of|Republic of Korea|Corée du Sud|韩国|대한민국",
    "KP": "North Korea|DPRK|Korea, Democratic People's Republic of|朝鲜",
    "VN": "Viet Nam|Vietnam|Viet-Nam|越南",
    "CZ": "Czech Republic|Czechia|República Checa",
    "MK": "Macedonia|FYROM|The former Yugoslav Republic of Macedonia|North Macedonia",
    "SZ": "Swaziland|Eswatini",
    "MM": "Burma|Myanmar (Burma)",
    "CV": "Cape Verde|Cap-Vert",
    "TR": "Turkey|Türkiye|TÜRKİYE|Turquie",
    "BO": "Bolivia|Plurinational State of Bolivia|Bolivie",
    "IR": "Iran|Iran, Islamic Republic of|Islamic Republic of Iran",
    "SY": "Syria|Syrie|سوريا",
    "TZ": "Tanzania|United Rep. of Tanzania|Tanzanie",
    "MD": "Moldova|Moldova (Republic of)|Молдова",
    "CD": "DRC|DR Congo|Congo, The Democratic Republic of the|Congo - Kinshasa|RDC",
    "CG": "Congo|Republic of the Congo|Congo - Brazzaville|République du Congo",
    "NL": "The Netherlands|Holland|Kingdom of the Netherlands|Pays-Bas",
    "CN": "People's Republic of China|PR China|中华人民共和国|China, People's Republic of",
    "DE": "Deutschland|المانيا|Federal Republic of Germany",
    "AO": "République d'Angola",
    "KZ": "Республика Казахстан|Kazakstan",
    "KW": "دولة الكويت|Kuwait",
    "PS": "Palestine|State of Palestine|فلسطين",
    "VC": "St Vincent & Grenadines|St. Vincent and the Grenadines",
    "GN": "Guinea|Guinée-Conakry",
    "AF": "4|004|AFG",
}
NO_STATE = (
    "USSR|Soviet Union|СССР|Yugoslavia|Czechoslovakia|Tchécoslovaquie|Serbia and Montenegro|Hong Kong|"
    "Hong Kong, China|China, Hong Kong SAR|Taiwan|Taiwan, Province of China|China (Taiwan)|"
    "Republic of China|Puerto Rico|Puerto Rico, USA|"
    "Bermuda|Greenland|Denmark (Greenland)|Korea|Democratic Republic of Korea|"
    "Virgin Islands, British|Europe|"
    "N/A|no|none|-|?||   |12345|Atlantis|Kenyatta|Чеченская Республика"
)


@pytest.mark.parametrize(("iso2", "text"), [(k, t) for k, v in STATES.items() for t in v.split("|")])
def test_a_state_is_recognised(vocabulary: Vocabulary, iso2: str, text: str) -> None:
    assert recognise_state(text, vocabulary) == iso2


@pytest.mark.parametrize("text", NO_STATE.split("|"))
def test_what_is_no_state_is_not(vocabulary: Vocabulary, text: str) -> None:
    assert recognise_state(text, vocabulary) is None
    assert recognise_states(text, vocabulary) == ()


def test_every_state_is_recognised_by_every_name_and_code(vocabulary: Vocabulary) -> None:
    for state in vocabulary.states.values():
        for text in (*state.labels.values(), *state.aliases, state.iso2, state.iso3, state.m49):
            if text:
                assert recognise_state(text, vocabulary) == state.iso2, text
                assert recognise_state(f"  {text.upper()} ", vocabulary) == state.iso2, text


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Australia/UK", "AU GB"),
        ("Kenya, Uganda and Tanzania", "KE UG TZ"),
        ("Bosnia & Herzegovina; Trinidad & Tobago", "BA TT"),
        ("Antigua and Barbuda, Trinidad and Tobago", "AG TT"),
        ("فرنسا وألمانيا", "FR DE"),
        ("法国和德国", "FR DE"),
        ("法国、德国", "FR DE"),
        ("Kenya; Kenya", "KE"),
        ("Nowhere; Peru", "PE"),
        ("KE - Kenya", "KE"),
        ("Россия и Казахстан", "RU KZ"),
    ],
)
def test_several_states_are_recognised_in_their_order(vocabulary: Vocabulary, text: str, codes: str) -> None:
    assert recognise_states(text, vocabulary) == tuple(codes.split())
    assert recognise_state(text, vocabulary) == codes.split(maxsplit=1)[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("French (C1)", "fr:C1"),
        ("français; اللغة العربية / 中文", "fr ar zh"),
        ("Mandarin", "zh"),
        ("русский язык", "ru"),
        ("Farsi", "fa"),
        ("English C2, French B1 and Spanish", "en:C2 fr:B1 es"),
        ("Español - nivel B2", "es:B2"),
        ("fluent English", "en"),
        ("langue maternelle : arabe", "ar"),
        ("Anglais (courant)", "en"),
        ("Chinese (Mandarin)", "zh"),
        ("eng|fre|pt-BR|zh-Hans", "en fr pt zh"),
        ("英语、法文", "en fr"),
        ("الإنجليزية والفرنسية", "en fr"),
        ("Kiswahili; Bahasa Indonesia", "sw id"),
        ("Klingon; no; n/a; ", ""),
    ],
)
def test_languages_and_levels_are_recognised(vocabulary: Vocabulary, text: str, expected: str) -> None:
    wanted = tuple(
        LanguageMention(code, CefrLevel(level) if level else None)
        for code, _, level in (word.partition(":") for word in expected.split())
    )
    assert recognise_languages(text, vocabulary) == wanted


def test_every_language_is_recognised_by_its_un_language_names(vocabulary: Vocabulary) -> None:
    missed = [
        (code, language.label(reader))
        for code, language in vocabulary.languages.items()
        for reader in LANGUAGES
        if [mention.code for mention in recognise_languages(language.label(reader), vocabulary)] != [code]
    ]
    assert not missed


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("asset recovery; MLA", "asset-recovery mla"),
        ("Freezing, seizure and confiscation", "freezing-confiscation"),
        ("asset recovery, mutual legal assistance and extradition", "asset-recovery mla extradition"),
        ("entraide judiciaire", "mla"),
        ("资产追回", "asset-recovery"),
        ("something else", ""),
    ],
)
def test_topics_are_recognised(vocabulary: Vocabulary, text: str, ids: str) -> None:
    assert recognise_topics(text, vocabulary) == tuple(ids.split())


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("art. 52-54; Article 46", (52, 53, 54, 46)),
        ("46(13)", (46,)),
        ("15, 16 and 21", (15, 16, 21)),
        ("Chapter V", tuple(range(51, 60))),
        ("Articles 15 to 17", (15, 16, 17)),
        ("статья 46 п. 3", (46,)),
        ("第46条", (46,)),
        ("المادة ٤٦", (46,)),
        ("art. 46 para. 3", (46,)),
        ("2003, 72, 0", ()),
        ("99999999999999999999", ()),
    ],
)
def test_articles_are_recognised(vocabulary: Vocabulary, text: str, numbers: tuple[int, ...]) -> None:
    assert recognise_articles(text, vocabulary) == numbers


@given(text=st.text(max_size=80))
@settings(max_examples=200, deadline=None)
def test_any_text_gets_an_answer(vocabulary: Vocabulary, text: str) -> None:
    recognise_states(text, vocabulary)
    recognise_languages(text, vocabulary)
    recognise_topics(text, vocabulary)
    recognise_articles(text, vocabulary)


def real(path: str) -> list[dict[str, str]]:
    file = REAL_DATA / path
    if not file.exists():
        pytest.skip(f"no public data at {REAL_DATA}: set ROSTER_REAL_DATA")
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.real_data
def test_the_countries_of_a_real_list_of_authors_are_recognised(vocabulary: Vocabulary) -> None:
    # One cell without a country, four territories, one State that is no more.
    exceptions = {"N/A", "Bermuda", "Hong Kong", "Puerto Rico", "Taiwan", "USSR"}
    missed = set()
    for row in real("ipcc_authors/lookup_countries.csv"):
        iso2 = recognise_state(row["name"], vocabulary)
        if iso2 is None:
            missed.add(row["name"])
        else:
            assert vocabulary.states[iso2].iso3 == row["code"]
    assert missed == exceptions
    assert all(
        recognise_state(row["alias"], vocabulary) for row in real("ipcc_authors/lookup_country_aliases.csv")
    )


@pytest.mark.real_data
@pytest.mark.parametrize("file", ["precops.cleaned.1991.csv", "precops.cleaned.translated.1991.csv"])
def test_the_delegations_of_1991_are_recognised(vocabulary: Vocabulary, file: str) -> None:
    no_more = {"Czechoslovakia", "Union of Soviet Socialist Republics", "Yugoslavia"}
    wrong_code_in_file = {"Panama"}
    missed = set()
    for name, code in {
        (row["Delegation"], row["Delegation_ISO"]) for row in real(f"unfccc_delegates/{file}")
    }:
        iso2 = recognise_state(name, vocabulary)
        if code == "NA":
            assert iso2 in (None, "EU"), name
        elif iso2 is None:
            missed.add(name)
        elif name not in wrong_code_in_file:
            assert vocabulary.states[iso2].iso3 == code
    assert missed == no_more


@pytest.mark.real_data
@pytest.mark.parametrize("file", ["untc_XVIII-14_uncac_2014.csv", "untc_XVIII-12_untoc_2014.csv"])
def test_the_participants_of_the_treaties_are_recognised(vocabulary: Vocabulary, file: str) -> None:
    assert all(recognise_state(row["Participant"], vocabulary) for row in real(f"treaty_status/{file}"))
