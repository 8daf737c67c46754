"""Interests declared in free words: which States and organisations they name."""

import pytest

from roster.assistance.matches.interests import interests_in
from roster.vocabulary import queries as vocabulary
from tests.factories.accounts import World


@pytest.mark.parametrize(
    ("text", "named", "not_named"),
    [
        ("Shares in a port in Kenya; no other interest", {"KE"}, {"IN", "NO"}),
        ("Adviser to Papua New Guinea until 2020", {"PG"}, {"GN"}),
        ("Conseil auprès du Kenya, membre du Cercle des Ports", {"KE", "membre du Cercle des Ports"}, set()),
        ("持有肯尼亚港口的股份", {"KE"}, set()),
        ("أسهم في ميناء في كينيا", {"KE"}, set()),
        ("Доля в порту, Кения", {"KE"}, set()),
        ("Office of Asset Tracing", {"Office of Asset Tracing"}, {"KE"}),
        ("  ", set(), {""}),
    ],
)
def test_states_and_organisations_are_found(
    world: World, text: str, named: set[str], not_named: set[str]
) -> None:
    found = interests_in(text, vocabulary.current())
    assert named <= found
    assert not (not_named & found)
