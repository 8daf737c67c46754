"""Planted words of calls: the answers of experts and States, and what the secretariat notes for itself."""

from dataclasses import dataclass

from roster.assistance.calls.answer_services import answer_call, propose
from roster.assistance.calls.services import close_call
from roster.assistance.requests.states import Stage
from roster.core.actor import SYSTEM, Actor, Role
from roster.core.unit_of_work import unit_of_work
from tests.factories.assistance import make_request
from tests.factories.calls import make_call
from tests.factories.experts import make_profile

# Two letters for each field, and who reads it beside the secretariat.
CALL_FIELDS = {
    "answer": ("ka", "expert"),
    "proposal": ("kb", "state"),
    "note": ("kn", ""),
    "close_note": ("kc", ""),
}


@dataclass(frozen=True)
class PlantedCall:
    """A call with its words by field, for whoever signs in or for everybody; answered by an expert and a State."""

    expert_ref: str
    answering: str
    addresses: tuple[str, ...]
    words: dict[str, str]

    def known_to(self, actor: Actor) -> frozenset[str]:
        """What the secretariat, and each side of its own, may learn."""
        sides = {"expert"} if self.expert_ref in actor.scopes(Role.EXPERT) else set()
        sides |= {"state"} if self.answering in actor.scopes(Role.FOCAL_POINT) else set()
        return frozenset(
            word
            for field, word in self.words.items()
            if actor.is_secretariat or CALL_FIELDS[field][1] in sides
        )


def plant_calls() -> list[PlantedCall]:
    """One open and one closed, of two States."""
    with unit_of_work():
        return [_call(0, "KE", "UY", is_closed=False), _call(1, "UY", "KE", is_closed=True)]


def _call(number: int, state: str, answering: str, *, is_closed: bool) -> PlantedCall:
    words = {field: f"zx{code}aa{'abcdefghij'[number]}k" for field, (code, _side) in CALL_FIELDS.items()}
    profile = make_profile(state=None, is_public=True)
    request = make_request(state=state, stage=Stage.MATCHING, visibility="public-title")
    audience = "everybody" if is_closed else "signed-in"
    call = make_call(request=request, experts=(profile.ref,), audience=audience, note=words["note"])
    answer_call(SYSTEM, call, profile=profile, text=words["answer"])
    propose(SYSTEM, call, state=answering, text=words["proposal"])
    if is_closed:
        close_call(SYSTEM, call, note=words["close_note"])
    else:
        del words["close_note"]
    page = f"/en/assistance/calls/{call.ref}"
    addresses = (
        page,
        f"{page}/answers",
        f"{page}/propose",
        f"/en/assistance/{request.ref}",
        f"/en/assistance/{request.ref}.json",
        f"/en/experts/{profile.ref}",
        f"/en/experts/{profile.ref}/own",
        f"/en/experts/{profile.ref}/own/data",
    )
    return PlantedCall(profile.ref, answering, addresses, words)
