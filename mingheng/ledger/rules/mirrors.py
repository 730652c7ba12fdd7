"""Who may read the entries over HTTP: mirrors under agreement, each known by a token that only its digest is kept of.

Entries name nobody, but how many acts each unit takes and when is for those to read who supervise it.
"""

import hashlib
import hmac
import re
from collections.abc import Mapping

_LINE = re.compile(r"(\S+)[ \t]+([0-9a-f]{64})", re.ASCII)
_BEARER = re.compile(r"[Bb]earer +([A-Za-z0-9._~+/=-]+)", re.ASCII)


class BadMirrors(ValueError):
    """A list of mirrors that does not say clearly who is one; the message names the line."""


def read_mirrors(text: str) -> Mapping[str, str]:
    """The mirrors a file says: on each line a name and the SHA-256 of its token in hex. Raises BadMirrors."""
    mirrors: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        found = _LINE.fullmatch(line.strip())
        if found is None or found[1] in mirrors:
            raise BadMirrors(f"第 {number} 行：应当是不重复的名称、空格和令牌的 SHA-256（64 位小写十六进制）")
        mirrors[found[1]] = found[2]
    return mirrors


def mirror_of(mirrors: Mapping[str, str], authorization: str) -> str | None:
    """The mirror whose token an Authorization header carries. Takes as long whoever it is."""
    found = _BEARER.fullmatch(authorization)
    given = hashlib.sha256(found[1].encode() if found else b"").hexdigest()
    names = [name for name, digest in mirrors.items() if hmac.compare_digest(digest, given)]
    return names[0] if found and names else None
