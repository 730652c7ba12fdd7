"""Loading the law: what was published stays, editions stay readable, every load is on the ledger."""

from datetime import date, timedelta
from pathlib import Path

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from psycopg import sql
from pytest_django import DjangoAssertNumQueries

from mingheng.law import models, queries
from mingheng.law.actions import load_calendar_year, load_lawbook
from mingheng.law.queries import LawbookAltered, LawbookUnreadable, NoLawbook, NoSuchEdition
from mingheng.law.rules.reading import LawbookRefused, read_lawbook
from mingheng.law.tests.conftest import AT
from mingheng.law.tests.sample import NEXT_CALENDAR, change, write
from mingheng.ledger.queries import chain_intact
from mingheng.ledger.queries import open_commitment as was_recorded

SWEEP = "parameters/sweep.yaml"
LATER = AT + timedelta(days=1)


def refusals(folder: Path) -> list[str]:
    with pytest.raises(LawbookRefused) as refused, transaction.atomic():
        load_lawbook(directory=folder, by="console", at=LATER)
    return [str(problem) for problem in refused.value.problems]


def entries_on_the_ledger() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), max(id) FROM ledger_entry WHERE chain = 'law'")
        row = cursor.fetchone()
    return int(row[0])


def newest_entry() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(id) FROM ledger_entry WHERE chain = 'law'")
        row = cursor.fetchone()
    return int(row[0])


def test_without_a_lawbook_it_says_so(db: None) -> None:
    with pytest.raises(NoLawbook, match="mingheng law load"):
        queries.lawbook()
    assert queries.current_edition() is None


def test_the_loaded_lawbook_is_the_one_on_disk(db: None, folder: Path) -> None:
    loaded = load_lawbook(directory=folder, by="console", at=AT)
    assert queries.lawbook() == read_lawbook(folder)
    assert loaded.digest == queries.lawbook().digest
    assert loaded.years == (2026,)
    edition = queries.current_edition()
    assert edition is not None
    assert (edition.digest, edition.by, edition.reason) == (loaded.digest, "console", "")


def test_a_load_is_recorded(loaded: Path) -> None:
    assert entries_on_the_ledger() == 1
    assert chain_intact("law")
    assert was_recorded(newest_entry(), "digest", queries.lawbook().digest)


def test_loading_the_same_again_does_nothing(loaded: Path) -> None:
    again = load_lawbook(directory=loaded, by="console", at=LATER)
    assert again.unchanged
    assert models.LawbookEdition.objects.count() == 1
    assert entries_on_the_ledger() == 1


def test_a_faulty_lawbook_is_not_loaded(db: None, folder: Path) -> None:
    change(folder, SWEEP, "cite: [ytf/3]", "cite: [nix/3]")
    assert "没有登记法律 nix" in refusals(folder)[0]
    assert models.LawbookEdition.objects.count() == 0


def test_a_new_value_ends_the_one_before_and_needs_no_reason(loaded: Path) -> None:
    old = queries.lawbook()
    value = "\n    - {since: 2027-01-01, value: 3, cite: [ytf/3], status: V, checked_on: 2026-11-20}\n- key: sweep.rate"
    result = load_lawbook(directory=change(loaded, SWEEP, "\n- key: sweep.rate", value), by="console", at=LATER)
    assert (result.added, result.ended, result.amended) == (1, 1, ())
    assert queries.lawbook().value("sweep.days", date(2027, 1, 1)).value == 3
    assert queries.edition(old.digest).value("sweep.days", date(2027, 1, 1)).value == 5


def test_changing_a_published_value_is_refused_with_the_place_and_the_remedy(loaded: Path) -> None:
    change(loaded, SWEEP, "value: 7", "value: 8")
    told = refusals(loaded)
    assert len(told) == 1
    assert told[0].startswith("parameters/sweep.yaml:6: sweep.days.values.0: 已发布的内容被改动")
    assert "写明起始日" in told[0]
    assert "--amend" in told[0]


def test_taking_away_a_published_value_or_moving_its_end_is_refused(loaded: Path) -> None:
    change(loaded, "statutes/ytf.yaml", "until: 2026-08-14", "until: 2026-08-13")
    (loaded / "discretion/night-stall-litter.yaml").unlink()
    told = "\n".join(refusals(loaded))
    assert "已发布的截止日 2026-08-14 被改为 2026-08-13" in told
    assert "benchmark/night-stall-litter/2026-08-15: 已发布的内容被删去" in told


def test_an_amendment_gives_its_reason_and_leaves_the_old_edition_alone(loaded: Path) -> None:
    old = queries.lawbook().digest
    change(loaded, SWEEP, "value: 7", "value: 8")
    result = load_lawbook(directory=loaded, by="console", at=LATER, amend="录入错误，原文为八日")
    assert result.amended == ("parameter_value/sweep.days/2020-01-01",)
    assert queries.lawbook().value("sweep.days", date(2021, 1, 1)).value == 8
    assert queries.edition(old).value("sweep.days", date(2021, 1, 1)).value == 7
    edition = queries.current_edition()
    assert edition is not None
    assert edition.reason == "录入错误，原文为八日"
    assert was_recorded(newest_entry(), "reason", "录入错误，原文为八日")


def test_a_case_keeps_the_procedure_of_its_edition(loaded: Path) -> None:
    old = queries.lawbook().digest
    change(loaded, "procedures/ordinary.yaml", "title: 立案审批", "title: 立案批准")
    load_lawbook(directory=loaded, by="console", at=LATER, amend="用语更正")
    assert queries.procedure("ordinary", old).acts["approve_filing"].title == "立案审批"
    assert queries.lawbook().procedure("ordinary").acts["approve_filing"].title == "立案批准"


def test_a_calendar_year_is_loaded_on_its_own_and_stays(loaded: Path, tmp_path: Path) -> None:
    path = tmp_path / "2027.yaml"
    path.write_text(NEXT_CALENDAR, encoding="utf-8")
    result = load_calendar_year(path=path, by="console", at=LATER)
    assert result.years == (2027,)
    assert sorted(queries.lawbook().calendars) == [2026, 2027]
    assert load_calendar_year(path=path, by="console", at=LATER).unchanged
    assert load_lawbook(directory=loaded, by="console", at=LATER).unchanged
    write(loaded, {"calendars/2027.yaml": NEXT_CALENDAR})
    assert load_lawbook(directory=loaded, by="console", at=LATER).unchanged


def test_a_calendar_year_that_differs_or_is_faulty_is_refused(loaded: Path, tmp_path: Path) -> None:
    path = tmp_path / "2026.yaml"
    path.write_text(NEXT_CALENDAR.replace("year: 2027", "year: 2026").replace("2027-01-01", "2026-01-01"), encoding="utf-8")
    with pytest.raises(LawbookRefused, match="已发布的内容被改动"):
        load_calendar_year(path=path, by="console", at=LATER)
    path.write_text(NEXT_CALENDAR.replace("2027-01-01", "2028-01-01"), encoding="utf-8")
    with pytest.raises(LawbookRefused, match="不在 2027 年"):
        load_calendar_year(path=path, by="console", at=LATER)


def test_a_calendar_year_needs_a_lawbook(db: None, tmp_path: Path) -> None:
    path = tmp_path / "2027.yaml"
    path.write_text(NEXT_CALENDAR, encoding="utf-8")
    with pytest.raises(LawbookRefused, match="mingheng law load"):
        load_calendar_year(path=path, by="console", at=AT)


def test_knowing_the_current_lawbook_costs_one_query(loaded: Path, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    queries.lawbook()
    with django_assert_num_queries(1):
        queries.lawbook()


def test_an_unknown_edition_is_refused(loaded: Path) -> None:
    with pytest.raises(NoSuchEdition, match="备份"):
        queries.edition("0" * 64)


def test_an_edition_whose_rows_are_not_the_loaded_ones_is_refused(loaded: Path) -> None:
    forged = models.LawbookEdition.objects.create(digest="f" * 64, loaded_at=AT, by="console", reason="")
    row = models.LawbookRow.objects.get(kind="statute")
    models.EditionRow.objects.create(edition=forged, row=row, kind=row.kind, key=row.key, validity=DateRange(None, None))
    with pytest.raises(LawbookAltered, match="不一致"):
        queries.lawbook()


def test_an_edition_of_another_shape_is_refused_in_words(loaded: Path) -> None:
    strange = models.LawbookEdition.objects.create(digest="e" * 64, loaded_at=AT, by="console", reason="")
    row = models.LawbookRow.objects.create(kind="calendar", key="1999", body='{"year": 1999}', digest="e" * 64)
    models.EditionRow.objects.create(edition=strange, row=row, kind=row.kind, key=row.key, validity=DateRange(None, None))
    with pytest.raises(LawbookUnreadable, match="mingheng law load"):
        queries.lawbook()


def test_the_database_refuses_two_rows_of_one_key_on_one_day(loaded: Path) -> None:
    edition = models.LawbookEdition.objects.get()
    first, second = models.LawbookRow.objects.filter(kind="item_version").order_by("since")
    with pytest.raises(IntegrityError, match="law_edition_row_no_overlap"):
        models.EditionRow.objects.create(
            edition=edition, row=first, kind=first.kind, key=first.key, validity=DateRange(first.since, second.since, "[]")
        )


@pytest.mark.parametrize("table", models.APPEND_ONLY)
def test_the_tables_of_the_law_only_grow_even_for_their_owner(owner_connection: psycopg.Connection, table: str) -> None:
    with pytest.raises(psycopg.Error, match=r"append-only|only grows"):
        owner_connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)))
