"""The list's question: what stands in its address, read without ever failing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask_babel import gettext
from werkzeug.datastructures import MultiDict

from roster.assistance.requests import policy
from roster.assistance.requests.queries import Wanted
from roster.assistance.requests.states import Stage
from roster.core.actor import Actor, Role
from roster.experts.form_options import (
    article_options,
    assistance_options,
    language_options,
    state_options,
)


@dataclass(frozen=True)
class Choice:
    """One value of a filter."""

    value: str
    label: str
    checked: bool
    count: None = None


@dataclass(frozen=True)
class Filter:
    """One filter with its values."""

    name: str
    label: str
    values: tuple[Choice, ...]

    @property
    def chosen(self) -> int:
        """How many values are set."""
        return sum(value.checked for value in self.values)


def filters_of(actor: Actor, arguments: MultiDict[str, str]) -> tuple[Filter, ...]:
    """The filters for this reader, in the reader's language, with what is set."""
    rows: list[tuple[str, str, Iterable[tuple[str, str]]]] = [("state", gettext("State"), state_options())]
    if policy.can_list(actor):
        stages = [(stage.value, str(stage.label)) for stage in Stage if _knows_stage(actor, stage)]
        rows = [
            ("stage", gettext("Stage"), stages),
            *_of_course(actor),
            *rows,
            ("type", gettext("Type of assistance"), assistance_options()),
            ("article", gettext("Article"), article_options()),
            ("language", gettext("Language"), language_options()),
        ]
    return tuple(
        Filter(name, label, _choices(values, arguments.getlist(name))) for name, label, values in rows
    )


def wanted_of(filters: Sequence[Filter]) -> Wanted:
    """What is asked for, of values on the lists alone."""
    by_name = {item.name: item for item in filters}

    def chosen(name: str) -> tuple[str, ...]:
        found = by_name.get(name)
        return tuple(item.value for item in found.values if item.checked) if found else ()

    return Wanted(
        stages=chosen("stage"),
        states=chosen("state"),
        articles=chosen("article"),
        types=chosen("type"),
        languages=chosen("language"),
        owners=chosen("owner"),
        stalled=bool(chosen("stalled")),
    )


def _of_course(actor: Actor) -> list[tuple[str, str, Iterable[tuple[str, str]]]]:
    found: list[tuple[str, str, Iterable[tuple[str, str]]]] = []
    if actor.has(Role.MANAGER):
        owners = [("me", gettext("In my charge")), ("nobody", gettext("In nobody’s charge"))]
        found.append(("owner", gettext("In charge"), owners))
    if actor.is_secretariat or actor.states:
        found.append(("stalled", gettext("Stalled"), [("1", gettext("Nothing has moved for 30 days"))]))
    return found


def _knows_stage(actor: Actor, stage: Stage) -> bool:
    """A draft is its State's alone."""
    return stage is not Stage.DRAFT or bool(actor.states)


def _choices(values: Iterable[tuple[str, str]], chosen: Sequence[str]) -> tuple[Choice, ...]:
    return tuple(Choice(value, label, value in chosen) for value, label in values)
