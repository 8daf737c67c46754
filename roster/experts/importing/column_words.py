"""What people call the columns of a list of experts, in six languages and a few abbreviations.

Kept as data: who meets a header that is not recognised adds its words here and nowhere else.
"""

from enum import StrEnum
from typing import Final

from roster.core.tables.headers import normal_header


class ImportColumn(StrEnum):
    """What a column of an imported file may be taken for."""

    FAMILY_NAME = "family_name"
    GIVEN_NAME = "given_name"
    FULL_NAME = "full_name"
    LATIN_FAMILY_NAME = "latin_family_name"
    LATIN_GIVEN_NAME = "latin_given_name"
    TITLE = "title"
    GENDER = "gender"
    STATE = "state"
    EMPLOYER = "employer"
    POST = "post"
    ORGANISATION_TYPE = "organisation_type"
    EMAIL = "email"
    PHONE = "phone"
    CITY = "city"
    LANGUAGES = "languages"
    TOPICS = "topics"
    ARTICLES = "articles"
    BRIEF_PROFILE = "brief_profile"
    NOTES = "notes"
    IGNORE = "ignore"


_WORDS: Final = {
    ImportColumn.FAMILY_NAME: (
        "family name|surname|last name|lastname|family names|surnames|nom de famille|nom de naissance"
        "|apellido|apellidos|primer apellido|фамилия|اسم العائلة|اللقب|الكنية|اسم الأسرة|姓|姓氏|nachname"
        "|familienname|cognome|sobrenome"
    ),
    ImportColumn.GIVEN_NAME: (
        "given name|given names|first name|first names|firstname|forename|forenames|christian name|prénom"
        "|prénoms|nombre de pila|nombres|имя и отчество|имя отчество|الاسم الأول|الاسم الشخصي|名|名字"
        "|vorname|primer nombre|prenome"
    ),
    ImportColumn.FULL_NAME: (
        "name|full name|fullname|person name|name of expert|expert name|expert|author|delegate"
        "|participant|contact name|nom|nom complet|nom et prénom|nom et prénoms|noms et prénoms"
        "|nom prénom|nombre|nombre completo|nombre y apellido|nombre y apellidos|apellidos y nombre"
        "|apellidos y nombres|имя|фио|ф и о|полное имя|фамилия имя отчество|фамилия имя|эксперт|الاسم"
        "|الاسم الكامل|الاسم واللقب|اسم الخبير|姓名|全名|专家姓名|專家姓名|名称"
    ),
    ImportColumn.LATIN_FAMILY_NAME: (
        "latin family name|family name latin|surname latin|family name in latin script|surname in english"
        "|romanized surname|family name in latin letters|family name en"
        "|nom de famille en caractères latins|apellido en caracteres latinos|фамилия латиницей"
        "|фамилия на английском|фамилия латинскими буквами|اسم العائلة بالأحرف اللاتينية"
        "|اسم العائلة بالانجليزية|اللقب باللاتينية|姓拼音|姓 拼音|拉丁文姓|英文姓"
    ),
    ImportColumn.LATIN_GIVEN_NAME: (
        "latin given name|given name latin|first name latin|given name in latin script"
        "|first name in english|given name en|given name in latin letters|romanized given name"
        "|prénom en caractères latins|nombre en caracteres latinos|имя латиницей|имя на английском"
        "|имя латинскими буквами|الاسم الأول بالأحرف اللاتينية|الاسم بالانجليزية|الاسم باللاتينية|名拼音"
        "|名 拼音|拉丁文名|英文名"
    ),
    ImportColumn.TITLE: (
        "title|honorific|salutation|form of address|prefix|courtesy title|civilité|titre"
        "|titre de civilité|tratamiento|título|обращение|титул|звание|اللقب الشرفي|لقب المخاطبة"
        "|صيغة المخاطبة|称谓|尊称|头衔|稱謂"
    ),
    ImportColumn.GENDER: (
        "gender|sex|genre|sexe|género|sexo|пол|гендер|الجنس|النوع الاجتماعي|النوع|性别|性別"
    ),
    ImportColumn.STATE: (
        "country|state|member state|state party|nominating state|nominating country|nationality"
        "|delegation|country name|country code|iso|iso2|iso3|iso code|country of nationality"
        "|country of origin|pays|état|état partie|nationalité|délégation|pays de nationalité"
        "|état de nomination|país|estado|estado parte|nacionalidad|delegación|страна|государство"
        "|государство участник|гражданство|делегация|الدولة|البلد|الجنسية|الدولة الطرف|الوفد|国家|国籍"
        "|缔约国|代表团|國家|國籍|所属国"
    ),
    ImportColumn.EMPLOYER: (
        "employer|institution|organisation|organization|affiliation|agency|authority|company|ministry"
        "|workplace|office|institution name|organisation name|organization name|employeur"
        "|institution d'attache|organisme|établissement|ministère|entreprise|structure|empleador"
        "|institución|organización|entidad|organismo|ministerio|empresa|afiliación|работодатель"
        "|учреждение|организация|место работы|ведомство|министерство|орган|جهة العمل|المؤسسة|المنظمة"
        "|الهيئة|الجهة|الوزارة|صاحب العمل|单位|机构|工作单位|组织|雇主|單位|機構|division|department"
        "|département|departamento|отдел|القسم|部门|部門"
    ),
    ImportColumn.POST: (
        "post|position|job title|job|function|functional title|designation|occupation|profession"
        "|current position|current post|poste|fonction|titre du poste|intitulé du poste|emploi|cargo"
        "|puesto|función|profesión|ocupación|должность|пост|занимаемая должность|профессия|المنصب|الوظيفة"
        "|المسمى الوظيفي|المهنة|职务|职位|職務|職位|岗位|职业"
    ),
    ImportColumn.ORGANISATION_TYPE: (
        "organisation type|organization type|type of organisation|type of organization|institution type"
        "|type of institution|sector|type d'organisation|type d'institution|secteur|tipo de organización"
        "|tipo de institución|tipo de entidad|тип организации|вид организации|тип учреждения|сектор"
        "|نوع المؤسسة|نوع المنظمة|نوع الجهة|القطاع|组织类型|机构类型|单位类型|单位性质|機構類型"
    ),
    ImportColumn.EMAIL: (
        "email|e mail|mail|email address|e mail address|electronic mail|courriel|adresse électronique"
        "|adresse e mail|adresse email|correo|correo electrónico|dirección de correo"
        "|dirección electrónica|электронная почта|адрес электронной почты|эл почта|почта"
        "|البريد الإلكتروني|بريد الكتروني|عنوان البريد الإلكتروني|电子邮件|电子邮箱|邮箱|電子郵件"
    ),
    ImportColumn.PHONE: (
        "phone|telephone|phone number|telephone number|mobile|cell|cell phone|tel|office phone|téléphone"
        "|tél|portable|numéro de téléphone|teléfono|móvil|celular|número de teléfono|телефон|тел"
        "|номер телефона|мобильный телефон|الهاتف|هاتف|رقم الهاتف|الجوال|المحمول|电话|电话号码|手机"
        "|联系电话|電話|手機"
    ),
    ImportColumn.CITY: (
        "city|town|duty station|location|place of work|place|ville|lieu|lieu d'affectation|localité"
        "|ciudad|localidad|lugar|lugar de destino|город|место|населенный пункт|المدينة|مكان العمل"
        "|مقر العمل|城市|工作地点|地点|所在城市"
    ),
    ImportColumn.LANGUAGES: (
        "language|languages|working languages|language skills|spoken languages|languages spoken|langue"
        "|langues|langues de travail|langues parlées|idioma|idiomas|lenguas|idiomas de trabajo|язык|языки"
        "|рабочие языки|владение языками|знание языков|اللغة|اللغات|لغات العمل|语言|工作语言|语言能力"
        "|語言"
    ),
    ImportColumn.TOPICS: (
        "topic|topics|keyword|keywords|expertise|area of expertise|areas of expertise|field of expertise"
        "|fields of expertise|specialisation|specialization|subject|subjects|skills|thème|thèmes"
        "|mots clés|domaine d'expertise|domaines d'expertise|domaine de compétence|spécialité"
        "|spécialisation|compétences|tema|temas|palabras clave|ámbito de especialización"
        "|áreas de especialización|área de especialización|especialidad|especialización|тема|темы"
        "|ключевые слова|область знаний|области знаний|специализация|область специализации"
        "|экспертные области|الموضوع|المواضيع|الموضوعات|الكلمات الرئيسية|مجال الخبرة|مجالات الخبرة|التخصص"
        "|主题|关键词|专长|专业领域|專長|關鍵詞"
    ),
    ImportColumn.ARTICLES: (
        "article|articles|uncac article|uncac articles|convention article|convention articles"
        "|articles of the convention|articles de la convention|artículo|artículos"
        "|artículos de la convención|статья|статьи|статьи конвенции|المادة|المواد|مواد الاتفاقية|条款"
        "|条文|公约条款|條款"
    ),
    ImportColumn.BRIEF_PROFILE: (
        "profile|brief profile|biography|bio|short biography|short bio|summary|experience|background|cv"
        "|curriculum vitae|résumé|profil|biographie|notice biographique|expérience|parcours|perfil|reseña"
        "|biografía|resumen|experiencia|профиль|биография|краткая биография|опыт|резюме|опыт работы|نبذة"
        "|السيرة الذاتية|نبذة مختصرة|الخبرة|الملخص|简介|个人简介|简历|经历|履历|簡介|簡歷"
    ),
    ImportColumn.NOTES: (
        "note|notes|remark|remarks|comment|comments|role|observation|remarque|remarques|commentaire"
        "|commentaires|rôle|observations|nota|notas|observaciones|comentarios|rol|papel|примечание"
        "|примечания|комментарий|замечания|роль|ملاحظة|ملاحظات|تعليقات|الدور|备注|说明|角色|備註"
    ),
}

# The headings of our own exports (export_columns.py) where they are not among the words above, or where another
# column of the same file could be taken for the same thing. They are sure: nothing outweighs them.
_OWN: Final = {
    ImportColumn.FAMILY_NAME: (
        "family or only name|nom de famille ou nom unique|apellido o nombre único"
        "|фамилия или единственное имя|اسم العائلة أو الاسم الوحيد|姓氏（或唯一名字）"
    ),
    ImportColumn.GIVEN_NAME: "given name|prénom|nombre de pila|الاسم الشخصي|名字",
    ImportColumn.LATIN_FAMILY_NAME: (
        "family or only name in latin letters|nom de famille ou nom unique en caractères latins"
        "|apellido o nombre único en caracteres latinos|фамилия или единственное имя латинскими буквами"
        "|اسم العائلة أو الاسم الوحيد بالحروف اللاتينية|姓氏（或唯一名字）的拉丁字母写法"
    ),
    ImportColumn.LATIN_GIVEN_NAME: (
        "given name in latin letters|prénom en caractères latins|nombre de pila en caracteres latinos"
        "|имя латинскими буквами|الاسم الشخصي بالحروف اللاتينية|名字的拉丁字母写法"
    ),
    ImportColumn.TITLE: "form of address|civilité|tratamiento|обращение|صيغة المخاطبة|称谓",
    ImportColumn.STATE: (
        "nominating state|état auteur de la désignation|estado designante|выдвинувшее государство"
        "|الدولة المرشِّحة|提名国"
    ),
    ImportColumn.EMPLOYER: "employer|employeur|empleador|работодатель|جهة العمل|雇主",
    ImportColumn.POST: "post|poste|cargo|должность|المنصب|职位",
    ImportColumn.ORGANISATION_TYPE: (
        "type of organization|type d’organisation|tipo de organización|вид организации|نوع المؤسسة|组织类型"
    ),
    ImportColumn.TOPICS: "topics|thèmes|temas|темы|المواضيع|专题",
    ImportColumn.ARTICLES: (
        "articles of the convention|articles de la convention|artículos de la convención|статьи конвенции"
        "|مواد الاتفاقية|《公约》条款"
    ),
    ImportColumn.LANGUAGES: "languages|langues|idiomas|языки|اللغات|语文",
    ImportColumn.BRIEF_PROFILE: (
        "brief profile|profil succinct|perfil resumido|краткая справка|النبذة الموجزة|简介"
    ),
}

# Columns of numbers and keys of other systems, which look like the thing they point to.
KEY_WORDS: Final = frozenset(
    ("id", "ids", "no", "number", "code", "ref", "uuid", "key", "номер", "код", "编号", "رقم")
)


def _by_phrase(words: dict[ImportColumn, str]) -> dict[str, ImportColumn]:
    return {
        normal_header(phrase): column for column, phrases in words.items() for phrase in phrases.split("|")
    }


PHRASES: Final = _by_phrase(_WORDS)
OWN_HEADINGS: Final = _by_phrase(_OWN)
