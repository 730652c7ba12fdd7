"""A place in the export says whether another is the same or begins alike, and not where it is."""

from mingheng.insight.rules.veiled import veiled

KEY = b"secret"
HERE, NEAR, FAR = "云汀街道石桥弄19号", "云汀街道石桥弄21号", "望渡街道渡口路3号"


def shared(one: str, other: str) -> int:
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def test_places_that_begin_alike_begin_alike() -> None:
    assert shared(veiled(HERE, KEY), veiled(NEAR, KEY)) == shared(HERE, NEAR)
    assert shared(veiled(HERE, KEY), veiled(FAR, KEY)) == 0
    assert veiled(HERE, KEY) == veiled(HERE, KEY)


def test_no_letter_of_the_place_stands_there() -> None:
    assert not set(veiled(HERE, KEY)) & set(HERE)


def test_without_the_secret_the_signs_are_others() -> None:
    assert veiled(HERE, KEY) != veiled(HERE, b"another")
