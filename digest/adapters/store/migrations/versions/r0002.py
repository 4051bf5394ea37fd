"""Readers by a key of their own instead of SQLite's collation; which items an issue used."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "r0002"
down_revision = "r0001"


def upgrade() -> None:
    op.add_column("items", sa.Column("used", sa.Boolean, nullable=False, server_default=sa.false()))
    _mark_used()
    with op.batch_alter_table("items") as items:
        items.alter_column("used", server_default=None)
    _with_reader_key(
        "receipts",
        sa.Column("slot", sa.String, sa.ForeignKey("slots.key"), primary_key=True),
        sa.Column("reader", sa.String, primary_key=True),
        sa.Column("address", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("detail", sa.String, nullable=False),
        sa.Column("changed", sa.DateTime, nullable=False),
        sa.CheckConstraint(
            "state IN ('pending', 'sending', 'accepted', 'deferred', 'rejected', 'suppressed', 'uncertain')",
            name="known_state",
        ),
    )
    _with_reader_key(
        "suppressions",
        sa.Column("reader", sa.String, primary_key=True),
        sa.Column("newsletter", sa.String, primary_key=True),
        sa.Column("address", sa.String, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("added", sa.DateTime, nullable=False),
    )


def _mark_used() -> None:
    connection = op.get_bind()
    mark = sa.text("UPDATE items SET used = :yes WHERE feed = :feed AND id = :id")
    for (document,) in connection.execute(sa.text("SELECT document FROM issues")).all():
        for item in json.loads(document)["items"]:
            connection.execute(mark, {"yes": True, "feed": item["feed"], "id": item["id"]})


def _with_reader_key(name: str, *shape: sa.schema.SchemaItem) -> None:
    """Copy a table into its new shape; a key that SQLite compared without case is a column in small letters."""
    op.rename_table(name, f"{name}_before")
    new = op.create_table(name, *shape)
    columns = [column.name for column in new.columns]
    old = ", ".join("lower(address)" if column == "reader" else column for column in columns)
    op.execute(f"INSERT INTO {name} ({', '.join(columns)}) SELECT {old} FROM {name}_before")  # noqa: S608
    op.drop_table(f"{name}_before")
