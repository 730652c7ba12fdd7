"""Where things are on this machine: the data folder, the lawbook, the front-end packages."""

import os
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
CHECKOUT = PACKAGE.parent


def data_dir() -> Path:
    """The installation's own folder: database, files, keys. `MINGHENG_DATA`, else `.data` beside the code."""
    chosen = os.environ.get("MINGHENG_DATA")
    return Path(chosen).resolve() if chosen else CHECKOUT / ".data"


def lawbook_dir() -> Path:
    """The law as data: `lawbook/` in a checkout, `mingheng/lawbook/` in an installed wheel.

    Raises FileNotFoundError when neither is there.
    """
    for place in (CHECKOUT / "lawbook", PACKAGE / "lawbook"):
        if place.is_dir():
            return place
    raise FileNotFoundError(f"没有找到法律库目录 lawbook/(找过 {CHECKOUT} 和 {PACKAGE});请重新安装程序。")


def front_end_dir() -> Path:
    """Where npm put the front-end packages; an installed wheel carries the few files we serve."""
    carried = PACKAGE / "front_end"
    return carried if carried.is_dir() else CHECKOUT / "node_modules"
