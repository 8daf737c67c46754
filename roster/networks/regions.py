"""What the regions of the networks' data mean: the States where that is certain, and the regional groups they reach.

A region that is not among `STATES` is open to every State: its coordinator enters the States.
"""

from roster.vocabulary.codes import RegionalGroup

_AFRICA = (RegionalGroup.AFRICAN.value,)
_ASIA = (RegionalGroup.ASIA_PACIFIC.value,)
_EUROPE = (RegionalGroup.EASTERN_EUROPEAN.value, RegionalGroup.WEOG.value)
_LATIN = (RegionalGroup.GRULAC.value,)

GROUPS = {
    "APEC economies": (*_ASIA, *_LATIN, *_EUROPE),
    "Africa": _AFRICA,
    "Arab States": (*_AFRICA, *_ASIA),
    "Asia-Pacific": _ASIA,
    "Caribbean": _LATIN,
    "Central America and the Dominican Republic": _LATIN,
    "Central Asia and Southern Caucasus": (*_ASIA, RegionalGroup.EASTERN_EUROPEAN.value),
    "Commonwealth Africa": _AFRICA,
    "Commonwealth Caribbean": _LATIN,
    "Council of Europe and beyond": (*_EUROPE, *_ASIA),
    "Council of Europe member States": (*_EUROPE, *_ASIA),
    "Eastern Africa": _AFRICA,
    "Eastern Europe and Central Asia": (*_ASIA, RegionalGroup.EASTERN_EUROPEAN.value),
    "European Union": _EUROPE,
    "Great Lakes region of Africa": _AFRICA,
    "Ibero-America": (*_LATIN, RegionalGroup.WEOG.value),
    "Indian Ocean": (*_AFRICA, RegionalGroup.WEOG.value),
    "Latin America": _LATIN,
    "Latin America and the Caribbean": _LATIN,
    "Middle East and North Africa": (*_AFRICA, *_ASIA),
    "Pacific": (*_ASIA, RegionalGroup.WEOG.value),
    "Sahel": _AFRICA,
    "South-East Asia": _ASIA,
    "South-East Europe": (RegionalGroup.EASTERN_EUROPEAN.value,),
    "Southern and Eastern Africa": _AFRICA,
    "West Africa": _AFRICA,
    "West and Central Asia": (*_ASIA, RegionalGroup.EASTERN_EUROPEAN.value),
}

# Only where membership of the region is a settled list.
STATES = {
    "European Union": (
        *("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT"),
        *("LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"),
    ),
    "Ibero-America": (
        *("AD", "AR", "BO", "BR", "CL", "CO", "CR", "CU", "DO", "EC", "ES", "GT", "HN", "MX", "NI", "PA"),
        *("PE", "PT", "PY", "SV", "UY", "VE"),
    ),
    "Arab States": (
        *("AE", "BH", "DJ", "DZ", "EG", "IQ", "JO", "KM", "KW", "LB", "LY", "MA", "MR", "OM", "PS", "QA"),
        *("SA", "SD", "SO", "SY", "TN", "YE"),
    ),
    "Central America and the Dominican Republic": ("BZ", "CR", "DO", "GT", "HN", "NI", "PA", "SV"),
    "Central Asia and Southern Caucasus": ("AM", "AZ", "GE", "KG", "KZ", "TJ", "TM", "UZ"),
    "South-East Asia": ("BN", "ID", "KH", "LA", "MM", "MY", "PH", "SG", "TH", "TL", "VN"),
    "South-East Europe": ("AL", "BA", "BG", "HR", "MD", "ME", "MK", "RO", "RS"),
    "West Africa": (
        *("BF", "BJ", "CI", "CV", "GH", "GM", "GN", "GW", "LR", "ML", "MR", "NE", "NG", "SL", "SN", "TG"),
    ),
}
