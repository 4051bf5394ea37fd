"""Limits: estimated before, enforced during, reported after; what gives way first."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.config import Writer
from digest.errors import LimitExceeded
from digest.model import Prompt, Reply, Spend
from digest.write.economy import ALLOWANCES, Account, estimate_tokens, prompt_tokens


def account(*, prices: tuple[float, float] = (1.0, 10.0), **limits: Any) -> Account:
    none = {"calls": None, "tokens": None, "cost": None}
    price = {"prompt": prices[0], "reply": prices[1]}
    return Account(Writer.model_validate({"model": "test", "limits": none | limits, "prices": price}))


def account_of_the_day(today: Spend, **limits: Any) -> Account:
    none = {"calls": None, "tokens": None, "cost": None}
    prices = {"prompt": 1.0, "reply": 10.0}
    return Account(
        Writer.model_validate({"model": "t", "limits": none, "daily_limits": limits, "prices": prices}), today
    )


def prompt(number: int, allowance: int = 700) -> Prompt:
    """About `allowance` tokens in and 300 out, with a key of its own."""
    return Prompt("", "x" * int(allowance * 3.5), {}, "story", f"{number}/{allowance}", max_reply_tokens=300)


def makers(count: int) -> list[Callable[[int], Prompt]]:
    return [partial(prompt, number) for number in range(count)]


def never(_: Prompt) -> bool:
    return False


def keys(prompts: tuple[Prompt | None, ...]) -> list[str]:
    return [prompt.key if prompt else "" for prompt in prompts]


@given(st.text(max_size=300))
def test_estimates_are_no_fewer_than_a_token_for_three_and_a_half_characters(text: str) -> None:
    assert len(text) / 3.5 <= estimate_tokens(text) <= len(text) + 1


def test_estimates_count_other_alphabets_character_by_character() -> None:
    assert estimate_tokens("a" * 35) == 10
    assert estimate_tokens("乌" * 35) == 35


def test_room_for_all_leaves_the_inputs_whole() -> None:
    planned = account(tokens=100_000).plan(makers(4), never)
    assert keys(planned) == [f"{number}/{ALLOWANCES[0]}" for number in range(4)]


def test_shorter_inputs_give_way_first() -> None:
    planned = account(tokens=14_000).plan(makers(4), never)
    assert keys(planned) == [f"{number}/{ALLOWANCES[1]}" for number in range(4)]


def test_then_the_last_in_rank_order_lose_the_model() -> None:
    planned = account(tokens=6_000).plan(makers(4), never)
    assert keys(planned) == [f"0/{ALLOWANCES[-1]}", f"1/{ALLOWANCES[-1]}", f"2/{ALLOWANCES[-1]}", ""]


def test_no_room_at_all_leaves_excerpts() -> None:
    assert keys(account(calls=0).plan(makers(2), never)) == ["", ""]
    assert keys(account(tokens=100).plan(makers(2), never)) == ["", ""]
    assert keys(account(cost=0.0001).plan(makers(2), never)) == ["", ""]


def test_calls_are_a_limit_that_shorter_inputs_do_not_help() -> None:
    planned = account(calls=2).plan(makers(3), never)
    assert [bool(prompt) for prompt in planned] == [True, True, False]


def test_kept_replies_cost_nothing() -> None:
    books = account(calls=1, tokens=7_000)
    planned = books.plan(makers(5), lambda prompt: not prompt.key.startswith("3"))
    assert keys(planned) == [f"{number}/{ALLOWANCES[0]}" for number in range(5)]
    assert books.spend().calls == 1


def test_a_second_run_finds_the_same_prompts_as_a_first_one_under_pressure() -> None:
    first = account(tokens=14_000).plan(makers(4), never)
    kept = {prompt.key for prompt in first if prompt}
    again = account(tokens=14_000)
    assert again.plan(makers(4), lambda prompt: prompt.key in kept) == first
    assert again.spend().calls == 0


def test_the_money_held_is_the_most_a_call_can_cost() -> None:
    one = prompt(1)
    most = (prompt_tokens(one) * 1.0 + 300 * 10.0) / 1_000_000
    account(cost=most).reserve(one)
    with pytest.raises(LimitExceeded, match=r"limits\.cost: "):
        account(cost=most * 0.999).reserve(one)


def test_what_was_not_used_is_free_again() -> None:
    books = account(tokens=1_300)
    books.reserve(prompt(1))
    with pytest.raises(LimitExceeded, match=r"limits\.tokens: 1300"):
        books.reserve(prompt(2))
    books.settle(prompt(1), Reply("{}", "test", prompt_tokens=200, reply_tokens=20))
    books.reserve(prompt(2))


def test_a_call_without_a_reply_stays_reserved_but_is_not_reported() -> None:
    books = account(tokens=1_300)
    books.reserve(prompt(1))
    books.settle(prompt(1), None)
    with pytest.raises(LimitExceeded):
        books.reserve(prompt(2))
    assert (books.spend().calls, books.spend().prompt_tokens, books.spend().cost) == (1, 0, 0.0)


def test_a_call_that_cost_nothing_leaves_no_trace() -> None:
    books = account(calls=1)
    books.reserve(prompt(1))
    books.release(prompt(1))
    books.reserve(prompt(2))
    assert books.spend().calls == 1


def test_the_report_adds_up() -> None:
    books = account()
    for number in range(3):
        books.reserve(prompt(number))
        books.settle(prompt(number), Reply("{}", "test", prompt_tokens=1000, reply_tokens=100))
    books.found()
    books.fell_back()
    spend = books.spend()
    assert (spend.model, spend.calls, spend.prompt_tokens, spend.reply_tokens) == ("test", 3, 3000, 300)
    assert (spend.cost, spend.cached, spend.fallbacks) == (pytest.approx(0.006), 1, 1)


def test_uncounted_tokens_are_estimated() -> None:
    books = account()
    books.reserve(prompt(1))
    books.settle(prompt(1), Reply("x" * 35, "test"))
    assert (books.spend().prompt_tokens, books.spend().reply_tokens) == (prompt_tokens(prompt(1)), 10)


def test_threads_settle_to_the_same_sum() -> None:
    books = account(tokens=60_000)
    planned = [prompt for prompt in books.plan([partial(prompt, n) for n in range(30)], never) if prompt]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda one: books.settle(one, Reply("{}", "test", 10, 1)), planned))
    assert (books.spend().prompt_tokens, books.spend().reply_tokens) == (10 * len(planned), len(planned))


@given(st.integers(0, 12), st.integers(0, 40_000), st.floats(0, 0.2))
def test_no_limit_is_ever_passed(calls: int, tokens: int, cost: float) -> None:
    books = account(calls=calls, tokens=tokens, cost=cost)
    for planned in books.plan(makers(9), never):
        if planned:
            books.settle(planned, Reply("{}", "test", prompt_tokens(planned), planned.max_reply_tokens))
    spend = books.spend()
    assert spend.calls <= calls
    assert spend.prompt_tokens + spend.reply_tokens <= tokens
    assert spend.cost <= cost + 1e-12


def test_what_other_issues_spent_today_counts() -> None:
    today = Spend(calls=38, prompt_tokens=10_000, reply_tokens=2_000, cost=0.03)
    assert keys(account_of_the_day(today, calls=40).plan(makers(3), never)).count("") == 1
    assert keys(account_of_the_day(today, calls=38).plan(makers(3), never)) == ["", "", ""]
    assert keys(account_of_the_day(today, cost=0.03).plan(makers(1), never)) == [""]
    with pytest.raises(LimitExceeded, match=r"daily_limits\.tokens: 12500"):
        account_of_the_day(today, tokens=12_500).reserve(prompt(1))


def test_the_day_gives_way_in_the_same_order_as_an_issue() -> None:
    today = Spend(prompt_tokens=100_000)
    for limit in (30_000, 14_000, 6_000, 100):
        of_the_issue = account(tokens=limit).plan(makers(4), never)
        assert account_of_the_day(today, tokens=100_000 + limit).plan(makers(4), never) == of_the_issue


def test_a_new_day_is_not_limited_unless_the_config_says_so() -> None:
    limits = Writer.model_validate({"daily_limits": {"cost": 2}}).daily_limits
    assert (limits.calls, limits.tokens, limits.cost) == (None, None, 2)


def test_settling_tells_what_the_call_has_cost() -> None:
    books = account(prices=(1.0, 10.0))
    books.reserve(prompt(1))
    spend = books.settle(prompt(1), Reply("", "test", 1000, 100))
    assert (spend.calls, spend.prompt_tokens, spend.reply_tokens, spend.cost) == (1, 1000, 100, pytest.approx(0.002))
    books.reserve(prompt(2))
    lost = books.settle(prompt(2), None)
    assert (lost.prompt_tokens, lost.reply_tokens) == (prompt_tokens(prompt(2)), 300), "the most it can have cost"
