"""How feeds do: `digest sources`, and the alerts of `digest send`."""

from __future__ import annotations

from digest.gather.opml import read_opml
from tests.commands import Shell
from tests.pipeline.conftest import FRIDAY, THURSDAY, Newsroom

MONDAY = "2025-03-03T17:30"
KYIV = "/kyiv-monitor.xml"


def nothing_to_tell(newsroom: Newsroom, **alerts: object) -> None:
    """Feeds are read, and no story is on topic."""
    newsroom.settings["topics"] = [{"name": "Norway", "match": "penguins"}]
    newsroom.settings["alerts"] = alerts


def row(out: str, outlet: str) -> list[str]:
    """The cells of an outlet's line."""
    line = next(line for line in out.splitlines() if line.startswith(outlet))
    return [cell for cell in line.split("  ") if cell.strip()]


def test_a_feed_shows_what_it_gives(newsroom: Newsroom, shell: Shell) -> None:
    newsroom.web.pages[KYIV][0].status = 410
    shell("send", "--config", newsroom.config, "--at", THURSDAY)
    out = shell("sources", "--config", newsroom.config, "--at", THURSDAY).out
    wire = [cell.strip() for cell in row(out, "Sample Wire")]
    assert wire[1] == "2025-02-27 17:30 EST", "on the newsletter's clock"
    assert float(wire[2]) > 0
    assert wire[3].endswith(" %")
    assert 0 < int(wire[4].split()[0]) <= int(wire[3].split()[0]) <= 100
    kyiv = [cell.strip() for cell in row(out, "Sample Kyiv Monitor")]
    assert kyiv[1:6] == ["never", "0.0", "-", "-", "1"]
    assert "410 Gone" in kyiv[6]


def test_columns_stand_under_their_names(newsroom: Newsroom, shell: Shell) -> None:
    lines = shell("sources", "--config", newsroom.config).out.splitlines()
    assert len(lines) == 7
    assert all(line[lines[0].index("last success") :].startswith("not read yet") for line in lines[1:])


def test_feeds_as_opml(newsroom: Newsroom, shell: Shell) -> None:
    on_the_web = [source["feed"] for source in newsroom.settings["sources"]]
    newsroom.settings["sources"].append({"outlet": "Desk", "feed": "desk.xml"})
    ended = shell("sources", "--config", newsroom.config, "--opml")
    assert [source.feed for source in read_opml(ended.out.encode()).sources] == on_the_web
    assert ended.err == "left out, a file: desk.xml\n"


def test_one_alert_when_a_feed_breaks_and_one_when_it_is_back(newsroom: Newsroom, shell: Shell) -> None:
    nothing_to_tell(newsroom, after=2, to="op@example.org")
    newsroom.web.pages[KYIV][0].status = 503
    told = [shell("send", "--config", newsroom.config, "--at", day).out for day in (THURSDAY, FRIDAY, MONDAY)]
    newsroom.web.pages[KYIV][0].status = 200
    later = ("2025-03-04T17:30", "2025-03-05T17:30", "2025-03-05T17:35")
    told += [shell("send", "--config", newsroom.config, "--at", day).out for day in later]
    assert ["feed is broken: Sample Kyiv Monitor" in out for out in told] == [False, True, False, False, False, False]
    assert ["feed is back: Sample Kyiv Monitor" in out for out in told] == [False, False, False, True, False, False]
    assert newsroom.mail.addresses.count("op@example.org") == 2


def test_without_an_address_the_line_is_all(newsroom: Newsroom, shell: Shell) -> None:
    nothing_to_tell(newsroom, after=1)
    newsroom.web.pages[KYIV][0].status = 410
    assert "feed is broken" in shell("send", "--config", newsroom.config, "--at", THURSDAY).out
    assert len(newsroom.mail.addresses) == 10


def test_a_failure_that_a_preview_met_is_told_by_the_next_send(newsroom: Newsroom, shell: Shell) -> None:
    nothing_to_tell(newsroom, after=1)
    newsroom.web.pages[KYIV][0].status = 410
    shell("preview", "--config", newsroom.config, "--at", THURSDAY, "--out", newsroom.folder / "out")
    assert "2 errors in a row" in shell("send", "--config", newsroom.config, "--at", THURSDAY).out


def test_an_alert_that_the_server_refuses_is_still_a_line(newsroom: Newsroom, shell: Shell) -> None:
    nothing_to_tell(newsroom, after=1, to="op@example.org")
    newsroom.web.pages[KYIV][0].status = 410
    newsroom.mail.replies["op@example.org"] = "550 5.1.1 no such user"
    ended = shell("send", "--config", newsroom.config, "--at", THURSDAY)
    assert ended.code == 0
    assert "feed is broken" in ended.out
    assert "op@example.org: the alert was rejected: 550" in ended.out


def test_no_login_of_a_feed_is_printed_or_kept(newsroom: Newsroom, shell: Shell) -> None:
    newsroom.settings["alerts"] = {"after": 1}
    for number, source in enumerate(newsroom.settings["sources"]):
        source["feed"] = source["feed"].replace("://", "://ann:s3cr%2Ft@") + ("?auth=t0k3n" if number == 0 else "")
    newsroom.web.pages["/kyiv-monitor.xml"][0].status = 410
    at, out = ("--at", THURSDAY), newsroom.folder / "out"
    said = [
        shell("preview", "--config", newsroom.config, *at, "--out", out, "--save", out, "--ledger"),
        shell("send", "--config", newsroom.config, *at),
        *(shell(word, "--config", newsroom.config) for word in ("sources", "status", "check", "history")),
        shell("sources", "--opml", "--config", newsroom.config),
        shell("check", "--online", "--json", "--config", newsroom.config),
    ]
    written = [path.read_bytes() for path in newsroom.folder.rglob("*") if path.is_file() and path.suffix != ".yaml"]
    texts = [*(ended.out + ended.err for ended in said), *map(bytes.decode, map(_lossless, written))]
    assert "kyiv-monitor.xml" in texts[0]
    assert not [text[:200] for text in texts if "s3cr" in text]
    assert not [ended.out for ended in said[:6] if "t0k3n" in ended.out + ended.err]
    assert "t0k3n" not in (out / "items.json").read_text(encoding="utf-8")


def _lossless(data: bytes) -> bytes:
    return data.decode("latin-1").encode()
