"""Passages of an article that speak to a language model in place of a reader.

A reader loses nothing without them, so they stay out of prompts, and nothing is printed that stands in them. This
is one fence among others: an order that is worded in a way not known here still can't get past the checks.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ORDER = re.compile(
    r"""\b(?:ignore|disregard|forget|override|bypass)\b[^.\n]{0,30}
        \b(?:instructions?|prompts?|rules|guidelines|directives|guardrails|constraints|reports?)\b
    |\b(?:system|developer|hidden)\s+(?:prompt|message|instructions?|note|override)\b
    |\byou\s+are\s+(?:now\s+)?(?:an?\s+|the\s+)?(?:ai|llm|(?:large\s+)?language\s+model|(?:helpful|ai)\s+assistant|chatbot)\b
    |\b(?:dear|attention|note\s+(?:to|for)|message\s+(?:to|for)|instructions?\s+(?:to|for)|hey|if\s+you\s+are|as)\b[\s,:]+
        (?:an?\s+|the\s+|any\s+|all\s+)*
        (?:ai|llms?|language\s+models?|ai\s+assistants?|chatbots?|summari[sz]ers?|writing\s+model|models?\b(?=[:,]))\b
    |\b(?:quote|print|write|output|repeat|copy|include|insert|add|say|reply|respond|answer|begin|end|start|use|set|return)\b
        [^.\n]{0,25}\b(?:the\s+following|exactly\s+(?:this|these|as)|verbatim|word\s+for\s+word|only\s+with|as\s+the\s+h(?:ed|eadline)
        |in\s+(?:your|the)\s+(?:summary|reply|answer|response|output|newsletter|briefing|json|hed))\b
    |\byour\s+(?:summary|reply|answer|response|output|hed|headline|json)\s+(?:must|should|shall|has\s+to|needs\s+to)\b
    |["“”']?\b(?:(?:hed|summary|pull_?quote)["“”']?\s*:\s*["“\[{]|reports["“”']?\s*:\s*[\[{])
    |["“”](?:report|quotation|outlet|title|text|role|content)["“”]\s*:
    |</(?:article|reports?|items?|data|documents?|quotations?)>|\bnew\s+instructions\s+(?:from|for|to)\b
    |<\|?\s*/?(?:im_start|im_end|system|assistant|user|inst|s)\b|\[/?inst\]|<</?sys>>|\#{2,}\s*(?:system|instruction|response)
    |(?:^|[^\w\s,'’-])\s*(?:system|assistant|developer)\s*:|\bassistant\s*:\s*["“]
    |\breports\s+end\s+here\b|(?:^|[.!?:;]\s+)(?:answer|reply|respond)\s+with\s*:?\s*["“]""",
    re.IGNORECASE | re.VERBOSE | re.MULTILINE,
)
_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\n)[^\n]+)*")


@lru_cache(maxsize=512)
def orders(text: str) -> tuple[tuple[int, int], ...]:
    """The paragraphs of a text that give orders to a model, as offsets."""
    return tuple(
        (paragraph.start(), paragraph.end())
        for paragraph in _PARAGRAPH.finditer(text)
        if _ORDER.search(_bare(paragraph[0]))
    )


def is_order(text: str, start: int, end: int) -> bool:
    """Whether a stretch of a text touches such a paragraph."""
    return any(first < end and start < last for first, last in orders(text))


def without_orders(text: str) -> str:
    """The text without those paragraphs."""
    for start, end in reversed(orders(text)):
        text = f"{text[:start]}{text[end:]}"
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _bare(text: str) -> str:
    """The text as a model reads it: compatibility forms resolved, invisible characters gone."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf")
