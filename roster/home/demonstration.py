"""The thirteen accounts of the demonstration, and what each is there to show."""

from dataclasses import dataclass

from flask_babel import lazy_gettext as _

from roster.vocabulary import queries as vocabulary

DOMAIN = "demo.example"


@dataclass(frozen=True)
class DemonstrationAccount:
    """One account: its address, its role with the State where it has one, and its purpose."""

    name: str
    role: object
    purpose: object
    iso2: str | None = None

    @property
    def email(self) -> str:
        """The address to sign in with."""
        return f"{self.name}@{DOMAIN}"

    def state(self, language: str) -> str:
        """The name of the account's State; empty where it has none."""
        return vocabulary.current().states.get_label(self.iso2, language) if self.iso2 else ""


ACCOUNTS = (
    DemonstrationAccount(
        "manager",
        _("Roster manager"),
        _("Reads and edits every profile, and imports lists of experts."),
    ),
    DemonstrationAccount(
        "searcher", _("Searcher"), _("Searches the whole roster for the secretariat and changes nothing.")
    ),
    DemonstrationAccount(
        "focal-ke", _("State focal point"), _("Answers for the experts that the State nominated."), "KE"
    ),
    DemonstrationAccount(
        "drafter-ke", _("State drafter"), _("Prepares what the focal point answers for."), "KE"
    ),
    DemonstrationAccount(
        "officer-ke", _("Authority officer"), _("Works in an authority and looks up experts."), "KE"
    ),
    DemonstrationAccount(
        "focal-uy",
        _("State focal point"),
        _("The same for another State: neither sees what is private to the other."),
        "UY",
    ),
    DemonstrationAccount(
        "officer-uy", _("Authority officer"), _("Works in an authority of another State."), "UY"
    ),
    DemonstrationAccount("expert", _("Expert"), _("Reads, corrects and confirms the own profile.")),
    DemonstrationAccount(
        "coordinator-globe", _("Network coordinator"), _("Coordinates a network and reads as a member.")
    ),
    DemonstrationAccount(
        "provider", _("Assistance provider"), _("Looks for experts for its assistance programmes.")
    ),
    DemonstrationAccount(
        "observer", _("Observer"), _("Reads what was opened to it: published profiles of one State."), "KE"
    ),
    DemonstrationAccount(
        "admin", _("Administrator"), _("Looks after accounts and settings, and reads no record.")
    ),
    DemonstrationAccount(
        "dpo", _("Data-protection officer"), _("Watches over personal data, and reads no content.")
    ),
)
