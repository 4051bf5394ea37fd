"""The commands: the only place that reads arguments, the environment and the clock, and picks adapters.

Heavy libraries are imported by the commands that need them, so that `digest --help` answers at once.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from digest import __version__
from digest.errors import ConfigError, DigestError

if TYPE_CHECKING:
    from digest.config import Audience

SAMPLE_DAYS = ("2025-02-27T17:30", "2025-02-28T17:30")

_FILE = click.Path(path_type=Path)
_config = click.option(
    "-c",
    "--config",
    type=_FILE,
    default=Path("config.yaml"),
    show_default=True,
    metavar="FILE",
    help="The audience.",
)
_configs = click.option(
    "-c",
    "--config",
    "configs",
    type=_FILE,
    default=[Path("config.yaml")],
    show_default=True,
    multiple=True,
    metavar="FILE",
    help="The audience; give it again for more.",
)
_port = click.option("--port", default=8425, show_default=True, help="Where --serve listens, on this machine only.")


_at = click.option("--at", metavar="TIME", help="As if it were TIME on the newsletter's clock: 2025-02-27T17:30.")


def _day(_: click.Context, option: click.Parameter, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ConfigError(f"{option.opts[0]} {text}: expected a day such as 2025-02-27") from None


class _InOrder(click.Group):
    """Lists the commands in the order of a first day, not of the alphabet."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


@click.group(
    cls=_InOrder,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 done, also when nothing was due; 1 failed; 2 config or usage; 75 try again later.",
)
@click.version_option(__version__, prog_name="digest")
def app() -> None:
    """A newsletter engine whose every printed quotation is cut from a linked article.

    \b
    digest preview --sample --open    look at a briefing now: no key, no network
    digest check                      see what is right in config.yaml, and what is not
    digest preview --open             the issue that would go out now; sends nothing
    digest send --to me@example.org   a proof to one address; marks nothing as sent
    digest crontab                    the line that sends every issue on time
    """


def main() -> None:
    """Run one command. Expected errors are a message on standard error and an exit code."""
    try:
        app()
    except DigestError as error:
        click.echo(f"digest: {error}", err=True)
        sys.exit(error.exit_code)
    except OSError as error:  # a folder that can't be written, a port that is taken
        named = f"{error.filename}: " if error.filename else ""
        click.echo(f"digest: {named}{error.strerror or error}", err=True)
        sys.exit(1)


# --- looking -------------------------------------------------------------------------------------------


@app.command()
@_configs
@click.option("--out", type=_FILE, default=Path("preview"), show_default=True, metavar="DIR")
@click.option("--open", "show", is_flag=True, help="Open the issue in a browser.")
@click.option("--sample", is_flag=True, help="Two days of sample news: no key, no network, no config.")
@_at
@click.option("--save", type=_FILE, metavar="DIR", help="Also write a JSON file for each stage.")
@click.option("--ledger", is_flag=True, help="Print the passage behind each sentence and quotation.")
@click.option("--serve", is_flag=True, help="A page that shows the issue and follows every edit; writes no files.")
@_port
def preview(
    configs: tuple[Path, ...],
    out: Path,
    show: bool,
    sample: bool,
    at: str | None,
    save: Path | None,
    ledger: bool,
    serve: bool,
    port: int,
) -> None:
    """Build the issue that would go out; send nothing, mark nothing as sent.

    Writes issue.html, issue.txt, issue.eml and issue.json to DIR/NEWSLETTER/DATE.

    \b
    digest preview --open
    digest preview --sample
    digest preview --serve --open --config europe.yaml --config markets.yaml
    digest preview --config europe.yaml --at 2025-02-27T17:30 --save stages
    """
    from digest.wiring import SAMPLE, refuse_shared_slots

    _refuse_config_beside(sample, "configs")
    chosen = (SAMPLE,) if sample else configs
    if len(chosen) > 1:
        refuse_shared_slots(map(_load, chosen))
    moments = SAMPLE_DAYS if sample and at is None else (at,)
    if serve:
        _serve_preview(chosen, port, moments, show=show, in_memory=sample)
        return
    for config in chosen:
        page = _write_preview(config, out, save, moments, in_memory=sample, ledger=ledger)
        if show:
            click.launch(page.resolve().as_uri())


def _write_preview(
    config: Path, out: Path, save: Path | None, moments: Sequence[str | None], *, in_memory: bool, ledger: bool
) -> Path:
    from digest.commands import preview as command
    from digest.console import progress
    from digest.wiring import open_desk, token_key

    audience = _load(config)
    with open_desk(audience, progress(), in_memory=in_memory) as desk:
        for moment in moments:
            now, key = _moment(audience, moment), token_key(audience)
            past = moment is not None
            page = command.preview(desk, now, out, save, key, past=past, remember=in_memory, ledger=ledger)
    return page


def _serve_preview(
    configs: Sequence[Path], port: int, moments: Sequence[str | None], *, show: bool, in_memory: bool
) -> None:
    from digest.commands.serve import serve_preview

    def announce(url: str) -> None:
        click.echo(f"{url}  follows every edit; Ctrl-C stops it")
        if show:
            click.launch(url)

    days = [moment for moment in moments if moment]
    serve_preview(
        configs, port, lambda audience, day: _moment(audience, day or None), announce, days, in_memory=in_memory
    )


@app.command()
@_config
@click.option("--online", is_flag=True, help="Also fetch the feeds, log in to the mail server, ask the model.")
def check(config: Path, online: bool) -> None:
    """Say what is fine and what is not, before an issue depends on it.

    \b
    digest check
    digest check --online --config europe.yaml
    """
    from digest.commands import check as command

    wrong = 0
    for row in command.check(config, _now(), online=online):
        wrong += not row.ok
        mark = click.style("ok   ", fg="green") if row.ok else click.style("wrong", fg="red")
        detail = row.detail.replace("\n", "\n" + " " * 35)  # below its first line
        click.echo(f"{mark}  {row.what:<26}  {detail}")
    sys.exit(bool(wrong))


@app.command()
@click.argument("wanted", metavar="ITEM_OR_STORY")
@_config
@_at
@click.option("--sample", is_flag=True, help="In the sample news days.")
def explain(wanted: str, config: Path, at: str | None, sample: bool) -> None:
    """Say why a story or an item is where it is, or why it is out.

    Takes an id, the beginning of one, an address, or some words of the headline; looks at the issue that
    `digest preview` would build.

    \b
    digest explain minerals --sample
    digest explain 3f9a1c
    digest explain https://example.org/article --at 2025-02-27T17:30
    """
    from digest.commands import explain as command
    from digest.console import progress
    from digest.wiring import SAMPLE, open_desk

    _refuse_config_beside(sample, "config")
    audience = _load(SAMPLE if sample else config)
    moments = [_moment(audience, moment) for moment in (SAMPLE_DAYS if sample and at is None else (at,))]
    with open_desk(audience, progress(quiet=True), in_memory=sample) as desk:
        lines = command.explain(desk, moments, wanted, past=at is not None, remember=sample)
        click.echo("\n".join(lines))


@app.command()
@click.argument("slot", default="")
@_config
@click.option("-n", "--limit", default=20, show_default=True, help="How many slots.")
def history(slot: str, config: Path, limit: int) -> None:
    """List the last slots: what was sent to how many, what was skipped and why; or the readers of one SLOT.

    \b
    digest history
    digest history 2025-02-27     what the mail server said of each reader
    """
    from contextlib import closing

    from digest.commands import history as command
    from digest.console import aligned
    from digest.wiring import open_store

    audience = _load(config)
    slug = audience.newsletter.slug
    with closing(open_store(audience)) as store:
        rows = command.readers(store, slug, slot) if slot else command.history(store.history(slug, limit))
        for line in aligned(list(rows)):
            click.echo(line)


@app.command()
@_config
@_at
@click.option("--opml", is_flag=True, help="Print the feeds as OPML, for a feed reader or `digest init --opml`.")
def sources(config: Path, opml: bool, at: str | None) -> None:
    """Show how each feed does: last success, items a day, what of them is on topic and printed, errors in a row.

    \b
    digest sources
    digest sources --config europe.yaml --opml > feeds.opml
    """
    from contextlib import closing

    from digest.commands import sources as command
    from digest.console import aligned
    from digest.gather.opml import write_opml
    from digest.wiring import open_store

    audience = _load(config)
    if opml:
        click.echo(write_opml(audience), nl=False)
        for line in command.no_opml(audience):
            click.echo(line, err=True)
        return
    with closing(open_store(audience)) as store:
        for line in aligned(list(command.sources(audience, store, _moment(audience, at))), command.NUMBERS):
            click.echo(line)


@app.command()
@_config
@click.option("--from", "first", callback=_day, required=True, metavar="DATE", help="The first day: 2025-02-27.")
@click.option("--to", "last", callback=_day, required=True, metavar="DATE", help="The last day.")
@click.option("--against", type=_FILE, metavar="FILE", help="Compare with this config; default: with what was sent.")
def replay(config: Path, first: date, last: date, against: Path | None) -> None:
    """Make past issues again with another config and say what would have changed; sends and keeps nothing.

    Works from the stored items: asks no feed and no model, the extractive writer writes. The config must name the
    same store and newsletter.

    \b
    digest replay --from 2025-02-24 --to 2025-02-28 --config new.yaml
    digest replay --from 2025-02-24 --to 2025-02-28 --config new.yaml --against config.yaml
    """
    from digest.commands.replay import replay as command

    for line in command(_load(config), first, last, _load(against) if against else None):
        click.echo(line)


@app.command()
@click.argument("slot")
@click.argument("story")
@click.argument("text")
@_config
def correct(slot: str, story: str, text: str, config: Path) -> None:
    """Have the next issue print a correction, once.

    SLOT is the issue's time or its beginning, STORY an id or words of its headline. A second correction to the
    same story replaces the first until one is printed.

    \b
    digest correct 2025-02-27 minerals "The agreement was not signed on Thursday."
    """
    from contextlib import closing

    from digest.commands.correct import correct as command
    from digest.wiring import open_store

    audience = _load(config)
    with closing(open_store(audience)) as store:
        noted = command(audience, store, slot, story, text, _now())
    click.echo(f"the next issue corrects {noted.hed!r} of {noted.slot.date}: {noted.text}")


# --- sending -------------------------------------------------------------------------------------------


@app.command()
@_config
@click.option("--dry-run", is_flag=True, help="Do all but send.")
@click.option("--to", metavar="ADDRESS", help="Send a proof to this address alone; marks nothing as sent.")
@_at
def send(config: Path, dry_run: bool, to: str | None, at: str | None) -> None:
    """Send the issue that is due, once.

    Run it as often as you like: a reader who has the issue does not get it again, and a run that was killed
    goes on where it stopped. Silent under cron when all is well.

    \b
    digest send --to me@example.org
    digest send --dry-run
    digest send --at 2025-02-27T17:30     an issue that was missed
    """
    from digest.commands import send as command
    from digest.console import progress

    if dry_run and to:
        raise click.UsageError("expected --dry-run or --to, not both")
    audience = _load(config)
    shown = progress(quiet=True)
    now = _moment(audience, at)
    if dry_run:
        click.echo(command.dry_run(audience, shown, now, past=at is not None))
    elif to:
        click.echo(command.proof(audience, shown, now, to, past=at is not None))
    else:
        if now > _now():
            raise ConfigError(f"--at {at}: expected a time that is past, since an issue goes out only when it is due")
        report = command.send(audience, shown, (lambda: now) if at else _now, _stop_on_signals())
        concerns = command.concerns(report)
        if sys.stdout.isatty() or concerns:
            click.echo("\n".join([command.line(report), *concerns]))
        if report.outcome == "waiting":
            sys.exit(75)


@app.command()
@click.argument("configs", nargs=-1, type=_FILE, metavar="[FILE]...")
def run(configs: tuple[Path, ...]) -> None:
    """Keep running and send every issue as it falls due, for one or many audiences.

    \b
    digest run
    digest run europe.yaml markets.yaml
    """
    from digest.commands import send as command
    from digest.console import Lines

    command.run(configs or (Path("config.yaml"),), Lines(), _now, _stop_on_signals())


@app.command()
@_config
@click.option("--systemd", is_flag=True, help="A service and a timer unit in place of crontab lines.")
def crontab(config: Path, systemd: bool) -> None:
    """Print what makes this machine send every issue on time.

    \b
    (crontab -l; digest crontab) | crontab -     adds to what is there
    digest crontab --systemd
    """
    from digest.deliver import timers
    from digest.wiring import own_command

    audience = _load(config)
    call = own_command(audience)
    if not systemd:
        click.echo(timers.crontab_lines(audience, call), nl=False)
        return
    unit = f"/etc/systemd/system/digest-{audience.newsletter.slug}"
    click.echo(f"# {unit}.service\n{timers.systemd_service(audience, call)}\n# {unit}.timer")
    click.echo(timers.systemd_timer(audience), nl=False)


@app.command()
@_config
@click.option("--out", type=_FILE, default=Path("archive"), show_default=True, metavar="DIR")
def archive(config: Path, out: Path) -> None:
    """Write the issues that were sent as a website: pages, an Atom feed, no script.

    Issues that were not sent or were withdrawn don't appear, corrections do. The config's `archive.url` says where
    DIR will stand on the web.

    \b
    digest archive --out /var/www/news
    """
    from digest.commands.archive import archive as command

    count = command(_load(config), out)
    click.echo(f"{out / 'index.html'}: {count} issue{'' if count == 1 else 's'}")


@app.command()
@click.argument("slot")
@click.argument("reason", default="")
@_config
@click.option("--lift", is_flag=True, help="Put the issue back.")
def withdraw(slot: str, reason: str, config: Path, lift: bool) -> None:
    """Take an issue that was sent off the website, with a REASON for readers.

    The next `digest archive` puts the reason in place of the issue. The emails stay with their readers: tell them
    with `digest correct`.

    \b
    digest withdraw 2025-02-27 "The lead rested on a report that its outlet took back."
    digest withdraw --lift 2025-02-27
    """
    from digest.commands import archive as command

    audience = _load(config)
    record = command.restore(audience, slot) if lift else command.withdraw(audience, slot, reason, _now())
    state = "is on the website again" if lift else "is withdrawn"
    click.echo(f"{record.slot.local} {state} with the next `digest archive`: {record.subject}")


@app.command()
@click.argument("addresses", nargs=-1, metavar="[ADDRESS]...")
@_configs
@click.option("--lift", is_flag=True, help="Take the addresses off the list again.")
@click.option("--list", "show", is_flag=True, help="Print who is on the list.")
@click.option("--serve", is_flag=True, help="Answer the unsubscribe links of the emails, behind a web server.")
@_port
def unsubscribe(
    addresses: tuple[str, ...], configs: tuple[Path, ...], lift: bool, show: bool, serve: bool, port: int
) -> None:
    """Never mail an address again: the suppression list of a newsletter.

    \b
    digest unsubscribe reader@example.org
    digest unsubscribe --lift reader@example.org
    digest unsubscribe --list
    digest unsubscribe --serve --port 8426 --config europe.yaml --config markets.yaml
    """
    from digest.commands import unsubscribe as command

    if serve:
        from digest.commands.serve import serve_leaving

        serve_leaving(configs, port, _now, lambda url: click.echo(f"{url}  answers unsubscribe links"))
        return
    if not addresses and not show:
        raise click.UsageError("expected an address, --list or --serve")
    for audience in map(_load, configs):
        for line in command.lift(audience, addresses) if lift else command.unsubscribe(audience, addresses, _now()):
            click.echo(line)
        for line in command.suppressions(audience) if show else ():
            click.echo(line)


# --- setting up ----------------------------------------------------------------------------------------


@app.command()
@click.argument("name")
@click.option("--opml", type=_FILE, metavar="FILE", help="Take the feeds from a feed reader's export.")
def init(name: str, opml: Path | None) -> None:
    """Write a commented config for a new audience.

    \b
    digest init "Morning Brief"
    digest init "Europe Today" --opml feeds.opml
    """
    from digest.commands.start import write_config

    click.echo(write_config(name, Path(), opml))


@app.command()
def schema() -> None:
    """Print the JSON Schema of a config, for editors.

    \b
    digest schema > config.schema.json
    """
    import json

    from digest.config import json_schema

    click.echo(json.dumps(json_schema(), indent=2))


# --- arguments, clock, signals -------------------------------------------------------------------------


def _refuse_config_beside(sample: bool, option: str) -> None:
    """The sample has a config of its own: one that is named too would go unread."""
    given = click.get_current_context().get_parameter_source(option) is ParameterSource.COMMANDLINE
    if sample and given:
        raise click.UsageError("expected --sample or --config, not both")


def _load(config: Path) -> Audience:
    from digest.config import load_audience

    return load_audience(config)


def _now() -> datetime:
    return datetime.now(UTC)


def _moment(audience: Audience, at: str | None) -> datetime:
    """The moment that `--at` names, on the newsletter's clock unless it has an offset of its own; else now."""
    if at is None:
        return _now()
    try:
        if "T" not in at.upper() and " " not in at.strip():
            raise ValueError(at)  # a date alone would be its midnight
        moment = datetime.fromisoformat(at)
    except ValueError:
        raise ConfigError(f"--at {at}: expected a date and a time such as 2025-02-27T17:30") from None
    return (moment if moment.tzinfo else moment.replace(tzinfo=audience.newsletter.timezone)).astimezone(UTC)


def _stop_on_signals() -> Event:
    """An event that SIGTERM and SIGINT set: the message in hand is finished, the rest waits for the next run."""
    stop = Event()

    def request_stop(_number: int, _frame: Any) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, request_stop)
    signal.signal(signal.SIGINT, request_stop)
    return stop
