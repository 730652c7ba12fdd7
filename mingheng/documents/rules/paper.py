"""Turning an act's data into the words of its instrument. What is composed here is fixed when the instrument is ordered."""

from mingheng.documents.rules.contents import Data, cleaned, contents_of, refuse_gaps, title_of, words_of
from mingheng.documents.rules.definitions import Definition
from mingheng.documents.rules.parts import Paper, body, opening
from mingheng.documents.rules.recorded import printed_contents
from mingheng.documents.rules.rows import opinions, rows


def compose(definition: Definition, data: Data, *, number: str = "", draft: str = "") -> Paper:
    """The paper of an instrument, as JSON for the typst templates: title, head, parts, rows, places to sign.

    `draft` (such as 审核稿) marks a preview: no number, no date, no place for the seal. Raises MissingFields, BadValue.
    """
    data = cleaned(data)
    given = contents_of(definition, data)
    refuse_gaps(definition, data, given)
    words = words_of(definition, data, given) | {"number": number}
    return {
        "template": definition.template,
        "title": title_of(definition, given),
        "authority": words["authority"],
        "authority_line": not definition.letterhead and definition.template in {"form", "record", "slip"},
        "letterhead": definition.letterhead,
        "number": "" if draft else number,
        "draft": _draft_line(definition, draft),
        "case_line": _case_line(words["case_number"], words["ref"]),
        "date": words["date"],
        "parts": [*opening(definition, data), *body(definition, given, words)],
        "rows": rows(definition, data, words) if definition.template != "letter" else [],
        "opinions": opinions(definition, data),
        "signatures": list(definition.signatures),
        "closing": definition.closing,
        "seal": definition.seal,
        "printed": printed_contents(definition, words, data),
    }


def _draft_line(definition: Definition, draft: str) -> str:
    if not draft:
        return ""
    return f"（{draft}　文号待编）" if definition.series else f"（{draft}）"


def _case_line(case_number: str, ref: str) -> str:
    if case_number:
        return f"案号：{case_number}"
    return f"线索编号：{ref}" if ref else ""
