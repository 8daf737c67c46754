"""Whether a text names a State, or says what a request keeps to itself: before a call is read by others.

Names are known in six languages with what is usually added to them; this reminds a manager and is no lock.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from roster.assistance.calls.policy import may_name_state
from roster.assistance.codes import Modality
from roster.assistance.requests.models import AssistanceRequest
from roster.authorities.queries import authority_by_id
from roster.search.analysis import Token, analyse
from roster.vocabulary import queries as vocabulary
from roster.vocabulary.entries import State

SHORT = 4  # a name as short as this is a word of everyday language too, unless it is written with a capital
LONGEST_ENDING = 6
_ENDINGS = frozenset(
    "s 's n an ian ns ans ians i is ese er ers en iens ien ienne iennes ais aise aises ois oise ish".split()  # noqa: SIM905
)
_OF_STEMS = frozenset(
    "an ans ian ians ean eans ese olese i ien ienne iens iennes ain aine ano ana anos anas eno ena ais aise".split()  # noqa: SIM905
)
_ARABIC_BEGINNINGS = ("وال", "بال", "كال", "فال", "ولل", "لل", "ال", "و", "ف", "ب", "ل", "ك")
_VOWELS = "aeiouyаеёиоуыэюяйь"
FEWEST_SIGNS = 4
TELLING = 3  # words: a shorter title is a subject and gives nobody away


def names_state(text: str, iso2: str) -> bool:
    """Whether this text names the State: by a name in any of the six languages, an adjective, its three letters."""
    state = vocabulary.current().states.get(iso2)
    if state is None:
        return False
    text = _as_seen(text)
    words = analyse(text, None)
    return any(_stands_in(name, words, text) for name in _names(state)) or _has_code(state, words, text)


def private_words_in(text: str, request: AssistanceRequest) -> str:
    """What the request keeps to itself and this text says all the same, as it is written there; else nothing."""
    on_site = Modality(request.modality).is_on_site if Modality.of(request.modality) else False
    is_title_kept = not may_name_state(request) and len(request.title.split()) >= TELLING
    kept = (
        request.ref,
        request.title if is_title_kept else "",
        request.authority_name,
        *_authority_names(request),
        request.contact_name,
        request.contact_email,
        request.contact_phone,
        request.place if on_site else "",
    )
    words = [token.folded for token in analyse(_as_seen(text), None)]
    for phrase in kept:
        wanted = [token.folded for token in analyse(phrase, None)]
        if len("".join(wanted)) >= FEWEST_SIGNS and _is_within(wanted, words):
            return phrase
    return ""


def _authority_names(request: AssistanceRequest) -> Iterator[str]:
    """The same authority as the list of authorities names it, in whichever language."""
    listed = authority_by_id(request.authority_id) if request.authority_id is not None else None
    if listed is not None:
        yield from (*listed.name.texts.values(), listed.english_name)


def _as_seen(text: str) -> str:
    """Without signs that nobody sees, by which a word would be two."""
    return "".join(sign for sign in text if unicodedata.category(sign) != "Cf")


def _names(state: State) -> Iterator[list[Token]]:
    for name in dict.fromkeys((*state.labels.values(), *state.aliases)):
        words = analyse(name, None)
        if len("".join(word.folded for word in words)) >= SHORT or not name.isascii():
            yield words


def _has_code(state: State, words: Sequence[Token], text: str) -> bool:
    return any(text[word.start : word.end] == state.iso3 for word in words)


def _stands_in(name: Sequence[Token], words: Sequence[Token], text: str) -> bool:
    for at in range(len(words) - len(name) + 1):
        *before, last = words[at : at + len(name)]
        if all(
            _is(one.folded, wanted.folded) for one, wanted in zip(before, name, strict=False)
        ) and _is_form(text[last.start : last.end], last.folded, name[-1].folded, is_alone=len(name) == 1):
            return True
    return False


def _is(word: str, name: str) -> bool:
    return word == name or any(word == beginning + name for beginning in _ARABIC_BEGINNINGS)


def _is_form(written: str, word: str, name: str, *, is_alone: bool) -> bool:
    """Whether a word is this name, or the last word of a longer one, perhaps with an ending."""
    if _is(word, name):
        return not is_alone or len(name) > SHORT or written != written.lower() or written == written.upper()
    if name.isascii():
        stem = name.rstrip(_VOWELS) or name
        return _rest(word, name) in _ENDINGS or _rest(word, stem) in _OF_STEMS | {
            "i" + end for end in _OF_STEMS
        }
    stem = name[:-1] if name[-1:] in _VOWELS or "\u0600" <= name[0] <= "\u06ff" else name
    for beginning in ("", *_ARABIC_BEGINNINGS) if "\u0600" <= name[0] <= "\u06ff" else ("",):
        rest = _rest(word, beginning + stem)
        if len(stem) >= SHORT and rest is not None and len(rest) <= LONGEST_ENDING:
            return True
    return False


def _rest(word: str, beginning: str) -> str | None:
    return word[len(beginning) :] if word.startswith(beginning) else None


def _is_within(wanted: Sequence[str], words: Sequence[str]) -> bool:
    size = len(wanted)
    return any(list(words[at : at + size]) == list(wanted) for at in range(len(words) - size + 1))
