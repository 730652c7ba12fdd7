"""The matters of supervision of the fiction: one in each state."""

from functools import cache
from typing import Any

from pydantic import Field

from mingheng.demo.rules.reading import Told, told


class MatterStep(Told):
    """One act of a matter; `ago` counts working days before the last one, `files` are titles of sheets that come with it."""

    act: str
    ago: int
    facts: dict[str, Any] = Field(default_factory=dict)
    files: tuple[str, ...] = ()


class ToldMatter(Told):
    """A matter against a unit, act by act."""

    procedure: str
    unit: str
    acts: tuple[MatterStep, ...]


class Supervising(Told):
    """Everything of `supervision.yaml`; `said` is what an act says where a matter does not."""

    said: dict[str, dict[str, Any]]
    matters: tuple[ToldMatter, ...]


@cache
def supervising() -> Supervising:
    """The matters as told."""
    return Supervising.model_validate(told("supervision.yaml"))
