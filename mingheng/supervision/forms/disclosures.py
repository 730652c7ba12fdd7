"""Confirming a month's check: where a person does not agree with the machine, what he makes of the case and why."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import QueryDict

from mingheng.kit import forms as kit
from mingheng.supervision.actions.disclosures import Overturned
from mingheng.supervision.queries.disclosures.month import Disclosed
from mingheng.supervision.rules.disclosures.verdict import CHECKED, FAULTS, TITLES, Publication

LONGEST, LONGEST_NUMBER = 500, 60
OTHERS = 3  # further cases that can be named at once; a further check of the page takes more
AGREED = ("", "同意")


class ConfirmForm(kit.KitForm):
    """The faults one by one, and room for further cases.

    `again` is the check that a form sent before has made: its cases are taken as they were then. `typed` is what was typed before; a
    case about which something was typed has its fields, whatever became of it.
    """

    def __init__(
        self, found: Sequence[Disclosed], *args: Any, again: UUID | None = None, typed: QueryDict | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        taken = [one for one in found if one.to_confirm or (again and one.checked and one.checked.check_of_id == again)]
        self.open = {name: one.case.ref for one in taken for name in (one.case.number, one.case.ref) if name}
        written = {name.partition("-")[2] for name, said in (typed or self.data).items() if said}
        self.faults = [one for one in found if one.case.ref in written or (one.to_confirm and one.judged.state in FAULTS)]
        choices = [AGREED, *((state.value, TITLES[state]) for state in CHECKED)]
        for one in self.faults:
            number = one.case.number or one.case.ref
            self._asked(one.case.ref, f"{number}：{TITLES[one.judged.state]}，改为", choices)
        for n in range(1, OTHERS + 1):
            self.fields[f"other-{n}"] = kit.TextField(label=f"其他案件 {n} 的案号", required=False, max_length=LONGEST_NUMBER)
            self._asked(f"other-{n}", "改为", choices)

    @property
    def names(self) -> list[str]:
        """The references of the cases that have fields of their own."""
        return [one.case.ref for one in self.faults]

    def _asked(self, name: str, label: str, choices: list[tuple[str, str]]) -> None:
        self.fields[f"verdict-{name}"] = kit.SelectField(label=label, choices=choices, required=False)
        self.fields[f"remark-{name}"] = kit.TextField(label="理由", required=False, max_length=LONGEST)

    def clean(self) -> dict[str, Any]:
        """What is written of cases that the check does not take is refused; nothing of it is dropped."""
        cleaned = super().clean()
        for n in range(1, OTHERS + 1):
            number = str(cleaned.get(f"other-{n}") or "").strip()
            if number and number not in self.open:
                self.add_error(f"other-{n}", "这次要确认的里面没有这个案号。请核对：是不是这个月决定、已经到期、还没有确认的")
            elif not number and (cleaned.get(f"verdict-other-{n}") or cleaned.get(f"remark-other-{n}")):
                self.add_error(f"other-{n}", "没有写明是哪一件。请填案号")
        for name in (*self.names, *(f"other-{n}" for n in range(1, OTHERS + 1))):
            said, why = cleaned.get(f"verdict-{name}"), cleaned.get(f"remark-{name}")
            if (said or why) and name in self.names and name not in self.open:
                self.add_error(f"verdict-{name}", "这一件已经确认过，不能在这里改判。写的还在，要留用的请复制到别处")
            if bool(said) != bool(why):
                self.add_error(f"remark-{name}" if said else f"verdict-{name}", "改判的，结论和理由都要写")
        return cleaned

    @property
    def overturned(self) -> dict[str, Overturned]:
        """What was overturned, by the reference of the case; call after `is_valid`."""
        given = self.cleaned_data
        named = {ref: ref for ref in self.names}
        named |= {f"other-{n}": self.open[given[f"other-{n}"].strip()] for n in range(1, OTHERS + 1) if given.get(f"other-{n}")}
        return {
            ref: Overturned(Publication(given[f"verdict-{name}"]), given[f"remark-{name}"])
            for name, ref in named.items()
            if given.get(f"verdict-{name}")
        }
