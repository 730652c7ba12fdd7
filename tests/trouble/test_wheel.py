"""The wheel carries all it needs: law, pages, templates of instruments, front-end files."""

import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from mingheng.kit.assets import ASSETS
from mingheng.kit.paths import CHECKOUT
from tests.trouble.conftest import folder_for_all
from tests.trouble.servers import Server

pytestmark = pytest.mark.trouble


@pytest.fixture(scope="module")
def wheel() -> Iterator[Path]:
    """Built from a copy of the sources, so that nothing is left in the checkout."""
    with folder_for_all() as folder:
        for name in sources():
            (folder / "code" / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(CHECKOUT / name, folder / "code" / name)
        (folder / "code/node_modules").symlink_to(CHECKOUT / "node_modules")
        quiet = ["--no-deps", "--no-build-isolation", "--no-index", "-q", "--disable-pip-version-check"]
        subprocess.run([sys.executable, "-m", "pip", "wheel", ".", *quiet, "-w", folder], cwd=folder / "code", check=True)
        yield next(folder.glob("*.whl"))


def sources() -> list[str]:
    """Every file of the repository, committed or not yet."""
    words = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(words, cwd=CHECKOUT, capture_output=True, text=True, check=True).stdout
    return [name for name in listed.split("\0") if (CHECKOUT / name).is_file()]


def test_it_carries_every_page_and_every_line_of_the_law(wheel: Path) -> None:
    carried = set(zipfile.ZipFile(wheel).namelist())
    ours = [name for name in sources() if name.startswith("mingheng/") and "/tests/" not in name]
    law = [f"mingheng/{name}" for name in sources() if name.startswith("lawbook/")]
    front_end = [f"mingheng/front_end/{source}" for source in ASSETS.values()]
    assert sorted({*ours, *law, *front_end} - carried) == []


def test_installed_somewhere_else_it_serves(wheel: Path, open_folder: Path) -> None:
    installed = open_folder / "installed"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(installed)
    server = Server(open_folder / "data", code=installed)
    server.wait_until_it_serves()
    assert server.answers()
    assert server.answers("/static/vendor/htmx.min.js")
    server.process.terminate()
    assert server.process.wait(30) == 0
