"""By what a case is called in lists."""

from collections.abc import Mapping
from typing import Any

from mingheng.law.rules.docket import Docket, effective

TITLE = 40
"""Characters of what a lead says that stand for its title while the matter is not known."""


def shortened(text: str) -> str:
    """The beginning of a text that is too long for a line, so that one sees that it goes on."""
    return text if len(text) <= TITLE else text[: TITLE - 1] + "…"


def title_of(docket: Docket, item: str, items: Mapping[str, Any]) -> str:
    """The matter of the case once there is one, before that what its lead says."""
    if item in items:
        return str(items[item].title)
    lead = effective(docket).first("register_lead")
    return shortened(str(lead.facts.get("content", ""))) if lead else ""
