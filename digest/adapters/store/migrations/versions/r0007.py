"""How far the sending of an issue is, so that a run goes on without reading who is done."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "r0007"
down_revision = "r0006"


def upgrade() -> None:
    op.create_table(
        "sendings",
        sa.Column("slot", sa.String, sa.ForeignKey("slots.key"), primary_key=True),
        sa.Column("place", sa.String, nullable=False),
        sa.Column("boot", sa.String, nullable=False),
    )
    open_ = sa.text("state IN ('pending', 'sending', 'deferred')")
    op.create_index("receipts_still_open", "receipts", ["slot", "reader"], sqlite_where=open_, postgresql_where=open_)
