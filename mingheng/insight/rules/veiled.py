"""Places written so that nobody reads where they are, and places that begin alike still begin alike."""

import hmac

FIRST, MANY = 0x4E00, 1 << 14  # signs are taken from the block of Han characters, where there are so many side by side


def veiled(place: str, key: bytes) -> str:
    """One sign for each letter, which follows from the letters up to it and the secret `key`.

    Two places share as many first signs as first letters, but for one chance in sixteen thousand a sign.
    """
    return "".join(_sign(place[: n + 1], key) for n in range(len(place)))


def _sign(beginning: str, key: bytes) -> str:
    return chr(FIRST + int.from_bytes(hmac.digest(key, beginning.encode(), "sha256")[:4], "big") % MANY)
