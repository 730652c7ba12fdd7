"""A case under way, for every journey."""

import pytest

from tests.cast import Cast
from tests.journeys.drive import Drive, parts


@pytest.fixture
def drive(cast: Cast) -> Drive:
    """A case nobody has registered yet; everything is taken back at the end."""
    return Drive(parts(cast))
