"""One record of each kind that an address can name, for the walk of the matrix."""

from dataclasses import dataclass

from flask import Flask

from roster.assistance.queries import entries_of
from roster.assistance.services import ShortlistInput, add_people, create_shortlist
from roster.core.actor import SYSTEM, Assignment, Role
from roster.core.db import db
from roster.core.unit_of_work import unit_of_work
from roster.experts.cv.services import NewCv, keep_cv
from roster.experts.importing.options import ImportOptions
from roster.experts.importing.services import start_import
from roster.experts.merging.services import merge_profiles
from roster.experts.states import Stage
from tests.factories.accounts import Account, World, make_account, make_world
from tests.factories.experts import make_profile

EXPERTS = ("public", "published", "unpublished", "suspended", "archived", "imported")
# The first part of an address that is found decides; an address with none of them fails the test.
KINDS_BY_ADDRESS = (
    ("/shortlists/<ref>/entries/<entry_ref>", ("shortlist_entry",)),
    ("/shortlists/<ref>", ("shortlist", "shortlist_of_manager")),
    ("/experts/import/<ref>", ("import",)),
    ("/experts/<ref>/merge/<merge_ref>", ("merge",)),
    ("/experts/<ref>", EXPERTS),
    ("/states/<iso2>", ("state",)),
    ("/articles/<", ("article",)),
    ("/<token>", ("token",)),
    ("<path:filename>", ("style",)),
)
MISSING = {
    **{key: {"ref": "EXP-000000"} for key in EXPERTS},
    "import": {"ref": "IMP-000000"},
    "shortlist": {"ref": "SHL-000000"},
    "shortlist_of_manager": {"ref": "SHL-000000"},
    "shortlist_entry": {"ref": "SHL-000000", "entry_ref": "SLE-000000"},
    "merge": {"ref": "EXP-000000", "merge_ref": "MRG-000000"},
    "state": {"iso2": "XX"},
    "article": {"number": "999"},
    "token": {"token": "nothing"},
    "style": {"filename": "css/nothing.css"},
}
# Not hidden from anybody: what is not there differs from what is.
OPEN_KINDS = frozenset({"public", "token", "style", "state", "article"})


@dataclass(frozen=True)
class Furnished:
    """Somebody of each role (None is signed out), and the address values of a record of each kind."""

    accounts: dict[str, Account | None]
    values: dict[str, dict[str, str]]


def furnish(app: Flask) -> Furnished:
    """Make them. The own expert owns every profile, so that one column shows what one's own is."""
    with unit_of_work():
        world = make_world()
        values = {kind: {"ref": _profile(app, kind)} for kind in EXPERTS}
        own = [Assignment(Role.EXPERT, f"self:{given['ref']}") for given in values.values()]
        accounts: dict[str, Account | None] = {
            **world.everybody,
            "nobody": None,
            "no_role": make_account(),
            "expert_own": make_account(*own),
            "expert_other": make_account(Assignment(Role.EXPERT, "self:EXP-999999")),
            "observer_uy": make_account(Assignment(Role.OBSERVER, "state:UY")),
        }
        values["merge"] = _merge()
        values["import"] = {"ref": _import(app, world)}
        values["shortlist"] = values["shortlist_entry"] = _list(world.searcher)
        values["shortlist_of_manager"] = _list(world.manager)
    db.session.remove()
    values["token"] = {"token": "x" * 60}
    values["style"] = {"filename": "css/base.css"}
    values["state"] = {"iso2": "KE"}
    values["article"] = {"number": "52"}
    return Furnished(accounts, values)


def _profile(app: Flask, kind: str) -> str:
    """A profile of Kenya at this stage, with a CV."""
    profile = make_profile(state="KE", is_public=kind == "public")
    text = "A career in lines of text."
    stored = app.extensions["roster_files"].put(text.encode())
    given = NewCv(
        stored_name=stored,
        file_name="cv.txt",
        kind="txt",
        size=len(text),
        sha256="0" * 64,
        text=text,
        language="en",
    )
    keep_cv(SYSTEM, profile, given=given)
    profile.stage = Stage.PUBLISHED if kind == "public" else Stage(kind)
    return profile.ref


def _merge() -> dict[str, str]:
    """Two published profiles that became one."""
    merge = merge_profiles(SYSTEM, make_profile(), gone=make_profile(), taken=())
    return {"ref": merge.kept.ref, "merge_ref": merge.ref}


def _import(app: Flask, world: World) -> str:
    stored = app.extensions["roster_files"].put(b"family name,country\nWanjala,Kenya\n")
    return start_import(
        world.manager.actor,
        file_name="people.csv",
        stored_name=stored,
        options=ImportOptions(),
        row_count=1,
    ).ref


def _list(owner: Account) -> dict[str, str]:
    actor = owner.actor
    shortlist = create_shortlist(actor, ShortlistInput("Tracing of assets", "A workshop"))
    add_people(actor, shortlist, profiles=[make_profile(state="UY")])
    db.session.flush()
    return {"ref": shortlist.ref, "entry_ref": entries_of(shortlist)[0].ref}
