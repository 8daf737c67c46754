"""The form of a merge: from which of the two each field is taken, over the versions that were on the screen."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from wtforms import HiddenField

from roster.core.errors import StaleError
from roster.experts.input_json import FIELD_NAMES
from roster.experts.inputs import ProfileInput, changed_fields
from roster.experts.models import Profile
from roster.experts.wording import Codes, Difference, differences
from roster.web.forms import ChangingForm

OTHER = "other"


class MergeForm(ChangingForm):
    """Both versions; the choices stand beside as `take-<field>`."""

    other_version = HiddenField()

    def show_versions(self, kept: Profile, gone: Profile) -> None:
        """Remember which versions are on the screen."""
        self.show_version(kept.version)
        if not self.is_submitted():
            self.other_version.data = str(gone.version)

    def refuse_either_stale(self, kept: Profile, gone: Profile) -> None:
        """Raise StaleError where one of them is no longer what was on the screen."""
        self.refuse_stale(kept.version)
        if self.other_version.data != str(gone.version):
            raise StaleError


@dataclass(frozen=True)
class FieldChoice:
    """A field in which the two differ, and whether the other's is proposed."""

    name: str
    difference: Difference
    takes_other: bool


def field_choices(
    kept: ProfileInput,
    gone: ProfileInput,
    labels: dict[str, str],
    *,
    codes: Codes,
    taken: frozenset[str] | None,
) -> list[FieldChoice]:
    """The fields to choose. Proposed is what the one that stays says; where it says nothing, the other's."""
    chosen = frozenset(name for name in FIELD_NAMES if not getattr(kept, name)) if taken is None else taken
    return [
        FieldChoice(name, difference, name in chosen)
        for name in changed_fields(kept, gone)
        if name in labels
        for difference in differences(kept, gone, {name: labels[name]}, codes=codes)
    ]


def taken_fields(sent: Mapping[str, Any]) -> frozenset[str]:
    """The fields that were chosen from the other."""
    return frozenset(name for name in FIELD_NAMES if sent.get(f"take-{name}") == OTHER)
