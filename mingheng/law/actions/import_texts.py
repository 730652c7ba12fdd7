"""Importing the texts of statutes from Markdown files, and telling all that was found and not found."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction

from mingheng.law.models import ArticleText
from mingheng.law.queries import lawbook
from mingheng.law.rules.lawbook import Statute, StatuteVersion
from mingheng.law.rules.reading import digest_of
from mingheng.law.rules.texts import StatuteText, gaps_in, read_text
from mingheng.ledger.actions import record


@dataclass(frozen=True)
class TextReport:
    """What was found for one version of a statute. A version with faults in its numbering is not imported."""

    statute: str
    name: str
    version: str
    files: tuple[str, ...]
    missing: tuple[str, ...]
    articles: int
    added: int
    gaps: tuple[str, ...]
    doubles: tuple[str, ...]
    strays: tuple[str, ...]
    gists_without_article: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether every file was there and every article in it could be placed."""
        faults = (self.missing, self.gaps, self.doubles, self.strays, self.gists_without_article)
        return self.articles > 0 and not any(faults)


@dataclass(frozen=True)
class ImportReport:
    """Every registered text, and every file of the folder that no statute of the register names."""

    texts: tuple[TextReport, ...]
    unused: tuple[str, ...]

    @property
    def added(self) -> int:
        """Articles that are new, in all texts."""
        return sum(text.added for text in self.texts)


@transaction.atomic
def import_statute_texts(*, directory: Path, by: str, at: datetime) -> ImportReport:
    """Import the texts the register names from `directory`. Importing the same texts again adds nothing.

    A text that differs from the one imported before becomes the newest; the earlier one stays.
    Raises FileNotFoundError when the folder is not there, NoLawbook when there is no register yet.
    """
    if not directory.is_dir():
        raise FileNotFoundError(f"目录 {directory} 不存在，请检查路径。")
    files = {path.relative_to(directory).as_posix(): path for path in sorted(directory.rglob("*.md"))}
    texts: list[TextReport] = []
    used: set[str] = set()
    rows: list[ArticleText] = []
    for statute in lawbook().statutes.values():
        for version in statute.versions:
            if version.text:
                report, new = _version(statute, version, files, at)
                texts.append(report)
                rows += new
                used.update(report.files)
    ArticleText.objects.bulk_create(rows, batch_size=500)
    unused = tuple(name for name in files if name not in used and read_text(_read(files[name])).articles)
    if rows:
        record(
            kind="law:texts:imported",
            chain="law",
            facts={
                "articles": len(rows),
                "texts": [f"{text.statute}@{text.version}" for text in texts if text.added],
                "digest": digest_of([[row.statute, row.version, row.article, row.body] for row in rows]),
            },
            personal={},
            by=by,
            unit="law",
            at=at,
            happened=None,
        )
    return ImportReport(tuple(texts), unused)


def _version(
    statute: Statute, version: StatuteVersion, files: Mapping[str, Path], at: datetime
) -> tuple[TextReport, list[ArticleText]]:
    """What the files of one version hold, and the rows that are new."""
    found, missing = _find(version.text, files)
    parts = [read_text(_read(files[name])) for name in found]
    whole = _join(parts)
    rows = [] if whole.doubles else _new_rows(statute, version, whole.articles, at)
    gists = {key.split("/")[0] for key in version.gists}
    report = TextReport(
        statute=statute.key,
        name=statute.short,
        version=version.id,
        files=tuple(found),
        missing=tuple(missing),
        articles=len(whole.articles),
        added=len(rows),
        gaps=gaps_in(whole.articles),
        doubles=whole.doubles,
        strays=whole.strays,
        gists_without_article=tuple(sorted(gists - whole.articles.keys())) if found and not missing else (),
    )
    return report, rows


def _find(wanted: tuple[str, ...], files: Mapping[str, Path]) -> tuple[list[str], list[str]]:
    """The wanted files by their path in the folder, else by their bare name where only one has it."""
    found, missing = [], []
    for name in wanted:
        same = [path for path in files if path == name] or [path for path in files if path.endswith("/" + Path(name).name)]
        if len(same) == 1:
            found.append(same[0])
        else:
            missing.append(name if not same else f"{name}（有 {len(same)} 个同名文件，无法确定）")
    return found, missing


def _join(parts: list[StatuteText]) -> StatuteText:
    articles: dict[str, str] = {}
    doubles: list[str] = []
    for part in parts:
        doubles += [*part.doubles, *(number for number in part.articles if number in articles)]
        articles.update(part.articles)
    return StatuteText(articles, tuple(doubles), tuple(line for part in parts for line in part.strays))


def _new_rows(statute: Statute, version: StatuteVersion, articles: Mapping[str, str], at: datetime) -> list[ArticleText]:
    stored = ArticleText.objects.filter(statute=statute.key, version=version.id).order_by("id")
    newest = {row.article: row.body for row in stored}
    return [
        ArticleText(statute=statute.key, version=version.id, article=number, body=body, imported_at=at)
        for number, body in articles.items()
        if newest.get(number) != body
    ]


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")
