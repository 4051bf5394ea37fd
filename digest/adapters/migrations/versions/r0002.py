"""Corrections; whether the operator knows that a feed is broken."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "r0002"
down_revision = "r0001"


def upgrade() -> None:
    op.create_table(
        "corrections",
        sa.Column("slot", sa.String, sa.ForeignKey("slots.key"), primary_key=True),
        sa.Column("story", sa.String, primary_key=True),
        sa.Column("added", sa.DateTime, primary_key=True),
        sa.Column("hed", sa.String, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("printed", sa.String, sa.ForeignKey("slots.key")),
    )
    with op.batch_alter_table("feeds") as feeds:
        feeds.add_column(sa.Column("alerted", sa.Boolean, nullable=False, server_default=sa.false()))
