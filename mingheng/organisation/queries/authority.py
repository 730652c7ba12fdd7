"""What a person may do on a day, from appointments and the tree of units, in one query."""

from collections import defaultdict
from datetime import date

from django.db import connection

from mingheng.kit.once import once
from mingheng.organisation.models import Officer
from mingheng.organisation.rules.duties import SEES_ALL, Authority, Grant

# Each appointment in force with every unit it reaches: its own and those below.
_REACH = """
WITH RECURSIVE reach (grant_id, duty, unit_key, unit_id) AS (
    SELECT a.id, a.duty, u.key, u.id
    FROM organisation_appointment a JOIN organisation_unit u ON u.id = a.unit_id
    WHERE a.officer_id = %s AND a.since <= %s AND (a.until IS NULL OR a.until > %s)
  UNION
    SELECT r.grant_id, r.duty, r.unit_key, u.id
    FROM reach r JOIN organisation_unit u ON u.parent_id = r.unit_id
)
SELECT r.grant_id, r.duty, r.unit_key, u.key,
       (SELECT own.key FROM organisation_unit own WHERE own.id = %s)
FROM reach r JOIN organisation_unit u ON u.id = r.unit_id ORDER BY r.grant_id
"""


def authority(officer: Officer, on: date) -> Authority:
    """The duties in force on day `on`, each with the units in which it counts. Nobody inactive has any."""
    reached: dict[tuple[int, str, str], set[str]] = defaultdict(set)
    own_key = ""
    if officer.is_active:
        for grant_id, duty, unit_key, reached_key, officers_unit in _reached(officer.pk, officer.unit_id, on):
            reached[grant_id, duty, unit_key].add(reached_key)
            own_key = officers_unit
    grants = tuple(Grant(i, duty, key, frozenset(units)) for (i, duty, key), units in reached.items())
    duties = frozenset(grant.duty for grant in grants)
    return Authority(
        officer_id=officer.pk,
        name=officer.name,
        unit_key=own_key or officer.unit.key,
        duties=duties,
        grants=grants,
        sees_all=not SEES_ALL.isdisjoint(duties),
        unit_keys=frozenset().union(*(grant.reach for grant in grants)),
    )


@once
def _reached(officer: int, unit: int, on: date) -> tuple[tuple[int, str, str, str, str], ...]:
    """(appointment, duty, its unit, a unit it reaches, the person's own unit), for every appointment and unit."""
    with connection.cursor() as cursor:
        cursor.execute(_REACH, [officer, on, on, unit])
        return tuple(cursor.fetchall())
