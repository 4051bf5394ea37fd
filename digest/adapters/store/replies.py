"""What language models answered: the `Replies` of `digest.ports`."""

from __future__ import annotations

from dataclasses import asdict

from sqlalchemy import select

from digest.adapters.store import schema
from digest.adapters.store.database import Database
from digest.adapters.store.statements import upsert
from digest.model import Reply


class SqlReplies:
    """Replies by their cache keys."""

    def __init__(self, database: Database) -> None:
        self._begin = database.begin

    def find(self, key: str) -> Reply | None:
        """A reply kept under this cache key, marked as cached."""
        with self._begin() as connection:
            row = connection.execute(select(schema.replies).where(schema.replies.c.key == key)).one_or_none()
        return Reply(row.text, row.model, row.prompt_tokens, row.reply_tokens, cached=True) if row else None

    def save(self, key: str, reply: Reply) -> None:
        """Keep a reply under its cache key."""
        values = {name: value for name, value in asdict(reply).items() if name != "cached"}
        with self._begin() as connection:
            upsert(connection, schema.replies, {"key": key, **values})
