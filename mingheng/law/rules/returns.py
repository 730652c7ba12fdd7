"""A legal review sent back: what it wants mended, point by point, and by which act (行政处罚法 58)."""

from mingheng.law.rules.docket import Act, Docket

MENDING = ("investigation", "notice", "hearing")


def mending_acts(docket: Docket) -> tuple[tuple[str, str], ...]:
    """The acts by which handlers mend what a review found: theirs, before the review, by key and title."""
    acts = docket.procedure.acts.items()
    return tuple((key, a.title) for key, a in acts if "officer" in a.by and a.stage in MENDING)


def last_return(docket: Docket) -> Act | None:
    """The last legal review, where it did not pass. Reads every act: mending ends the review's effect, not its points."""
    reviews = docket.taken("legal_review")
    return reviews[-1] if reviews and reviews[-1].facts.get("conclusion") != "pass" else None


def points_to_mend(docket: Docket) -> tuple[tuple[str, str], ...]:
    """Each point of the last return, in words, with the act that mends it."""
    returned = last_return(docket)
    items = returned.facts.get("items") or () if returned else ()
    failed = [i for i in items if i.get("verdict") == "not_ok" and i.get("mend")]
    return tuple((f"{i['key']}：{i['mend']}", str(i.get("act") or "")) for i in failed)
