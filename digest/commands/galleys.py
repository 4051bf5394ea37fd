"""Makes the galleys of the preview page, and makes no more of them anew than a changed file asks for.

config, prompts, local feeds    the issue again, from the pages that were fetched and the replies that were kept
templates                       set again, nothing else
recipients                      counted again
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from threading import RLock
from time import perf_counter

import jinja2

from digest.adapters.recipients import load_recipients
from digest.bundled import bundled
from digest.commands.ledger import ledger
from digest.commands.preview import as_received, slot_at
from digest.config import Audience, check_mailbox, load_audience
from digest.console import Silence
from digest.deliver.messages import Composer
from digest.errors import ConfigError, DeliveryError, DigestError, FetchError
from digest.model import Recipient, Request, Response
from digest.pipeline import Workings, keep_as_sent, make_issue, thin_news
from digest.ports import Fetcher
from digest.render.fitting import fit_issue
from digest.web.galley import Choice, Galley, Menu
from digest.wiring import open_desk, pick_mailer, templates, token_key

_ROOT = ".mjml.j2"  # a template that may be chosen ends so and stands in no folder


@dataclass
class _Made:
    """What was made for one audience and day, and from which files."""

    stamp: str
    audience: Audience
    workings: Workings
    now: datetime
    notes: tuple[str, ...]
    fitted: dict[tuple[str, str], Workings] = field(default_factory=dict)  # the last, by template and its files' stamp


class FileGalleys:
    """The `digest.web.galley.Galleys` of config files. Safe to use from several threads.

    `moment(audience, day)` is when an issue is made; the last of `days` is shown first, with none the day is empty.
    A store `in_memory` knows what the days before told, as for the sample.
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
        self._made: dict[tuple[Path, str], _Made] = {}
        self._fetched: dict[Path, dict[str, Response]] = {path: {} for path in self._configs}

    def menu(self, choice: Choice) -> Menu:
        """What can be chosen; never fails."""
        names = tuple(self._name(path) for path in self._configs)
        audience = self._audiences.get(self._config(choice))
        presets = tuple(_presets(self._templates(audience)[1])) if audience else ()
        days = tuple((day, f"{datetime.fromisoformat(day):%a %d %b %Y}") for day in self._days)
        return Menu(names, days, presets)

    def stamp(self, choice: Choice) -> str:
        """Changes whenever a file behind the galley does."""
        path = self._config(choice)
        audience = self._audiences.get(path)
        files = [path, *(_all_files(audience) if audience else ())]
        return _stamp(files)

    def galley(self, choice: Choice) -> Galley:
        """The galley as the files have it now."""
        begun = perf_counter()
        with self._lock:
            path = self._config(choice)
            audience = self._audiences[path] = load_audience(path)
            made = self._workings(path, audience, self._day(choice))
            audience = audience.model_copy(update={"template": choice.template or audience.template})
            workings = self._set(made, audience)
            issue = workings.issue
            message, html, text = as_received(audience, issue.slot, workings.rendered, made.now, token_key(audience))
        thin = thin_news(audience, issue)
        return Galley(
            choice=replace(choice, day=self._day(choice), template=audience.template),
            audience=audience,
            workings=workings,
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
            self._made = {key: made for key, made in self._made.items() if key[0] != path}

    def proof(self, choice: Choice, address: str) -> str:
        """Send the galley to one address and say what the server said."""
        try:
            recipient = Recipient(check_mailbox(address.strip()))
        except ValueError as error:
            raise ConfigError(f"{address!r}: {error}") from None
        galley = self.galley(choice)
        audience, slot = galley.audience, galley.workings.issue.slot
        now = self._moment(audience, self._day(choice))
        composer = Composer(galley.workings.rendered, audience, slot, now=now, key=token_key(audience))
        receipts = list(pick_mailer(audience).send([composer.message(recipient)], lambda message: None))
        if not receipts or receipts[0].state != "accepted":
            raise DeliveryError(" ".join((receipts[0].state, receipts[0].detail)) if receipts else "not sent")
        return f"The server accepted a proof for {receipts[0].address}"

    # --- making ---------------------------------------------------------------------------------------

    def _config(self, choice: Choice) -> Path:
        return self._configs[min(choice.audience, len(self._configs) - 1)]

    def _day(self, choice: Choice) -> str:
        latest = self._days[-1] if self._days else ""
        return choice.day if choice.day in self._days else latest

    def _name(self, path: Path) -> str:
        audience = self._audiences.get(path)
        if audience is None:
            try:
                audience = self._audiences[path] = load_audience(path)
            except ConfigError:
                return path.name
        return audience.newsletter.name

    def _workings(self, path: Path, audience: Audience, day: str) -> _Made:
        stamp = _stamp(_content_files(audience))
        known = self._made.get((path, day))
        if known is None or known.stamp != stamp:
            known = self._made[path, day] = self._make(path, audience, day, stamp)
        return known

    def _make(self, path: Path, audience: Audience, day: str, stamp: str) -> _Made:
        notes = _Notes()
        with open_desk(audience, notes, in_memory=self._in_memory) as opened:
            fetcher, (drawn, env) = _KeptAnswers(opened.fetcher, self._fetched[path]), self._templates(audience)
            desk = replace(opened, fetcher=fetcher, templates=env)
            for earlier in (other for other in self._days if self._in_memory and other < day):
                before = self._moment(audience, earlier)
                keep_as_sent(desk, make_issue(desk, slot_at(desk, before), before), before)
            now = self._moment(audience, day)
            workings = make_issue(desk, slot_at(desk, now), now)
        fitted = {(audience.template, drawn): workings}
        return _Made(stamp, audience, workings, now, tuple(notes.lines), fitted)

    def _set(self, made: _Made, audience: Audience) -> Workings:
        drawn, env = self._templates(audience)
        key = (audience.template, drawn)
        if key not in made.fitted:
            issue, rendered = fit_issue(made.workings.issue, audience, env)
            made.fitted = {key: replace(made.workings, issue=issue, rendered=rendered)}
        return made.fitted[key]

    def _templates(self, audience: Audience) -> tuple[str, jinja2.Environment]:
        """The templates and their stamp, compiled anew for it: Jinja2 misses a new file that hides an old one."""
        stamp = _stamp(_template_files(audience))
        kept = self._environments.get(audience.path)
        if kept is None or kept[0] != stamp:
            kept = self._environments[audience.path] = stamp, templates(audience)
        return kept


class _KeptAnswers:
    """A `ports.Fetcher` that asks for each page of the web once; files are read every time, failures tried again."""

    def __init__(self, fetcher: Fetcher, kept: dict[str, Response]) -> None:
        self._fetcher, self._kept = fetcher, kept

    def fetch(self, requests: Sequence[Request]) -> Iterator[Response | FetchError]:
        """All answers, in the order of the requests."""
        kept = dict(self._kept)
        answers = self._fetcher.fetch([request for request in requests if request.url not in kept])
        for request in requests:
            if request.url in kept:
                yield kept[request.url]
                continue
            answer = next(answers)
            if isinstance(answer, Response) and request.url.startswith(("http://", "https://")):
                self._kept[request.url] = answer
            yield answer


class _Notes(Silence):
    """Keeps what a run says, for the page."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def note(self, text: str) -> None:
        """One line."""
        self.lines.append(text)


def _readers(audience: Audience) -> str:
    try:
        count = len(load_recipients(audience))
    except DigestError as error:  # the list of readers is wrong, the issue is not
        return str(error)
    return f"{count} reader{'' if count == 1 else 's'}"


# --- files ---------------------------------------------------------------------------------------------


def _presets(env: jinja2.Environment) -> list[str]:
    """The templates that may be chosen, by name."""
    names = env.list_templates(filter_func=lambda name: name.endswith(_ROOT) and "/" not in name)
    return [name.removesuffix(_ROOT) for name in names]


def _template_folders(audience: Audience) -> tuple[Path, ...]:
    return (audience.folder / "templates", bundled("templates"))


def _content_files(audience: Audience) -> list[Path]:
    """What an issue is made from, the pages of the web left aside."""
    feeds = [audience.folder / source.feed for source in audience.sources if source.is_file]
    prompts = [path for folder in _template_folders(audience) for path in sorted((folder / "prompts").glob("*"))]
    return [audience.path, *feeds, *prompts]


def _template_files(audience: Audience) -> list[Path]:
    return [path for folder in _template_folders(audience) for path in sorted(folder.rglob("*")) if path.is_file()]


def _all_files(audience: Audience) -> list[Path]:
    listed = audience.delivery.recipients
    readers = [audience.folder / listed] if isinstance(listed, str) else []
    return [*_content_files(audience), *_template_files(audience), *readers]


def _stamp(paths: Sequence[Path]) -> str:
    """The files' names, times and sizes; a file that is gone counts too."""
    return f"{hash(tuple(map(_state, paths))) & 0xFFFFFFFFFFFF:x}"


def _state(path: Path) -> tuple[str, int, int]:
    try:
        state = path.stat()
    except OSError:
        return str(path), 0, 0
    return str(path), state.st_mtime_ns, state.st_size
