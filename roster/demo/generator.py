"""Generates the invented experts of a demonstration: the same seed gives the same people, byte for byte."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from roster.demo.abroad import World, languages, working_languages
from roster.demo.biography import Composer, Story
from roster.demo.contact import Addresses, phone
from roster.demo.expertise import Focus, Subjects, told_deeds
from roster.demo.grammar import days, listed, running, years
from roster.demo.invented import InventedExpert, LanguageSkill, ReviewExperience
from roster.demo.names import NameMaker, PersonName
from roster.demo.phrases import phrases_of
from roster.demo.places import place_of, rounds
from roster.demo.reference import LANGUAGES, Reference, StateFacts
from roster.demo.standing import Standing, standing
from roster.demo.wording import country_in_text, mechanism_phrase, name_values, topic_values
from roster.demo.work import Career, Occupation, career, occupation, title

WOMEN, UNDISCLOSED = 0.47, 0.04
SECOND_NATIONALITY, LIVES_ELSEWHERE, RELAY_ONLY = 0.05, 0.05, 0.08
FALLBACK_TRADITION = "mixed"


def generate_experts(count: int, *, seed: int, reference: Reference, today: date) -> Iterator[InventedExpert]:
    """Yield `count` invented experts; at 1,200 every State that may nominate has at least one."""
    inventor = _Inventor(reference, Random(seed), today)
    pairs: list[tuple[str, str]] = []
    for _ in range(count):
        if not pairs:
            pairs = rounds(reference, inventor.rng)
        yield inventor.expert(*pairs.pop())


def generate_from(
    pairs: Iterable[tuple[str, str]], *, seed: int, reference: Reference, today: date
) -> Iterator[InventedExpert]:
    """Yield an invented expert for each State (iso2) with the language that the person writes in."""
    inventor = _Inventor(reference, Random(f"pairs {seed}"), today)
    return (inventor.expert(iso2, language) for iso2, language in pairs)


@dataclass(frozen=True)
class _Person:
    """Who somebody is, before anything about the work is invented."""

    home: StateFacts
    language: str
    female: bool
    name: PersonName
    title: str | None
    first_year: int
    since: int


class _Inventor:
    """Holds what must not repeat: names, addresses, biographies."""

    def __init__(self, reference: Reference, rng: Random, today: date) -> None:
        self.rng = rng
        self._today = today
        self._states = {state.iso2: state for state in reference.states}
        self._eligible = tuple(state.iso2 for state in reference.states if state.eligible)
        self._regions = tuple(dict.fromkeys(s.regional_group for s in reference.states if s.regional_group))
        self._subjects = Subjects(reference)
        self._world = World(reference)
        self._names = NameMaker(rng)
        self._addresses = Addresses()
        self._composers = {language: Composer(phrases_of(language)) for language in LANGUAGES}

    def expert(self, iso2: str, language: str) -> InventedExpert:
        """One person of this State who writes in this language."""
        rng, phrases, year = self.rng, phrases_of(language), self._today.year
        person = self._person(iso2, language)
        focus = self._subjects.focus(rng)
        country = {"country": country_in_text(person.home, phrases)}
        job = occupation(phrases, rng, theme=focus.theme, female=person.female, country=country)
        past = career(
            phrases,
            rng,
            theme=focus.theme,
            female=person.female,
            topic=topic_values("topic", focus.topic, phrases),
            spell=(person.first_year, person.since),
        )
        skills = languages(person.home, language, rng)
        worked = self._world.countries(person.home, rng)
        reviews = self._world.reviews(person.home, rng, first_year=person.first_year, this_year=year)
        stand = standing(rng, today=self._today, regions=self._regions, reviewed=bool(reviews))
        story = self._story(
            person, focus, job, past, worked=worked, reviews=reviews, skills=skills, stand=stand
        )
        lines = self._subjects.lines(
            focus,
            phrases,
            rng,
            experience=year - person.first_year,
            this_year=year,
            female=person.female,
        )
        elsewhere = rng.random() < LIVES_ELSEWHERE
        lives_in = rng.choice(self._eligible) if elsewhere else iso2
        return InventedExpert(
            family_name=person.name.family.own,
            given_name=person.name.given.own,
            latin_family_name=person.name.family.latin,
            latin_given_name=person.name.given.latin,
            name_script=person.name.script,
            title=person.title,
            gender=None if rng.random() < UNDISCLOSED else ("female" if person.female else "male"),
            nominating_state=iso2,
            nationalities=self._nationalities(iso2),
            email=self._addresses.email(person.name, organisation_type=job.organisation_type, iso2=iso2),
            phone=phone(iso2, rng),
            city=rng.choice(place_of(lives_in).cities),
            country=lives_in,
            time_zone=place_of(lives_in).time_zone,
            relay_only=rng.random() < RELAY_ONLY,
            employer=job.employer,
            post=job.post,
            organisation_type=job.organisation_type,
            employed_since=person.since,
            earlier_posts=past.earlier,
            expertise=lines,
            legal_system=person.home.legal_tradition or FALLBACK_TRADITION,
            countries_worked=worked,
            review_experience=reviews,
            languages=skills,
            notice_days=stand.notice_days,
            days_per_year=stand.days_per_year,
            mode=stand.mode,
            blackout_dates=stand.blackout_dates,
            regions_excluded=stand.regions_excluded,
            employer_release=stand.employer_release,
            profile_language=language,
            brief_profile=self._composers[language].compose(story, rng),
            publications=past.publications,
            highest_education=past.education,
            certificates=past.certificates,
            category=stand.category,
            is_public=stand.is_public,
            confirmed_on=stand.confirmed_on,
            term_starts_on=stand.term_starts_on,
            stage=stand.stage,
        )

    def _person(self, iso2: str, language: str) -> _Person:
        rng = self.rng
        place = place_of(iso2)
        female = rng.random() < WOMEN
        area = rng.choices(place.areas, place.area_weights)[0]
        experience = int(rng.triangular(6, 34, 15))
        present = min(experience - 2, int(rng.triangular(0, 14, 4)))
        year = self._today.year
        return _Person(
            home=self._states[iso2],
            language=language,
            female=female,
            name=self._names.name(area, female=female),
            title=title(phrases_of(language), rng, female=female),
            first_year=year - experience,
            since=year - present,
        )

    def _nationalities(self, iso2: str) -> tuple[str, ...]:
        if self.rng.random() < SECOND_NATIONALITY:
            second = self.rng.choice(self._eligible)
            return (iso2,) if second == iso2 else (iso2, second)
        return (iso2,)

    def _story(
        self,
        person: _Person,
        focus: Focus,
        job: Occupation,
        past: Career,
        *,
        worked: tuple[str, ...],
        reviews: tuple[ReviewExperience, ...],
        skills: tuple[LanguageSkill, ...],
        stand: Standing,
    ) -> Story:
        language, phrases, year = person.language, phrases_of(person.language), self._today.year
        experience = year - person.first_year
        values = {
            **name_values(person.name, phrases, female=person.female),
            **topic_values("topic", focus.topic, phrases),
            **topic_values("topic2", focus.second_topic, phrases),
            "post": job.post if language == "en" else running(job.post, language),
            "post_cap": job.post,
            "at": job.at_employer,
            "years": years(experience, language),
            "from": str(person.first_year),
            "since": str(person.since),
            "earlier": past.earlier_in_sentence,
            "degree": past.education if language == "en" else running(past.education, language),
            "legal": phrases.biography["legal"][person.home.legal_tradition or FALLBACK_TRADITION],
            "n": str(self.rng.choice((20, 30, 40, 50, 60, 80))),
            "s": str(self.rng.choice((5, 6, 7, 8, 9))),
            "year": str(year - self.rng.randint(1, min(8, experience - 1))),
            "notice": days(stand.notice_days, language),
            "days": days(stand.days_per_year, language),
        }
        spoken = [phrases.biography["language_names"][code] for code in working_languages(skills)]
        if len(spoken) > 1:
            values["languages"] = listed(spoken, language)
        if worked:
            values["countries"] = listed(
                [country_in_text(self._states[iso2], phrases) for iso2 in worked[:4]], language
            )
        if reviews:
            values["reviewed"] = country_in_text(self._states[reviews[0].state_reviewed], phrases)
            values["review_year"] = str(reviews[0].year)
            values["mechanism"] = mechanism_phrase(reviews[0].mechanism_id, phrases)
        deeds = told_deeds(
            focus, phrases, self.rng, experience=experience, this_year=year, female=person.female
        )
        return Story(person.female, values, deeds, abroad=bool(worked), reviewed=bool(reviews))
