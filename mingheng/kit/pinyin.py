"""Sort keys by pinyin: PostgreSQL here has no Chinese collation, so the key is stored beside the name."""

from pypinyin import lazy_pinyin

# Family names read otherwise than the character usually is.
_FAMILY_NAMES = {
    "单": "shan", "曾": "zeng", "解": "xie", "仇": "qiu", "区": "ou", "朴": "piao", "查": "zha", "盖": "ge",
    "乐": "yue", "翟": "zhai", "缪": "miao", "任": "ren", "华": "hua", "种": "chong", "员": "yun", "覃": "qin",
    "冼": "xian", "那": "na", "宁": "ning", "燕": "yan", "折": "she", "逄": "pang", "谌": "chen", "召": "shao",
    "尉迟": "yu chi", "万俟": "mo qi", "长孙": "zhang sun", "澹台": "tan tai",
}  # fmt: skip


def sort_key(text: str) -> str:
    """Syllables without tones, parted by spaces, then the text itself, so that no two texts share a key."""
    return f"{' '.join(_syllables(text))}|{text}"


def name_key(name: str) -> str:
    """`sort_key` for the name of a person, whose family name may be read in its own way."""
    family = name[:2] if name[:2] in _FAMILY_NAMES else name[:1]
    read = _FAMILY_NAMES.get(family)
    if read is None:
        return sort_key(name)
    return f"{' '.join([read, *_syllables(name[len(family) :])])}|{name}"


def initials(text: str) -> str:
    """First letters of the syllables, for finding 张三 by `zs`."""
    return "".join(syllable[0] for syllable in _syllables(text))


def _syllables(text: str) -> list[str]:
    return [syllable for part in lazy_pinyin(text.lower()) if (syllable := part.strip())]
