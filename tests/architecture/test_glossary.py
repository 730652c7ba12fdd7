"""docs/glossary.md maps each legal term to one identifier and back, and each identifier is really used."""

import re
import subprocess

from tests.architecture.sources import ROOT

GLOSSARY = ROOT / "docs/glossary.md"
ROW = re.compile(r"^\|\s*(?P<term>[^|`]+?)\s*\|\s*`(?P<identifier>\w+)`\s*\|\s*(?P<article>[^|]*?)\s*\|", re.MULTILINE)


def rows() -> list[tuple[str, str, str]]:
    """(term, identifier, article) of every line."""
    return [(row["term"], row["identifier"], row["article"]) for row in ROW.finditer(GLOSSARY.read_text(encoding="utf-8"))]


def twice(words: list[str]) -> list[str]:
    return sorted({word for word in words if words.count(word) > 1})


def test_every_line_of_the_table_is_understood() -> None:
    lines = [line for line in GLOSSARY.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    heads = [line for line in lines if set(line) <= set("|-: ")]
    assert len(rows()) == len(lines) - 2 * len(heads)


def test_no_term_has_two_identifiers() -> None:
    assert twice([term for term, _, _ in rows()]) == []


def test_no_identifier_stands_for_two_terms() -> None:
    assert twice([identifier for _, identifier, _ in rows()]) == []


def test_every_identifier_is_used() -> None:
    unused = []
    for _, identifier, _ in rows():
        found = subprocess.run(
            ["git", "grep", "-qw", "--untracked", identifier, "--", "mingheng", "lawbook"], cwd=ROOT, check=False
        )
        if found.returncode:
            unused.append(identifier)
    assert unused == []
