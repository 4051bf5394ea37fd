"""Issues that the website no longer shows."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "r0006"
down_revision = "r0005"


def upgrade() -> None:
    op.create_table(
        "withdrawals",
        sa.Column("slot", sa.String, sa.ForeignKey("slots.key"), primary_key=True),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("added", sa.DateTime, nullable=False),
    )
