"""`mingheng demo plant`: a year with abuses and breaches whose answers are known, written as the tables of a log. Needs no database."""

import argparse
import csv
import sys
from pathlib import Path

import pyarrow.parquet as pq

from mingheng.demo.rules.planting.planting import MOST, planted_year
from mingheng.demo.rules.planting.telling import PlantedLog, told_as_log
from mingheng.demo.rules.planting.year import LAST
from mingheng.kit.paths import lawbook_dir
from mingheng.law.rules.reading import read_lawbook


def plant(argv: list[str]) -> int:
    """Write the year of a seed into an empty folder: a Parquet file a table, the leads, and the labels as CSV."""
    parser = argparse.ArgumentParser(
        prog="mingheng demo plant", description="生成一年带有已知毛病的案件，用来检验扫描和预警；不需要数据库"
    )
    parser.add_argument("folder", type=Path, metavar="目录", help="写到哪里；须是空目录，没有就新建")
    parser.add_argument("--seed", type=int, default=1, help="种子：同一个种子每次都一样")
    parser.add_argument("--cases", type=int, default=2000, help="没有毛病的案件大约多少件")
    wish = parser.parse_args(argv)
    if wish.folder.exists() and (not wish.folder.is_dir() or any(wish.folder.iterdir())):
        print(f"{wish.folder} 不是空目录，没有写入。请换一个目录", file=sys.stderr)
        return 1
    if not 1 <= wish.cases <= MOST:
        print(f"案件数须在 1 到 {MOST} 之间：再多，区里这些执法人员一年办不完", file=sys.stderr)
        return 2
    log = told_as_log(planted_year(read_lawbook(lawbook_dir()), seed=wish.seed, cases=wish.cases))
    wish.folder.mkdir(parents=True, exist_ok=True)
    _write(log, wish.folder)
    cases, acts = log.tables["cases"].num_rows, log.tables["acts"].num_rows
    print(f"写入 {wish.folder}：{cases} 件案件，{acts} 步，{log.labels.num_rows} 处已知的毛病（labels.csv）。到 {LAST} 为止。")
    return 0


def _write(log: PlantedLog, folder: Path) -> None:
    for name, table in {**log.tables, "leads": log.leads}.items():
        pq.write_table(table, folder / f"{name}.parquet")
    with (folder / "labels.csv").open("w", encoding="utf-8", newline="") as out:
        rows = csv.DictWriter(out, log.labels.schema.names)
        rows.writeheader()
        rows.writerows(log.labels.to_pylist())
