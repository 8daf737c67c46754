"""Organisations: found by any of their names, kept by the roster manager, read by the secretariat alone."""

from collections.abc import Callable

from roster.assistance.requests.states import Stage
from roster.assistance.requests.step_forms import provider_options
from roster.core.audit import AuditEntry
from roster.core.db import db
from roster.core.multilingual import MultilingualText
from roster.core.unit_of_work import unit_of_work
from roster.networks.hosting_panel import is_named
from roster.people.finding import found_among, wanted_of
from roster.people.models import Organisation
from roster.people.queries import organisations
from tests.factories.accounts import World
from tests.factories.assistance import make_offer, make_organisation, make_request
from tests.forms import values_of
from tests.visitor import Visitor

Visit = Callable[..., Visitor]
LIST = "/en/organisations"


def test_an_organisation_is_found_by_any_of_its_names_whatever_the_accents() -> None:
    names = {
        "ORG-AAAAAA": {"en": "Institute of Integrity", "fr": "Institut d’études sur l’intégrité"},
        "ORG-BBBBBB": {"ar": "مركز دراسات النزاهة", "en": "Centre for Integrity Studies"},
        "ORG-CCCCCC": {"zh": "廉政研究中心"},
    }
    known = [
        Organisation(
            ref=ref,
            name=MultilingualText(texts, next(iter(texts))),
            acronym="CIS" if ref == "ORG-BBBBBB" else "",
            website="",
            is_provider=ref != "ORG-CCCCCC",
        )
        for ref, texts in names.items()
    ]

    def refs(text: str, provider: str = "") -> list[str]:
        return [item.ref for item in found_among(known, wanted_of(text, provider), "en")]

    assert refs("ETUDES integrité") == ["ORG-AAAAAA"]
    assert refs("النزاهة") == refs("cis") == ["ORG-BBBBBB"]
    assert refs("integrity") == ["ORG-BBBBBB", "ORG-AAAAAA"]
    assert refs("廉政") == refs("", "no") == ["ORG-CCCCCC"]
    assert refs("", "whoever") == ["ORG-BBBBBB", "ORG-AAAAAA", "ORG-CCCCCC"]
    assert refs("integrity\0nowhere") == []


def test_a_network_is_hosted_by_whom_its_secretariat_names() -> None:
    made = Organisation(
        name=MultilingualText({"en": "Office on Crime", "fr": "Office contre le crime (OCC)"}, "en"),
        acronym="AID",
    )
    named = ("AID, Vienna", "with support of the office on crime", "X and Office contre le crime (OCC)")
    assert all(is_named(made, line) for line in named)
    assert not any(
        is_named(made, line) for line in ("", "with the aid of others", "AIDE", "Offices on Crime")
    )


def test_a_manager_enters_and_changes_an_organisation_and_sees_where_it_is_used(
    world: World, visitor: Visit
) -> None:
    manager, other = visitor(world.manager), visitor(world.manager)
    form = values_of(manager.get(f"{LIST}/new").text) | {
        "kind": "university",
        "name_fr": "Centre d’intégrité",
    }
    assert "Enter the name in this language" in manager.post(f"{LIST}/new", form).text
    form |= {"name_en": "Centre for Integrity", "contact_email": "nobody", "website": "ftp://x.example"}
    wrong = manager.post(f"{LIST}/new", form)
    assert wrong.status_code == 422
    assert "This is not an e-mail address" in wrong.text
    form |= {"contact_email": "zqdesk@integrity.example", "website": "javascript:alert(1)"}
    assert "Each link begins with" in manager.post(f"{LIST}/new", form).text
    form |= {"website": "https://integrity.example", "acronym": "CFI", "contact_name": "Zqdesk Officer"}
    answer = manager.post(f"{LIST}/new", form)
    assert answer.status_code == 303, answer.text
    assert manager.post(f"{LIST}/new", form).location == answer.location  # sent twice, made once
    ref = answer.location.rpartition("/")[2]
    with unit_of_work():
        make_request(
            stage=Stage.ACCEPTED, visibility="named-providers", providers=(ref,), title="Naming the centre"
        )
        make_offer(organisation=ref)
    shown = manager.get(f"{LIST}/{ref}").text
    assert all(word in shown for word in ("CFI", "Naming the centre", "Help with tracing assets"))
    assert ref in manager.get(f"{LIST}?q=INTEGRITE").text
    early, late = (values_of(who.get(f"{LIST}/{ref}/edit").text) for who in (manager, other))
    early.pop("is_provider")
    assert manager.post(f"{LIST}/{ref}/edit", early | {"acronym": "CI"}).status_code == 303
    refused = other.post(f"{LIST}/{ref}/edit", late | {"contact_name": "Zqother Officer"})
    assert refused.status_code == 409
    assert all(word in refused.text for word in ("Zqother Officer", "Zqdesk Officer", "Not a provider"))
    assert other.post(f"{LIST}/{ref}/edit", values_of(refused.text)).status_code == 303
    db.session.remove()
    stored = organisations()[0]
    assert (stored.acronym, stored.contact_name, stored.is_provider) == ("CFI", "Zqother Officer", True)
    trail = db.session.query(AuditEntry).where(AuditEntry.action == "people:organisation:edit").all()
    assert [set(entry.fields) for entry in trail] == [
        {"acronym", "is_provider"},
        {"acronym", "is_provider", "contact_name"},
    ]


def test_the_contact_is_read_by_the_secretariat_and_only_providers_are_offered(
    world: World, visitor: Visit
) -> None:
    with unit_of_work():
        made = make_organisation()
        made.contact_name, made.contact_email = "Zqdesk Officer", "zqdesk@integrity.example"
        make_organisation(ref="ORG-DEM002", name="Someone else").is_provider = False
        request = make_request(stage=Stage.ACCEPTED, visibility="named-providers", providers=(made.ref,))
        offer = make_offer().ref
    with visitor().client.application.test_request_context("/en/"):
        assert [ref for ref, _name in provider_options()] == [made.ref]
    pages = (
        f"{LIST}/{made.ref}",
        f"{LIST}/{made.ref}/edit",
        LIST,
        f"/en/assistance/{request.ref}",
        f"/en/assistance/{request.ref}.json",
        f"/en/assistance/offers/{offer}",
    )
    readers = {name: visitor(who) for name, who in world.everybody.items()}
    reads = {
        name for name, reader in readers.items() if any("Zqdesk" in reader.get(page).text for page in pages)
    }
    assert reads == {"manager", "searcher"}
