"""The world that the matrix is walked in: somebody of each role and a record of each kind, made once and copied."""

from dataclasses import dataclass

from flask import Flask

from roster.core.actor import Assignment, Role
from roster.core.db import db
from roster.core.unit_of_work import unit_of_work
from tests.databases import Databases
from tests.factories.accounts import Account, World, make_account, make_world
from tests.security.records import KINDS, Values


@dataclass(frozen=True)
class Furnished:
    """Somebody of each role (None is signed out), the address values of a record of each kind, and a database
    that holds them all, to be copied."""

    accounts: dict[str, Account | None]
    values: dict[str, Values]
    database: str


def furnish(app: Flask, databases: Databases) -> Furnished:
    """Make them in the database that the application has now, and keep a copy of it."""
    with unit_of_work():
        world = make_world()
        values = {kind.name: kind.make(app, world) for kind in KINDS}
        accounts = _accounts(world, values)
    address = address_now()
    return Furnished(accounts, values, databases.new(like=address))


def address_now() -> str:
    """The address of the application's database, to which nobody is connected afterwards."""
    address = db.engine.url.render_as_string(hide_password=False)
    db.session.remove()
    db.engine.dispose()
    return address


def _accounts(world: World, values: dict[str, Values]) -> dict[str, Account | None]:
    """The own expert owns every profile, so that one column shows what one's own is; and has messages."""
    own = [given["ref"] for name, given in values.items() if _is_profile(name)]
    own += [given["expert_ref"] for given in values.values() if "expert_ref" in given]
    return {
        **world.everybody,
        "nobody": None,
        "no_role": make_account(),
        "expert_own": make_account(*(Assignment(Role.EXPERT, f"self:{ref}") for ref in own)),
        "expert_other": make_account(Assignment(Role.EXPERT, "self:EXP-999999")),
        "observer_uy": make_account(Assignment(Role.OBSERVER, "state:UY")),
    }


def _is_profile(name: str) -> bool:
    return any(kind.name == name and kind.address == "/experts/<ref>" for kind in KINDS)
