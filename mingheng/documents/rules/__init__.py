"""What instruments must hold, how they are worded, numbered and typeset, what a scan may be. No Django, no database."""

from mingheng.documents.rules.contents import Data
from mingheng.documents.rules.definitions import Definition, Volume
from mingheng.documents.rules.numbers import official_number
from mingheng.documents.rules.paper import compose
from mingheng.documents.rules.parts import Paper
from mingheng.documents.rules.refusals import (
    BadValue,
    DossierRefused,
    GlyphMissing,
    InstrumentRefused,
    MissingFields,
    ScanRefused,
    TypesettingFailed,
    UnknownInstrument,
)

__all__ = [
    "BadValue",
    "Data",
    "Definition",
    "DossierRefused",
    "GlyphMissing",
    "InstrumentRefused",
    "MissingFields",
    "Paper",
    "ScanRefused",
    "TypesettingFailed",
    "UnknownInstrument",
    "Volume",
    "compose",
    "official_number",
]
