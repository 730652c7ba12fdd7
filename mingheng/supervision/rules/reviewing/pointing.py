"""What in a text that everybody will read still points to somebody, as far as a rule can tell: a person still reads it over."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from unicodedata import normalize

from mingheng.cases.rules.anonymity import traces

TWO_CHARACTERS = ("欧阳", "上官", "司马", "司徒", "诸葛", "皇甫", "令狐", "慕容", "尉迟", "夏侯", "端木", "东方")
CALLED_BEFORE, CALLED_AFTER = "小老阿", "老板|先生|女士|小姐|师傅|经理|队长|队|警官|同志|总|姐|哥|大爷|大妈|阿姨|某"
# surnames frequent enough to be one before a word like 老板, and those that begin no word after 小 or 老
FREQUENT = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜"
    "范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
BEGINNING_NO_WORD = "王李张刘陈赵吴徐孙朱郭何罗宋郑谢韩冯邓曹彭肖袁潘蔡杜魏吕沈姚卢姜崔谭陆汪黎"
GENERAL = (
    (re.compile(f"[{FREQUENT}](?:老板|先生|女士|师傅|大爷|大妈|阿姨)"), "称呼"),
    (re.compile(f"[小老][{BEGINNING_NO_WORD}]"), "称呼"),
    (re.compile('[“"「『][^”"」』]{1,12}[”"」』][一-鿿]{0,4}?(?:店|馆|坊|厅|铺|超市|公司|工地|小区)'), "店名或者单位名称"),
    (re.compile("[一-鿿]{2,6}(?:路|街|巷|弄|道)[0-9]+[号弄]"), "地址"),
)  # fmt: skip
FORMS = re.compile(
    "(?:管理|服务|工程|建设|建筑|装饰|商贸|贸易|餐饮|物业|实业|科技|发展|运输|环保|房地产|开发|咨询|股份|有限|责任|公司|经营部|商行|中心)+$"
)
RUN = 4  # so many characters in a row of the name of a firm are that firm, not its trade
PLACE = re.compile("(?P<place>.{2,})(?P<kind>街道|镇|乡)中队$")


@dataclass(frozen=True)
class Known:
    """Whom and what a case is about: its parties, those of them that are firms, whoever acted in it, its numbers, the unit's short name."""

    parties: tuple[str, ...] = ()
    firms: frozenset[str] = frozenset()
    officers: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    unit: str = ""


def everyday_names(unit: str) -> dict[str, str]:
    """What a unit is called in full and every day, each with what stands for it: 望渡街道中队, 望渡中队, 望渡街道."""
    if not unit:
        return {}
    found = PLACE.fullmatch(unit)
    if found is None:
        return {unit: "某中队"}
    place, kind = found["place"], found["kind"]
    return {unit: "某中队", f"{place}中队": "某中队", f"{place}{kind}": f"某{kind}"}


def pointing(text: str, known: Known) -> list[str]:
    """What in the text points to a person, a firm, a place or a case, in words; names in full are taken out before."""
    plain = normalize("NFKC", text)
    found = traces(plain) + [f"{what}“{hit.group()}”" for pattern, what in GENERAL if (hit := pattern.search(plain))]
    people = [name for name in (*known.parties, *known.officers) if name not in known.firms]
    found += [f"称呼“{hit}”" for name in people for hit in _called(name, plain)]
    found += [f"店名或者单位名称“{run}”" for firm in sorted(known.firms) if (run := _run(firm, plain))]
    place = PLACE.fullmatch(known.unit)
    if place is not None and place["place"] in plain:
        found.append(f"地名“{place['place']}”")
    return list(dict.fromkeys(found))


def _called(name: str, text: str) -> Iterable[str]:
    """How the text calls somebody of this name without saying it in full: 小黎, 黎队, 初晓."""
    surname = name[:2] if name.startswith(TWO_CHARACTERS) else name[:1]
    given = name[len(surname) :]
    shapes = [f"[{CALLED_BEFORE}]{re.escape(surname)}", f"{re.escape(surname)}(?:{CALLED_AFTER})"]
    shapes += [re.escape(given)] if len(given) > 1 else []
    return [hit.group() for shape in shapes if surname and (hit := re.search(shape, text))]


def _run(firm: str, text: str) -> str:
    """The first run of a firm's name, its legal form and trade left away, that the text has; empty when it has none."""
    name = FORMS.sub("", normalize("NFKC", firm))
    runs: Sequence[str] = [name[n : n + RUN] for n in range(max(1, len(name) - RUN + 1))] if len(name) > 1 else []
    return next((run for run in runs if run in text), "")
