from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from digest.adapters import database, schema
from digest.adapters.store import SqlStore
from digest.errors import StoreBusy, StoreError
from digest.model import (
    Attachment,
    Brief,
    Chart,
    Correction,
    Dropped,
    FeedState,
    Figure,
    Finding,
    Issue,
    Item,
    PastStory,
    Picture,
    Quote,
    Receipt,
    RenderedIssue,
    Reply,
    Section,
    Sentence,
    Slot,
    Spend,
    Status,
    Story,
    Suppression,
    Tally,
    Viewpoint,
)
from digest.ports import Store

NOW = datetime(2025, 2, 27, 17, 30, tzinfo=UTC)
SLOT = Slot("watch", "2025-02-27T17:30", NOW)
LATER = NOW + timedelta(days=9)
RENDERED = RenderedIssue("Starmer meets Trump", "pre", "<p>é</p>", "é", "<mjml/>", (Finding("lint", "a hint"),))


@pytest.fixture(params=["memory", "file"])
def store(request, tmp_path):
    store: Store = SqlStore(tmp_path / "digest.sqlite" if request.param == "file" else None)
    yield store
    store.close()


def item(number=1, **values):
    defaults = {
        "id": f"i{number}",
        "url": f"https://courier.example/{number}",
        "title": f"Title {number}",
        "outlet": "Courier",
        "feed": "https://courier.example/feed",
        "published": NOW - timedelta(hours=number),
        "text": f"“Thank you,” he said. {number}",
        "authors": ("A. Reporter", "B. Reporter"),
    }
    return Item(**{**defaults, **values})


def issue(slot=SLOT, name="s"):
    first, second, third = item(1), item(2), item(3)
    earlier = PastStory("s0", "watch/2025-02-26T17:30", "Before", ("Old.",), (replace(first, text="old text"),))
    lead = Story(
        f"{name}1",
        "Talks",
        (first, second),
        ("trump",),
        {"breadth": 2.0},
        Status.DEVELOPING,
        earlier,
        frozenset({"i2"}),
    )
    brief = Brief(
        lead,
        "Leaders meet",
        (Sentence("One.", ("i1",)), Sentence("Two.", ("i1", "i2"))),
        "extractive",
        news=Sentence("New.", ("i2",)),
        quotes=(Quote(first, 1, 10, "He", "president", "said", 0.9),),
    )
    other = Brief(Story(f"{name}2", "Talks", (second,)), "Second", (Sentence("Three.", ("i2",)),), "extractive")
    return Issue(
        newsletter="White House Watch",
        slot=slot,
        lead=brief,
        sections=(Section("Talks", (other,)),),
        headlines=(Story(f"{name}3", "Talks", (third,)),),
        findings=(Finding("invented quotation", "x", "s1"),),
        dropped=(Dropped("i9", "off topic", "no term"),),
        spend=Spend("m", 3, 100, 20, 0.01),
    )


def slot_on(day):
    return Slot("watch", f"{day}T17:30", datetime.fromisoformat(f"{day}T17:30+00:00"))


# --- gathered ---------------------------------------------------------------------------------------


def test_feed_states_are_kept(store):
    state = FeedState("https://a.example", '"etag"', "Thu", NOW, 0, "")
    store.save_feed_state(state)
    failed = replace(state, failures=2, last_error="404")
    store.save_feed_state(failed)
    store.save_feed_state(FeedState("https://b.example"))
    assert store.feed_states(["https://a.example", "https://c.example"]) == {"https://a.example": failed}


def test_items_come_back_as_they_were(store):
    kept = store.save_items([item(1), item(2)], NOW)
    assert kept == (item(1), item(2))
    assert store.items([item().feed], NOW - timedelta(hours=2)) == kept
    assert store.items([item().feed], NOW - timedelta(hours=1)) == kept[:1]
    assert store.items(["https://other.example"], NOW - timedelta(days=9)) == ()


def test_a_picture_is_kept_with_its_item(store):
    pictured = item(1, picture=Picture("https://img.example/a.jpg", "Talks", "Ann"))
    assert store.save_items([pictured], NOW) == (pictured,)
    assert store.items([pictured.feed], NOW - timedelta(hours=2)) == (pictured,)


def test_viewpoints_number_chart_and_pictures_are_part_of_the_issue(store):
    piece, shown = item(7, title="A view"), item(1)
    full = replace(
        issue(),
        viewpoints=(Viewpoint(piece, "It argues"),),
        number=Figure("25%", Sentence("It is 25%.", ("i1",)), shown),
        chart=Chart(("2025-02-27",), (Tally("Talks", (3,)),), 2),
    )
    sent = replace(RENDERED, attachments=(Attachment("reports@digest", "iVBOR"),))
    store.begin_issue(SLOT, full, sent, NOW)
    store.finish_slot(SLOT, "sent", "", NOW)
    assert (store.issue(SLOT), store.rendered(SLOT)) == (full, sent)
    assert piece in {known for story in store.past_stories("watch", NOW, LATER) for known in story.items}


def test_an_item_of_two_feeds_is_kept_for_both(store):
    store.save_items([item(1, feed="a", outlet="A"), item(1, feed="b", outlet="B")], NOW)
    assert [kept.outlet for kept in store.items(["a"], NOW - timedelta(days=1))] == ["A"]
    assert len(store.items(["a", "b"], NOW - timedelta(days=1))) == 2


def test_the_newest_text_wins_but_not_over_the_page(store):
    store.save_items([item(1, text="first")], NOW)
    assert store.save_items([item(1, text="second")], NOW)[0].text == "second"
    store.save_items([item(1, text="the whole page", full=True)], NOW)
    [kept] = store.save_items([item(1, text="feed again", title="New title")], NOW)
    assert (kept.text, kept.full, kept.title) == ("the whole page", True, "New title")
    assert store.items([kept.feed], NOW - timedelta(days=1)) == (kept,)
    assert store.save_items([item(1, text="page again", full=True)], NOW)[0].text == "page again"


def test_an_undated_item_keeps_its_first_moment(store):
    store.save_items([item(1, published=NOW, dated=False)], NOW)
    later = NOW + timedelta(days=1)
    [kept] = store.save_items([item(1, published=later, dated=False)], later)
    assert (kept.published, kept.dated) == (NOW, False)
    [dated] = store.save_items([item(1, published=NOW - timedelta(hours=5))], later)
    assert (dated.published, dated.dated) == (NOW - timedelta(hours=5), True)
    assert store.save_items([item(1, published=later, dated=False)], later) == (dated,)


def test_replies_are_kept_and_marked(store):
    assert store.reply("k") is None
    store.save_reply("k", Reply("{}", "m", 10, 2))
    assert store.reply("k") == Reply("{}", "m", 10, 2, cached=True)


def test_vectors_are_kept_by_their_key(store):
    some = {str(number): [0.5, -0.25, number / 8] for number in range(1200)}
    store.save_vectors(some)
    store.save_vectors({})
    found = store.vectors([*some, "unknown"])
    assert {key: list(vector) for key, vector in found.items()} == some
    store.save_vectors({"1": [1.0]})
    assert list(store.vectors(["1"])["1"]) == [1.0]


def test_what_is_old_is_forgotten_and_what_is_still_carried_stays(store):
    store.save_items([item(1), item(2)], NOW - timedelta(days=500))
    store.save_vectors({"old": [1.0]})
    store.save_items([item(2)], NOW)
    store.forget(NOW - timedelta(days=400))
    assert [kept.id for kept in store.items([item(1).feed], NOW - timedelta(days=1000))] == [item(2).id]
    assert list(store.vectors(["old"])) == ["old"]
    store.forget(datetime.now(UTC) + timedelta(days=1))
    assert store.vectors(["old"]) == {}


# --- issues -----------------------------------------------------------------------------------------


def test_a_begun_issue_stays_what_it_was(store):
    assert store.rendered(SLOT) is None
    assert store.issue(SLOT) is None
    store.begin_issue(SLOT, issue(), RENDERED, NOW)
    assert store.rendered(SLOT) == RENDERED
    assert store.issue(SLOT) == issue()
    with pytest.raises(StoreError, match="2025-02-27T17:30 was begun before"):
        store.begin_issue(SLOT, issue(), replace(RENDERED, subject="Other"), NOW)
    assert store.rendered(SLOT) == RENDERED


def test_past_stories_are_those_a_reader_may_have(store):
    days = ["2025-02-24", "2025-02-25", "2025-02-26", "2025-02-27"]
    for day in days:
        store.begin_issue(slot_on(day), issue(slot_on(day), name=day), RENDERED, NOW)
    store.finish_slot(slot_on(days[0]), "sent", "", NOW)
    store.save_receipt(slot_on(days[1]), Receipt("ann@example.net", "accepted"), NOW)
    store.save_receipt(slot_on(days[2]), Receipt("ann@example.net", "rejected"), NOW)
    store.begin_message(slot_on(days[3]), "ann@example.net", NOW)
    past = store.past_stories("watch", NOW - timedelta(days=9), LATER)
    assert [story.id[:10] for story in past] == [days[3]] * 3 + [days[1]] * 3 + [days[0]] * 3
    assert past[0] == PastStory(
        f"{days[3]}1", f"watch/{days[3]}T17:30", "Leaders meet", ("One.", "Two.", "New."), (item(1), item(2))
    )
    assert (past[2].hed, past[2].sentences) == ("Title 3", ())
    assert {story.slot for story in store.past_stories("watch", NOW, LATER)} == {SLOT.key}
    assert store.past_stories("other", NOW - timedelta(days=9), LATER) == ()
    before = store.past_stories("watch", NOW - timedelta(days=9), SLOT.due)
    assert {story.slot[-16:-6] for story in before} == {days[0], days[1]}, "what an issue of that slot looks back at"


def test_a_correction_is_printed_once(store):
    store.begin_issue(SLOT, issue(), RENDERED, NOW)
    first = Correction(SLOT, "s1", "Leaders meet", "They did not.", NOW)
    better = replace(first, text="They did not meet.", added=NOW + timedelta(hours=1))
    other = Correction(SLOT, "s2", "Second", "It was the third.", NOW)
    for correction in (first, other, better):
        store.save_correction(correction)
    assert store.corrections("watch") == (other, better), "a second one replaces what was not printed"
    assert store.corrections("other") == ()
    following = slot_on("2025-02-28")
    store.begin_issue(following, replace(issue(following), corrections=(other, better)), RENDERED, NOW)
    assert store.corrections("watch") == ()
    assert store.issue(following).corrections == (other, better)
    store.save_correction(replace(first, added=NOW + timedelta(days=1)))
    assert [correction.text for correction in store.corrections("watch")] == ["They did not."]


def test_a_closed_slot_knows_how(store):
    assert store.outcome(SLOT) == ""
    store.finish_slot(SLOT, "skipped", "thin news", NOW)
    assert store.outcome(SLOT) == "skipped"
    store.begin_issue(slot_on("2025-02-28"), issue(), RENDERED, NOW)
    assert store.outcome(slot_on("2025-02-28")) == ""


def test_history_tells_what_became_of_each_slot(store):
    store.finish_slot(slot_on("2025-02-26"), "skipped", "thin news", NOW)
    store.begin_issue(SLOT, issue(), RENDERED, NOW)
    for number, state in enumerate(["accepted", "accepted", "rejected"]):
        store.save_receipt(SLOT, Receipt(f"r{number}@example.net", state), NOW)
    store.finish_slot(SLOT, "sent", "", NOW + timedelta(minutes=5))
    last, before = store.history("watch", 10)
    assert (last.slot, last.outcome, last.subject, last.begun) == (SLOT, "sent", RENDERED.subject, NOW)
    assert (last.closed, last.counts) == (NOW + timedelta(minutes=5), {"accepted": 2, "rejected": 1})
    assert (before.outcome, before.detail, before.subject, before.counts) == ("skipped", "thin news", "", {})
    assert store.history("watch", 1) == (last,)
    assert store.history("other", 10) == ()


# --- receipts ---------------------------------------------------------------------------------------


@pytest.fixture
def begun(store):
    store.begin_issue(SLOT, issue(), RENDERED, NOW)
    return store


def test_a_message_is_noted_then_settled(begun):
    begun.begin_message(SLOT, "ann@example.net", NOW)
    assert begun.receipts(SLOT) == (Receipt("ann@example.net", "sending"),)
    begun.save_receipt(SLOT, Receipt("ann@example.net", "accepted", "250 ok"), NOW)
    assert begun.receipts(SLOT) == (Receipt("ann@example.net", "accepted", "250 ok"),)


@pytest.mark.parametrize("state", ["accepted", "rejected", "uncertain", "suppressed", "sending"])
def test_nobody_is_sent_an_issue_twice(begun, state):
    begun.save_receipt(SLOT, Receipt("ann@example.net", state), NOW)
    with pytest.raises(StoreError, match=r"ann@example\.net has a receipt"):
        begun.begin_message(SLOT, "ann@example.net", NOW)
    with pytest.raises(StoreError, match="has a receipt"):
        begun.begin_message(SLOT, "Ann@Example.NET", NOW)


@pytest.mark.parametrize("state", ["deferred", "pending"])
def test_a_deferred_message_may_be_tried_again(begun, state):
    begun.save_receipt(SLOT, Receipt("ann@example.net", state, "451 later"), NOW)
    begun.begin_message(SLOT, "ann@example.net", NOW)
    assert begun.receipts(SLOT) == (Receipt("ann@example.net", "sending"),)


def test_what_a_killed_run_left_becomes_uncertain_once(begun):
    begun.begin_message(SLOT, "ann@example.net", NOW)
    begun.save_receipt(SLOT, Receipt("bob@example.net", "accepted"), NOW)
    [receipt] = begun.mark_uncertain(SLOT, NOW)
    assert (receipt.address, receipt.state) == ("ann@example.net", "uncertain")
    assert begun.mark_uncertain(SLOT, NOW) == ()
    assert {receipt.state for receipt in begun.receipts(SLOT)} == {"accepted", "uncertain"}


def test_many_threads_write_receipts(begun):
    def note(number):
        for reader in range(number, 40, 4):
            begun.begin_message(SLOT, f"r{reader}@example.net", NOW)
            begun.save_receipt(SLOT, Receipt(f"r{reader}@example.net", "accepted"), NOW)

    threads = [Thread(target=note, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {receipt.state for receipt in begun.receipts(SLOT)} == {"accepted"}
    assert len(begun.receipts(SLOT)) == 40


# --- suppression list -------------------------------------------------------------------------------


def test_a_suppressed_address_is_so_for_one_newsletter_or_for_all(store):
    store.suppress(Suppression("ann@example.net", "watch", "unsubscribed", NOW))
    store.suppress(Suppression("Bob@example.net", "", "complaint", NOW))
    asked = ["ANN@example.net", "bob@EXAMPLE.net", "cyd@example.net"]
    assert store.suppressed("watch", asked) == set(asked[:2])
    assert store.suppressed("other", asked) == {asked[1]}
    assert [entry.address for entry in store.suppressions()] == ["ann@example.net", "Bob@example.net"]
    assert store.lift("watch", "Ann@example.net")
    assert not store.lift("watch", "Ann@example.net")
    assert store.suppressed("watch", asked) == {asked[1]}


# --- the file ---------------------------------------------------------------------------------------


def test_everything_is_there_after_closing(tmp_path):
    path = tmp_path / "digest.sqlite"
    first = SqlStore(path)
    first.begin_issue(SLOT, issue(), RENDERED, NOW)
    first.close()
    again = SqlStore(path)
    assert again.issue(SLOT) == issue()
    again.close()


def test_the_file_is_durable_and_the_steps_build_the_tables(tmp_path):
    store = SqlStore(tmp_path / "digest.sqlite")
    with store._begin() as connection:
        pragmas = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
        difference = compare_metadata(MigrationContext.configure(connection), schema.metadata)
    store.close()
    assert pragmas == ["wal", 2, 1]
    assert difference == []
    assert ScriptDirectory(str(Path(database.__file__).with_name("migrations"))).get_heads() == [schema.HEAD]


def test_a_store_at_head_needs_no_alembic(tmp_path):
    path = tmp_path / "digest.sqlite"
    SqlStore(path).close()
    code = (
        f"import sys, pathlib; from digest.adapters.store import SqlStore; SqlStore(pathlib.Path({str(path)!r}))\n"
        "print('alembic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


def test_one_run_at_a_time(tmp_path):
    store, other = SqlStore(tmp_path / "digest.sqlite"), SqlStore(tmp_path / "digest.sqlite")
    with store.exclusive("watch"):
        with (
            pytest.raises(StoreBusy, match=f"another run of watch is at work .process {os.getpid()}"),
            other.exclusive("watch"),
        ):
            pass
        with other.exclusive("another"):
            pass
    with other.exclusive("watch"):
        pass
    store.close()
    other.close()


def test_the_lock_ends_with_its_process(tmp_path):
    path = tmp_path / "digest.sqlite"
    code = (
        "import pathlib, time; from digest.adapters.store import SqlStore\n"
        f"with SqlStore(pathlib.Path({str(path)!r})).exclusive('watch'):\n    print('held', flush=True); time.sleep(60)"
    )
    store = SqlStore(path)
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(StoreBusy, match=str(holder.pid)), store.exclusive("watch"):
            pass
        holder.kill()
    with store.exclusive("watch"):
        pass
    store.close()


# --- trouble ----------------------------------------------------------------------------------------


def test_no_folder(tmp_path):
    with pytest.raises(StoreError, match=r"missing/digest.sqlite: there is no folder .*missing; create it"):
        SqlStore(tmp_path / "missing" / "digest.sqlite")


def test_not_a_database(tmp_path):
    path = tmp_path / "digest.sqlite"
    path.write_text("newsletter: White House Watch\n" * 50)
    with pytest.raises(StoreError, match=r"digest.sqlite: it is not a digest database; name another file"):
        SqlStore(path)


def test_another_programs_database(tmp_path):
    path = tmp_path / "digest.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE bookmarks (id)")
    connection.close()
    with pytest.raises(StoreError, match=r"digest.sqlite: it is not a digest database"):
        SqlStore(path)


def test_a_newer_store(tmp_path):
    path = tmp_path / "digest.sqlite"
    SqlStore(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = 'r9999'")
    connection.close()
    with pytest.raises(StoreError, match=r"digest.sqlite: it was written by a newer digest"):
        SqlStore(path)


def test_a_full_disk_loses_nothing_that_was_kept(tmp_path):
    store = SqlStore(tmp_path / "digest.sqlite")
    store.save_reply("kept", Reply("text", "m"))
    with store._begin() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 1}")
    with pytest.raises(StoreError, match=r"digest.sqlite: the disk is full; make room and run digest again"):
        store.save_reply("large", Reply("x" * 1_000_000, "m"))
    assert store.reply("kept").text == "text"
    store.close()


@pytest.fixture
def plain_user():
    """A folder, and the rights of a user who is not root, for whom files can be read-only."""
    folder = Path(tempfile.mkdtemp(prefix="digest-test-"))
    folder.chmod(0o755)
    user = os.geteuid()
    if user == 0:
        shutil.chown(folder, 65534)
        os.seteuid(65534)
    yield folder
    os.seteuid(user)
    shutil.rmtree(folder)


def test_a_file_that_may_only_be_read(plain_user):
    path = plain_user / "digest.sqlite"
    SqlStore(path).close()
    path.chmod(0o444)
    store = SqlStore(path)
    with pytest.raises(StoreError, match=r"digest.sqlite: it may only be read; let the user who runs digest"):
        store.save_reply("k", Reply("text", "m"))
    store.close()


def test_a_folder_that_may_not_be_written(plain_user):
    plain_user.chmod(0o555)
    with pytest.raises(StoreError, match=r"digest.sqlite: it cannot be opened; let the user who runs digest"):
        SqlStore(plain_user / "digest.sqlite")
    plain_user.chmod(0o755)


def test_the_day_is_that_of_the_clock_and_ends_at_midnight(tmp_path: Path) -> None:
    moments = iter([datetime(2025, 2, 27, 23, 59, tzinfo=UTC)] * 3 + [datetime(2025, 2, 28, tzinfo=UTC)] * 3)
    store = SqlStore(tmp_path / "digest.sqlite", clock=lambda: next(moments))
    try:
        for _ in range(2):
            store.book(Spend("test", 1, 1000, 100, 0.25))
        assert store.spent_today() == Spend("", 2, 2000, 200, 0.5)
        assert store.spent_today() == Spend()
        store.book(Spend("test", 1, 10, 1, 0.125))
        assert store.spent_today() == Spend("", 1, 10, 1, 0.125)
    finally:
        store.close()
