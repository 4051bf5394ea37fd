"""What the pipeline needs of the outside world. `digest.adapters` has the real ones and an offline set.

Each is a small Protocol, named for its role: a file of them for each part of the world.
"""

from digest.ports.issues import Corrections, Issues, Receipts, Returns, Slots, Withdrawals
from digest.ports.mail import Mailbox, Mailer, Note, Paces, Recipients
from digest.ports.news import Apart, Gathered, Replies, Spending, Vectors
from digest.ports.outside import Embedder, Fetcher, Model, Progress, Workers
from digest.ports.readers import Readers, Suppressions
from digest.ports.store import Locks, Store
from digest.ports.work import Queue

__all__ = [
    "Apart",
    "Corrections",
    "Embedder",
    "Fetcher",
    "Gathered",
    "Issues",
    "Locks",
    "Mailbox",
    "Mailer",
    "Model",
    "Note",
    "Paces",
    "Progress",
    "Queue",
    "Readers",
    "Receipts",
    "Recipients",
    "Replies",
    "Returns",
    "Slots",
    "Spending",
    "Store",
    "Suppressions",
    "Vectors",
    "Withdrawals",
    "Workers",
]
