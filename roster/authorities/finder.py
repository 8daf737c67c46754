"""The finder: which authority of another State, by which way, in four answers at most. Pure functions over plain data.

Nothing here reads a database, a clock or a request; what a reader may not see was left empty before (R6).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from roster.authorities.finder_entries import Entry
from roster.authorities.finder_links import NetworkLink
from roster.authorities.finder_needs import RULES, URGENT_DAYS, Matter, Need, Question, Rule
from roster.authorities.finder_picks import Case, Pick, Why, order_of, pick_of
from roster.vocabulary.codes import UncacStatus
from roster.vocabulary.entries import State
from roster.vocabulary.request_elements import Measure, RequestElement, request_elements

URGENCY = "urgency"


class Outcome(StrEnum):
    """What was found."""

    DESIGNATED = "designated"  # an authority with the very function
    NEAREST = "nearest"  # none with it, one that can take it
    NONE_DESIGNATED = "none-designated"  # authorities of that State, but none for this
    NONE_LISTED = "none-listed"  # no authority of that State at all
    OWN_STATE = "own-state"


class Informal(StrEnum):
    """Whether to ask informally, before or beside the formal request."""

    NO = "no"
    FIRST = "first"
    BESIDE = "beside"


class OtherWay(StrEnum):
    """Ways beside the channel that the authority names."""

    DIRECT = "direct"  # 46(13): central authorities communicate directly
    ORAL = "oral"  # 46(14): by word of mouth, confirmed in writing
    INTERPOL = "interpol"  # 46(13): in urgent circumstances, where both agree
    DIPLOMATIC = "diplomatic"  # 46(13): a State may require it
    SPONTANEOUS = "spontaneous"  # 46(4): tell what one knows without being asked
    POLICE = "police"  # 48: law enforcement to law enforcement


class Limit(StrEnum):
    """What stands against relying on the Convention between the two States."""

    REQUESTED_NOT_PARTY = "requested-not-party"
    REQUESTING_NOT_PARTY = "requesting-not-party"


@dataclass(frozen=True, kw_only=True)
class Answers:
    """What was answered so far; None is open. `requesting` is the reader's State, where it is known."""

    need: Need | None = None
    state: State | None = None
    matter: Matter | None = None
    days: int | None = None
    requesting: State | None = None

    @property
    def rule(self) -> Rule | None:
        """What the need means."""
        return RULES[self.need] if self.need else None

    @property
    def is_assistance(self) -> bool:
        """Whether what is needed is mutual legal assistance under article 46."""
        return self.rule is not None and self.rule.is_assistance

    @property
    def is_own_state(self) -> bool:
        """Whether somebody asks about the own State."""
        return self.state is not None and self.state is self.requesting

    @property
    def is_urgent(self) -> bool:
        """Whether something must happen within days."""
        return bool(self.days) and (self.days or 0) <= URGENT_DAYS


@dataclass(frozen=True)
class ElementGroup:
    """What to write, for every request or for one measure."""

    measure: Measure
    elements: tuple[RequestElement, ...]


@dataclass(frozen=True, kw_only=True)
class Finding:
    """The answer. `first` is whom to turn to now: an informal contact where that comes first."""

    outcome: Outcome
    answers: Answers
    first: Pick | None = None
    picks: tuple[Pick, ...] = ()
    informal: Informal = Informal.NO
    informal_picks: tuple[Pick, ...] = ()
    networks: tuple[NetworkLink, ...] = ()
    deputies: tuple[Pick, ...] = ()
    other_ways: tuple[OtherWay, ...] = ()
    elements: tuple[ElementGroup, ...] = ()
    limits: tuple[Limit, ...] = ()

    @property
    def is_shared_out(self) -> bool:
        """Whether several authorities have the function, each for a part of it."""
        return len(self.picks) > 1 and any(duty.scope_note for pick in self.picks for duty in pick.duties)


def next_question(answers: Answers, *, is_settled: bool = False) -> Question | None:
    """What to ask next; None where enough is known. `is_settled`: no answer would change what is found."""
    rule = answers.rule
    if rule is None:
        return Question.NEED
    if answers.state is None:
        return Question.STATE
    if is_settled or answers.is_own_state:
        return None
    if len(rule.matters) > 1 and answers.matter not in rule.matters:
        return Question.MATTER
    return Question.DAYS if rule.asks_days and answers.days is None else None


def questions_for(rule: Rule | None) -> tuple[Question, ...]:
    """The questions that this need asks at most."""
    if rule is None:
        return tuple(Question)
    needless = {Question.MATTER: len(rule.matters) < 2, Question.DAYS: not rule.asks_days}
    return tuple(question for question in Question if not needless.get(question))


def find(
    answers: Answers, entries: Sequence[Entry], *, at: datetime, networks: Sequence[NetworkLink] = ()
) -> Finding:
    """Whom to turn to, how, with what. `entries` are those of the requested State that the reader may see.

    Without answers on stage and days it counts as neither early nor urgent. Raises ValueError without need or State.
    """
    rule, state = answers.rule, answers.state
    if rule is None or state is None:
        raise ValueError("the finder needs a need and a State")
    if answers.is_own_state:
        return Finding(outcome=Outcome.OWN_STATE, answers=answers)
    case = _case(answers, rule, at)
    elements, ways, limits = _elements(answers, rule), _other_ways(answers, rule), _limits(answers)
    informal = _informal(answers, rule)
    outcome, picks = _picks(rule, entries, case)
    asked = _informal_picks(rule, entries, case) if informal is not Informal.NO else ()
    named = {pick.entry.ref for pick in (*picks, *asked)}
    first = asked[0] if asked and informal is Informal.FIRST else next(iter(picks), None)
    channel = picks[0].channel if picks else None
    return Finding(
        outcome=outcome,
        answers=answers,
        first=first,
        picks=picks,
        informal=informal,
        informal_picks=asked,
        networks=tuple(networks),
        deputies=_deputies(rule, [entry for entry in entries if entry.ref not in named], case),
        other_ways=tuple(way for way in ways if channel is None or way.value != channel.value),
        elements=elements,
        limits=limits,
    )


def _case(answers: Answers, rule: Rule, at: datetime) -> Case:
    own = answers.requesting.official_languages if answers.requesting else ()
    return Case(at, answers.is_urgent, answers.days, own, rule.is_formal, rule.is_assistance)


def _informal(answers: Answers, rule: Rule) -> Informal:
    if not rule.informal:
        return Informal.NO
    if answers.matter is Matter.BEFORE:
        return Informal.FIRST
    return Informal.BESIDE if answers.matter is Matter.INVESTIGATION else Informal.NO


def _informal_picks(rule: Rule, entries: Sequence[Entry], case: Case) -> tuple[Pick, ...]:
    """Who answers without a request; what only a request depends on is no doubt about them."""
    asking = replace(case, days=None, is_formal=False, is_assistance=False)
    return _with_functions(rule.informal, entries, Why.INFORMAL, asking)


def _picks(rule: Rule, entries: Sequence[Entry], case: Case) -> tuple[Outcome, tuple[Pick, ...]]:
    if not entries:
        return Outcome.NONE_LISTED, ()
    if found := _with_functions(rule.designated, entries, Why.DESIGNATED, case):
        return Outcome.DESIGNATED, found
    for functions, why in ((rule.treaties, Why.OTHER_TREATY), (rule.nearest, Why.NEAREST)):
        if found := _with_functions(functions, entries, why, case):
            return Outcome.NEAREST, found
    return Outcome.NONE_DESIGNATED, ()


def _with_functions(
    functions: tuple[str, ...], entries: Sequence[Entry], why: Why, case: Case
) -> tuple[Pick, ...]:
    """Those with the best of these functions; others whose function comes later are no first answer."""
    found = [(entry, entry.duties_in(functions)) for entry in entries]
    ordered = sorted(
        ((entry, duties) for entry, duties in found if duties),
        key=lambda item: (*order_of(item[0], item[1], functions, case.today), item[0].name, item[0].ref),
    )
    if why is Why.DESIGNATED or not ordered:
        return tuple(pick_of(entry, why, duties, case) for entry, duties in ordered)
    best = order_of(*ordered[0], functions, case.today)[0]
    return tuple(
        pick_of(entry, why, duties, case)
        for entry, duties in ordered
        if order_of(entry, duties, functions, case.today)[0] == best
    )


def _deputies(rule: Rule, entries: Sequence[Entry], case: Case) -> tuple[Pick, ...]:
    """Every other authority of that State, those first that know most of this."""
    functions = (*rule.treaties, *rule.nearest, *rule.helpers)

    def order(entry: Entry) -> tuple[int | str, ...]:
        return (*order_of(entry, entry.duties_in(functions), functions, case.today), entry.name, entry.ref)

    return tuple(pick_of(entry, Why.DEPUTY, entry.duties, case) for entry in sorted(entries, key=order))


def _other_ways(answers: Answers, rule: Rule) -> tuple[OtherWay, ...]:
    is_early = answers.matter is Matter.BEFORE or answers.need is Need.INFORMATION
    holds = {
        OtherWay.DIRECT: rule.is_assistance,
        OtherWay.ORAL: rule.is_assistance and answers.is_urgent,
        OtherWay.INTERPOL: rule.asks_days and answers.is_urgent,
        OtherWay.SPONTANEOUS: is_early,
        OtherWay.POLICE: is_early,
        OtherWay.DIPLOMATIC: True,
    }
    return tuple(way for way, does in holds.items() if does)


def _limits(answers: Answers) -> tuple[Limit, ...]:
    states = {
        Limit.REQUESTED_NOT_PARTY: answers.state,
        Limit.REQUESTING_NOT_PARTY: answers.requesting,
    }
    return tuple(
        limit
        for limit, state in states.items()
        if state is not None and state.uncac_status is not UncacStatus.PARTY
    )


def _elements(answers: Answers, rule: Rule) -> tuple[ElementGroup, ...]:
    """What to write: what article 46 says of the measures, or what is usual for this need."""
    if rule.elements:
        chosen = tuple(item for item in request_elements() if item.id in rule.elements)
        return (ElementGroup(Measure.ALL, chosen),)
    groups = []
    for measure in rule.measures:
        found = (item for item in request_elements() if item.measure is measure)
        kept = tuple(item for item in found if _is_asked(item, answers))
        groups.append(ElementGroup(measure, kept))
    return tuple(groups)


def _is_asked(element: RequestElement, answers: Answers) -> bool:
    """Urgency is said where there is any; an order to execute is there when judgment is; service needs no facts."""
    if element.id == URGENCY:
        return answers.is_urgent
    if element.id == "confiscation-order":
        return answers.matter is Matter.JUDGMENT
    if element.id == "facts":
        return answers.need is not Need.SERVICE
    return True
