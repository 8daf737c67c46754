"""`python -m tests.security.propose` writes what the application answers today into `matrix.csv`; with the beginning
of endpoints (`… propose messages.`) it walks those alone and leaves the other rows as they are.

Nothing is right because it was proposed: read the difference against docs/roles.md before you commit it.
"""

import sys
import tempfile
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

from flask_migrate import upgrade

from roster.app import create_app
from roster.core.actor import SYSTEM
from roster.core.config import settings_from
from roster.core.db import db
from roster.core.unit_of_work import unit_of_work
from roster.networks.network_services import load_networks
from roster.vocabulary.loading import load_vocabularies
from tests.conftest import UNLIMITED
from tests.databases import Databases
from tests.security import matrix_file
from tests.security.furnishing import furnish
from tests.security.walk import ROLES, Cell, walk


def main() -> None:
    """Walk as all roles in a throw-away application."""
    within = sys.argv[1] if len(sys.argv) > 1 else ""
    answers: dict[Cell, dict[str, str]] = defaultdict(dict)
    if within:
        answers |= {
            cell: row for cell, row in matrix_file.read().items() if not cell.endpoint.startswith(within)
        }
    with tempfile.TemporaryDirectory() as folder:
        databases = Databases(Path(folder), None)
        environ = {
            "ROSTER_MODE": "testing",
            "ROSTER_DATA": folder,
            "SECRET_KEY": "k" * 40,
            "BASE_URL": "http://localhost",
            "DATABASE_URL": databases.new(),
        }
        app = create_app(replace(settings_from(environ), limits=UNLIMITED))
        with app.app_context():
            upgrade()
            with unit_of_work():
                load_vocabularies()
                load_networks(SYSTEM)
            furnished = furnish(app, databases)
            for role in ROLES:
                for cell, seen, _missing in walk(app, furnished, databases, role, within=within):
                    answers[cell][role] = seen.answer
            db.session.remove()
    matrix_file.write(answers)


if __name__ == "__main__":
    main()
