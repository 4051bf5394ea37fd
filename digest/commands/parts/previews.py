"""Makes the previews of the preview page, and makes no more of them anew than a changed file asks for.

config, prompts, local feeds          the issue again, from the pages that were fetched and the replies that were kept
templates, and in the config theme,   set again, nothing else
template, delivery, archive
recipients                            counted again

A past issue is the one that was sent, from the store, set again in today's templates.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from threading import RLock
from time import perf_counter
from typing import Any

import jinja2

from digest.adapters.kept import KeptAnswers
from digest.adapters.recipients import read_recipient
from digest.commands.parts.evidence_table import ledger
from digest.commands.parts.previewing import as_received
from digest.commands.parts.watched import all_files, content_files, content_of, stamp_of, template_files
from digest.commands.parts.which_issue import about, slot_at
from digest.config import Audience, load_audience
from digest.console import Notes, counted
from digest.deliver.messages import Composer
from digest.errors import ConfigError, DigestError, FetchError
from digest.model import Issue, Item, RenderedIssue, Response, Slot, SlotRecord
from digest.pipeline import keep_as_sent, make_issue, send_proof, thin_news
from digest.render.briefing import rehearsed
from digest.render.fitting import fit_issue
from digest.spans import LOOKED_AT
from digest.web.previewed import Choice, Menu, Preview
from digest.wiring import count_readers, open_desk, open_store, pick_mailer, templates, token_key

PAST = 30  # issues that were sent, on offer for another look
_ROOT = ".mjml.j2"  # a template that may be chosen ends so and stands in no folder


_Content = tuple[Mapping[str, Any], str]  # what an issue is made from: of the config, and the stamp of the files
_Fitted = tuple[Issue, RenderedIssue]


@dataclass
class _Made:
    """What was made for one audience and day."""

    issue: Issue
    items: tuple[Item, ...]
    now: datetime
    notes: tuple[str, ...] = ()
    fitted: dict[tuple[str, ...], _Fitted] = field(default_factory=dict)  # the last, by what it was set with


class FilePreviews:
    """The `digest.web.previewed.Previews` of config files. Safe to use from several threads.

    `moment(audience, day)` is when an issue is made; the last of `days` is shown first, with none the day is empty
    and the issue is the next. Beside them stand the days of past issues, which are not made anew. A store `in_memory`
    has none, and knows what the days before told, as for the sample.
    """

    def __init__(
        self,
        configs: Sequence[Path],
        moment: Callable[[Audience, str], datetime],
        days: Sequence[str] = (),
        *,
        in_memory: bool = False,
    ) -> None:
        self._configs = tuple(configs)
        self._moment = moment
        self._days = tuple(days)
        self._in_memory = in_memory
        self._lock = RLock()
        self._audiences: dict[Path, Audience] = {}  # as they could last be read
        self._environments: dict[Path, tuple[str, jinja2.Environment]] = {}
        self._made: dict[tuple[Path, str], tuple[_Content, _Made]] = {}
        self._sent: dict[Path, dict[str, SlotRecord]] = {}  # past issues by day, latest first
        self._fetched: dict[Path, dict[str, Response | FetchError]] = {path: {} for path in self._configs}

    def menu(self, choice: Choice) -> Menu:
        """What can be chosen; never fails."""
        names = tuple(self._name(path) for path in self._configs)
        path = self._config(choice)
        audience = self._audiences.get(path)
        presets = tuple(_presets(self._templates(audience)[1])) if audience else ()
        sent = self._sent.get(path, {})
        past = ((day, f"{_written(day)}, {_fate(record)}") for day, record in sent.items())
        made = [(day, _written(day)) for day in reversed(self._days or ("",)) if day not in sent]
        return Menu(names, (*made, *past), presets)

    def stamp(self, choice: Choice) -> str:
        """Changes whenever a file behind the preview does."""
        path = self._config(choice)
        audience = self._audiences.get(path)
        return stamp_of([path, *(all_files(audience) if audience else ())])

    def preview(self, choice: Choice) -> Preview:
        """The preview as the files have it now."""
        begun = perf_counter()
        with self._lock:
            path = self._config(choice)
            audience = self._audiences[path] = load_audience(path)
            made = self._issue(path, audience, choice)
            audience = audience.model_copy(update={"template": choice.template or audience.template})
            issue, rendered = self._set(made, audience)
            message, html, text = as_received(audience, issue.slot, rendered, made.now, token_key(audience))
        thin = thin_news(audience, issue)
        return Preview(
            choice=replace(choice, day=self._day(choice), template=audience.template),
            audience=audience,
            issue=issue,
            rendered=rendered,
            items=made.items,
            html=html,
            text=text,
            message=message,
            rows=ledger(issue),
            notes=(*made.notes, *((thin,) if thin else ())),
            readers=_readers(audience),
            seconds=perf_counter() - begun,
        )

    def fetch_again(self, choice: Choice) -> None:
        """Forget what was fetched and what was made from it."""
        path = self._config(choice)
        with self._lock:
            self._fetched[path].clear()
            self._sent.pop(path, None)
            self._made = {key: made for key, made in self._made.items() if key[0] != path}

    def proof(self, choice: Choice, address: str) -> str:
        """Send the preview to one address and say what the server said."""
        recipient, preview = read_recipient(address), self.preview(choice)
        audience = preview.audience
        now, mailer = self._moment(audience, preview.choice.day), pick_mailer(audience)
        composer = Composer(preview.rendered, audience, preview.issue.slot, now=now, key=token_key(audience))
        send_proof(composer, recipient, mailer)
        return f"The server accepted a proof for {recipient.address}"

    # --- making ---------------------------------------------------------------------------------------

    def _config(self, choice: Choice) -> Path:
        return self._configs[min(choice.audience, len(self._configs) - 1)]

    def _day(self, choice: Choice) -> str:
        latest = self._days[-1] if self._days else ""
        known = choice.day in self._days or choice.day in self._sent.get(self._config(choice), {})
        return choice.day if known else latest

    def _name(self, path: Path) -> str:
        audience = self._audiences.get(path)
        if audience is None:
            try:
                audience = self._audiences[path] = load_audience(path)
            except ConfigError:
                return path.name
        return audience.newsletter.name

    def _issue(self, path: Path, audience: Audience, choice: Choice) -> _Made:
        if path not in self._sent:
            self._sent[path] = {} if self._in_memory else _sent_by(audience)
        day, content = self._day(choice), (content_of(audience), stamp_of(content_files(audience)))
        known = self._made.get((path, day))
        if known is None or known[0] != content:
            past = self._sent[path].get(day)
            made = self._recalled(audience, past.slot) if past else self._make(path, audience, day)
            known = self._made[path, day] = content, made
        return known[1]

    def _make(self, path: Path, audience: Audience, day: str) -> _Made:
        notes = Notes()
        with open_desk(audience, notes, in_memory=self._in_memory) as opened:
            fetcher, (drawn, env) = KeptAnswers(opened.fetcher, self._fetched[path]), self._templates(audience)
            desk = replace(opened, fetcher=fetcher, templates=env)
            for earlier in (other for other in self._days if self._in_memory and other < day):
                before = self._moment(audience, earlier)
                keep_as_sent(desk, make_issue(desk, slot_at(desk, before), before), before)
            now = self._moment(audience, day)
            workings = make_issue(desk, slot_at(desk, now), now)
            said = (*notes.lines, *about(desk, workings, now))
        fitted = {_set_with(audience, drawn): (workings.issue, rehearsed(workings.rendered, audience, env))}
        return _Made(workings.issue, workings.items, now, said, fitted)

    def _recalled(self, audience: Audience, slot: Slot) -> _Made:
        with closing(open_store(audience)) as store:
            issue = store.issues.find(slot)
            assert issue is not None, "a slot that was begun has its issue"  # noqa: S101
            feeds = (source.feed for source in audience.sources)
            items = store.gathered.items(feeds, slot.due - LOOKED_AT)
        note = "This issue is in the store; it is set in today’s templates."
        return _Made(issue, items, slot.due, (note,))

    def _set(self, made: _Made, audience: Audience) -> _Fitted:
        drawn, env = self._templates(audience)
        key = _set_with(audience, drawn)
        if key not in made.fitted:
            issue, rendered = fit_issue(made.issue, audience, env)
            made.fitted = {key: (issue, rehearsed(rendered, audience, env))}
        return made.fitted[key]

    def _templates(self, audience: Audience) -> tuple[str, jinja2.Environment]:
        """The templates and their stamp, compiled anew for it: Jinja2 misses a new file that hides an old one."""
        stamp = stamp_of(template_files(audience))
        kept = self._environments.get(audience.path)
        if kept is None or kept[0] != stamp:
            kept = self._environments[audience.path] = stamp, templates(audience)
        return kept


def _set_with(audience: Audience, templates: str) -> tuple[str, ...]:
    return audience.template, templates, stamp_of([audience.path])


def _sent_by(audience: Audience) -> dict[str, SlotRecord]:
    with closing(open_store(audience)) as store:
        records = store.slots.history(audience.newsletter.slug, PAST)
    return {record.slot.local: record for record in records if record.begun}


def _fate(record: SlotRecord) -> str:
    return "withdrawn" if record.withdrawal else record.outcome or "not sent yet"


def _written(day: str) -> str:
    return f"{datetime.fromisoformat(day):%a %d %b %Y}" if day else "The next issue"


def _readers(audience: Audience) -> str:
    try:
        count, _ = count_readers(audience)
    except DigestError as error:  # the list of readers is wrong, the issue is not
        return str(error)
    return counted(count, "reader")


def _presets(env: jinja2.Environment) -> list[str]:
    """The templates that may be chosen, by name."""
    names = env.list_templates(filter_func=lambda name: name.endswith(_ROOT) and "/" not in name)
    return [name.removesuffix(_ROOT) for name in names]
