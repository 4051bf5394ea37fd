"""The first shape of the store."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "r0001"
down_revision = None

_ADDRESS = sa.String(collation="NOCASE").with_variant(sa.String(), "postgresql")  # which has no such collation


def upgrade() -> None:
    op.create_table(
        "feeds",
        sa.Column("url", sa.String, primary_key=True),
        sa.Column("etag", sa.String, nullable=False),
        sa.Column("last_modified", sa.String, nullable=False),
        sa.Column("last_success", sa.DateTime),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("last_error", sa.String, nullable=False),
        sa.Column("alerted", sa.Boolean, nullable=False),
    )
    op.create_table(
        "items",
        sa.Column("feed", sa.String, primary_key=True),
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("url", sa.String, nullable=False),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("outlet", sa.String, nullable=False),
        sa.Column("published", sa.DateTime, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("authors", sa.Text, nullable=False),
        sa.Column("weight", sa.Float, nullable=False),
        sa.Column("dated", sa.Boolean, nullable=False),
        sa.Column("full", sa.Boolean, nullable=False),
        sa.Column("seen", sa.DateTime, nullable=False),
        sa.Column("picture", sa.Text, nullable=False),
    )
    op.create_index("items_by_time", "items", ["feed", "published"])
    op.create_table(
        "replies",
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("model", sa.String, nullable=False),
        sa.Column("prompt_tokens", sa.Integer, nullable=False),
        sa.Column("reply_tokens", sa.Integer, nullable=False),
    )
    op.create_table(
        "vectors",
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("vector", sa.LargeBinary, nullable=False),
        sa.Column("made", sa.DateTime, nullable=False),
    )
    op.create_table(
        "calls",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("asked", sa.DateTime, nullable=False),
        sa.Column("model", sa.String, nullable=False),
        sa.Column("prompt_tokens", sa.Integer, nullable=False),
        sa.Column("reply_tokens", sa.Integer, nullable=False),
        sa.Column("cost", sa.Float, nullable=False),
    )
    op.create_index("calls_by_time", "calls", ["asked"])
    op.create_table(
        "slots",
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("newsletter", sa.String, nullable=False),
        sa.Column("local", sa.String, nullable=False),
        sa.Column("due", sa.DateTime, nullable=False),
        sa.Column("outcome", sa.String, nullable=False),
        sa.Column("detail", sa.String, nullable=False),
        sa.Column("closed", sa.DateTime),
    )
    op.create_index("slots_by_time", "slots", ["newsletter", "due"])
    op.create_table(
        "issues",
        sa.Column("slot", sa.String, sa.ForeignKey("slots.key"), primary_key=True),
        sa.Column("begun", sa.DateTime, nullable=False),
        sa.Column("subject", sa.String, nullable=False),
        sa.Column("rendered", sa.Text, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
    )
    op.create_table(
        "withdrawals",
        sa.Column("slot", sa.String, sa.ForeignKey("slots.key"), primary_key=True),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("added", sa.DateTime, nullable=False),
    )
    op.create_table(
        "corrections",
        sa.Column("slot", sa.String, sa.ForeignKey("slots.key"), primary_key=True),
        sa.Column("story", sa.String, primary_key=True),
        sa.Column("added", sa.DateTime, primary_key=True),
        sa.Column("hed", sa.String, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("printed", sa.String, sa.ForeignKey("slots.key")),
    )
    op.create_table(
        "receipts",
        sa.Column("slot", sa.String, sa.ForeignKey("slots.key"), primary_key=True),
        sa.Column("address", _ADDRESS, primary_key=True),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("detail", sa.String, nullable=False),
        sa.Column("changed", sa.DateTime, nullable=False),
        sa.CheckConstraint(
            "state IN ('pending', 'sending', 'accepted', 'deferred', 'rejected', 'suppressed', 'uncertain')",
            name="known_state",
        ),
    )
    op.create_table(
        "suppressions",
        sa.Column("address", _ADDRESS, primary_key=True),
        sa.Column("newsletter", sa.String, primary_key=True),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("added", sa.DateTime, nullable=False),
    )
