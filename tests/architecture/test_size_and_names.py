"""Files and functions stay small enough to read at once, and no drawer is called utils."""

from tests.architecture.sources import ROOT, everything, functions, product

FILE, FUNCTION, MEDIAN = 400, 60, 80
DRAWERS = {"common", "core", "extras", "helpers", "lib", "misc", "services", "shared", "util", "utils"}
DATA = {"mingheng/kit/static/kit/tokens.css"}  # the design's own list of values
PAGES = ("html", "js", "css", "typ")


def lines(path: str) -> int:
    return len((ROOT / path).read_text(encoding="utf-8").splitlines())


def test_no_python_file_is_longer_than_four_hundred_lines() -> None:
    assert [(str(source), lines(str(source))) for source in everything() if lines(str(source)) > FILE] == []


def test_no_page_script_or_style_is_longer_than_four_hundred_lines() -> None:
    paths = [path.relative_to(ROOT).as_posix() for kind in PAGES for path in (ROOT / "mingheng").rglob(f"*.{kind}")]
    assert [(path, lines(path)) for path in sorted(set(paths) - DATA) if lines(path) > FILE] == []


def test_no_function_is_longer_than_sixty_lines() -> None:
    long = [
        (source.at(function), function.name)
        for source in everything()
        for function in functions(source.tree)
        if (function.end_lineno or 0) - function.lineno >= FUNCTION
    ]
    assert long == []


def test_half_of_the_files_are_under_eighty_lines() -> None:
    lengths = sorted(lines(str(source)) for source in product())
    assert lengths[len(lengths) // 2] < MEDIAN


def test_no_module_is_a_drawer() -> None:
    assert [str(source) for source in everything() if DRAWERS & {part.removesuffix(".py") for part in source.path.parts}] == []
