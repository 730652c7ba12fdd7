"""The export holds each docket once, as it is now, and nothing that says a person in words."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from mingheng.cases.models import Case, Step
from mingheng.insight.actions import export_log
from mingheng.insight.actions import exporting as actions
from mingheng.insight.datasets.parts import engine, open_log, parts_there
from mingheng.insight.models import Exported, Part
from mingheng.insight.queries.changes import live
from mingheng.insight.rules.log import SCHEMAS
from mingheng.insight.tests.nights import silent
from mingheng.kit.dates import SHANGHAI
from mingheng.ledger.actions import erase_chain
from mingheng.ledger.models import Sealed, StoredEntry
from mingheng.ledger.queries import unseal_chain
from tests.cast import Cast
from tests.journeys.drive import Drive, parts

AT = datetime(2026, 11, 20, 23, tzinfo=SHANGHAI)
Tables = dict[str, list[dict[str, Any]]]


def write(folder: Path) -> actions.Written:
    return actions.export_dockets(folder=folder, at=AT, tell=silent)


def read(folder: Path) -> Tables:
    """Every table of the export as rows, in an order that does not depend on how they were written."""
    log = open_log(engine(memory="256MB", scratch=folder / "scratch"), folder, live())
    return {name: sorted(getattr(log, name).to_pyarrow().to_pylist(), key=repr) for name in SCHEMAS}


def forget() -> None:
    """As on the first night."""
    Exported.objects.all().delete()
    Part.objects.all().delete()


@pytest.fixture
def cases(cast: Cast) -> list[Drive]:
    """One case at its filing, one archived, one with a lead alone."""
    made = [Drive(parts(cast)) for _ in "abc"]
    for drive, until in zip(made, ("approve_filing", "archive_case", "check_lead"), strict=True):
        drive.go(until=until)
    return made


def test_every_step_of_every_case_is_there_once(cases: list[Drive], tmp_path: Path) -> None:
    assert write(tmp_path).read == len(cases)
    acts = read(tmp_path)["acts"]
    assert len(acts) == Step.objects.count()
    assert len({(row["case"], row["n"]) for row in acts}) == len(acts)


def test_night_by_night_it_comes_to_what_one_export_gives(cases: list[Drive], tmp_path: Path) -> None:
    write(tmp_path)
    cases[0].go(after="approve_filing", until="report_investigation")
    assert write(tmp_path).read == 1
    cases[2].go(after="check_lead", until="approve_filing")
    cases[0].go(after="report_investigation", until="give_notice")
    assert write(tmp_path).read == 2
    grown = read(tmp_path)
    forget()
    assert write(tmp_path / "again").read == len(cases)
    assert read(tmp_path / "again") == grown


def test_nothing_is_written_where_nothing_changed(cases: list[Drive], tmp_path: Path) -> None:
    write(tmp_path)
    assert write(tmp_path).read == 0
    assert parts_there(tmp_path) == {1}


def test_parts_are_merged_without_a_row_lost(cases: list[Drive], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path)
    cases[0].go(after="approve_filing", until="report_investigation")
    write(tmp_path)
    before = read(tmp_path)
    monkeypatch.setattr(actions, "MOST_PARTS", 1)
    write(tmp_path)
    assert Part.objects.count() == 1
    assert read(tmp_path) == before


def test_a_part_that_is_lost_or_of_an_older_form_is_written_again(
    cases: list[Drive], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path)
    before = read(tmp_path)
    assert write(tmp_path / "elsewhere").read == len(cases)
    assert read(tmp_path / "elsewhere") == before
    monkeypatch.setattr(actions, "FORM", actions.FORM + 1)
    assert write(tmp_path / "elsewhere").read == len(cases)
    assert read(tmp_path / "elsewhere") == before


def test_no_name_number_phone_address_or_text_is_in_it(cases: list[Drive], tmp_path: Path) -> None:
    write(tmp_path)
    words = {word for drive in cases for said in unseal_chain(str(drive.case_id)).values() for word in words_in(said.values())}
    told = " ".join(str(facts) for facts in Step.objects.values_list("facts", flat=True))
    words = {word for word in words if word not in told}  # what also stands open in the docket is nobody's secret
    assert {len(word) > 20 for word in words} == {True, False}
    written = {str(value) for table in pieces(tmp_path) for column in table.columns for value in column.to_pylist()}
    assert [word for word in words if any(word in value for value in written)] == []


def words_in(values: Iterable[Any]) -> Iterable[str]:
    """Every sealed text; marks and numbers of one or two letters say nothing of anybody."""
    for value in values:
        if isinstance(value, str) and len(value) > 2:
            yield value
        elif isinstance(value, dict):
            yield from words_in(
                v for k, v in value.items() if k not in ("point", "key", "verdict", "kind", "unit", "label", "act")
            )
        elif isinstance(value, list):
            yield from words_in(value)


def pieces(folder: Path) -> list[pa.Table]:
    return [pq.read_table(path) for path in folder.rglob("*.parquet")]


def test_a_case_whose_content_was_erased_is_written_without_it(cases: list[Drive], tmp_path: Path) -> None:
    write(tmp_path)
    own = cases[1].case
    sealed = {(n, fact) for n, said in unseal_chain(str(own.pk)).items() for fact in said}
    assert {(row["n"], row["fact"]) for row in read(tmp_path)["texts"] if row["case"] == key_of(own)} & sealed
    erase_chain(chain=str(cases[1].case_id), ground="grxx/47", by="o:1", second="o:2", unit="u:bureau", at=AT)
    assert write(tmp_path).read == 1
    after = read(tmp_path)
    assert len(after["acts"]) == Step.objects.count()
    assert not {(row["n"], row["fact"]) for row in after["texts"] if row["case"] == key_of(own)} & sealed
    assert write(tmp_path).read == 0


def key_of(case: Case) -> int:
    return Exported.objects.get(case=case).key


def test_a_case_whose_sealed_content_was_altered_is_left_out_and_named(cases: list[Drive], tmp_path: Path) -> None:
    chain = str(cases[0].case_id)
    entry = StoredEntry.objects.filter(chain=chain, sealed__isnull=False).order_by("n")[:2]
    first, second = Sealed.objects.get(entry=entry[0]), Sealed.objects.get(entry=entry[1])
    Sealed.objects.filter(pk=first.pk).update(sealed=bytes(second.sealed))
    written = write(tmp_path)
    assert (written.read, list(written.left_out)) == (len(cases) - 1, [cases[0].case.ref])
    assert Exported.objects.count() == len(cases) - 1


def test_a_folder_for_others_holds_one_procedure(cases: list[Drive], tmp_path: Path) -> None:
    told = export_log(folder=tmp_path / "export", to=tmp_path / "lent", procedure="ordinary", at=AT, tell=silent, by="s:console")
    assert told is not None
    assert told.cases == len(cases)
    assert {path.name for path in (tmp_path / "lent").iterdir()} == {f"{name}.parquet" for name in SCHEMAS}
    assert pq.read_table(tmp_path / "lent" / "acts.parquet").num_rows == told.acts == Step.objects.count()
    none = export_log(folder=tmp_path / "export", to=tmp_path / "none", procedure="simple", at=AT, tell=silent, by="s:console")
    assert none is not None
    assert none.cases == 0


def test_reading_what_is_sealed_is_recorded(cases: list[Drive], tmp_path: Path) -> None:
    write(tmp_path)
    write(tmp_path)
    assert StoredEntry.objects.filter(chain="insight:runs").count() == 1
