"""What the inbox shows of an issue before it is opened: its subject and its preheader."""

from __future__ import annotations

from collections.abc import Iterator

from digest.model import RenderedIssue
from digest.render.advice import ENVELOPE, Advice
from digest.render.markup import Markup

SUBJECT_LENGTH = (20, 78)  # characters; phones show about 40, RFC 5322 advises at most 78
PREHEADER_LENGTH = (40, 140)
INBOX_LINE = 200  # characters that the longest inbox lines show; what the preheader leaves free, the body fills


def inbox_advice(rendered: RenderedIssue, markup: Markup, newsletter: str) -> Iterator[Advice]:
    """Advice on both lines."""
    yield from _subject(rendered.subject, newsletter)
    yield from _preheader(rendered.preheader, rendered.subject, markup)


def _subject(subject: str, newsletter: str) -> Iterator[Advice]:
    if not SUBJECT_LENGTH[0] <= len(subject) <= SUBJECT_LENGTH[1]:
        yield Advice(
            f"the subject has {len(subject)} characters; {SUBJECT_LENGTH[0]} to {SUBJECT_LENGTH[1]} read well", ENVELOPE
        )
    letters = [character for character in subject if character.isalpha()]
    if "!!" in subject or (len(letters) > 10 and sum(map(str.isupper, letters)) > 0.6 * len(letters)):
        yield Advice(f"the subject shouts: {subject}", ENVELOPE)
    if subject.strip().casefold() == newsletter.strip().casefold():
        yield Advice("the subject is the newsletter's name; say what the lead says", ENVELOPE)


def _preheader(preheader: str, subject: str, markup: Markup) -> Iterator[Advice]:
    texts = [element for element in markup.elements if element.own.strip() and element.tag not in {"title", "style"}]
    holder = next((element for element in texts if preheader and preheader in element.own), None)
    if holder is None:
        yield Advice("there is no preheader; print {{ page.preheader }} first in the body, hidden", ENVELOPE)
        return
    if not holder.lettering.hidden and holder.lettering.size:
        yield Advice("readers see the preheader in the body; hide it with display:none", ENVELOPE)
    if texts[0] is not holder:
        yield Advice(f"the inbox shows “{texts[0].own.strip()[:40]}”, which stands before the preheader", ENVELOPE)
    if len(holder.own) < INBOX_LINE:
        yield Advice("the inbox goes on with the body after the preheader; print {{ padding }} behind it", ENVELOPE)
    if preheader == subject:
        yield Advice("the preheader says what the subject says", ENVELOPE)
    elif not PREHEADER_LENGTH[0] <= len(preheader) <= PREHEADER_LENGTH[1]:
        yield Advice(
            f"the preheader has {len(preheader)} characters; {PREHEADER_LENGTH[0]} to {PREHEADER_LENGTH[1]} read well",
            ENVELOPE,
        )
