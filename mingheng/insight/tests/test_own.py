"""A folder of our own tables is scanned as it is: every procedure in it, nobody accused for what the export withholds."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from random import Random

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from mingheng.insight.datasets.progress import progress
from mingheng.insight.datasets.reading import Span
from mingheng.insight.datasets.scanning import Request, Scanned, scan
from mingheng.insight.datasets.troubles import CannotScan
from mingheng.insight.rules.encoding import CaseTold, Encoder
from mingheng.insight.rules.log import SCHEMAS
from mingheng.insight.tests.test_checking import AS_OF, KEY, judged
from mingheng.law.rules.docket import Docket
from tests.scenarios.spot_walks import spot_walk
from tests.scenarios.walks import walk


@cache
def lives(procedure: str) -> list[Docket]:
    told = walk if procedure == "ordinary" else spot_walk
    return [told(Random(seed), 40).docket for seed in range(4)]


def export(folder: Path, *procedures: Sequence[Docket]) -> Path:
    """The dockets as `mingheng insight export` writes them."""
    tables: dict[str, list[pa.Table]] = {name: [] for name in SCHEMAS}
    number = 0
    for found in procedures:
        encoder = Encoder(found[0].procedure, KEY)
        for docket in found:
            encoder.add(CaseTold(number, f"L-{number}"), docket)
            number += 1
        for name, table in encoder.arrow().items():
            tables[name].append(table)
    folder.mkdir()
    for name, parts in tables.items():
        pq.write_table(pa.concat_tables(parts), folder / f"{name}.parquet")
    return folder


def scanned(folder: Path, out: Path, span: Span | None = None) -> Scanned:
    with progress(quiet=True) as told:
        return scan(Request(log=folder, mapping=None, procedure=None, as_of=AS_OF, out=out, span=span or Span()), told)


def test_every_procedure_of_an_export_is_checked_and_nobody_is_accused_for_what_it_withholds(tmp_path: Path) -> None:
    ordinary, simple = lives("ordinary"), lives("simple")
    told = scanned(export(tmp_path / "export", ordinary, simple), tmp_path / "f.parquet")
    assert (told.read.cases, told.read.rows) == (8, sum(len(docket.acts) for docket in (*ordinary, *simple)))
    found = [row for row in pq.read_table(tmp_path / "f.parquet").to_pylist() if row["kind"] == "rule"]
    assert {row["procedure"] for row in found} == {"ordinary", "simple"}
    broken = {(row["case"], row["n"], row["rule"], "broken") for row in found if row["answer"] == "broken"}
    expected = judged(ordinary) | {(case + len(ordinary), *rest) for case, *rest in judged(simple)}
    assert broken <= expected
    assert told.figures.unknown


def test_a_span_takes_whole_cases_of_an_export(tmp_path: Path) -> None:
    found = lives("simple")
    firsts = sorted(docket.acts[0].happened for docket in found)
    told = scanned(export(tmp_path / "export", found), tmp_path / "f.parquet", Span(firsts[1], firsts[2]))
    wanted = {i for i, docket in enumerate(found) if firsts[1] <= docket.acts[0].happened <= firsts[2]}
    assert told.read.cases == len(wanted)
    cases = {row["case"] for row in pq.read_table(tmp_path / "f.parquet").to_pylist() if row["case"] is not None}
    assert cases <= wanted


def test_a_folder_that_is_no_export_is_refused(tmp_path: Path) -> None:
    folder = export(tmp_path / "export", lives("simple")[:1])
    cases = pq.read_table(folder / "cases.parquet")
    pq.write_table(cases.drop_columns(["winding"]), folder / "cases.parquet")
    with pytest.raises(CannotScan, match="缺少列 winding"):
        scanned(folder, tmp_path / "f.parquet")
    (folder / "cases.parquet").write_bytes(b"PAR1")
    with pytest.raises(CannotScan, match=r"不是完整的 Parquet"):
        scanned(folder, tmp_path / "f.parquet")
    (folder / "cases.parquet").unlink()
    with pytest.raises(CannotScan, match="mingheng insight export"):
        scanned(folder, tmp_path / "f.parquet")
