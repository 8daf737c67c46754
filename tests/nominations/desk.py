"""What tests of the pages share: a nomination in the database, and its pages as somebody sees and sends them."""

from typing import Any

from werkzeug.test import TestResponse

from roster.core.actor import SYSTEM
from roster.core.db import db
from roster.core.unit_of_work import unit_of_work
from roster.nominations.expert_link import consent_token
from roster.nominations.models import Nomination
from roster.nominations.queries import nomination_by_ref
from tests.factories.nominations import make_nomination
from tests.forms import values_of
from tests.visitor import Visitor

HOME = "/en/nominations"


def a_nomination(**values: Any) -> str:
    """The reference of a nomination, made and committed."""
    with unit_of_work():
        ref = make_nomination(**values).ref
    db.session.remove()
    return ref


def stored(ref: str) -> Nomination:
    """The nomination as it is in the database now."""
    db.session.rollback()
    db.session.expire_all()
    found = nomination_by_ref(SYSTEM, ref)
    assert found is not None
    return found


def page_of(somebody: Visitor, ref: str, page: str = "") -> str:
    """The text of a page of this nomination that must open."""
    answer = somebody.get(f"{HOME}/{ref}{page}")
    assert answer.status_code == 200, (page, answer.status_code, answer.text[:2000])
    return answer.text


def send(
    somebody: Visitor, ref: str, page: str, *, shown_at: str | None = None, **values: Any
) -> TestResponse:
    """Send the form of a page with these values over what it holds; `shown_at` is where the form stands."""
    form = values_of(page_of(somebody, ref, page if shown_at is None else shown_at))
    return somebody.post(f"{HOME}/{ref}{page}", {**form, **values})


def link_to(ref: str) -> str:
    """The address in the expert's letter."""
    return f"/en/consent/{consent_token(stored(ref))}"
