"""Clean the headline of an item: no outlet, no label, no shouting."""

from __future__ import annotations

import re

from digest.reading.languages import Language

_ENGLISH = Language.load("en")
_LABELS = _ENGLISH.pattern("title_labels", r"^\s*[\[(]?(?:{})[\])]?\s*[:|–—]\s+|^\s*\[[^\]]{2,20}\]\s+")
_TRAILERS = _ENGLISH.pattern("title_trailers", r"\s*[\[(](?:{})[\])]\s*$")
_STOP = re.compile(r"(?<!\S)[a-z’'\d-]+\.\Z|[A-Za-z’'-]{4,}\.\Z")  # of a sentence: not "U.S." or "Jr."
_AGENCY_DASH = re.compile(r"(?<=[\w’'”\"]) (?:-|--)(?=[a-z])")  # "claim -key senator"
_TAIL = re.compile(r"\s+[|·•–—-]\s+(?P<tail>[^|·•–—]{2,40})$|\s+::\s+(?P<tail2>.{2,40})$")


def clean_title(title: str, outlet: str) -> str:
    """The headline as a newspaper would list it: labels ("LIVE:") and the outlet's name are taken off.

    Words in capitals throughout are set in sentence case; everything else stays as the outlet wrote it.
    """
    text = " ".join(title.split())
    for _ in range(3):
        shorter = _TRAILERS.sub("", _LABELS.sub("", _without_outlet(text, outlet)))
        if shorter == text or len(shorter.split()) < 3:
            break
        text = shorter
    if text.isupper() and len(text) > 12:
        text = text.capitalize()
    text = text[:-1].rstrip() if _STOP.search(text) else text
    text = _AGENCY_DASH.sub(" – ", text)
    return text[:1].upper() + text[1:] if not re.match(r"[a-z][A-Z]", text) else text


def _without_outlet(text: str, outlet: str) -> str:
    tail = _TAIL.search(text)
    if not tail or len(text[: tail.start()].split()) < 3:
        return text
    words = (tail["tail"] or tail["tail2"]).strip()
    key, name = _key(words), _key(outlet)
    known = key and name and (key in name or name in key)
    # " | Section" and " | Outlet" never belong to a headline; a dash may.
    return text[: tail.start()].rstrip() if known or "|" in tail.group() or _SITE.search(words) else text


_SITE = re.compile(
    r"\.(?:com|org|net|co\.uk|news)$|\b(?:News|Times|Post|Journal|Guardian|Reuters|CNN|BBC|NPR|Politico)$"
)


def _key(name: str) -> str:
    return re.sub(r"\W|\bthe\b", "", re.sub(r"\(.*?\)", "", name).lower())
