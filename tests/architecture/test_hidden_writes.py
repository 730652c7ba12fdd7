"""Nothing is written behind the reader's back: writes stand in actions, and no signal, save() or cascade writes elsewhere."""

import ast

from tests.architecture.sources import ROOMS, Source, calls, dotted, functions, product

SAVES = {"save", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "aget_or_create", "asave"}
ON_ROWS = {"create", "update", "delete", "acreate", "aupdate", "adelete"}
ROWS = {"objects", "filter", "exclude", "all", "select_for_update"}
WITHOUT_TABLES = {"rules"}  # a contract keeps them from the database; what they save are pictures and files


def writes(source: Source) -> list[str]:
    """Calls that change rows, told by their names and by what they are called on."""
    found = []
    for call in calls(source.tree):
        if not isinstance(call.func, ast.Attribute):
            continue
        chain = set(dotted(call.func.value).split("."))
        if call.func.attr in SAVES or (call.func.attr in ON_ROWS and chain & ROWS):
            found.append(f"{source.at(call)} {ast.unparse(call.func)}")
    return found


def test_only_actions_write() -> None:
    elsewhere = [
        line
        for source in product()
        if source.layer not in {"actions", *WITHOUT_TABLES} and source.room != "kit"
        for line in writes(source)
    ]
    assert elsewhere == []


def test_no_room_listens_to_django_signals() -> None:
    listeners = [
        source.at(node)
        for source in product()
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        if any(word in ast.unparse(node) for word in ("django.dispatch", "signals"))
    ]
    assert listeners == []


def test_no_model_overrides_save_or_delete() -> None:
    overrides = [
        source.at(function)
        for source in product()
        if source.layer == "models"
        for function in functions(source.tree)
        if function.name in {"save", "delete", "asave", "adelete", "full_clean"}
    ]
    assert overrides == []


def test_no_generic_foreign_keys() -> None:
    assert [str(source) for source in product() if "GenericForeignKey" in ast.dump(source.tree)] == []


def test_nothing_cascades_from_one_room_into_another() -> None:
    cascades = [
        f"{source.at(call)} {ast.unparse(call)}"
        for source in product()
        if source.layer == "models"
        for call in calls(source.tree)
        if any(dotted(word).endswith("CASCADE") for word in [*call.args, *(keyword.value for keyword in call.keywords)])
        if any(f"{room}." in ast.unparse(call.args[0]) for room in ROOMS if room != source.room)
    ]
    assert cascades == []
