# SPDX-License-Identifier: GPL-3.0-or-later
"""The traces A to S of submission.md 8, replayed with the real client against the real ministry by each method that can meet them.

After each: the promises, seen from outside (outside.py).
"""
import json
import os
import shutil
import signal
import subprocess
import sys
import threading

from lab import ISGCTL, SOURCE, main
from outside import (METHODS, QUERIES, SAVES, SIGNS_THE_NUMBER, begin, drafts, fields_of, first_end, journal, newest, numbers, promises, requests,
                     roll_back, settle, signed, snapshot, states, trail)
from wire import Wire

SAVE = {"kind": "save"}
QUERY = {"kind": "query"}
SETTLE = 2   # seconds: the sandbox's


class Trace:
    """One method's laboratory, in which one trace after the other is replayed."""

    def __init__(self, method, **more):
        self.method = method
        self.lab, self.uuids = begin(method, **more)
        self.n = 0
        self.records = []

    def drafts(self, n=1, people=1):
        self.n += n
        return drafts(self.lab, self.uuids, n, self.n - n, people)

    def signed(self, n=1, people=1):
        self.n += n
        return signed(self.lab, self.uuids, n, self.n - n, people)

    def script(self, *rules):
        self.lab.script([{"match": SAVE, "count": 1, **r} for r in rules])
        self.seen = len(self.lab.log())

    def log(self, operation):
        return [line for line in self.lab.log()[self.seen:] if line["event"] == "request" and line.get("operation") == operation]

    def saves(self):
        return self.log(SAVES[self.method])

    def queries(self):
        return self.log(QUERIES[self.method])

    def trail(self, record):
        return trail(self.lab, newest(self.lab, record)[0]["key"])

    def path(self, record):
        return [m["to"] for m in self.trail(record)][2:]

    def settle(self, *records, **more):
        settle(self.lab, records, **more)

    def promises(self, *records, **more):
        self.lab.script([])
        self.records += [u for u in records if u not in self.records]
        return promises(self.lab, records, **more)

    def killed_at(self, point):
        self.lab.run("submit", "--until-idle", "--timeout", "60", env={"ISG_TEST_KILL_POINT": point}, expect=None)
        assert self.lab.code == -signal.SIGKILL, (point, self.lab.code)


# ---- A ----

def a_refused_while_unsettled_is_not_believed_and_the_late_one_is_found(t):
    u, = t.signed()
    t.script({"action": "store_late", "after_requests": 3}, {"action": "code", "code": 212, "skip": 1})
    t.settle(u)
    assert t.path(u) == ["SENDING", "IN_DOUBT", "QUEUED", "SENDING", "IN_DOUBT", "ACCEPTED"], t.path(u)
    assert [m["event"] for m in t.trail(u)][-2:] == ["save.refused", "query.accepted"]
    assert len(t.saves()) == 2 and len(t.queries()) == 2
    t.promises(u)


def a_refused_and_never_stored_is_rejected_once_settled_and_the_mended_text_keeps_the_number(t):
    u, = t.signed()
    number = numbers(t.lab, u)
    t.script({"action": "drop_before"}, {"action": "code", "code": 212, "skip": 1})
    t.settle(u, final=("REJECTED",))
    moves = t.trail(u)
    unknown = [m for m in moves if m["event"] == "save.lost"][0]
    assert moves[-1]["to"] == "REJECTED" and moves[-1]["time"] - unknown["time"] > SETTLE, moves
    t.promises(u)
    t.lab.run("record", "edit", u, stdin={"topics": [{"code": "340", "minutes": 300 + t.n}]})
    t.lab.finalise(u)
    t.lab.sign(u)
    assert numbers(t.lab, u) == number
    t.settle(u)
    t.promises(u)


def a_text_that_was_refused_and_stored_all_the_same_is_accepted_and_the_mended_one_held(t):
    u, = t.signed()
    t.script({"action": "code", "code": 210, "stored": True})
    t.settle(u, final=("REJECTED",))
    older = newest(t.lab, u)[0]["key"]
    t.lab.run("record", "edit", u, stdin={"topics": [{"code": "340", "minutes": 350 + t.n}]})
    t.lab.finalise(u)
    t.lab.sign(u)
    t.settle(u, final=("NEEDS_HELP",))
    rows = {s["key"]: s for s in t.lab.status(u)[0]["submissions"]}
    assert rows[older]["state"] == "ACCEPTED" and rows[older]["errors"] == [], rows[older]
    assert newest(t.lab, u)[0]["reason"] == "older_stored"
    t.promises(u)


# ---- B, C ----

def in_doubt_with_the_wish_to_withdraw(t):
    """Time-out → absent → withdraw, while the notification is about to be stored."""
    for _ in range(4):
        u, = t.signed()
        t.script({"action": "store_late", "after_ms": 1500})
        t.killed_at("query-after-commit")
        if states(t.lab, [u])[u] == "QUEUED":
            t.lab.run("withdraw", u)
            assert states(t.lab, [u])[u] == "IN_DOUBT"
            return u
        # The machine was too slow: it was stored before it was asked about.
        t.settle(u)
    raise AssertionError("never asked in time")


def b_withdrawing_waits_until_it_is_settled_and_what_is_stored_late_is_accepted(t):
    u = in_doubt_with_the_wish_to_withdraw(t)
    t.settle(u)
    assert len(t.saves()) == 1
    t.promises(u)


def b_what_never_arrived_is_withdrawn_once_settled(t):
    u, = t.signed()
    t.script({"action": "drop_before"})
    t.killed_at("query-after-commit")
    t.lab.run("withdraw", u)
    t.settle(u, final=("WITHDRAWN",))
    moves = t.trail(u)
    lost = [m for m in moves if m["event"] == "save.lost"][0]
    assert moves[-1]["time"] - lost["time"] > SETTLE, moves
    t.promises(u)


def c_an_absent_that_was_asked_for_before_settle_and_comes_after_it_ends_nothing(t):
    u, = t.signed()
    t.script({"action": "store_late", "after_ms": 1500}, {"action": "code", "code": 212, "skip": 1},
             {"match": QUERY, "action": "answer", "skip": 1, "reply_delay_ms": 3500})
    t.settle(u)
    moves = t.trail(u)
    if moves[-2]["event"] == "save.refused":
        # Refused while unsettled; the second answer was "absent", asked for within settle and come after it.
        assert [line["answer"] for line in t.queries()[:2]] == [204, 204] and len(t.queries()) == 3, t.queries()
        assert moves[-1]["time"] - moves[-2]["time"] >= 3 and moves[-1]["event"] == "query.accepted", moves
    assert "REJECTED" not in t.path(u)
    t.promises(u)


# ---- D ----

def with_definition(method, environment):
    """A laboratory whose pack says something else of the method in the sandbox."""
    t = Trace(method)
    rules = os.path.join(t.lab.dir, "rules")
    shutil.copytree(os.path.join(SOURCE, "data/rules"), rules)
    path = os.path.join(rules, "datasets", f"training-{method}.json")
    with open(path, encoding="utf-8") as f:
        text = f.read()
    old = '"idempotency": "by_number", "absent": "certain"'
    assert text.count(old) == 1, method
    with open(path, "w", encoding="utf-8") as f:
        f.write(text.replace(old, environment))
    t.lab.env["ISG_RULES_DIR"] = rules
    return t


def d_where_the_number_is_only_assumed_to_help_it_is_sent_again_after_settle_alone(method):
    t = with_definition(method, '"idempotency": "assumed", "absent": "certain"')
    with t.lab:
        u, = t.signed()
        t.script({"action": "without_211", "count": 0}, {"action": "store_late", "after_ms": 1500, "recheck": False})
        t.settle(u)
        assert len(t.saves()) == 1 and "QUEUED" not in t.path(u), t.path(u)
        t.promises(u)
        v, = t.signed()
        t.script({"action": "without_211", "count": 0}, {"action": "drop_before"})
        t.settle(v)
        assert len(t.saves()) == 2
        lost, again = [m for m in t.trail(v) if m["event"] == "save.lost" or m["to"] == "SENDING"][1:3]
        assert again["time"] - lost["time"] > SETTLE, (lost, again)
        t.promises(v)


def d_where_nothing_helps_it_is_never_sent_again_by_itself(method):
    t = with_definition(method, '"idempotency": "none", "absent": "certain"')
    with t.lab:
        u, = t.signed()
        t.script({"action": "without_211", "count": 0}, {"action": "drop_before"})
        t.settle(u, final=("NEEDS_HELP",))
        assert len(t.saves()) == 1
        t.promises(u)


# ---- E ----

def e_used_and_absent_takes_the_next_number_after_settle(t):
    u, = t.signed()
    before = numbers(t.lab, u)
    t.script({"action": "code", "code": 211})
    t.settle(u)
    moves = t.trail(u)
    used = [m for m in moves if m["event"] == "save.used"][0]
    dead = [m for m in moves if m["number"] != used["number"] and m["time"] >= used["time"]][0]
    assert dead["time"] - used["time"] > SETTLE and numbers(t.lab, u) != before
    assert ("AWAITING_SIGNATURE" in t.path(u)) is (t.method in SIGNS_THE_NUMBER)
    assert len(t.saves()) == 2
    t.promises(u)


def e_dead_numbers_without_end_come_into_a_persons_hands(t):
    u, = t.signed()
    t.script({"action": "code", "code": 211, "count": 0})
    t.settle(u, final=("NEEDS_HELP",), rounds=12)
    assert len(t.saves()) == 4 and len({line["number"] for line in t.saves()}) == 4
    t.promises(u)


def e_used_by_itself_is_accepted_by_asking(t):
    u, = t.signed()
    t.script({"action": "code", "code": 211, "stored": True})
    t.settle(u)
    assert len(t.saves()) == 1
    t.promises(u)


# ---- F, G, K, S: a backup; H: a whole machine ----

def f_g_k_s_after_a_restore_nothing_is_stored_beside_what_the_lost_copy_sent(method):
    t = Trace(method)
    with t.lab:
        f, = t.drafts()
        k, = t.drafts(people=2)
        g, = t.signed()
        backup = os.path.join(t.lab.dir, "yedek.isgyedek")
        t.lab.run("backup", backup)
        # What the lost copy does: G is refused, mended and accepted; F and K are sent; S is made and sent.
        t.script({"action": "code", "code": 210, "message": "egitimTarihi: deneme"})
        t.settle(g, final=("REJECTED",))
        t.lab.run("record", "edit", g, stdin={"topics": [{"code": "340", "minutes": 90}]})
        s, = t.drafts()
        t.lab.finalise(g, f, k, s)
        t.lab.sign()
        t.settle(f, g, k, s)
        n = len(requests(t.lab, "save"))
        t.promises(f, g, k, s)

        t.lab.run("restore", backup)
        lost = t.lab.typed.pop(s)
        assert states(t.lab, [f, g, k]) == {f: "DRAFT", g: "QUEUED", k: "DRAFT"}
        # K: one person more than the lost copy knew.
        more = fields_of(t.uuids, 1, 2)["participants"] + [{"employee": t.uuids["oto-100"]}]
        t.lab.run("record", "edit", k, stdin={"participants": more})
        t.lab.finalise(f, k)
        t.lab.sign(f, k)
        # In C the moment of finishing is part of what is signed: finished anew, it is another text.
        settle(t.lab, [f], final=("NEEDS_HELP",) if method == "ibys-json" else ("ACCEPTED",), rounds=10)
        settle(t.lab, [g], final=("NEEDS_HELP",), rounds=10)
        # The third person waits for the two others where one of them needs help.
        settle(t.lab, [k], final=("ACCEPTED", "NEEDS_HELP") + (("QUEUED",) if method == "ibys-json" else ()), rounds=10)
        # What G's older text meets is the newer one, what K's meets are two people of three.
        assert newest(t.lab, g)[0]["reason"] in ("differs", "no_content"), newest(t.lab, g)
        again = [line for line in requests(t.lab, "save")[n:] if line["answer"] != 211]
        assert len(again) <= (0 if method == "ibys-soap-list" else 1), again   # K's third person, where each goes alone
        # S: what is typed anew is known again.
        retyped = t.lab.add("training", lost, t.uuids["oto"])["uuid"]
        said = t.lab.run("finalise", retyped, expect=None)["records"][0]
        assert "sent_by_lost_copy" in [x["code"] for x in said["findings"]], said
        t.promises(f, g, k)


def h_a_machine_rolled_back_and_a_clone_are_covered_by_the_number_alone(method):
    t = Trace(method)
    with t.lab:
        draft, = t.drafts()
        queued, = t.signed()
        place = snapshot(t.lab)
        t.script()
        t.lab.finalise(draft)
        t.lab.sign(draft)
        t.settle(draft, queued)
        n = len(t.saves())
        # The whole machine: nothing tells that it was rolled back.
        roll_back(t.lab, place)
        t.lab.finalise(draft)
        t.lab.sign(draft)
        t.settle(queued, rounds=10)
        # In C the moment of finishing is part of what is signed: finished anew, it is another text.
        t.settle(draft, final=("NEEDS_HELP",) if method == "ibys-json" else ("ACCEPTED",), rounds=10)
        assert {line["answer"] for line in t.saves()[n:]} <= {211}, t.saves()[n:]
        t.promises(draft, queued)
        # A clone on a machine of its own.
        other, machine = os.path.join(place, "store"), {"XDG_STATE_HOME": os.path.join(t.lab.dir, "other-state")}
        settle(t.lab, [queued], rounds=10, data=other, env=machine)
        assert {line["answer"] for line in t.saves()[n:]} <= {211}, t.saves()[n:]
        promises(t.lab, [queued], data=other)


# ---- I, J: generation B alone tells of several in one reply ----

def j_items_that_are_told_one_by_one_are_waited_for(t):
    u, = t.signed(people=4)
    t.script({"action": "trickle", "per_query": 1})
    t.settle(u)
    assert t.path(u)[:2] == ["SENDING", "PROCESSING"] and set(t.path(u)[1:-1]) == {"PROCESSING"}, t.path(u)
    assert len(t.queries()) >= 4 and len(t.saves()) == 1
    t.promises(u)


def i_partly_accepted_is_neither_accepted_nor_rejected_and_the_remainder_goes_alone(t):
    stranger = t.uuids["yabanci-berber"]
    u = t.lab.add("training", {**fields_of(t.uuids, 60), "participants": [{"employee": t.uuids["berber-1"]}, {"employee": stranger}]},
                  t.uuids["berber"])["uuid"]
    t.lab.finalise(u)
    t.lab.sign(u)
    before = numbers(t.lab, u)
    t.script({"action": "trickle", "per_query": 1})
    t.settle(u, final=("PARTLY_ACCEPTED",))
    assert set(t.path(u)) == {"SENDING", "PROCESSING", "PARTLY_ACCEPTED"}, t.path(u)
    t.promises(u)
    # Unchanged, it is refused again under the next number; the accepted one is not in it.
    t.lab.finalise(u)
    t.lab.sign(u)
    assert numbers(t.lab, u) != before
    t.settle(u, final=("PARTLY_ACCEPTED", "REJECTED"))
    assert [i["employee"] for i in t.lab.status(u)[0]["submissions"][0]["items"]] == [t.lab.run("record", "show", stranger)["fields"]["national_id"]]
    t.promises(u)


# ---- L ----

def l_what_is_in_doubt_is_asked_about_under_its_own_firm_alone(t):
    u, = t.signed()
    t.script({"action": "drop_after"})
    t.killed_at("after-reply")
    own = t.lab.run("config", "get", "firm.code")["value"]
    t.lab.run("config", "set", "firm.code", "f" * 32)
    seen = len(t.lab.log())
    said = t.lab.submit(expect=None)
    assert "FIRM" in [g["name"] for g in said["gates"]], said
    assert states(t.lab, [u])[u] == "IN_DOUBT" and t.lab.status(u)[0]["gate"] == "FIRM"
    assert len(t.lab.log()) == seen
    t.lab.run("config", "set", "firm.code", own)
    t.settle(u)
    assert len(t.saves()) == 1
    t.promises(u)


# ---- M ----

def stopped_at(t, point):
    process = subprocess.Popen([ISGCTL, "--data-dir", t.lab.data, "submit", "--until-idle", "--timeout", "60"],
                               env={**t.lab.env, "ISG_TEST_STOP_POINT": point}, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)
    _, how = os.waitpid(process.pid, os.WUNTRACED)
    assert os.WIFSTOPPED(how), how
    return process


def m_while_one_sleeps_nobody_sends_for_it(t):
    u, = t.signed()
    t.script()
    process = stopped_at(t, "in-prereq")
    said = t.lab.submit(timeout=2, expect=3)
    assert said["idle"] is False and t.saves() == [], t.saves()
    process.send_signal(signal.SIGCONT)
    assert process.wait() == 0
    assert states(t.lab, [u])[u] == "ACCEPTED" and len(t.saves()) == 1
    t.promises(u)


def m_one_whose_lease_was_taken_over_wakes_and_sends_nothing(t):
    for point in ("after-mirror", "in-prereq"):
        u, = t.signed()
        t.script()
        process = stopped_at(t, point)
        os.unlink(os.path.join(t.lab.data, "isg-defteri.lease"))
        t.settle(u)
        assert len(t.saves()) == 1, t.saves()
        process.send_signal(signal.SIGCONT)
        process.wait()
        assert len(t.saves()) == 1, t.saves()
        t.promises(u)


# ---- N ----

def n_no_library_repeats_a_save(t):
    """A connection that dies, 417, and a server that would speak HTTP/2: each save is seen once, then asked about."""
    made = t.signed(3)
    t.script()
    with Wire(t.lab, alpn=("h2", "http/1.1")) as wire:
        for u, fault in zip(made, ("dead", "http-417", "reset-after-body")):
            wire.fault(numbers(t.lab, u)[0], fault)
        wire.take_over(t.method)
        t.settle(*made, final=("ACCEPTED", "NEEDS_HELP"))
        first = {u: [e for e in wire.log if e["kind"] == "save" and e["number"] == numbers(t.lab, u)[0]] for u in made}
        assert [[e["fault"] for e in first[u]] for u in made] == [["dead", None], ["http-417"], ["reset-after-body", None]], first
        assert {e["alpn"] for e in wire.log} == {"http/1.1"}
        assert all(b"Expect" not in e["head"] for e in wire.log)
    t.lab.endpoint(t.method)
    t.promises(*made)


# ---- O ----

def o_killed_between_commit_mirror_and_first_byte_it_is_sent_once(t):
    for point in ("before-commit", "after-commit", "after-mirror", "in-prereq"):
        u, = t.signed()
        t.script()
        t.killed_at(point)
        assert t.saves() == [], (point, t.saves())
        assert states(t.lab, [u])[u] == ("QUEUED" if point == "before-commit" else "SENDING"), point
        t.settle(u)
        assert len(t.saves()) == 1, (point, t.saves())
        t.promises(u)


# ---- P ----

def p_a_refusing_endpoint_stops_the_saves_and_is_asked_all_the_same(t):
    # Two may be under way when the first is refused.
    *refused, last = t.signed(3)
    t.script({"action": "http", "status": 404, "count": 2})
    t.lab.submit(expect=None)
    now = states(t.lab, [*refused, last])
    assert now[refused[0]] == "NEEDS_HELP" and now[last] == "QUEUED", now
    assert t.lab.status(last)[0]["gate"] == "ENDPOINT"
    assert len(t.saves()) <= 2 and len(t.queries()) >= 1
    t.script()
    t.settle(last)
    t.promises(*refused, last)


# ---- Q: generation C's query tells no content ----

def q_present_without_content_is_believed_only_where_nothing_else_can_be_meant(t):
    once, twice = t.signed(2)
    t.script()
    with Wire(t.lab) as wire:
        wire.alter = lambda reply: reply.replace(b'"ozet":', b'"baska":')
        wire.take_over(t.method)
        wire.fault(numbers(t.lab, once)[0], "dead-stored")
        wire.fault(numbers(t.lab, twice)[0], "code-210")
        t.settle(once)
        t.settle(twice, final=("REJECTED",))
        t.lab.run("record", "edit", twice, stdin={"topics": [{"code": "340", "minutes": 400}]})
        t.lab.finalise(twice)
        t.lab.sign(twice)
        wire.fault(numbers(t.lab, twice)[0], "dead-stored")
        t.settle(twice, final=("NEEDS_HELP",))
        assert newest(t.lab, twice)[0]["reason"] == "no_content", newest(t.lab, twice)
    t.lab.endpoint(t.method)
    t.promises(once, twice)
    # With its content it is settled.
    t.script()
    t.lab.run("query", twice)
    t.settle(twice)
    t.promises(once, twice)


# ---- R ----

def r_a_question_whose_answer_is_too_long_is_asked_singly(t):
    made = t.signed(3)
    t.script({"action": "processing", "async_ms": 4000, "count": 3})
    # What is due now, and no more: three that were taken.
    t.lab.run("submit")
    assert set(states(t.lab, made).values()) == {"PROCESSING"}, states(t.lab, made)
    asked = len(t.queries())
    t.lab.script([{"match": QUERY, "action": "huge", "bytes": 5000000, "count": 1}])
    t.settle(*made)
    n = [len(line["numbers"]) for line in t.queries()[asked:]]
    assert n[:4] == ([1, 1, 1, 1] if t.method == "ibys-soap-single" else [3, 1, 1, 1]), n
    assert len(t.saves()) == 3
    t.promises(*made)


# ---- what they have left ----

def z_each_receipt_of_these_traces_is_its_own_records(t):
    t.promises(*t.records, receipts=True)


# ---- which method replays which ----

# Those that leave something in a person's hands come last: it is asked about on, and every question counts.
SHARED = [a_refused_while_unsettled_is_not_believed_and_the_late_one_is_found,
          a_refused_and_never_stored_is_rejected_once_settled_and_the_mended_text_keeps_the_number,
          b_withdrawing_waits_until_it_is_settled_and_what_is_stored_late_is_accepted, b_what_never_arrived_is_withdrawn_once_settled,
          c_an_absent_that_was_asked_for_before_settle_and_comes_after_it_ends_nothing, e_used_and_absent_takes_the_next_number_after_settle,
          e_used_by_itself_is_accepted_by_asking, i_partly_accepted_is_neither_accepted_nor_rejected_and_the_remainder_goes_alone,
          j_items_that_are_told_one_by_one_are_waited_for, l_what_is_in_doubt_is_asked_about_under_its_own_firm_alone,
          m_while_one_sleeps_nobody_sends_for_it, m_one_whose_lease_was_taken_over_wakes_and_sends_nothing,
          o_killed_between_commit_mirror_and_first_byte_it_is_sent_once, q_present_without_content_is_believed_only_where_nothing_else_can_be_meant,
          r_a_question_whose_answer_is_too_long_is_asked_singly, n_no_library_repeats_a_save,
          p_a_refusing_endpoint_stops_the_saves_and_is_asked_all_the_same, e_dead_numbers_without_end_come_into_a_persons_hands,
          a_text_that_was_refused_and_stored_all_the_same_is_accepted_and_the_mended_one_held, z_each_receipt_of_these_traces_is_its_own_records]
OWN = [d_where_the_number_is_only_assumed_to_help_it_is_sent_again_after_settle_alone, d_where_nothing_helps_it_is_never_sent_again_by_itself,
       f_g_k_s_after_a_restore_nothing_is_stored_beside_what_the_lost_copy_sent,
       h_a_machine_rolled_back_and_a_clone_are_covered_by_the_number_alone]
ONLY = {"i": "ibys-soap-list", "j": "ibys-soap-list", "q": "ibys-json"}

shared = {}


def replay(trace, method, place):
    """Most of a trace is waiting: the traces of a place follow one another in its laboratory, the places work at the same time."""
    def test():
        if trace in OWN:
            trace(method)
            return
        if test.group not in shared:
            shared[test.group] = Trace(method)
        try:
            trace(shared[test.group])
        except BaseException:
            # What a failed trace leaves behind must not fail the next.
            shared.pop(test.group).lab.close()
            raise
    test.group = f"{method} {place}"
    return test


for _method in METHODS:
    _half = len(SHARED) // 2
    for _place, _traces in (("first", SHARED[:_half] + SHARED[-1:]), ("second", SHARED[_half:]), ("own", OWN)):
        for _trace in _traces:
            if ONLY.get(_trace.__name__[0], _method) == _method:
                globals()[f"test_{_trace.__name__}__{_method.replace('-', '_')}__{_place}"] = replay(_trace, _method, _place)


if __name__ == "__main__":
    code = main(sys.modules[__name__])
    for left in shared.values():
        left.lab.close()
    sys.exit(code)
