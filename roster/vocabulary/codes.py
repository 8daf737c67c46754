"""Code lists that are ours: what a profile or a filter may say, each code with a translatable label."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _


class Coded(StrEnum):
    """A code that is stored, and the words that a reader sees for it."""

    _label: Any

    def __new__(cls, value: str, label: Any = None) -> Coded:
        """Keep the label beside the value; the value alone is the string."""
        member = str.__new__(cls, value)
        member._value_ = value
        member._label = label
        return member

    @property
    def label(self) -> Any:
        """The words for a reader, translated when they are shown."""
        return self._label

    @classmethod
    def of(cls, value: object) -> Coded | None:
        """The member with this value, or None: for what comes from outside."""
        return cls._value2member_map_.get(value)  # type: ignore[return-value]


class Instrument(Coded):
    """The treaties that functions of authorities stand on, by their names in the data."""

    UNCAC = "UNCAC", _("Convention against Corruption")
    UNTOC = "UNTOC", _("Convention against Transnational Organized Crime")
    MIGRANTS = "Smuggling of Migrants Protocol", _("Smuggling of Migrants Protocol")
    FIREARMS = "Firearms Protocol", _("Firearms Protocol")
    DRUGS = "1988 Convention", _("Convention against Illicit Traffic in Narcotic Drugs of 1988")

    @classmethod
    def words(cls, name: str) -> str:
        """The treaty as its readers call it; one that is not listed here by its name in the data."""
        found = cls.of(name)
        return name if found is None else str(found.label)


class OrganisationType(Coded):
    """What kind of employer somebody works for."""

    MINISTRY = "ministry", _("Ministry or government department")
    PROSECUTION = "prosecution", _("Prosecution service")
    COURT = "court", _("Court")
    ANTI_CORRUPTION_BODY = "anti-corruption-body", _("Anti-corruption body")
    POLICE = "police", _("Police or other law enforcement")
    FINANCIAL_INTELLIGENCE_UNIT = "financial-intelligence-unit", _("Financial intelligence unit")
    AUDIT = "audit", _("Audit institution")
    CENTRAL_AUTHORITY = "central-authority", _("Central authority for international cooperation")
    PARLIAMENT = "parliament", _("Parliament")
    UNIVERSITY = "university", _("University or research institute")
    CIVIL_SOCIETY = "civil-society", _("Civil society organization")
    INTERNATIONAL_ORGANISATION = "international-organisation", _("International organization")
    PRIVATE_SECTOR = "private-sector", _("Private sector")
    INDEPENDENT = "independent", _("Independent expert")


class ExpertiseLevel(Coded):
    """How far somebody's expertise in one line goes, from the lowest to the highest."""

    ASSIST = "assist", _("Can assist")
    LEAD = "lead", _("Can lead")
    AUTHORITY = "authority", _("Recognized authority")

    @property
    def rank(self) -> int:
        """1 for the lowest, so that levels compare."""
        return list(ExpertiseLevel).index(self) + 1


class Mode(Coded):
    """Where somebody is ready to work."""

    REMOTE = "remote", _("Remotely")
    ON_SITE = "on-site", _("On site")
    BOTH = "both", _("Remotely and on site")


class EmployerRelease(Coded):
    """Whether the employer lets the expert go, and how."""

    NOT_ASKED = "not-asked", _("Not asked yet")
    IN_PRINCIPLE = "in-principle", _("Agreed in principle")
    BY_LETTER = "by-letter", _("Agreed by letter")
    CASE_BY_CASE = "case-by-case", _("Decided case by case")


class LegalSystem(Coded):
    """The tradition that a State's law, or an expert's training, belongs to."""

    CIVIL = "civil", _("Civil law")
    COMMON = "common", _("Common law")
    MIXED = "mixed", _("Mixed legal system")
    RELIGIOUS = "religious", _("Religious law")
    CUSTOMARY = "customary", _("Customary law")


class Gender(Coded):
    """Self-declared and optional, for statistics and balance only; None means not disclosed."""

    FEMALE = "female", _("Female")
    MALE = "male", _("Male")
    OTHER = "other", _("Another gender")


class Category(Coded):
    """What somebody is nominated for."""

    ASSISTANCE_EXPERT = "assistance-expert", _("Technical assistance expert")
    REVIEW_EXPERT = "review-expert", _("Governmental expert for reviews")
    TRAINER = "trainer", _("Trainer")


class CefrLevel(Coded):
    """Levels of the Common European Framework of Reference for Languages."""

    A1 = "A1", _("A1 (beginner)")
    A2 = "A2", _("A2 (elementary)")
    B1 = "B1", _("B1 (intermediate)")
    B2 = "B2", _("B2 (upper intermediate)")
    C1 = "C1", _("C1 (advanced)")
    C2 = "C2", _("C2 (proficient)")

    @property
    def rank(self) -> int:
        """1 for the lowest, so that levels compare."""
        return list(CefrLevel).index(self) + 1


class Freshness(Coded):
    """How recently a record was confirmed: computed from dates and the clock, never stored as a stage."""

    CONFIRMED = "confirmed", _("Confirmed")
    DUE = "due", _("Confirmation due")
    NOT_CONFIRMED = "not-confirmed", _("Not confirmed")
    TERM_ENDED = "term-ended", _("Term ended")
    NOT_NOMINATED = "not-nominated", _("Not yet nominated")


class UncacStatus(Coded):
    """Where a State stands towards the Convention."""

    PARTY = "party", _("Party to the Convention")
    SIGNATORY = "signatory", _("Signatory of the Convention")
    NONE = "none", _("Not a party to the Convention")


class ConsentType(Coded):
    """The act by which a State became bound (article 67)."""

    RATIFICATION = "ratification", _("Ratification")
    ACCEPTANCE = "acceptance", _("Acceptance")
    APPROVAL = "approval", _("Approval")
    ACCESSION = "accession", _("Accession")
    SUCCESSION = "succession", _("Succession")


class Trust(Coded):
    """How far a label or a fact of the vocabularies can be trusted."""

    OFFICIAL = "official", _("Official")
    UNOFFICIAL = "unofficial", _("Unofficial wording")
    UNVERIFIED = "unverified", _("Not yet verified")


class RegionalGroup(StrEnum):
    """The five regional groups of the United Nations.

    Their names in six languages are data: `queries.current().regional_groups`.
    """

    AFRICAN = "african"
    ASIA_PACIFIC = "asia-pacific"
    EASTERN_EUROPEAN = "eastern-european"
    GRULAC = "grulac"
    WEOG = "weog"
