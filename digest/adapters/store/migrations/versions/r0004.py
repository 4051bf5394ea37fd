"""Since when each newsletter is sent from this store."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "r0004"
down_revision = "r0003"


def upgrade() -> None:
    op.create_table(
        "newsletters",
        sa.Column("slug", sa.String, primary_key=True),
        sa.Column("since", sa.DateTime, nullable=False),
    )
    op.execute("INSERT INTO newsletters SELECT newsletter, MIN(due) FROM slots GROUP BY newsletter")
