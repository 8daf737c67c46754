"""Loading adds, changes, retires and restores, and a second load writes nothing."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from roster.core import clock
from roster.core.db import db
from roster.core.unit_of_work import unit_of_work
from roster.vocabulary import queries, reading
from roster.vocabulary.loading import LoadReport, load_vocabularies
from roster.vocabulary.models import State, Topic, VocabularyVersion
from roster.vocabulary.reading import Wanted

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def wanted() -> list[Wanted]:
    return reading.wanted_vocabularies()


def load(wanted: list[Wanted]) -> LoadReport:
    with unit_of_work():
        return load_vocabularies(wanted)


def without(wanted: list[Wanted], title: str, key: str) -> list[Wanted]:
    return [
        replace(w, rows=[row for row in w.rows if row[w.key] != key]) if w.title == title else w
        for w in wanted
    ]


def test_a_second_load_changes_nothing(app: Flask, wanted: list[Wanted]) -> None:
    first = load(wanted)
    version = db.session.scalar(sa.select(VocabularyVersion.digest))
    second = load(wanted)
    assert [len(report.added) for report in first.vocabularies] == [
        report.total for report in first.vocabularies
    ]
    assert not second.has_changes
    assert db.session.scalar(sa.select(VocabularyVersion.digest)) == version
    assert second.lines()[1] == "States: in use 198, added 0, changed 0, retired 0, restored 0"


def test_a_changed_field_is_named_in_the_report(app: Flask, wanted: list[Wanted]) -> None:
    load(wanted)
    with unit_of_work() as session:
        session.execute(sa.update(State).where(State.iso2 == "KE").values(uncac_status="none", is_ldc=True))
    report = load(wanted)
    states = report.vocabularies[1]
    assert states.changed == {"KE": ("uncac_status", "is_ldc")}
    assert "  KE: changed uncac_status, is_ldc" in report.lines()
    assert queries.current().states["KE"].uncac_status == "party"


def test_what_disappears_is_retired_and_comes_back_as_the_same_row(app: Flask, wanted: list[Wanted]) -> None:
    load(wanted)
    with clock.use(NOON):
        report = load(without(wanted, "Topics", "gifts"))
        gone = queries.current()
    assert report.vocabularies[4].retired == ("gifts",)
    assert db.session.get_one(Topic, "gifts", populate_existing=True).retired_at == NOON
    assert "gifts" not in gone.topics
    assert "gifts" not in list(gone.topics)
    assert gone.topics["gifts"].label("en") == "Gifts and hospitality"
    assert "gifts" not in {child.id for child in gone.topics["prevention"].children}
    assert not load(without(wanted, "Topics", "gifts")).has_changes

    report = load(wanted)
    assert report.vocabularies[4].restored == ("gifts",)
    assert "gifts" in queries.current().topics


def test_a_rolled_back_load_is_not_remembered(app: Flask, wanted: list[Wanted]) -> None:
    load(wanted)

    class StopError(Exception):
        pass

    def load_and_stop() -> None:
        with unit_of_work():
            load_vocabularies(without(wanted, "Topics", "gifts"))
            assert "gifts" not in queries.current().topics
            raise StopError

    with clock.use(NOON), pytest.raises(StopError):
        load_and_stop()
    with clock.use(NOON + timedelta(seconds=6)):
        assert "gifts" in queries.current().topics


def test_the_snapshot_is_read_once_and_again_after_a_change(app: Flask, wanted: list[Wanted]) -> None:
    load(wanted)
    with clock.use(NOON):
        first = queries.current()
        with unit_of_work() as session:  # as another process would
            session.execute(sa.update(State).where(State.iso2 == "KE").values(is_ldc=True))
            session.execute(sa.update(VocabularyVersion).values(digest="other"))
        assert queries.current() is first, "within five seconds nothing is asked"
    with clock.use(NOON + timedelta(seconds=6)):
        second = queries.current()
        assert second is not first
        assert second.states["KE"].is_ldc
    with clock.use(NOON + timedelta(seconds=12)):
        assert queries.current() is second, "the same version is not read twice"


def test_before_the_first_load_everything_is_empty(app: Flask) -> None:
    assert not queries.current().states
    assert queries.state_by_iso2("KE") is None


def test_lists_for_pages(app: Flask, wanted: list[Wanted]) -> None:
    load(wanted)
    assert len(queries.nominating_states("en")) == 191
    assert {entry.code for entry in queries.languages("ar")[:6]} == {"ar", "en", "es", "fr", "ru", "zh"}
    assert queries.states("es")[0].iso2 == "AF"
    grouped = queries.assistance_types()
    assert sum(len(members) for _, members in grouped) == 19
    assert all(members[0] is head for head, members in grouped)
    assert len(queries.regional_groups("zh")) == 5
    assert len(queries.authority_functions()) == 21
    assert len(queries.review_mechanisms("fr")) == 35
    assert len(queries.articles()) == 71
    article = queries.article_by_number(46)
    assert article is not None
    assert article.title("en") == "Mutual legal assistance"
    assert queries.topics("ru")[0].label("ru") <= queries.topics("ru")[-1].label("ru")


def test_every_value_fits_its_column(wanted: list[Wanted]) -> None:
    for vocabulary in wanted:
        for column in vocabulary.model.__table__.columns:
            length = getattr(column.type, "length", None)
            values = [row[column.key] for row in vocabulary.rows if column.key != "retired_at"]
            if length is not None:
                assert all(len(value) <= length for value in values if value), column
            if not column.nullable:
                assert None not in values, column
