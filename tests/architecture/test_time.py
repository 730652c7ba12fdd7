"""No hidden clock: only doors read it, everything below is told."""

from tests.architecture.sources import calls, dotted, product

CLOCKS = {
    "clock.now", "clock.today", "date.today", "datetime.now", "datetime.today", "datetime.utcnow",
    "timezone.localdate", "timezone.localtime", "timezone.now", "time.time",
}  # fmt: skip
DOORS = {"views", "forms", "templatetags", "commands", "access"}  # what a person sees and may do today
THE_CLOCK = "mingheng/kit/clock.py"


def test_only_views_and_commands_read_the_clock() -> None:
    reads = [
        f"{source.at(call)} {dotted(call.func)}"
        for source in product()
        if source.room and source.layer not in DOORS and str(source) != THE_CLOCK
        for call in calls(source.tree)
        if any(dotted(call.func).endswith(name) for name in CLOCKS)
    ]
    assert reads == []


def test_even_doors_read_no_other_clock_than_ours() -> None:
    others = [
        f"{source.at(call)} {dotted(call.func)}"
        for source in product()
        if source.room and str(source) != THE_CLOCK
        for call in calls(source.tree)
        if any(dotted(call.func).endswith(name) for name in CLOCKS if not name.startswith("clock."))
    ]
    assert others == []
