from __future__ import annotations

import configparser

from digest.deliver.timers import crontab_lines, systemd_service, systemd_timer
from digest.errors import DigestError

COMMAND = ["/usr/bin/digest", "send", "--config", "/srv/my news/100%.yaml"]


def test_cron_calls_often_because_it_knows_one_zone(make_audience):
    text = crontab_lines(make_audience(schedule={"time": "17:30", "days": ["mon", "fri"]}), COMMAND, "news")
    comments, lines = [], []
    for line in text.splitlines():
        (comments if line.startswith("#") else lines).append(line)
    assert "crontab of the user news" in text
    assert lines == [r"*/5 * * * * /usr/bin/digest send --config '/srv/my news/100\%.yaml'"]
    assert "Mon,Fri 17:30 Europe/London" in comments[0]


def test_a_name_can_not_add_a_line(make_audience):
    audience = make_audience(newsletter={"name": "Watch\n* * * * * rm -rf /"})
    assert sum(not line.startswith("#") for line in crontab_lines(audience, COMMAND, "news").splitlines()) == 1
    assert "\n* *" not in systemd_service(audience, COMMAND, "news")


def test_systemd_knows_the_zone_and_makes_up_for_lost_time(make_audience):
    audience = make_audience(schedule={"time": "17:30", "days": ["fri", "mon"]})
    timer = configparser.ConfigParser()
    timer.read_string(systemd_timer(audience))
    assert timer["Timer"]["OnCalendar"] == "Mon,Fri *-*-* 17:30:00 Europe/London"
    assert timer["Timer"].getboolean("Persistent")


def test_systemd_every_day(make_audience):
    assert "OnCalendar=*-*-* 07:00:00 Europe/London\n" in systemd_timer(make_audience())


def test_systemd_quotes_its_words_and_tries_again_later(make_audience):
    service = configparser.ConfigParser(interpolation=None)
    service.read_string(systemd_service(make_audience(), COMMAND, "news"))
    assert service["Service"]["ExecStart"] == '/usr/bin/digest send --config "/srv/my news/100%%.yaml"'
    assert service["Service"]["User"] == "news", "whose store it is"
    assert service["Service"]["RestartPreventExitStatus"] == "1 2"
    assert {kind.exit_code for kind in kinds(DigestError)} == {1, 2, 75}


def kinds(error):
    yield error
    for kind in error.__subclasses__():
        yield from kinds(kind)


def test_the_variables_a_run_needs_are_named_because_neither_passes_them_on(make_audience):
    audience = make_audience(writer={"model": "gpt-5-mini"}, delivery={"smtp": {"password_env": "SMTP_PASSWORD"}})
    cron, service = crontab_lines(audience, COMMAND, "news"), systemd_service(audience, COMMAND, "news")
    assert [line.split("=")[0] for line in cron.splitlines() if "=" in line] == ["# OPENAI_API_KEY", "# SMTP_PASSWORD"]
    assert "# OPENAI_API_KEY, SMTP_PASSWORD: one NAME=value a line\nEnvironmentFile=/etc/digest/" in service
    assert "EnvironmentFile" not in systemd_service(make_audience(), COMMAND, "news")
