"""Words so common in a language that a question with other words in it need not insist on them."""

from roster.search import stems

_BY_LANGUAGE = {
    "en": "a an and are as at by for from in into is of on or the to with who",
    "fr": "a au aux avec ce ces dans de des du elle en est et il la le les ou par pour qui sur un une",
    "es": "a al con de del e el en es la las lo los o para por que se su un una y",
    "ru": "а в во для за и из или к на о об от по с со у",
    "ar": "في من على إلى عن مع أو و",
}
STOP_WORDS = frozenset(stems.fold(word) for words in _BY_LANGUAGE.values() for word in words.split())


def is_stop_word(word: str) -> bool:
    """Whether this is such a word in any of the languages."""
    return stems.fold(word) in STOP_WORDS
