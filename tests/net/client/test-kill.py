# SPDX-License-Identifier: GPL-3.0-or-later
"""kill -9 of the real client at named points and at any moment: nothing lost, nothing twice, nothing stuck.

ISG_KILLS says how many kills at random moments (100; the nightly set asks for more). The seed of the moments is printed.
"""
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time

from lab import ISGCTL, Lab, main, no_doubles

WORKER = os.environ.get("ISG_WORKER")
KILLS = int(os.environ.get("ISG_KILLS", "100"))
POINTS = ["before-commit", "after-commit", "after-mirror", "in-prereq", "after-reply", "before-reply-commit", "after-reply-commit"]
FINAL = {"ACCEPTED"}


def small_trainings(lab, uuids, n, first=0):
    """No two alike: what was sent before is not finalised again."""
    made = []
    for i in range(first, first + n):
        people = [uuids[f"oto-{1 + (2 * i) % 128}"], uuids[f"oto-{2 + (2 * i) % 128}"]]
        fields = {"date": f"2026-0{1 + i % 9}-{1 + i % 27:02d}", "professional": uuids["uzman"], "place": "inside", "method": "face_to_face",
                  "topics": [{"code": "340", "minutes": 40 + i}], "participants": [{"employee": p} for p in people]}
        made.append(lab.add("training", fields, uuids["oto"])["uuid"])
    return made


def promises(lab, records):
    """What holds after whatever happened."""
    states = {r["uuid"]: r for r in lab.status(*records)}
    assert set(states) == set(records), "a record is lost"
    stuck = [r for r in states.values() if r["state"] not in FINAL]
    assert not stuck, stuck[:2]
    assert no_doubles(lab.held()) == {}, no_doubles(lab.held())
    assert lab.run("journal", "verify")["intact"]
    db = sqlite3.connect(os.path.join(lab.data, "isg-defteri.db"))
    assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    submissions = db.execute("SELECT id, state FROM submission").fetchall()
    changes = [r[0] for r in db.execute("SELECT detail FROM journal WHERE act LIKE 'submission%'")]
    assert len(changes) >= 3 * len(submissions), "a change of state is not in the journal"
    db.close()


def client(lab, point=None):
    env = {**lab.env, **({"ISG_TEST_KILL_POINT": point} if point else {})}
    return subprocess.Popen([ISGCTL, "--data-dir", lab.data, "submit", "--until-idle", "--timeout", "60"], env=env, stdin=subprocess.DEVNULL,
                            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def worker(lab):
    """The application's own worker; it goes on until it is told to stop."""
    return subprocess.Popen([WORKER, lab.data], env=lab.env, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def settle(lab):
    for _ in range(5):
        said = lab.submit(timeout=120, expect=None)
        if lab.code == 0 and said["idle"]:
            return


def test_killed_at_every_named_point():
    with Lab() as lab:
        uuids = lab.ready()
        records = small_trainings(lab, uuids, len(POINTS) * 2)
        lab.finalise(*records)
        lab.sign(*records)
        lab.start()
        lab.endpoint()
        hit = set()
        for nth in (1, 2):
            for point in POINTS:
                if client(lab, f"{point}:{nth}").wait() == -signal.SIGKILL:
                    hit.add(point)
        assert hit == set(POINTS), set(POINTS) - hit
        settle(lab)
        promises(lab, records)


def test_killed_at_any_moment():
    seed = int(os.environ.get("ISG_KILL_SEED", random.randrange(1 << 30)))
    print(f"# seed {seed}, {KILLS} kills")
    moments = random.Random(seed)
    with Lab() as lab:
        uuids = lab.ready()
        lab.start()
        lab.endpoint()
        lab.script([{"match": {"kind": "save"}, "action": "drop_after", "skip": 3, "count": 5},
                    {"match": {"kind": "query"}, "action": "answer", "reply_delay_ms": 30}])
        records = []
        killed = 0
        while killed < KILLS:
            if killed % 10 == 0:
                fresh = small_trainings(lab, uuids, 5, len(records))
                lab.finalise(*fresh)
                lab.sign(*fresh)
                records += fresh
            process = client(lab)
            time.sleep(moments.uniform(0.0, 0.35))
            process.send_signal(signal.SIGKILL)
            process.wait()
            killed += 1
        settle(lab)
        promises(lab, records)


def test_two_at_once_killed_at_any_moment():
    """Two clients on one store, each killed when it comes: who lives sends, and nothing goes twice."""
    n = max(10, KILLS // 5)
    seed = int(os.environ.get("ISG_KILL_SEED", random.randrange(1 << 30)))
    print(f"# seed {seed}, {n} kills of two")
    moments = random.Random(seed)
    with Lab() as lab:
        uuids = lab.ready()
        lab.start()
        lab.endpoint()
        lab.script([{"match": {"kind": "save"}, "action": "drop_after", "skip": 2, "count": 4},
                    {"match": {"kind": "save"}, "action": "answer", "reply_delay_ms": 40}])
        records, living, killed = [], [], 0
        while killed < n:
            if killed % 10 == 0:
                fresh = small_trainings(lab, uuids, 4, len(records))
                lab.finalise(*fresh)
                lab.sign(*fresh)
                records += fresh
            living = [p for p in living if p.poll() is None]
            while len(living) < 2:
                living.append(client(lab))
            time.sleep(moments.uniform(0.0, 0.3))
            process = living.pop(moments.randrange(2))
            process.send_signal(signal.SIGKILL)
            process.wait()
            killed += 1
        for process in living:
            assert process.wait() in (0, 3)
        settle(lab)
        promises(lab, records)


def test_the_applications_worker_beside_the_command_line_killed_at_any_moment():
    """The application runs while isgctl is called on the same store; either is killed when it comes, and both make records meanwhile."""
    n = max(12, KILLS // 5)
    seed = int(os.environ.get("ISG_KILL_SEED", random.randrange(1 << 30)))
    print(f"# seed {seed}, {n} kills of worker or command")
    moments = random.Random(seed)
    makers = {"worker": worker, "client": client}
    with Lab() as lab:
        uuids = lab.ready()
        lab.start()
        lab.endpoint()
        lab.script([{"match": {"kind": "save"}, "action": "drop_after", "skip": 2, "count": 4},
                    {"match": {"kind": "save"}, "action": "answer", "reply_delay_ms": 40}])
        records, living, killed = [], {}, {"worker": 0, "client": 0}
        while sum(killed.values()) < n:
            for who, make in makers.items():
                if who not in living or living[who].poll() is not None:
                    living[who] = make(lab)
            # With the worker at work: its store is written by others, as from another window.
            if sum(killed.values()) % 6 == 0:
                fresh = small_trainings(lab, uuids, 3, len(records))
                lab.finalise(*fresh)
                lab.sign(*fresh)
                records += fresh
            time.sleep(moments.uniform(0.0, 0.4))
            who = moments.choice(sorted(makers))
            living[who].send_signal(signal.SIGKILL)
            if living.pop(who).wait() == -signal.SIGKILL:
                killed[who] += 1
        assert min(killed.values()) > 0, killed
        # Who is left ends as it does when the window is closed.
        if "worker" in living:
            living["worker"].stdin.close()
            assert living["worker"].wait(60) == 0
        if "client" in living:
            assert living["client"].wait() in (0, 3)
        settle(lab)
        promises(lab, records)


def test_the_applications_worker_sends_what_the_command_line_has_queued():
    """Nobody tells it: another process queued it, and the worker alone sends it and asks about it."""
    with Lab() as lab:
        uuids = lab.ready()
        records = small_trainings(lab, uuids, 3)
        lab.finalise(*records)
        lab.sign(*records)
        lab.start()
        lab.endpoint()
        lab.script([{"match": {"kind": "save"}, "action": "drop_after", "count": 1}])
        process = worker(lab)
        while any(r["state"] not in FINAL for r in lab.status(*records)):
            assert process.poll() is None, "the worker ended"
            time.sleep(0.2)
        process.stdin.close()
        assert process.wait(60) == 0
        promises(lab, records)


def card_is_whole(lab, kept):
    """SoftHSM keeps its token in files and writes one at each log-in: killed there, it has lost the token, which no card does."""
    shutil.rmtree(lab.tokens)
    shutil.copytree(kept, lab.tokens)


def test_killed_while_finalising_and_signing():
    with Lab() as lab:
        kept = os.path.join(lab.dir, "tokens-kept")
        shutil.copytree(lab.tokens, kept)
        uuids = lab.ready()
        records = small_trainings(lab, uuids, 6)
        moments = random.Random(7)
        for command in (["finalise", *records], ["sign", "--pin-file", os.path.join(lab.keys, "pin"), *records]):
            for _ in range(10):
                process = subprocess.Popen([ISGCTL, "--data-dir", lab.data, *command], env=lab.env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                           stderr=subprocess.DEVNULL)
                time.sleep(moments.uniform(0.0, 0.08))
                process.send_signal(signal.SIGKILL)
                process.wait()
                card_is_whole(lab, kept)
            for record in records:
                lab.run(command[0], *command[1:-len(records)], record, expect=None)
                assert lab.code == 0 or command[0] == "finalise", lab.stderr
        lab.start()
        lab.endpoint()
        settle(lab)
        promises(lab, records)


if __name__ == "__main__":
    sys.exit(main(sys.modules[__name__]))
