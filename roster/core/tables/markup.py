"""Whether XML is whole and declares nothing: no document type, no entities (R30).

Reading programs differ in what they do with broken XML, and some never come to an end; so it is looked at
here first, with a parser that knows no entity, no network and no file.
"""

from xml.parsers import expat


class DeclarationError(Exception):
    """The XML declares a document type or an entity."""


class MarkupError(Exception):
    """The XML is not well-formed."""


def check_markup(data: bytes) -> None:
    """Raises MarkupError for XML that is not well-formed, DeclarationError where something is declared."""
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    parser.ExternalEntityRefHandler = _refuse
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise MarkupError(str(error)) from error


def _refuse(*_: object) -> int:
    raise DeclarationError
