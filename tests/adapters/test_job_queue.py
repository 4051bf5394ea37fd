from __future__ import annotations

import subprocess
import sys
import time
from contextlib import closing
from threading import Event, Lock

import psycopg
import pytest

from digest.adapters.job_queue import SCHEMA, JobQueue
from digest.errors import StoreBusy
from digest.model import JOB_KINDS, Job

HEARTBEAT = 0.3  # seconds


@pytest.fixture(scope="module")
def address(postgres_server):
    return postgres_server.database("synchronous_commit=off")


@pytest.fixture
def queue(address):
    with psycopg.connect(address) as connection:
        connection.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
    with closing(JobQueue(address, HEARTBEAT)) as queue:
        yield queue


def done(queue, number, kinds=JOB_KINDS, concurrency=1):
    """The jobs of a worker that is stopped after so many; it may do some more meanwhile."""
    stop, found = Event(), []

    def do(job):
        found.append(job)
        if len(found) == number:
            stop.set()

    queue.work(do, kinds, concurrency, stop)
    return found


def batches(newsletter, number):
    return [Job("batch", newsletter, "2025", str(one), urgency=-one) for one in range(number)]


def test_of_one_piece_of_work_one_job_waits(queue):
    for _ in range(2):
        queue.defer([Job("issue", "watch"), Job("issue", "markets"), *batches("watch", 3)])
    queue.defer(
        [Job("gather", "watch", part="https://a.example/"), Job("gather", "markets", part="https://a.example/")]
    )
    standing = queue.standing()
    assert standing.waiting == {"gather": 1, "issue": 2, "batch": 3}
    assert queue.left("batch watch 2025 ") == 3
    assert queue.left("batch markets 2025 ") == 0
    assert sorted(job.kind for job in done(queue, 6)) == ["batch", "batch", "batch", "gather", "issue", "issue"]
    assert queue.standing().waiting == {"gather": 0, "issue": 0, "batch": 0}, "finished jobs are deleted"


def test_a_list_of_a_million_lets_one_of_ten_by(queue):
    queue.defer(batches("million", 2000))
    queue.defer(batches("ten", 1))
    assert [job.newsletter for job in done(queue, 3)[:3]] == ["million", "ten", "million"]


def test_a_worker_takes_the_kinds_it_is_asked_to(queue):
    queue.defer([Job("issue", "watch"), *batches("watch", 1)])
    assert [job.kind for job in done(queue, 1, ["batch"])] == ["batch"]
    assert queue.left("issue watch") == 1


def test_no_two_that_are_to_be_apart_are_at_work_together(queue):
    queue.defer(Job("gather", "w", part=f"https://a.example/{one}", apart="host a.example") for one in range(6))
    lock, stop, at_work = Lock(), Event(), []

    def do(job):
        assert lock.acquire(blocking=False)
        time.sleep(0.02)
        lock.release()
        at_work.append(job)
        if len(at_work) == 6:
            stop.set()

    queue.work(do, JOB_KINDS, 4, stop)
    assert len(at_work) == 6


@pytest.mark.parametrize("again", [False, True], ids=["none waits", "its like waits already"])
def test_the_job_of_a_killed_worker_goes_to_another(queue, address, again):
    queue.defer([Job("issue", "watch", apart="issue watch")])
    code = (
        "import time; from threading import Event; from digest.adapters.job_queue import JobQueue\n"
        f"queue = JobQueue({address!r}, {HEARTBEAT})\n"
        "queue.work(lambda job: (print('in hand', flush=True), time.sleep(60)), ['issue'], 1, Event())"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as worker:
        assert worker.stdout.readline() == "in hand\n"
        assert queue.standing().workers == 1
        assert queue.rescue() == 0
        worker.kill()
    if again:
        queue.defer([Job("issue", "watch", apart="issue watch")])
    until = time.monotonic() + 30
    while not queue.rescue():
        assert time.monotonic() < until
        time.sleep(0.1)
    assert (queue.standing().waiting["issue"], queue.standing().at_work["issue"]) == (1, 0)
    assert [job.newsletter for job in done(queue, 1)] == ["watch"]
    assert queue.standing().waiting["issue"] == 0


def test_a_queue_of_another_version_is_made_anew(queue, address):
    queue.defer(batches("watch", 3))
    with closing(JobQueue(address)) as other:
        assert other.left("batch") == 3
    with psycopg.connect(address) as connection:
        connection.execute(f"COMMENT ON SCHEMA {SCHEMA} IS 'procrastinate 2.0'")
    with closing(JobQueue(address)) as other:
        assert other.left("batch") == 0


def test_a_server_that_is_gone_is_for_now(queue, address):
    with pytest.raises(StoreBusy, match=r"the queue: .*; it is tried again"):
        JobQueue(address.replace("digest-pg", "gone"))
