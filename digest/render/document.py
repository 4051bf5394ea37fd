"""`issue.json`: one issue as data, the contract that others build on. README.md documents it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from digest.model import Brief, Figure, Finding, Issue, Item, PastStory, Quote, RenderedIssue, Section, Sentence, Story


def issue_document(issue: Issue, rendered: RenderedIssue, ledger: Sequence[Mapping[str, Any]] = ()) -> dict[str, Any]:
    """The issue as plain JSON values; `ledger` says where each printed sentence and quotation comes from.

    Every told story stands in `sections`, the lead as the first of its own topic; `lead` is its id, or None.
    Texts are as written, offsets count characters of the item's text as `items.json` has it.
    """
    spend = issue.spend
    return {
        "newsletter": issue.newsletter,
        "slot": issue.slot.key,
        "due": issue.slot.due.isoformat(),
        "subject": rendered.subject,
        "preheader": rendered.preheader,
        "disclosure": "ai-generated" if issue.model else None,
        "lead": issue.lead.story.id if issue.lead else None,
        "sections": [
            {"topic": section.topic, "stories": [_story(brief) for brief in section.briefs]}
            for section in _whole_sections(issue)
        ],
        "headlines": [_headline(story) for story in issue.headlines],
        "recalled": [_recalled(past) for past in issue.recalled],
        "viewpoints": [{"argument": v.argument, **_item(v.item)} for v in issue.viewpoints],
        "number": _figure(issue.number) if issue.number else None,
        "chart": asdict(issue.chart) if issue.chart else None,
        "corrections": [{"slot": c.slot.key, "story": c.story, "text": c.text} for c in issue.corrections],
        "findings": [_finding(finding) for finding in (*issue.findings, *rendered.findings)],
        "ledger": list(ledger),
        "dropped": [{"id": d.id, "reason": d.reason, "detail": d.detail or d.same_as} for d in issue.dropped],
        "writer": {
            "model": spend.model,
            "calls": spend.calls,
            "prompt_tokens": spend.prompt_tokens,
            "reply_tokens": spend.reply_tokens,
            "cost": spend.cost,
            "cached": spend.cached,
            "fallbacks": spend.fallbacks,
        },
    }


def _story(brief: Brief) -> dict[str, Any]:
    return {
        "id": brief.story.id,
        "hed": brief.hed,
        "status": str(brief.story.status),
        "writer": brief.writer,
        "excerpt_of": brief.excerpt_of or None,
        "summary": [_sentence(sentence) for sentence in brief.summary],
        "adds": [{"text": added.text, "item": added.items[0]} for added in brief.adds],
        "why": _sentence(brief.why) if brief.why else None,
        "news": _sentence(brief.news) if brief.news else None,
        "next": _sentence(brief.next) if brief.next else None,
        "accounts": [_sentence(sentence) for sentence in brief.accounts],
        "quotes": [_quote(quote) for quote in brief.quotes],
        "items": [_item(item) for item in brief.story.items],
    }


def _sentence(sentence: Sentence) -> dict[str, Any]:
    return {"text": sentence.text, "items": list(sentence.items)}


def _quote(quote: Quote) -> dict[str, Any]:
    return {
        "text": quote.text,
        "speaker": quote.speaker,
        "role": quote.role,
        "item": quote.item.id,
        "start": quote.start,
        "end": quote.end,
    }


def _item(item: Item) -> dict[str, Any]:
    return {
        "id": item.id,
        "title": item.title,
        "url": item.url,
        "outlet": item.outlet,
        "published": item.published.isoformat(),
    }


def _figure(figure: Figure) -> dict[str, Any]:
    return {"text": figure.text, "sentence": _sentence(figure.sentence), "item": figure.item.id}


def _headline(story: Story) -> dict[str, Any]:
    item = story.items[0]
    return {"id": story.id, "item": item.id, "title": item.title, "url": item.url, "outlet": item.outlet}


def _recalled(past: PastStory) -> dict[str, Any]:
    item = past.items[0]
    return {"id": past.id, "hed": past.hed, "slot": past.slot, "item": item.id, "url": item.url, "outlet": item.outlet}


def _finding(finding: Finding) -> dict[str, Any]:
    return {"story": finding.story, "kind": finding.kind, "detail": finding.detail, "blocks": finding.blocks}


def _whole_sections(issue: Issue) -> tuple[Section, ...]:
    """The sections with the lead as the first story of its own topic, as the document has them."""
    if issue.lead is None:
        return issue.sections
    topic = issue.lead.story.topic
    if any(section.topic == topic for section in issue.sections):
        return tuple(
            Section(topic, (issue.lead, *section.briefs)) if section.topic == topic else section
            for section in issue.sections
        )
    return (Section(topic, (issue.lead,)), *issue.sections)
