"""One model in one run: within its context, its time and the operator's patience."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from digest.adapters.language_model import ChatModel
from digest.adapters.store import SqlStore
from digest.config import load_audience
from digest.console import Silence
from digest.errors import ModelError
from digest.model import Prompt, Spend
from digest.pipeline.asking import Ask, Asker
from digest.pipeline.desk import Desk
from digest.wiring import SAMPLE, open_desk
from digest.write.economy import ALLOWANCES, Account
from tests import model_server
from tests.model_server import Behaviour, ModelServer, busy, crash, fails, has_context_of, replied, says

YES = says('{"hed": "Yes"}')
CUT_SHORT: Behaviour = lambda body: replied("{", finish="length")  # noqa: E731
SCHEMA = {"type": "object", "properties": {"hed": {"type": "string"}}}


@dataclass
class Room:
    """A desk with a scripted model, and what was asked at it."""

    desk: Desk
    server: ModelServer
    account: Account
    told: dict[int, str] = field(default_factory=dict)  # by number of the job

    def ask(self, asker: Asker, *numbers: int) -> None:
        asker.all("stories", numbers, _prompt, self._take)

    def _take(self, number: int, ask: Ask | None) -> None:
        try:
            self.told[number] = ask().text if ask else "no room"
        except ModelError as error:
            self.told[number] = str(error)

    @property
    def asker(self) -> Asker:
        assert self.desk.model
        return Asker(self.desk, self.desk.model, self.account)


def _prompt(number: int, allowance: int) -> Prompt:
    return Prompt("", f"{number} " + "x " * allowance * 2, SCHEMA, "story", f"{number}/{allowance}", 3000)


@pytest.fixture
def room() -> Iterator[Callable[..., Room]]:
    """Opens a room for these settings of the writer."""
    with ModelServer() as server, open_desk(load_audience(SAMPLE), Silence(), in_memory=True) as desk:

        def opened(behaviour: Behaviour, clock: Callable[[], float] = lambda: 0.0, **settings: Any) -> Room:
            server.script(behaviour)
            given = {"model": "test", "base_url": server.url, "parallel": 1, "timeout": "5s", **settings}
            writer = type(desk.audience.writer).model_validate(given)
            audience = desk.audience.model_copy(update={"writer": writer})
            model = ChatModel(writer, None)
            return Room(replace(desk, audience=audience, model=model, clock=clock), server, Account(writer))

        yield opened


def sizes(server: ModelServer) -> list[int]:
    """The allowance that each request was made for."""
    return [len(body["messages"][-1]["content"]) // 4 for body in server.requests]


def test_what_is_too_long_is_asked_again_shorter_and_the_next_begin_so(room: Callable[..., Room]) -> None:
    desk = room(has_context_of(8000, then=YES))
    asker = desk.asker
    desk.ask(asker, 1)
    assert sizes(desk.server) == list(ALLOWANCES[:2])
    desk.ask(asker, 2)
    assert sizes(desk.server) == [*ALLOWANCES[:2], ALLOWANCES[1]]
    assert set(desk.told.values()) == {'{"hed": "Yes"}'}
    assert [body["max_completion_tokens"] for body in desk.server.requests] == [3000, 1500, 3000]
    assert (desk.account.spend().calls, desk.account.spend().prompt_tokens) == (2, 2000)


def test_what_is_too_long_at_its_shortest_says_so(room: Callable[..., Room]) -> None:
    desk = room(has_context_of(100, then=YES))
    desk.ask(desk.asker, 1)
    assert "exceeds the available context size" in desk.told[1]
    assert sizes(desk.server) == list(ALLOWANCES)
    assert desk.account.spend().calls == 0


def test_a_server_that_fails_three_times_in_a_row_is_left_alone(room: Callable[..., Room]) -> None:
    desk = room(fails(503, "out of memory", retry_after="99"))
    desk.ask(desk.asker, *range(6))
    assert len(desk.server.requests) == 3
    assert "left alone after 3 failures in a row; the last: " in desk.told[5]
    assert "out of memory" in desk.told[5]
    assert desk.account.spend().calls == 3, "what was not asked is no call"


@pytest.mark.parametrize("between", [YES, model_server.refusal, CUT_SHORT])
def test_a_server_that_answers_between_is_asked_on(room: Callable[..., Room], between: Behaviour) -> None:
    desk = room(YES)
    down = fails(503, "busy", retry_after="99")
    desk.server.script(down, down, between, down, down, YES)
    desk.ask(desk.asker, *range(6))
    assert len(desk.server.requests) == 6
    assert desk.told[5] == '{"hed": "Yes"}'


def test_when_time_is_up_the_first_stories_are_written_and_the_rest_not_asked_for(room: Callable[..., Room]) -> None:
    seconds = [0.0]

    def slow(body: Any) -> model_server.Answer:
        seconds[0] += 25
        return YES(body)

    desk = room(slow, clock=lambda: seconds[0], deadline="1m")
    desk.ask(desk.asker, *range(5))
    assert [desk.told[number] for number in range(3)] == ['{"hed": "Yes"}'] * 3
    assert desk.told[3] == desk.told[4] == "the model was not asked: `writer.deadline` (0:01:00) is over"
    assert desk.account.spend().calls == 3


def test_an_answer_that_would_come_too_late_is_not_waited_for(room: Callable[..., Room]) -> None:
    desk = room(model_server.silent, deadline="0.3s", timeout="60s")
    desk.ask(desk.asker, 1)
    assert "Timeout" in desk.told[1]
    assert len(desk.server.requests) == 1


@pytest.mark.parametrize("behaviour", [fails(400, "no"), fails(401, "no"), busy(99)])
def test_calls_that_cost_nothing_book_nothing(room: Callable[..., Room], behaviour: Behaviour) -> None:
    desk = room(behaviour, limits={"calls": 1})
    asker = desk.asker
    for number in (1, 2):
        desk.ask(asker, number)
    assert len(desk.server.requests) == 2, "the one call that is allowed is still free"
    assert desk.account.spend().calls == desk.desk.store.spending.today().calls == 0


def test_nobody_knows_what_a_crash_cost(room: Callable[..., Room]) -> None:
    desk = room(crash, limits={"calls": 1})
    asker = desk.asker
    for number in (1, 2):
        desk.ask(asker, number)
    assert desk.told[2] == "no room"
    assert desk.desk.store.spending.today().calls == 1


def test_a_server_that_is_not_there_books_nothing(room: Callable[..., Room]) -> None:
    with ModelServer() as gone:
        pass
    desk = room(YES, base_url=gone.url)
    desk.ask(desk.asker, 1, 2)
    assert desk.account.spend().calls == desk.desk.store.spending.today().calls == 0


def test_jobs_keep_their_order(room: Callable[..., Room]) -> None:
    desk = room(YES)
    begun: list[int] = []

    def take(number: int, ask: Ask | None) -> None:
        begun.append(number)

    jobs: Sequence[int] = range(9)
    desk.asker.all("stories", jobs, partial(_prompt), take)
    assert begun == list(jobs)


def test_two_runs_at_once_keep_the_limit_of_the_day_together(room: Callable[..., Room], tmp_path: Path) -> None:
    """Each alone has room for all its calls; together they have not."""
    store = SqlStore(tmp_path / "digest.sqlite")
    one, other = (room(YES, daily_limits={"calls": 4}) for _ in range(2))
    for desk in (one, other):
        desk.desk = replace(desk.desk, store=store)
    asker = one.asker

    def take(number: int, ask: Ask | None) -> None:
        if number == 0:  # while the first run's calls are under way the other plans its own
            other.ask(other.asker, 10, 11, 12)
        one._take(number, ask)

    asker.all("stories", (0, 1, 2), _prompt, take)
    assert "no room" not in one.told.values()
    assert [other.told[number] == "no room" for number in (10, 11, 12)] == [False, True, True]
    assert store.spending.today().calls == 4
    assert store.spending.held("") == Spend()
    store.close()
