"""What a mapping says of a value, as SQL over the columns `c0`, `c1` … of a log; all values are text, empty is null."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mingheng.insight.datasets.mapping import Fact, LogMapping, Split
from mingheng.insight.datasets.store import text
from mingheng.law.rules.procedure import FactSpec, Procedure

ISO = r"^\d{4}[-/]\d{1,2}[-/]\d{1,2}([T ]\d{1,2}:\d{2}|$)"
OFFSET = r"\d:\d{2}(:\d{2}(\.\d+)?)?\s*(Z|z|[+-]\d{2}(:?\d{2})?)$"
EARLIEST, LATEST = 1900, 2199  # years: beyond them a date is a slip or stands for none
USUAL = (
    "%Y%m%d",
    "%Y年%m月%d日",
    "%Y.%m.%d",
    "%Y年%m月%d日 %H:%M",
    "%Y年%m月%d日 %H:%M:%S",
    "%Y年%m月%d日 %H时%M分",
    "%Y年%m月%d日%H时%M分",
    "%Y.%m.%d %H:%M",
    "%Y%m%d%H%M%S",
)
NEVER = "(?i)inf|epoch"  # words the database would take for a time
MARKS = "[,，\\s元¥￥€]"
YES = ("yes", "true", "1", "是", "y", "t")


@dataclass(frozen=True)
class Expressions:
    """SQL for the columns of one log, in the order the reader gives them."""

    mapping: LogMapping
    procedure: Procedure
    columns: tuple[str, ...]

    def column(self, name: str | None) -> str:
        """What a column of the log says, without blanks around it; null where it says nothing or there is none."""
        return f"nullif(trim(c{self.columns.index(name)}), '')" if name else "null::varchar"

    @property
    def act(self) -> str:
        """The act key; '' for an activity that is ignored, null for one nobody mapped."""
        told = self.column(self.mapping.columns.act)
        ways = [f"when {text(name)} then {self._made(made)}" for name, made in self.mapping.acts.items()]
        ways += [f"when {text(name)} then ''" for name in self.mapping.ignore]
        return f"case {told} {' '.join(ways)} end"

    def _made(self, made: str | Split) -> str:
        if isinstance(made, str):
            return text(made)
        ways = " ".join(f"when {text(word)} then {text(act)}" for word, act in made.words.items())
        return f"case {self.column(made.column)} {ways} else {text(made.otherwise)} end"

    def local(self, column: str) -> str:
        """The local time a text tells, in the zone of the log; null where it tells none that can be."""
        told = self._read(column)
        return f"case when year({told}) between {EARLIEST} and {LATEST} then {told} end"

    def _read(self, column: str) -> str:
        zone = text(self.mapping.zone)
        if self.mapping.times:
            read = ", ".join(self._formed(column, form) for form in self.mapping.times)
            return f"case when not regexp_matches({column}, {text(NEVER)}) then coalesce({read}) end"
        usual = ", ".join(f"try_strptime({column}, {text(form)})" for form in USUAL)
        return (
            f"case when regexp_matches({column}, {text(ISO)}) then case when regexp_matches({column}, {text(OFFSET)}) "
            f"then timezone({zone}, try_cast({column} as timestamptz)) else try_cast({column} as timestamp) end "
            f"when not regexp_matches({column}, {text(NEVER)}) then coalesce({usual}) end"
        )

    def _formed(self, column: str, form: str) -> str:
        read = f"try_strptime({column}, {text(form)})"
        return f"timezone({text(self.mapping.zone)}, {read})" if "%z" in form.lower() else read

    def instant(self, column: str, local: str) -> str:
        """What orders the acts of a case: the instant where the text gives an offset, else the local time as one."""
        zone = text(self.mapping.zone)
        if self.mapping.times:
            return f"timezone({zone}, {local})"
        told = f"regexp_matches({column}, {text(OFFSET)})"
        return f"case when {told} then try_cast({column} as timestamptz) else timezone({zone}, {local}) end"

    def fact(self, fact: Fact) -> str:
        """The text of a fact, its words translated."""
        if not fact.column:
            return text(_plain(fact.always))
        told = self.column(fact.column)
        if not fact.words:
            return told
        ways = " ".join(f"when {text(word)} then {text(_plain(value))}" for word, value in fact.words.items())
        rest = "null" if fact.otherwise is None else f"case when {told} is not null then {text(_plain(fact.otherwise))} end"
        return f"case {told} {ways} else {rest} end"

    def facts_of(self, act: str) -> Iterator[tuple[str, FactSpec, Fact, str]]:
        """The facts of an act: name, what it is, where it comes from, its text."""
        for name, fact in self.mapping.facts.get(act, {}).items():
            yield name, self.procedure.acts[act].facts[name], fact, self.fact(fact)

    def facts_typed(self, types: frozenset[str]) -> Iterator[tuple[str, str, Fact, str]]:
        """Every fact of some types: act, name, where it comes from, its text."""
        for act in self.mapping.facts:
            for name, spec, fact, told in self.facts_of(act):
                if spec.type in types:
                    yield act, name, fact, told


def total(told: str) -> str:
    """The sum a text tells, with or without marks of thousands and money; null where it is none."""
    bare = f"regexp_replace({told}, {text(MARKS)}, '', 'g')"
    return f"coalesce(try_cast({told} as decimal(18, 2)), try_cast({bare} as decimal(18, 2)))"


def owed(told: str) -> str:
    """The sum a text tells, where it is not negative."""
    return f"case when {total(told)} >= 0 then {total(told)} end"


def chosen(conditions: Mapping[str, tuple[str, ...]], told: Mapping[str, str]) -> str:
    """Whether each fact named has one of the values asked for; a fact the log does not tell has none."""
    asked = [
        f"coalesce({told[name]} in ({', '.join(map(text, values))}), false)"
        for name, values in conditions.items()
        if name in told
    ]
    return " and ".join(asked) if len(asked) == len(conditions) else "false"


def flag(told: str) -> str:
    """A flag as the engine compares it: yes or no."""
    return f"case when {told} is null then null when lower({told}) in ({', '.join(map(text, YES))}) then 'yes' else 'no' end"


def _plain(value: object) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)
