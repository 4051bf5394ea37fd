"""What workers have to agree on: when a feed was tried, who rests, how fast to send, what is set aside for models."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "r0008"
down_revision = "r0007"


def upgrade() -> None:
    op.add_column("feeds", sa.Column("tried", sa.DateTime))
    op.add_column("sendings", sa.Column("deferred_until", sa.DateTime))
    op.add_column("sendings", sa.Column("rests_until", sa.DateTime))
    op.create_table(
        "paces",
        sa.Column("server", sa.String, primary_key=True),
        sa.Column("free", sa.Float, nullable=False),
    )
    op.create_table(
        "holds",
        sa.Column("run", sa.String, primary_key=True),
        sa.Column("made", sa.DateTime, nullable=False),
        sa.Column("calls", sa.Integer, nullable=False),
        sa.Column("prompt_tokens", sa.Integer, nullable=False),
        sa.Column("reply_tokens", sa.Integer, nullable=False),
        sa.Column("cost", sa.Float, nullable=False),
    )
