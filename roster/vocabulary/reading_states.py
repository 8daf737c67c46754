"""From the data files to the rows of the table of States."""

from collections.abc import Iterator

from roster.vocabulary.codes import Trust
from roster.vocabulary.data_files import Row, date_of, labels_of, list_of, number_of, records, same_trust
from roster.vocabulary.language_names import canonical_code
from roster.vocabulary.state_names import other_names

EUROPEAN_UNION = "EU"


def state_rows() -> Iterator[Row]:
    """What the table of States should hold."""
    groups = {record["source_name"]: record["id"] for record in records("regional_groups")}
    aliases = {record["iso2"]: list_of(record["aliases"]) for record in records("state_aliases")}
    for record in records("states"):
        is_official = record["name_source"] == "UNTERM"
        yield {
            "iso2": record["iso2"],
            "iso3": record["iso3"],
            "m49": record["m49"] or None,
            "entity_type": record["entity_type"],
            "labels": labels_of(record, "name"),
            "trust": same_trust(Trust.OFFICIAL if is_official else Trust.UNOFFICIAL),
            "source": record["name_source"],
            "aliases": _other_names(record, aliases.get(record["iso2"], [])),
            "regional_group": groups.get(record["un_regional_group"]),
            "regional_group_note": record["un_regional_group_note"],
            "uncac_status": record["uncac_status"],
            "uncac_signed_on": date_of(record["uncac_signature_date"]),
            "uncac_consent_on": date_of(record["uncac_consent_date"]),
            "uncac_consent_type": record["uncac_consent_type"] or None,
            "uncac_note": record["uncac_note"],
            "status_trust": _status_trust(record["uncac_status_source"]),
            "status_source": record["uncac_status_source"],
            "may_nominate": _may_nominate(record),
            "official_languages": official_languages(record),
            "legal_tradition": record["legal_tradition"] or None,
            "is_ldc": record["ldc"] == "1",
            "is_lldc": record["lldc"] == "1",
            "is_sids": record["sids"] == "1",
            "tile_column": number_of(record["tile_col"]),
            "tile_row": number_of(record["tile_row"]),
        }


def _other_names(record: dict[str, str], aliases: list[str]) -> list[str]:
    known = set(labels_of(record, "name").values())
    return [
        name
        for name in dict.fromkeys([*aliases, *other_names(record["iso2"], official_languages(record))])
        if name not in known
    ]


def _may_nominate(record: dict[str, str]) -> bool:
    """A nominating State is a party or a signatory; the European Union is no State."""
    return record["uncac_status"] in ("party", "signatory") and record["iso2"] != EUROPEAN_UNION


def _status_trust(source: str) -> str:
    return Trust.OFFICIAL if source.startswith(("UNTC", "excerpt")) else Trust.UNVERIFIED


def official_languages(record: dict[str, str]) -> list[str]:
    """The languages of a record of States, by the codes that we keep."""
    return list(dict.fromkeys(canonical_code(code) for code in list_of(record["official_languages"])))
