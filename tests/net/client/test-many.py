# SPDX-License-Identifier: GPL-3.0-or-later
"""Many at once: each reply becomes its own record's receipt, and what a kill interrupts is settled in one pass.

In the usual run some hundreds; ISG_TEST_NIGHTLY asks for the full counts, ISG_MANY for any other.
"""
import os
import signal
import sqlite3
import subprocess
import sys
import time

from lab import ISGCTL, main
from outside import begin, drafts, promises, requests, rows, settle, states

NIGHTLY = bool(os.environ.get("ISG_TEST_NIGHTLY"))
MANY = int(os.environ.get("ISG_MANY", "10000" if NIGHTLY else "300"))
INTERRUPTED = 500 if NIGHTLY else 80
PEOPLE = 126


def of_many(lab, uuids, n, people):
    """Trainings whose people are one notification each; n notifications in all."""
    made = drafts(lab, uuids, -(-n // people), people=people)
    lab.finalise(*made)
    lab.sign(*made)
    return made


def test_with_two_under_way_each_receipt_is_its_own_records():
    """The replies come in another order than the requests; each speaks of its own number, person and text."""
    people = PEOPLE if MANY > 1000 else 25
    lab, uuids = begin("ibys-json")
    with lab:
        made = of_many(lab, uuids, MANY, people)
        # Every second answer is late, so that the one behind it overtakes.
        lab.script([{"match": {"kind": "save", "nth": n}, "action": "answer", "reply_delay_ms": 30} for n in range(3, 103, 2)])
        settle(lab, made, rounds=12, timeout=600)
        assert len(requests(lab, "save")) == len(made) * people
        # Two were under way at the same time: the answers overtook one another.
        order = [line["number"] for line in requests(lab, "save")]
        assert len(set(order)) == len(order)
        assert overlapped(lab) > 0, "never two under way"
        told = promises(lab, made, receipts=True)
        assert sum(len(r["submissions"]) for r in told) == len(order)


def overlapped(lab):
    """How often the next attempt was another record's: two records go at once, and one after the other where it is one alone."""
    db = sqlite3.connect(f"file:{os.path.join(lab.data, 'isg-defteri.db')}?mode=ro", uri=True)
    n, = db.execute("SELECT count(*) FROM attempt a JOIN attempt b ON b.id = a.id + 1 JOIN submission s ON s.id = a.submission"
                    " JOIN submission t ON t.id = b.submission WHERE s.record <> t.record").fetchone()
    db.close()
    return n


def test_what_a_kill_interrupts_is_settled_in_one_pass_with_one_question_each():
    """The ministry has taken all and answered none of it finally when the client is killed."""
    people = PEOPLE if INTERRUPTED > PEOPLE else 20
    lab, uuids = begin("ibys-json")
    with lab:
        made = of_many(lab, uuids, INTERRUPTED, people)
        n = len(made) * people
        lab.script([{"match": {"kind": "save"}, "action": "processing", "async_ms": 1}, {"match": {"kind": "query"}, "action": "code", "code": 202}])
        process = subprocess.Popen([ISGCTL, "--data-dir", lab.data, "submit", "--until-idle", "--timeout", "600"], env=lab.env,
                                   stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while len(requests(lab, "save")) < n and process.poll() is None:
            time.sleep(0.05)
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert len(rows(lab)) == len(made)
        asked = len(requests(lab, "query"))
        lab.script([])
        lab.run("submit")
        assert set(states(lab, made).values()) == {"ACCEPTED"}
        numbers = [number for line in requests(lab, "query")[asked:] for number in line["numbers"]]
        assert sorted(numbers) == sorted({line["number"] for line in requests(lab, "save")}), "not each once"
        assert len(requests(lab, "query")) - asked <= -(-n // 20) + 1
        assert len(requests(lab, "save")) == n
        promises(lab, made, receipts=True)


if __name__ == "__main__":
    sys.exit(main(sys.modules[__name__]))
