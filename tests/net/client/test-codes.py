# SPDX-License-Identifier: GPL-3.0-or-later
"""Every result code that the pack publishes, over the wire, by each method: state, gate, refused field, and what becomes of it.

The codes and their classes come from the pack's own tables; what each class must do is submission.md 3.
"""
import json
import os
import sys

from lab import SOURCE, main
from outside import METHODS, SIGNS_THE_NUMBER, begin, first_end, journal, newest, numbers, promises, requests, roll_back, settle, signed, snapshot, trail

# class: what the save comes to, the gate that it shuts, state at rest, how often it is sent when nothing was stored
CLASSES = {
    "accepted": (("save.accepted", "save.taken"), None, "ACCEPTED", None),
    "in_work": (("save.taken",), None, "ACCEPTED", None),
    "failed": (("save.failed",), None, "ACCEPTED", 2),
    "refused": (("save.refused",), None, "REJECTED", 1),
    "used": (("save.used",), None, "ACCEPTED", 2),
    "signature": (("save.signature",), "SIGNATURE", "NEEDS_HELP", 1),
    "batch": (("save.batch",), None, "NEEDS_HELP", 1),
    "credentials": (("save.credentials",), "CREDENTIALS", "ACCEPTED", 2),
    "server": (("save.server",), "SERVER", "ACCEPTED", 2),
    "unknown": (("save.unreadable",), None, "ACCEPTED", 2),
}
# Those that may be said of what was stored all the same: found by asking, never sent again.
SAID_OF_WHAT_IS_STORED = ("accepted", "in_work", "failed", "used", "server", "unknown")
REFUSALS_AFTER_TAKING = ("refused", "signature", "batch")
NOBODY_KNOWS = 777


def published(method):
    """The pack's table, and a code that stands in none."""
    with open(os.path.join(SOURCE, f"data/rules/datasets/training-{method}.json"), encoding="utf-8") as f:
        table = [(row["code"], row["class"]) for row in json.load(f)["codes"]["rows"]]
    assert len(table) >= 19 and {c for _, c in table} | {"unknown"} == set(CLASSES), table
    return table + [(NOBODY_KNOWS, "unknown")]


def cases_of(method):
    """code, class, how it comes: to a save that was not stored, to one that was, or to the question about one that was taken."""
    table = published(method)
    return ([(code, klass, "not stored") for code, klass in table if CLASSES[klass][3] is not None and klass != "signature"]
            + [(code, klass, "stored") for code, klass in table if klass in SAID_OF_WHAT_IS_STORED]
            + [(code, klass, "after taking") for code, klass in table if klass in REFUSALS_AFTER_TAKING])


def rule_of(number, case):
    code, klass, how = case
    match = {"kind": "save", "number": number}
    if how == "after taking":
        return {"match": match, "action": "async", "async_ms": 0, "final_code": code, "count": 1}
    if how == "stored" and klass == "in_work":
        return {"match": match, "action": "processing", "async_ms": 0, "count": 1}
    return {"match": match, "action": "code", "code": code, "stored": how == "stored", "message": "egitimTarihi: deneme", "count": 1}


def rest_of(case):
    if case[2] == "after taking":
        return "REJECTED"
    return "ACCEPTED" if case[2] == "stored" else CLASSES[case[1]][2]


def check_refusal(s, code, names_field):
    """Shown with its code, in words, and where the reply names a field, at that field."""
    assert s["code"] == code and [e["code"] for e in s["errors"]] == [code], s
    assert s["errors"][0]["explanation"], s
    assert {i["status"] for i in s["items"]} <= {code, None}, s
    if code == 210 and names_field:
        assert s["errors"][0]["field"] == "date", s


def check_case(lab, uuid, case, lines, saves):
    code, klass, how = case
    s = lab.told[uuid]["submissions"][0]
    end = first_end(trail(lab, s["key"], lines))
    assert s["state"] == rest_of(case), (case, s)
    sent = saves.get(lab.numbers[uuid], 0) + (saves.get(s["query_no"], 0) if s["query_no"] != lab.numbers[uuid] else 0)
    if how == "after taking":
        assert end["event"] in ("save.taken", "save.accepted") and sent == 1, (case, end, sent)
        check_refusal(s, code, False)
        return
    event, gate, _, n = CLASSES[klass]
    assert end["event"] in event and end.get("code", code) == code, (case, end)
    assert set(end["shut"]) <= {gate}, (case, end)
    assert sent == (1 if how == "stored" else n), (case, sent)
    if how == "not stored" and klass in ("refused", "batch"):
        # In C the refused fields stand in a list of their own, which the script has not.
        check_refusal(s, code, s["method"] != "ibys-json")


def count_saves(lab):
    counts = {}
    for line in requests(lab, "save"):
        counts[line["number"]] = counts.get(line["number"], 0) + 1
    return counts


def each_code_does_what_its_class_says(method):
    cases = cases_of(method)
    lab, uuids = begin(method)
    with lab:
        made = signed(lab, uuids, len(cases))
        lab.numbers = dict(zip(made, numbers(lab, *made)))
        lab.script([rule_of(lab.numbers[u], case) for u, case in zip(made, cases)])
        settle(lab, made, final=("ACCEPTED", "REJECTED", "NEEDS_HELP"), rounds=40, timeout=200)
        lab.told = {r["uuid"]: r for r in promises(lab, made, receipts=True)}
        lines, saves = journal(lab), count_saves(lab)
        for u, case in zip(made, cases):
            check_case(lab, u, case, lines, saves)
        shut = {line["gate"] for line in lines if line["act"] == "gate.shut"}
        assert {"SERVER", "CREDENTIALS"} <= shut <= {"SERVER", "CREDENTIALS", "OLD_COPY"}, shut
        # A refused one goes again as it is, under its own number: the signature is kept where nothing was taken.
        again = [u for u, case in zip(made, cases) if case[1] == "refused" and case[2] == "not stored"]
        lab.script([])
        before = len(requests(lab, "save"))
        lab.finalise(*again)
        if any(s["state"] == "AWAITING_SIGNATURE" for s in newest(lab, *again)):
            lab.sign(*again)
        settle(lab, again)
        assert [lab.numbers[u] for u in again] == numbers(lab, *again)
        assert len(requests(lab, "save")) - before == len(again)
        promises(lab, made)


def a_signature_that_is_refused_stops_the_method_and_asking_goes_on(method):
    codes = [code for code, klass in published(method) if klass == "signature"]
    assert codes
    lab, uuids = begin(method)
    with lab:
        doubtful, refused, held = signed(lab, uuids, 3)
        place = snapshot(lab)
        for code in codes:
            n = len(requests(lab, "save"))
            first, second = numbers(lab, doubtful, refused)
            lab.script([{"match": {"kind": "save", "number": first}, "action": "processing", "async_ms": 1500, "count": 1},
                        {"match": {"kind": "save", "number": second}, "action": "code", "code": code, "count": 1}])
            # Two may be under way together; the third finds the gate shut, if it did not go beside the second.
            settle(lab, [doubtful])
            s = newest(lab, refused)[0]
            end = first_end(trail(lab, s["key"]))
            assert s["state"] == "NEEDS_HELP" and s["reason"] == "signature" and end["shut"] == ["SIGNATURE"], (code, s, end)
            told = lab.status(held)[0]
            assert told["state"] in ("QUEUED", "ACCEPTED"), told
            if told["state"] == "QUEUED":
                assert told["gate"] == "SIGNATURE", told
            lab.submit()
            assert len(requests(lab, "save")) - n <= 3
            promises(lab, [doubtful, refused, held])
            # Neither time nor asking opens it: a person does, with a reason; what met it stays in need of help.
            assert [g["name"] for g in lab.run("gate", "list")["gates"]] == ["SIGNATURE"]
            lab.run("gate", "open", "SIGNATURE", expect=2)
            lab.run("gate", "open", "NETWORK", "--reason", "deneme", expect=2)
            lab.run("gate", "open", "SIGNATURE", "--scope", "none@1", "--reason", "deneme", expect=1)
            assert lab.run("gate", "open", "SIGNATURE", "--reason", "imza biçimi düzeldi")["opened"] == 1
            lab.submit()
            assert lab.state(held) == "ACCEPTED" and lab.state(refused) == "NEEDS_HELP" and lab.run("gate", "list")["gates"] == []
            assert [line["reason"] for line in journal(lab) if line["act"] == "gate.opened_by_hand"] == ["imza biçimi düzeldi"]
            # The next code finds the machine as it was before; the ministry knows what it knows.
            roll_back(lab, place)
            lab.stop()
            os.unlink(os.path.join(lab.dir, "ministry.db"))
            lab.start()


for _test in (each_code_does_what_its_class_says, a_signature_that_is_refused_stops_the_method_and_asking_goes_on):
    for _method in METHODS:
        def _run(test=_test, method=_method):
            test(method)
        _run.group = _method
        globals()[f"test_{_test.__name__}__{_method.replace('-', '_')}"] = _run


if __name__ == "__main__":
    sys.exit(main(sys.modules[__name__]))
