"""Who can be assigned to what is drawn, and what each must stay away from: sealed with the list, before the chance is known."""

from dataclasses import dataclass

from mingheng.draws.rules.errors import BadDraw
from mingheng.draws.rules.reading import fields, fields_besides, listed, named, text, whole
from mingheng.draws.rules.terms import digest
from mingheng.ledger.rules.canonical import Json

MOST_PEOPLE = 1000  # keeps the work of a hostile file within bounds


@dataclass(frozen=True, slots=True)
class Person:
    """One who can be assigned, and the groups and members to stay away from."""

    id: str
    groups: frozenset[str] = frozenset()
    members: frozenset[str] = frozenset()

    def json(self) -> Json:
        """As it is hashed and published."""
        return {"id": self.id, "groups": sorted(self.groups), "members": sorted(self.members)}

    @classmethod
    def read(cls, value: object, where: str) -> "Person":
        """The person of a file. Raises BadDraw."""
        found = fields(value, where, "id", "groups", "members")
        return cls(text(found["id"], where), named(found["groups"], where), named(found["members"], where))


@dataclass(frozen=True, slots=True)
class Assigning:
    """How many people look at each pick, at how many picks one looks at most (0: no limit), and who they are.

    `commitment` is to the blind (`seeds.blind_commitment`) without which nobody works out who looks at what; empty in draws
    sealed before there were blinds, where that follows from the seed alone.
    """

    title: str
    each: int
    most: int
    people: tuple[Person, ...]
    commitment: str = ""

    def __post_init__(self) -> None:
        """Refuse a person named twice, or more for each than there are. Raises BadDraw."""
        if not self.each <= len(self.people) <= MOST_PEOPLE:
            raise BadDraw(f"“{self.title}”每个要 {self.each} 人，但列出 {len(self.people)} 人（最多 {MOST_PEOPLE} 人）")
        ids = [person.id for person in self.people]
        if ids != sorted(set(ids)):
            raise BadDraw(f"“{self.title}”的人员应当按编码顺序排列，不得重复")

    def json(self) -> Json:
        """As it is hashed and published."""
        people = [person.json() for person in self.people]
        told: dict[str, Json] = {"title": self.title, "each": self.each, "most": self.most, "people": people}
        return told | {"commitment": self.commitment} if self.commitment else told

    @classmethod
    def read(cls, value: object) -> "Assigning":
        """The assigning of a file. Raises BadDraw."""
        found = fields_besides(value, "分派", "commitment", "title", "each", "most", "people")
        each, most = whole(found["each"], "分派"), whole(found["most"], "分派")
        commitment = digest(found["commitment"], "分派的承诺") if "commitment" in found else ""
        return cls(text(found["title"], "分派"), each, most, listed(found["people"], "分派", Person.read), commitment)
