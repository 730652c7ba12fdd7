"""Where a review stands, from what was done in it."""

from collections.abc import Collection
from enum import StrEnum

from mingheng.supervision.rules.reviewing.comparing import TWO


class ReviewState(StrEnum):
    """Where a review stands."""

    REVIEWING = "reviewing"
    VACANT = "vacant"
    THIRD = "third"
    RESULT = "result"
    APPEALED = "appealed"
    FINAL = "final"


STATE_TITLES: dict[str, str] = {
    ReviewState.REVIEWING: "评查中",
    ReviewState.VACANT: "待指定评查人",
    ReviewState.THIRD: "待指定第三人",
    ReviewState.RESULT: "已出结果",
    ReviewState.APPEALED: "申诉中",
    ReviewState.FINAL: "已办结",
}


def state_of(kinds: Collection[str], sheets: int, submitted: int, *, term_over: bool) -> ReviewState:
    """The state, from the kinds of entries there are, how many sheets stand and are in, and whether the time to appeal is over."""
    if "decision" in kinds or ("result" in kinds and "appeal" not in kinds and term_over):
        return ReviewState.FINAL
    if "appeal" in kinds:
        return ReviewState.APPEALED
    if "result" in kinds:
        return ReviewState.RESULT
    if sheets < TWO:
        return ReviewState.VACANT
    if sheets == TWO and submitted == TWO:
        return ReviewState.THIRD
    return ReviewState.REVIEWING
