"""`digest preview`: the issue that would go out, as files; nothing is sent, nothing is marked as sent."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from email import message_from_bytes, policy
from pathlib import Path

from digest.commands.parts.evidence_table import ledger, ledger_document, print_ledger
from digest.commands.parts.queries import empty_topics
from digest.commands.parts.stages import save_stages
from digest.commands.parts.which_issue import about, slot_at
from digest.config import Audience
from digest.console import counted
from digest.deliver.messages import Composer
from digest.model import EXCERPT, Issue, Recipient, RenderedIssue, Slot, Spend
from digest.pipeline import Desk, Workings, keep_as_sent, make_issue, thin_news
from digest.private import write_private
from digest.render.briefing import rehearsed
from digest.render.document import issue_document

NAMED = 2  # stories in the line of a finding


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a preview writes below `out`, and in the folder `save` stage by stage.

    With `remember` the store keeps the issue as sent, so that the next day's knows what readers had; with `ledger` the
    passage behind each sentence and quotation is printed.
    """

    out: Path
    save: Path | None = None
    remember: bool = False
    ledger: bool = False


def preview(desk: Desk, now: datetime, wanted: Wanted, key: bytes | None = None, *, past: bool = False) -> Path:
    """Write the issue of `now` and say what it holds; gives the path of its HTML.

    With `past` it is the issue that was due then, sent or not. `key` signs the links by which a reader leaves.
    """
    slot = slot_at(desk, now, past=past)
    if not past:  # a preview in the morning is a first day: the issue of the evening goes out
        desk.store.slots.follow(slot.newsletter, now)
    workings = make_issue(desk, slot, now)
    workings = replace(workings, rendered=rehearsed(workings.rendered, desk.audience, desk.templates))
    folder = wanted.out / slot.newsletter / slot.date
    write_files(desk, workings, folder, now, key)
    if wanted.save:
        save_stages(workings, wanted.save)
    if wanted.ledger:
        print_ledger(workings.issue)
    desk.progress.note(summary(workings, desk.audience))
    for line in about(desk, workings, now, past=past):
        desk.progress.note(f"  {line}")
    if thin := thin_news(desk.audience, workings.issue):
        desk.progress.note(f"  {thin}")
    desk.progress.note(f"  {folder / 'issue.html'}")
    if wanted.remember:
        keep_as_sent(desk, workings, now)
    return folder / "issue.html"


def write_files(desk: Desk, workings: Workings, folder: Path, now: datetime, key: bytes | None) -> None:
    """`issue.eml` as the first reader would get it, its two parts as files, and `issue.json`."""
    issue = workings.issue
    message, html, text = as_received(desk.audience, issue.slot, workings.rendered, now, key)
    folder.mkdir(parents=True, exist_ok=True)
    write_private(folder / "issue.eml", message)
    write_private(folder / "issue.html", html)
    write_private(folder / "issue.txt", text)
    document = json.dumps(
        issue_document(issue, workings.rendered, ledger_document(issue)), ensure_ascii=False, indent=2
    )
    write_private(folder / "issue.json", document + "\n")


def as_received(
    audience: Audience, slot: Slot, rendered: RenderedIssue, now: datetime, key: bytes | None
) -> tuple[bytes, str, str]:
    """The email as a reader would get it, and its HTML and text parts, also where a finding blocks the sending."""
    unblocked = replace(rendered, findings=())
    message = Composer(unblocked, audience, slot, now=now, key=key).message(Recipient("reader@example.org", "Reader"))
    email = message_from_bytes(message.data, policy=policy.default)
    parts = (email.get_body((kind,)) for kind in ("html", "plain"))
    html, text = (part.get_content() if part else "" for part in parts)
    for picture in rendered.attachments:  # a page has no parts beside it: the picture goes into its address
        html = html.replace(f"cid:{picture.cid}", f"data:image/png;base64,{picture.data}")
    return message.data, html, text


def summary(workings: Workings, audience: Audience) -> str:
    """A few lines for the operator: what is in the issue, what is not and why, what was found."""
    issue, rendered = workings.issue, workings.rendered
    left_out = Counter(dropped.reason for dropped in issue.dropped)
    reasons = ", ".join(f"{count} {reason}" for reason, count in left_out.most_common())
    printed = (
        counted(len(issue.briefs), "story", "stories"),
        counted(len(issue.headlines), "headline"),
        _quotations(issue),
    )
    failed = sum(finding.kind == "feed failed" for finding in issue.findings)
    read = counted(len(workings.items), "item") + " read"
    read += f", {counted(failed, 'feed')} failed" if failed else ""
    lines = (
        f"{issue.newsletter}, {issue.slot.local}: {rendered.subject}",
        f"  {', '.join(printed)}; writer: {_writer(issue.spend)}",
        f"  {read}, {left_out.total()} left out{f' ({reasons})' if reasons else ''}",
        *_found(workings),
        *(f"  {line}" for line in empty_topics(workings, audience)),
    )
    return "\n".join(lines)


def _quotations(issue: Issue) -> str:
    """How many are printed, in an excerpt or set apart: `5 quotations, 2 of them set apart`."""
    printed = {(row.story, row.text) for row in ledger(issue) if row.part in ("quotation", "quote")}
    apart = sum(len(brief.quotes) for brief in issue.briefs)
    return counted(len(printed), "quotation") + (f", {apart} of them set apart" if printed else "")


def _writer(spend: Spend) -> str:
    """The model with what became of it; a model that had nothing to do, or could not be asked, wrote nothing."""
    if not (spend.calls or spend.cached or spend.fallbacks):
        return EXCERPT
    return f"{spend.model}: {counted(spend.calls, 'call')}, {spend.cached} cached, {spend.fallbacks} fell back"


def _found(workings: Workings) -> Iterator[str]:
    """A line for each finding, with the heds of the stories in which it was made."""
    issue = workings.issue
    heds = {story.id: story.items[0].title for story in workings.stories}
    heds |= {brief.story.id: brief.hed for brief in issue.briefs}
    found: dict[tuple[bool, str, str], list[str]] = {}
    for finding in (*issue.findings, *workings.rendered.findings):
        where = found.setdefault((finding.blocks, finding.kind, finding.detail), [])
        if finding.story in heds and heds[finding.story] not in where:
            where.append(heds[finding.story])
    for (blocks, kind, detail), where in found.items():
        named = ", ".join(f"“{hed}”" for hed in where[:NAMED])
        more = f" and {len(where) - NAMED} more" if len(where) > NAMED else ""
        yield f"  {'! ' if blocks else ''}{kind}: {detail}{f' (in {named}{more})' if named else ''}"
