"""The flow, and the only place that calls ports.

    feeds ── gather ──> items ── curate ──> stories ── write ──> briefs ── render ──> issue ── deliver ──> receipts
               │                   │                     │                                        │
        Fetcher, Gathered       Issues          Model, Replies, Spending            Mailer, Issues, Receipts
          `reading`                               `writing`                                  `sending`

`make_issue` goes as far as the issue and marks nothing as sent; `send_issue` goes all the way, once per
slot. The stages return data, this package acts on it.
"""

from digest.pipeline.delivering import Sending
from digest.pipeline.desk import Attempt, Desk, Workings
from digest.pipeline.making import keep_as_sent, make_issue
from digest.pipeline.sending import send_issue, send_proof, thin_news

__all__ = [
    "Attempt",
    "Desk",
    "Sending",
    "Workings",
    "keep_as_sent",
    "make_issue",
    "send_issue",
    "send_proof",
    "thin_news",
]
