"""From composed papers to PDF: the official page, embedded fonts, rare characters, and data that stays data."""

import json
import shutil
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pylopdf_fonts_zh_cn
import pytest

from mingheng.documents.rules import GlyphMissing, InstrumentRefused, compose
from mingheng.documents.rules.sheets import area
from mingheng.documents.rules.typesetting import TEMPLATES, layout, missing_characters, press, typeset
from mingheng.documents.tests.fonts import renamed
from mingheng.documents.tests.reading import fonts_of, page_texts, text_of
from mingheng.documents.tests.samples import AUTHORITY, SAMPLES
from mingheng.documents.tests.test_definitions import defined
from mingheng.kit.dates import SHANGHAI

AT = datetime(2026, 11, 20, 10, 0, tzinfo=SHANGHAI)
PACKAGED = press((), system=False)
IN_NO_FONT = "\U0002b74b"  # 𫝋, an uncommon character the packaged fonts lack


def made(key: str, **changed: Any) -> bytes:
    definition = defined(key)
    paper = compose(definition, SAMPLES[key] | changed, number="澜城管罚决〔2026〕12号" if definition.series else "")
    return typeset(definition.template, paper, fonts=PACKAGED, at=AT)


@pytest.mark.parametrize("key", sorted(SAMPLES.keys() - {"lead_registration"}))
def test_every_instrument_is_set_with_the_packaged_fonts_alone(key: str) -> None:
    content = made(key)
    words = text_of(content)
    assert defined(key).title.replace(" ", "") in words
    assert all(fonts_of(content).values())
    assert all("+" in name for name in fonts_of(content))  # only the characters used


def test_a_paper_is_marked_as_pdf_a_and_tagged() -> None:
    with pikepdf.open(BytesIO(made("penalty_decision"))) as pdf, pdf.open_metadata() as about:
        assert about.pdfa_status == "2A"
        assert about["dc:title"] == "行政处罚决定书"
        assert "/StructTreeRoot" in pdf.Root


def test_a_decision_shows_authority_title_number_and_date() -> None:
    first, *_, last = page_texts(made("penalty_decision"))
    assert first.startswith(f"{AUTHORITY}行政处罚决定书澜城管罚决〔2026〕12号当事人：")
    assert last.endswith(f"{AUTHORITY}（印章）2026年11月20日—{len(page_texts(made('penalty_decision')))}—")


def test_the_same_paper_and_moment_give_the_same_bytes() -> None:
    assert made("prior_notice") == made("prior_notice")


BARE = """#import "paper.typ": *
#show: start
#show: official-page
#par(first-line-indent: 0pt, paper.text)
"""


def pages_of_plain_text(characters: int, folder: Path) -> int:
    root = folder / str(characters)
    shutil.copytree(TEMPLATES, root)
    (root / "bare.typ").write_text(BARE, encoding="utf-8")
    paper = {"title": "版面", "authority": AUTHORITY, "text": "国" * characters}
    return len(page_texts(typeset("bare", paper, fonts=PACKAGED, at=AT, root=root)))


def test_a_page_holds_22_lines_of_28_characters(tmp_path: Path) -> None:
    assert pages_of_plain_text(22 * 28, tmp_path) == 1
    assert pages_of_plain_text(22 * 28 + 1, tmp_path) == 2


def test_the_page_is_a4() -> None:
    with pikepdf.open(BytesIO(made("penalty_decision"))) as pdf:
        width, height = (float(side) for side in pdf.pages[0].mediabox[2:])
    assert (round(width), round(height)) == (595, 842)
    assert (area(framed=False).width, area(framed=False).height) == pytest.approx((width, height), abs=0.01)


def test_every_value_of_the_layout_says_its_source_and_status() -> None:
    for group in layout():
        assert group["title"]
        assert group["source"]
        assert group["status"] in {"V", "U", "D"}


def test_no_template_holds_a_number_of_the_law() -> None:
    for template in TEMPLATES.glob("*.typ"):
        assert not {"日内", "个月内", "百分之"} & {word for word in ("日内", "个月内", "百分之") if word in template.read_text()}


@pytest.mark.parametrize(
    "written",
    ['#read("/etc/passwd")', "#panic()", "*粗* _斜_ $x$ `码`", "#sys.inputs", "= 标题 - 项 + 一", "\\u{41} @引用 <标签> //注"],
)
def test_what_a_fact_says_is_shown_and_never_obeyed(written: str) -> None:
    said = text_of(made("penalty_decision", found=written))
    assert "".join(written.split()) in said


def test_a_rare_character_of_the_standard_table_is_shown_with_the_packaged_fonts() -> None:
    for name in ("赵㛃", "钱䶮", "孙𬭎", "李𬸣", "周𫖯"):
        content = made("penalty_decision", parties=[{"name": name, "kind": "citizen"}])
        assert f"当事人：{name}" in text_of(content)
        assert "\ufffd" not in text_of(content)


def test_a_character_the_first_font_lacks_comes_from_the_next_one() -> None:
    fonts = {name.split("+")[1] for name in fonts_of(made("penalty_decision", found="面积约20㎡，☑属实"))}
    assert len(fonts) > 1


def test_a_character_in_no_font_is_named_and_nothing_is_printed() -> None:
    with pytest.raises(GlyphMissing) as refused:
        made("penalty_decision", parties=[{"name": f"王{IN_NO_FONT}", "kind": "citizen"}])
    assert refused.value.characters == (IN_NO_FONT,)
    assert f"“{IN_NO_FONT}”（U+2B74B）" in str(refused.value)
    assert "MINGHENG_FONTS" in str(refused.value)


def test_a_character_of_private_use_is_no_character() -> None:
    with pytest.raises(GlyphMissing, match=r"U\+E863"):
        made("penalty_decision", found="\ue863")


@pytest.mark.parametrize("strange", ["\u202e", "\u0007", "\ufdd0", "\U000f0000"])
def test_whatever_the_typesetter_objects_to_people_read_chinese(strange: str) -> None:
    with pytest.raises(InstrumentRefused) as refused:
        made("penalty_decision", found=f"甲{strange}乙")
    assert f"U+{ord(strange):04X}" in str(refused.value)
    assert "error" not in str(refused.value)


def test_missing_characters_are_found_before_any_paper_is_made() -> None:
    assert missing_characters([f"王{IN_NO_FONT}", "李四", f"{IN_NO_FONT}\ue863"], fonts=PACKAGED) == [IN_NO_FONT, "\ue863"]
    assert missing_characters(["上海市澜江区", "ABC 123"], fonts=PACKAGED) == []


def test_without_a_bold_font_titles_are_outlined() -> None:
    roles = json.loads(PACKAGED.roles)
    assert roles["title"]["stroke"]
    assert roles["body"]["families"][0] == "Noto Serif SC"


def test_the_bureau_s_own_fonts_come_first(tmp_path: Path) -> None:
    packaged = Path(pylopdf_fonts_zh_cn.__file__).parent / "NotoSerifSC-Regular.otf"
    (tmp_path / "own.otf").write_bytes(renamed(packaged.read_bytes(), "FangSong"))
    own = press((str(tmp_path),), system=False)
    assert json.loads(own.roles)["body"]["families"][:2] == ["FangSong", "Noto Serif SC"]
    definition = defined("penalty_decision")
    paper = compose(definition, SAMPLES["penalty_decision"])
    assert text_of(typeset(definition.template, paper, fonts=own, at=AT)) == text_of(made("penalty_decision")).replace(
        "澜城管罚决〔2026〕12号", "案号：澜城管案〔2026〕123号", 1
    )
