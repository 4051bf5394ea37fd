"""The store's own list of readers; why somebody is on the suppression list."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "r0003"
down_revision = "r0002"


def upgrade() -> None:
    op.add_column("suppressions", sa.Column("state", sa.String, nullable=False, server_default="left"))
    with op.batch_alter_table("suppressions") as suppressions:
        suppressions.alter_column("state", server_default=None)
    op.create_table(
        "readers",
        sa.Column("newsletter", sa.String, primary_key=True),
        sa.Column("reader", sa.String, primary_key=True),
        sa.Column("address", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("source", sa.String, nullable=False),
        sa.Column("consented", sa.DateTime, nullable=False),
        sa.Column("confirmed", sa.Boolean, nullable=False),
    )
    op.create_table(
        "erased",
        sa.Column("newsletter", sa.String, primary_key=True),
        sa.Column("mark", sa.String, primary_key=True),
        sa.Column("added", sa.DateTime, nullable=False),
    )
