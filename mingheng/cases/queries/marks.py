"""The marks of a case in words, for its page, the lists and the dossier."""

from collections.abc import Sequence

from mingheng.kit.display import Badge, Tone

_WORDS: dict[str, tuple[str, Tone]] = {
    "remedy_pending": ("复议诉讼中", "near"),
    "revoked": ("决定已撤销", "over"),
    "redo": ("撤销重作", "over"),
    "changed": ("决定已变更", "near"),
    "unlawful": ("确认违法", "over"),
    "withdrawal_owed": ("公示待撤回", "over"),
    "published": ("公示中", "line"),
    "accountability_owed": ("待启动责任审查", "over"),
    "blamed": ("责任审查", "near"),
}
MARK_TITLES = {mark: words for mark, (words, _) in _WORDS.items()}


def badges(marks: Sequence[str]) -> tuple[Badge, ...]:
    """Every mark as a badge."""
    return tuple(Badge(*_WORDS[mark]) for mark in marks if mark in _WORDS)


def first_badge(marks: Sequence[str]) -> Badge | None:
    """The weightiest mark: what became of the decision before what is still to be done about it."""
    ordered = sorted(marks, key=["revoked", "redo", "changed", "unlawful", *_WORDS].index)
    return next(iter(badges(ordered)), None)
