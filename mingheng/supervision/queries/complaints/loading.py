"""What a file of complaints would do to the register: which lines are new, which correct one, which say nothing new, which cannot be taken."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date

from mingheng.cases.queries.acted import refs_named
from mingheng.ledger.rules import Json, canonical_bytes
from mingheng.organisation import queries as organisation
from mingheng.organisation.rules.refusals import Refused
from mingheng.supervision.models import Complaint, ComplaintLoad
from mingheng.supervision.rules.complaints.columns import TITLES
from mingheng.supervision.rules.complaints.reading import Reject, Row, Sheet, read_line, rejects_of

NAMES = tuple(field.name for field in fields(Row))


@dataclass(frozen=True)
class Taken:
    """A row that would be added: its line, and what number it is among those of its complaint."""

    line: int
    n: int
    row: Row


@dataclass(frozen=True)
class Outcome:
    """What a file would do. `known` lines say what the register has already; `dropped` columns are not taken."""

    new: tuple[Taken, ...]
    corrections: tuple[Taken, ...]
    known: int
    rejects: tuple[Reject, ...]
    dropped: tuple[str, ...]

    @property
    def rows(self) -> tuple[Taken, ...]:
        """What it would add, by line."""
        return tuple(sorted((*self.new, *self.corrections), key=lambda one: one.line))

    @property
    def digest(self) -> str:
        """SHA-256 over these rows: whoever has them can work it out again."""
        return digest_of(self.rows)

    @property
    def rejected(self) -> int:
        """How many lines it would not take."""
        return len({reject.line for reject in self.rejects})


def digest_of(rows: Iterable[Taken]) -> str:
    """SHA-256 over rows in the order of their lines."""
    told: list[Json] = [{"line": one.line, "n": one.n, **_plain(one.row)} for one in rows]
    return hashlib.sha256(canonical_bytes(told, "complaints")).hexdigest()


def taken_by(load: ComplaintLoad) -> list[Taken]:
    """The rows a load took, by line. One query."""
    rows = Complaint.objects.filter(load=load).order_by("line").values_list("line", "n", *NAMES)
    return [Taken(line, n, Row(*values)) for line, n, *values in rows]


def outcome_of(sheet: Sheet, today: date) -> Outcome:
    """What the file would do to the register as it stands. Three queries."""
    units = {name: unit.key for unit in organisation.units() for name in (unit.key, unit.name, unit.short_name)}
    cases = refs_named({line.values["case"] for line in sheet.lines if line.values["case"]})
    rows, rejects = list[tuple[int, Row]](), list[Reject]()
    for line in sheet.lines:
        try:
            rows.append((line.number, read_line(line, units, cases, today)))
        except Refused as refused:
            rejects += rejects_of(line.number, refused)
    found, known, clashes = _compared(rows)
    return Outcome(
        tuple(one for one in found if one.n == 1), tuple(one for one in found if one.n > 1), known,
        tuple(sorted((*rejects, *clashes), key=lambda reject: reject.line)), sheet.dropped,
    )  # fmt: skip


def _plain(row: Row) -> dict[str, Json]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in asdict(row).items()}


def _compared(rows: Iterable[tuple[int, Row]]) -> tuple[list[Taken], int, list[Reject]]:
    """The rows to add, how many are known, and those that contradict an earlier line of the same file."""
    told = list(rows)
    before = _latest({row.number for _, row in told})
    first: dict[str, tuple[int, Row]] = {}
    found, known, clashes = list[Taken](), 0, list[Reject]()
    for line, row in told:
        earlier = first.setdefault(row.number, (line, row))
        if earlier[0] != line:
            if earlier[1] == row:
                known += 1
            else:
                remedy = "请核对哪一行对，只留一行"
                clashes.append(Reject(line, TITLES["number"], f"与第 {earlier[0]} 行的编号相同，内容不同", remedy))
            continue
        n, there = before.get(row.number, (0, None))
        if there == row:
            known += 1
        else:
            found.append(Taken(line, n + 1, row))
    return found, known, clashes


def _latest(numbers: set[str]) -> Mapping[str, tuple[int, Row]]:
    """What the register says of each of these by now. One query."""
    rows = Complaint.objects.filter(number__in=numbers).order_by("number", "n").values_list("n", *NAMES)
    return {values[0]: (n, Row(*values)) for n, *values in rows}
