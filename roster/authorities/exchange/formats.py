"""What a list of authorities can be taken along as."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l


class ListFormat(StrEnum):
    """The value is the ending of the file."""

    XLSX = "xlsx"
    CSV = "csv"
    VCF = "vcf"
    JSON = "json"

    @property
    def label(self) -> object:
        """The format in the reader's language."""
        return _LABELS[self]


_LABELS = {
    ListFormat.XLSX: _l("Workbook (XLSX)"),
    ListFormat.CSV: _l("Separated text (CSV)"),
    ListFormat.VCF: _l("Cards for address books (vCard)"),
    ListFormat.JSON: _l("Data for programs (JSON)"),
}
