"""The columns of a list of authorities: what a file may hold, and their headings."""

from enum import StrEnum
from typing import Final

from flask_babel import lazy_gettext as _l

from roster.authorities.models import LINE_LENGTH, NAME_LENGTH, NOTE_LENGTH


class Column(StrEnum):
    """What a column means; also the name of a property of our own in a vCard."""

    REFERENCE = "reference"
    STATE = "state"
    NAME = "name"
    NAME_LANGUAGE = "name_language"
    OTHER_NAMES = "other_names"
    ENGLISH_NAME = "english_name"
    ACRONYM = "acronym"
    FUNCTIONS = "functions"
    SCOPE_NOTE = "scope_note"
    DESIGNATION = "designation_reference"
    DESIGNATED_ON = "designated_on"
    MAILBOX = "mailbox"
    SECURE_EMAIL = "secure_email"
    PHONE = "phone"
    DUTY_LINE = "duty_line"
    ADDRESS = "address"
    TIME_ZONE = "time_zone"
    OPENING_HOURS = "opening_hours"
    REST_DAYS = "rest_days"
    HOLIDAYS = "holidays"
    REQUEST_LANGUAGES = "request_languages"
    CHANNELS = "channels"
    SIGNATURE = "signature"
    ENCRYPTION = "encryption"
    URGENT_PROCEDURE = "urgent_procedure"
    URGENT_NOTE = "urgent_note"
    UNCAC_BASIS = "uncac_basis"
    DUAL_CRIMINALITY = "dual_criminality"
    LIMITS_ON_USE = "limits_on_use"
    ATTACHMENTS = "required_attachments"
    USUAL_TIME = "usual_time_days"
    LINKS = "links"
    STAGE = "stage"
    CONFIRMED_ON = "confirmed_on"


LABELS: Final = {
    Column.REFERENCE: _l("Reference"),
    Column.STATE: _l("State"),
    Column.NAME: _l("Official name"),
    Column.NAME_LANGUAGE: _l("Language of the official name"),
    Column.OTHER_NAMES: _l("Name in other languages"),
    Column.ENGLISH_NAME: _l("Name in English"),
    Column.ACRONYM: _l("Acronym"),
    Column.FUNCTIONS: _l("Functions"),
    Column.SCOPE_NOTE: _l("Remarks on the functions"),
    Column.DESIGNATION: _l("Reference of the designation"),
    Column.DESIGNATED_ON: _l("Designated on"),
    Column.MAILBOX: _l("General mailbox"),
    Column.SECURE_EMAIL: _l("Secure e-mail address"),
    Column.PHONE: _l("Telephone"),
    Column.DUTY_LINE: _l("Duty line, answered at all hours"),
    Column.ADDRESS: _l("Postal address"),
    Column.TIME_ZONE: _l("Time zone"),
    Column.OPENING_HOURS: _l("Opening hours"),
    Column.REST_DAYS: _l("Weekly days of rest"),
    Column.HOLIDAYS: _l("Public holidays"),
    Column.REQUEST_LANGUAGES: _l("Languages of requests"),
    Column.CHANNELS: _l("Channels"),
    Column.SIGNATURE: _l("Signature"),
    Column.ENCRYPTION: _l("Encryption"),
    Column.URGENT_PROCEDURE: _l("Urgent requests"),
    Column.URGENT_NOTE: _l("What to do in an urgent case"),
    Column.UNCAC_BASIS: _l("The Convention as legal basis"),
    Column.DUAL_CRIMINALITY: _l("Dual criminality"),
    Column.LIMITS_ON_USE: _l("Limits on the use of what is sent"),
    Column.ATTACHMENTS: _l("What must be attached"),
    Column.USUAL_TIME: _l("Usual time to answer, in days"),
    Column.LINKS: _l("Links to laws and guides"),
    Column.STAGE: _l("Stage"),
    Column.CONFIRMED_ON: _l("Last confirmed"),
}
# What an import does not take: the house says these itself.
TOLD_ONLY: Final = frozenset({Column.STAGE, Column.CONFIRMED_ON})
PHONES: Final = frozenset({Column.PHONE, Column.DUTY_LINE})
# What concerns reaching an authority, by the fields of the same name: an import changes these of one that is there.
REACH: Final = tuple(Column)[list(Column).index(Column.MAILBOX) : list(Column).index(Column.STAGE)]
SEVERAL_LINES: Final = frozenset(
    {
        Column.OTHER_NAMES,
        Column.FUNCTIONS,
        Column.SCOPE_NOTE,
        Column.ADDRESS,
        Column.OPENING_HOURS,
        Column.HOLIDAYS,
        Column.URGENT_NOTE,
        Column.LIMITS_ON_USE,
        Column.ATTACHMENTS,
        Column.LINKS,
    }
)
NAMES: Final = frozenset({Column.NAME, Column.OTHER_NAMES, Column.ENGLISH_NAME, Column.ACRONYM})
LENGTHS: Final = {
    Column.NAME: NAME_LENGTH,
    Column.OTHER_NAMES: 6 * NAME_LENGTH,
    Column.ENGLISH_NAME: NAME_LENGTH,
    Column.ACRONYM: 40,
    Column.FUNCTIONS: 24 * (NAME_LENGTH + LINE_LENGTH),
    Column.SCOPE_NOTE: 6 * NOTE_LENGTH,
    Column.DESIGNATION: LINE_LENGTH,
    Column.MAILBOX: 254,
    Column.SECURE_EMAIL: 254,
    Column.PHONE: 40,
    Column.DUTY_LINE: 40,
    Column.TIME_ZONE: 60,
    Column.HOLIDAYS: 5 * NOTE_LENGTH,
    Column.LINKS: 2 * NOTE_LENGTH,
}

# What people call these columns besides; who meets a heading that is not recognised adds it here.
SYNONYMS: Final = {
    Column.REFERENCE: "ref|id of the authority|uid",
    Column.STATE: "country|iso2|state party|pays|état|país|estado|страна|государство|الدولة|البلد|国家|缔约国",
    Column.NAME: "name|authority|authority name|institution|organisation|organization|nom|nombre|название|الاسم|名称",
    Column.NAME_LANGUAGE: "name language|language of name",
    Column.ENGLISH_NAME: "english name|name english|name en",
    Column.ACRONYM: "abbreviation|short name|sigle|sigla|аббревиатура",
    Column.FUNCTIONS: "function|competence|competences|fonctions|funciones|функции|المهام|职能",
    Column.SCOPE_NOTE: "remarks|note|notes|scope note|remarques|observaciones|примечания|ملاحظات|备注",
    Column.MAILBOX: "mailbox|email|e mail|email address|e mail address|mail|courriel|correo|correo electrónico"
    "|электронная почта|البريد الإلكتروني|电子邮件|电邮",
    Column.PHONE: "phone|tel|telephone number|phone number|téléphone|teléfono|телефон|الهاتف|电话",
    Column.DUTY_LINE: "duty line|24 7|24 7 line|hotline|emergency number",
    Column.ADDRESS: "address|adresse|dirección|адрес|العنوان|地址",
    Column.TIME_ZONE: "timezone|tz|fuseau horaire|zona horaria|часовой пояс",
    Column.OPENING_HOURS: "hours|office hours|working hours",
    Column.REQUEST_LANGUAGES: "languages|accepted languages|langues|idiomas|языки|اللغات|语文",
    Column.CHANNELS: "channel",
    Column.LINKS: "url|website|web site|links|link",
}
