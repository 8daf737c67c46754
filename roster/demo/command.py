"""`roster demo`: a roster of invented people, the same for the same seed."""

from importlib.resources import files
from pathlib import Path

import click
from flask import current_app
from rich.progress import Progress

from roster.core import clock, outbox
from roster.core.config import Settings
from roster.core.files import FileStore
from roster.core.unit_of_work import unit_of_work
from roster.demo.attention import invent_attention
from roster.demo.authorities import make_authorities
from roster.demo.calls import make_calls
from roster.demo.conversations import make_conversations
from roster.demo.networks import make_networks
from roster.demo.nominations import make_nominations
from roster.demo.population import has_experts, make_accounts, populate
from roster.demo.reference import Reference, reference_from_csv
from roster.demo.requests import make_requests
from roster.demo.shortlists import Candidates, make_shortlists
from roster.jobs import rebuild_index

DEFAULT_COUNT = 1_200
DEFAULT_SEED = 1


@click.command()
@click.option("--experts", "count", default=DEFAULT_COUNT, show_default=True, help="How many to invent.")
@click.option("--seed", default=DEFAULT_SEED, show_default=True, help="The same seed gives the same people.")
@click.option("--if-empty", is_flag=True, help="Do nothing where the roster has people already.")
def demo(count: int, seed: int, *, if_empty: bool) -> None:
    """Fill the roster with invented experts and the thirteen demonstration accounts."""
    settings: Settings = current_app.extensions["roster_settings"]
    if not settings.is_demonstration or settings.demo_password is None:
        raise click.ClickException("only a demonstration is populated: set ROSTER_MODE=demonstration")
    if if_empty and has_experts():
        click.echo("the roster has people already: nothing to do")
        return
    candidates, today = Candidates(), clock.today()
    files: FileStore = current_app.extensions["roster_files"]
    with Progress() as progress:
        task = progress.add_task("inventing experts", total=count)
        for done in populate(
            reference(), count=count, seed=seed, today=today, files=files, candidates=candidates
        ):
            progress.update(task, completed=done)
    made = make_accounts(settings.demo_password)
    invent_attention(seed=seed, today=today)
    lists = make_shortlists(candidates)
    authorities = make_authorities(seed=seed)
    memberships = make_networks(seed=seed)
    nominations = make_nominations(reference(), seed=seed, today=today, files=files)
    talks = make_conversations()
    indexed = rebuild_index(current_app._get_current_object())  # type: ignore[attr-defined]
    requests, offers = make_requests()  # matched by words too, so after the texts can be searched
    calls = make_calls()
    with unit_of_work():
        outbox.wait_from_now()  # nominations of past weeks were made under the clock of their day
    click.echo(f"{count} invented experts, {made} accounts, {lists} shortlists, {authorities} authorities")
    click.echo(f"{memberships} memberships of networks, {nominations} nominations, {talks} conversations")
    click.echo(f"{requests} requests for assistance, {offers} offers of providers, {calls} calls for experts")
    click.echo(f"{indexed} profiles searchable")


def reference() -> Reference:
    """The facts that invention needs, from the vocabularies that ship with the package."""
    return reference_from_csv(Path(str(files("roster.vocabulary") / "data")))
