"""What of a list is asked for, and the address of the list with something else asked for."""

from urllib.parse import urlencode


class Sought:
    """The fields of a dataclass by the names they have in the address, `page` among them."""

    def href(self, **other: str | int) -> str:
        """The address of the list with something else asked for; from its first page, unless a page is."""
        said = {name: str(value) for name, value in {**vars(self), "page": 1, **other}.items()}
        return "?" + urlencode({name: value for name, value in said.items() if value not in ("", "1")})
