"""What `roster check` looks at: that every CV on record has its file, and which files this room's rows name."""

from collections.abc import Iterator

from roster.experts.cv.queries import stored_cvs
from roster.experts.cv.views import file_store
from roster.experts.exporting.queries import stored_exports
from roster.experts.importing.queries import stored_imports


def missing_files() -> Iterator[str]:
    """A line per CV whose file is not in the store."""
    files = file_store()
    for ref, name in stored_cvs():
        if not files.has(name):
            yield f"the file of {ref} is missing"


def stored_names() -> Iterator[str]:
    """Every file that a CV, an import or an export of this room names."""
    yield from (name for _ref, name in stored_cvs())
    yield from stored_imports()
    yield from stored_exports()
