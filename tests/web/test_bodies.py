"""Bodies and addresses that no browser sends: each gets a clear answer, nothing is stored, nothing breaks."""

from collections.abc import Callable
from contextvars import Context
from typing import Any

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from roster.core.db import db
from roster.core.unit_of_work import unit_of_work
from tests.factories.accounts import World
from tests.factories.experts import make_profile
from tests.forms import values_of
from tests.visitor import Visitor

Visit = Callable[..., Visitor]
RLO = "\u202e"
MARKUP = "<script>alert(1)</script>{{ 7*7 }}{% raw %}<img src=x onerror=alert(2)>\"'><b>"


@pytest.fixture
def ref(app: Flask) -> str:
    with unit_of_work():
        made = make_profile().ref
    db.session.remove()
    return made


@pytest.fixture
def focal(world: World, visitor: Visit, ref: str) -> Visitor:
    return visitor(world.focal_ke)


def _form(visitor: Visitor, ref: str) -> dict[str, object]:
    return values_of(visitor.get(f"/en/experts/{ref}/edit").text)


def _raw(visitor: Visitor, path: str, body: bytes, content_type: str) -> TestResponse:
    answer: TestResponse = Context().run(
        visitor.client.post, path, data=body, headers={"Content-Type": content_type}
    )
    return answer


BODIES: tuple[tuple[bytes, str], ...] = (
    (b'{"post": "Director"}', "application/json"),
    (b"", "multipart/form-data"),
    (
        b'--x\r\nContent-Disposition: form-data; name="post"\r\n\r\nDirec',
        "multipart/form-data; boundary=x",
    ),
    (b"--x", "multipart/form-data; boundary=x"),
    (b"post=Director", "text/plain"),
    (b"\xff\xfe\x00", "application/x-www-form-urlencoded"),
    (b"post=%ff%fe%00", "application/x-www-form-urlencoded; charset=utf-7"),
    (b"&".join(b"a=1" for _ in range(5_000)), "application/x-www-form-urlencoded"),
    (b"=&" * 1_000, "application/x-www-form-urlencoded"),
    (b"<x/>", "application/xml"),
    (b"a=1", "nonsense"),
)


def test_a_body_of_another_kind_is_refused(visitor: Visit, focal: Visitor, ref: str) -> None:
    """R37."""
    nobody = visitor()
    for body, content_type in BODIES:
        for who, path in (
            (focal, f"/en/experts/{ref}/edit"),
            (focal, "/en/account/password"),
            (nobody, "/en/sign-in"),
        ):
            answer = _raw(who, path, body, content_type)
            assert answer.status_code in (400, 413, 415, 422), (path, content_type, answer.status_code)
    assert "Director" not in focal.get(f"/en/experts/{ref}").text


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"[" * 100_000, "application/json"),
        (b"[1]", "application/json"),
        (
            b'--x\r\nContent-Disposition: form-data; name="post"; filename="a"\r\n\r\nDirector\r\n--x--\r\n',
            "multipart/form-data; boundary=x",
        ),
    ],
    ids=["deep", "a list", "a file for a text"],
)
def test_what_is_no_form_is_none_with_a_good_token_too(
    focal: Visitor, ref: str, body: bytes, content_type: str
) -> None:
    headers = {"Content-Type": content_type, "X-CSRFToken": str(_form(focal, ref)["csrf_token"])}
    path = f"/en/experts/{ref}/edit"
    answer: TestResponse = Context().run(focal.client.post, path, data=body, headers=headers)
    assert answer.status_code == 422
    assert "Director" not in focal.get(f"/en/experts/{ref}").text


def test_more_than_ten_megabytes_are_refused(focal: Visitor, ref: str) -> None:
    body = b"post=" + b"x" * (10 * 1024 * 1024 + 1)
    answer = _raw(focal, f"/en/experts/{ref}/edit", body, "application/x-www-form-urlencoded")
    assert answer.status_code == 413
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_thousands_of_parts_are_refused(focal: Visitor, ref: str) -> None:
    parts = b"".join(
        b'--x\r\nContent-Disposition: form-data; name="a%d"\r\n\r\n1\r\n' % number for number in range(2_100)
    )
    answer = _raw(focal, f"/en/experts/{ref}/edit", parts + b"--x--\r\n", "multipart/form-data; boundary=x")
    assert answer.status_code == 413


ABSURD: tuple[dict[str, Any], ...] = (
    {"page": str(2**63)},
    {"page": "-1"},
    {"page": "0"},
    {"page": "NaN"},
    {"page": "٣"},
    {"page": "²"},
    {"page": "1e9"},
    {"page": ["1", "2"]},
    {"page": "9" * 400},
    {"state": "XX"},
    {"state": ["KE"] * 500},
    {"fresh": "'; DROP TABLE profile; --"},
    {"sort": "__class__"},
    {"sort": "-name"},
    {"q": "\x00"},
    {"q": "\ud800".encode("utf-8", "surrogatepass")},
    {"q": "a" * 20_000},
    {"q": '"' * 500},
    {"q": "-"},
    {"q": "OR OR OR"},
    {"q": "*" * 300},
    {"q": RLO + "nairobi"},
    {"available_from": "2026-02-30", "available_to": "9999-12-31"},
    {"available_from": "0001-01-01", "available_to": "9999-12-31"},
    {"available_from": "-1"},
    {"endpoint": "x"},
    {"lang": "xx"},
    {"_external": "1", "_scheme": "javascript", "_anchor": "x", "_method": "POST"},
    {"filename": "x", "ref": "x", "values": "x", "self": "x"},
    {"open": "nothing"},
    {"": ""},
    {"[]": "1", "a[b]": "2"},
)


def test_an_absurd_address_still_gets_a_page(world: World, visitor: Visit, ref: str) -> None:
    """R36."""
    manager, nobody = visitor(world.manager), visitor()
    for query in ABSURD:
        for who, path in (
            (manager, "/ar/experts"),
            (nobody, "/en/experts"),
            (nobody, "/en/"),
            (nobody, "/en/help/vocabularies"),
            (manager, f"/en/experts/{ref}"),
        ):
            answer = who.get(path, query_string=query)
            assert answer.status_code == 200, (path, query)
            assert "javascript:" not in answer.text.lower(), (path, query)


def test_the_page_of_vocabularies_takes_any_list(app: Flask, visitor: Visit) -> None:
    for wanted in ("states", "nothing", "\x00", "../../etc/passwd", "a" * 9_000):
        assert visitor().get("/en/help/vocabularies", query_string={"list": wanted}).status_code == 200


FIELDS: tuple[tuple[str, object, bool], ...] = (
    ("post", "Director of tracing", True),
    ("post", "x" * 300, True),
    ("post", "x" * 301, False),
    ("post", "x" * 500_000, False),
    ("post", "a\x00b", False),
    ("post", "a\x1bb", False),
    ("post", f"Head {RLO}rotceriD", True),
    ("family_name", f"Wan{RLO}jala", False),
    ("family_name", "Wan\x00jala", False),
    ("family_name", "   ", False),
    ("family_name", "\u200b", False),
    ("email", "nobody", False),
    ("email", "a@b@c.example", False),
    ("email", "a\r\nBcc: all@people.example", False),
    ("email", "x" * 300 + "@people.example", False),
    ("phone", "+254\n20", True),
    ("country", "XX", False),
    ("country", "Kenya", False),
    ("time_zone", "../../etc/passwd", False),
    ("gender", "ale", False),
    ("category", "administrator", False),
    ("employed_since", str(2**63), False),
    ("employed_since", "-5", False),
    ("employed_since", "--5", False),
    ("employed_since", "٢٠١٥", True),
    ("employed_since", "²", False),
    ("employed_since", "nineteen", False),
    ("notice_days", "366", False),
    ("days_per_year", "1e2", False),
    ("nationalities", "Kenya; USA; Côte d’Ivoire", True),
    ("nationalities", "Atlantis", False),
    ("nationalities", ";" * 5_000, True),
    ("brief_en", "word " * 151, False),
    ("brief_zh", "廉" * 301, False),
    ("regions_excluded", ["nowhere"], False),
    ("expertise-0-article_no", "999", False),
    ("expertise-0-article_no", "DROP", False),
    ("expertise-0-years", "9" * 30, False),
    ("languages-0-code", "tlh", False),
    ("languages-0-speaking", "C9", False),
    ("absences-0-starts_on", "2026-02-30", False),
    ("absences-0-starts_on", "0000-00-00", False),
    ("reviews-0-mechanism_id", "none", False),
    ("brief_source", "xx", False),
)


def test_each_field_takes_what_it_may_and_says_no_to_the_rest(focal: Visitor, ref: str) -> None:
    """R23. A refusal keeps the form open with what was typed; a value that is taken moves the version."""
    form = _form(focal, ref)
    wrong = []
    for field, value, is_taken in FIELDS:
        answer = focal.post(f"/en/experts/{ref}/edit", {**form, field: value})
        if answer.status_code != (303 if is_taken else 422):
            wrong.append((field, str(value)[:40], answer.status_code))
        if answer.status_code == 303:
            form = _form(focal, ref)
    assert wrong == []


def test_a_row_with_an_impossible_number_breaks_nothing(focal: Visitor, ref: str) -> None:
    for name in (
        "expertise-²-years",
        "expertise-" + "9" * 5_000 + "-years",
        "expertise--1-years",
        "expertise-x-years",
        "expertise-0-nothing",
        "expertise",
        "expertise-",
        "languages-99999999999999999999-code",
        "absences-0",
        "reviews-0-year-0",
    ):
        answer = focal.post(f"/en/experts/{ref}/edit", {**_form(focal, ref), name: "3"})
        assert answer.status_code in (303, 422), name[:40]


def test_thousands_of_rows_are_cut_to_the_limit(focal: Visitor, ref: str) -> None:
    rows = {f"expertise-{number}-topic_id": "asset-recovery" for number in range(1_500)}
    assert focal.post(f"/en/experts/{ref}/edit", {**_form(focal, ref), **rows}).status_code == 422


def test_a_field_sent_twice_counts_once(focal: Visitor, ref: str) -> None:
    values = MultiDict(_form(focal, ref).items())
    values.setlist("post", ["First post", "Second post"])
    values.setlist("csrf_token", [focal.token(f"/en/experts/{ref}/edit")])
    Context().run(focal.client.post, f"/en/experts/{ref}/edit", data=values)
    shown = focal.get(f"/en/experts/{ref}").text
    assert ("First post" in shown) != ("Second post" in shown)


def test_fields_that_are_nobodys_to_send_change_nothing(focal: Visitor, ref: str) -> None:
    """R9."""
    extra = {
        "stage": "archived",
        "nominating_state": "UY",
        "is_public": "y",
        "ref": "EXP-000000",
        "role": "administrator",
        "staff_notes": "planted",
        "declared_interests": "planted",
        "id": "99",
        "created_by": "99",
    }
    answer = focal.post(f"/en/experts/{ref}/edit", {**_form(focal, ref), **extra, "post": "Director"})
    assert answer.status_code == 303
    data = focal.get(f"/en/experts/{ref}.json").json
    assert (data["stage"], data["state"]["code"], data["post"]) == ("published", "KE", "Director")
    assert data["restricted"]["is_public"] is False


def test_markup_and_template_signs_are_stored_and_shown_as_they_are(
    world: World, visitor: Visit, focal: Visitor, ref: str, work: Callable[[], int]
) -> None:
    fields = ("post", "employer", "city", "education", "expertise-0-evidence", "earlier_posts", "title")
    texts = dict.fromkeys(fields, MARKUP[:60])
    answer = focal.post(f"/en/experts/{ref}/edit", {**_form(focal, ref), **texts, "family_name": MARKUP})
    assert answer.status_code == 303, answer.text[:2000]
    work()
    for who in (focal, visitor(world.manager), visitor(world.officer_ke)):
        for path in (f"/en/experts/{ref}", "/en/experts?q=alert", "/ar/experts?q=alert&sort=name", "/en/"):
            page = who.get(path).text
            assert "<script>alert" not in page, path
            assert "<img src=x" not in page, path
            assert "49" not in page or "{{ 7*7 }}" in page or "7*7" not in page
    assert focal.get(f"/en/experts/{ref}.json").json["post"] == MARKUP[:60]
    assert "&lt;script&gt;" in focal.get(f"/en/experts/{ref}").text
    assert values_of(focal.get(f"/en/experts/{ref}/edit").text)["post"] == MARKUP[:60]


def test_two_people_saving_at_once_lose_nothing(
    world: World, visitor: Visit, focal: Visitor, ref: str
) -> None:
    """R11: the second is shown both texts, and can save over them on purpose."""
    drafter = visitor(world.drafter_ke)
    mine, theirs = _form(focal, ref), _form(drafter, ref)
    assert focal.post(f"/en/experts/{ref}/edit", {**mine, "employer": "First office"}).status_code == 303
    refused = drafter.post(f"/en/experts/{ref}/edit", {**theirs, "employer": "Second office"})
    assert refused.status_code == 409
    assert "First office" in refused.text
    assert "Second office" in refused.text
    assert "First office" in focal.get(f"/en/experts/{ref}").text
    again = drafter.post(f"/en/experts/{ref}/edit", values_of(refused.text))
    assert again.status_code == 303
    assert "Second office" in focal.get(f"/en/experts/{ref}").text


def test_a_form_without_the_version_on_the_screen_saves_nothing(focal: Visitor, ref: str) -> None:
    form = _form(focal, ref)
    for version in ("", "0", "-1", "999", "1.0", "٢", "x", "1' OR '1'='1", "9" * 5_000):
        answer = focal.post(f"/en/experts/{ref}/edit", {**form, "version": version, "post": "Other"})
        assert answer.status_code == 409, version[:20]
    assert "Other" not in focal.get(f"/en/experts/{ref}").text


def test_a_double_press_on_save_is_said_and_loses_nothing(focal: Visitor, ref: str) -> None:
    form = {**_form(focal, ref), "post": "Pressed twice"}
    first = focal.post(f"/en/experts/{ref}/edit", form)
    second = focal.post(f"/en/experts/{ref}/edit", form)
    assert first.status_code == 303
    assert second.status_code in (303, 409)
    assert "Pressed twice" in focal.get(f"/en/experts/{ref}").text
