"""A signature that RFC 8032's weaker equation accepts and OpenSSL does not: its point carries a part of small order.

Only who holds the key can make one; two verifiers that differ on it could be told different things. Arithmetic as in
RFC 8032 section 6, slow and plain.
"""

import hashlib
from dataclasses import replace

from mingheng.ledger.rules.tree.keys import SignerKey
from mingheng.ledger.rules.tree.notes import Note, Signature

_P = 2**255 - 19
_ORDER = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, -1, _P) % _P
_ROOT = pow(2, (_P - 1) // 4, _P)
_Point = tuple[int, int]
_MINUS_ONE: _Point = (0, _P - 1)  # of order two


def twisted(note: Note, signer: SignerKey, secret: bytes) -> Note:
    """The note with the signer's line replaced by one with a twisted point."""
    line = Signature(signer.name, signer.verifier.id, _signed(note.text.encode(), secret, signer.verifier.public))
    return replace(note, signatures=(line, *(one for one in note.signatures if one.name != signer.name)))


def _signed(message: bytes, secret: bytes, public: bytes) -> bytes:
    hashed = hashlib.sha512(secret).digest()
    scalar = int.from_bytes(hashed[:32], "little") & ((1 << 254) - 8) | (1 << 254)
    r = int.from_bytes(hashlib.sha512(hashed[32:] + message).digest(), "little") % _ORDER
    point = _bytes(_add(_times(r, _base()), _MINUS_ONE))
    k = int.from_bytes(hashlib.sha512(point + public + message).digest(), "little") % _ORDER
    return point + ((r + k * scalar) % _ORDER).to_bytes(32, "little")


def _base() -> _Point:
    y = 4 * pow(5, -1, _P) % _P
    square = (y * y - 1) * pow(_D * y * y + 1, -1, _P) % _P
    x = pow(square, (_P + 3) // 8, _P)
    if (x * x - square) % _P:
        x = x * _ROOT % _P
    return (_P - x if x & 1 else x, y)


def _add(one: _Point, two: _Point) -> _Point:
    (x1, y1), (x2, y2) = one, two
    product = _D * x1 * x2 * y1 * y2
    x = (x1 * y2 + x2 * y1) * pow(1 + product, -1, _P) % _P
    return x, (y1 * y2 + x1 * x2) * pow(1 - product, -1, _P) % _P


def _times(number: int, point: _Point) -> _Point:
    found = (0, 1)
    while number:
        if number & 1:
            found = _add(found, point)
        point, number = _add(point, point), number >> 1
    return found


def _bytes(point: _Point) -> bytes:
    return (point[1] | (point[0] & 1) << 255).to_bytes(32, "little")
