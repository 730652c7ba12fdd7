"""Reading the fiction from `data/`: strict values, so that a slip of the pen is found when the file is read."""

from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from mingheng.kit.yaml_files import read_yaml

DATA = Path(__file__).resolve().parents[1] / "data"


class Told(BaseModel):
    """A frozen value of the fiction; unknown words are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


@cache
def told(name: str) -> Any:
    """The content of one file of `data/`; everybody gets the same object and leaves it as it is."""
    return read_yaml(DATA / name)
