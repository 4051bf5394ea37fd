"""The flow, and the only place that calls ports.

    feeds ── gather ──> items ── curate ──> stories ── write ──> briefs ── render ──> issue ── deliver ──> receipts
               │                   │                     │                                        │
            Fetcher, Store       Store             Model, Store                            Mailer, Store

`build_issue` goes as far as the issue and marks nothing as sent; `send_issue` goes all the way, once per
slot. The stages return data, this page acts on it.
"""
