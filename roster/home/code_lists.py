"""The code lists of the house: what a profile or a filter may say, with the words for it."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import lazy_gettext as _

from roster.experts.states import Stage
from roster.vocabulary.codes import (
    Category,
    CefrLevel,
    ConsentType,
    EmployerRelease,
    ExpertiseLevel,
    Freshness,
    Gender,
    LegalSystem,
    Mode,
    OrganisationType,
    Trust,
    UncacStatus,
)


@dataclass(frozen=True)
class Code:
    """One value as it stands in data and in addresses, and its words."""

    code: str
    label: object


@dataclass(frozen=True)
class CodeList:
    """One list in its own order."""

    title: object
    codes: tuple[Code, ...]


def _list(title: object, kind: Iterable[OrganisationType | Stage]) -> CodeList:
    return CodeList(title, tuple(Code(str(item.value), item.label) for item in kind))


_KINDS: tuple[tuple[object, Iterable[object]], ...] = (
    (_("What somebody is nominated for"), Category),
    (_("Type of organization"), OrganisationType),
    (_("Level of expertise"), ExpertiseLevel),
    (_("Level in a language"), CefrLevel),
    (_("Legal system"), LegalSystem),
    (_("Way of working"), Mode),
    (_("Release by the employer"), EmployerRelease),
    (_("Gender, as declared by the person"), Gender),
    (_("Stage of a profile"), Stage),
    (_("Freshness of a profile"), Freshness),
    (_("Standing towards the Convention"), UncacStatus),
    (_("Act by which a State became bound"), ConsentType),
    (_("Standing of a wording"), Trust),
)
CODE_LISTS = tuple(_list(title, kind) for title, kind in _KINDS)  # type: ignore[arg-type]
