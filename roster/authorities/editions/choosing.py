"""Which part of the directory an edition holds: States, regions, functions; read from an address without failing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext
from werkzeug.datastructures import MultiDict

from roster.authorities.form_options import function_words
from roster.vocabulary import queries as vocabulary
from roster.web.locale import show_list

NAMES = ("state", "region", "function")


@dataclass(frozen=True)
class Choice:
    """What was chosen, of codes on the lists alone; nothing chosen is everything."""

    state: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    function: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left out."""
        return not (self.state or self.region or self.function)

    @property
    def states(self) -> frozenset[str] | None:
        """The States that are meant, by name or by region; None for all."""
        if not (self.state or self.region):
            return None
        groups = vocabulary.current().regional_groups
        of_regions = {iso2 for code in self.region if code in groups for iso2 in groups[code].states}
        if not self.region:
            return frozenset(self.state)
        return frozenset(of_regions & set(self.state) if self.state else of_regions)

    def as_json(self) -> dict[str, list[str]]:
        """As it is stored with an edition, and as it stands in an address."""
        return {name: list(getattr(self, name)) for name in NAMES if getattr(self, name)}


def choice_from(arguments: MultiDict[str, str]) -> Choice:
    """What an address asks for."""
    return choice_of({name: arguments.getlist(name) for name in NAMES})


def choice_of(stored: Mapping[str, Sequence[str]]) -> Choice:
    """What was stored with an edition; codes that have left the vocabularies are dropped."""
    known = vocabulary.current()
    functions = {function.id for function in vocabulary.authority_functions()}
    return Choice(
        state=_known(stored.get("state", ()), known.states),
        region=_known(stored.get("region", ()), known.regional_groups),
        function=_known(stored.get("function", ()), functions),
    )


def words_of(choice: Choice, language: str) -> list[tuple[str, str]]:
    """What was chosen, as terms and values in the reader's language; empty for the whole directory."""
    known = vocabulary.current()
    functions = {function.id: function_words(function) for function in vocabulary.authority_functions()}
    pairs = (
        (gettext("States"), [known.states[code].name(language) for code in choice.state]),
        (gettext("Regions"), [known.regional_groups[code].label(language) for code in choice.region]),
        (gettext("Functions"), [functions[code] for code in choice.function]),
    )
    return [(term, show_list(values)) for term, values in pairs if values]


def _known(codes: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    there = set(known)
    return tuple(code for code in dict.fromkeys(codes) if code in there)
