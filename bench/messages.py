"""Messages a second: `Composer` beside an `EmailMessage` for each reader. Run: python -m bench.messages

Both make the same email (checked below): headers, plain text, HTML, the reader's name and way out, quoted-printable.
The figure for `EmailMessage` is taken from a few hundred and scaled, ours from all 100,000.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import format_datetime
from functools import partial
from html import escape
from typing import Any

from bench.arguments import parser
from digest.config import Audience
from digest.deliver.messages import Composer
from digest.deliver.unsubscribe import make_token
from digest.model import Message, Recipient, RenderedIssue, Slot

READERS = 100_000
RIVAL = 200
KEY = b"bench"
DUE = datetime(2025, 2, 27, 17, 30, tzinfo=UTC)
SLOT = Slot("white-house-watch", "2025-02-27T17:30", DUE)
SENTENCE = "The president said on Thursday that “a very big agreement” – worth $500bn – would be signed in Washington. "


def audience() -> Audience:
    """A newsletter whose readers leave with one click."""
    return Audience.model_validate(
        {
            "newsletter": {"name": "White House Watch"},
            "topics": [{"name": "White House", "match": "Trump"}],
            "sources": [{"outlet": "Courier", "feed": "courier.xml"}],
            "delivery": {
                "from": "The Desk <desk@example.org>",
                "postal_address": "1 Street",
                "unsubscribe": {"url": "https://example.org/leave/{token}"},
            },
        }
    )


def issue(kilobytes: int) -> RenderedIssue:
    """An issue whose HTML has about this size, and a quarter of it as plain text."""
    paragraph = f'<p style="margin:0 0 16px;font-family:Georgia,serif;font-size:17px">{SENTENCE * 3}</p>\n'
    html = paragraph * (kilobytes * 1000 // len(paragraph.encode()))
    text = SENTENCE * (kilobytes * 250 // len(SENTENCE))
    footer = '<a href="[[ unsubscribe_url ]]">Leave</a>'
    return RenderedIssue("Starmer meets Trump", "", f"<p>Dear [[ name ]],</p>{html}{footer}", f"{text}[[ name ]]")


def with_email_message(rendered: RenderedIssue, composed: Message) -> bytes:
    """What a program without a template does for each reader."""
    recipient = composed.recipient
    url = f"https://example.org/leave/{make_token('white-house-watch', recipient.address, KEY)}"
    email = EmailMessage(policy=policy.SMTP)
    email["From"] = "The Desk <desk@example.org>"
    email["To"] = f"{recipient.name} <{recipient.address}>"
    email["Subject"] = rendered.subject
    email["Date"] = format_datetime(DUE)
    email["Message-ID"] = composed.id
    email["List-Id"] = "White House Watch <white-house-watch.example.org>"
    email["List-Unsubscribe"] = f"<{url}>"
    email["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    text = rendered.text.replace("[[ name ]]", recipient.name)
    html = rendered.html.replace("[[ name ]]", escape(recipient.name)).replace("[[ unsubscribe_url ]]", escape(url))
    email.set_content(text, cte="quoted-printable")
    email.add_alternative(html, subtype="html", cte="quoted-printable")
    return email.as_bytes()


def main() -> None:
    """Print the table."""
    print(f"{'HTML':>6} {'EmailMessage':>14} {'Composer':>12} {'100,000 in':>11} {'ratio':>7}")
    for kilobytes in (10, 30, 60, 90):
        rendered = issue(kilobytes)
        composer = Composer(rendered, audience(), SLOT, now=DUE, key=KEY)
        readers = [Recipient(f"reader{number}@example.net", f"Reader {number}") for number in range(READERS)]
        composed = [composer.message(reader) for reader in readers[:RIVAL]]
        assert _content(composed[0].data) == _content(with_email_message(rendered, composed[0]))
        theirs = rate(partial(with_email_message, rendered), composed)
        ours = rate(composer.message, readers)
        seconds = READERS / ours
        print(f"{kilobytes:3} kB {theirs:12,.0f}/s {ours:10,.0f}/s {seconds:9.1f} s {ours / theirs:6.0f}x")


def rate(make: Callable[[Any], object], inputs: list[Any]) -> float:
    """Calls a second."""
    begin = time.perf_counter()
    for value in inputs:
        make(value)
    return len(inputs) / (time.perf_counter() - begin)


def _content(data: bytes) -> Iterable[str]:
    email = message_from_bytes(data, policy=policy.SMTP)
    return [part.get_content().replace("\r\n", "\n").rstrip() for part in email.iter_parts()]


if __name__ == "__main__":
    parser(__doc__).parse_args()
    main()
