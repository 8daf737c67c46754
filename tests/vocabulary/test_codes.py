"""Our own code lists."""

import pytest
from flask import Flask

from roster.vocabulary import codes

LISTS = [kind for kind in vars(codes).values() if isinstance(kind, type) and issubclass(kind, codes.Coded)]


@pytest.mark.parametrize("kind", [kind for kind in LISTS if kind is not codes.Coded])
def test_every_code_has_words_of_its_own(app: Flask, kind: type[codes.Coded]) -> None:
    labels = [str(member.label) for member in kind]
    assert all(labels)
    assert len(set(labels)) == len(labels)
    assert all(kind(member.value) is member for member in kind)


def test_a_code_from_outside_may_be_unknown() -> None:
    assert codes.Mode.of("remote") is codes.Mode.REMOTE
    assert codes.Mode.of("by-magic") is None
    assert codes.Mode.of(None) is None


def test_levels_compare_by_rank() -> None:
    assert codes.CefrLevel.A1.rank < codes.CefrLevel.C2.rank
    assert codes.ExpertiseLevel.AUTHORITY.rank == 3


def test_a_code_is_its_value() -> None:
    assert codes.OrganisationType.ANTI_CORRUPTION_BODY == "anti-corruption-body"
    assert f"{codes.CefrLevel.B2}" == "B2"
