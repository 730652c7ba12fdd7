"""Pages of a bound dossier: where page 1 lies in its file."""

from functools import lru_cache

from mingheng.documents.queries.files import content
from mingheng.documents.queries.views import DossierView
from mingheng.documents.rules import DossierRefused
from mingheng.documents.rules.binding import front_pages

MOST_KEPT = 500


def front_of(bound: DossierView) -> int:
    """How many pages come before page 1, cover and catalogue; 0 where the file cannot be read. The file is read once."""
    try:
        return _front(bound.file, bound.sha256)
    except DossierRefused:
        return 0


@lru_cache(maxsize=MOST_KEPT)
def _front(name: str, sha256: str) -> int:
    return front_pages(content(name, sha256))
