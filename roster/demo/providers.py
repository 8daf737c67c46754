"""Three invented providers of assistance with their offers."""

from datetime import timedelta

from roster.assistance.provider_offers.inputs import OfferInput
from roster.assistance.provider_offers.services import create_offer
from roster.core import clock
from roster.core.actor import SYSTEM
from roster.core.multilingual import LANGUAGES, MultilingualText
from roster.core.unit_of_work import unit_of_work
from roster.demo.banks import bank
from roster.demo.themes import THEMES
from roster.people.services import OrganisationInput, create_organisation

ORGANISATIONS = {
    "ORG-DEM001": (
        "university",
        "CIS",
        {
            "en": "Centre for Integrity Studies (invented)",
            "fr": "Centre d’études sur l’intégrité (fictif)",
            "es": "Centro de Estudios sobre Integridad (ficticio)",
            "ru": "Центр исследований добропорядочности (вымышленный)",
            "ar": "مركز دراسات النزاهة (مختلق)",
            "zh": "廉政研究中心（虚构）",
        },
    ),
    "ORG-DEM002": (
        "international-organisation",
        "FAI",
        {
            "en": "Fund for Accountable Institutions (invented)",
            "fr": "Fonds pour des institutions responsables (fictif)",
            "es": "Fondo para Instituciones Responsables (ficticio)",
            "ru": "Фонд подотчётных учреждений (вымышленный)",
            "ar": "صندوق المؤسسات الخاضعة للمساءلة (مختلق)",
            "zh": "问责机构基金（虚构）",
        },
    ),
    "ORG-DEM003": (
        "civil-society",
        "NCM",
        {
            "en": "Network of Court Monitors (invented)",
            "fr": "Réseau des observateurs des tribunaux (fictif)",
            "es": "Red de Observadores Judiciales (ficticia)",
            "ru": "Сеть наблюдателей в судах (вымышленная)",
            "ar": "شبكة مراقبي المحاكم (مختلقة)",
            "zh": "法院观察网络（虚构）",
        },
    ),
}
# Whose, theme, regional groups, languages, and for how many days from now.
OFFERS = (
    ("ORG-DEM001", "asset-recovery", (), ("en", "fr"), 400),
    ("ORG-DEM001", "mla", ("asia-pacific",), ("en",), 200),
    ("ORG-DEM001", "declarations", (), ("en", "ru"), -20),
    ("ORG-DEM002", "beneficial-ownership", ("african",), ("fr", "en", "ar"), 300),
    ("ORG-DEM002", "prevention-body", ("grulac",), ("es",), None),
    ("ORG-DEM002", "procurement", (), ("en", "fr", "es"), None),
    ("ORG-DEM003", "judges", (), ("en", "zh", "ru"), 250),
    ("ORG-DEM003", "evidence", ("eastern-european",), ("ru", "en"), None),
)


def make_offers() -> None:
    """Write the organisations with their offers."""
    today = clock.today()
    themes = {theme.id: theme for theme in THEMES}
    with unit_of_work():
        made = {
            ref: create_organisation(
                SYSTEM,
                OrganisationInput(
                    name=MultilingualText(texts, "en"),
                    kind=kind,
                    acronym=acronym,
                    contact_email=f"desk@{ref.lower()}.example",
                    website=f"https://{ref.lower()}.example",
                ),
                ref=ref,
            )
            for ref, (kind, acronym, texts) in ORGANISATIONS.items()
        }
        for ref, id_, regions, languages, days in OFFERS:
            theme = themes[id_]
            given = OfferInput(
                title=MultilingualText(
                    {code: bank(f"{code}/requests")["themes"][id_]["title"] for code in LANGUAGES}, "en"
                ),
                types=(theme.kind,),
                articles=theme.articles,
                topics=theme.topics,
                modalities=(theme.modality,),
                languages=languages,
                regions=regions,
                starts_on=today - timedelta(days=90),
                ends_on=today + timedelta(days=days) if days is not None else None,
            )
            create_offer(SYSTEM, made[ref], given=given)
