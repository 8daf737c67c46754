"""The document of one profile: its text per language and field, its facets, its audiences."""

from collections.abc import Iterator, Sequence

from roster.core import clock
from roster.core.multilingual import LANGUAGES
from roster.experts.freshness import freshness_of
from roster.experts.models import ExpertiseLine, Profile
from roster.experts.policy import audiences, close_audiences
from roster.experts.queries import all_profiles_to_index, profiles_to_index
from roster.experts.services import SEARCH_KIND
from roster.people.names import sort_keys
from roster.search.document import Document, FieldText
from roster.vocabulary import queries as vocabulary
from roster.vocabulary.codes import Mode
from roster.vocabulary.collation import sort_key
from roster.vocabulary.entries import Entry, Vocabulary
from roster.web.room import SearchKind

HAS_REVIEWED = "yes"
NO_STATE = "none"


def documents(ids: Sequence[int]) -> Sequence[Document]:
    """The documents of these profiles; one that is gone is simply absent."""
    return [document(profile) for profile in profiles_to_index(ids)]


def all_documents() -> Iterator[Document]:
    """The documents of every profile, for a rebuild."""
    return (document(profile) for profile in all_profiles_to_index())


KIND = SearchKind(SEARCH_KIND, documents, all_documents)


def document(profile: Profile) -> Document:
    """One profile as search knows it."""
    known = vocabulary.current()
    return Document(
        kind=SEARCH_KIND,
        id=profile.id,
        rev=profile.version,
        texts=tuple(text for text in (*_open_texts(profile, known), *_close_texts(profile)) if text.text),
        codes=codes_of(profile, known),
        numbers=_numbers(profile),
        sort_keys={**sort_keys(profile.person), **_state_keys(profile, known)},
        audiences=audiences(profile),
    )


def _open_texts(profile: Profile, known: Vocabulary) -> Iterator[FieldText]:
    person = profile.person
    language = profile.brief_profile.source if profile.brief_profile else None
    yield FieldText("reference", profile.ref)
    yield FieldText("name", f"{person.family_name} {person.given_name}")
    yield FieldText("name", f"{person.latin_given_name} {person.latin_family_name}")
    yield FieldText("title", profile.post, language)
    yield FieldText("organisation", profile.employer, language)
    state = known.states.get(profile.nominating_state or "")
    if state is not None:
        yield from _labels("place", state)
    for line in profile.expertise:
        yield FieldText("expertise", line.evidence, language)
    yield from _subjects(profile.expertise, known)
    for code, text in profile.brief_profile.texts.items() if profile.brief_profile else ():
        yield FieldText("profile", text, code)


def _subjects(lines: Sequence[ExpertiseLine], known: Vocabulary) -> Iterator[FieldText]:
    """Topics, articles and assistance in all six languages: a French word finds a Russian profile."""
    entries: dict[str, Entry | None] = {}
    for line in lines:
        entries[f"topic {line.topic_id}"] = known.topics.get(line.topic_id or "")
        entries[f"article {line.article_no}"] = known.articles.get(line.article_no or 0)
        entries[f"type {line.assistance_type_id}"] = known.assistance_types.get(line.assistance_type_id or "")
    for entry in entries.values():
        if entry is not None:
            yield from _labels("keywords", entry)


def _labels(field: str, entry: Entry) -> Iterator[FieldText]:
    for language in LANGUAGES:
        yield FieldText(field, entry.label(language), language)


def _close_texts(profile: Profile) -> Iterator[FieldText]:
    readers = close_audiences(profile)
    contact = profile.person.contact
    yield FieldText("restricted", contact.email, None, readers)
    yield FieldText("restricted", contact.city, None, readers)
    language = profile.brief_profile.source if profile.brief_profile else None
    for text in (profile.earlier_posts, profile.education, profile.certificates, profile.publications):
        yield FieldText("cv", text, language, readers)
    if profile.cv is not None:
        yield FieldText("cv", profile.cv.text, profile.cv.language, readers)


def codes_of(profile: Profile, known: Vocabulary) -> dict[str, frozenset[str]]:
    """What the filters of the search know of a profile."""
    state = known.states.get(profile.nominating_state or "")
    lines = profile.expertise
    codes: dict[str, set[str | None]] = {
        "topic": _topics(lines, known),
        "article": {str(line.article_no) for line in lines if line.article_no},
        "type": {line.assistance_type_id for line in lines},
        "level": {line.level for line in lines},
        "language": {item.code for item in profile.person.languages},
        "state": {profile.nominating_state or NO_STATE},
        "region": {state.regional_group if state else None},
        "legal_system": {profile.legal_system},
        "mode": _modes(profile.mode),
        "review": {review.mechanism_id for review in profile.reviews},
        "gender": {profile.person.gender},
        "fresh": {str(freshness_of(profile, clock.today()).state)},
        "absent": _weeks_absent(profile),
    }
    return {name: frozenset(value for value in values if value) for name, values in codes.items()}


def _topics(lines: Sequence[ExpertiseLine], known: Vocabulary) -> set[str | None]:
    """Each topic with the ones above it: who knows the part is found under the whole."""
    found: set[str | None] = set()
    for line in lines:
        topic = known.topics.get(line.topic_id or "")
        while topic is not None:
            found.add(topic.id)
            topic = known.topics.get(topic.parent_id or "")
    return found


def _modes(mode: str | None) -> set[str | None]:
    """Who works both ways is found by either."""
    return {Mode.REMOTE, Mode.ON_SITE} if mode == Mode.BOTH else {mode}


def _weeks_absent(profile: Profile) -> set[str | None]:
    """The weeks (ISO 8601) in which the expert cannot be asked on any day."""
    return {
        week_of(ordinal)
        for span in profile.absences
        for ordinal in range(span.starts_on.toordinal(), span.ends_on.toordinal() + 1)
    }


def week_of(ordinal: int) -> str:
    """The name of a week: the ordinal of its Monday."""
    return str((ordinal - 1) // 7 * 7 + 1)


def _numbers(profile: Profile) -> dict[str, int]:
    numbers = {"changed": int(profile.changed_at.timestamp())}
    if profile.confirmed_at:
        numbers["confirmed"] = profile.confirmed_at.date().toordinal()
    return numbers


def _state_keys(profile: Profile, known: Vocabulary) -> dict[str, str]:
    """States by name in each language; nobody's State comes last."""
    state = known.states.get(profile.nominating_state or "")
    return {
        f"state-{language}": "0" + sort_key(state.name(language), language) if state else "1"
        for language in LANGUAGES
    }
