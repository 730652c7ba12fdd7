"""The instruments of the current lawbook."""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from mingheng.documents.rules import Definition, UnknownInstrument
from mingheng.law import queries as law


def definitions() -> Mapping[str, Definition]:
    """Every instrument of the lawbook by its key."""
    return _of_edition(law.lawbook().digest)


def definition(key: str, edition: str = "") -> Definition:
    """One instrument of the current lawbook, or of the edition with this digest; raises UnknownInstrument."""
    known = _of_edition(edition) if edition else definitions()
    if key not in known:
        raise UnknownInstrument(f"法律库中没有文书 {key}，请在 lawbook/instruments/ 中补上")
    return known[key]


@lru_cache(maxsize=4)
def _of_edition(digest: str) -> Mapping[str, Definition]:
    raw = law.edition(digest).instruments
    return MappingProxyType({key: Definition.model_validate(dict(row)) for key, row in raw.items()})
