"""What the step that orders an instrument says of its words."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any


def digest_of(paper: Mapping[str, Any]) -> str:
    """The SHA-256 of an instrument's words."""
    words = json.dumps(paper, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(words.encode()).hexdigest()
