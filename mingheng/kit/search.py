"""Full-text search in Chinese: every two neighbouring characters are a word, so that two characters hit a GIN index.

A trigram index cannot serve a two-character LIKE; a `tsvector` of bigrams can. The vector and the query are built
here as literals and cast, so neither depends on the locale or the parser of the server.
"""

import re
import unicodedata

from django.contrib.postgres.search import SearchQuery, SearchVectorField
from django.db.models import Value
from django.db.models.functions import Cast

_HAN = r"\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUNS = re.compile(rf"(?P<han>[{_HAN}]+)|[^\W_{_HAN}]+")
_LAST_POSITION = 16_000
"""PostgreSQL counts positions in a tsvector up to 16383; a longer text is found by its beginning only."""


def bigrams(text: str) -> list[str]:
    """The words under which a text is found: 城管执法 → 城管, 管执, 执法, 法; Latin and digits stay whole."""
    words: list[str] = []
    for run, chinese in _runs(text):
        words += _pairs(run) if chinese else [run]
    return words


def vector(*texts: str) -> Cast:
    """Value for a SearchVectorField column; a gap between the texts keeps any phrase from spanning two of them."""
    return Cast(Value(vector_text(*texts)), SearchVectorField())


def vector_text(*texts: str) -> str:
    """The same value as it is written in a COPY."""
    entries: list[str] = []
    for gap, text in enumerate(texts):
        start = len(entries) + gap + 1
        entries += [f"'{word}':{position}" for position, word in enumerate(bigrams(text), start)]
    return " ".join(entries[:_LAST_POSITION])


class BigramQuery(SearchQuery):
    """`column=BigramQuery(text)`: rows holding every piece (parted by spaces) of what was typed, each in one stretch.

    A piece of Latin letters or digits matches the beginning of a word. Text without any letter finds nothing.
    """

    template = "(%(expressions)s)::tsquery"

    def __init__(self, text: str) -> None:
        pieces = [phrase for piece in text.split() if (phrase := _phrase(piece))]
        super().__init__(" & ".join(f"({phrase})" for phrase in pieces), search_type="raw")


def _phrase(piece: str) -> str:
    """The piece as neighbouring words; only the last one may be the beginning of a longer word."""
    runs = list(_runs(piece))
    words: list[str] = []
    for place, (run, chinese) in enumerate(runs, start=1):
        last = place == len(runs)
        if chinese and (len(run) > 1 or not last):
            pairs = _pairs(run)
            words += [f"'{pair}'" for pair in (pairs[:-1] if last else pairs)]
        else:
            words.append(f"'{run}':*" if last else f"'{run}'")
    return " <-> ".join(words)


def _pairs(run: str) -> list[str]:
    """Each character with the next one; the last stands alone."""
    return [run[i : i + 2] for i in range(len(run))]


def _runs(text: str) -> list[tuple[str, bool]]:
    plain = unicodedata.normalize("NFKC", text).casefold()
    return [(match[0], match["han"] is not None) for match in _RUNS.finditer(plain)]
