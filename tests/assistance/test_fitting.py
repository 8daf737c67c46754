"""Who fits an open request, by subject: the expert and the own State are told no more than they may read."""

from collections.abc import Callable

import pytest

from roster.assistance.codes import Visibility
from roster.assistance.requests.states import Stage
from roster.core.actor import Assignment, Role
from roster.core.db import db
from roster.core.unit_of_work import unit_of_work
from roster.experts.inputs import ExpertiseInput
from roster.vocabulary import queries as vocabulary
from tests.factories.accounts import Account, World, make_account
from tests.factories.assistance import make_request
from tests.factories.experts import make_profile
from tests.visitor import Visitor

Visit = Callable[..., Visitor]
TITLE = "Whistleblower protection in the police"


@pytest.fixture
def expert(world: World) -> tuple[Account, str]:
    with unit_of_work():
        lines = (ExpertiseInput(topic_id="whistleblower-protection"), ExpertiseInput(article_no=9))
        profile = make_profile(state="KE", family_name="Zqakinyi", expertise=lines)
        found = make_account(Assignment(Role.EXPERT, f"self:{profile.ref}")), profile.ref
    db.session.remove()
    return found


def ask(**changes: object) -> None:
    with unit_of_work():
        make_request(
            **{
                "state": "UY",
                "stage": Stage.ACCEPTED,
                "title": TITLE,
                "visibility": Visibility.PUBLIC_TITLE,
                **changes,
            }  # type: ignore[arg-type]
        )
    db.session.remove()


@pytest.mark.parametrize(
    ("changes", "is_seen"),
    [
        ({}, True),
        ({"visibility": Visibility.SECRETARIAT}, False),
        ({"visibility": Visibility.ALL_PROVIDERS}, False),
        ({"stage": Stage.SUBMITTED}, False),
        ({"stage": Stage.AGREED}, False),
        ({"state": "KE"}, False),
        # What else the request asks for is not the reader's to know, so it must not show in who fits.
        ({"title": "Help for our ministry", "topics": ("whistleblower-protection",)}, False),
        ({"topics": ("asset-recovery",)}, True),
    ],
)
def test_only_what_the_title_says_and_only_of_titles_that_are_public(
    world: World, visitor: Visit, expert: tuple[Account, str], changes: dict[str, object], is_seen: bool
) -> None:
    ask(**changes)
    account, ref = expert
    own = visitor(account).get(f"/en/experts/{ref}/own").text
    ours = visitor(world.focal_ke).get("/en/nominations/ours").text
    assert ('id="fitting"' in own, 'id="fitting"' in ours) == (is_seen, is_seen)


def test_the_panel_names_subjects_and_nothing_that_ranks(
    world: World, visitor: Visit, expert: tuple[Account, str]
) -> None:
    ask(outcome="Zqoutcome", contact_name="Zqcontact")
    account, ref = expert
    for who, address in ((account, f"/en/experts/{ref}/own"), (world.focal_ke, "/en/nominations/ours")):
        text = visitor(who).get(address).text.partition('id="fitting"')[2].partition("</section>")[0]
        assert TITLE in text
        assert vocabulary.current().topics.get_label("whistleblower-protection", "en") in text
        assert "Zqoutcome" not in text
        assert "/assistance/REQ" not in text
    assert ref not in visitor(world.focal_uy).get("/en/nominations/ours").text
