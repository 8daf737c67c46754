"""One record of each kind that an address can name, for the walk of the matrix.

A room adds a line to `KINDS` for each kind of record that its addresses name, and a function that makes one; where
it needs more than a few lines, that function stands in `tests/factories/`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from flask import Flask

from roster.accounts.queries import open_assignment
from roster.assistance.calls.states import CallStage
from roster.assistance.engagements.states import EngagementStage
from roster.assistance.offers.availability_services import ask_if_free
from roster.assistance.offers.rules import QuestionInput
from roster.assistance.offers.services import answer as answer_offer
from roster.assistance.offers.services import make_offer as ask_to_do_it
from roster.assistance.requests.states import Stage as RequestStage
from roster.assistance.selections.deciding import Decision
from roster.assistance.selections.services import freeze
from roster.assistance.shortlists.queries import entries_of
from roster.assistance.shortlists.services import ShortlistInput, add_people, create_shortlist
from roster.authorities.editions.choosing import Choice
from roster.authorities.editions.services import order_edition
from roster.authorities.exchange.import_services import start_import as start_authority_import
from roster.authorities.relay.services import NewMessage as FirstMessage
from roster.authorities.relay.services import write_first
from roster.authorities.report_services import report_wrong
from roster.authorities.states import Stage as AuthorityStage
from roster.core.actor import SYSTEM, Assignment, Role
from roster.core.db import db
from roster.core.tables.table import Table
from roster.experts.cv.services import NewCv, keep_cv
from roster.experts.exporting.models import ExportFormat
from roster.experts.exporting.services import queue_export
from roster.experts.importing.options import ImportOptions
from roster.experts.importing.services import start_import
from roster.experts.merging.services import merge_profiles
from roster.experts.states import Stage
from roster.messages.policy import Seat
from roster.messages.services import NewMessage, report, write_to_expert
from roster.messages.states import Side
from roster.networks.importing.services import start_import as start_membership_import
from roster.networks.states import Status as MembershipStatus
from roster.nominations.states import Stage as NominationStage
from roster.nominations.vetting_services import comment
from tests.factories.accounts import Account, World
from tests.factories.assistance import make_engagement, make_offer, make_organisation, make_request
from tests.factories.authorities import make_authority
from tests.factories.calls import make_call
from tests.factories.experts import make_outsider, make_profile
from tests.factories.networks import make_membership, make_point
from tests.factories.nominations import make_nomination
from tests.factories.selections import judgement_of, make_choice

Values = dict[str, str]


@dataclass(frozen=True)
class Kind:
    """A kind of record: its name in the matrix, the part of an address that names one, and how one is made."""

    name: str
    address: str
    make: Callable[[Flask, World], Values]
    missing: Values  # the values of an address whose record is not there
    is_open: bool = False  # not hidden from anybody: what is not there differs from what is


def _profile(app: Flask, _world: World, *, kind: str) -> Values:
    """A profile of Kenya at this stage, with a CV."""
    profile = make_profile(state="KE", is_public=kind == "public")
    text = "A career in lines of text."
    given = NewCv(
        stored_name=app.extensions["roster_files"].put(text.encode()),
        file_name="cv.txt",
        kind="txt",
        size=len(text),
        sha256="0" * 64,
        text=text,
        language="en",
    )
    keep_cv(SYSTEM, profile, given=given)
    profile.stage = Stage.PUBLISHED if kind == "public" else Stage(kind)
    return {"ref": profile.ref}


def _organisation(_app: Flask, _world: World) -> Values:
    return {"ref": make_organisation().ref}


def _merge(_app: Flask, _world: World) -> Values:
    """Two published profiles that became one."""
    merge = merge_profiles(SYSTEM, make_profile(), gone=make_profile(), taken=())
    return {"ref": merge.kept.ref, "merge_ref": merge.ref}


def _import(app: Flask, world: World) -> Values:
    stored = app.extensions["roster_files"].put(b"family name,country\nWanjala,Kenya\n")
    options = ImportOptions()
    started = start_import(
        world.manager.actor, file_name="people.csv", stored_name=stored, options=options, row_count=1
    )
    return {"ref": started.ref}


def _export(_app: Flask, world: World) -> Values:
    job = queue_export(
        world.manager.actor,
        purpose="A panel",
        kind=ExportFormat.CSV,
        language="en",
        arguments=(),
        row_count=3,
    )
    return {"ref": job.ref}


def _list(owner: Callable[[World], Account], _app: Flask, world: World) -> Values:
    actor = owner(world).actor
    shortlist = create_shortlist(actor, ShortlistInput("Tracing of assets", "A workshop"))
    add_people(actor, shortlist, profiles=[make_profile(state="UY")])
    db.session.flush()
    return {"ref": shortlist.ref, "entry_ref": entries_of(shortlist)[0].ref}


def _message(_app: Flask, world: World, *, is_reported: bool) -> Values:
    """An officer's message to the own expert."""
    sender, profile = world.officer_ke.actor, make_profile(state="KE")
    given = NewMessage("A workshop", "workshop", "Could you teach?")
    conversation = write_to_expert(sender, profile, given=given, most_per_day=9)
    if is_reported:
        report(SYSTEM, Seat(conversation, Side.EXPERT, is_by_link=True), reason="An advertisement")
    return {"ref": conversation.ref, "expert_ref": profile.ref}


def _nomination(_app: Flask, _world: World, *, stage: NominationStage) -> Values:
    """A nomination by Kenya at this stage; an approved one has a published profile."""
    nomination = make_nomination(stage=stage, family_name=f"Wanjala {stage}", email=f"{stage}@people.example")
    db.session.flush()
    own = {"expert_ref": nomination.profile.ref} if nomination.profile else {}
    return {"ref": nomination.ref, "step": "name", **own}


def _remark(_app: Flask, _world: World) -> Values:
    """A remark that the secretariat made and has not sent back yet."""
    nomination = make_nomination(stage=NominationStage.UNDER_CHECK, email="remark@people.example")
    made = comment(SYSTEM, nomination, field="post", text="Which court?")
    return {"ref": nomination.ref, "number": str(made.id)}


def _role(_app: Flask, world: World) -> Values:
    """The role of Kenya's focal point, which can be handed over."""
    role = open_assignment(world.focal_ke.id, Assignment(Role.FOCAL_POINT, "state:KE"))
    assert role is not None
    return {"number": str(role.id)}


def _authority(_app: Flask, world: World, *, stage: AuthorityStage, is_reported: bool = False) -> Values:
    """An authority of Kenya; the one that is reported is that of the officer, and another's report is on it."""
    authority = make_authority(stage=stage, ref="AUT-KE0001" if is_reported else "")
    values = {"ref": authority.ref, "contact": authority.contacts[0].ref}
    if is_reported:
        values["report_ref"] = report_wrong(world.focal_uy.actor, authority, text="The number is wrong.").ref
    return values


def _authority_import(app: Flask, world: World) -> Values:
    """A file that the focal point of Kenya sent."""
    stored = app.extensions["roster_files"].put(b"State,Name,Email\nKenya,Ofisi,a@b.example\n")
    made = start_authority_import(
        world.focal_ke.actor, file_name="list.csv", stored_name=stored, state="KE", row_count=1
    )
    return {"ref": made.ref}


def _edition(_app: Flask, world: World) -> Values:
    """An edition of the directory that the searcher asked for."""
    made = order_edition(world.searcher.actor, purpose="A panel", language="en", choice=Choice(), row_count=3)
    return {"ref": made.ref}


def _first_message(_app: Flask, world: World) -> Values:
    """A message of the provider to an authority of Kenya."""
    given = FirstMessage("A visit", "Whom may we ask?")
    made = write_first(world.provider.actor, make_authority(), given=given, most_per_day=9)
    return {"ref": made.authority.ref, "message_ref": made.ref}


def _request(_app: Flask, _world: World, *, stage: RequestStage) -> Values:
    """A request of Kenya at this stage, for the provider to read once it is accepted."""
    organisation = make_organisation()
    providers, shared = (organisation.ref,), "named-providers"
    return {"ref": make_request(stage=stage, visibility=shared, providers=providers).ref, "step": "time"}


def _choice(_app: Flask, world: World, *, is_frozen: bool) -> Values:
    """A request of Kenya for which people are chosen, or were."""
    request, chosen = make_choice(world.manager.actor)
    if is_frozen:
        judgement = judgement_of([profile.ref for profile in chosen])
        freeze(world.manager.actor, request, decision=Decision(judgement=judgement))
    return {"ref": request.ref}


def _engagement(_app: Flask, _world: World) -> Values:
    """An expert's finished work for a request of Kenya."""
    made = make_engagement(stage=EngagementStage.DONE)
    assert made.profile is not None
    return {"ref": made.ref, "expert_ref": made.profile.ref}


def _expert_offer(_app: Flask, _world: World, *, is_accepted: bool) -> Values:
    """An expert of Uruguay asked for a request of Kenya; where the answer was yes, the State knows of it."""
    profile = make_outsider()
    made = ask_to_do_it(SYSTEM, make_request(stage=RequestStage.SHORTLISTED), profile=profile, text="")
    if is_accepted:
        answer_offer(SYSTEM, made, accepts=True)
    db.session.flush()
    return {"ref": made.ref, "expert_ref": profile.ref}


def _availability(_app: Flask, _world: World) -> Values:
    """An expert asked whether certain days are free."""
    request, profile = make_request(stage=RequestStage.MATCHING), make_profile(state="KE")
    day = request.starts_on
    assert day is not None
    given = QuestionInput(starts_on=day, ends_on=day, days=1)
    (made,) = ask_if_free(SYSTEM, request, profiles=[profile], given=given)
    return {"ref": made.ref, "expert_ref": profile.ref}


def _call(_app: Flask, _world: World, *, stage: CallStage) -> Values:
    """A call for a request of Kenya: a draft, one for who is signed in, and a closed one for everybody."""
    is_closed = stage is CallStage.CLOSED
    return {"ref": make_call(stage=stage, audience="everybody" if is_closed else "signed-in").ref}


def _offer(_app: Flask, _world: World) -> Values:
    """An offer of the provider."""
    return {"ref": make_offer().ref}


def _membership(_app: Flask, _world: World, *, status: MembershipStatus) -> Values:
    """A membership of an authority of Kenya with a contact point."""
    made = make_membership(authority=make_authority())
    values = {"slug": made.network.slug, "ref": made.ref, "point": make_point(made).ref}
    made.status = status
    return values


def _membership_import(_app: Flask, world: World) -> Values:
    """A list of the coordinator's that waits."""
    table = Table(
        header=("Network", "Member"), rows=(("globe", "Kenya"),), row_numbers=(2,), header_row_number=1
    )
    made = start_membership_import(world.coordinator.actor, file_name="list.csv", table=table, language="en")
    return {"ref": made.ref}


def _always(**values: str) -> Callable[[Flask, World], Values]:
    """What is there without being made."""
    return lambda _app, _world: values


_of_searcher = partial(_list, lambda world: world.searcher)
_of_manager = partial(_list, lambda world: world.manager)
_NO_STEP = {"ref": "NOM-000000", "step": "name"}
_NO_REMARK = {"number": "999999"}  # of the same nomination: its own State knows of that
_NO_ENTRY = {"ref": "SHL-000000", "entry_ref": "SLE-000000"}
# Of the kinds whose part stands in an address, those of the longest part count; an address with none fails the test.
KINDS = (
    *(
        Kind(name, "/experts/<ref>", partial(_profile, kind=name), {"ref": "EXP-000000"}, name == "public")
        for name in ("public", "published", "unpublished", "suspended", "archived", "imported")
    ),
    Kind(
        "merge", "/experts/<ref>/merge/<merge_ref>", _merge, {"ref": "EXP-000000", "merge_ref": "MRG-000000"}
    ),
    *(
        Kind(
            f"authority_{stage}",
            "/authorities/<ref>",
            partial(_authority, stage=stage),
            {"ref": "AUT-000000", "contact": "ACP-000000"},
        )
        for stage in (AuthorityStage.DRAFT, AuthorityStage.SUBMITTED, AuthorityStage.LISTED)
    ),
    Kind("authority_import", "/authorities/import/<ref>", _authority_import, {"ref": "AIM-000000"}),
    Kind(
        "authority_report",
        "/authorities/<ref>/reports/<report_ref>",
        partial(_authority, stage=AuthorityStage.LISTED, is_reported=True),
        {"ref": "AUT-000000", "report_ref": "AWR-000000"},
    ),
    Kind("authority_edition", "/authorities/edition/<ref>", _edition, {"ref": "EDN-000000"}),
    Kind(
        "authority_message",
        "/authorities/<ref>/messages/<message_ref>",
        _first_message,
        {"ref": "AUT-000000", "message_ref": "AMS-000000"},
    ),
    *(
        Kind(
            f"request_{stage}",
            "/assistance/<ref>",
            partial(_request, stage=stage),
            {"ref": "REQ-000000", "step": "time"},
        )
        for stage in (
            RequestStage.DRAFT,
            RequestStage.SUBMITTED,
            RequestStage.CLARIFYING,
            RequestStage.ACCEPTED,
        )
    ),
    *(
        Kind(
            f"request_{name}",
            "/assistance/<ref>/selection",
            partial(_choice, is_frozen=name == "frozen"),
            {"ref": "REQ-000000"},
        )
        for name in ("choosing", "frozen")
    ),
    Kind("engagement", "/assistance/engagements/<ref>", _engagement, {"ref": "ENG-000000"}),
    *(
        Kind(
            f"expert_offer_{name}",
            "/assistance/expert-offers/<ref>",
            partial(_expert_offer, is_accepted=name == "accepted"),
            {"ref": "OFF-000000"},
        )
        for name in ("open", "accepted")
    ),
    Kind("availability", "/assistance/availability/<ref>", _availability, {"ref": "AVQ-000000"}),
    *(
        Kind(
            f"call_{stage}",
            "/assistance/calls/<ref>",
            partial(_call, stage=stage),
            {"ref": "CAL-000000"},
            is_open=stage is not CallStage.DRAFT,
        )
        for stage in CallStage
    ),
    Kind(
        "assistance_offer",
        "/assistance/offers/<ref>",
        _offer,
        {"ref": "AOF-000000"},
        is_open=True,
    ),
    Kind("network", "/networks/<slug>", _always(slug="globe"), {"slug": "none-such"}, is_open=True),
    *(
        Kind(
            f"membership_{status}",
            "/networks/<slug>/members/<ref>",
            partial(_membership, status=status),
            {"slug": "globe", "ref": "MEM-000000", "point": "NCP-000000"},
        )
        for status in (MembershipStatus.APPLIED, MembershipStatus.ACTIVE, MembershipStatus.ENDED)
    ),
    Kind("membership_import", "/networks/import/<ref>", _membership_import, {"ref": "MIM-000000"}),
    Kind("export", "/experts/export/<ref>", _export, {"ref": "LST-000000"}),
    Kind("import", "/experts/import/<ref>", _import, {"ref": "IMP-000000"}),
    Kind("shortlist", "/shortlists/<ref>", _of_searcher, {"ref": "SHL-000000"}),
    Kind("shortlist_of_manager", "/shortlists/<ref>", _of_manager, {"ref": "SHL-000000"}),
    Kind("shortlist_entry", "/shortlists/<ref>/entries/<entry_ref>", _of_searcher, _NO_ENTRY),
    Kind("message", "/messages/<ref>", partial(_message, is_reported=False), {"ref": "MSG-000000"}),
    Kind("message_reported", "/messages/<ref>", partial(_message, is_reported=True), {"ref": "MSG-000000"}),
    *(
        Kind(f"nomination_{stage}", "/nominations/<ref>", partial(_nomination, stage=stage), _NO_STEP)
        for stage in (
            NominationStage.DRAFT,
            NominationStage.WITH_EXPERT,
            NominationStage.CONSENTED,
            NominationStage.UNDER_CHECK,
            NominationStage.APPROVED,
        )
    ),
    *(
        Kind(f"our_{name}", "/nominations/ours/<ref>", partial(_profile, kind=name), {"ref": "EXP-000000"})
        for name in ("published", "suspended")
    ),
    Kind("role", "/account/handover/<number>", _role, {"number": "999999"}),
    Kind("nomination_remark", "/nominations/<ref>/remarks/<number>", _remark, _NO_REMARK),
    Kind(
        "pair",
        "/networks/pairs/<own>/<other>",
        _always(own="KE", other="UY"),
        {"own": "KE", "other": "ZZ"},
        is_open=True,
    ),
    Kind("state", "/states/<iso2>", _always(iso2="KE"), {"iso2": "XX"}, is_open=True),
    Kind("organisation", "/organisations/<", _organisation, {"ref": "ORG-000000"}),
    Kind("article", "/articles/<", _always(number="52"), {"number": "999"}, is_open=True),
    Kind("token", "/<token>", _always(token="x" * 60), {"token": "nothing"}, is_open=True),
    Kind("letter", "/demonstration/mail/<", _always(number="1"), {"number": "999"}, is_open=True),
    Kind(
        "style", "<path:filename>", _always(filename="css/base.css"), {"filename": "css/no.css"}, is_open=True
    ),
)
MISSING = {kind.name: kind.missing for kind in KINDS}
OPEN_KINDS = frozenset(kind.name for kind in KINDS if kind.is_open)


def kinds_at(address: str) -> tuple[str, ...]:
    """The names of the kinds of record that an address of the map names; none where it names nothing known."""
    longest = max((len(kind.address) for kind in KINDS if kind.address in address), default=0)
    return tuple(kind.name for kind in KINDS if kind.address in address and len(kind.address) == longest)
