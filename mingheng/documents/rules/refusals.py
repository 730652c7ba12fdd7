"""Why an instrument is not made. Every message is Chinese and says what is wrong and what to do."""

from collections.abc import Sequence


class InstrumentRefused(ValueError):
    """The base of all refusals here; `str()` is fit for the screen."""


class UnknownInstrument(InstrumentRefused):
    """No instrument of this key in the lawbook."""


class MissingFields(InstrumentRefused):
    """Mandatory contents are absent; `fields` are their Chinese labels."""

    def __init__(self, title: str, fields: Sequence[str]) -> None:
        self.fields = tuple(fields)
        super().__init__(f"《{title}》缺少：{'、'.join(fields)}。请补填后再提交")


class BadValue(InstrumentRefused):
    """A value of the wrong shape; the message names the field."""


class GlyphMissing(InstrumentRefused):
    """No installed font shows these characters; they are named, never printed as empty boxes."""

    def __init__(self, characters: Sequence[str]) -> None:
        self.characters = tuple(characters)
        named = "、".join(f"“{c if c.isprintable() else '?'}”（U+{ord(c):04X}）" for c in characters)
        super().__init__(f"字体中没有这些字：{named}。请安装含有该字的字体（设置 MINGHENG_FONTS 指向字体目录），再点“重新生成”")


class TypesettingFailed(InstrumentRefused):
    """The typesetter refused the paper for another reason than a missing character."""


class ScanRefused(InstrumentRefused):
    """The file handed in as the signed scan is not one we can keep."""


class DossierRefused(InstrumentRefused):
    """The dossier cannot be bound now."""
