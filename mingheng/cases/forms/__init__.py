"""The form of any act, generated from the facts the procedure declares: shape only, no law."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict

from mingheng.cases.queries.wording import EVIDENCE_KINDS, VOTE_WORDS, Words
from mingheng.cases.rules.anonymity import blanks
from mingheng.kit import forms as kit
from mingheng.law.rules.concurrence import concurring
from mingheng.law.rules.context import Law
from mingheng.law.rules.docket import Act, Docket, effective
from mingheng.law.rules.lawbook import Item
from mingheng.law.rules.procedure import FactSpec, Strand
from mingheng.law.rules.returns import mending_acts
from mingheng.law.rules.specials import slips

Choices = Sequence[tuple[str, str]]
FEW = 5  # so many choices are shown at once; more go into a drop-down
MEASURE = "measure-"
SLIP = "·"  # between the step and the fact a correction names
SHORT = 30  # letters of a text that are shown in a drop-down


@dataclass(frozen=True)
class Surroundings:
    """What the choices of a form are drawn from: the docket, the law, the people and units at hand."""

    docket: Docket
    law: Law
    act: str
    party: str | None
    officers: tuple[tuple[int, str], ...] = ()
    units: tuple[tuple[str, str], ...] = ()
    leaders: tuple[tuple[int, str], ...] = ()

    @property
    def item(self) -> Item | None:
        """The item the case is about so far."""
        live = effective(self.docket)
        last = live.last("explain_discretion", "tell_on_spot", "establish_facts", "propose_filing", party=self.party)
        return self.law.items.get(str(last.facts.get("item"))) if last else None


class StepForm(kit.KitForm):
    """The declared facts of one act. With `judging=False` it shows typed text without judging it."""

    def __init__(
        self, around: Surroundings, data: Any = None, files: Any = None, *, judging: bool = True, initial: Any = None
    ) -> None:
        self.around, self.judging = around, judging
        super().__init__(data, files, initial=initial)
        spec = around.docket.procedure.acts[around.act]
        if spec.happened != "now":
            made = kit.MomentField if spec.happened == "minute" else kit.DayField
            self.fields["happened"] = made(label="发生时间", past=True, help_text="实际发生的时间。系统收到的时间另行记录")
        for name, fact in spec.facts.items():
            if not fact.computed:
                self.fields.update(fields_of(name, fact, around))

    def full_clean(self) -> None:
        """Judge nothing while a draft is only being shown again."""
        if self.judging or not self.is_bound:
            super().full_clean()
            return
        self._errors = ErrorDict(renderer=self.renderer)
        self.cleaned_data: dict[str, Any] = {}

    def clean(self) -> dict[str, Any]:
        """No text goes into the docket with places still to be filled in."""
        cleaned = super().clean()
        for name, value in list(cleaned.items()):
            if isinstance(value, str) and (left := blanks(value)):
                self.add_error(name, ValidationError(f"还有没替换的占位：{'、'.join(left)}。请写实际的内容"))
        return cleaned

    @property
    def facts(self) -> dict[str, Any]:
        """The cleaned facts as JSON, empty ones left out; call after `is_valid`."""
        found: dict[str, Any] = {}
        measures = {n.removeprefix(MEASURE): str(v) for n, v in self.cleaned_data.items() if n.startswith(MEASURE) and v}
        for name, fact in self.around.docket.procedure.acts[self.around.act].facts.items():
            value = measures if fact.type == "measures" else as_json(self.cleaned_data.get(name))
            if fact.type == "slip" and value:
                found["corrects"], value = str(value).split(SLIP)
            if fact.type != "files" and value not in (None, "", [], {}):
                found[name] = value
        return found

    @property
    def happened(self) -> tuple[date | None, datetime | None]:
        """The day the act happened, and the moment when it is told to the minute."""
        value = self.cleaned_data.get("happened")
        if isinstance(value, datetime):
            return value.date(), value
        return value, None

    @property
    def uploads(self) -> dict[str, list[Any]]:
        """The files of each fact that takes files."""
        specs = self.around.docket.procedure.acts[self.around.act].facts
        return {n: list(self.cleaned_data.get(n) or ()) for n, s in specs.items() if s.type == "files"}


def as_json(value: Any) -> Any:
    """A cleaned value as the docket keeps it: days and moments as ISO text, money as decimal text."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, tuple | list):
        return [as_json(v) for v in value]
    if isinstance(value, Mapping) and set(value) == {"street", "detail", "longitude", "latitude"}:
        return f"{value['street']}{value['detail']}"
    if isinstance(value, Mapping):
        return {k: as_json(v) for k, v in value.items()}
    return value


def fields_of(name: str, fact: FactSpec, around: Surroundings) -> dict[str, kit.KitField]:
    """The field, or for measures the fields, of one declared fact."""
    common: dict[str, Any] = {"label": fact.title, "required": fact.required, "help_text": fact.hint}
    if fact.type == "earlier_act" and any(f.type == "slip" for f in around.docket.procedure.facts_of(around.act).values()):
        return {}  # chosen together with what is to be corrected
    if fact.type == "earlier_act" and not fact.required and len(_nameable(fact, around)) < _asked_from(fact, around):
        return {}  # nothing to choose
    if fact.type == "measures":
        known = around.item.measures if around.item else {}
        return {
            f"{MEASURE}{key}": kit.NumberField(label=f"{m.title}（{m.unit}）", required=False, help_text=fact.hint)
            for key, m in known.items()
        }
    return {name: FIELDS[fact.type](fact, around, common)}


def _choice(fact: FactSpec, around: Surroundings, common: dict[str, Any]) -> kit.KitField:
    choices = list(fact.choices.items())
    return kit.RadioField(choices=choices, **common) if len(choices) <= FEW else kit.SelectField(choices=choices, **common)


def _flag(fact: FactSpec, around: Surroundings, common: dict[str, Any]) -> kit.KitField:
    return kit.CheckField(text=fact.title, **{**common, "help_text": fact.hint})


def _item(fact: FactSpec, around: Surroundings, common: dict[str, Any]) -> kit.KitField:
    found = sorted(around.law.items.values(), key=lambda i: (i.field, i.number))
    return kit.SelectField(choices=[(i.key, f"{i.field}　{i.title}") for i in found], **common)


def _clause(fact: FactSpec, around: Surroundings, common: dict[str, Any]) -> kit.KitField:
    item = around.item
    words = Words(around.docket, around.law)
    found = {c.key: words.clause(item, c, {}) for v in item.versions for c in v.clauses} if item else {}
    return kit.SelectField(choices=list(found.items()), **common)


def _grade(fact: FactSpec, around: Surroundings, common: dict[str, Any]) -> kit.KitField:
    held = around.law.benchmarks.get(around.item.key, ()) if around.item else ()
    found = {g.key: f"{g.title}：{'；'.join(g.factors)}" for b in held for g in b.grades}
    return kit.SelectField(choices=list(found.items()), **{**common, "required": False})


def _elements(fact: FactSpec, around: Surroundings, common: dict[str, Any]) -> kit.KitField:
    elements = around.item.elements if around.item else ("违法事实",)
    return kit.ChecksField(choices=[(e, e) for e in elements], **common)


def _answers(fact: FactSpec, around: Surroundings, common: dict[str, Any]) -> kit.KitField:
    columns: dict[str, kit.KitField] = {
        "point": kit.LongTextField(label="申辩要点", rows=2),
        "accepted": kit.RadioField(label="是否采纳", choices=(("yes", "采纳"), ("no", "不采纳"))),
        "reason": kit.LongTextField(label="复核情况和理由", rows=3, remedy=kit.REASONED),
    }
    return kit.RowsField(columns=columns, first_rows=1, **common)


def _review_items(fact: FactSpec, around: Surroundings, common: dict[str, Any]) -> kit.KitField:
    points = review_points(around.law, around.docket)
    return kit.ItemsField(items=[(p, p) for p in points], acts=mending_acts(around.docket), **common)


def _mends(fact: FactSpec, around: Surroundings, common: dict[str, Any]) -> kit.KitField:
    columns: dict[str, kit.KitField] = {
        "point": kit.LongTextField(label="退回的要点", rows=2),
        "done": kit.RadioField(label="是否补正", choices=(("yes", "已补正"), ("no", "不补正"))),
        "reason": kit.LongTextField(label="怎样补正，或者为什么不补正", rows=2),
    }
    return kit.RowsField(columns=columns, first_rows=1, **common)


def review_points(law: Law, docket: Docket) -> tuple[str, ...]:
    """The points of a legal review as the parameter lists them, in its order."""
    return words_of(law, "review.points", docket.acts[-1].happened if docket.acts else date.max)


def words_of(law: Law, parameter: str, on: date) -> tuple[str, ...]:
    """The words of a parameter on a day, in its order."""
    value = law.value(parameter, on).value
    return value if isinstance(value, tuple) else (str(value),)


def _views(fact: FactSpec, around: Surroundings, common: dict[str, Any]) -> kit.KitField:
    leaders = [(str(i), n) for i, n in around.leaders]
    columns: dict[str, kit.KitField] = {
        "officer": kit.SelectField(label="负责人", choices=leaders),
        "vote": kit.RadioField(label="表态", choices=tuple(VOTE_WORDS.items())),
        "reason": kit.LongTextField(label="意见和理由", rows=2, remedy=kit.REASONED),
    }
    return kit.RowsField(columns=columns, first_rows=3, **common)


def _plan(fact: FactSpec, around: Surroundings, common: dict[str, Any]) -> kit.KitField:
    columns: dict[str, kit.KitField] = {"day": kit.DayField(label="缴款日期"), "amount": kit.MoneyField(label="金额（元）")}
    return kit.RowsField(columns=columns, first_rows=2, **common)


def _concurring(fact: FactSpec, around: Surroundings, common: dict[str, Any]) -> kit.KitField:
    keys = concurring(around.law.items, around.item.key) if around.item else ()
    return kit.ChecksField(choices=[(k, around.law.items[k].title) for k in keys], **common)


def _agents(fact: FactSpec, around: Surroundings, common: dict[str, Any]) -> kit.KitField:
    columns: dict[str, kit.KitField] = {
        "name": kit.TextField(label="姓名"),
        "authority": kit.RadioField(label="书面授权", choices=(("yes", "已提交"), ("no", "没有"))),
    }
    return kit.RowsField(columns=columns, first_rows=1, **common)


def _earlier_act(fact: FactSpec, around: Surroundings, common: dict[str, Any]) -> kit.KitField:
    acts = around.docket.procedure.acts
    titles = [(str(a.n), f"第 {a.n} 步　{acts[a.kind].title}　{a.happened}") for a in _nameable(fact, around)]
    return kit.SelectField(choices=titles, **common)


def _strand(fact: FactSpec, around: Surroundings) -> Strand | None:
    """The strand whose head the fact names."""
    name = around.docket.procedure.strand_of(around.act)
    mine = name is not None and around.docket.procedure.facts_of(around.act)[name] == fact
    return around.docket.procedure.strands[name] if name is not None and mine else None


def _nameable(fact: FactSpec, around: Surroundings) -> list[Act]:
    """The earlier acts the fact may name, of this party."""
    strand = _strand(fact, around)
    kinds = strand.heads if strand else fact.acts
    return [a for a in around.docket.acts if not kinds or (a.kind in kinds and a.party in (None, around.party))]


def _asked_from(fact: FactSpec, around: Surroundings) -> int:
    """From how many choices on it is worth asking: of a strand that is not apart, one head names itself."""
    strand = _strand(fact, around)
    return 2 if strand and not strand.apart else 1


def _slip(fact: FactSpec, around: Surroundings, common: dict[str, Any]) -> kit.KitField:
    """What may be corrected, each with its step, its title and how it reads now."""
    acts, words = around.docket.procedure.acts, Words(around.docket, around.law)
    found = [
        (
            f"{s.act.n}{SLIP}{s.name}",
            f"第 {s.act.n} 步　{acts[s.act.kind].title}　{s.spec.title}：{_short(words.fact(s.spec, s.act.facts[s.name], s.act))}",
        )
        for s in slips(around.docket, around.act)
    ]
    return kit.SelectField(choices=found, **common)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SHORT else f"{line[:SHORT]}……"


def _things(fact: FactSpec, around: Surroundings, common: dict[str, Any]) -> kit.KitField:
    columns: dict[str, kit.KitField] = {
        "name": kit.TextField(label="名称"),
        "spec": kit.TextField(label="规格、型号或者批次", required=False),
        "quantity": kit.TextField(label="数量"),
        "condition": kit.TextField(label="状况", required=False),
        "mark": kit.TextField(label="封条或者标签号", required=False),
    }
    return kit.RowsField(columns=columns, first_rows=2, **common)


def _proofs(fact: FactSpec, around: Surroundings, common: dict[str, Any]) -> kit.KitField:
    """What is to be shown, the step of the docket that shows it, and how."""
    on = around.docket.acts[-1].happened if around.docket.acts else date.max
    said = dict.fromkeys(word for key in fact.words for word in words_of(around.law, key, on))
    words = Words(around.docket, around.law)
    shown = [a for a in effective(around.docket).acts if a.kind in fact.acts and a.party in (None, around.party)]
    columns: dict[str, kit.KitField] = {
        "key": kit.SelectField(label="哪一项", choices=[(word, word) for word in said]),
        "step": kit.SelectField(label="由哪一步证明", choices=[(str(a.n), words.step(a)) for a in shown]),
        "reason": kit.LongTextField(label="证明了什么", rows=2),
    }
    return kit.RowsField(columns=columns, first_rows=3, **common)


FieldMaker = Callable[[FactSpec, Surroundings, dict[str, Any]], kit.KitField]

FIELDS: dict[str, FieldMaker] = {
    "agents": _agents,
    "answers": _answers,
    "choice": _choice,
    "clause": _clause,
    "concurring": _concurring,
    "day": lambda f, a, c: kit.DayField(**c),
    "earlier_act": _earlier_act,
    "elements": _elements,
    "evidence_kind": lambda f, a, c: kit.SelectField(choices=list(EVIDENCE_KINDS.items()), **c),
    "files": lambda f, a, c: kit.EvidenceUpload(**c),
    "flag": _flag,
    "grade": _grade,
    "item": _item,
    "long_text": lambda f, a, c: kit.LongTextField(**c),
    "mends": _mends,
    "moment": lambda f, a, c: kit.MomentField(**c),
    "money": lambda f, a, c: kit.MoneyField(**c),
    "number": lambda f, a, c: kit.NumberField(**c),
    "officer": lambda f, a, c: kit.SelectField(choices=[(str(i), n) for i, n in a.officers], **c),
    "officer_pair": lambda f, a, c: kit.OfficerPairField(officers=a.officers, **c),
    "identity": lambda f, a, c: kit.IdentityField(kind_field="kind", **c),
    "person": lambda f, a, c: kit.TextField(**c),
    "phone": lambda f, a, c: kit.PhoneField(**c),
    "place": lambda f, a, c: kit.TextField(**c),
    "plan": _plan,
    "points": lambda f, a, c: kit.RowsField(columns={"point": kit.LongTextField(label="要点", rows=2)}, first_rows=2, **c),
    "proofs": _proofs,
    "review_items": _review_items,
    "slip": _slip,
    "text": lambda f, a, c: kit.TextField(**c),
    "things": _things,
    "unit": lambda f, a, c: kit.SelectField(choices=a.units, **c),
    "views": _views,
}
