"""What Alembic runs: the steps that are missing, on the connection that the store hands over.

SQLite can't alter a column in place, so steps use `op.batch_alter_table`.
"""

from __future__ import annotations

from alembic import context

context.configure(connection=context.config.attributes["connection"], render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
