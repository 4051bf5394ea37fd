"""The ledger: every printed sentence and quotation beside the passage it rests on, as JSON and as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from digest.model import Issue
from digest.write.checks.evidence import Evidence, evidence

if TYPE_CHECKING:
    from rich.table import Table


def ledger(issue: Issue) -> tuple[Evidence, ...]:
    """The rows of all told stories, in the order of the issue."""
    return tuple(row for brief in issue.briefs for row in evidence(brief))


def ledger_document(issue: Issue) -> list[dict[str, Any]]:
    """The rows as plain JSON values; `start` and `end` count characters of the item's text."""
    return [
        {
            "story": row.story,
            "part": row.part,
            "text": row.text,
            "verdict": row.verdict,
            "score": row.score,
            "item": row.item.id,
            "start": row.start,
            "end": row.end,
            "passage": row.passage,
        }
        for row in ledger(issue)
    ]


def print_ledger(issue: Issue) -> None:
    """The table on standard output, as wide as the terminal; 140 columns where it goes to a file."""
    from rich.console import Console

    console = Console()
    console.width = console.width if console.is_terminal else 140
    console.print(ledger_table(issue))


def ledger_table(issue: Issue) -> Table:
    """The rows as a table: what is printed, its verdict and score, and the passage with its place."""
    from rich.box import HORIZONTALS
    from rich.markup import escape
    from rich.table import Table

    heds = {brief.story.id: brief.hed for brief in issue.briefs}
    table = Table(title=f"{issue.newsletter}, {issue.slot.local}", title_justify="left", box=HORIZONTALS)
    for name, ratio in (("part", None), ("printed", 3), ("verdict", None), ("passage of the article", 2)):
        table.add_column(name, ratio=ratio)
    story = ""
    for row in ledger(issue):
        if row.story != story:
            story = row.story
            table.add_section()
            table.add_row("", f"[bold]{escape(heds[story])}[/]", "", story)
        table.add_row(row.part, escape(row.text), _verdict(row), escape(_passage(row)))
    return table


def _verdict(row: Evidence) -> str:
    return row.verdict if row.score == 1 else f"{row.verdict} {row.score:.2f}"


def _passage(row: Evidence) -> str:
    """The place, and the passage where its words are not those that are printed."""
    place = f"{row.item.outlet} {row.start}–{row.end}"
    same = row.verdict in ("cut from the article", "word for word")
    return place if same else f"{place}: {' '.join(row.passage.split())}"
