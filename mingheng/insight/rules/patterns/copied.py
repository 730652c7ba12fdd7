"""The same words or the same file in cases that have nothing to do with each other.

What a large part of all cases share is a form or a set phrase. What all cases of one party share, or all cases of one place
on one day, may well be the same: two matters of one shop, several parties in one building.
"""

import ibis.expr.types as ir

from mingheng.insight.rules.patterns.asked import Asked, grounds
from mingheng.insight.rules.patterns.places import place_of_case

PAIR = 2


def withdrawn_copied(asked: Asked) -> ir.Table:
    """Explanations of withdrawals, terminations and refusals to file that are the same to the letter."""
    return _alike(asked, _texts(asked, "withdraws"), asked.whole("least"))


def copied_facts(asked: Asked) -> ir.Table:
    """Facts found on the spot, answers and reports that are the same to the letter."""
    return _alike(asked, _texts(asked, "field"), PAIR)


def copied_evidence(asked: Asked) -> ir.Table:
    """Files that are the same to the byte."""
    files = asked.log.files
    return _alike(asked, files.select("case", "n", digest="sha256"), PAIR)


def _texts(asked: Asked, role: str) -> ir.Table:
    texts = asked.log.texts
    long = texts.filter(texts.fact.isin(list(asked.told.facts)) & (texts.chars >= asked.whole("characters")))
    return long.semi_join(asked.acts(role), ["case", "n"]).select("case", "n", "digest")


def _alike(asked: Asked, rows: ir.Table, least: int) -> ir.Table:
    """Rows of a digest that some cases share: at least so many, and not so many that it is a form; of several parties, and apart."""
    parties = asked.log.parties
    party = parties.group_by("case").aggregate(party=parties.party.min())
    found = rows.join(asked.log.acts.select("case", "n", "happened"), ["case", "n"])
    found = found.left_join(party, "case").drop("case_right")
    found = found.left_join(place_of_case(asked.log), "case").drop("case_right")
    alone = found.case.cast("string")
    found = found.mutate(party=found.party.fill_null(alone), place=found.place.fill_null(alone))
    shared = found.group_by("digest").aggregate(
        cases=found.case.nunique(), parties=found.party.nunique(), places=found.place.nunique(), days=found.happened.nunique()
    )
    whole = rows.aggregate(whole=rows.case.nunique())
    shared = shared.cross_join(whole)
    few = (shared.cases <= asked.whole("few")) | (shared.cases <= shared.whole * asked.number("share"))
    shared = shared.filter((shared.cases >= least) & few & (shared.parties > 1) & ((shared.places > 1) | (shared.days > 1)))
    alike = found.join(shared.select("digest", "cases"), "digest")
    return grounds(alike, knot=[alike.digest], measure=alike.cases)
