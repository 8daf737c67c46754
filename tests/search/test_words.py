"""What finds what: six languages, phrases, beginnings of words, references, and how a question is read."""

import pytest

from roster.search.document import Document, FieldText
from roster.search.query import Problem, parse
from tests.search.conftest import MEMBER, ask, bio, expert


@pytest.mark.parametrize(
    ("text", "language", "question"),
    [
        ("Investigations of bribery", "en", "investigation"),
        ("The expert's review", "en", "EXPERTS"),
        ("enquêtes sur les marchés publics", "fr", "enquete"),
        ("Contrôle de l’intégrité", "fr", "intégrité"),
        ("Contrôle de l’intégrité", "fr", "l'integrite"),
        ("contrôles", "fr", "contrôle"),
        ("investigaciones de corrupción", "es", "investigacion"),
        ("recuperación de activos", "es", "RECUPERACION"),
        ("Ежегодный отчёт экспертов", "ru", "отчет"),
        ("Ежегодный отчёт экспертов", "ru", "эксперты"),
        ("возвращение активов", "ru", "активы"),
        ("مكافحة الفساد", "ar", "مُكافحة"),
        ("مُكَافَحَة الفساد", "ar", "مكافحة"),
        ("مكـــافحة الفساد", "ar", "مكافحه"),
        ("القضاة والخبراء", "ar", "خبراء"),
        ("قضاة وخبراء", "ar", "والخبراء"),
        ("إدارة الأموال", "ar", "اداره"),
        ("国家反腐败工作", "zh", "腐败"),
        ("国家反腐败工作", "zh", "反腐败"),
        ("国家反腐败工作", "zh", "腐"),
        ("国际合作", "zh", "国际"),
        ("ＵＮＣＡＣ 第４６条", "zh", "uncac 46"),
        ("سنة ٢٠٢١", "ar", "2021"),
        ("Straße in Łódź", None, "strasse lodz"),
        ("Иван Йонов", None, "йонов"),
        ("Sinéad O’Brien", None, "O'Brien"),
        ("EXP-7K2M9Q", None, "exp-7k2m9q"),
        ("EXP-7K2M9Q", None, "7K2M9Q"),
        ("a.nandu@example.org", None, "a.nandu@example.org"),
        ("anti-corruption commission", "en", "anti-corruption"),
        ("asset recovery", "en", '"asset recovery"'),
        ("recovery of assets", "en", '"recovery of assets"'),
        ("asset recovery", "en", "recov*"),
        ("investigation", "en", "investigat*"),
        ("contrôle de l'intégrité", "fr", "intégr*"),
        ("国家反腐败工作", "zh", "反*"),
        ("recovery experts", "en", "the recovery of experts"),
        ("tracing", "en", "recovery OR tracing"),
        ("asset tracing", "en", "asset -recovery"),
    ],
)
def test_a_question_finds_the_text(put, find, text, language, question):
    put(expert(1, bio(text, language)), expert(2, bio("unrelated zebra", "en")))
    assert find(question) == [1]


@pytest.mark.parametrize(
    ("text", "language", "question"),
    [
        ("国际合作", "zh", "合作国际"),
        ("recovery of assets", "en", '"asset recovery"'),
        ("Иван Ионов", None, "йонов"),
        ("asset recovery", "en", "asset -recovery"),
        ("asset recovery", "en", "asset tracing"),
        ("corruption", "en", "corruptly*"),
        ("EXP-7K2M9Q", None, "EXP-7K2M9R"),
        ("Experts", None, "expert"),
    ],
)
def test_a_question_does_not_find_the_text(put, find, text, language, question):
    put(expert(1, bio(text, language)))
    assert find(question) == []


def test_a_phrase_does_not_reach_from_one_text_into_the_next(put, find):
    put(expert(1, bio("tracing of assets"), bio("recovery of funds")))
    assert find('"assets recovery"') == []
    assert find("assets recovery") == [1]


def test_words_may_stand_in_different_fields(put, find):
    put(expert(1, FieldText("name", "Amina Diallo"), bio("asset recovery")))
    assert find("diallo recovery") == [1]


def test_a_match_in_the_name_comes_before_one_in_a_long_text(put, find):
    put(
        expert(1, bio("worked with Mr Banda on asset recovery and much else")),
        expert(2, FieldText("name", "Chanda Banda")),
    )
    assert find("banda") == [2, 1]


def test_a_rarer_word_weighs_more(put, find):
    put(
        *(expert(id_, bio("common words here")) for id_ in range(1, 9)),
        expert(9, bio("rare words here")),
    )
    assert find("rare OR common")[0] == 9


def test_a_field_ends_after_five_thousand_tokens(put, find):
    put(expert(1, bio(" ".join(["word"] * 4_999 + ["inside", "outside"]))))
    assert find("inside") == [1]
    assert find("outside") == []


@pytest.mark.parametrize(
    ("question", "problem"),
    [
        ("x" * 201, Problem.TOO_LONG),
        (" ".join(f"word{n}" for n in range(11)), Problem.TOO_MANY_TERMS),
        ("aaa* bbb* ccc* ddd*", Problem.TOO_MANY_WILDCARDS),
        ("*set", Problem.LEADING_WILDCARD),
        ("as*et", Problem.INNER_WILDCARD),
        ("as*", Problem.SHORT_PREFIX),
        ('"asset recovery', Problem.OPEN_QUOTE),
        ("OR asset", Problem.DANGLING_OPERATOR),
        ("asset OR", Problem.DANGLING_OPERATOR),
        ("?!", Problem.NO_WORDS),
        ("asset recovery", None),
        ("asset OR recovery", None),
        ("", None),
        (None, None),
        ("- -- \"\" ''", Problem.NO_WORDS),
    ],
)
def test_an_odd_question_is_read_with_a_word_on_what_was_odd(question, problem):
    found = parse(question).problem
    assert (found.code if found else None) == problem


@pytest.mark.parametrize(
    "question", ['asset "', "asset *", "asset OR OR", "(asset)", "asset\0", "asset AND", "ASSET"]
)
def test_an_odd_question_still_finds(put, engine, question):
    put(expert(1, bio("asset and recovery")))
    assert ask(engine, question).total == 1


@pytest.mark.parametrize("limit", [-1, 0, 1, 100, 101, 2**63])
def test_absurd_pages_are_answered(put, engine, limit):
    put(*(expert(id_, bio("asset")) for id_ in range(120)))
    result = ask(engine, "asset", limit=limit, offset=-5)
    assert result.total == 120
    assert len(result.hits) == min(max(limit, 0), 100)
    assert ask(engine, "asset", offset=2**63).hits == ()


def test_a_field_with_two_audiences_in_one_record_is_refused():
    texts = (FieldText("cv", "a"), FieldText("cv", "b", None, MEMBER))
    with pytest.raises(ValueError, match="two audiences"):
        Document("expert", 1, 1, texts, {}, {}, {}, MEMBER)
