"""The tables of the log (`rules/log`) written as Parquet from the steps that were read, and opened again."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import ibis
from ibis.backends.sql.datatypes import DuckDBType

from mingheng.insight.datasets.expressions import Expressions, chosen, flag, owed
from mingheng.insight.datasets.store import Store, name, text
from mingheng.insight.rules.conditions import Conditions
from mingheng.insight.rules.decoding import SEPARATORS
from mingheng.insight.rules.encoding import PEOPLE, SUMS, TEXTS, digest_of
from mingheng.insight.rules.log import SCHEMAS, Log
from mingheng.law.rules.letters import letters, weight
from mingheng.law.rules.procedure import Procedure

Columns = Mapping[str, str]
LOG = "log"
ABLE = {"able": "true", "auxiliary": "false"}  # a log that says nothing of certificates accuses nobody of having none


def open_log(connection: ibis.BaseBackend, folder: Path) -> Log:
    """The log of a folder, on a backend."""
    return Log(**{table: connection.read_parquet(str(folder / f"{table}.parquet")) for table in SCHEMAS})


def write_log(store: Store, said: Expressions, edition: str) -> Path:
    """Every table of the log in a folder of the store."""
    folder = store.folder / LOG
    folder.mkdir()
    store.connection.create_function("bare_letters", letters, ["VARCHAR"], "VARCHAR")
    store.connection.create_function("weight", weight, ["VARCHAR"], "BIGINT")
    store.connection.create_function("keyed_digest", lambda bare: digest_of(bare, store.key), ["VARCHAR"], "VARCHAR")
    for table, queries in _tables(said, edition).items():
        found = list(queries)
        select = " union all ".join(_typed(table, columns, rest) for columns, rest in found) or _empty(table)
        store.run(f"copy ({select}) to {text(folder / f'{table}.parquet')} (format parquet)")
    return folder


def _tables(said: Expressions, edition: str) -> dict[str, Iterator[tuple[Columns, str]]]:
    return {
        "acts": _acts(said),
        "cases": _cases(said, edition),
        "parties": _parties(said),
        "people": _people(said),
        "texts": _texts(said),
        "files": iter(()),
        "days": _facts(said, frozenset({"day"}), "day", lambda told: f"cast({said.local(told)} as date)"),
        "sums": _facts(said, SUMS, "sum", owed),
        "undated": iter([({"case": '"case"', "act": "act", "line": "line"}, "from late")]),
    }  # fmt: skip


def _typed(table: str, columns: Columns, rest: str) -> str:
    kinds = {column: DuckDBType.to_string(kind) for column, kind in SCHEMAS[table].items()}
    told = ", ".join(f"cast({columns.get(column, 'null')} as {kind}) as {name(column)}" for column, kind in kinds.items())
    return f"select {told} {rest}"


def _empty(table: str) -> str:
    return _typed(table, {}, "where false")


def _unit(said: Expressions) -> str:
    named = said.mapping.columns.unit
    return f"coalesce({said.column(named)}, {text(said.mapping.always.unit)})"


def _party(said: Expressions) -> str:
    named = said.mapping.columns.party
    return f"coalesce({said.column(named)}, {text(said.mapping.always.party)})"


def _acts(said: Expressions) -> Iterator[tuple[Columns, str]]:
    """The acts. Where every time of the log is midnight it tells days, no minutes."""
    named = said.mapping.columns
    amounts = {act: owed(told) for act, fact, _, told in said.facts_typed(SUMS) if fact == "amount"}
    either = f"coalesce({_by_act(amounts, 'null')}, {owed(said.column(named.amount)) if named.amount else 'null'})"
    minutes = "(select bool_or(moment <> date_trunc('day', moment)) from steps)"
    yield {
        "case": '"case"', "n": "n", "act": "act", "party": _party(said), "by": said.column(named.person), "unit": _unit(said),
        "happened": "moment", "happened_at": f"case when {minutes} then moment end", "received_at": "received",
        "place": said.column(named.place), "x": f"try_cast({said.column(named.x)} as double)",
        "y": f"try_cast({said.column(named.y)} as double)", "amount": either, "bits": _bits(said), "facts": _open_facts(said),
        "withheld": _by_act({act: text(" ".join(sorted(_personal(said, act)))) for act in said.mapping.facts}, "''"),
        "standings": "'[]'", "round": "1", "line": "line",
    }, "from steps"  # fmt: skip


def _cases(said: Expressions, edition: str) -> Iterator[tuple[Columns, str]]:
    procedure = said.procedure
    ended = _among(procedure.ends)
    wound = _among(winding_acts(procedure))
    yield {
        "case": 'numbered."case"', "ref": "numbered.ref", "procedure": text(procedure.key), "edition": text(edition),
        "unit": f"coalesce(unit, {text(said.mapping.always.unit)})", "winding": "coalesce(winding, false)",
        "closed": "coalesce(closed, false)", "source": text(said.mapping.source),
    }, (
        f'from numbered left join (select "case", arg_min({_unit(said)}, n) as unit, bool_or({wound}) as winding, '
        f'bool_or({ended}) as closed from steps group by "case") as whole on whole."case" = numbered."case"'
    )  # fmt: skip


def winding_acts(procedure: Procedure) -> tuple[str, ...]:
    """The acts that change what earlier ones say: a case that holds one is judged act by act."""
    heads = {kind for strand in procedure.strands.values() if not strand.apart for kind in strand.heads}
    return tuple(
        key for key, spec in procedure.acts.items()
        if key in heads or procedure.strand_of(key) or spec.amends or spec.undoes or "corrects" in spec.facts
        or any(gone.named for gone in spec.supersedes)
    )  # fmt: skip


def _parties(said: Expressions) -> Iterator[tuple[Columns, str]]:
    """The parties, each there from the first act that names it."""
    kind = text(said.mapping.always.party_kind)
    yield (
        {"case": '"case"', "party": "who", "kind": kind, "joined": "first - 1"},
        (f'from (select "case", {_party(said)} as who, min(n) as first from steps group by 1, 2) where who is not null'),
    )


def _people(said: Expressions) -> Iterator[tuple[Columns, str]]:
    taker = said.column(said.mapping.columns.person)
    yield {"case": '"case"', "n": "n", "fact": "'by'", "person": taker, **ABLE}, f"from steps where {taker} is not null"
    for act, fact, _, told in said.facts_typed(PEOPLE):
        parted = f"unnest(regexp_split_to_array({told}, {text(SEPARATORS)}))"
        yield (
            {"case": '"case"', "n": "n", "fact": text(fact), "person": "who", **ABLE},
            (f"from (select \"case\", n, trim({parted}) as who from steps where act = {text(act)}) where who <> ''"),
        )


def _texts(said: Expressions) -> Iterator[tuple[Columns, str]]:
    argued = {fact for rule in said.procedure.rules.values() if rule.kind == "argued" for fact in rule.facts}
    for act, fact, _, told in said.facts_typed(TEXTS):
        if said.procedure.acts[act].facts[fact].type == "text" and fact not in argued:
            continue  # a word or two: nobody copies it, and no rule reads it
        yield {
            "case": '"case"', "n": "n", "fact": text(fact), "i": "0", "label": "''", "chars": "weight(bare)",
            "different": "len(list_distinct(string_split(bare, '')))", "digest": "digest",
        }, (
            f"from steps join (select said, bare_letters(said) as bare, keyed_digest(bare) as digest from (select distinct {told} as said from steps "
            f"where act = {text(act)})) on said = {told} where act = {text(act)}"
        )  # fmt: skip


def _facts(said: Expressions, types: frozenset[str], column: str, read: Callable[[str], str]) -> Iterator[tuple[Columns, str]]:
    for act, fact, _, told in said.facts_typed(types):
        here = f"from steps where act = {text(act)} and {read(told)} is not null"
        yield {"case": '"case"', "n": "n", "fact": text(fact), column: read(told)}, here


def _bits(said: Expressions) -> str:
    """The conditions an act meets, as the sum of their bits."""
    bits: dict[str, str] = {}
    for act, asked in Conditions.of(said.procedure).by_act.items():
        facts = {name: flag(told) if spec.type == "flag" else told for name, spec, _, told in said.facts_of(act)}
        bits[act] = " + ".join(
            f"case when {chosen(dict(where), facts)} then {1 << i} else 0 end" for i, where in enumerate(asked)
        )
    return _by_act(bits, "0")


def _open_facts(said: Expressions) -> str:
    """The facts that are not personal, as JSON."""
    told = {}
    for act in said.mapping.facts:
        open_ones = [
            (fact, flag(read) if spec.type == "flag" else read)
            for fact, spec, _, read in said.facts_of(act)
            if not spec.is_personal
        ]
        told[act] = f"json_object({', '.join(f'{text(fact)}, {read}' for fact, read in open_ones)})"
    return f"cast(json_merge_patch('{{}}', {_by_act(told, text('{}'))}) as varchar)" if told else "'{}'"


def _personal(said: Expressions, act: str) -> list[str]:
    return [fact for fact, spec, _, _ in said.facts_of(act) if spec.is_personal]


def _by_act(ways: Mapping[str, str], otherwise: str) -> str:
    told = " ".join(f"when {text(act)} then {way}" for act, way in ways.items())
    return f"case act {told} else {otherwise} end" if ways else otherwise


def _among(acts: tuple[str, ...]) -> str:
    return f"act in ({', '.join(map(text, acts))})" if acts else "false"
