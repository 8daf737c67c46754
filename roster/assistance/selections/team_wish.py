"""What a team must be, as it stands in the address: size, roles, cover and balance. Nothing in it can be wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from roster.matching.criteria import Criteria
from roster.matching.team import LARGEST, SMALLEST, TeamRole, TeamRules

USUAL_SIZE = 3
ASKED = "asked"  # in the address as soon as the form was sent: only then an empty box means no
COVER_TOPICS, COVER_ARTICLES, COVER_LANGUAGES = "topics", "articles", "languages"
USUAL_COVER = frozenset({COVER_TOPICS, COVER_LANGUAGES})
FROM_BEST, FROM_LIST = "best", "list"


@dataclass(frozen=True, kw_only=True)
class TeamWish:
    """What was chosen. A number of 0 means: not asked."""

    size: int = USUAL_SIZE
    source: str = FROM_BEST
    cover: frozenset[str] = USUAL_COVER
    roles: tuple[TeamRole, ...] = ()
    each_gender: int = 0
    regions: int = 0
    legal_systems: int = 0
    one_state: int = 1
    one_region: int = 0
    one_employer: int = 0
    chosen: tuple[str, ...] = ()

    def rules(self, criteria: Criteria) -> TeamRules:
        """The rules of such a team for what is asked."""
        return TeamRules(
            size=self.size,
            chosen=frozenset(self.chosen),
            topics=frozenset(criteria.topics) if COVER_TOPICS in self.cover else frozenset(),
            articles=frozenset(criteria.articles) if COVER_ARTICLES in self.cover else frozenset(),
            languages=frozenset(item.code for item in criteria.languages)
            if COVER_LANGUAGES in self.cover
            else frozenset(),
            roles=self.roles,
            each_gender=self.each_gender,
            regions=self.regions,
            legal_systems=self.legal_systems,
            most_of_one_state=self.one_state or None,
            most_of_one_region=self.one_region or None,
            most_of_one_employer=self.one_employer or None,
        )


NUMBERS: Mapping[str, tuple[int, ...]] = {
    "size": tuple(range(SMALLEST, LARGEST + 1)),
    "each_gender": (0, 1, 2, 3),
    "regions": (0, 2, 3, 4, 5),
    "legal_systems": (0, 2, 3, 4),
    "one_state": (0, 1, 2),
    "one_region": (0, 1, 2),
    "one_employer": (0, 1, 2),
}


def wish_in(address: MultiDict[str, str], *, on_list: Sequence[str]) -> TeamWish:
    """The wish of this address; what is not on offer counts as not said. `on_list` are those who may be set."""
    usual = TeamWish()
    numbers = {
        name: int(address[name]) if address.get(name, "") in map(str, offered) else getattr(usual, name)
        for name, offered in NUMBERS.items()
    }
    asked, known = ASKED in address, {role.value: role for role in TeamRole}
    cover = {COVER_TOPICS, COVER_ARTICLES, COVER_LANGUAGES} & set(address.getlist("cover"))
    wanted = set(address.getlist("with"))
    return TeamWish(
        **numbers,
        source=FROM_LIST if address.get("from") == FROM_LIST else FROM_BEST,
        cover=frozenset(cover) if asked else USUAL_COVER,
        roles=tuple(known[code] for code in dict.fromkeys(address.getlist("role")) if code in known),
        chosen=tuple(ref for ref in on_list if ref in wanted)[: numbers["size"]],
    )
