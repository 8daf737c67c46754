"""Two at once, for what must hold between them."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from flask import Flask

from roster.core.db import db


def at_once(app: Flask, *functions: Callable[[], object]) -> list[object]:
    """Run the functions at the same moment, each with a session of its own; gives results or exceptions."""
    start = threading.Barrier(len(functions))

    def one(function: Callable[[], object]) -> object:
        with app.app_context():
            start.wait(timeout=20)
            try:
                return function()
            except Exception as error:
                return error
            finally:
                db.session.remove()

    with ThreadPoolExecutor(len(functions)) as pool:
        return list(pool.map(one, functions))
