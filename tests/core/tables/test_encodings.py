"""Text in the encodings that office programs of six languages save."""

import pytest

from roster.core.tables.problems import TableError, TableProblem
from roster.core.tables.reading import read_table

SPANISH = (
    "Apellido;Nombre;País;Institución\nMuñoz Peña;Íñigo;España;Fiscalía General\nGarcía;Begoña;Perú;Niñez\n"
)
FRENCH = (
    "Nom;Prénom;Pays;Fonction\n"
    "Lefèvre;Zoé;Côte d'Ivoire;Chargée d'études à l'Autorité\nBenoît;Gaël;Sénégal;Juge\n"
)
RUSSIAN = "Фамилия;Имя;Страна\nИванов;Пётр;Российская Федерация\nСергеева;Ольга;Беларусь\n"
ARABIC = "اسم العائلة;الاسم;الدولة\nالحسن;محمد;الأردن\nالعلي;فاطمة;المغرب\n"
CHINESE = "姓,名,国家,机构\n王,小明,中国,国家监察委员会\n李,丽,中国,最高人民检察院\n"
TRADITIONAL = "姓,名,國家,機構\n王,小明,中國,廉政署\n李,麗華,中國,檢察院\n"
POLISH = "Nazwisko;Imię;Państwo\nWiśniewski;Łukasz;Polska\nŻak;Grażyna;Polska\n"
TURKISH = "Soyadı;Ad;Ülke\nYılmaz;Ayşe;Türkiye\nÇağlar;Işık;Türkiye\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *(
            (text, "utf-8")
            for text in (SPANISH, FRENCH, RUSSIAN, ARABIC, CHINESE, TRADITIONAL, POLISH, TURKISH)
        ),
        *((text, "utf-8-sig") for text in (SPANISH, RUSSIAN, ARABIC, CHINESE)),
        *((text, "utf-16") for text in (SPANISH, RUSSIAN, ARABIC, CHINESE)),
        *((text, "utf-16-le") for text in (SPANISH, FRENCH)),
        *((text, "utf-16-be") for text in (SPANISH, FRENCH)),
        *((text, "utf-32") for text in (SPANISH, ARABIC)),
        *((SPANISH, encoding) for encoding in ("cp1252", "iso8859-1", "cp850", "mac-roman")),
        *((FRENCH, encoding) for encoding in ("cp1252", "iso8859-15", "mac-roman")),
        *((RUSSIAN, encoding) for encoding in ("cp1251", "koi8-r", "cp866", "iso8859-5")),
        *((ARABIC, encoding) for encoding in ("cp1256", "iso8859-6")),
        *((CHINESE, encoding) for encoding in ("gb18030", "gbk")),
        (TRADITIONAL, "big5"),
        (POLISH, "cp1250"),
        (POLISH, "iso8859-2"),
        (TURKISH, "cp1254"),
    ],
)
def test_the_encoding_is_found(text: str, encoding: str) -> None:
    table = read_table(text.encode(encoding), file_name="people.csv")
    lines = [tuple(line.split(table.separator or ",")) for line in text.splitlines()]
    assert (table.header, *table.rows) == tuple(lines)


def problem(content: bytes, encoding: str | None = None) -> TableError:
    with pytest.raises(TableError) as caught:
        read_table(content, file_name="people.csv", encoding=encoding)
    return caught.value


def test_a_mark_that_says_utf8_is_binding_and_the_line_is_named() -> None:
    content = b"\xef\xbb\xbfname,country\nAnn,Kenya\nJos\xe9,Peru\n"
    error = problem(content)
    assert (error.code, error.params) == (TableProblem.WRONG_ENCODING, {"encoding": "UTF-8", "line": 3})
    assert "3" in str(error.message)


def test_the_word_of_the_sender_is_binding() -> None:
    content = "name,country\nJosé,Peru\n".encode("cp1252")
    assert problem(content, "utf-8").params["line"] == 2
    assert read_table(content, file_name="a.csv", encoding="latin-1").rows == (("José", "Peru"),)


def test_much_right_utf8_with_one_wrong_byte_is_not_guessed_away() -> None:
    content = (RUSSIAN * 5).encode() + b"\xff;x;y\n"
    assert problem(content).code is TableProblem.WRONG_ENCODING


def test_a_text_cut_within_a_character_is_called_cut_off() -> None:
    assert problem(RUSSIAN.encode()[:-2]).code is TableProblem.TRUNCATED
    assert problem(RUSSIAN.encode("utf-16")[:-1]).code is TableProblem.TRUNCATED


@pytest.mark.parametrize("name", ["rot13", "zip", "unicode_escape", "idna", "no-such", "a\0b", "x" * 9999])
def test_only_encodings_of_texts_may_be_asked_for(name: str) -> None:
    assert problem(b"a,b\n1,2\n", name).code is TableProblem.UNKNOWN_ENCODING


def test_bytes_without_any_text_are_no_reason_to_fail_otherwise() -> None:
    for content in (bytes(range(256)) * 9, b"\0" * 5000, b"\x80\x81\xfe\xff" * 500, b"\xff\xfe\x00"):
        with pytest.raises(TableError):
            read_table(content, file_name="people.csv")
