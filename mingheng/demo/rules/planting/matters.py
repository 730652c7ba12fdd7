"""What planted cases are about: items with their usual parties and fines."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PlantedMatter:
    """An item with the sort of party, the grade where there is a benchmark, and the fines usual for it."""

    item: str
    kind: str
    fines: tuple[int, ...]
    grade: str = ""
    hearing: bool = False


ORDINARY = (
    PlantedMatter("street-stall", "citizen", (150, 200, 200, 200, 250, 300), "light"),
    PlantedMatter("street-stall", "citizen", (350, 400, 400, 450, 500), "ordinary"),
    PlantedMatter("street-storage", "individual_business", (200, 300, 300, 300, 400)),
    PlantedMatter("unsealed-bulk-transport", "organisation", (3000, 4000, 5000, 5000, 6000), "light"),
    PlantedMatter("unsealed-bulk-transport", "organisation", (8000, 9000, 9000, 10000, 12000), "ordinary"),
    PlantedMatter("construction-dust", "organisation", (15000, 20000, 20000, 25000, 30000), "light"),
    PlantedMatter("night-construction", "organisation", (15000, 20000, 20000, 25000, 30000), "light"),
    PlantedMatter("night-construction", "organisation", (50000, 55000, 60000, 65000), "ordinary", hearing=True),
    PlantedMatter("road-occupation", "individual_business", (1000, 1500, 2000, 2000, 2500)),
    PlantedMatter("renovation-waste-dumping", "citizen", (1500, 2000, 2000, 2500, 3000)),
)
SPOT = (
    PlantedMatter("street-stall", "citizen", (100, 100, 150, 200), "light"),
    PlantedMatter("street-storage", "citizen", (100, 150, 200)),
    PlantedMatter("ebike-in-lift", "citizen", (200,)),
)
