"""`digest send` against real servers: each reader gets the issue of a slot once, whatever happens."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from email import message_from_bytes, policy

import pytest
import stamina

from tests.adapters.mail_server import serving
from tests.commands import Shell
from tests.pipeline.conftest import FRIDAY, THURSDAY, Newsroom
from tests.web_server import Page

EMPTY_FEED = b'<rss version="2.0"><channel><title>Quiet</title><link>https://a.example</link></channel></rss>'


def test_every_reader_gets_one_message_and_a_second_run_sends_nothing(newsroom: Newsroom, shell: Shell) -> None:
    first = shell("send", "--config", newsroom.config, "--at", THURSDAY)
    assert (first.code, first.out, first.err) == (0, "", ""), "silent under cron when all is well"
    assert sorted(newsroom.mail.addresses) == sorted(newsroom.settings["delivery"]["recipients"])
    again = shell("send", "--config", newsroom.config, "--at", THURSDAY)
    assert again.code == 0
    assert len(newsroom.mail.addresses) == 10
    assert "10 accepted" in shell("history", "--config", newsroom.config).out


def test_what_goes_out_is_an_email_a_reader_can_leave(newsroom: Newsroom, shell: Shell) -> None:
    newsroom.settings["delivery"]["recipients"] = ["Ann <ann@example.org>"]
    newsroom.settings["delivery"]["envelope_sender"] = "bounces@example.org"
    shell("send", "--config", newsroom.config, "--at", THURSDAY)
    email = message_from_bytes(newsroom.mail.contents[0], policy=policy.default)
    assert newsroom.mail.senders == ["bounces@example.org"]
    assert email["To"] == "Ann <ann@example.org>"
    assert "Starmer" in email["Subject"]
    assert email["List-Unsubscribe"].startswith("<mailto:unsubscribe@example.org")
    assert [part.get_content_type() for part in email.iter_parts()] == ["text/plain", "text/html"]
    for part in email.iter_parts():
        text = part.get_content()
        assert "[[" not in text
        assert "1 Example Street" in text


def test_feeds_are_asked_conditionally_and_what_they_said_before_still_counts(newsroom: Newsroom, shell: Shell) -> None:
    shell("preview", "--config", newsroom.config, "--at", THURSDAY, "--out", newsroom.folder / "one")
    shell("preview", "--config", newsroom.config, "--at", THURSDAY, "--out", newsroom.folder / "two")
    asked = [headers.get("if-none-match") for path, headers in newsroom.web.seen if path == "/wire.xml"]
    assert asked[0] is None
    assert asked[1]
    issues = [newsroom.folder / day / "white-house-watch/2025-02-27/issue.txt" for day in ("one", "two")]
    assert issues[0].read_bytes() == issues[1].read_bytes()


def test_a_dead_feed_is_reported_and_the_issue_goes_out(newsroom: Newsroom, shell: Shell) -> None:
    newsroom.web.pages["/kyiv-monitor.xml"][0].status = 410
    ended = shell("preview", "--config", newsroom.config, "--at", THURSDAY, "--out", newsroom.folder)
    assert ended.code == 0
    assert "feed failed: " in ended.err
    assert "/kyiv-monitor.xml" in ended.err


def test_a_proof_goes_to_one_address_and_marks_nothing(newsroom: Newsroom, shell: Shell) -> None:
    ended = shell("send", "--config", newsroom.config, "--at", THURSDAY, "--to", "me@example.org")
    assert (ended.code, newsroom.mail.addresses) == (0, ["me@example.org"])
    assert message_from_bytes(newsroom.mail.contents[0], policy=policy.default)["Subject"].startswith("Proof: ")
    shell("send", "--config", newsroom.config, "--at", THURSDAY)
    assert len(newsroom.mail.addresses) == 11


def test_a_dry_run_sends_nothing(newsroom: Newsroom, shell: Shell) -> None:
    ended = shell("send", "--config", newsroom.config, "--at", THURSDAY, "--dry-run")
    assert "would go to 10 readers" in ended.out
    assert newsroom.mail.addresses == []


def test_one_refused_reader_does_not_stop_the_others(newsroom: Newsroom, shell: Shell) -> None:
    newsroom.mail.replies["reader3@example.org"] = "550 5.1.1 no such user"
    ended = shell("send", "--config", newsroom.config, "--at", THURSDAY)
    assert ended.code == 0
    assert "accepted=9 rejected=1" in ended.out
    readers = shell("history", THURSDAY[:10], "--config", newsroom.config).out.splitlines()
    assert (len(readers), readers[0].split()) == (
        10,
        ["reader3@example.org", "rejected", "550", "5.1.1", "no", "such", "user"],
    )
    assert shell("send", "--config", newsroom.config, "--at", THURSDAY).out == ""


def test_a_deferred_reader_is_tried_again_by_the_next_run(newsroom: Newsroom, shell: Shell) -> None:
    newsroom.mail.replies["reader3@example.org"] = "451 4.7.1 come back later"
    for _ in range(2):
        ended = shell("send", "--config", newsroom.config, "--at", THURSDAY)
        assert (ended.code, ended.out, ended.err) == (75, "", ""), "greylisting is no news for cron"
    newsroom.mail.replies.clear()
    assert shell("send", "--config", newsroom.config, "--at", THURSDAY).code == 0
    assert sorted(newsroom.mail.addresses) == sorted(newsroom.settings["delivery"]["recipients"])


@pytest.mark.parametrize("later", ["2025-02-28T05:00", FRIDAY], ids=["in the night", "with the next issue"])
def test_a_reader_deferred_for_too_long_is_given_up_and_named_once(
    newsroom: Newsroom, shell: Shell, later: str
) -> None:
    newsroom.mail.replies["reader3@example.org"] = "451 4.7.1 come back later"
    shell("send", "--config", newsroom.config, "--at", THURSDAY)
    newsroom.mail.replies.clear()
    ended = shell("send", "--config", newsroom.config, "--at", later)
    assert (ended.code, ended.err) == (0, "")
    assert "reader3@example.org: given up: 451 4.7.1 come back later" in ended.out
    assert "reader3@example.org" not in newsroom.mail.addresses[:9]
    assert shell("send", "--config", newsroom.config, "--at", later).out == ""
    assert re.search(
        r"T17:30 +sent +9 accepted, 1 deferred +.*given up .*: 1", shell("history", "--config", newsroom.config).out
    )


def test_no_feed_at_all_is_no_quiet_day(newsroom: Newsroom, shell: Shell) -> None:
    newsroom.settings["issue"] |= {"when_thin": "quiet"}
    pages = dict(newsroom.web.pages)
    newsroom.web.pages.clear()
    ended = shell("send", "--config", newsroom.config, "--at", THURSDAY)
    assert ended.code == 75
    assert "not one feed could be read" in ended.err
    newsroom.web.pages |= pages
    assert shell("send", "--config", newsroom.config, "--at", "2025-02-27T18:00").code == 0
    assert len(newsroom.mail.addresses) == 10


def test_an_empty_list_of_readers_uses_up_no_slot(newsroom: Newsroom, shell: Shell) -> None:
    newsroom.settings["delivery"]["recipients"] = "readers.csv"
    (newsroom.folder / "readers.csv").write_text("address\n", encoding="utf-8")
    ended = shell("send", "--config", newsroom.config, "--at", THURSDAY)
    assert ended.code == 2
    assert "readers.csv: nobody to send to" in ended.err
    (newsroom.folder / "readers.csv").write_text("address\nann@example.org\n", encoding="utf-8")
    assert shell("send", "--config", newsroom.config, "--at", THURSDAY).code == 0
    assert newsroom.mail.addresses == ["ann@example.org"]


def test_a_refused_proof_is_a_failure(newsroom: Newsroom, shell: Shell) -> None:
    newsroom.mail.replies["me@example.org"] = "550 5.1.1 no such user"
    refused = shell("send", "--config", newsroom.config, "--at", THURSDAY, "--to", "me@example.org")
    assert (refused.code, "550 5.1.1 no such user" in refused.err) == (1, True)
    assert shell("send", "--config", newsroom.config, "--at", THURSDAY, "--to", "nonsense").code == 2


@pytest.mark.parametrize("at", ["2025-02", "2999-01-01T17:30"])
def test_a_time_that_would_close_the_wrong_slot_is_refused(newsroom: Newsroom, shell: Shell, at: str) -> None:
    ended = shell("send", "--config", newsroom.config, "--at", at)
    assert (ended.code, f"--at {at}: expected" in ended.err) == (2, True)


def test_a_past_issue_can_be_looked_at_again(newsroom: Newsroom, shell: Shell) -> None:
    shell("send", "--config", newsroom.config, "--at", THURSDAY)
    shell("preview", "--config", newsroom.config, "--at", THURSDAY, "--out", newsroom.folder)
    assert "letter" in (newsroom.folder / "white-house-watch/2025-02-27/issue.txt").read_text(encoding="utf-8")


def test_all_refused_is_a_failure(newsroom: Newsroom, shell: Shell) -> None:
    newsroom.mail.sender_reply = "550 5.7.1 sender refused"
    ended = shell("send", "--config", newsroom.config, "--at", THURSDAY)
    assert ended.code == 1
    assert "sender refused" in ended.err


def test_a_server_that_is_down_is_a_reason_to_come_back(newsroom: Newsroom, shell: Shell) -> None:
    port = newsroom.settings["delivery"]["smtp"]["port"]
    newsroom.settings["delivery"]["smtp"]["port"] = 1
    assert shell("send", "--config", newsroom.config, "--at", THURSDAY).code == 75
    newsroom.settings["delivery"]["smtp"]["port"] = port
    assert shell("send", "--config", newsroom.config, "--at", THURSDAY).code == 0
    assert len(newsroom.mail.addresses) == 10


def test_a_missed_slot_is_caught_up_or_skipped_and_noted(newsroom: Newsroom, shell: Shell) -> None:
    assert shell("send", "--config", newsroom.config, "--at", "2025-02-27T23:00").code == 0
    assert len(newsroom.mail.addresses) == 10, "five and a half hours late is within catch_up"
    assert shell("send", "--config", newsroom.config, "--at", "2025-03-01T09:00").code == 0
    assert len(newsroom.mail.addresses) == 10
    history = shell("history", "--config", newsroom.config).out
    assert re.match(r"2025-02-28T17:30 +skipped +missed by 15.5 h", history)


def test_nothing_is_due_before_the_first_issue(newsroom: Newsroom, shell: Shell) -> None:
    assert shell("send", "--config", newsroom.config, "--at", "2025-02-27T09:00").code == 0
    assert newsroom.mail.addresses == []
    assert shell("history", "--config", newsroom.config).out.startswith("no issue yet; the next is due ")


def test_thin_news_is_skipped_visibly(newsroom: Newsroom, shell: Shell) -> None:
    newsroom.settings["issue"] |= {"min_stories": 30, "when_thin": "skip"}
    assert shell("send", "--config", newsroom.config, "--at", THURSDAY).code == 0
    assert newsroom.mail.addresses == []
    assert re.search(r"skipped +thin news: \d of 30 stories", shell("history", "--config", newsroom.config).out)


def test_friday_does_not_repeat_thursday(newsroom: Newsroom, shell: Shell) -> None:
    shell("send", "--config", newsroom.config, "--at", THURSDAY)
    shell("send", "--config", newsroom.config, "--at", FRIDAY)
    friday = message_from_bytes(newsroom.mail.contents[-1], policy=policy.default)
    assert "Zelenskyy" in friday["Subject"]
    text = friday.get_body(("plain",)).get_content()
    assert "letter from King Charles" not in text


def test_two_runs_at_once_are_kept_apart(newsroom: Newsroom, shell: Shell) -> None:
    from digest.adapters.store import SqlStore

    config = newsroom.config
    other = SqlStore(newsroom.folder / "digest.sqlite")
    try:
        with other.locks.exclusive("white-house-watch"):
            ended = shell("send", "--config", config, "--at", THURSDAY)
    finally:
        other.close()
    assert ended.code == 75, "cron may try again"
    assert "another run" in ended.err
    assert newsroom.mail.addresses == []


def test_a_broken_template_never_sends(newsroom: Newsroom, shell: Shell) -> None:
    own = newsroom.folder / "templates" / "partials"
    own.mkdir(parents=True)
    (own / "masthead.mjml.j2").write_text("<mj-section>\n{{ no_such_name }}\n</mj-section>", encoding="utf-8")
    ended = shell("send", "--config", newsroom.config, "--at", THURSDAY)
    assert ended.code == 1
    assert "masthead.mjml.j2:2" in ended.err
    assert "no_such_name" in ended.err
    assert newsroom.mail.addresses == []


def test_a_folder_gets_one_eml_a_reader_once(newsroom: Newsroom, shell: Shell) -> None:
    newsroom.settings["delivery"] |= {"via": "folder", "folder": {"path": "out"}}
    for _ in range(2):
        assert shell("send", "--config", newsroom.config, "--at", THURSDAY).code == 0
    written = [message_from_bytes(path.read_bytes()) for path in (newsroom.folder / "out/new").glob("*.eml")]
    assert sorted(email["X-Envelope-To"] for email in written) == sorted(newsroom.settings["delivery"]["recipients"])
    assert newsroom.mail.addresses == []


def test_an_unknown_way_to_deliver_is_named_with_those_that_are_known(newsroom: Newsroom, shell: Shell) -> None:
    newsroom.settings["delivery"]["via"] = "floder"
    ended = shell("send", "--config", newsroom.config, "--at", THURSDAY)
    assert ended.code == 2
    assert "delivery.via: expected smtp or folder or webhook, found 'floder'; did you mean folder?" in ended.err


def test_texts_that_no_issue_used_go_when_their_time_is_over(newsroom: Newsroom, shell: Shell) -> None:
    from digest.adapters.store import SqlStore

    newsroom.settings["delivery"]["via"] = "folder"
    newsroom.settings["keep"] = {"texts": "12h"}
    newsroom.settings["issue"] |= {"when_thin": "quiet", "look_back": "12h"}
    shell("send", "--config", newsroom.config, "--at", THURSDAY)
    for path in newsroom.web.pages:
        newsroom.web.serve(path, Page(EMPTY_FEED))
    assert shell("send", "--config", newsroom.config, "--at", FRIDAY).code == 0
    store = SqlStore(newsroom.folder / "digest.sqlite")
    try:
        feeds = (source["feed"] for source in newsroom.settings["sources"])
        items = store.gathered.items(feeds, datetime(2025, 1, 1, tzinfo=UTC))
        issue = store.issues.find(store.slots.history("white-house-watch", 9)[-1].slot)
    finally:
        store.close()
    assert issue
    told = {item.id for brief in issue.briefs for item in brief.story.items}
    assert told <= {item.id for item in items if item.text}
    assert any(not item.text for item in items)


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        ("550 5.4.5 Daily user sending limit exceeded", 75),
        ("554 5.2.252 SendAsDenied", 1),
        ("554 5.7.1 Client host [192.0.2.1] blocked", 1),
        ("550 5.7.1 we do not like it", 1),
        ("550 no", 1),
    ],
)
def test_a_refusal_of_the_sender_books_nobody_and_the_next_run_goes_on(
    newsroom: Newsroom, shell: Shell, reply: str, code: int
) -> None:
    readers = [f"reader{number}@example.org" for number in range(20)]
    newsroom.settings["delivery"]["recipients"] = readers
    newsroom.mail.replies |= dict.fromkeys(readers[10:], reply)
    ended = shell("send", "--config", newsroom.config, "--at", THURSDAY)
    assert ended.code == code
    assert reply in ended.err
    assert "nobody was booked as refused" in ended.err
    assert "rejected" not in shell("history", "--config", newsroom.config).out
    newsroom.mail.replies.clear()
    assert shell("send", "--config", newsroom.config, "--at", THURSDAY).code == 0
    assert sorted(newsroom.mail.addresses) == sorted(readers)


def test_a_quota_that_is_used_up_waits_for_its_window(newsroom: Newsroom, shell: Shell) -> None:
    newsroom.mail.replies |= {f"reader{number}@example.org": "550 5.4.5 Daily limit" for number in range(10)}
    assert shell("send", "--config", newsroom.config, "--at", THURSDAY).code == 75
    newsroom.mail.replies.clear()
    assert shell("send", "--config", newsroom.config, "--at", "2025-02-27T22:00").code == 0
    assert len(newsroom.mail.addresses) == 10


def test_a_dead_address_is_not_written_to_again(newsroom: Newsroom, shell: Shell) -> None:
    newsroom.mail.replies["reader3@example.org"] = "550 5.1.1 no such user"
    shell("send", "--config", newsroom.config, "--at", THURSDAY)
    newsroom.mail.replies.clear()
    assert shell("send", "--config", newsroom.config, "--at", FRIDAY).code == 0
    assert len(newsroom.mail.addresses) == 9 + 9
    assert "reader3@example.org" in shell("unsubscribe", "--list", "--config", newsroom.config).out


def test_a_throttling_server_gets_everybodys_message_in_one_run(newsroom: Newsroom, shell: Shell) -> None:
    readers = [f"reader{number}@example.org" for number in range(40)]
    newsroom.settings["delivery"]["recipients"] = readers
    newsroom.mail.a_second = 14
    ended = shell("send", "--config", newsroom.config, "--at", THURSDAY)
    assert (ended.code, ended.err) == (0, "")
    assert sorted(newsroom.mail.addresses) == sorted(readers)
    assert newsroom.mail.throttled < 20


@pytest.mark.parametrize("offered", [True, False])
def test_a_reader_outside_ascii_gets_it_where_the_server_can_and_never_holds_up_others(
    newsroom: Newsroom, shell: Shell, offered: bool
) -> None:
    readers = ["zoë@example.org", "ann@example.org", "bob@example.org"]
    with serving(newsroom.mail, enable_SMTPUTF8=offered) as port:
        newsroom.settings["delivery"] |= {"recipients": readers}
        newsroom.settings["delivery"]["smtp"]["port"] = port
        ended = shell("send", "--config", newsroom.config, "--at", THURSDAY)
    assert ended.code == 0
    assert sorted(newsroom.mail.addresses) == sorted(readers if offered else readers[1:])
    assert ("takes no addresses outside ASCII" in ended.out) is not offered


def test_another_program_gets_the_issue_once_a_slot(newsroom: Newsroom, shell: Shell) -> None:
    url = newsroom.web.serve("/hook", Page(b"try later", 503), Page(b'{"id": 1}', 201))
    newsroom.settings["delivery"] |= {"via": "webhook", "webhook": {"url": url}}
    del newsroom.settings["delivery"]["recipients"]
    with stamina.set_testing(True, attempts=1):
        first = shell("send", "--config", newsroom.config, "--at", THURSDAY)
        assert first.code == 75
        for _ in range(2):
            assert shell("send", "--config", newsroom.config, "--at", THURSDAY).code == 0
    assert len(newsroom.web.posted) == 2
    posted = json.loads(newsroom.web.posted[-1])
    assert posted["issue"]["slot"] == "white-house-watch/2025-02-27T17:30"
    assert posted["issue"]["subject"] in posted["html"]
    assert newsroom.mail.addresses == []
    [line] = shell("history", "2025-02-27", "--config", newsroom.config).out.splitlines()
    assert line.startswith("webhook  accepted  http://127.0.0.1:")


def test_a_webhook_takes_no_proof_and_no_alert(newsroom: Newsroom, shell: Shell) -> None:
    url = newsroom.web.serve("/hook", Page(b"ok"))
    newsroom.settings["delivery"] |= {"via": "webhook", "webhook": {"url": url}}
    newsroom.settings["alerts"] = {"after": 1, "to": "desk@example.org"}
    newsroom.settings["sources"][0]["feed"] = newsroom.web.url("/gone.xml")
    proof = shell("send", "--config", newsroom.config, "--to", "me@example.org", "--at", THURSDAY)
    assert (proof.code, "a proof goes by mail" in proof.err) == (2, True)
    assert shell("send", "--config", newsroom.config, "--at", THURSDAY).code == 0
    assert newsroom.mail.addresses == ["desk@example.org"]
    assert len(newsroom.web.posted) == 1


def test_check_says_where_a_webhook_goes_and_that_its_body_can_be_made(newsroom: Newsroom, shell: Shell) -> None:
    newsroom.settings["delivery"] |= {"via": "webhook", "webhook": {"url_env": "HOOK"}}
    missing = shell("check", "--config", newsroom.config)
    assert "delivery.webhook.url_env: the environment variable HOOK is not set" in missing.out
    newsroom.settings["delivery"]["webhook"] = {"url": newsroom.web.url("/hook"), "body": "chatt"}
    wrong = shell("check", "--online", "--config", newsroom.config)
    assert "webhooks/chatt.json.j2: no such template" in wrong.out
    assert "answers 405 Method Not Allowed to a HEAD" in wrong.out


def test_a_quiet_day_links_what_the_last_issue_told(newsroom: Newsroom, shell: Shell) -> None:
    newsroom.settings["issue"] |= {"when_thin": "quiet"}
    shell("send", "--config", newsroom.config, "--at", THURSDAY)
    newsroom.settings["mute"] = "the OR a OR of"
    folder = newsroom.folder / "out"
    shell("preview", "--config", newsroom.config, "--at", FRIDAY, "--out", folder)
    quiet = json.loads((folder / "white-house-watch/2025-02-28/issue.json").read_text(encoding="utf-8"))
    assert quiet["subject"] == "A quiet day for White House Watch"
    assert len(quiet["recalled"]) == 3
    text = (folder / "white-house-watch/2025-02-28/issue.txt").read_text(encoding="utf-8")
    html = (folder / "white-house-watch/2025-02-28/issue.html").read_text(encoding="utf-8")
    assert "FROM THE LAST ISSUE" in text
    assert all(past["url"] in html and past["url"] in text for past in quiet["recalled"])


def test_the_date_of_a_message_is_the_time_of_its_sending(newsroom: Newsroom, shell: Shell) -> None:
    newsroom.mail.replies["reader3@example.org"] = "451 4.7.1 greylisted"
    shell("send", "--config", newsroom.config, "--at", THURSDAY)
    newsroom.mail.replies.clear()
    shell("send", "--config", newsroom.config, "--at", "2025-02-27T18:45")
    dates = {re.search(rb"\r\nDate: ([^\r]+)", data)[1] for data in newsroom.mail.contents[:9]}  # type: ignore[index]
    assert dates == {b"Thu, 27 Feb 2025 17:30:00 -0500"}
    assert b"Date: Thu, 27 Feb 2025 18:45:00 -0500" in newsroom.mail.contents[9]


def test_a_domain_in_another_script_goes_to_the_server_as_the_dns_knows_it(newsroom: Newsroom, shell: Shell) -> None:
    newsroom.settings["delivery"]["recipients"] = ["ann@b\u00fccher.example"]
    assert shell("send", "--config", newsroom.config, "--at", THURSDAY).code == 0
    assert newsroom.mail.addresses == ["ann@xn--bcher-kva.example"]


def test_a_quota_that_outlasts_the_catch_up_is_given_up_and_told(newsroom: Newsroom, shell: Shell) -> None:
    newsroom.mail.replies |= {f"reader{number}@example.org": "550 5.4.5 Daily limit" for number in range(5, 10)}
    assert shell("send", "--config", newsroom.config, "--at", THURSDAY).code == 75
    newsroom.mail.replies.clear()
    ended = shell("send", "--config", newsroom.config, "--at", "2025-02-28T09:00")
    assert "given up" in ended.out
    assert "5.4.5 Daily limit" in ended.out
    assert len(newsroom.mail.addresses) == 5
