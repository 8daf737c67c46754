"""What comes into a nomination beside its answers: consent and files, as plain frozen data."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class ConsentInput:
    """The expert's answer: which text was read in which language, for what, and whether the public may see it."""

    version: str
    language: str
    purposes: tuple[str, ...]
    is_public: bool = False


@dataclass(frozen=True, kw_only=True)
class NewFile:
    """A file that is safe in the store, judged and read; for a CV just what the CV of a profile needs."""

    stored_name: str
    file_name: str
    kind: str
    size: int
    sha256: str
    text: str = ""
    language: str | None = None
