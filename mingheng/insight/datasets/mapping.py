"""How another system's log becomes ours: which column is what, and which activity is which act."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, Self
from zoneinfo import ZoneInfo, available_timezones

from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationError, model_validator

from mingheng.insight.datasets.troubles import CannotScan, listed, nearest
from mingheng.law.rules.procedure import Procedure
from mingheng.law.rules.reading import LawbookRefused, read_yaml
from mingheng.law.rules.reading.schema_words import reason_of

UNDIVIDING = '"\r\n'
FORM, FORMS = re.compile("%-?.?", re.DOTALL), "aAbBcdfgGHIjmMnpSuUVwWxXyYzZ%"


class Told(BaseModel):
    """Base of what a mapping says: immutable and strict about its keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Columns(Told):
    """The columns of the log: three it must have, and those it may have."""

    case: str
    act: str
    time: str
    recorded: str | None = None
    person: str | None = None
    unit: str | None = None
    party: str | None = None
    place: str | None = None
    x: str | None = None
    y: str | None = None
    amount: str | None = None


class Always(Told):
    """What is the same for every row of the log, where no column says it."""

    unit: str | None = None
    party: str | None = None
    party_kind: Literal["citizen", "organisation", "individual_business"] = "citizen"


class Split(Told):
    """One activity name that is several acts: by what another column says, else `otherwise`."""

    column: str
    words: dict[str, str] = Field(min_length=1)
    otherwise: str | None = None

    @property
    def acts(self) -> tuple[str, ...]:
        """The acts it may be."""
        return (*self.words.values(), *((self.otherwise,) if self.otherwise else ()))


class Fact(Told):
    """Where a fact comes from: a column, its words translated if `words` says how; or always the same (`is`).

    A word that `words` does not know stops the scan, unless `otherwise` says what it stands for.
    """

    column: str = ""
    always: JsonValue = Field(default=None, alias="is")
    words: dict[str, bool | int | str] = Field(default_factory=dict)
    otherwise: bool | int | str | None = None

    @model_validator(mode="before")
    @classmethod
    def column_alone(cls, value: Any) -> Any:
        """A bare word is the name of a column."""
        return {"column": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def says_one_thing(self) -> Self:
        """A column or a value, not both."""
        if bool(self.column) == (self.always is not None):
            raise ValueError("写列名（column），或者写固定的值（is），二者选一")
        return self


class LogMapping(Told):
    """A whole mapping. `source` is how reports name the system; `calendar` none: every day is a working day.

    `times` are the forms of date and time as strptime has them; without any, ISO 8601 and the usual Chinese forms are
    read. `zone` is where the days are days: a time with an offset is turned to it once, one without is local already.
    """

    source: str = Field(min_length=2, max_length=120)
    zone: str = "Asia/Shanghai"
    calendar: Literal["law", "none"] = "law"
    encoding: str | None = None
    delimiter: str | None = None
    times: tuple[str, ...] = ()
    columns: Columns
    always: Always = Always()
    acts: dict[str, str | Split] = Field(min_length=1)
    ignore: tuple[str, ...] = ()
    facts: dict[str, dict[str, Fact]] = Field(default_factory=dict)

    @model_validator(mode="after")
    def makes_sense(self) -> Self:
        """The zone exists; nothing is both read and ignored."""
        if self.zone not in available_timezones():
            raise ValueError(f"没有时区 {self.zone}{nearest(self.zone, available_timezones())}，例如 Asia/Shanghai")
        if self.delimiter is not None and (len(self.delimiter) != 1 or self.delimiter in UNDIVIDING):
            raise ValueError(f"分隔符 {self.delimiter!r} 不能用，须是一个字符，引号和换行除外")
        strange = listed(part for form in self.times for part in FORM.findall(form) if part == "%" or part[-1] not in FORMS)
        if strange:
            raise ValueError(f"times 里的 {strange} 不认识。写法如 %Y-%m-%d %H:%M:%S")
        both = sorted(set(self.ignore) & set(self.acts))
        if both:
            raise ValueError(f"{listed(both)} 既对应步骤又写在 ignore 里，请删去一处")
        return self

    @property
    def tz(self) -> ZoneInfo:
        """The zone whose days count."""
        return ZoneInfo(self.zone)

    @property
    def named(self) -> Mapping[str, str]:
        """Every column it reads, each with where the mapping names it."""
        told = {f"columns.{name}": column for name, column in self.columns.model_dump().items() if column}
        told |= {f"acts.{name}": s.column for name, s in self.acts.items() if isinstance(s, Split)}
        told |= {f"facts.{act}.{name}": f.column for act, facts in self.facts.items() for name, f in facts.items() if f.column}
        places: dict[str, str] = {}
        for place, column in told.items():
            places.setdefault(column, place)
        return places

    @property
    def made(self) -> dict[str, tuple[str, ...]]:
        """For every activity name the acts it may become."""
        return {name: told.acts if isinstance(told, Split) else (told,) for name, told in self.acts.items()}


def read_mapping(path: Path, procedure: Procedure) -> LogMapping:
    """The mapping of a file, fitting the procedure. Raises CannotScan with every fault found."""
    try:
        tree = read_yaml(path.read_text(encoding="utf-8"), path.name)
    except FileNotFoundError as error:
        raise CannotScan(f"没有对照表 {path}。请核对路径") from error
    except (OSError, UnicodeDecodeError) as error:
        raise CannotScan(f"对照表 {path} 读不出：{error}。请存为 UTF-8 文本") from error
    except LawbookRefused as refused:
        raise CannotScan(str(refused)) from refused
    try:
        mapping = LogMapping.model_validate_json(json.dumps(tree.value), strict=True)
    except ValidationError as error:
        faults = [
            (tree.line(_place(fault["loc"])), ".".join(map(str, fault["loc"])), reason_of(fault)) for fault in error.errors()
        ]
        raise CannotScan("\n".join(f"{path.name}:{line}: {key}: {reason}" for line, key, reason in faults)) from error
    unfit = list(_unfit(mapping, procedure))
    if unfit:
        raise CannotScan("\n".join(f"{path.name}: {fault}" for fault in unfit))
    return mapping


def _place(loc: tuple[int | str, ...]) -> tuple[int | str, ...]:
    return tuple(part for part in loc if part not in ("str", "Split"))


def _unfit(mapping: LogMapping, procedure: Procedure) -> Iterator[str]:
    """Acts and facts the mapping names and the procedure does not know."""
    for name, acts in mapping.made.items():
        for act in acts:
            if act not in procedure.acts:
                yield f"acts.{name}: 程序 {procedure.key} 没有步骤 {act}{nearest(act, procedure.acts)}"
    made = {act for acts in mapping.made.values() for act in acts}
    for act, facts in mapping.facts.items():
        if act not in procedure.acts:
            yield f"facts.{act}: 程序 {procedure.key} 没有步骤 {act}{nearest(act, procedure.acts)}"
            continue
        if act not in made:
            yield f"facts.{act}: 没有哪个步骤名称对应 {act}，请在 acts 中写明"
        for name in facts:
            if name not in procedure.acts[act].facts:
                yield f"facts.{act}.{name}: 步骤 {act} 没有事实 {name}{nearest(name, procedure.acts[act].facts)}"
