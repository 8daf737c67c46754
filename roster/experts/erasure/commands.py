"""`roster erase …`: an expert erased on a written request, with a report."""

import click
from flask import current_app

from roster.core.actor import SYSTEM
from roster.core.unit_of_work import unit_of_work
from roster.experts.erasure.codes import Basis
from roster.experts.erasure.queries import profile_to_erase


@click.command()
@click.argument("ref")
@click.option("--basis", type=click.Choice([item.value for item in Basis]), required=True)
@click.confirmation_option(prompt="This cannot be undone. Erase?")
def erase(ref: str, basis: str) -> None:
    """Erase the expert with this reference, everywhere; ends non-zero where there is none."""
    with unit_of_work():
        profile = profile_to_erase(ref)
        if profile is None:
            raise click.ClickException(f"there is no expert {ref}")
        counts = current_app.extensions["roster_erase"](SYSTEM, profile, basis=basis)
    for room, count in sorted(counts.items()):
        click.echo(f"{room}: {count}")
