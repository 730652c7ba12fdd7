"""What a draw demands and lacks, in words."""

from collections.abc import Mapping
from fractions import Fraction

from mingheng.draws.rules.layers import Base, Floor, Groups, Layer, Stratum
from mingheng.draws.rules.outcome import WHY_WORDS, Exemption


def demanded(layer: Layer) -> str:
    """What a layer asks for."""
    match layer:
        case Base():
            return f"{f'“{layer.of}”里' if layer.of else '名单里'}抽 {layer.count} 个，每个机会相等"
        case Stratum():
            return f"“{layer.name}”里至少 {layer.count} 个，不足的补抽"
        case Groups():
            return f"{len(layer.of)} 个单位里至少抽到 {layer.count} 个，不足的补抽"
        case Floor():
            return f"{len(layer.least)} 个单位各有最低数，合计 {sum(layer.least.values())} 个，不足的补抽"


def chance_words(chance: Fraction) -> str:
    """A chance as a fraction and in per cent."""
    return "1（全查）" if chance == 1 else f"{chance.numerator}/{chance.denominator}（{float(chance):.1%}）"


def lacking(exemption: Exemption, layer: Layer, units: Mapping[str, str]) -> str:
    """What could not be met, and why."""
    about = "、".join(units.get(name, name) for name in exemption.about)
    spent = f"，其中以前查过 {exemption.spent} 个" if exemption.spent else ""
    found = f"（名单里 {exemption.members} 个{spent}）" if exemption.members else ""
    return f"{layer.title}：{about or '名单'}缺 {exemption.shortfall} 个，{WHY_WORDS[exemption.why]}{found}"


def grouped(digest: str) -> str:
    """A digest in groups of four, as people compare it by reading aloud."""
    return " ".join(digest[i : i + 4] for i in range(0, len(digest), 4)).upper()
