"""What an instrument needs to say, gathered from the docket: its own act first, then what stands before it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mingheng.cases.models import Case
from mingheng.cases.queries.course_papers import COURSE_PAPERS
from mingheng.cases.queries.force_papers import FORCE_PAPERS
from mingheng.cases.queries.hearing_papers import HEARING_PAPERS
from mingheng.cases.queries.paper_money import MONEY
from mingheng.cases.queries.paper_spot import SPOT_PAPERS
from mingheng.cases.queries.remedy_papers import REMEDY_PAPERS
from mingheng.cases.queries.wording import VERDICT_WORDS, VOTE_WORDS, Words
from mingheng.cases.rules import masked_number, registered
from mingheng.documents import queries as documents
from mingheng.law.rules.context import Context
from mingheng.law.rules.docket import Act, Docket, Party, effective
from mingheng.law.rules.position import NAMES_HANDLERS
from mingheng.law.rules.predicates.cash import CASH
from mingheng.law.rules.specials import text_applied

if TYPE_CHECKING:
    from mingheng.law.rules.reading import Lawbook
    from mingheng.organisation.models import Unit


@dataclass(frozen=True)
class Paper:
    """The contents of an instrument and the 机关代字 it is numbered under."""

    data: Mapping[str, Any]
    authority_code: str


# Where a content that is not a fact of the act itself comes from: act and fact, the last effective one.
ELSEWHERE: dict[str, tuple[str, str]] = {
    "source": ("register_lead", "source"),
    "findings": ("check_lead", "findings"),
    "item": ("propose_filing", "item"),
    "conduct_day": ("propose_filing", "conduct_day"),
    "evidence": ("propose_filing", "evidence"),
    "jurisdiction": ("propose_filing", "jurisdiction"),
    "ground": ("propose_no_filing", "ground"),
    "explanation": ("propose_no_filing", "explanation"),
    "found": ("report_investigation", "found"),
    "proposal": ("propose_decision", "opinion"),
    "discretion": ("explain_discretion", "factors"),
    "execution": ("propose_closing", "execution"),
    "rectified": ("propose_closing", "rectified"),
    "closing_note": ("propose_closing", "closing_note"),
    "hearing_day": ("notify_hearing", "hearing_day"),
    "hearing_time": ("notify_hearing", "hearing_time"),
    "hearing_place": ("notify_hearing", "place"),
    "scene": ("register_lead", "place"),
    "recording": ("establish_facts", "recording"),
}
TERMS = {
    "defence_term": "defence.days",
    "hearing_term": "hearing.request.days",
    "payment_term": "pay.days",
    "reconsideration_term": "reconsideration.apply.days",
    "lawsuit_term": "lawsuit.apply.months",
    "lawsuit_after_term": "lawsuit.after_reconsideration.days",
}
VALUES = {
    "reconsideration_body": "authority.reconsideration_body",
    "court": "authority.court",
    "payment_institution": "authority.payment_institution",
    "payment_account": "authority.payment_account",
    "surcharge_rate": "late.rate",
    "surcharge_cap": "late.cap",
}
ARTICLES = frozenset({"breach", "penalty_clause", "basis"})


def paper_of(case: Case, docket: Docket, act: Act, law: "Lawbook", bureau: "Unit") -> Paper:
    """Everything the act's instrument may say, issued by `bureau`. `docket` already holds the act."""
    definition = documents.definition(str(docket.procedure.acts[act.kind].instrument), law.digest)
    words = Words(docket, law)
    data: dict[str, Any] = {
        "authority": bureau.name,
        "case_number": case.number or act.facts.get("case_number") or "",
        "ref": case.ref,
        "date": act.happened.isoformat(),
        "parties": _parties(docket, act, full=definition.identity == "full"),
        "officers": _officers(docket, act),
    }
    wanted = definition.keys
    data |= _declared(words, docket, act, wanted)
    data |= _from_elsewhere(words, docket, act, frozenset(k for k in wanted if not data.get(k)))
    data |= _law_of(docket, act, law, frozenset(k for k in wanted if not data.get(k)))
    data |= {k: v for k, v in _special(words, docket, act, law).items() if v}
    return Paper(data, bureau.code)


def _parties(docket: Docket, act: Act, *, full: bool) -> list[dict[str, str]]:
    wanted = [p for p in docket.parties if act.party in (None, p.id)]
    return [_party(registered(docket, p.id), p, full=full) for p in wanted]


def _party(facts: Mapping[str, Any], party: Party, *, full: bool) -> dict[str, str]:
    number = str(facts.get("identity_number") or "")
    return {
        "name": party.name,
        "kind": party.kind,
        "identity": number if full else masked_number(party.kind, number),
        "address": str(facts.get("address") or ""),
        "legal_representative": str(facts.get("legal_representative") or ""),
    }


def _officers(docket: Docket, act: Act) -> list[dict[str, str]]:
    chosen = [int(i) for i in act.facts.get("officers") or ()] or _handlers(docket) or [act.by]
    people = {i: s for a in docket.acts for i, s in a.people.items()}
    return [{"name": people[i].name, "certificate": people[i].certificate or ""} for i in chosen if i in people]


def _handlers(docket: Docket) -> list[int]:
    last = effective(docket).last(*NAMES_HANDLERS)
    return [int(i) for i in last.facts.get("officers") or ()] if last else []


def _declared(words: Words, docket: Docket, act: Act, wanted: frozenset[str]) -> dict[str, Any]:
    data: dict[str, Any] = {"happened": (act.happened_at or act.happened).isoformat()}
    for name, spec in docket.procedure.acts[act.kind].facts.items():
        if name not in wanted:
            continue
        value = None if spec.confidential else act.facts.get(name)
        if spec.type in ("money", "day", "flag") or (
            spec.choices and set(spec.choices) == {"yes", "no"} and name == "hearing_told"
        ):
            data[name] = value
        elif spec.type in ("points", "elements"):
            data[name] = [str(v.get("point")) if isinstance(v, dict) else str(v) for v in value or ()]
        elif spec.type == "things":
            data[name] = [dict(row) for row in value or ()]
        elif name not in ("officers", "items", "answers", "views", "files"):
            data[name] = words.fact(spec, value, act)
    return data


def _from_elsewhere(words: Words, docket: Docket, act: Act, wanted: frozenset[str]) -> dict[str, Any]:
    live = effective(docket.prefix(act.n - 1))  # an act that returns a proposal still speaks of it
    found: dict[str, Any] = {}
    for key in wanted & ELSEWHERE.keys():
        kind, fact = ELSEWHERE[key]
        source = live.last(kind, party=act.party)
        if source is not None:
            spec = docket.procedure.acts[kind].facts[fact]
            value = source.facts.get(fact)
            found[key] = value if spec.type in ("money", "day") else words.fact(spec, value, source)
    return found


def _law_of(docket: Docket, act: Act, law: "Lawbook", wanted: frozenset[str]) -> dict[str, Any]:
    """Articles, terms and places of remedy, as in force on the day of the act."""
    found: dict[str, Any] = {}
    for key in wanted & TERMS.keys():
        unit = str(law.parameters[TERMS[key]].unit)
        found[key] = {"value": str(law.value(TERMS[key], act.happened).value), "unit": unit}
    for key in wanted & VALUES.keys():
        found[key] = str(law.value(VALUES[key], act.happened).value)
    if "surcharge" in wanted:
        found["surcharge"] = True
    if wanted & ARTICLES:
        found |= _articles(docket, act, law)
    return found


def _articles(docket: Docket, act: Act, law: "Lawbook") -> dict[str, str]:
    live = effective(docket.prefix(act.n - 1))
    source = (
        act
        if act.facts.get("clause")
        else live.last("explain_discretion", "tell_on_spot", "establish_facts", "propose_filing", party=act.party)
    )
    if source is None or source.facts.get("item") not in law.items:
        return {}
    item = law.items[str(source.facts["item"])]
    conduct = source.day("conduct_day") or source.happened
    version = next((v for v in item.versions if v.holds_on(conduct)), item.versions[-1])
    if source.facts.get("clause"):
        version = text_applied(Context(docket, law), source, item).version or version

    def said(refs: tuple[str, ...]) -> str:
        return "、".join(law.cite_text(r) for r in refs)

    clause = next((c for c in version.clauses if c.key == source.facts.get("clause")), None)
    other = f"{'；'.join(clause.also)}。" if clause and clause.also and clause.fine is None else ""
    found = {"breach": said(version.breach), "penalty_clause": said(version.penalty), "basis": said(version.breach)}
    return found | ({"other_penalty": other} if other else {})


def _special(words: Words, docket: Docket, act: Act, law: "Lawbook") -> dict[str, Any]:
    """Contents an instrument words its own way."""
    gather = SPECIAL.get(act.kind)
    return gather(words, docket, act, law) if gather else {}


def _notice(words: Words, docket: Docket, act: Act, law: "Lawbook") -> dict[str, Any]:
    told = effective(docket).last("give_notice", party=act.party)
    served = effective(docket).last("serve_notice", party=act.party)
    more: dict[str, Any] = {"evidence": _evidence(words, docket)}
    if act.kind == "make_decision" and told is not None and served is not None and told.facts.get("number"):
        more |= {"notice_number": told.facts["number"], "notice_day": served.happened.isoformat()}
    return more | ({"by_bank": paid == "bank", "in_cash": paid in CASH} if (paid := act.facts.get("payment")) else {})


def _evidence(words: Words, docket: Docket) -> list[str]:
    found = effective(docket).of(("add_evidence",))
    kinds = [words.fact(docket.procedure.facts_of(a.kind)["kind"], a.facts.get("kind"), a) for a in found]
    return [f"{a.facts.get('title', '')}（{kind}）" for a, kind in zip(found, kinds, strict=True)] or ["案卷所附证据"]


def _evidence_sheet(words: Words, docket: Docket, act: Act, law: "Lawbook") -> dict[str, Any]:
    return {"title": "", "title_of_evidence": act.facts.get("title"), "files": list(act.facts.get("files") or ())}


def _review(words: Words, docket: Docket, act: Act, law: "Lawbook") -> dict[str, Any]:
    rows = [
        {"point": r["key"], "verdict": VERDICT_WORDS.get(r.get("verdict", ""), ""), "reason": r.get("reason", "")}
        for r in act.facts.get("items") or ()
    ]
    return {"items": rows, "reviewer": act.people[act.by].name, "qualification": "已登记法律职业资格",
            "round": f"第{act.round}次" }  # fmt: skip


def _answers(words: Words, docket: Docket, act: Act, law: "Lawbook") -> dict[str, Any]:
    rows = act.facts.get("answers") or ()
    return {"answers": [
        {"point": r.get("point", ""), "accepted": "采纳" if r.get("accepted") else "不采纳", "reason": r.get("reason", "")}
        for r in rows
    ]}  # fmt: skip


def _views(words: Words, docket: Docket, act: Act, law: "Lawbook") -> dict[str, Any]:
    rows = act.facts.get("views") or ()
    return {"views": [
        {"name": words.officer(r["officer"], act), "vote": VOTE_WORDS.get(r.get("vote", ""), ""), "view": r.get("reason", "")}
        for r in rows
    ]}  # fmt: skip


def _service(words: Words, docket: Docket, act: Act, law: "Lawbook") -> dict[str, Any]:
    live = effective(docket)
    kinds = ("give_notice",) if act.kind == "serve_notice" else ("make_decision", "decide_no_penalty")
    named = next((a for a in live.acts if str(a.n) == str(act.facts.get("paper"))), None)
    served = named or live.last(*kinds, party=act.party)
    key = docket.procedure.acts[served.kind].instrument if served else None
    name = documents.definition(key, law.digest).title if key else ""
    number = str(served.facts.get("number") or "") if served else ""
    return {"document": f"{name} {number}".strip()}


def _no_penalty(words: Words, docket: Docket, act: Act, law: "Lawbook") -> dict[str, Any]:
    """The conditions of the law, each with the evidence that shows it."""
    meant = effective(docket).last("explain_no_penalty", party=act.party)
    taken = {str(a.n): a for a in docket.acts}
    rows = [(row, taken.get(str(row.get("step")))) for row in (meant.facts.get("conditions") or () if meant else ())]
    return {"conditions": [f"{row['key']}：{row['reason']}（{words.exhibit(step)}）" for row, step in rows if step is not None]}


def _correction(words: Words, docket: Docket, act: Act, law: "Lawbook") -> dict[str, Any]:
    """The words as they stood before the correction."""
    before = effective(docket.prefix(act.n - 1))
    target = next((a for a in before.acts if str(a.n) == str(act.facts.get("corrects"))), None)
    name = str(act.facts.get("fact"))
    return (
        {"former_value": words.fact(docket.procedure.facts_of(target.kind)[name], target.facts.get(name), target)}
        if target
        else {}
    )


SPECIAL = {
    **FORCE_PAPERS,
    **HEARING_PAPERS,
    **COURSE_PAPERS,
    **REMEDY_PAPERS,
    "add_evidence": _evidence_sheet,
    "correct_record": _correction,
    "decide_no_penalty": _no_penalty,
    "discuss_case": _views,
    "extend_again": _views,
    "give_notice": _notice,
    "legal_review": _review,
    "make_decision": _notice,
    "review_statement": _answers,
    "serve_decision": _service,
    "serve_notice": _service,
    "serve_paper": _service,
    **MONEY,
    **SPOT_PAPERS,
}
