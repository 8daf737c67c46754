"""Finder and page of two States beside the expert page: queries and processor time of all in the same run.

python -m benchmarks.authorities --authorities 2000 --memberships 20000
"""

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path
from random import Random
from typing import Any

import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from roster.accounts.queries import user_by_email
from roster.app import create_app
from roster.authorities import services
from roster.authorities.models import Authority
from roster.authorities.proposals import identity_of
from roster.authorities.reading import reach_of
from roster.core import clock
from roster.core.actor import SYSTEM
from roster.core.config import settings_from
from roster.core.db import db
from roster.core.reference import new_reference
from roster.core.unit_of_work import unit_of_work
from roster.experts.models import Profile
from roster.experts.states import Stage
from roster.networks.entering_services import Entered, EnteredPoint, enter_memberships
from roster.networks.inputs import MemberInput, MembershipInput, PointInput
from roster.networks.models import ContactPoint, Membership
from roster.networks.queries import by_slug
from roster.networks.rules import Member, eligibility
from roster.networks.states import MemberType
from roster.people.models import Person

RESULTS = Path(__file__).with_name("results.json")
PASSWORD = "demonstration-2026"
ROUNDS = 60
MOST_QUERIES, MOST_RATIO = 8, 1.5
SEARCHED = ("finder", "pair")
NEEDS = ("evidence", "freezing", "extradition", "recovery")
Measured = dict[str, tuple[list[float], list[int]]]


def main() -> int:
    """Measure the pages by turns; 1 where finder or page of two States cost more than they may."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--authorities", type=int, default=2_000)
    parser.add_argument("--memberships", type=int, default=20_000)
    given = parser.parse_args()
    size: int = given.authorities
    with tempfile.TemporaryDirectory() as folder, _application(Path(folder)) as app:
        _fill(size)
        _join(given.memberships)
        measured = _measure(app)
    result = {
        name: {
            "ms of processor": round(1_000 * statistics.median(times), 2),
            "queries at most": max(queries),
        }
        for name, (times, queries) in measured.items()
    }
    beside = statistics.median(measured["expert"][0])
    ratios = {name: round(statistics.median(measured[name][0]) / beside, 3) for name in SEARCHED}
    print(f"{size} authorities, {given.memberships} memberships")
    for name, figures in result.items():
        words = "  ".join(f"{what}: {value}" for what, value in figures.items())
        print(f"{name:8} {words}  beside the expert page: {ratios.get(name, 1.0)}")
    kept = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    named = {f"{name} / expert": ratio for name, ratio in ratios.items()}
    kept["authorities"] = {str(size): {"memberships": given.memberships, **result, **named}}
    RESULTS.write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")
    too_many = any(max(measured[name][1]) > MOST_QUERIES for name in SEARCHED)
    return 1 if too_many or max(ratios.values()) > MOST_RATIO else 0


@contextmanager
def _application(folder: Path) -> Iterator[Flask]:
    """The demonstration in a folder of its own."""
    environ = {
        "ROSTER_MODE": "demonstration",
        "ROSTER_DATA": str(folder),
        "DEMO_PASSWORD": PASSWORD,
        "BASE_URL": "http://localhost",
    }
    for command in (["init"], ["demo", "--experts", "12", "--seed", "1"]):
        subprocess.run([sys.executable, "-m", "roster", *command], env=os.environ | environ, check=True)
    app = create_app(settings_from(environ))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def _fill(size: int) -> None:
    """More authorities like those that are there, until there are so many: about ten a State."""
    patterns = db.session.scalars(sa.select(Authority).order_by(Authority.id)).all()
    given = [(item.state, identity_of(item), reach_of(item)) for item in patterns]
    db.session.remove()
    with unit_of_work():
        for state, identity, reach in islice(cycle(given), max(0, size - len(given))):
            made = services.create_authority(SYSTEM, state, identity=identity, reach=reach)
            services.submit_authority(SYSTEM, made)
            services.list_authority(SYSTEM, made)
    db.session.remove()


def _join(size: int) -> None:
    """More memberships with a contact point each, until there are so many: about ten an authority."""
    networks = list(by_slug().values())
    with unit_of_work():
        people = db.session.scalars(sa.select(Person).join(ContactPoint).distinct().order_by(Person.id)).all()
        rows = db.session.execute(sa.select(Membership.network_id, Membership.authority_id))
        held = {(network_id, authority_id) for network_id, authority_id in rows}
        authorities = db.session.scalars(sa.select(Authority).order_by(Authority.id)).all()
        answering, entered = cycle(people), list[Entered]()
        taken = set(db.session.scalars(sa.select(Membership.ref).union(sa.select(ContactPoint.ref))))
        pairs = [(network, one) for one in authorities for network in networks]
        Random(2).shuffle(pairs)
        for network, authority in pairs:
            functions = frozenset(duty.function_id for duty in authority.duties)
            member = Member(MemberType.AUTHORITY, authority.state, functions)
            if len(held) + len(entered) >= size:
                break
            if (network.id, authority.id) not in held and not eligibility(network, member):
                point = EnteredPoint(_fresh("NCP", taken), next(answering), PointInput())
                entered.append(
                    Entered(
                        _fresh("MEM", taken),
                        network,
                        MemberInput(authority=authority),
                        MembershipInput(from_on=clock.today()),
                        points=(point,),
                    )
                )
        enter_memberships(SYSTEM, entered)
    db.session.remove()


def _fresh(prefix: str, taken: set[str]) -> str:
    """A reference that nobody has: among so many some are drawn twice."""
    ref = new_reference(prefix, taken.__contains__)
    taken.add(ref)
    return ref


def _measure(app: Flask) -> Measured:
    """Pages by turns, so that what slows the machine slows both."""
    rng = Random(1)
    states = db.session.scalars(sa.select(Authority.state).distinct().order_by(Authority.state)).all()
    refs = db.session.scalars(sa.select(Profile.ref).where(Profile.stage == Stage.PUBLISHED)).all()
    db.session.remove()
    client, statements = _signed_in(app), list[str]()
    sa.event.listen(db.engine, "before_cursor_execute", lambda *given: statements.append(given[2]))
    measured: Measured = {name: ([], []) for name in (*SEARCHED, "expert")}
    for number in range(ROUNDS):
        need, state = NEEDS[number % len(NEEDS)], rng.choice(states)
        asked = f"need={need}&state={state}&matter=investigation&days=1&requesting=FR"
        addresses = {
            "finder": f"/en/authorities/find?{asked}",
            "pair": "/en/networks/pairs/" + "/".join(rng.sample(states, 2)),
            "expert": f"/en/experts/{rng.choice(refs)}",
        }
        for name, address in addresses.items():
            statements.clear()
            start = time.process_time()
            answer = client.get(address)
            took = time.process_time() - start
            if answer.status_code != 200:
                sys.exit(f"{answer.status_code} at {address}")
            if number >= len(NEEDS):  # the first few fill caches
                measured[name][0].append(took)
                measured[name][1].append(sum(text.startswith("SELECT") for text in statements))
    return measured


def _signed_in(app: Flask) -> FlaskClient:
    if user_by_email("manager@demo.example") is None:
        sys.exit("the demonstration has no accounts")
    client = app.test_client()
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get("/en/sign-in").text)
    form: dict[str, Any] = {
        "csrf_token": token[1] if token else "",
        "email": "manager@demo.example",
        "password": PASSWORD,
    }
    if client.post("/en/sign-in", data=form).status_code not in (302, 303):
        sys.exit("nobody could sign in")
    return client


if __name__ == "__main__":
    sys.exit(main())
