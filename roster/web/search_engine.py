"""The engine of search of this process: for pages, and for services that commands call too."""

from flask import current_app

from roster.search.engine import SearchEngine


def current_engine() -> SearchEngine:
    """The one object that answers."""
    engine: SearchEngine = current_app.extensions["roster_search"]
    return engine
