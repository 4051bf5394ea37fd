"""The pictures of items."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "r0003"
down_revision = "r0002"


def upgrade() -> None:
    with op.batch_alter_table("items") as items:
        items.add_column(sa.Column("picture", sa.Text, nullable=False, server_default="null"))
