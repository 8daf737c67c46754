"""What `roster check` looks at: that every file of a nomination is in the store, and which names are ours."""

from collections.abc import Iterator

from roster.nominations.queries import stored_nomination_files


def stored_names() -> Iterator[str]:
    """Every file that a nomination names."""
    return (name for _ref, name in stored_nomination_files())
