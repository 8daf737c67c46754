"""Words for code lists as they stand in people's spreadsheets, in six languages.

They do not depend on the language of the page: what the preview shows is what the worker later writes.
"""

from typing import Final

from roster.core.tables.headers import normal_header
from roster.vocabulary.codes import Coded, Gender, OrganisationType

_GENDERS: Final[dict[Coded, str]] = {
    Gender.FEMALE: "female|f|w|woman|women|femme|féminin|mujer|femenino|женщина|женский|ж|жен|أنثى|امرأة|女|女性",
    Gender.MALE: "male|m|man|men|homme|masculin|hombre|masculino|мужчина|мужской|м|муж|ذكر|رجل|男|男性",
    Gender.OTHER: "other|another gender|non binary|nonbinary|x|autre|otro|другой|آخر|其他",
}
_ORGANISATIONS: Final[dict[Coded, str]] = {
    OrganisationType.MINISTRY: (
        "ministry|government|ministry or government department|government department|public administration"
        "|ministère|gouvernement|administration publique|ministerio|gobierno|administración pública"
        "|министерство|правительство|государственный орган|وزارة|حكومة|جهة حكومية|部委|政府|政府部门"
    ),
    OrganisationType.PROSECUTION: (
        "prosecution|prosecution service|prosecutor's office|prosecutor|parquet|ministère public|fiscalía"
        "|ministerio público|прокуратура|النيابة العامة|نيابة|检察院|检察机关"
    ),
    OrganisationType.COURT: (
        "court|judiciary|tribunal|cour|pouvoir judiciaire|juzgado|poder judicial|суд|محكمة|القضاء|法院"
    ),
    OrganisationType.ANTI_CORRUPTION_BODY: (
        "anti corruption body|anti corruption agency|anti corruption commission|aca|organe anticorruption"
        "|autorité anticorruption|órgano anticorrupción|антикоррупционный орган"
        "|هيئة مكافحة الفساد|反腐败机构|监察机关|纪检监察"
    ),
    OrganisationType.POLICE: (
        "police|law enforcement|police or other law enforcement|gendarmerie|services de répression|policía"
        "|полиция|правоохранительный орган|شرطة|警察|公安|执法机关"
    ),
    OrganisationType.FINANCIAL_INTELLIGENCE_UNIT: (
        "financial intelligence unit|fiu|cellule de renseignement financier|crf"
        "|unidad de inteligencia financiera|uif|подразделение финансовой разведки|пфр"
        "|وحدة الاستخبارات المالية|وحدة التحريات المالية|金融情报机构"
    ),
    OrganisationType.AUDIT: (
        "audit|audit institution|supreme audit institution|sai|cour des comptes|institution d'audit"
        "|entidad fiscalizadora|contraloría|счетная палата|аудиторское учреждение|ديوان المحاسبة|审计机关|审计署"
    ),
    OrganisationType.CENTRAL_AUTHORITY: (
        "central authority|central authority for international cooperation|autorité centrale"
        "|autoridad central|центральный орган|السلطة المركزية|中央机关"
    ),
    OrganisationType.PARLIAMENT: (
        "parliament|legislature|parlement|parlamento|congreso|парламент|برلمان|مجلس النواب|议会"
    ),
    OrganisationType.UNIVERSITY: (
        "university|university or research institute|research institute|academia|academic|université"
        "|institut de recherche|universidad|instituto de investigación|университет|институт|جامعة|大学|研究所"
    ),
    OrganisationType.CIVIL_SOCIETY: (
        "civil society|civil society organisation|civil society organization|ngo|cso|société civile|ong"
        "|sociedad civil|гражданское общество|нпо|المجتمع المدني|منظمة غير حكومية|民间社会|非政府组织"
    ),
    OrganisationType.INTERNATIONAL_ORGANISATION: (
        "international organisation|international organization|intergovernmental organization|igo|io"
        "|organisation internationale|organización internacional|organismo internacional"
        "|международная организация|منظمة دولية|国际组织"
    ),
    OrganisationType.PRIVATE_SECTOR: (
        "private sector|private|company|business|law firm|secteur privé|entreprise|sector privado|empresa"
        "|частный сектор|компания|القطاع الخاص|شركة|私营部门|企业"
    ),
    OrganisationType.INDEPENDENT: (
        "independent|independent expert|consultant|freelance|self employed|indépendant|expert indépendant"
        "|independiente|независимый эксперт|консультант|خبير مستقل|مستقل|独立专家|顾问"
    ),
}


# What our own lists call these codes (translations/), where it is not among the words above.
_OWN_GENDERS: Final[dict[Coded, str]] = {
    Gender.OTHER: "نوع جنس آخر|otro género|autre genre|其他性别",
}
_OWN_ORGANISATIONS: Final[dict[Coded, str]] = {
    OrganisationType.MINISTRY: (
        "وزارة أو إدارة حكومية|ministerio o dependencia gubernamental"
        "|ministère ou service gouvernemental|министерство или государственное ведомство"
        "|部委或政府部门"
    ),
    OrganisationType.PROSECUTION: "service de poursuite",
    OrganisationType.ANTI_CORRUPTION_BODY: "órgano de lucha contra la corrupción|organe de lutte contre la corruption",
    OrganisationType.POLICE: (
        "الشرطة أو جهاز آخر لإنفاذ القانون"
        "|policía u otro organismo encargado de hacer cumplir la ley"
        "|police ou autre service de détection et de répression"
        "|полиция или иной правоохранительный орган|警察或其他执法机关"
    ),
    OrganisationType.FINANCIAL_INTELLIGENCE_UNIT: (
        "وحدة المعلومات الاستخبارية المالية|dependencia de inteligencia financiera"
        "|service de renseignement financier"
        "|подразделение по сбору оперативной финансовой информации"
    ),
    OrganisationType.AUDIT: (
        "جهاز الرقابة المالية والمحاسبة|institution de contrôle des finances publiques|ревизионное учреждение"
    ),
    OrganisationType.CENTRAL_AUTHORITY: (
        "السلطة المركزية المعنية بالتعاون الدولي"
        "|autoridad central para la cooperación internacional"
        "|autorité centrale pour la coopération internationale"
        "|центральный орган по вопросам международного сотрудничества|国际合作中央机关"
    ),
    OrganisationType.PARLIAMENT: "البرلمان",
    OrganisationType.UNIVERSITY: (
        "جامعة أو معهد بحوث|universidad o instituto de investigación"
        "|université ou institut de recherche|университет или научно-исследовательский институт"
        "|大学或研究机构"
    ),
    OrganisationType.CIVIL_SOCIETY: (
        "منظمة من منظمات المجتمع المدني|organización de la sociedad civil"
        "|organisation de la société civile|организация гражданского общества|民间社会组织"
    ),
    OrganisationType.INDEPENDENT: "experto independiente",
}


def _by_word(words: dict[Coded, str]) -> dict[str, str]:
    return {
        normal_header(word): code.value
        for code, listed in words.items()
        for word in (code.value, *listed.split("|"))
    }


_GENDER_BY_WORD: Final = {**_by_word(_GENDERS), **_by_word(_OWN_GENDERS)}
_ORGANISATION_BY_WORD: Final = {**_by_word(_ORGANISATIONS), **_by_word(_OWN_ORGANISATIONS)}


def recognise_gender(text: str) -> str | None:
    """The code of the gender that a cell states, if it is one that we know."""
    return _GENDER_BY_WORD.get(normal_header(text))


def recognise_organisation_type(text: str) -> str | None:
    """The code of the type of organisation that a cell names, if it is one that we know."""
    return _ORGANISATION_BY_WORD.get(normal_header(text))
