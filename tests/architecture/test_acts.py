"""Every act is keyword-only, told by whom and when, done in one transaction, and recorded in the ledger."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from tests.architecture.sources import ROOMS, Source, calls, dotted, functions, product

# What is not quite an act says here why.
PART_OF_ANOTHER = {
    "documents.allocate_number": "a statement within the act that orders the instrument",
    "ledger.record_said": "what is said says by whom and when",
    "ledger.record_many": "each of them says by whom and when",
}
BY_NOBODY = PART_OF_ANOTHER | {
    "ledger.sequence_entries": "the worker's: gives an order to entries that persons made",
    "ledger.grow_tree": "the worker's: signs what persons recorded",
    "ledger.ask_witnesses": "the worker's: shows what was signed",
    "ledger.keep_cosignatures": "by the witness whose signature it is",
    "ledger.stamp_checkpoint": "the worker's: has what was signed timestamped",
    "documents.render_waiting": "the worker's: prints what a person ordered",
    "documents.render_folder": "prints what a person ordered, as the worker does",
    "supervision.escalate_late": "the system's: the last day of a reply is over",
    "organisation.create_first_administrator": "there is nobody yet; recorded as done by the installation itself",
    "organisation.sign_in": "who it is, is what it finds out",
    "organisation.sign_out": "the person himself",
    "organisation.change_password": "the person himself",
    "organisation.choose_password": "the person himself",
}
UNRECORDED = PART_OF_ANOTHER | {
    "documents.order_instrument": "is ordered by a step, and that step is recorded with it",
    "cases.save_draft": "a draft is not an act",
    "supervision.save_sheet": "a draft is not an act",
    "supervision.keep_previewed": "a file that nobody agreed to yet is not an act",
    "supervision.load_previewed": "the load it leads to is recorded with it",
    "organisation.preview_import": "always rolled back",
    "ledger.record": "is the recording",
    "ledger.sequence_entries": "the order is the ledger's own",
    "ledger.grow_tree": "the tree is over the ledger, not in it",
    "ledger.ask_witnesses": "what outsiders say of the ledger is not in it",
    "ledger.keep_cosignatures": "what outsiders say of the ledger is not in it",
    "ledger.stamp_checkpoint": "what outsiders say of the ledger is not in it",
    "documents.render_waiting": "the order of the instrument was recorded, printing it changes nothing",
}


@dataclass(frozen=True)
class Act:
    """One public function of a room's actions."""

    room: str
    source: Source
    function: ast.FunctionDef

    def __str__(self) -> str:
        return f"{self.room}.{self.function.name}"

    @property
    def keywords(self) -> set[str]:
        return {argument.arg for argument in self.function.args.kwonlyargs}


def parts_of(room: str) -> dict[str, ast.AST]:
    """Every function and every table of functions in a room's actions, private ones included, by name."""
    found: dict[str, ast.AST] = {}
    for source in product():
        if source.room == room and source.layer == "actions":
            found.update({function.name: function for function in functions(source.tree)})
            tables = [node for node in source.tree.body if isinstance(node, ast.Assign | ast.AnnAssign)]
            found.update({dotted(node.targets[0] if isinstance(node, ast.Assign) else node.target): node for node in tables})
    return found


def offered_by(room: str) -> set[str] | None:
    """The names a package of actions hands out; None for a single file, which offers all that is not private."""
    for source in product():
        if source.path.parts == ("mingheng", room, "actions", "__init__.py"):
            imports = [node for node in source.tree.body if isinstance(node, ast.ImportFrom)]
            return {alias.asname or alias.name for node in imports for alias in node.names}
    return None


def acts() -> Iterator[Act]:
    for room in ROOMS:
        offered = offered_by(room)
        for source in product():
            if source.room != room or source.layer != "actions":
                continue
            for node in source.tree.body:
                if (
                    isinstance(node, ast.FunctionDef)
                    and not node.name.startswith("_")
                    and (offered is None or node.name in offered)
                ):
                    yield Act(room, source, node)


def reaches(act: Act, wanted: set[str]) -> bool:
    """Whether an act uses one of these names, itself or through what else is in its room's actions."""
    known = parts_of(act.room)
    seen: set[str] = set()
    waiting: list[ast.AST] = [act.function]
    while waiting:
        current = waiting.pop()
        names = {dotted(node).rsplit(".", 1)[-1] for node in ast.walk(current) if isinstance(node, ast.Name | ast.Attribute)}
        if names & wanted:
            return True
        waiting += [known[name] for name in names & known.keys() - seen]
        seen |= names
    return False


def test_every_argument_of_an_act_is_named() -> None:
    assert [str(act) for act in acts() if act.function.args.args or act.function.args.posonlyargs] == []


def test_every_act_is_told_when() -> None:
    assert [str(act) for act in acts() if "at" not in act.keywords and str(act) not in PART_OF_ANOTHER] == []


def test_every_act_is_told_by_whom() -> None:
    assert [str(act) for act in acts() if "by" not in act.keywords and str(act) not in BY_NOBODY] == []


def test_every_act_is_one_transaction() -> None:
    loose = [act for act in acts() if not reaches(act, {"atomic"})]
    assert [str(act) for act in loose] == []


def test_every_act_is_recorded_in_the_ledger() -> None:
    silent = [act for act in acts() if not reaches(act, {"record", "record_said", "record_many", "erase_chain"})]
    assert [str(act) for act in silent if str(act) not in UNRECORDED] == []


def test_no_exception_outlives_its_act() -> None:
    assert (BY_NOBODY.keys() | UNRECORDED.keys()) - {str(act) for act in acts()} == set()


def test_the_ledger_is_the_last_thing_an_act_calls() -> None:
    """Only what the caller gets back may be made after it."""
    late = []
    for act in acts():
        recorded = [call.lineno for call in calls(act.function) if dotted(call.func).endswith("ledger.actions.record")]
        writes = [call.lineno for call in calls(act.function) if dotted(call.func).endswith((".save", ".create", ".bulk_create"))]
        if recorded and writes and max(writes) > max(recorded):
            late.append(str(act))
    assert late == []
