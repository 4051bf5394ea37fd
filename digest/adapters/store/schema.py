"""The tables of the store. `migrations/` builds them in a file; a test holds the two equal."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    text,
)

HEAD = "r0008"  # the revision of `migrations/versions` that gives these tables


class Moment(TypeDecorator[datetime]):
    """A moment in UTC: aware in Python, naive in the database, which knows no zones."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a naive moment: nobody knows which one it is."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a moment must be aware: {value!r}")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the moment back aware."""
        return value and value.replace(tzinfo=UTC)


# Compared by their bytes, as SQLite does, whatever language a server sorts by.
Key = String().with_variant(String(collation="C"), "postgresql")


def moment_text(moment: datetime) -> str:
    """A moment as the column of a `Moment` holds it in SQLite."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")


def reader_key(address: str) -> str:
    """What two spellings of one reader's address have in common; no database's own idea of case is asked."""
    return address.lower()


def erased_mark(newsletter: str, address: str) -> str:
    """What stays of an erased reader: enough to know the address when it is given again, and no way to list it.

    Who holds the file and guesses an address can confirm the guess; a hash can't prevent that.
    """
    return hashlib.sha256(f"digest erased\0{newsletter}\0{reader_key(address)}".encode()).hexdigest()


metadata = MetaData()

feeds = Table(
    "feeds",
    metadata,
    Column("url", String, primary_key=True),
    Column("etag", String, nullable=False),
    Column("last_modified", String, nullable=False),
    Column("last_success", Moment),
    Column("failures", Integer, nullable=False),
    Column("last_error", String, nullable=False),
    Column("alerted", Boolean, nullable=False),
    Column("tried", Moment),
)

# One row for each feed that carries the item: two audiences may follow different feeds with the same item.
items = Table(
    "items",
    metadata,
    Column("feed", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("url", String, nullable=False),
    Column("title", String, nullable=False),
    Column("outlet", String, nullable=False),
    Column("published", Moment, nullable=False),
    Column("text", Text, nullable=False),
    Column("authors", Text, nullable=False),  # JSON list
    Column("weight", Float, nullable=False),
    Column("dated", Boolean, nullable=False),
    Column("full", Boolean, nullable=False),
    Column("seen", Moment, nullable=False),  # when a feed last carried it
    Column("picture", Text, nullable=False),  # JSON
    Column("used", Boolean, nullable=False, default=False),  # by an issue: its text stays
    Index("items_by_time", "feed", "published"),
)

replies = Table(
    "replies",
    metadata,
    Column("key", String, primary_key=True),
    Column("text", Text, nullable=False),
    Column("model", String, nullable=False),
    Column("prompt_tokens", Integer, nullable=False),
    Column("reply_tokens", Integer, nullable=False),
)

vectors = Table(
    "vectors",
    metadata,
    Column("key", String, primary_key=True),
    Column("vector", LargeBinary, nullable=False),  # 32-bit floats, little-endian
    Column("made", Moment, nullable=False),
)

calls = Table(
    "calls",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("asked", Moment, nullable=False),
    Column("model", String, nullable=False),
    Column("prompt_tokens", Integer, nullable=False),
    Column("reply_tokens", Integer, nullable=False),
    Column("cost", Float, nullable=False),  # at the prices of the day, in the currency of the config
    Index("calls_by_time", "asked"),
)

slots = Table(
    "slots",
    metadata,
    Column("key", String, primary_key=True),  # newsletter/local time: at most one issue each
    Column("newsletter", String, nullable=False),
    Column("local", String, nullable=False),
    Column("due", Moment, nullable=False),
    Column("outcome", String, nullable=False),  # empty while the slot is open
    Column("detail", String, nullable=False),
    Column("closed", Moment),
    Index("slots_by_time", "newsletter", "due"),
)

# Since when a newsletter is sent from this store: slots that were due before are none of its business.
newsletters = Table(
    "newsletters",
    metadata,
    Column("slug", String, primary_key=True),
    Column("since", Moment, nullable=False),
)

issues = Table(
    "issues",
    metadata,
    Column("slot", ForeignKey("slots.key"), primary_key=True),
    Column("begun", Moment, nullable=False),
    Column("subject", String, nullable=False),
    Column("rendered", Text, nullable=False),  # RenderedIssue as JSON: what every reader gets, also after a crash
    Column("document", Text, nullable=False),  # Issue as JSON, each article once
)

corrections = Table(
    "corrections",
    metadata,
    Column("slot", ForeignKey("slots.key"), primary_key=True),  # of the issue that was wrong
    Column("story", String, primary_key=True),
    Column("added", Moment, primary_key=True),
    Column("hed", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("printed", ForeignKey("slots.key")),  # the issue that printed it
)

withdrawals = Table(
    "withdrawals",
    metadata,
    Column("slot", ForeignKey("slots.key"), primary_key=True),
    Column("reason", Text, nullable=False),
    Column("added", Moment, nullable=False),
)

# Written out, because SQLite takes the index only for a query with the same words.
STILL_OPEN = "state IN ('pending', 'sending', 'deferred')"

receipts = Table(
    "receipts",
    metadata,
    Column("slot", ForeignKey("slots.key"), primary_key=True),
    Column("reader", Key, primary_key=True),  # `reader_key` of the address
    Column("address", String, nullable=False),
    Column("state", String, nullable=False),
    Column("detail", String, nullable=False),
    Column("changed", Moment, nullable=False),
    CheckConstraint(
        "state IN ('pending', 'sending', 'accepted', 'deferred', 'rejected', 'suppressed', 'uncertain')",
        name="known_state",
    ),
    Index("receipts_still_open", "slot", "reader", sqlite_where=text(STILL_OPEN), postgresql_where=text(STILL_OPEN)),
)

# How far the sending of an issue is.
sendings = Table(
    "sendings",
    metadata,
    Column("slot", ForeignKey("slots.key"), primary_key=True),
    Column("place", String, nullable=False),  # of the list of readers, before which nobody is left to begin
    Column("boot", String, nullable=False),  # of the machine that promised the pending receipts
    Column("deferred_until", Moment),  # when many workers try those again whom the mail server deferred
    Column("rests_until", Moment),  # until when they leave the whole slot alone
)

# When each mail server may be sent the next message by any worker: seconds since 1970 by the database's clock.
paces = Table("paces", metadata, Column("server", String, primary_key=True), Column("free", Float, nullable=False))

# What runs at work have set aside for calls of models that are not booked yet.
holds = Table(
    "holds",
    metadata,
    Column("run", String, primary_key=True),
    Column("made", Moment, nullable=False),
    Column("calls", Integer, nullable=False),
    Column("prompt_tokens", Integer, nullable=False),
    Column("reply_tokens", Integer, nullable=False),
    Column("cost", Float, nullable=False),
)

suppressions = Table(
    "suppressions",
    metadata,
    Column("reader", Key, primary_key=True),  # `reader_key` of the address
    Column("newsletter", String, primary_key=True),  # empty: all newsletters
    Column("address", String, nullable=False),
    Column("reason", String, nullable=False),
    Column("added", Moment, nullable=False),
    Column("state", String, nullable=False),  # left, bounced or complained
)

returns = Table(
    "returns",
    metadata,
    Column("slot", ForeignKey("slots.key"), primary_key=True),
    Column("reader", Key, primary_key=True),  # `reader_key` of the address
    Column("kind", String, primary_key=True),
    Column("address", String, nullable=False),
    Column("detail", String, nullable=False),
    Column("added", Moment, nullable=False),
)

bookmarks = Table(
    "bookmarks",
    metadata,
    Column("newsletter", String, primary_key=True),
    Column("mailbox", String, primary_key=True),
    Column("count", BigInteger, nullable=False),
    Column("number", BigInteger, nullable=False),
)

# Those who asked for a newsletter, for `delivery.readers: store`.
readers = Table(
    "readers",
    metadata,
    Column("newsletter", String, primary_key=True),
    Column("reader", Key, primary_key=True),  # `reader_key` of the address
    Column("address", String, nullable=False),
    Column("name", String, nullable=False),
    Column("source", String, nullable=False),  # where the reader agreed, in the operator's words
    Column("consented", Moment, nullable=False),
    Column("confirmed", Boolean, nullable=False),
)

# What is left of readers who were erased: nobody can be listed from it.
erased = Table(
    "erased",
    metadata,
    Column("newsletter", String, primary_key=True),
    Column("mark", String, primary_key=True),
    Column("added", Moment, nullable=False),
)
