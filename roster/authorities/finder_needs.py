"""What the finder asks, and what each need means: articles, functions, what a request holds. Data alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from flask_babel import lazy_gettext as _

from roster.vocabulary.codes import Coded
from roster.vocabulary.request_elements import Measure

URGENT_DAYS = (
    7  # from here on an address of its own for urgent cases, a call and INTERPOL are worth their trouble
)
MOST_DAYS = 3_650


class Question(StrEnum):
    """The questions in their order; there is no fifth."""

    NEED = "need"
    STATE = "state"
    MATTER = "matter"
    DAYS = "days"


class Need(Coded):
    """What somebody needs of another State."""

    EVIDENCE = "evidence", _("Evidence: statements, documents, bank records, a search")
    SERVICE = "service", _("Service of judicial documents")
    FREEZING = "freezing", _("Assets: tracing, freezing or seizure")
    RECOVERY = "recovery", _("Assets: confiscation or return")
    EXTRADITION = "extradition", _("Extradition of a person")
    INFORMATION = (
        "information",
        _("Information between police services or financial intelligence units, without a formal request"),
    )
    JOINT = "joint", _("A joint investigation")
    SENTENCED = "sentenced", _("Transfer of a sentenced person")
    PROCEEDINGS = "proceedings", _("Transfer of criminal proceedings")
    CIVIL = "civil", _("Help in civil or administrative proceedings")
    PREVENTION = "prevention", _("Help in preventing corruption")
    OTHER = "other", _("Something else")


class Matter(Coded):
    """Where the matter stands."""

    BEFORE = "before", _("Before an investigation: first indications")
    INVESTIGATION = "investigation", _("Investigation")
    TRIAL = "trial", _("Prosecution or trial")
    JUDGMENT = "judgment", _("Final judgment")


class Urgency(Coded):
    """Within how many days something must happen; 0 means no deadline."""

    DAY = "1", _("Within 24 hours")
    THREE_DAYS = "3", _("Within three days")
    WEEK = "7", _("Within a week")
    MONTH = "30", _("Within a month")
    NONE = "0", _("No deadline")


@dataclass(frozen=True, kw_only=True)
class Rule:
    """What a need means. Functions are ids of the vocabulary, the best first.

    `designated` were made for it under the Convention, `treaties` do the same under another treaty, `nearest` can
    take it although they were not named for it, `informal` answer before any formal request, `helpers` know more.
    `elements` names what to write where article 46 does not say it; else `measures` choose.
    """

    articles: tuple[str, ...]
    designated: tuple[str, ...]
    treaties: tuple[str, ...] = ()
    nearest: tuple[str, ...] = ()
    informal: tuple[str, ...] = ()
    helpers: tuple[str, ...] = ()
    measures: tuple[Measure, ...] = ()
    elements: tuple[str, ...] = ()
    matters: tuple[Matter, ...] = ()
    asks_days: bool = True
    is_formal: bool = True

    @property
    def is_assistance(self) -> bool:
        """Whether it is mutual legal assistance, so that paragraphs 13 to 16 of article 46 hold for it."""
        return Measure.ALL in self.measures


_MLA, _LAW, _FIU, _ASSETS = "uncac-mla", "uncac-law-enforcement", "uncac-fiu", "uncac-asset-recovery"
_BODY, _CONFISCATION, _CIVIL = "uncac-specialized", "uncac-confiscation", "uncac-civil-admin"
_ALL = tuple(Matter)
_RUNNING = (Matter.INVESTIGATION, Matter.TRIAL, Matter.JUDGMENT)
_SHORT = ("requesting-authority", "subject-matter", "facts", "purpose", "confidentiality", "use-limitation")
_PERSON = (
    "requesting-authority",
    "facts",
    "person-details",
    "offences-penalties",
    "legal-basis",
    "dual-criminality",
    "urgency",
    "language-translation",
    "signature",
)

RULES: Mapping[Need, Rule] = MappingProxyType(
    {
        Need.EVIDENCE: Rule(
            articles=("46",),
            designated=(_MLA,),
            treaties=("untoc-mla", "drugs-mla"),
            nearest=(_CONFISCATION,),
            informal=(_LAW, _BODY, _FIU),
            helpers=(_LAW, _BODY, _FIU, _ASSETS),
            measures=(
                Measure.ALL,
                Measure.COERCIVE,
                Measure.TESTIMONY,
                Measure.BANK_RECORDS,
                Measure.SEARCH_SEIZURE,
                Measure.COMPANY_RECORDS,
                Measure.ELECTRONIC_EVIDENCE,
            ),
            matters=_ALL,
        ),
        Need.SERVICE: Rule(
            articles=("46(3)(b)",),
            designated=(_MLA,),
            treaties=("untoc-mla", "drugs-mla"),
            nearest=(_CONFISCATION,),
            helpers=(_LAW, _CIVIL),
            measures=(Measure.ALL, Measure.SERVICE),
        ),
        Need.FREEZING: Rule(
            articles=("46(3)(g)", "54(2)", "55(2)"),
            designated=(_CONFISCATION, _MLA),
            treaties=("untoc-mla", "drugs-mla"),
            nearest=(_ASSETS,),
            informal=(_ASSETS, _FIU, _LAW),
            helpers=(_ASSETS, _FIU, _LAW),
            measures=(Measure.ALL, Measure.COERCIVE, Measure.TRACING, Measure.RESTRAINT),
            matters=_ALL,
        ),
        Need.RECOVERY: Rule(
            articles=("55", "57"),
            designated=(_CONFISCATION, _MLA),
            treaties=("untoc-mla", "drugs-mla"),
            nearest=(_ASSETS,),
            informal=(_ASSETS,),
            helpers=(_ASSETS, _CIVIL),
            measures=(Measure.ALL, Measure.CONFISCATION, Measure.ASSET_RETURN),
            matters=_RUNNING,
        ),
        Need.EXTRADITION: Rule(
            articles=("44",),
            designated=("uncac-extradition",),
            treaties=("untoc-extradition", "drugs-extradition"),
            nearest=(_MLA,),
            informal=(_LAW,),
            helpers=(_LAW, _MLA),
            elements=_PERSON,
            matters=_RUNNING,
        ),
        Need.INFORMATION: Rule(
            articles=("46(4)", "48", "56", "58"),
            designated=(_LAW, _FIU, _BODY),
            nearest=(_ASSETS, _MLA),
            helpers=(_ASSETS, _MLA),
            elements=_SHORT,
            is_formal=False,
        ),
        Need.JOINT: Rule(
            articles=("49",),
            designated=(_LAW, _BODY),
            nearest=(_MLA, _ASSETS),
            informal=(_LAW, _BODY),
            helpers=(_MLA, _ASSETS),
            elements=(*_SHORT, "legal-basis"),
            matters=(Matter.BEFORE, Matter.INVESTIGATION, Matter.TRIAL),
        ),
        Need.SENTENCED: Rule(
            articles=("45",),
            designated=("uncac-sentenced-persons",),
            treaties=("untoc-sentenced-persons",),
            nearest=(_MLA, "uncac-extradition"),
            helpers=(_MLA,),
            elements=(
                "requesting-authority",
                "person-details",
                "legal-basis",
                "language-translation",
                "signature",
            ),
            asks_days=False,
        ),
        Need.PROCEEDINGS: Rule(
            articles=("47",),
            designated=(),
            nearest=(_MLA, "uncac-extradition"),
            helpers=(_LAW, _BODY),
            elements=_PERSON,
            matters=(Matter.INVESTIGATION, Matter.TRIAL),
        ),
        Need.CIVIL: Rule(
            articles=("43(1)", "53"),
            designated=(_CIVIL,),
            nearest=(_ASSETS, _MLA),
            helpers=(_MLA, _ASSETS),
            elements=_SHORT,
        ),
        Need.PREVENTION: Rule(
            articles=("6(3)",),
            designated=("uncac-prevention",),
            treaties=("untoc-prevention",),
            nearest=("uncac-ta-focal-point", _BODY),
            helpers=("uncac-review-focal-point",),
            asks_days=False,
            is_formal=False,
        ),
        Need.OTHER: Rule(
            articles=("43",),
            designated=(),
            nearest=(_MLA, _LAW, _BODY, _ASSETS, "uncac-prevention"),
            is_formal=False,
        ),
    }
)
