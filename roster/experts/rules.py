"""Rules of the domain for what a profile may say; a broken one becomes an error at its field."""

from flask_babel import gettext

from roster.core.errors import InvalidError
from roster.core.text import word_count
from roster.experts.inputs import LARGEST_EXPERTISE, PROFILE_WORDS, ExpertiseInput, ProfileInput
from roster.people.names import is_latin


def lacking(given: ProfileInput) -> dict[str, object]:
    """What a profile that others rely on needs and this one has not, by field (docs/data.md)."""
    problems: dict[str, object] = {
        name: gettext("This is needed.")
        for name in ("family_name", "email", "employer", "post", "organisation_type", "category")
        if not getattr(given, name)
    }
    if not given.languages:
        problems["languages"] = gettext("Name at least one language.")
    if not given.expertise:
        problems["expertise"] = gettext("Give at least one line of expertise.")
    if given.brief_profile is None:
        problems["brief_profile"] = gettext("Write a brief profile in one of the six languages.")
    return problems


def check_complete(given: ProfileInput) -> None:
    """Raise InvalidError where a profile that others rely on lacks what it needs, or contradicts itself."""
    problems = lacking(given) | _problems(given)
    if problems:
        raise InvalidError(problems)


def check_sound(given: ProfileInput) -> None:
    """Raise InvalidError where what is given contradicts itself; an incomplete profile is allowed."""
    problems = _problems(given)
    if not given.family_name:
        problems["family_name"] = gettext("This is needed.")
    if problems:
        raise InvalidError(problems)


def _problems(given: ProfileInput) -> dict[str, object]:
    problems: dict[str, object] = {}
    if not is_latin(given.family_name) and not given.latin_family_name:
        problems["latin_family_name"] = gettext(
            "Write the name in Latin letters too, so that all can read it."
        )
    if len(given.expertise) > LARGEST_EXPERTISE:
        problems["expertise"] = gettext("Give at most 10 lines of expertise.")
    if any(not _has_subject(line) for line in given.expertise):
        problems["expertise"] = gettext("Each line of expertise needs an article or a topic.")
    codes = [language.code for language in given.languages]
    if len(codes) != len(set(codes)):
        problems["languages"] = gettext("Each language can be named once only.")
    if any(span.ends_on < span.starts_on for span in given.absences):
        problems["absences"] = gettext("The last day cannot come before the first.")
    if given.brief_profile and any(
        word_count(text) > PROFILE_WORDS for text in given.brief_profile.texts.values()
    ):
        problems["brief_profile"] = gettext("The brief profile has at most 150 words in each language.")
    return problems


def _has_subject(line: ExpertiseInput) -> bool:
    return line.article_no is not None or bool(line.topic_id)
