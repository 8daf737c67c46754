"""Offers of assistance: what a provider would give, to whom, in which form. Everybody reads them."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from roster.core.db import Base, Recorded
from roster.core.multilingual import MultilingualColumn, MultilingualText
from roster.people.models import Organisation

TITLE_LENGTH = 120


class AssistanceOffer(Recorded, Base):
    """One offer of one organisation. No States and no regions means: to all."""

    __tablename__ = "assistance_offer"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    title: Mapped[MultilingualText] = mapped_column(MultilingualColumn)
    types: Mapped[list[str]] = mapped_column(default=list)
    articles: Mapped[list[int]] = mapped_column(sa.JSON, default=list)
    topics: Mapped[list[str]] = mapped_column(default=list)
    modalities: Mapped[list[str]] = mapped_column(default=list)
    languages: Mapped[list[str]] = mapped_column(default=list)
    states: Mapped[list[str]] = mapped_column(default=list)
    regions: Mapped[list[str]] = mapped_column(default=list)
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    is_closed: Mapped[bool] = mapped_column(default=False)

    organisation: Mapped[Organisation] = relationship(lazy="joined", innerjoin=True)
