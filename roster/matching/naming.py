"""How matching calls things to a reader: subjects, States, languages, levels, dates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext

from roster.matching.criteria import Skill
from roster.matching.reasons import Value
from roster.vocabulary.codes import CefrLevel, ExpertiseLevel, LegalSystem, Mode
from roster.vocabulary.entries import Vocabulary
from roster.web.locale import in_digits, show_date, show_number

Values = Mapping[str, Value]
ISOLATE, END_ISOLATE = "\u2068", "\u2069"  # names keep their own direction within a sentence


def apart(text: str) -> str:
    """A name that keeps its own direction within a sentence."""
    return f"{ISOLATE}{text}{END_ISOLATE}"


def day(value: Value) -> str:
    """A date as the language writes it."""
    return show_date(date.fromisoformat(str(value)))


def year(value: Value) -> str:
    """A year as the language writes it."""
    return in_digits(str(value))


def number(value: Value) -> str:
    """A number as the language writes it."""
    return show_number(int(value))


def level(value: Value) -> str:
    """A level of expertise."""
    return str(ExpertiseLevel(str(value)).label)


def mode(value: Value) -> str:
    """A way to work."""
    return str(Mode(str(value)).label) if value in list(Mode) else apart(str(value))


def system(value: Value) -> str:
    """A legal system."""
    return str(LegalSystem(str(value)).label) if value in list(LegalSystem) else apart(str(value))


def skill(value: Value) -> str:
    """What somebody does in a language."""
    return str(Skill(str(value)).label)


def cefr(value: Value) -> str:
    """A level in a language: its code alone."""
    return apart(CefrLevel(str(value)).value)


@dataclass(frozen=True, eq=False)
class Names:
    """What the vocabularies call things in one of the six languages."""

    vocabulary: Vocabulary
    language: str

    def subject(self, values: Values, prefix: str = "") -> str:
        """An article or a topic as its readers call it; of both, the topic."""
        topic, article = values.get(f"{prefix}topic"), values.get(f"{prefix}article")
        if topic is not None:
            return apart(self.vocabulary.topics.get_label(str(topic), self.language))
        shown = number(article or 0)
        entry = self.vocabulary.articles.get(int(article or 0))
        if entry is None:
            return gettext("article %(number)s", number=shown)
        return gettext(
            "article %(number)s (%(title)s)", number=shown, title=apart(entry.title(self.language))
        )

    def type(self, value: Value) -> str:
        """A type of assistance."""
        return apart(self.vocabulary.assistance_types.get_label(str(value), self.language))

    def state(self, value: Value) -> str:
        """A State."""
        return apart(self.vocabulary.states.get_label(str(value), self.language))

    def state_or_name(self, value: Value) -> str:
        """A State, or the name of an organisation as it stands."""
        return self.state(value) if self.vocabulary.states.get(str(value)) else apart(str(value))

    def spoken(self, value: Value) -> str:
        """A language as it stands within a sentence."""
        return apart(self.vocabulary.languages.get_label(str(value), self.language))

    def region(self, value: Value) -> str:
        """A regional group."""
        return apart(self.vocabulary.regional_groups.get_label(str(value), self.language))

    def in_language(self, values: Values) -> dict[str, str]:
        """A language with skill and level, as a sentence takes them."""
        return {
            "language": self.spoken(values["language"]),
            "skill": skill(values["skill"]),
            "level": cefr(values["level"]),
        }
