"""Pages of a bound dossier: where page 1 lies in its file."""

from functools import lru_cache

from mingheng.documents.queries.files import content
from mingheng.documents.queries.views import DossierView
from mingheng.documents.rules import DossierRefused
from mingheng.documents.rules.binding import front_pages
from mingheng.documents.rules.picturing import NoSuchPage, picture_of

MOST_KEPT = 500


def front_of(bound: DossierView) -> int:
    """How many pages come before page 1, cover and catalogue; 0 where the file cannot be read. The file is read once."""
    try:
        return _front(bound.file, bound.sha256)
    except DossierRefused:
        return 0


def picture(bound: DossierView, number: int) -> bytes:
    """A numbered page as JPEG. Raises NoSuchPage, and DossierRefused where the file is gone or altered."""
    if number < 1:
        raise NoSuchPage(number)
    return picture_of(content(bound.file, bound.sha256), front_of(bound) + number)


@lru_cache(maxsize=MOST_KEPT)
def _front(name: str, sha256: str) -> int:
    return front_pages(content(name, sha256))
