from __future__ import annotations

import json

from digest.model import Facts, Finding
from digest.render.document import issue_document

from .conftest import Render
from .example_issue import BRIEFS, LEAD, an_issue


def test_the_document_has_exactly_the_keys_of_the_contract(render: Render) -> None:
    document = json.loads(json.dumps(issue_document(an_issue(), render())))
    assert set(document) >= {
        "newsletter", "slot", "subject", "preheader", "sections", "headlines", "findings", "dropped", "writer",
    }  # fmt: skip
    assert set(document["writer"]) == {
        "model", "calls", "prompt_tokens", "reply_tokens", "cost", "cached", "fallbacks",
    }  # fmt: skip
    story = document["sections"][0]["stories"][0]
    assert set(story) >= {"id", "hed", "status", "summary", "quotes", "items"}
    assert set(story["summary"][0]) == {"text", "items"}
    assert set(story["quotes"][0]) == {"text", "speaker", "role", "item", "start", "end"}
    assert set(story["items"][0]) == {"id", "title", "url", "outlet", "published"}
    assert set(document["headlines"][0]) >= {"id", "title", "url", "outlet"}
    assert set(document["findings"][0]) >= {"story", "kind", "detail"}
    assert set(document["dropped"][0]) >= {"id", "reason"}


def test_the_lead_is_the_first_story_of_its_own_section(render: Render) -> None:
    document = issue_document(an_issue(), render())
    assert document["lead"] == LEAD.story.id
    assert [section["topic"] for section in document["sections"]] == ["Ukraine talks", "White House"]
    assert document["sections"][0]["stories"][0]["id"] == LEAD.story.id
    ids = [story["id"] for section in document["sections"] for story in section["stories"]]
    assert ids == [LEAD.story.id, *(brief.story.id for brief in BRIEFS)]


def test_a_lead_whose_topic_has_no_section_gets_one(render: Render) -> None:
    issue = an_issue(LEAD, BRIEFS[2:])
    topics = [section["topic"] for section in issue_document(issue, render(issue))["sections"]]
    assert topics == ["Ukraine talks", "White House"]
    assert issue_document(an_issue(None), render(an_issue(None)))["lead"] is None


def test_offsets_count_characters_of_the_items_text(render: Render) -> None:
    document = issue_document(an_issue(), render())
    texts = {item.id: item.text for brief in an_issue().briefs for item in brief.story.items}
    quotes = [q for section in document["sections"] for story in section["stories"] for q in story["quotes"]]
    assert len(quotes) == 6
    assert all(texts[q["item"]][q["start"] : q["end"]] == q["text"] for q in quotes)


def test_the_lints_findings_stand_with_the_others(render: Render) -> None:
    issue = an_issue(findings=(Finding("feed failed", Facts.foreign("no answer")),))
    kinds = [finding["kind"] for finding in issue_document(issue, render(issue))["findings"]]
    assert kinds == ["feed failed"]
