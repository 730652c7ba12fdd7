"""Witnesses for a demonstration: they run beside the log they watch, and so prove nothing; their names say so."""

from collections.abc import Sequence
from pathlib import Path

from mingheng.ledger.rules.tree.keys import VerifierKey
from mingheng.witness.state import STATE, Witness, found

NAMES = (("澜江区司法局（演示）", "justice.lanjiang.example"), ("澜江区检察院（演示）", "procuratorate.lanjiang.example"))
EVERY = "10"  # seconds between two looks: who tries the demonstration does not want to wait a minute


def demonstration(folder: Path, policy: Path, log: VerifierKey) -> Sequence[Path]:
    """The folders of witnesses of this log, made at the first time below one folder; a policy file that wants all of them."""
    folders = [folder / name for _, name in NAMES]
    for path, (_, name) in zip(folders, NAMES, strict=True):
        if not (path / STATE).exists():
            found(path, name, [log])
    lines = [f"witness {title} {Witness(path).key.verifier}" for path, (title, _) in zip(folders, NAMES, strict=True)]
    group = " ".join(["group", "外部见证", "all", *(title for title, _ in NAMES)])
    policy.write_text("\n".join([*lines, group, "quorum 外部见证", ""]), encoding="utf-8")
    return folders
