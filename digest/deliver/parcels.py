"""The issue as one message to another program: JSON made by a template, `templates/webhooks/NAME.json.j2`.

A template may print `issue` (what `issue.json` holds), `html`, `text`, `body` (the styles and the body of `html`, for a
page that has a head of its own) and `link` (the issue on the website, or empty). Whatever it makes is read as JSON, and
`delivery.webhook.extra` is laid over it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import datetime
from html import escape
from typing import Any

import jinja2

from digest.config import Audience
from digest.deliver.messages import FIELD, mail_to_leave, refuse_unsound
from digest.errors import RenderError
from digest.model import Message, Recipient, RenderedIssue, Slot

_BODY = re.compile(r"<style.*?</style>|(?<=<body).*?(?=</body>)", re.DOTALL)


class Parcels:
    """Makes the message of one issue, the same bytes whenever it is made.

    `document` is the issue as plain JSON values. Refused: an issue with a finding that blocks (`DeliveryError`), a
    template that is missing or wrong, or does not make an object (`RenderError`).
    """

    def __init__(
        self,
        rendered: RenderedIssue,
        audience: Audience,
        slot: Slot,
        document: Mapping[str, Any],
        env: jinja2.Environment,
    ) -> None:
        refuse_unsound(rendered, slot)
        self._number = hashlib.sha256(slot.key.encode()).hexdigest()[:32]
        leave = _way_out(audience)
        html = _filled(_with_pictures(rendered), escape(leave))
        context = {
            "issue": document,
            "html": html,
            "body": "".join(_BODY.findall(html)),
            "text": _filled(rendered.text, leave),
            "link": audience.archive.issue_url(slot.date),
        }
        body = _set(f"webhooks/{audience.delivery.webhook.body}.json.j2", context, env)
        self._data = json.dumps(body | audience.delivery.webhook.extra, ensure_ascii=False).encode()

    def message(self, recipient: Recipient, now: datetime | None = None) -> Message:
        """The post. It has no date of its own: what is signed says when."""
        return Message(recipient, f"digest_{self._number}", "", self._data)


def _set(name: str, context: Mapping[str, Any], env: jinja2.Environment) -> dict[str, Any]:
    try:
        made = json.loads(env.get_template(name).render(context))
    except jinja2.TemplateNotFound:
        known = sorted(found[9:-8] for found in env.list_templates() if found.startswith("webhooks/"))
        raise RenderError(f"delivery.webhook.body: {name}: no such template; there are {', '.join(known)}") from None
    except (jinja2.TemplateError, TypeError, ValueError, LookupError) as error:
        raise RenderError(f"{name}: {error}") from error
    if not isinstance(made, dict):
        raise RenderError(f"{name}: expected a JSON object, such as {{...}}")
    return made


def _way_out(audience: Audience) -> str:
    """What stands for the link by which a reader leaves: here nobody's own."""
    way = audience.delivery.unsubscribe
    public = way.url if way.url and "{token}" not in way.url else ""
    return audience.delivery.webhook.unsubscribe_url or public or mail_to_leave(audience)


def _filled(content: str, leave: str) -> str:
    return FIELD.sub(lambda found: leave if found[1] == "unsubscribe_url" else "", content)


def _with_pictures(rendered: RenderedIssue) -> str:
    """The HTML with its pictures in it: there is no message that they could travel in."""
    html = rendered.html
    for attachment in rendered.attachments:
        data = "".join(attachment.data.split())
        html = html.replace(f"cid:{attachment.cid}", f"data:image/png;base64,{data}")
    return html
