"""What the help pages list: examples of searching, and who reads which part of a profile."""

from dataclasses import dataclass

from flask_babel import gettext


@dataclass(frozen=True)
class SearchExample:
    """Something to type, and what it finds."""

    words: str
    finds: str


@dataclass(frozen=True)
class Readers:
    """A part of what is kept about an expert, what belongs to it, and those who read it."""

    part: str
    holds: str
    who: str


def search_examples() -> list[SearchExample]:
    """Each way of asking, with words that the reader can try."""
    return [
        SearchExample(
            gettext("asset recovery"),
            gettext("Profiles with both words, in any order and with any ending."),
        ),
        SearchExample(
            gettext('"asset recovery"'),
            gettext("The two words side by side, because of the quotation marks."),
        ),
        SearchExample(
            gettext("training -police"),
            gettext("Profiles with the first word and without the one after the minus sign."),
        ),
        SearchExample(
            gettext("prosecut*"),
            gettext("All words that begin so. Three letters or more stand before the star."),
        ),
        SearchExample(
            gettext("customs OR tax"),
            gettext("Profiles with one of the two words. OR is in capital letters."),
        ),
    ]


def readers() -> list[Readers]:
    """Who reads what, from the most open part to the most closed one."""
    close = gettext("The expert, the focal point and drafters of the nominating State, the secretariat.")
    return [
        Readers(
            gettext("Published profile"),
            gettext(
                "Names, nominating State, post and employer, expertise, languages, legal system, countries, "
                "reviews, brief profile, notice, way of working, freshness"
            ),
            gettext("Members. The public too, where the expert's consent says so."),
        ),
        Readers(
            gettext("Profile that is not published"),
            gettext("The same, before publication, when suspended or archived, or imported from a list"),
            close,
        ),
        Readers(
            gettext("Contact and background"),
            gettext(
                "E-mail, phone, city, nationalities, gender, earlier posts, publications, education, "
                "certificates, referees, days a year, absences, employer's release, consent and term"
            ),
            close,
        ),
        Readers(
            gettext("Declared interests"),
            gettext("What could bring the expert into a conflict of interest"),
            gettext("The expert and the secretariat."),
        ),
        Readers(
            gettext("Nomination under way"),
            gettext("What the State wrote, the CV, the consent, the timeline"),
            gettext(
                "The nominating State; the expert once asked for consent; the roster managers once it is cleared."
            ),
        ),
        Readers(
            gettext("Messages"),
            gettext("What a member and an expert write to each other"),
            gettext("These two. The roster managers read what the expert reported as unwanted."),
        ),
        Readers(
            gettext("How often a profile was seen"),
            gettext("Counts by month: shown, opened, put on shortlists, written to; never by whom"),
            gettext("The expert."),
        ),
        Readers(
            gettext("Notes of the staff"),
            gettext("What the roster manager writes down while looking after the roster"),
            gettext("The roster manager."),
        ),
    ]
