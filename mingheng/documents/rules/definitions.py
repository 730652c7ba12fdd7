"""An instrument as `lawbook/instruments/<key>.yaml` defines it; read strictly, since lawyers edit these files."""

import re
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

# What every instrument may speak of besides its own contents.
COMMON = frozenset({"authority", "title", "number", "case_number", "ref", "date", "party", "officers"})
NEEDS = {"parties": "当事人", "officers": "执法人员", "case_number": "案号"}
_PLACE = re.compile(r"\{(\w+)\}")
_KIND = Literal["text", "lines", "money", "term", "rate", "cap", "flag", "clause", "table", "dialogue"]


class Volume(StrEnum):
    """正卷 may be shown to the party; 副卷 holds approvals, legal review and discussion."""

    MAIN = "正卷"
    INNER = "副卷"


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, str_min_length=1)


class Column(_Strict):
    """A column of a table; `width` is its share."""

    key: str
    label: str
    width: int = 1


class Slot(_Strict):
    """One content of an instrument. `when` names another content whose presence makes this one mandatory."""

    key: str
    label: str
    kind: _KIND = "text"
    when: Annotated[str, Field(min_length=0)] = ""
    columns: tuple[Column, ...] = ()

    @model_validator(mode="after")
    def _columns_belong_to_tables(self) -> Self:
        if (self.kind == "table") != bool(self.columns):
            raise ValueError(f"{self.key}: a table has columns, and nothing else has")
        return self


class Block(_Strict):
    """A piece of the body: words with {places} for contents, shown only when its conditions hold."""

    style: Literal["para", "plain", "heading", "subheading", "table", "chart", "dialogue"] = "para"
    text: str
    when: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()

    @property
    def speaks_of(self) -> frozenset[str]:
        """Every content it mentions or depends on; a table, chart or dialogue names its content as its text."""
        named = {self.text} if self.style in {"table", "chart", "dialogue"} else set(_PLACE.findall(self.text))
        return frozenset(named | {*self.when, *self.unless})


class Variant(_Strict):
    """Another title when a content is given, such as the notice that tells of a hearing."""

    when: str
    title: str


class Place(_Strict):
    """Where the dossier keeps it: `decision` and `service` come first, the rest in order of forming."""

    volume: Volume
    rank: Literal["decision", "service", "forming", "last"] = "forming"


def _block(written: object) -> object:
    return {"text": written} if isinstance(written, str) else written


class Definition(_Strict):
    """One instrument: what it must hold, how it is worded, numbered and filed.

    `named_by`: the content that gives its name on paper, where names are a parameter of the lawbook.

    `issues`: it comes out in issues, numbered 第1期. Of each group in `one_of` at least one content is mandatory. `identity` tells the caller whether the party's identity
    number stands on it in full. `opening` is what comes before the body; `opinions` are the roles that sign an approval.
    """

    key: str
    title: str
    named_by: Annotated[str, Field(min_length=0)] = ""
    series: str | None
    issues: bool = False
    template: Literal["letter", "form", "record", "slip", "cover", "catalogue"]
    letterhead: bool = False
    closing: bool = False
    seal: bool = False
    identity: Literal["full", "masked", "none"]
    opening: Literal["none", "parties", "addressee"] = "none"
    officers_as: str = "执法人员"
    needs: tuple[Literal["parties", "officers", "case_number"], ...] = ()
    dossier: Place
    mandatory: tuple[Slot, ...]
    optional: tuple[Slot, ...] = ()
    one_of: tuple[tuple[str, ...], ...] = ()
    body: tuple[Annotated[Block, BeforeValidator(_block)], ...] = ()
    opinions: tuple[str, ...] = ()
    signatures: tuple[str, ...] = ()
    variants: tuple[Variant, ...] = ()
    cite: tuple[str, ...] = Field(min_length=1)
    status: str
    note: Annotated[str, Field(min_length=0)] = ""

    @cached_property
    def comes_back(self) -> bool:
        """Whether it counts only once signed or sealed by hand, so that its scan must come back."""
        return self.seal or bool(self.signatures) or any(word in role for role in self.opinions for word in ("签名", "盖章"))

    @cached_property
    def slots(self) -> tuple[Slot, ...]:
        """Mandatory contents, then optional ones."""
        return (*self.mandatory, *self.optional)

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys of all its contents: whatever else it is given it leaves unsaid."""
        return frozenset(slot.key for slot in self.slots)

    @cached_property
    def mandatory_keys(self) -> frozenset[str]:
        """The keys of the contents it cannot be without."""
        return frozenset(slot.key for slot in self.mandatory)

    @cached_property
    def spoken(self) -> frozenset[str]:
        """Every content its body mentions or depends on."""
        return frozenset(word for block in self.body for word in block.speaks_of)

    @model_validator(mode="after")
    def _speaks_only_of_what_it_has(self) -> Self:
        keys = [slot.key for slot in self.slots]
        if len(set(keys)) != len(keys) or COMMON & set(keys):
            raise ValueError("a content is listed twice, or has the name of a common one")
        spoken = self.spoken | {slot.when for slot in self.slots if slot.when} | {variant.when for variant in self.variants}
        spoken |= {key for group in self.one_of for key in group} | ({self.named_by} if self.named_by else set())
        if lost := spoken - set(keys) - COMMON:
            raise ValueError(f"unknown contents {sorted(lost)}")
        return self
