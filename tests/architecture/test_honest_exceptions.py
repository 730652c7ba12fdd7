"""Where a rule of a tool is waived, the line says why; nothing is left half done."""

import re

from tests.architecture.sources import ROOT, everything

WAIVER = re.compile(r"#\s*(?:noqa|type:\s*ignore|pragma)\b(?P<rest>.*)$")
REASON = re.compile(r"(?:#|--)\s*\w+")
LEFT = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b")
TEXTS = ("html", "js", "css", "yaml", "md", "typ", "toml")


def test_every_waiver_gives_its_reason() -> None:
    bare = []
    for source in everything():
        for number, line in enumerate((ROOT / source.path).read_text(encoding="utf-8").splitlines(), 1):
            waived = WAIVER.search(line)
            if waived and "re.compile" not in line and not REASON.search(waived["rest"]):
                bare.append(f"{source}:{number} {line.strip()}")
    assert bare == []


def test_nothing_is_left_to_do_in_pages_and_data() -> None:
    folders = ("mingheng", "lawbook", "docs")
    files = [path for folder in folders for kind in TEXTS for path in (ROOT / folder).rglob(f"*.{kind}")]
    assert [path.relative_to(ROOT).as_posix() for path in files if LEFT.search(path.read_text(encoding="utf-8"))] == []
