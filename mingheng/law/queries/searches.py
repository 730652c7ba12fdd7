"""Finding items and statutes by words. The whole lawbook is in memory, so this costs one query."""

from mingheng.law.queries.editions import lawbook
from mingheng.law.rules.lawbook import Item, Level, Statute


def search_items(words: str) -> list[Item]:
    """The items that hold every one of the words, by catalogue number; all items when there are no words."""
    wanted = words.lower().split()
    found = [item for item in lawbook().items.values() if _holds(_text_of(item), wanted)]
    return sorted(found, key=lambda item: item.number)


def search_statutes(words: str) -> list[Statute]:
    """The statutes whose name, short name, number or authority holds every one of the words."""
    wanted = words.lower().split()
    ranks = list(Level)
    found = [s for s in lawbook().statutes.values() if _holds(f"{s.name} {s.short} {s.number} {s.authority}", wanted)]
    return sorted(found, key=lambda statute: (ranks.index(statute.level), statute.name))


def _text_of(item: Item) -> str:
    return " ".join([item.key, str(item.number), item.title, item.field, item.correction, *item.elements])


def _holds(text: str, wanted: list[str]) -> bool:
    return all(word in text.lower() for word in wanted)
