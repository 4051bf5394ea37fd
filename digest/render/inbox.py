"""What the inbox shows of an issue before it is opened: its subject and its preheader."""

from __future__ import annotations

from collections.abc import Iterator

from digest.model import Facts, RenderedIssue
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
        yield Advice(_length("subject length", subject, SUBJECT_LENGTH), ENVELOPE)
    letters = [character for character in subject if character.isalpha()]
    if "!!" in subject or (len(letters) > 10 and sum(map(str.isupper, letters)) > 0.6 * len(letters)):
        yield Advice(Facts.of("subject shouts", subject=subject), ENVELOPE)
    if subject.strip().casefold() == newsletter.strip().casefold():
        yield Advice(Facts.of("subject is name"), ENVELOPE)


def _preheader(preheader: str, subject: str, markup: Markup) -> Iterator[Advice]:
    texts = [element for element in markup.elements if element.own.strip() and element.tag not in {"title", "style"}]
    holder = next((element for element in texts if preheader and preheader in element.own), None)
    if holder is None:
        yield Advice(Facts.of("no preheader"), ENVELOPE)
        return
    if not holder.lettering.hidden and holder.lettering.size:
        yield Advice(Facts.of("preheader seen"), ENVELOPE)
    if texts[0] is not holder:
        yield Advice(Facts.of("before preheader", words=texts[0].own.strip()[:40]), ENVELOPE)
    if len(holder.own) < INBOX_LINE:
        yield Advice(Facts.of("no padding"), ENVELOPE)
    if preheader == subject:
        yield Advice(Facts.of("preheader is subject"), ENVELOPE)
    elif not PREHEADER_LENGTH[0] <= len(preheader) <= PREHEADER_LENGTH[1]:
        yield Advice(_length("preheader length", preheader, PREHEADER_LENGTH), ENVELOPE)


def _length(line: str, text: str, wanted: tuple[int, int]) -> Facts:
    return Facts.of(line, count=len(text), least=wanted[0], most=wanted[1])
