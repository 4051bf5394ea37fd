"""What a careful production editor checks before an issue goes out.

Errors block the sending: a reader who can't leave, a link that leads nowhere, a hole in the text, a message
that Gmail would clip. Everything else is advice for the operator.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

from digest.config import Audience
from digest.model import RECIPIENT_FIELDS, Facts, Finding, Issue, Place, RenderedIssue
from digest.render.accessibility import accessibility_advice
from digest.render.advice import ENVELOPE, SIZE, Advice, at, tag
from digest.render.clients import gaps
from digest.render.inbox import inbox_advice
from digest.render.markup import Element, Markup, read_markup
from digest.render.plain import plain
from digest.render.setter import locale_of
from digest.render.text import WIDTH, columns
from digest.render.theme import AA, contrast, scheme_of

# Gmail clips a message at about 102 KB of HTML, some clients before (https://github.com/hteumeuleu/email-bugs/issues/41).
ADVISED_BYTES, CLIPPED_BYTES = 90_000, 102_000
TRACKING = re.compile(r"utm_\w+|fbclid|gclid|dclid|mc_[ce]id|igshid|mkt_tok|_hsenc|_hsmi|yclid|msclkid", re.IGNORECASE)
_FORBIDDEN = ("script", "iframe", "form", "object", "embed", "video", "audio", "link")
_HOLES = frozenset(("None", "undefined", "nan", "null", "True", "False"))
_SLOT = re.compile(r"\[\[ *(\w*) *\]\]")
_TAG = re.compile(r"\{ ?\{.{0,40}?\}\}|\{ ?%.{0,40}?%\}|\[ ?\[.{0,40}?\]\]")
_NOTHING = re.compile(r"\b(?:None|undefined|NaN)\b")
# What MJML itself writes, and what falls back to something readable.
_ACCEPTED = frozenset(
    (
        "element style", "element body", "pair display:none", "selector descendant", "selector #", "selector type",
        "selector ,", "selector .", "at-rule media", "property word-spacing", "property word-break",
        "property outline", "property border-spacing", "property height", "property white-space", "property direction",
        "attribute aria-label", "attribute role",
    )
)  # fmt: skip


def lint(rendered: RenderedIssue, audience: Audience, issue: Issue) -> tuple[Finding, ...]:
    """Everything wrong with a rendered issue, errors first; an error has `blocks` set."""
    markup, language = read_markup(rendered.html), audience.newsletter.language
    errors = (
        *_slot_errors(rendered),
        *_hole_errors(markup, rendered.text),
        *_link_errors(markup),
        *_content_errors(markup, rendered, audience),
        *_size_errors(rendered.html, issue),
    )
    advice = (
        *_size_advice(rendered.html),
        *_link_advice(markup, issue, audience),
        *inbox_advice(rendered, markup, issue.newsletter),
        *accessibility_advice(markup, language, locale_of(language).text_direction),
        *_theme_advice(audience),
        *_client_advice(markup),
        *_text_advice(rendered.text),
        *_left_over(markup, rendered.text, issue),
    )
    return (*_findings(errors, blocks=True), *_findings(advice, blocks=False))


def _findings(advice: Iterable[Advice], *, blocks: bool) -> Iterator[Finding]:
    told = {one.facts: one for one in reversed(list(advice))}  # each once, at its first place
    return (Finding("lint", one.facts, blocks=blocks, place=one.place) for one in reversed(told.values()))


def _slot_errors(rendered: RenderedIssue) -> Iterator[Advice]:
    for part, content in (("HTML", rendered.html), ("text", rendered.text)):
        names = _SLOT.findall(content)
        if "unsubscribe_url" not in names:
            yield Advice(Facts.of("no way out", part=part))
        for name in dict.fromkeys(names):
            if name not in RECIPIENT_FIELDS:
                yield Advice(Facts.of("unknown field", part=part, name=name), at(f"[[ {name} ]]"))


def _hole_errors(markup: Markup, text: str) -> Iterator[Advice]:
    for element in markup.elements:
        if element.own.strip() in _HOLES:
            yield Advice(Facts.of("hole", tag=element.tag, word=element.own.strip()), tag(element.tag))
        for name, value in element.attributes.items():
            if value in _HOLES:
                yield Advice(Facts.of("hole in attribute", tag=element.tag, name=name, value=value), tag(element.tag))
            if "\\u{" in value:  # the engine writes characters that can't be seen like that
                yield Advice(Facts.of("garbled", tag=element.tag, name=name, value=value[:60]), tag(element.tag))
    for line in text.splitlines():
        if line.strip() in _HOLES:
            yield Advice(Facts.of("hole in text", word=line), Place("text", line.strip()))


def _link_errors(markup: Markup) -> Iterator[Advice]:
    for link in markup.all("a", "area"):
        href = link.attributes.get("href", "").strip()
        if not href or href == "#":
            yield Advice(Facts.of("no address", link=_named(link)), _at(link))
        elif not _SLOT.fullmatch(href) and urlsplit(href).scheme not in {"http", "https", "mailto"}:
            yield Advice(Facts.of("odd address", link=_named(link), href=href[:60]), _at(link))
        elif link.tag == "a" and not link.text.strip():
            yield Advice(Facts.of("link without text", href=href[:60]), Place("html", href[:60]))


def _content_errors(markup: Markup, rendered: RenderedIssue, audience: Audience) -> Iterator[Advice]:
    if not rendered.subject.strip():
        yield Advice(Facts.of("empty subject"), ENVELOPE)
    address = plain(audience.delivery.postal_address)
    if address not in markup.seen or address not in re.sub(r"\s+", " ", rendered.text):
        yield Advice(Facts.of("no postal address"))
    for element in markup.all(*_FORBIDDEN):
        yield Advice(Facts.of("forbidden tag", tag=element.tag), tag(element.tag))
    for image in markup.all("img"):
        if image.attributes.get("width") in {"0", "1"} or image.attributes.get("height") in {"0", "1"}:
            src = image.attributes.get("src", "")[:60]
            yield Advice(Facts.of("tracking pixel", src=src), Place("html", src))


def _size_errors(html: str, issue: Issue) -> Iterator[Advice]:
    size = len(html.encode())
    if size <= CLIPPED_BYTES:
        return
    kept = html.encode()[:CLIPPED_BYTES].decode(errors="ignore")
    urls = {brief.story.id: brief.story.items[0].url for brief in issue.briefs}
    clipped = [story for story, url in urls.items() if url.partition("?")[0] not in kept]
    if "[[ unsubscribe_url ]]" not in kept:
        clipped.append("the footer")
    beyond = Facts.of("beyond the cut", stories=", ".join(clipped)) if clipped else ""
    yield Advice(Facts.of("clipped", size=size // 1000, most=CLIPPED_BYTES // 1000, beyond=beyond), SIZE)


def _size_advice(html: str) -> Iterator[Advice]:
    size = len(html.encode())
    if ADVISED_BYTES < size <= CLIPPED_BYTES:
        yield Advice(Facts.of("nearly clipped", size=size // 1000, most=CLIPPED_BYTES // 1000), SIZE)


def _link_advice(markup: Markup, issue: Issue, audience: Audience) -> Iterator[Advice]:
    items = [item for told in (*(b.story for b in issue.briefs), *issue.headlines) for item in told.items]
    items += [viewpoint.item for viewpoint in issue.viewpoints]
    feeds = [source.feed for source in audience.sources]
    hosts = {urlsplit(address).hostname for address in (*(item.url for item in items), *feeds, audience.archive.url)}
    for link in markup.all("a"):
        parts = urlsplit(link.attributes.get("href", ""))
        if parts.scheme in {"http", "https"} and parts.hostname not in hosts:
            yield Advice(Facts.of("strange host", link=_named(link), host=parts.hostname or ""), _at(link))
        tracking = [name for name, _ in parse_qsl(parts.query) if TRACKING.fullmatch(name)]
        if tracking:
            yield Advice(Facts.of("tracking", link=_named(link), names=", ".join(tracking)), _at(link))


def _theme_advice(audience: Audience) -> Iterator[Advice]:
    scheme = scheme_of(audience.theme)
    for mode, palette in (("day", scheme.light), ("night", scheme.dark)):
        for name, colour, ground in palette.pairs():
            if contrast(colour, ground) < AA:
                found = contrast(colour, ground)
                yield Advice(Facts.of("theme contrast", colour=name, mode=mode, ratio=found, needed=AA))


def _client_advice(markup: Markup) -> Iterator[Advice]:
    unsupported: dict[str, list[str]] = {}
    for family, features in gaps(markup).items():
        for feature in features:
            if feature not in _ACCEPTED:
                unsupported.setdefault(feature, []).append(family)
    for feature, families in unsupported.items():
        yield Advice(Facts.of("not supported", feature=feature, clients=", ".join(families)))


def _text_advice(text: str) -> Iterator[Advice]:
    wide = [line for line in text.splitlines() if columns(line) > WIDTH and " " in line.strip() and "://" not in line]
    if wide:
        facts = Facts.of("wide lines", count=len(wide), most=WIDTH, words=wide[0][:40])
        yield Advice(facts, Place("text", wide[0][:40]))


def _left_over(markup: Markup, text: str, issue: Issue) -> Iterator[Advice]:
    """Tags of a template engine, and words that stand for nothing where no report has them."""
    reported = " ".join(_reported(issue))
    for part, place, content in (("text", Place("email"), markup.seen), ("text part", Place("text"), text)):
        for tag_left in _TAG.findall(content):
            if tag_left.strip("[] ") not in RECIPIENT_FIELDS and tag_left not in reported:
                yield Advice(Facts.of("tag left", part=part, tag=tag_left), replace(place, words=tag_left))
        for word in _NOTHING.findall(content):
            if word not in reported:
                yield Advice(Facts.of("nothing there", part=part, word=word), replace(place, words=word))


def _reported(issue: Issue) -> Iterator[str]:
    """What feeds and writers said, which may hold any word."""
    for story in (*(brief.story for brief in issue.briefs), *issue.headlines):
        yield from (f"{item.outlet} {item.title} {item.text}" for item in story.items)
    for brief in issue.briefs:
        told = (*brief.summary, *brief.adds, *brief.accounts, *filter(None, (brief.news, brief.why, brief.next)))
        yield from (brief.hed, *(sentence.text for sentence in told))
    yield from (f"{viewpoint.argument} {viewpoint.item.title}" for viewpoint in issue.viewpoints)


def _named(link: Element) -> str:
    return " ".join(link.text.split())[:40]


def _at(link: Element) -> Place:
    words = " ".join(link.text.split())[:40]
    return at(words) if words else Place("html", link.attributes.get("href", "")[:60])
