"""Rules about a review sent back in points, and about who discusses a case together (行政处罚法 57, 58)."""

from dataclasses import replace

from mingheng.law.rules.context import Context
from mingheng.law.rules.docket import Act
from mingheng.law.rules.findings import Answer, Finding
from mingheng.law.rules.letters import letters
from mingheng.law.rules.procedure import RuleSpec
from mingheng.law.rules.returns import last_return, points_to_mend
from mingheng.law.rules.specials.people import people_in
from mingheng.law.rules.specials.told import Special, finding


def returned_in_points(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """Who sends a case back says for each failed item what to mend and by which act."""
    if context.prospective or act.facts.get("conclusion") not in ("amend", "return"):
        return finding(code, rule, act, Answer.PENDING if context.prospective else Answer.KEPT)
    told = finding(code, rule, act, Answer.BROKEN)
    failed = [i for i in act.facts.get("items") or () if i.get("verdict") == "not_ok"]
    if not failed:
        return replace(told, reason=f"{told.reason}（没有一项选“不符合”）")
    bare = [
        str(i["key"])
        for i in failed
        if not letters(str(i.get("mend") or "")) or i.get("act") not in context.docket.procedure.acts
    ]
    return replace(told, reason=f"{bare[0]}：{told.reason}") if bare else replace(told, answer=Answer.KEPT)


def mends_answered(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """A case sent again answers every point of the return; what is called mended was done by the act named."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    told, returned = finding(code, rule, act, Answer.BROKEN), last_return(context.docket)
    answers = {letters(str(r.get("point") or "")): r for r in act.facts.get("mended") or ()}
    for words, kind in points_to_mend(context.docket):
        answer = answers.get(letters(words))
        if answer is None:
            return replace(told, reason=f"{told.reason}（还没有回应：{words}）")
        done = any(returned is not None and a.n > returned.n for a in context.docket.taken(kind))
        if answer.get("done") == "yes" and not done:
            title = context.docket.procedure.acts[kind].title
            return replace(told, reason=f"写明已补正“{words}”，退回以后还没有办理“{title}”", remedy_act=kind,
                           remedy=f"先办理“{title}”，或者选“不补正”并写明理由")  # fmt: skip
    return replace(told, answer=Answer.KEPT)


def collective(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """A discussion is between several: so many different officers each say what they think (行政处罚法 57)."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    need = context.number(str(rule.parameter), act.happened)
    voices = people_in(act, str(rule.fact))
    told = finding(code, rule, act, Answer.KEPT if len(voices) >= need else Answer.BROKEN)
    return told if len(voices) >= need else replace(told, reason=f"{told.reason}（须 {need} 名，现有 {len(voices)} 名）")


def chair_among(code: str, rule: RuleSpec, context: Context, act: Act) -> Finding:
    """Who chairs a discussion is one of those who discuss."""
    if context.prospective:
        return finding(code, rule, act, Answer.PENDING)
    among = people_in(act, "chair") <= people_in(act, "views")
    return finding(code, rule, act, Answer.KEPT if among else Answer.BROKEN)


REVIEW: dict[str, Special] = {
    "chair_among": chair_among,
    "collective": collective,
    "mends_answered": mends_answered,
    "returned_in_points": returned_in_points,
}
