"""Words of headings and code lists as they are compared, whoever typed them."""

import re
import unicodedata
from typing import Final

_CAMEL: Final = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])")
_NOT_WORD: Final = re.compile(r"[\W_]+")
_ARABIC_FORMS: Final = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ـ": None})


def normal_header(text: str) -> str:
    """The words of a header in small letters without accents, vowel signs and punctuation."""
    parted = _CAMEL.sub(" ", unicodedata.normalize("NFKC", text))
    decomposed = unicodedata.normalize("NFKD", parted.casefold())
    plain = "".join(sign for sign in decomposed if not unicodedata.combining(sign)).translate(_ARABIC_FORMS)
    return _NOT_WORD.sub(" ", unicodedata.normalize("NFC", plain)).strip()
