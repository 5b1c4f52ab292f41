"""Work beside the page: it reports, it can be stopped, and its failure is a sentence."""

import math
import threading

from dashboard.jobs import Job

PATIENCE = 10


def test_a_result_is_kept():
    job = Job(lambda progress, cancelled: 42)
    job.wait(PATIENCE)
    assert (job.running, job.result, job.problem) == (False, 42, "")


def test_half_the_work_done_leaves_as_much_time_as_was_spent():
    go = threading.Event()

    def work(progress, cancelled):
        progress(1, 2)
        go.wait(PATIENCE)

    job = Job(work)
    while not job.share:
        pass
    assert job.share == 0.5
    assert 0 < job.seconds_left < PATIENCE
    go.set()
    job.wait(PATIENCE)


def test_before_anything_is_done_the_time_left_is_not_known():
    go = threading.Event()
    job = Job(lambda progress, cancelled: go.wait(PATIENCE))
    assert math.isnan(job.seconds_left)
    go.set()


def test_a_stop_reaches_the_work():
    def work(progress, cancelled):
        while not cancelled():
            pass
        return "stopped"

    job = Job(work)
    job.stop()
    job.wait(PATIENCE)
    assert job.result == "stopped"


def test_a_failure_is_a_sentence_not_a_crash():
    def work(progress, cancelled):
        raise ValueError("Found 2 incidents; expected 10.")

    job = Job(work)
    job.wait(PATIENCE)
    assert job.problem == "Found 2 incidents; expected 10."
