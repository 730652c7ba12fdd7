"""A room asks another room's queries, actions and access; it never touches the other's tables."""

import ast

import grimp

from tests.architecture.sources import ROOMS, ROOT, product

LAYERS = {
    "commands", "urls", "views", "forms", "followers", "actions", "access", "datasets", "queries", "models", "rules",
    "apps", "__init__", "migrations", "tests", "templatetags",
}  # fmt: skip
KIT_ONLY = "kit"  # has modules of its own kind: clock, dates, money …


def test_no_room_imports_the_models_of_another() -> None:
    graph = grimp.build_graph("mingheng", exclude_type_checking_imports=True, cache_dir=None)
    foreign = []
    for importer in (module for module in graph.modules if ".tests" not in module):
        for imported in graph.find_modules_directly_imported_by(importer):
            room, _, layer = imported.removeprefix("mingheng.").partition(".")
            if layer.split(".")[0] == "models" and importer.split(".")[1] != room:
                foreign.append((importer, imported))
    assert foreign == []


def test_foreign_keys_to_other_rooms_are_written_as_strings() -> None:
    by_class = [
        (source.at(call), ast.unparse(call.args[0]))
        for source in product()
        if source.layer == "models"
        for call in ast.walk(source.tree)
        if isinstance(call, ast.Call) and ast.unparse(call.func).endswith(("ForeignKey", "OneToOneField", "ManyToManyField"))
        if call.args and isinstance(call.args[0], ast.Attribute)
        if not ast.unparse(call.args[0]).startswith("settings.")
    ]
    assert by_class == []


def test_a_room_has_only_files_of_the_known_names() -> None:
    strange = [
        str(source) for source in product() if source.room in ROOMS and source.room != KIT_ONLY and source.layer not in LAYERS
    ]
    assert strange == []


def test_every_room_has_its_own_tests() -> None:
    assert [room for room in ROOMS if not list((ROOT / "mingheng" / room).glob("tests/test_*.py"))] == []


def test_every_folder_of_code_is_a_package() -> None:
    """A folder without `__init__.py` is invisible to the import contracts."""
    folders = {(ROOT / source.path).parent for source in product()}
    assert [folder.relative_to(ROOT).as_posix() for folder in sorted(folders) if not (folder / "__init__.py").exists()] == []
