"""A hundred planted records: a word of its own in every field, and who may learn which of them."""

import re
from dataclasses import dataclass
from itertools import product
from typing import Any

from roster.assistance.codes import Visibility
from roster.assistance.offers.agreeing import ask_for_another
from roster.assistance.offers.availability_services import answer_question, ask_if_free
from roster.assistance.offers.rules import QuestionInput
from roster.assistance.offers.services import answer, make_offer
from roster.assistance.requests import policy as request_policy
from roster.assistance.requests.models import AssistanceRequest
from roster.assistance.requests.policy import Part as RequestPart
from roster.assistance.requests.states import EDITABLE
from roster.assistance.requests.states import Stage as RequestStage
from roster.assistance.requests.typing_services import keep_typed
from roster.authorities.models import Authority
from roster.core.actor import SYSTEM, Actor, Role
from roster.core.multilingual import MultilingualText
from roster.core.unit_of_work import unit_of_work
from roster.experts import policy
from roster.experts.cv.services import NewCv, keep_cv
from roster.experts.inputs import ExpertiseInput
from roster.experts.models import Profile
from roster.experts.policy import Part
from roster.experts.services import edit_profile
from roster.experts.states import Stage
from roster.networks import policy as network_policy
from roster.networks.models import Membership, Network
from roster.networks.states import Status
from roster.people.models import Organisation
from tests.factories.assistance import make_organisation, make_request
from tests.factories.experts import make_outsider, make_profile, profile_input
from tests.factories.networks import make_membership, make_person, make_point

COUNT = 100
WORD = re.compile(r"zx[a-z]{2}[a-z]{3}k")
# Two letters for each field, and the part of the profile that holds it.
FIELDS = {
    "family_name": ("fa", Part.PROFILE),
    "given_name": ("gi", Part.PROFILE),
    "title": ("ti", Part.PROFILE),
    "employer": ("em", Part.PROFILE),
    "post": ("po", Part.PROFILE),
    "evidence": ("ev", Part.PROFILE),
    "brief": ("br", Part.PROFILE),
    "brief_fr": ("bf", Part.PROFILE),
    "email": ("ma", Part.RESTRICTED),
    "phone": ("ph", Part.RESTRICTED),
    "city": ("ci", Part.RESTRICTED),
    "earlier_posts": ("ea", Part.RESTRICTED),
    "education": ("ed", Part.RESTRICTED),
    "certificates": ("ce", Part.RESTRICTED),
    "publications": ("pu", Part.RESTRICTED),
    "referees": ("re", Part.RESTRICTED),
    "cv": ("cv", Part.RESTRICTED),
    "earlier_city": ("oc", Part.RESTRICTED),
    "declared_interests": ("in", Part.INTERESTS),
    "staff_notes": ("st", Part.STAFF),
}
KINDS = tuple(product(Stage, ("KE", "UY", None), (False, True)))


@dataclass(frozen=True)
class Planted:
    """One record with its words by field; `profile` holds what the policy asks of it, outside any session."""

    id: int
    profile: Profile
    words: dict[str, str]

    def known_to(self, actor: Actor) -> frozenset[str]:
        """The words that this actor may learn, by the table "Who reads what"."""
        if not policy.can_view(actor, self.profile):
            return frozenset()
        parts = policy.readable_parts(actor, self.profile)
        return frozenset(word for field, word in self.words.items() if FIELDS[field][1] in parts)


def plant(count: int = COUNT) -> list[Planted]:
    """So many records of every stage, State and publicity in turn."""
    with unit_of_work():
        return [_one(number) for number in range(count)]


def words_of(number: int) -> dict[str, str]:
    """The words of one record: no other record has any of them."""
    letters = "".join("abcdefghij"[int(digit)] for digit in f"{number:03}")
    return {field: f"zx{code}{letters}k" for field, (code, _part) in FIELDS.items()}


def _one(number: int) -> Planted:
    stage, state, is_public = KINDS[number % len(KINDS)]
    words = words_of(number)
    given = profile_input(
        **{name: words[name] for name in FIELDS if name in profile_input().__dataclass_fields__},
    )
    values = {
        **vars(given),
        "latin_family_name": words["family_name"],
        "latin_given_name": words["given_name"],
        "email": f"{words['email']}@people.example",
        "city": words["earlier_city"],
        "expertise": (ExpertiseInput(52, "asset-recovery", "legal-advice", "lead", 9, words["evidence"]),),
        "brief_profile": MultilingualText(
            {"en": f"Advises on {words['brief']}.", "fr": f"Conseille sur {words['brief_fr']}."}, "en"
        ),
        "nationalities": ("NR",),
        "gender": "undisclosed" if number % 2 else "female",
    }
    profile = make_profile(state=state, is_public=is_public, **values)
    _keep_cv(profile, words["cv"])
    # A change, so that the history holds a word that the profile no longer says.
    edit_profile(SYSTEM, profile, given=profile_input(**{**values, "city": words["city"]}))
    profile.stage = stage
    asked = Profile(ref=profile.ref, stage=stage, nominating_state=state, is_public=is_public)
    return Planted(profile.id, asked, words)


def _keep_cv(profile: Profile, word: str) -> None:
    text = f"Worked on {word} for years."
    given = NewCv(
        stored_name=f"{profile.id:032x}",
        file_name=f"{word}.txt",
        kind="txt",
        size=len(text),
        sha256="0" * 64,
        text=text,
        language="en",
    )
    keep_cv(SYSTEM, profile, given=given)


# Who answers in networks: two letters for each field. Who it is, is shown on request alone; the post to who may ask.
POINT_FIELDS = {"name": "pn", "email": "pe", "phone": "pt", "post": "pp"}
POINT_PLACES = tuple(product(("globe", "gfpn"), ("KE", "UY"), (Status.APPLIED, Status.ACTIVE, Status.ENDED)))


@dataclass(frozen=True)
class PlantedPoint:
    """A contact point with its words by field; `membership` holds what the policy asks of it."""

    membership: Membership
    ref: str
    words: dict[str, str]

    def known_to(self, actor: Actor) -> frozenset[str]:
        """What pages may say to this actor without being asked for the person: whoever keeps it edits all of it."""
        if network_policy.can_keep(actor, self.membership):
            return frozenset(self.words.values())
        return frozenset({self.words["post"]} if network_policy.can_reveal(actor, self.membership) else ())

    @property
    def address(self) -> str:
        """The page of its membership."""
        return f"/en/networks/{self.membership.network.slug}/members/{self.membership.ref}"


def plant_points() -> list[PlantedPoint]:
    """A contact point in memberships of two networks and two States: asked for, standing and over."""
    with unit_of_work():
        return [_point(number, *place) for number, place in enumerate(POINT_PLACES)]


def _point(number: int, slug: str, state: str, status: Status) -> PlantedPoint:
    letters = "".join("abcdefghij"[int(digit)] for digit in f"{number:03}")
    words = {field: f"zx{code}{letters}k" for field, code in POINT_FIELDS.items()}
    membership = make_membership(slug=slug, state=state)
    person = make_person(family_name=words["name"], email=f"{words['email']}@network.example")
    assert person.network_contact is not None
    person.network_contact.phone = words["phone"]
    point = make_point(membership, person=person, post=words["post"])
    membership.status = status
    assert membership.authority is not None
    asked = Membership(
        ref=membership.ref,
        status=status,
        state=state,
        network=Network(slug=slug),
        authority=Authority(ref=membership.authority.ref),
    )
    return PlantedPoint(asked, point.ref, words)


# Requests for assistance: two letters for each field, and the part that holds it; the title may be public.
REQUEST_FIELDS = {
    "title": ("rt", None),
    "outcome": ("ro", RequestPart.SUBSTANCE),
    "details": ("rd", RequestPart.SUBSTANCE),
    "what_exists": ("rx", RequestPart.SUBSTANCE),
    "target_group": ("rg", RequestPart.SUBSTANCE),
    "place": ("rp", RequestPart.SUBSTANCE),
    "need_reference": ("rn", RequestPart.SUBSTANCE),
    "authority_name": ("ra", RequestPart.SUBSTANCE),
    "contact_name": ("rc", RequestPart.CONTACT),
    "contact_email": ("re", RequestPart.CONTACT),
    "contact_phone": ("rf", RequestPart.CONTACT),
    "preference_note": ("rw", RequestPart.PREFERENCES),
    "typed": ("ry", None),
}
TITLE, TYPED = "title", "typed"  # read beyond any part; and what is not saved, by whoever writes it
REQUEST_STEP = "outcome"
REQUEST_PLACES = tuple(
    product(("KE", "UY"), (RequestStage.DRAFT, RequestStage.CLARIFYING, RequestStage.ACCEPTED), Visibility)
)


@dataclass(frozen=True)
class PlantedRequest:
    """A request with its words by field; `request` holds what the policy asks of it."""

    request: AssistanceRequest
    words: dict[str, str]

    def known_to(self, actor: Actor) -> frozenset[str]:
        """The words that this actor may learn."""
        parts = request_policy.readable_parts(actor, self.request)
        has_title = request_policy.can_read_title(actor, self.request)
        can_edit = request_policy.can_edit(actor, self.request)
        return frozenset(
            word
            for field, word in self.words.items()
            if (can_edit and field == TYPED)
            or (REQUEST_FIELDS[field][1] in parts)
            or (field == TITLE and has_title)
        )


def plant_requests() -> list[PlantedRequest]:
    """Requests of two States at three stages, for every kind of reader."""
    with unit_of_work():
        return [_request(number, *place) for number, place in enumerate(REQUEST_PLACES)]


def _request(number: int, state: str, stage: RequestStage, visibility: Visibility) -> PlantedRequest:
    letters = "".join("abcdefghij"[int(digit)] for digit in f"{number:03}")
    words = {field: f"zx{code}{letters}k" for field, (code, _part) in REQUEST_FIELDS.items()}
    organisation = make_organisation()
    typed = words.pop(TYPED)
    given: dict[str, Any] = {**words, "contact_email": f"{words['contact_email']}@requests.example"}
    made = make_request(
        state=state, stage=stage, visibility=visibility.value, providers=(organisation.ref,), **given
    )
    asked = AssistanceRequest(
        ref=made.ref,
        state=state,
        stage=stage,
        visibility=visibility.value,
        submitted_at=made.submitted_at,
        named_providers=[Organisation(ref=organisation.ref)],
    )
    if stage in EDITABLE and visibility is Visibility.SECRETARIAT:
        keep_typed(SYSTEM, made, step=REQUEST_STEP, typed={"outcome": [typed]})
        words[TYPED] = typed
    return PlantedRequest(asked, words)


# Offers to experts and questions of days: the words that pass, and who reads them beside the roster manager.
OFFER_FIELDS = {
    "text": ("ot", "expert"),
    "note": ("on", "expert"),
    "reason": ("og", "state"),
    "overruled_because": ("ob", "secretariat"),
    "question_text": ("qt", "expert"),
    "question_note": ("qn", "expert"),
}


@dataclass(frozen=True)
class PlantedOffer:
    """An expert asked for a request of a State, in words by field."""

    expert_ref: str
    state: str
    request_ref: str
    addresses: tuple[str, ...]
    words: dict[str, str]

    def known_to(self, actor: Actor) -> frozenset[str]:
        """What the roster manager, and each side, may learn."""
        sides = {"expert"} if self.expert_ref in actor.scopes(Role.EXPERT) else set()
        sides |= {"state"} if self.state in actor.states else set()
        sides |= {"secretariat"} if actor.is_secretariat else set()
        reads_all = actor.has(Role.MANAGER)
        return frozenset(
            word for field, word in self.words.items() if reads_all or OFFER_FIELDS[field][1] in sides
        )


def plant_offers() -> list[PlantedOffer]:
    """In two States an expert who said yes, for whom another was asked; who is next waits in line."""
    with unit_of_work():
        return [_planted_offer(number, state) for number, state in enumerate(("KE", "UY"))]


def _planted_offer(number: int, state: str) -> PlantedOffer:
    letters = "".join("abcdefghij"[int(digit)] for digit in f"{number:03}")
    words = {field: f"zx{code}{letters}k" for field, (code, _side) in OFFER_FIELDS.items()}
    request = make_request(state=state, stage=RequestStage.SHORTLISTED, visibility="public-title")
    profile = make_outsider(state=None, is_public=True, nationalities=("FJ",))
    assert request.starts_on is not None
    days = {"starts_on": request.starts_on, "ends_on": request.starts_on, "days": 1}
    given = QuestionInput(**days, text=words["question_text"])  # type: ignore[arg-type]
    (question,) = ask_if_free(SYSTEM, request, profiles=[profile], given=given)
    answer_question(SYSTEM, question, freedom="other", note=words["question_note"])
    offer = make_offer(SYSTEM, request, profile=profile, text=words["text"])
    offer.overruled, offer.overruled_because = ["days"], words["overruled_because"]
    answer(SYSTEM, offer, accepts=True, note=words["note"])
    ask_for_another(SYSTEM, offer, reason=words["reason"])
    page = f"/en/assistance/{request.ref}"
    addresses = (
        page,
        f"{page}.json",
        f"{page}/asked",
        f"/en/assistance/expert-offers/{offer.ref}",
        f"/en/assistance/availability/{question.ref}",
        f"/en/experts/{profile.ref}",
        f"/en/experts/{profile.ref}/own",
        f"/en/experts/{profile.ref}/own/data",
    )
    return PlantedOffer(profile.ref, state, request.ref, addresses, words)
