"""An offer of assistance in the reader's language. Everybody sees all of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext

from roster.assistance.codes import Modality
from roster.assistance.provider_offers.models import AssistanceOffer
from roster.vocabulary import queries as vocabulary
from roster.web.locale import current_language, show_number


@dataclass(frozen=True)
class OfferView:
    """An offer in words."""

    ref: str
    version: int
    title: str
    language: str
    organisation: str
    website: str
    types: tuple[str, ...]
    modalities: tuple[str, ...]
    articles: tuple[str, ...]
    topics: tuple[str, ...]
    languages: tuple[str, ...]
    audience: tuple[str, ...]
    starts_on: date
    ends_on: date | None
    is_closed: bool
    is_over: bool


def offer_view(offer: AssistanceOffer, *, today: date) -> OfferView:
    """The offer for its reader; no States and no regional groups means: for all States."""
    language = current_language().code
    title, title_language = offer.title.best_for(language)
    known = vocabulary.current()
    groups = [known.regional_groups.get_label(item, language) for item in offer.regions]
    states = [known.states.get_label(item, language) for item in offer.states]
    return OfferView(
        ref=offer.ref,
        version=offer.version,
        title=title,
        language=title_language,
        organisation=offer.organisation.name.best_for(language)[0],
        website=offer.organisation.website,
        types=tuple(known.assistance_types.get_label(item, language) for item in offer.types),
        modalities=tuple(str(Modality(item).label) for item in offer.modalities),
        articles=_articles(offer.articles, language),
        topics=tuple(known.topics.get_label(item, language) for item in offer.topics),
        languages=tuple(
            known.languages[item].heading(language) for item in offer.languages if item in known.languages
        ),
        audience=tuple(groups + states) or (gettext("All States"),),
        starts_on=offer.starts_on,
        ends_on=offer.ends_on,
        is_closed=offer.is_closed,
        is_over=offer.ends_on is not None and offer.ends_on < today,
    )


def _articles(numbers: Iterable[int], language: str) -> tuple[str, ...]:
    known = vocabulary.current().articles
    return tuple(
        gettext(
            "Article %(number)s: %(title)s", number=show_number(number), title=known[number].title(language)
        )
        for number in numbers
        if number in known
    )
