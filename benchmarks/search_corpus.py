"""Invented records and questions in six languages, the same for the same seed."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate, islice

from roster.search.document import Document, FieldText
from roster.search.request import SearchRequest

MEMBER = frozenset({"member"})
SECRETARIAT = frozenset({"member", "secretariat"})
SHARES = {"en": 60, "fr": 15, "es": 12, "ru": 5, "ar": 4, "zh": 4}
FACETS = {
    "topic": 60,
    "article": 45,
    "type": 12,
    "language": 6,
    "state": 193,
    "region": 5,
    "mode": 3,
    "level": 4,
}
PLAIN_FIELDS = ("expertise", "name", "profile", "title")
FIELDS = ("cv", *PLAIN_FIELDS)
_DAY = 739_000
_KNOWN = {
    "en": "corruption prevention asset recovery investigation investigations prosecutor "
    "procurement integrity training experts review of the and in for law public money laundering "
    "evidence whistleblower protection",
    "fr": "corruption prévention recouvrement avoirs enquêtes procureur marchés publics intégrité formation "
    "experts examen de la et les des droit blanchiment preuves lanceurs alerte protection",
    "es": "corrupción prevención recuperación activos investigaciones fiscal contratación pública integridad "
    "formación expertos examen de la y los en derecho blanqueo pruebas denunciantes protección",
    "ru": "коррупция предупреждение возвращение активов расследование прокурор закупки честность обучение "
    "эксперты обзор и в на право отмывание денег доказательства защита заявителей",
    "ar": "الفساد مكافحة منع استرداد الموجودات التحقيقات المدعي العام المشتريات النزاهة التدريب "
    "الخبراء استعراض "
    "في من القانون غسل الأموال الأدلة حماية المبلغين",
    "zh": "反腐败 预防 资产追回 调查 检察官 公共采购 廉正 培训 专家 审议 法律 洗钱 证据 举报人 保护 国际合作",
}
_SYLLABLES_TEXT = {
    "en": "ba ber cal con dan der fin for gan hol in ker lan mer nor pan pro ras sen tar ten van vor win",
    "fr": "bé beau car con dé du fran gou jean lé lou mar né pau que ren sé tra vau vien",
    "es": "al bar cán cas del es fer gon her jo lán mar nez ñal par que rín san tor ver zal",
    "ru": "ба ви го до ев жа за ин ко ла ми но ов пе ро се та ул фё хо ши",
    "ar": "با تم جر حس خل دم رس زن سع شر صب ضم طر عم غن فر قد كم لح مد نس وف",
    "zh": " ".join("安本成大东方高国海和家江金李林明南平青人山世天王文西新学英永中"),
}
_SYLLABLES = {language: text.split() for language, text in _SYLLABLES_TEXT.items()}
_MANY = ("topic", "article", "type", "language")


@dataclass
class Corpus:
    """Documents and questions for one size."""

    size: int
    seed: int = 7
    words: dict[str, list[str]] = field(default_factory=dict)
    weights: list[float] = field(default_factory=list)
    names: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        chance = random.Random(self.seed)
        for language, known in _KNOWN.items():
            words = known.split()
            while len(words) < 4_000:
                words.append("".join(chance.choices(_SYLLABLES[language], k=chance.randint(2, 4))))
            self.words[language] = words
        self.weights = list(accumulate(1 / (rank + 8) for rank in range(4_000)))
        pieces = _SYLLABLES["en"] + _SYLLABLES["fr"] + _SYLLABLES["es"]
        self.names = ["".join(chance.choices(pieces, k=chance.randint(2, 3))).title() for _ in range(3_000)]

    def documents(self) -> Iterator[Document]:
        """The records."""
        chance = random.Random(self.seed + 1)
        for id_ in range(1, self.size + 1):
            yield self._document(chance, id_)

    def sample(self) -> Document:
        """The record in the middle."""
        return next(islice(self.documents(), self.size // 2, None))

    def questions(self, count: int = 200) -> list[tuple[str, SearchRequest]]:
        """The mix: each kind of question in turn, over the six languages."""
        chance = random.Random(self.seed + 2)
        kinds = (
            "word", "and", "phrase", "prefix", "name", "word and 3 filters", "filters and 6 facets",
            "word, filters and 6 facets", "page 10", "restricted field",
        )  # fmt: skip
        return [self._question(chance, kinds[at % len(kinds)]) for at in range(count)]

    def _question(self, chance: random.Random, kind: str) -> tuple[str, SearchRequest]:
        language = chance.choices(list(SHARES), weights=[3, 1, 1, 1, 1, 1])[0]
        word, other = self._text(chance, language, 1), self._text(chance, language, 1)
        filters = {name: frozenset({f"{name}{chance.randint(0, 2)}", f"{name}{chance.randint(0, 4)}"})
                   for name in ("type", "language", "region")}  # fmt: skip
        facets = ("topic", "article", "state", "mode", "level", "type")
        base = {"kind": "expert", "audiences": MEMBER}
        match kind:
            case "and":
                asked = {"text": f"{word} {other}"}
            case "phrase":
                asked = {"text": f'"{" ".join(_KNOWN[language].split()[at] for at in (2, 3))}"'}
            case "prefix":
                asked = (
                    {"text": f"{word[:3]}*"} if language in ("en", "es", "fr", "ru") else {"text": "corr*"}
                )
            case "name":
                asked = {"text": " ".join(chance.choices(self.names[:300], k=2))}
            case "word and 3 filters":
                asked = {"text": word, "filters": filters}
            case "filters and 6 facets":
                asked = {"text": None, "filters": {"language": filters["language"]}, "facets": facets}
            case "word, filters and 6 facets":
                asked = {"text": word, "filters": {"region": filters["region"]}, "facets": facets}
            case "page 10":
                asked = {"text": word, "offset": 180}
            case "restricted field":
                asked = {"text": word, "audiences": SECRETARIAT}
            case _:
                asked = {"text": word}
        return kind, SearchRequest(**{**base, **asked})

    def _document(self, chance: random.Random, id_: int) -> Document:
        language = chance.choices(list(SHARES), weights=list(SHARES.values()))[0]
        name = " ".join(chance.choices(self.names[:300] if id_ % 2 else self.names, k=2))
        known = _KNOWN[language].split()
        at = chance.randrange(len(known) - 4)
        texts = (
            FieldText("name", name),
            FieldText("title", self._text(chance, language, 4), language),
            FieldText("expertise", " ".join(known[at : at + 4]), language),
            FieldText("profile", self._text(chance, language, chance.randint(60, 160)), language),
            FieldText("cv", self._text(chance, language, 60), language, frozenset({"secretariat"})),
        )
        codes = {
            name: frozenset(f"{name}{min(int(chance.expovariate(4 / most)), most - 1)}"
                            for _ in range(chance.randint(1, 4) if name in _MANY else 1))
            for name, most in FACETS.items()
        }  # fmt: skip
        return Document(
            kind="expert", id=id_, rev=1, texts=texts, codes=codes,
            numbers={"confirmed_on": _DAY - chance.randint(0, 900)}, sort_keys={"name": name.lower()},
            audiences=MEMBER if chance.random() < 0.9 else frozenset({"secretariat"}),
        )  # fmt: skip

    def _text(self, chance: random.Random, language: str, count: int) -> str:
        words = chance.choices(self.words[language], cum_weights=self.weights, k=count)
        return ("" if language == "zh" and count > 20 else " ").join(words)
