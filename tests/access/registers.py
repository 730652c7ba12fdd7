"""A complaint of each squad, for the walk over the addresses."""

from datetime import datetime

from mingheng.kit.dates import SHANGHAI
from mingheng.supervision.actions import load_complaints
from mingheng.supervision.rules.complaints.columns import COLUMNS
from mingheng.supervision.rules.complaints.reading import read_sheet
from tests.cast import Cast

AT = datetime(2026, 9, 30, 9, tzinfo=SHANGHAI)


def complaints(cast: Cast) -> tuple[str, str]:
    """The numbers of two that were loaded: of the cast's squad, and of the other."""
    heading = ",".join(column.title for column in COLUMNS)
    lines = (f"LJ-{n},12345,2026-08-03,{unit.short_name},油烟扰民,,,," for n, unit in enumerate((cast.squad, cast.other_squad)))
    load_complaints(sheet=read_sheet("\n".join((heading, *lines))), token=None, by=cast.supervisor, at=AT)
    return "LJ-0", "LJ-1"
