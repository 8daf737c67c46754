"""What a reader sees of networks and members: the one redaction, for page, list, JSON and panel alike (R6)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext

from roster.authorities.policy import can_view as can_view_authority
from roster.core.actor import Actor
from roster.networks import policy
from roster.networks.form_options import function_words
from roster.networks.models import ContactPoint, Membership, Network
from roster.networks.rules import Dormancy, dormancy
from roster.networks.states import (
    STATUS_LABELS,
    Confidence,
    MembershipKind,
    MemberType,
    Status,
)
from roster.vocabulary import queries as vocabulary
from roster.web.locale import current_language, in_digits, show_date, show_list, show_month


@dataclass(frozen=True)
class NameView:
    """The name in one language; `is_official` where the network itself uses it."""

    language: str
    language_name: str
    text: str
    is_official: bool


@dataclass(frozen=True)
class NetworkView:
    """A network in the reader's language: all of it is public."""

    slug: str
    version: int
    acronym: str
    name: str
    name_language: str
    names: tuple[NameView, ...]
    kind: str
    scope: str
    region: str
    states: tuple[tuple[str, str], ...]
    purpose: str
    founded: str
    founded_year: int | None
    secretariat: str
    website: str
    statute_link: str
    languages: str
    takes: tuple[str, ...]
    functions: tuple[str, ...]
    cap: int | None
    membership_kinds: str
    size: str
    size_as_of: str
    size_date: str
    source: str
    confidence: str
    confidence_label: str
    confirmed_on: date | None


@dataclass(frozen=True)
class PointView:
    """That somebody answers, and for what; who it is, is shown on request alone. `post` is for those who may ask."""

    ref: str
    role: str
    branch: str
    post: str


@dataclass(frozen=True)
class MemberView:
    """A membership as this reader may see it."""

    ref: str
    slug: str
    network: str
    version: int
    type: str
    name: str
    name_language: str
    authority_ref: str
    state: str
    state_name: str
    kind: str
    status: str
    status_label: str
    since: str
    until: str
    points: tuple[PointView, ...]
    standing: Dormancy | None
    confirmed_on: date | None
    can_confirm: bool


def network_view(network: Network) -> NetworkView:
    """The network in the reader's language."""
    language = current_language().code
    known = vocabulary.current()
    name, name_language = _name(network, language)
    confidence = Confidence.of(network.confidence)
    return NetworkView(
        slug=network.slug,
        version=network.version,
        acronym=network.acronym,
        name=name,
        name_language=name_language,
        names=tuple(
            NameView(
                code, known.languages.get_label(code, language), text, code in network.official_languages
            )
            for code, text in sorted(network.name.texts.items())
        ),
        kind=str(network.kind.label),
        scope=str(network.scope.label),
        region=network.region,
        states=tuple(
            (state.iso2, state.name(language))
            for state in vocabulary.states(language)
            if state.iso2 in network.states
        ),
        purpose=network.purpose,
        founded=in_digits(str(network.founded_year)) if network.founded_year else "",
        founded_year=network.founded_year,
        secretariat=network.secretariat,
        website=network.website,
        statute_link=network.statute_link,
        languages=show_list([_language_name(code) for code in network.languages]),
        takes=tuple(str(item.label) for item in MemberType if item in network.member_types),
        functions=tuple(function_words(item) for item in network.functions),
        cap=network.cap_per_state,
        membership_kinds=show_list(
            [str(item.label) for item in MembershipKind if item in network.membership_kinds]
        ),
        size=network.size,
        size_as_of=network.size_as_of,
        size_date=_day_in_words(network.size_as_of),
        source=network.source,
        confidence=network.confidence,
        confidence_label=str(confidence.label) if confidence else "",
        confirmed_on=network.confirmed_at.date() if network.confirmed_at else None,
    )


def member_view(actor: Actor, membership: Membership, *, today: date) -> MemberView:
    """A membership with what this reader may see of it; it is visible to the reader."""
    language = current_language().code
    authority = membership.authority
    state_name = _state_name(membership.state)
    name, name_language = _member_name(actor, membership, state_name)
    network_name, _language = _name(membership.network, language)
    confirmed_on = membership.confirmed_at.date() if membership.confirmed_at else None
    return MemberView(
        ref=membership.ref,
        slug=membership.network.slug,
        network=membership.network.acronym or network_name,
        version=membership.version,
        type=membership.member_type.value,
        name=name,
        name_language=name_language,
        authority_ref=authority.ref if authority is not None and can_view_authority(actor, authority) else "",
        state=membership.state or "",
        state_name=state_name,
        kind=str(membership.kind.label),
        status=membership.status.value,
        status_label=str(STATUS_LABELS[membership.status]),
        since=show_date(membership.from_on, "medium"),
        until=show_date(membership.to_on, "medium"),
        points=_points(actor, membership),
        standing=standing_of(membership, today),
        confirmed_on=confirmed_on,
        can_confirm=policy.can_confirm(actor, membership),
    )


def standing_of(membership: Membership, today: date) -> Dormancy | None:
    """Where an active membership stands with its yearly confirmation; others have none."""
    if membership.status is not Status.ACTIVE or membership.from_on is None:
        return None
    confirmed_on = membership.confirmed_at.date() if membership.confirmed_at else None
    return dormancy(confirmed_on, membership.from_on, today)


def point_view(point: ContactPoint, *, with_post: bool) -> PointView:
    """One contact point, without who it is."""
    return PointView(
        ref=point.ref,
        role=str(point.role.label),
        branch=str(point.branch.label) if point.branch is not None else "",
        post=point.post if with_post else "",
    )


def languages_of(codes: Iterable[str]) -> str:
    """Languages by name, one after another."""
    return show_list([_language_name(code) for code in codes])


def _day_in_words(text: str) -> str:
    """A year, a month or a day of the data in the reader's language; anything else as it stands."""
    try:
        if len(text) == len("2024-09"):
            return show_month(date.fromisoformat(f"{text}-01"))
        if len(text) == len("2024-09-01"):
            return show_date(date.fromisoformat(text))
    except ValueError:
        return text
    return in_digits(text)


def _points(actor: Actor, membership: Membership) -> tuple[PointView, ...]:
    with_post = policy.can_reveal(actor, membership)
    return tuple(point_view(point, with_post=with_post) for point in membership.points)


def _member_name(actor: Actor, membership: Membership, state_name: str) -> tuple[str, str]:
    """Who the member is. A person's name is for the State and for who keeps the network; others ask for it."""
    language = current_language().code
    if membership.authority is not None:
        return membership.authority.name.best_for(language)
    if membership.person is None:
        return state_name, language
    if policy.holds(actor, membership) or policy.is_keeper(actor, membership.network):
        return membership.person.full_name, ""
    return gettext("A person"), language


def _name(network: Network, language: str) -> tuple[str, str]:
    return network.name.best_for(language)


def _state_name(iso2: str | None) -> str:
    if iso2 is None:
        return ""
    return vocabulary.current().states.get_label(iso2, current_language().code)


def _language_name(code: str) -> str:
    return vocabulary.current().languages.get_label(code, current_language().code)
