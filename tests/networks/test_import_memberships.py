"""`roster import memberships`: each row by the rules of its network, all of the list or nothing."""

from pathlib import Path

import pytest
import sqlalchemy as sa
from click.testing import CliRunner, Result

from roster.core.db import db
from roster.core.unit_of_work import unit_of_work
from roster.networks.commands import import_group
from roster.networks.models import Membership
from roster.networks.states import MembershipKind, Status
from tests.factories.accounts import World
from tests.factories.authorities import make_authority
from tests.factories.networks import network_of

REF = "AUT-KE0001"
HEAD = "Network,Member,Kind of membership,From,To"


@pytest.fixture(autouse=True)
def entry(world: World) -> None:
    with unit_of_work():
        make_authority(ref=REF)
    db.session.remove()


def run(folder: Path, *rows: str, head: str = HEAD, words: tuple[str, ...] = ()) -> Result:
    path = folder / "list.csv"
    path.write_text("\n".join((head, *rows)), encoding="utf-8")
    return CliRunner().invoke(import_group, ["memberships", str(path), *words])


def stored() -> list[Membership]:
    db.session.remove()
    return list(db.session.scalars(sa.select(Membership).order_by(Membership.id)))


def test_a_list_is_checked_first_and_then_entered(tmp_path: Path) -> None:
    network = network_of().acronym
    row = f"{network},{REF},,2025-01-01,"
    assert "1 membership can be imported" in run(tmp_path, row, words=("--dry-run",)).output
    assert stored() == []
    assert "1 membership was imported" in run(tmp_path, row).output
    (made,) = stored()
    assert (made.status, made.kind, made.state) == (Status.ACTIVE, MembershipKind.MEMBER, "KE")
    again = run(tmp_path, row)
    assert again.exit_code == 1
    assert "in the network already" in again.output


def test_headings_kinds_and_days_are_read_in_any_language_and_digits(tmp_path: Path) -> None:
    answer = run(tmp_path, f"globe,{REF},member,٢٠٢٥-٠١-٠١,", head="network,member,kind,from,to")
    assert answer.exit_code == 0, answer.output


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("Nowhere,AUT-KE0001,,,", "row 3, column “Network”: There is no network"),
        ("globe,Atlantis,,,", "row 3, column “Member”: Write the reference"),
        ("globe,AUT-ZZZZZZ,,,", "row 3, column “Member”: There is no authority"),
        ("globe,,,,x", "row 3, column “Member”: This cell is empty"),
        ("globe,AUT-KE0001,king,,", "row 3, column “Kind of membership”: Write one of"),
        ("globe,AUT-KE0001,,2025-13-01,", "row 3, column “From”: Write the day"),
        ("globe,AUT-KE0001,,2025-02-01,2024-01-01", "row 3, column “To”: The end lies before"),
        ("globe,AUT-KE0001,,,", "row 3, column “Member”: This member is in the network already"),
    ],
)
def test_one_wrong_row_keeps_all_out(tmp_path: Path, row: str, said: str) -> None:
    answer = run(tmp_path, f"globe,{REF},,2025-01-01,", row)
    assert answer.exit_code == 1
    assert said in answer.output
    assert stored() == []


def test_a_column_that_nobody_knows_is_named(tmp_path: Path) -> None:
    answer = run(tmp_path, f"globe,{REF},x", head="Network,Member,Shoe size")
    assert "Shoe size" in answer.output
    assert stored() == []
