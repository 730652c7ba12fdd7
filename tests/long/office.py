"""What is in the books after a day: every act that was accepted is there once, and the record agrees with it."""

from collections.abc import Iterable
from pathlib import Path
from typing import LiteralString

import psycopg

from mingheng.kit.postgres import DATABASE, SUPERUSER, Cluster

SIGNS_IN = "LJ0103"

_LOST = "SELECT told FROM unnest(%s::uuid[]) AS told WHERE NOT EXISTS (SELECT FROM cases_step WHERE token = told)"
_OTHERWISE = """
SELECT c.ref, c.steps, e.expected FROM unnest(%s::text[], %s::int[]) AS e (ref, expected)
LEFT JOIN cases_case c ON c.ref = e.ref WHERE c.steps IS DISTINCT FROM e.expected
"""
_APART = """
SELECT c.ref FROM cases_case c JOIN ledger_chain h ON h.chain = c.id::text
WHERE c.ref = ANY(%s) AND (
    c.steps <> h.n
    OR c.steps <> (SELECT count(*) FROM cases_step s WHERE s.case_id = c.id)
    OR c.steps <> (SELECT count(*) FROM ledger_entry e WHERE e.chain = h.chain)
    OR EXISTS (SELECT FROM cases_step s WHERE s.case_id = c.id AND s.instrument IS NOT NULL
               AND NOT EXISTS (SELECT FROM documents_instrument i WHERE i.uid = s.instrument)))
"""


def give_passwords(data: Path, usernames: Iterable[str]) -> None:
    """Let these people of the fictional district sign in as the few it has passwords for do."""
    with Cluster(data).running() as cluster, psycopg.connect(cluster.url(SUPERUSER, DATABASE)) as connection:
        connection.execute(
            "UPDATE organisation_officer SET must_change_password = false,"
            " password = (SELECT password FROM organisation_officer WHERE username = %s) WHERE username = ANY(%s)",
            [SIGNS_IN, list(usernames)],
        )


class Books:
    """The database of a served folder, asked directly."""

    def __init__(self, data: Path) -> None:
        self.url = Cluster(data).url(SUPERUSER, DATABASE)

    def lost(self, tokens: Iterable[str]) -> list[str]:
        """The forms that were accepted and led to no step."""
        return [str(told) for (told,) in self._asked(_LOST, list(tokens))]

    def otherwise(self, cases: dict[str, int]) -> list[tuple[object, ...]]:
        """The cases that have not as many steps as were accepted: lost or taken twice."""
        return self._asked(_OTHERWISE, list(cases), list(cases.values()))

    def apart(self, cases: Iterable[str]) -> list[str]:
        """The cases whose row, steps, papers and chain do not agree."""
        return [str(ref) for (ref,) in self._asked(_APART, list(cases))]

    def _asked(self, question: LiteralString, *values: object) -> list[tuple[object, ...]]:
        with psycopg.connect(self.url) as connection:
            return connection.execute(question, values).fetchall()
