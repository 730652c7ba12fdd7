"""The page that asks what something is needed for before it is shown."""

from dataclasses import dataclass

from mingheng.cases.queries.page import Pairs
from mingheng.kit.shell import Choice


@dataclass(frozen=True)
class PurposePage:
    """Asks what something is needed for before it is shown; the purpose and the reader are recorded.

    `revealed` is the thing itself, after a purpose was given.
    """

    title: str
    masked: str
    rule: str
    action: str
    back_href: str
    choices: Pairs
    problem: str = ""
    typed: str = ""
    chosen: str = ""
    revealed: str = ""
    recorded: str = ""
    crumbs: tuple[Choice, ...] = ()
    button: str = "记录用途并查看"
