"""What came back by mail, and how far mailboxes were read."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "r0006"
down_revision = "r0005"


def upgrade() -> None:
    op.create_table(
        "returns",
        sa.Column("slot", sa.String, sa.ForeignKey("slots.key"), primary_key=True),
        sa.Column("reader", sa.String, primary_key=True),
        sa.Column("kind", sa.String, primary_key=True),
        sa.Column("address", sa.String, nullable=False),
        sa.Column("detail", sa.String, nullable=False),
        sa.Column("added", sa.DateTime, nullable=False),
    )
    op.create_table(
        "bookmarks",
        sa.Column("newsletter", sa.String, primary_key=True),
        sa.Column("mailbox", sa.String, primary_key=True),
        sa.Column("count", sa.BigInteger, nullable=False),
        sa.Column("number", sa.BigInteger, nullable=False),
    )
