"""What Postgres' planner thinks of the hot queries over sampled receipts, and what that says of a hundred million."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime

import psycopg

from digest.adapters.store import SqlStore

NOW = datetime(2025, 2, 27, 17, 30, tzinfo=UTC)
HOT = {
    "a batch's receipts, 500 readers": (
        "SELECT reader, address, state, detail FROM receipts WHERE slot = 'n/s0' AND reader IN "
        f"({', '.join(repr(f'reader{one:09}@example.net') for one in range(500))})"
    ),
    "begin one message": (
        "UPDATE receipts SET state = 'sending' WHERE slot = 'n/s0' AND reader = 'reader000000001@example.net' "
        "AND state = 'pending'"
    ),
    "what is open of a slot": (
        "SELECT reader, state FROM receipts WHERE slot = 'n/s0' AND state IN ('pending', 'sending', 'deferred')"
    ),
    "whether anybody has it": (
        "SELECT reader FROM receipts WHERE slot = 'n/s0' AND state = 'accepted' ORDER BY reader LIMIT 1"
    ),
    "counts of a slot (status)": "SELECT state, count(*) FROM receipts WHERE slot = 'n/s0' GROUP BY state",
}
_RECEIPTS = """
    INSERT INTO receipts
    SELECT %s, a, a, CASE WHEN one %% 100 = 0 AND %s = 0 THEN 'deferred' ELSE 'accepted' END,
        '250 2.0.0 Ok: queued as 4F2K1X3', now()
    FROM (SELECT one, 'reader' || lpad(one::text, 9, '0') || '@example.net' AS a FROM generate_series(0, 9999) AS one)
    AS made
"""


def plans(address: str, rows: int) -> None:
    """Print node and cost of each query, over a tenth of the rows and over all; slots of 10,000 readers."""
    SqlStore(address).close()
    with closing(psycopg.connect(address, autocommit=True)) as connection:
        costs: dict[str, list[str]] = {}
        for first, last in ((0, rows // 10), (rows // 10, rows)):
            _fill(connection, first // 10_000, last // 10_000)
            for name, query in HOT.items():
                found = connection.execute(f"EXPLAIN {query}".encode()).fetchall()
                top, nodes = found[0][0], " + ".join(_nodes([line for (line,) in found]))
                costs.setdefault(name, []).append(f"{nodes}, cost {top.partition('..')[2].split()[0]}")
        size = connection.execute("SELECT pg_total_relation_size('receipts')").fetchone()
    each = (size or [0])[0] / rows
    print(f"the planner over {rows // 10:,} and over {rows:,} receipts ({each:.0f} bytes each, indexes included):")
    for name, (small, large) in costs.items():
        print(f"  {name}: {small}; {large}")


def _nodes(lines: list[str]) -> list[str]:
    return [line.strip(" ->").partition("  (")[0] for line in lines if "(cost=" in line]


def _fill(connection: psycopg.Connection[object], first: int, last: int) -> None:
    for slot in range(first, last):
        connection.execute(
            "INSERT INTO slots (key, newsletter, local, due, outcome, detail) VALUES (%s, 'n', %s, %s, 'sent', '')",
            (f"n/s{slot}", f"s{slot}", NOW.replace(tzinfo=None)),
        )
        connection.execute(_RECEIPTS, (f"n/s{slot}", slot))
    connection.execute("VACUUM ANALYZE receipts")
