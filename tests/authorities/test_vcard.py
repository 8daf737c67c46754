"""Cards: what leaves comes back with nothing lost, in our own reader and in somebody else's."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
import vobject
from flask import Flask

from roster.authorities.exchange.cards.lines import (
    MOST_BYTES,
    escaped,
    folded,
    property_in,
    unfolded,
    written,
)
from roster.authorities.exchange.cards.reading import CardError, CardProblem, read_cards
from roster.authorities.exchange.cards.writing import card_of, uid_of, write_cards
from roster.authorities.exchange.record import AuthorityRecord
from roster.authorities.exchange.rows import read_rows
from roster.authorities.exchange.source import read_source
from roster.authorities.inputs import ReachInput
from roster.authorities.states import Stage
from roster.core.multilingual import MultilingualText
from roster.core.tables.problems import TableError
from roster.web.locale import in_language
from tests.factories.authorities import IDENTITY, REACH

FULL = replace(
    REACH,
    contacts=(),
    address='Harambee Avenue, 1; "Annex"\nP.O. Box 1\\2\nNairobi',
    phone="+254 (0)20 555 0101 ext. 12",
    secure_email="secure@authority.example",
    links=("https://authority.example/guide,1;a", "https://authority.example/law"),
    signature="ink",
    encryption="pgp",
    uncac_basis=("art-46", "art-44"),
    dual_criminality="coercive",
    urgent_note="Call first.\nThen write.",
    limits_on_use="公约" * 200,
    required_attachments="Certified copies, with translation; two sets",
    usual_time_days=45,
    rest_days=frozenset({4, 5}),
)
NAMES = MultilingualText(
    {"ar": "السلطة المركزية، نيروبي", "zh": "中央机关；内罗毕", "en": "Central Authority, Nairobi"}, "ar"
)
RECORD = AuthorityRecord(
    ref="AUT-KE0001",
    state="KE",
    stage=Stage.LISTED,
    identity=replace(
        IDENTITY,
        name=NAMES,
        scope_note=MultilingualText({"en": "Only a, b; c\nand d", "fr": "Seulement é"}, "en"),
        designation_reference="CU 2007/12(A), note verbale",
        designated_on=date(2007, 3, 14),
    ),
    reach=FULL,
    confirmed_on=None,
    changed_at=datetime(2026, 11, 1, 8, 30, tzinfo=UTC),
    shows_phones=True,
)
SMALLEST = replace(RECORD, ref="AUT-KE0002", identity=replace(IDENTITY, duties=()), reach=ReachInput())


def test_our_own_reader_reads_a_card_back_with_nothing_lost(app: Flask) -> None:
    with app.test_request_context("/ar/"), in_language("ar"):
        source = read_source(write_cards([RECORD, SMALLEST]), file_name="cards.vcf")
        first, second = read_rows(source)
    assert source.left_out == ()
    assert (first.ref, first.state, first.uid) == ("AUT-KE0001", "KE", str(uid_of("AUT-KE0001")))
    assert first.identity == RECORD.identity
    assert replace(ReachInput(), **first.reach) == FULL
    assert second.identity == SMALLEST.identity
    assert replace(ReachInput(), **second.reach) == SMALLEST.reach
    assert first.problems == second.problems == ()


def test_somebody_elses_reader_finds_the_same(app: Flask) -> None:
    with app.test_request_context("/en/"):
        content = write_cards([RECORD, SMALLEST]).decode()
    card, other = vobject.readComponents(content)
    names = {item.params["LANGUAGE"][0]: item.value for item in card.fn_list}
    assert names == dict(NAMES.texts)
    assert card.contents["kind"][0].value == "org"
    assert card.contents["uid"][0].value == f"urn:uuid:{uid_of('AUT-KE0001')}"
    assert [item.value for item in card.email_list] == [FULL.mailbox, FULL.secure_email]
    assert [item.value for item in card.tel_list] == ["tel:+254-0-20-555-0101;ext=12", "tel:+254-20-555-0199"]
    assert card.adr.value.street == ['Harambee Avenue, 1; "Annex"', "P.O. Box 1\\2", "Nairobi"]
    assert card.adr.value.country == "Kenya"
    assert [item.value for item in card.contents["lang"]] == ["en", "fr"]
    assert [item.params["PREF"] for item in card.contents["lang"]] == [["1"], ["52"]]
    assert [item.value for item in card.contents["url"]] == list(FULL.links)
    assert card.contents["tz"][0].value == "Africa/Nairobi"
    assert card.contents["rev"][0].value == "20261101T083000Z"
    assert card.contents["x-roster-limits-on-use"][0].value == FULL.limits_on_use
    assert "Freezing of assets only" in card.contents["note"][0].value
    assert other.contents["fn"][0].value == "Central Authority (invented)"


def test_lines_are_folded_at_75_bytes_between_characters(app: Flask) -> None:
    with app.test_request_context("/zh/"), in_language("zh"):
        content = card_of(RECORD).encode()
    lines = content.split(b"\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(map(len, lines)) <= MOST_BYTES
    for line in lines:
        line.decode()  # never cut within a character
    long = "NOTE:" + "é中𝔸a" * 60
    assert "".join(line.text for line in unfolded(folded(long))) == long


def test_who_reads_no_telephone_numbers_gets_none_in_a_card(app: Flask) -> None:
    with app.test_request_context("/en/"):
        hidden = replace(RECORD, reach=replace(FULL, phone="", duty_line=""), shows_phones=False)
        assert "TEL" not in card_of(hidden)


@pytest.mark.parametrize(
    ("line", "text", "kinds"),
    [
        ("item1.TEL;TYPE=work,voice;type=pref:+1 2", "+1 2", {"work", "voice", "pref"}),
        ("TEL;WORK;VOICE:123456", "123456", {"work", "voice"}),
        ('TEL;VALUE=uri;TYPE="work,voice":tel:+1-2', "tel:+1-2", {"work", "voice"}),
        ("NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=ISO-8859-1:caf=E9=0D=0Atwo", "café\ntwo", set()),
        ("FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D8=B3=D9=84", "سل", set()),
        ("FN;CHARSET=no-such;ENCODING=QUOTED-PRINTABLE:=C3=A9", "é", set()),
        (r"URL:http\://a.example/x\,y", "http://a.example/x,y", set()),
        ('X-A;LABEL="a:b;c^nd":v', "v", set()),
    ],
)
def test_lines_of_every_version_are_understood(line: str, text: str, kinds: set[str]) -> None:
    found = property_in(line)
    assert found is not None
    assert found.text == text
    assert found.kinds == kinds


def test_a_quoted_printable_line_goes_on_after_its_soft_break() -> None:
    text = "BEGIN:VCARD\nVERSION:2.1\nFN;ENCODING=QUOTED-PRINTABLE:Minist=C3=A8re=\n=20public\nEND:VCARD\n"
    (card,) = read_cards(text.encode(), file_name="a.vcf", most=5)
    assert card.text("FN") == "Ministère public"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251", "gb18030", "cp1256"])
def test_the_encoding_of_a_file_is_found_out(encoding: str) -> None:
    names = {
        "cp1251": "Генеральная прокуратура, отдел международного сотрудничества",
        "cp1256": "النيابة العامة، إدارة التعاون الدولي واسترداد الموجودات",
        "gb18030": "最高人民检察院国际合作局以及反贪污贿赂总局",
    }
    name = names.get(encoding, "Procuraduría General de la República, división de cooperación")
    content = f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{name}\r\nORG:{name}\r\nEND:VCARD\r\n".encode(encoding)
    (card,) = read_cards(content, file_name="a.vcf", most=5)
    assert card.text("FN") == name


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.vcf", b"FN:Nobody began\r\n", CardProblem.NO_CARD),
        ("a.vcf", b"BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Cut", CardProblem.CUT_OFF),
        ("a.vcf", b"BEGIN:VCARD\nEND:VCARD\n" * 6, CardProblem.TOO_MANY),
        ("a.vcf", b"BEGIN:VCARD\n" + b"X-A:1\n" * 1_001 + b"END:VCARD\n", CardProblem.TOO_MANY_LINES),
        ("a.json", b'{"fn": "x"}', CardProblem.DAMAGED),
        ("a.json", b'["vcard", [["fn", {}, "text"]]]', CardProblem.DAMAGED),
        ("a.json", b"[" * 100_000, CardProblem.DAMAGED),
        ("a.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><vcards>&a;</vcards>', CardProblem.DECLARATION),
        ("a.xml", b"<vcards><vcard>", CardProblem.DAMAGED),
        ("a.xml", b"<a>" * 50 + b"</a>" * 50, CardProblem.DAMAGED),
        ("a.xml", b"<vcards/>", CardProblem.NO_CARD),
    ],
)
def test_a_file_that_holds_no_cards_is_refused_with_a_reason(
    name: str, content: bytes, code: CardProblem
) -> None:
    with pytest.raises(CardError) as refused:
        read_cards(content, file_name=name, most=5)
    assert refused.value.code is code
    assert str(refused.value.message)


def test_a_line_of_ten_megabytes_costs_little() -> None:
    content = b"BEGIN:VCARD\nFN:A\nPHOTO:" + b"A" * 9_900_000 + b"\n" + b";" * 50_000 + b"\nEND:VCARD\n"
    (card,) = read_cards(content, file_name="a.vcf", most=5)
    assert card.odd_lines == (4,)


def test_an_encoding_that_does_not_hold_is_said() -> None:
    with pytest.raises(TableError):
        read_cards(b"\xff\xfeB\x00\xd8", file_name="a.vcf", most=5)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (
            "a.json",
            b'["vcard", [["fn", {}, "text", "Wq \\udc00"], ["x-\\ud800", {"a\\ud800": "b"}, "text", "y"]]]',
        ),
        (
            "a.vcf",
            b"BEGIN:VCARD\nVERSION:2.1\n"
            b"FN;ENCODING=QUOTED-PRINTABLE;CHARSET=unicode_escape:Wq=5Cud800\nEND:VCARD\n",
        ),
    ],
)
def test_half_a_sign_is_marked_so_that_a_page_can_show_it(name: str, content: bytes) -> None:
    (card,) = read_cards(content, file_name=name, most=9)
    assert "\ufffd" in card.text("FN")
    for item in card.properties:
        str(item).encode()
        "".join((item.name, item.raw, *item.params)).encode()


def test_no_text_begins_a_line_of_its_own() -> None:
    text = "Annex\rTEL:+1 555"
    assert "\r" not in written("NOTE", escaped(text), label=text).removesuffix("\r\n")
