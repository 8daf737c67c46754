"""Invented authorities of all States Parties, clearly so, with believable functions, languages and hours."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from random import Random

from roster.accounts.queries import actor_of, user_by_email
from roster.authorities import report_services, services
from roster.authorities.calendar import Span
from roster.authorities.inputs import ContactInput, DutyInput, IdentityInput, ReachInput
from roster.authorities.models import Authority
from roster.authorities.queries import authority_by_ref
from roster.authorities.states import Way
from roster.core import clock
from roster.core.actor import SYSTEM, Actor
from roster.core.multilingual import LANGUAGES, MultilingualText
from roster.core.reference import ALPHABET
from roster.core.unit_of_work import unit_of_work
from roster.demo.contact import phone
from roster.demo.names import NameMaker
from roster.demo.places import place_of
from roster.home.demonstration import DOMAIN
from roster.vocabulary import queries as vocabulary
from roster.vocabulary.codes import UncacStatus
from roster.vocabulary.entries import State

OWN_REFS = {"KE": "AUT-KE0001", "UY": "AUT-0Y0001"}  # those that the demonstration's officers keep
FRIDAY_SATURDAY = frozenset(
    ["AF", "BD", "BH", "DZ", "EG", "IQ", "JO", "KW", "LY", "MV", "OM", "QA", "SA", "SD", "SY", "YE"]
)
SEATS = {"EU": "BE"}  # a party without a place of its own
SHORT = (Span(time(8), time(15)),)
BROKEN = (Span(time(8, 30), time(12, 30)), Span(time(13, 30), time(17)))
WHOLE = (Span(time(9), time(17)),)
EVERY_NTH_HAS_OFFICE = 3


@dataclass(frozen=True)
class _Kind:
    """One kind of authority: its name in six languages around that of the State, and what it does."""

    word: str
    names: dict[str, str]
    duties: tuple[str, ...]


CENTRAL = _Kind(
    "central",
    {
        "en": "Central Authority of {} (demonstration)",
        "fr": "Autorité centrale – {} (démonstration)",
        "es": "Autoridad central – {} (demostración)",
        "ru": "Центральный орган – {} (демонстрация)",
        "ar": "السلطة المركزية – {} (عرض توضيحي)",
        "zh": "{}中央机关（演示）",
    },
    ("uncac-mla", "uncac-extradition", "uncac-confiscation", "untoc-mla"),
)
OFFICE = _Kind(
    "assets",
    {
        "en": "Asset Recovery Office of {} (demonstration)",
        "fr": "Bureau de recouvrement des avoirs – {} (démonstration)",
        "es": "Oficina de recuperación de activos – {} (demostración)",
        "ru": "Бюро по возвращению активов – {} (демонстрация)",
        "ar": "مكتب استرداد الموجودات – {} (عرض توضيحي)",
        "zh": "{}资产追回办公室（演示）",
    },
    ("uncac-asset-recovery", "uncac-law-enforcement", "uncac-fiu"),
)


def make_authorities(*, seed: int) -> int:
    """Write them all, each shown to members, and something under way; returns how many."""
    rng, made = Random(f"authorities {seed}"), 0
    names = NameMaker(rng)
    with unit_of_work():
        for number, state in enumerate(_parties()):
            kinds = (
                (CENTRAL, OFFICE) if number % EVERY_NTH_HAS_OFFICE == 0 and state.iso2 != "UY" else (CENTRAL,)
            )
            for kind in kinds:
                authority = _make(state, kind, rng=rng, names=names)
                services.submit_authority(SYSTEM, authority)
                confirmed_at = clock.now() - timedelta(days=_age(rng, authority.ref))
                services.list_authority(SYSTEM, authority, confirmed_at=confirmed_at)
                made += 1
    _begin_something(rng, names)
    return made


def _parties() -> Iterator[State]:
    known = vocabulary.current().states.values()
    return (state for state in known if state.uncac_status is UncacStatus.PARTY and not state.is_retired)


def _make(state: State, kind: _Kind, *, rng: Random, names: NameMaker) -> Authority:
    own = OWN_REFS.get(state.iso2) if kind is CENTRAL else None
    ref = own or "AUT-" + "".join(rng.choice(ALPHABET) for _ in range(6))
    return services.create_authority(
        SYSTEM, state.iso2, identity=_identity(state, kind), reach=_reach(state, kind, rng, names), ref=ref
    )


def _identity(state: State, kind: _Kind) -> IdentityInput:
    texts = {code: kind.names[code].format(state.name(code)) for code in LANGUAGES}
    source = next((code for code in state.official_languages if code in texts), "en")
    letters = "CA" if kind is CENTRAL else "ARO"
    return IdentityInput(
        name=MultilingualText(texts, source),
        english_name=texts["en"],
        acronym=f"{letters}-{state.iso2}",
        duties=tuple(DutyInput(function_id) for function_id in kind.duties),
        designation_reference="Invented for the demonstration",
    )


def _reach(state: State, kind: _Kind, rng: Random, names: NameMaker) -> ReachInput:
    iso2, home = state.iso2, SEATS.get(state.iso2, state.iso2)
    place = place_of(home)
    rest = frozenset({4, 5}) if iso2 in FRIDAY_SATURDAY else frozenset({5, 6})
    hours = rng.choice((SHORT, BROKEN, WHOLE))
    languages = dict.fromkeys(state.official_languages, "always")
    languages.setdefault("en", "if-urgent")
    spoken = tuple(languages)[:3]
    has_duty_line = rng.random() < 0.6
    domain = f"{kind.word}.{iso2.lower()}.example"
    year = clock.today().year
    return ReachInput(
        mailbox=f"requests@{domain}",
        address=f"1 Invented Street, {place.cities[0]}",
        phone=phone(home, rng),
        secure_email=f"secure@{domain}" if rng.random() < 0.5 else "",
        duty_line=phone(home, rng) if has_duty_line else "",
        opening_hours={day: hours for day in range(7) if day not in rest},
        time_zone=place.time_zone,
        rest_days=rest,
        holidays={date(year + 1, 1, 1): "", date(year + 1, 5, 1): ""},
        request_languages=languages,
        channels=tuple(
            code
            for code, share in (
                ("direct", 0.8),
                ("diplomatic", 0.5),
                ("interpol", 0.4),
                ("advance-email", 0.6),
            )
            if rng.random() < share
        )
        or ("diplomatic",),
        signature=rng.choice(("ink", "electronic", "either")),
        encryption=rng.choice(("pgp", "smime", "on-request", None)),
        urgent_procedure="at-all-hours" if has_duty_line else rng.choice(("office-hours", "none", None)),
        uncac_basis=("art-46", "art-44") if rng.random() < 0.5 else ("art-46",),
        dual_criminality=rng.choice(("required", "coercive", "not-required")),
        usual_time_days=rng.choice((30, 60, 90, 120, 180)),
        contacts=tuple(
            _contact(state, role, post, rng=rng, names=names, languages=spoken)
            for role, post in (("primary", "Head of unit"), ("deputy", "Legal officer"))
        ),
    )


def _contact(
    state: State, role: str, post: str, *, rng: Random, names: NameMaker, languages: tuple[str, ...]
) -> ContactInput:
    home = SEATS.get(state.iso2, state.iso2)
    place = place_of(home)
    name = names.name(rng.choices(place.areas, place.area_weights)[0], female=rng.random() < 0.5)
    return ContactInput(
        role=role,
        post=post,
        name=" ".join(part for part in (name.given.own, name.family.own) if part),
        languages=languages,
        email=f"{role}@contact.{state.iso2.lower()}.example",
        phone=phone(home, rng),
    )


def _age(rng: Random, ref: str) -> int:
    """Days since the confirmation: most within the year, some due, some past; that of Kenya's officer is due."""
    if ref == OWN_REFS["KE"]:
        return 380
    share = rng.random()
    if share < 0.75:
        return rng.randint(3, 360)
    return rng.randint(370, 450) if share < 0.9 else rng.randint(460, 900)


def _begin_something(rng: Random, names: NameMaker) -> None:
    """A report for Uruguay's officer to answer, an attempt that somebody tells of, a draft on its way to the list."""
    kenya, uruguay, focal = (_actor(name) for name in ("officer-ke", "officer-uy", "focal-uy"))
    if kenya is None or uruguay is None or focal is None:
        return
    with unit_of_work():
        at_uruguay = _own(kenya, "UY")
        report_services.tell_reach(kenya, at_uruguay, is_reached=False, way=Way.PHONE)
        text = "The second telephone number is not in service any more."
        report_services.report_wrong(kenya, at_uruguay, text=text)
        report_services.tell_reach(uruguay, _own(uruguay, "KE"), is_reached=True, way=Way.EMAIL)
        state = vocabulary.current().states["UY"]
        draft = services.create_authority(
            focal, "UY", identity=_identity(state, OFFICE), reach=_reach(state, OFFICE, rng, names)
        )
        services.submit_authority(focal, draft)


def _own(reader: Actor, iso2: str) -> Authority:
    found = authority_by_ref(reader, OWN_REFS[iso2])
    if found is None:
        raise LookupError(iso2)
    return found


def _actor(name: str) -> Actor | None:
    user = user_by_email(f"{name}@{DOMAIN}")
    return actor_of(user) if user else None
