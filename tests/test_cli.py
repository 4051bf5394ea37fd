"""The commands as an operator types them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import webbrowser
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import click
import pytest

from digest import __version__, commands
from digest.adapters.store import SqlStore
from digest.cli import COMMANDS, app
from digest.config import load_audience
from digest.model import FeedState, Receipt, Slot
from tests.commands import Shell
from tests.test_config import MINIMAL

NAMES = [name for names in COMMANDS.values() for name in names]
OPML = b"""<?xml version="1.0"?><opml version="2.0"><body>
<outline text="Wire" xmlUrl="https://wire.example/rss"/><outline title="A &quot;B&quot;" xmlUrl="https://b.example/atom"/>
<outline text="Again" xmlUrl="https://wire.example/rss"/><outline text="None" type="rss"/>
</body></opml>"""


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small valid config, in the folder that commands work in."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "config.yaml"
    path.write_text(MINIMAL, encoding="utf-8")
    return path


def test_help_teaches_by_example(shell: Shell) -> None:
    ended = shell("--help")
    assert ended.code == 0
    assert "digest preview --sample --open" in ended.out
    assert "75 try again later" in ended.out


@pytest.mark.parametrize("name", NAMES)
def test_every_command_explains_itself(shell: Shell, name: str) -> None:
    ended = shell(name, "--help")
    assert ended.code == 0
    assert f"digest {name}" in ended.out


def test_it_runs_as_a_module() -> None:
    done = subprocess.run([sys.executable, "-m", "digest", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith(f"digest {__version__} (Python 3.")
    assert re.search(r"SQLite 3\.\d+.*, openai \d+.*mjml-python \d", done.stdout)


def test_help_loads_no_heavy_library() -> None:
    heavy = "('openai', 'sqlalchemy', 'pydantic', 'feedparser', 'jinja2', 'rich')"
    code = (
        "import atexit, sys; from digest.cli import main; sys.argv = ['digest', '--help']\n"
        f"atexit.register(lambda: print([name for name in {heavy} if name in sys.modules])); main()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_every_file_of_commands_is_a_command_and_the_reverse() -> None:
    folder = Path(commands.__file__).parent
    assert sorted(path.stem for path in folder.glob("[!_]*.py")) == sorted(NAMES)


@pytest.mark.parametrize("columns", ["40", "200"])
def test_the_list_of_commands_is_never_cut_off(shell: Shell, monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    listed = " ".join(shell("--help").out.split())
    with click.Context(app) as context:
        for name in NAMES:
            command = app.get_command(context, name)
            assert command is not None
            assert command.help is not None
            first = " ".join(command.help.partition("\n\n")[0].split())
            assert f"{name} {first.rstrip('.')}" in listed


@pytest.mark.parametrize(
    ("words", "message"), [(("sned",), "No such command"), (("check", "--onlin"), "No such option")]
)
def test_usage_mistakes_exit_2(shell: Shell, words: tuple[str, ...], message: str) -> None:
    ended = shell(*words)
    assert ended.code == 2
    assert message in ended.err


def test_a_machine_without_a_browser_says_so_once(shell: Shell, config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object) -> None:
        raise webbrowser.Error("could not locate runnable browser")

    monkeypatch.setattr(webbrowser, "get", none)
    ended = shell("preview", "--sample", "--open", "--at", "2025-02-27", "--out", config.parent / "out")
    assert ended.code == 0
    assert ended.err.count("no browser here") == 1
    assert "/out/white-house-briefing/2025-02-27/issue.html with one elsewhere" in ended.err


def test_a_wrong_config_exits_2_and_names_the_place(shell: Shell, config: Path) -> None:
    config.write_text(MINIMAL + "colour: red\n", encoding="utf-8")
    ended = shell("check", "--config", config)
    assert ended.code == 1, "check reports it as one row"
    assert f"{config}:12:1: colour: unknown key" in ended.out
    ended = shell("send", "--config", config)
    assert ended.code == 2
    assert ended.err.startswith(f"digest: {config}:12:1: colour: unknown key")


def test_a_missing_config_says_what_to_do(shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ended = shell("history")
    assert (ended.code, ended.err) == (
        2,
        "digest: config.yaml: no such file; `digest init NAME` writes a config to start from\n",
    )


def test_the_only_config_of_a_folder_is_meant(shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "compose.yaml").write_text("services: {}\n", encoding="utf-8")
    said = shell("init", "Morning Brief").out
    assert said.endswith("; `digest check` names what is left to fill in\n")
    assert "config                      morning-brief.yaml: 1 topic, 1 source" in shell("check").out
    assert shell("unsubscribe", "ann@example.org").code == 0, "also where several may be named"
    assert shell("init", "Evening Brief").out.endswith(
        "`digest check --config evening-brief.yaml` names what is left to fill in\n"
    )
    ended = shell("status")
    here = "here are evening-brief.yaml, morning-brief.yaml: `--config FILE` names one"
    assert (ended.code, ended.err) == (2, f"digest: config.yaml: no such file; {here}\n")
    assert shell("status", "--config", "evening-brief.yaml").code == 0


def test_a_time_that_is_none(shell: Shell, config: Path) -> None:
    ended = shell("preview", "--at", "tomorrow")
    assert ended.code == 2
    assert ended.err == "digest: --at tomorrow: expected a time such as 2025-02-27T17:30, or a day, 2025-02-27\n"


@pytest.mark.parametrize("words", [("run",), ("preview", "-c")], ids=["run", "preview"])
def test_two_audiences_that_share_their_slots_are_refused(shell: Shell, config: Path, words: tuple[str, ...]) -> None:
    copy = config.with_name("copy.yaml")
    copy.write_text(config.read_text(encoding="utf-8"), encoding="utf-8")
    named = (config, *words[1:], copy)
    ended = shell(*words, *named)
    assert (ended.code, "in the same store too" in ended.err) == (2, True)


def test_a_folder_that_can_not_be_written_is_said_in_a_line(shell: Shell, config: Path) -> None:
    (config.parent / "taken").write_text("", encoding="utf-8")
    ended = shell("preview", "--sample", "--out", config.parent / "taken")
    assert (ended.code, len(ended.err.splitlines()[-1:])) == (1, 1)
    assert "Traceback" not in ended.err
    assert "taken" in ended.err.splitlines()[-1]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("replay", "--from", "x", "--to", "2025-02-27"), "--from x: expected a day such as 2025-02-27"),
        (("preview", "--sample", "--config", "x.yaml"), "expected --sample or --config, not both"),
        (("explain", "minerals", "--sample", "--config", "x.yaml"), "expected --sample or --config, not both"),
    ],
)
def test_words_that_can_not_be_meant(shell: Shell, config: Path, words: tuple[str, ...], message: str) -> None:
    ended = shell(*words)
    assert ended.code == 2
    assert message in ended.err


def test_a_template_that_is_not_there_is_named_with_its_place(shell: Shell, config: Path) -> None:
    (config.parent / "templates").mkdir()
    (config.parent / "templates/mine.mjml.j2").touch()
    config.write_text(f"{MINIMAL}template: bulets\n", encoding="utf-8")
    ended = shell("preview", "--config", config)
    assert ended.code == 2
    assert f"{config}:12:1: template: expected briefing, bullets, front-page, mine, or" in ended.err
    assert ", found 'bulets'; did you mean bullets?" in ended.err


def test_schema_is_json(shell: Shell) -> None:
    assert json.loads(shell("schema").out)["title"] == "digest audience"


def test_crontab_and_systemd(shell: Shell, config: Path) -> None:
    line = shell("crontab").out.splitlines()[-1]
    assert re.fullmatch(rf"\*/5 \* \* \* \* \S+.* send --config {re.escape(str(config))}", line)
    units = shell("crontab", "--systemd").out
    assert "[Service]" in units
    assert "Persistent=true" in units


def test_init_writes_a_config_that_is_valid_and_keeps_the_comments(shell: Shell, config: Path) -> None:
    ended = shell("init", 'Europe: "Today"')
    assert ended.code == 0
    written = (config.parent / "europe-today.yaml").read_text(encoding="utf-8")
    assert 'name: "Europe: \\"Today\\""' in written
    assert "# A topic is one printed section." in written
    assert shell("init", "Europe Today").code == 2, "it writes over nothing"


def test_init_is_about_your_newsletter(shell: Shell, config: Path) -> None:
    assert shell("init", "Protest & Policing").code == 0
    path = config.parent / "protest-policing.yaml"
    audience, written = load_audience(path), path.read_text(encoding="utf-8")
    assert audience.delivery.sender == '"Protest & Policing" <news@example.org>'
    for theirs in ("White House", "Trump", "watch@", "npr.org", "politics"):
        assert theirs not in written
    rows = shell("check", "--config", path).out
    for key in ("topics.0.name", "topics.0.match", "sources.0.feed", "delivery.from", "delivery.postal_address"):
        assert f"{key}: put your own in place of" in rows


def test_init_asks_for_nothing_that_a_first_day_lacks(shell: Shell, config: Path) -> None:
    """No model without a key, and nothing to real readers on a day without news."""
    shell("init", "Harbour Daily")
    audience = load_audience(config.parent / "harbour-daily.yaml")
    assert (audience.writer.model, audience.issue.when_thin) == ("", "skip")


def test_init_copies_a_preset_to_be_changed(shell: Shell, config: Path) -> None:
    assert "to be changed" in shell("init", "Brief", "--template", "bullets").out
    own = config.parent / "templates"
    assert sorted(path.name for path in own.iterdir()) == ["bullets.mjml.j2", "bullets.txt.j2"]
    assert load_audience(config.parent / "brief.yaml").template == "bullets"
    ended = shell("init", "Other", "--template", "bullets")
    assert (ended.code, "exists already" in ended.err, (config.parent / "other.yaml").exists()) == (2, True, False)
    assert "did you mean briefing?" in shell("init", "Other", "--template", "breifing").err


def test_status_of_a_newsletter_that_never_ran(shell: Shell, config: Path) -> None:
    found = json.loads(shell("status", "--json").out)
    assert (found["newsletter"], found["last"], found["waiting"], found["feeds_failing"]) == (
        "morning-brief",
        None,
        0,
        [],
    )
    assert "last issue   none yet" in shell("status").out
    assert not list(config.parent.glob("*.sqlite*"))


def test_status_tells_what_became_of_the_last_issue(shell: Shell, config: Path) -> None:
    audience = load_audience(config)
    slot, now = Slot("morning-brief", "2025-02-27T07:00", datetime(2025, 2, 27, 7, tzinfo=UTC)), datetime.now(UTC)
    with closing(SqlStore(config.parent / audience.store)) as store:
        store.gathered.save_state(FeedState("https://wire.example/rss", failures=2, last_error="gone"))
        store.slots.finish(slot, "", "", now)  # type: ignore[arg-type]
        store.receipts.write(slot, [], [Receipt("a@example.org", "deferred", "later")], now)
    found = json.loads(shell("status", "--json").out)
    assert found["last"]["readers"] == {"deferred": 1}
    assert (found["last"]["outcome"], found["waiting"]) == ("open", 1)
    assert found["feeds_failing"][0]["errors"] == 2
    assert "feed fails   Wire: 2 in a row: gone" in shell("status").out
    assert json.loads(shell("history", "--json").out)[0]["slot"] == "2025-02-27T07:00"
    assert json.loads(shell("history", "2025-02-27", "--json").out)[0]["state"] == "deferred"


def test_check_as_json_says_the_same(shell: Shell, config: Path) -> None:
    ended = shell("check", "--json")
    rows = json.loads(ended.out)
    assert {"what", "detail", "ok", "look"} == set(rows[0])
    assert ended.code == (not all(row["ok"] for row in rows)) == 1


def test_check_makes_no_store(shell: Shell, config: Path) -> None:
    assert "none yet; the first run makes it" in shell("check").out
    assert not list(config.parent.glob("*.sqlite*"))


def test_a_day_is_that_days_issue(shell: Shell, config: Path) -> None:
    config.write_text(MINIMAL + "schedule: {days: [thu], time: 17:30}\nissue: {when_thin: send}\n", encoding="utf-8")
    for day, slot in (("2025-02-27", "2025-02-27"), ("2025-02-28", "2025-03-06")):
        ended = shell("preview", "--at", day)
        assert f"Morning Brief, {slot}T17:30" in ended.err, day


def test_init_takes_feeds_from_opml(shell: Shell, config: Path) -> None:
    (config.parent / "feeds.opml").write_bytes(OPML)
    ended = shell("init", "Brief", "--opml", "feeds.opml")
    assert (ended.code, ended.out.split(";")[0]) == (
        0,
        "brief.yaml is written with 2 feeds (left out: 1 there twice, 1 without an address)",
    )
    written = (config.parent / "brief.yaml").read_text(encoding="utf-8")
    assert '  - {outlet: "A \\"B\\"", feed: "https://b.example/atom", full_text: true}\n' in written
    assert "npr.org" not in written


def test_init_names_the_file_in_plain_letters(shell: Shell, config: Path) -> None:
    assert shell("init", "Ünïcode & Straße").code == 0
    assert load_audience(config.parent / "unicode-strasse.yaml").newsletter.slug == "unicode-strasse"


@pytest.mark.parametrize(
    ("name", "message"), [("", "expected a name"), ("a\x00b", "expected a name"), ("朝刊", "no letter a to z")]
)
def test_init_that_fails_leaves_nothing(shell: Shell, config: Path, name: str, message: str) -> None:
    ended = shell("init", name)
    assert ended.code == 2
    assert message in ended.err
    assert list(config.parent.iterdir()) == [config]


def test_init_with_an_opml_file_that_is_none(shell: Shell, config: Path) -> None:
    (config.parent / "feeds.opml").write_bytes(b"hello")
    ended = shell("init", "Brief", "--opml", "feeds.opml")
    assert ended.code == 2
    assert ended.err.startswith("digest: feeds.opml: ")
    assert not (config.parent / "brief.yaml").exists()


def test_a_history_without_issues_says_so(shell: Shell, config: Path) -> None:
    ended = shell("history")
    assert ended.code == 0
    assert re.fullmatch(r"no issue yet; the next is due \d{4}-\d\d-\d\dT07:00\n", ended.out)
    assert json.loads(shell("history", "--json").out) == []


def test_a_full_disk_is_for_now() -> None:
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "digest", "schema"], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert ended.returncode == 75
    assert "digest: No space left on device" in ended.stderr
