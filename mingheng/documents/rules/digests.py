"""What the step that orders an instrument says of its words."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

_WORDS = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def digest_of(paper: Mapping[str, Any]) -> str:
    """The SHA-256 of an instrument's words."""
    return hashlib.sha256(_WORDS(paper).encode()).hexdigest()
