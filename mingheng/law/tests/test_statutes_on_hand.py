"""The register of this repository against the statute texts, where a copy of them is on hand; else against invented ones.

The texts are not shipped. `MINGHENG_STATUTES` names their folder; a checkout may also have them beside it.
"""

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from mingheng.kit.paths import CHECKOUT, lawbook_dir
from mingheng.law import queries
from mingheng.law.actions import import_statute_texts, load_lawbook
from mingheng.law.commands.import_texts import lines
from mingheng.law.tests.conftest import AT
from mingheng.law.tests.sample import TEXTS, change, write


@dataclass(frozen=True)
class Corpus:
    """A register, texts for it, and what has to come out."""

    lawbook: Path
    texts: Path
    articles: Mapping[tuple[str, str], int]
    cite: str
    on: date
    cited: str


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    on_hand = Path(os.environ.get("MINGHENG_STATUTES") or CHECKOUT.parent / "shared" / "data" / "statutes")
    if on_hand.is_dir():
        shutil.copytree(lawbook_dir() / "statutes", tmp_path / "lawbook" / "statutes")
        whole = {("xzcf", "2021"): 86, ("hjfd", "2026"): 1242}
        return Corpus(tmp_path / "lawbook", on_hand, whole, "xzcf/58/1/2", date(2026, 11, 21), "（二）直接关系")
    texts = write(tmp_path / "texts", TEXTS)
    whole_text = "\n\n".join(f"第{numeral}条 （略）" for numeral in "四五六七八")
    change(texts, "ytf-2020.md", "## 第二章 罚则", whole_text)
    sample = {("ytf", "2020"): 9, ("ytf", "2026"): 13}
    return Corpus(write(tmp_path / "lawbook"), texts, sample, "ytf/9/1/2", date(2026, 11, 21), "（二）单位")


def test_every_registered_text_is_imported_whole(db: None, corpus: Corpus) -> None:
    load_lawbook(directory=corpus.lawbook, by="console", at=AT)
    report = import_statute_texts(directory=corpus.texts, by="console", at=AT)
    assert [line for text, line in zip(report.texts, lines(report), strict=False) if not text.complete] == []
    counts = {(text.statute, text.version): text.articles for text in report.texts}
    assert {key: counts[key] for key in corpus.articles} == corpus.articles
    shown = queries.article(corpus.cite, corpus.on)
    assert [line.text[: len(corpus.cited)] for line in shown.lines if line.cited] == [corpus.cited]
