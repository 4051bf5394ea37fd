from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import jinja2
import pytest

from digest.bundled import bundled
from digest.deliver.parcels import Parcels
from digest.errors import DeliveryError, RenderError
from digest.model import Attachment, Facts, Finding, Recipient, RenderedIssue, Slot
from digest.render.environment import environment
from tests.adapters.sending import AUDIENCE

SLOT = Slot("watch", "2025-02-27T17:30", datetime(2025, 2, 27, 17, 30, tzinfo=UTC))
HTML = (
    '<html><head><style>p {}</style></head><body class="b"><p>A &amp; B</p><img src="cid:chart@x">'
    '<a href="[[ unsubscribe_url ]]">leave</a></body></html>'
)
TEXT = "Text [[ name ]]\n[[ unsubscribe_url ]]"
RENDERED = RenderedIssue(
    "A <b> & “c”",
    "What else",
    HTML,
    "Text [[ name ]]\n[[ unsubscribe_url ]]",
    attachments=(Attachment("chart@x", "QU\nJD"),),
)
DOCUMENT = {
    "newsletter": "Watch",
    "slot": SLOT.key,
    "subject": RENDERED.subject,
    "preheader": RENDERED.preheader,
    "sections": [{"topic": "T", "stories": [{"hed": hed} for hed in ("One <!channel>", "Two @here", "Three", "Four")]}],
    "headlines": [{"title": "Fifth"}],
}


def parcel(body="issue", extra=None, rendered=RENDERED, document=DOCUMENT, folders=(), **hook):
    webhook = AUDIENCE.delivery.webhook.model_copy(update={"body": body, "extra": extra or {}, **hook})
    delivery = AUDIENCE.delivery.model_copy(update={"webhook": webhook})
    env = environment(jinja2.FileSystemLoader([*folders, bundled("templates")]))
    parcels = Parcels(rendered, AUDIENCE.model_copy(update={"delivery": delivery}), SLOT, document, env)
    return parcels.message(Recipient("webhook"))


def test_the_issue_goes_whole_and_without_anybodys_fields():
    message = parcel()
    made = json.loads(message.data)
    assert made["issue"] == DOCUMENT
    assert 'href="mailto:desk@example.org?subject=unsubscribe%20watch"' in made["html"]
    assert made["text"] == "Text \nmailto:desk@example.org?subject=unsubscribe%20watch"
    assert 'src="data:image/png;base64,QUJD"' in made["html"]
    assert message == parcel()


def test_listmonk_gets_a_campaign_and_its_own_link_to_leave():
    made = json.loads(parcel("listmonk", {"lists": [3], "template_id": 2}, unsubscribe_url="{{ UnsubscribeURL }}").data)
    assert set(made) == {"name", "subject", "type", "content_type", "body", "altbody", "lists", "template_id"}
    assert (made["subject"], made["type"], made["content_type"], made["lists"]) == (
        "A <b> & “c”",
        "regular",
        "html",
        [3],
    )
    assert 'href="{{ UnsubscribeURL }}"' in made["body"]
    assert made["altbody"].endswith("{{ UnsubscribeURL }}")


def test_ghost_gets_a_draft_with_an_html_card():
    [post] = json.loads(parcel("ghost").data)["posts"]
    assert (post["title"], post["status"]) == ("A <b> & “c”", "draft")
    assert post["html"].startswith('<!--kg-card-begin: html--><style>p {}</style> class="b">'[:48])
    assert post["html"].endswith("<!--kg-card-end: html-->")
    assert "<html" not in post["html"]


def test_buttondown_gets_a_draft_in_html():
    made = json.loads(parcel("buttondown", {"template": "naked"}).data)
    assert (made["status"], made["template"]) == ("draft", "naked")
    assert made["body"].startswith("<!-- buttondown-editor-mode: fancy --><style>")


def test_a_chat_gets_three_heds_and_nobody_is_called():
    text = json.loads(parcel("chat").data)["text"]
    assert text.split("\n") == [
        "*Watch: A &lt;b&gt; &amp; “c”*",
        "• One &lt;!channel&gt;",
        "• Two @\u200bhere",
        "• Three",
    ]


def test_a_day_of_headlines_alone_is_told_too():
    text = json.loads(parcel("chat", document={**DOCUMENT, "sections": []}).data)["text"]
    assert text.endswith("• Fifth")


@pytest.mark.parametrize(
    ("template", "complaint"),
    [
        ("{", r"webhooks/own\.json\.j2: Expecting"),
        ("[1]", "expected a JSON object"),
        ("{{ nobody }}", "'nobody' is undefined"),
        ("{% if %}", r"webhooks/own\.json\.j2: Expected an expression"),
    ],
)
def test_a_template_of_ones_own_that_is_wrong_is_named(tmp_path, template, complaint):
    (tmp_path / "webhooks").mkdir()
    (tmp_path / "webhooks/own.json.j2").write_text(template)
    with pytest.raises(RenderError, match=complaint):
        parcel("own", folders=[tmp_path])


def test_a_template_that_is_not_there_is_named_with_those_that_are():
    with pytest.raises(RenderError, match="there are buttondown, chat, ghost, issue, listmonk"):
        parcel("lismonk")


def test_an_issue_that_would_harm_does_not_go_out():
    with pytest.raises(DeliveryError, match="must not go out: no address"):
        parcel(rendered=replace(RENDERED, findings=(Finding("lint", Facts.foreign("no address"), blocks=True),)))
