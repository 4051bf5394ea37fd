"""Names and passwords in the addresses of feeds are taken out: no store needs them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from digest.addresses import split_login

revision = "r0005"
down_revision = "r0004"


def upgrade() -> None:
    connection = op.get_bind()
    known = connection.scalars(sa.text("SELECT url FROM feeds UNION SELECT feed FROM items")).all()
    for feed in known:
        address, login = split_login(feed)
        if any(login):
            _rename(connection, feed, address)


def _rename(connection: sa.Connection, feed: str, address: str) -> None:
    names = {"feed": feed, "address": address}
    for statement in (
        "DELETE FROM feeds WHERE url = :feed AND :address IN (SELECT url FROM feeds)",
        "UPDATE feeds SET url = :address WHERE url = :feed",
        "DELETE FROM items WHERE feed = :feed AND id IN (SELECT id FROM items WHERE feed = :address)",
        "UPDATE items SET feed = :address WHERE feed = :feed",
        "UPDATE issues SET document = REPLACE(document, :feed, :address)",
    ):
        connection.execute(sa.text(statement), names)
