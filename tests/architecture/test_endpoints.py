"""Every endpoint says who may use it, and the application refuses to start with one that does not (R1)."""

import pytest
from flask import Flask

from roster.core.actor import NOBODY
from roster.core.config import Settings
from roster.core.errors import ConfigurationError
from roster.web.guard import Guard, open_to_all, refuse_unguarded
from tests.architecture import house

PLAIN = frozenset({"root", "health", "ready", "icon", "robots", "security_text", "static"})


def test_the_public_endpoints_are_those_on_the_list(app: Flask) -> None:
    public = {
        name for name, view in app.view_functions.items() if getattr(view, "__guard__", "public") == "public"
    }
    assert public == house.PUBLIC_ENDPOINTS


def test_policies_that_admit_everybody_are_those_on_the_list(app: Flask) -> None:
    """Asked of nobody: an endpoint without a record whose policy says yes is open."""
    admitting = set()
    for name, view in app.view_functions.items():
        demand = getattr(view, "__guard__", None)
        if isinstance(demand, Guard) and demand.load is None and demand.policy(NOBODY):
            admitting.add(name)
    assert admitting == set(house.OPEN_POLICIES)


def test_every_other_endpoint_refuses_somebody_without_a_role(app: Flask) -> None:
    for name, view in app.view_functions.items():
        demand = getattr(view, "__guard__", None)
        if isinstance(demand, Guard) and demand.load is None and name not in house.OPEN_POLICIES:
            assert not demand.policy(NOBODY), name


def test_the_start_is_refused_with_an_unguarded_endpoint(app: Flask) -> None:
    bare = Flask("bare")
    bare.add_url_rule("/open", "declared", open_to_all(lambda: "yes"))
    refuse_unguarded(bare)
    bare.add_url_rule("/bare", "forgotten", lambda: "no")
    with pytest.raises(ConfigurationError, match="forgotten"):
        refuse_unguarded(bare)


def test_every_page_has_its_language_in_its_address(app: Flask) -> None:
    without = {rule.endpoint for rule in app.url_map.iter_rules() if "lang" not in rule.arguments}
    assert without == PLAIN


def test_reading_and_changing_are_the_only_methods(app: Flask) -> None:
    methods = {method for rule in app.url_map.iter_rules() for method in rule.methods or ()}
    assert methods <= {"GET", "HEAD", "OPTIONS", "POST"}


def test_what_changes_on_get_does_not_exist(app: Flask) -> None:
    """An endpoint for POST alone is not also open to GET under the same rule by accident."""
    settings: Settings = app.extensions["roster_settings"]
    assert settings is not None
    for rule in app.url_map.iter_rules():
        if rule.endpoint.rpartition(".")[2] in ("confirm", "sign_out", "run", "undo", "remove", "discard"):
            assert "GET" not in (rule.methods or ()), rule.rule
