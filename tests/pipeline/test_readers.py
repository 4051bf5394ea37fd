"""`digest readers` and the issues that go to them."""

from __future__ import annotations

from tests.commands import Shell
from tests.pipeline.conftest import FRIDAY, THURSDAY, Newsroom


def test_an_issue_goes_to_the_list_of_the_store(newsroom: Newsroom, shell: Shell) -> None:
    newsroom.settings["delivery"]["readers"] = "store"
    config = ("--config", newsroom.config)
    empty = shell("send", *config, "--at", THURSDAY)
    assert (empty.code, "nobody to send to; `digest readers add`" in empty.err) == (2, True)
    csv = newsroom.folder / "members.csv"
    csv.write_text("address,name\nann@example.org,Ann\nbob@example.org,\ncyd@example.org,\n", encoding="utf-8")
    assert "3 rows, 3 new on the list" in shell("readers", "import", csv, "--source", "members", *config).out
    assert shell("readers", "add", "dee@example.org", "--source", "asked", *config).code == 0
    shell("readers", "remove", "bob@example.org", *config)
    shell("readers", "erase", "cyd@example.org", *config)
    assert shell("send", *config, "--at", THURSDAY).code == 0
    assert sorted(newsroom.mail.addresses) == ["ann@example.org", "dee@example.org"]
    assert "1 kept out because they were erased" in shell("readers", "import", csv, "--source", "members", *config).out
    exported = shell("readers", "export", *config).out.splitlines()
    assert exported[0] == "address,name,state,source,consented"
    assert [line.split(",")[:3] for line in exported[1:]] == [
        ["ann@example.org", "Ann", "active"],
        ["bob@example.org", "", "left"],
        ["dee@example.org", "", "active"],
    ]
    shown = shell("readers", "show", "ann@example.org", *config).out
    assert "active" in shown
    assert "members" in shown
    assert "accepted" in shown


def test_a_list_that_nothing_is_sent_to_is_named(newsroom: Newsroom, shell: Shell) -> None:
    newsroom.settings["template"] = "bulets"  # no sample issue is set
    config = ("--config", newsroom.config)
    idle = "1 reader on the list of the store: nothing is sent there"
    remedy = "`readers: store` sends to that list, not to `recipients`"
    assert idle not in shell("check", *config).out
    for said in (
        shell("readers", "add", "dora@example.org", "--source", "asked by phone", *config).out,
        shell("check", *config).out,
    ):
        assert idle in said
        assert remedy in said
    newsroom.settings["delivery"]["readers"] = "store"
    assert idle not in shell("check", "--config", newsroom.config).out


def test_a_dead_address_is_bounced_and_gets_no_more(newsroom: Newsroom, shell: Shell) -> None:
    newsroom.settings["delivery"]["readers"] = "store"
    config = ("--config", newsroom.config)
    shell("readers", "add", "ann@example.org", "bob@example.org", "--source", "asked", *config)
    newsroom.mail.replies["bob@example.org"] = "550 5.1.1 no such user"
    shell("send", *config, "--at", THURSDAY)
    newsroom.mail.replies.clear()
    assert shell("send", *config, "--at", FRIDAY).code == 0
    assert newsroom.mail.addresses == ["ann@example.org", "ann@example.org"]
    assert "bob@example.org  bounced" in shell("readers", "show", "bob@example.org", *config).out


def test_a_wrong_row_keeps_the_whole_file_out(newsroom: Newsroom, shell: Shell) -> None:
    csv = newsroom.folder / "members.csv"
    csv.write_text("address\nann@example.org\nbob(at)example.org\n", encoding="utf-8")
    ended = shell("readers", "import", csv, "--source", "members", "--config", newsroom.config)
    assert (ended.code, "members.csv:3: 'bob(at)example.org'" in ended.err) == (2, True)
    assert shell("readers", "export", "--config", newsroom.config).out.splitlines()[1:] == []


def test_a_file_brings_nobody_back_who_was_erased(newsroom: Newsroom, shell: Shell) -> None:
    newsroom.settings["delivery"]["recipients"] = ["ann@example.org", "bob@example.org"]
    config = ("--config", newsroom.config)
    assert shell("readers", "erase", "ANN@example.org", *config).code == 0
    assert shell("send", *config, "--at", THURSDAY).code == 0
    assert newsroom.mail.addresses == ["bob@example.org"]
    refused = shell("readers", "add", "ann@example.org", "--source", "asked", *config)
    assert (refused.code, "digest unsubscribe --lift" in refused.err) == (2, True)
    shell("unsubscribe", "--lift", "ann@example.org", *config)
    assert shell("send", *config, "--at", FRIDAY).code == 0
    assert newsroom.mail.addresses[1:] == ["ann@example.org", "bob@example.org"]


def test_an_exported_list_comes_back_with_its_consents(newsroom: Newsroom, shell: Shell) -> None:
    newsroom.settings["delivery"]["readers"] = "store"
    config = ("--config", newsroom.config)
    shell("readers", "add", "ann@example.org", "bob@example.org", "--source", "the spring fair", *config)
    shell("readers", "remove", "bob@example.org", *config)
    exported = shell("readers", "export", *config).out
    csv = newsroom.folder / "list.csv"
    csv.write_text(exported + "cyd@example.org,Cyd,pending,the form,2025-02-01T10:00:00Z\n", encoding="utf-8")
    newsroom.settings["newsletter"]["slug"] = "another"
    told = shell("readers", "import", csv, "--source", "from the old list", "--config", newsroom.config).out
    assert "1 row, 1 new on the list; 1 more not written to, as the list says: state left; 1 more" in told
    assert shell("readers", "export", *config).out.splitlines() == exported.splitlines()[:2]
    csv.write_text("address,consented\nann@example.org,\nbob@example.org,last spring\n", encoding="utf-8")
    wrong = shell("readers", "import", csv, "--source", "x", *config)
    assert (wrong.code, "list.csv:3: consented: expected a time such as" in wrong.err) == (2, True)
