# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be said of the client from outside: by its files, its journal, its receipts, and by what the ministry holds.

Source: submission.md 7; style.md, Invariants.
"""
import base64
import functools
import hashlib
import json
import os
import re
import shutil
import sqlite3

from lab import FIRM, SOURCE, Lab, no_doubles

METHODS = ("ibys-soap-single", "ibys-soap-list", "ibys-json")
SAVES = {"ibys-soap-single": "egitimBildirimKaydet", "ibys-soap-list": "egitimBildirimKaydet", "ibys-json": "egitimBilgisiBildir"}
QUERIES = {"ibys-soap-single": "egitimBildirimSorgula", "ibys-soap-list": "egitimSorgula", "ibys-json": "durumSorgula"}
SIGNS_THE_NUMBER = {"ibys-json"}


def begin(method, start=True, **more):
    """A laboratory with the sample records, whose trainings go by the method."""
    lab = Lab(**more)
    uuids = lab.ready()
    lab.method = method
    lab.run("config", "set", "method.training", method)
    if start:
        lab.start()
        lab.endpoint(method)
    return lab, uuids


def fields_of(uuids, i, people=1):
    """The i-th training; no two alike."""
    first = i * people
    return {"date": f"2026-0{1 + i % 9}-{1 + i % 27:02d}", "professional": uuids["uzman"], "place": "inside", "method": "face_to_face",
            "topics": [{"code": "340", "minutes": 20 + i}],
            "participants": [{"employee": uuids[f"oto-{1 + (first + p) % 128}"]} for p in range(people)]}


def drafts(lab, uuids, n, first=0, people=1):
    made = [lab.add("training", fields_of(uuids, i, people), uuids["oto"])["uuid"] for i in range(first, first + n)]
    lab.typed = {**getattr(lab, "typed", {}), **{u: fields_of(uuids, first + k, people) for k, u in enumerate(made)}}
    return made


def signed(lab, uuids, n, first=0, people=1):
    """Trainings that wait to be sent."""
    made = drafts(lab, uuids, n, first, people)
    lab.finalise(*made)
    lab.sign(*made)
    return made


def rows(lab, data=None):
    """record -> its newest submission, read past the client: asked for after every step, it costs no process."""
    db = sqlite3.connect(f"file:{os.path.join(data or lab.data, 'isg-defteri.db')}?mode=ro", uri=True)
    found = db.execute("SELECT r.uuid, s.key, s.number, s.state, s.reason FROM submission s JOIN record r ON r.id = s.record ORDER BY s.id").fetchall()
    db.close()
    return {uuid: {"key": key, "query_no": str(number), "state": state, "reason": reason} for uuid, key, number, state, reason in found}


def newest(lab, *records):
    """The newest submission of each record."""
    found = rows(lab)
    return [found[u] for u in records]


def numbers(lab, *records):
    return [s["query_no"] for s in newest(lab, *records)]


def states(lab, records, data=None):
    """Of records that are one submission each."""
    found = rows(lab, data)
    return {u: found[u]["state"] if u in found else "DRAFT" for u in records}


def requests(lab, kind):
    return [line for line in lab.log() if line["event"] == "request" and line.get("kind") == kind]


def settle(lab, records, final=("ACCEPTED",), rounds=8, timeout=60, **more):
    """Runs the client until each record is in one of the states; where the next number is signed, the card is asked."""
    for _ in range(rounds):
        lab.submit(timeout=timeout, expect=None, **more)
        now = states(lab, records, more.get("data"))
        if all(s in final for s in now.values()):
            return
        if "AWAITING_SIGNATURE" in now.values():
            lab.sign(*records, expect=None, **more)
    raise AssertionError({u: s for u, s in now.items() if s not in final})


# ---- the journal ----

def journal(lab, data=None):
    """Each line with what it tells, oldest first."""
    db = sqlite3.connect(f"file:{os.path.join(data or lab.data, 'isg-defteri.db')}?mode=ro", uri=True)
    lines = [{"act": act, "record": record, "time": time, **json.loads(detail or "{}")}
             for act, record, time, detail in db.execute("SELECT act, record, time, detail FROM journal ORDER BY seq")]
    db.close()
    return lines


def trail(lab, key, lines=None):
    """How a submission went from state to state, with the gates that each move shut."""
    moves = []
    for line in lines or journal(lab):
        if line["act"] == "submission.state" and line["key"] == key:
            moves.append({**line, "shut": []})
            last = key
        elif line["act"].startswith("submission."):
            last = line.get("key")
        elif line["act"] == "gate.shut" and moves and last == key:
            moves[-1]["shut"].append(line["gate"])
    return moves


def first_end(moves):
    """What the first sending came to."""
    return next(m for m in moves if m["from"] == "SENDING")


# ---- what holds ----

def _sent_before(held):
    return {(i["number"], i["employee"], i["topic"]): i for i in held["items"] if i["state"] == "stored"}


def check_truth(lab, records, held):
    """Nothing is said to be accepted that is not there, nor refused or withdrawn what is."""
    there = _sent_before(held)
    for record in records:
        taken = {}
        later = set()
        for s in record["submissions"]:
            found = [there.get((s["query_no"], i["employee"], i["topic"])) for i in s["items"]]
            n = sum(1 for f in found if f and f["status"] == 200 and f["sha256"] == s["sha256"])
            assert s["state"] != "SENDING", s
            if s["state"] == "ACCEPTED":
                assert n == len(s["items"]), (s, found)
            elif s["state"] == "PARTLY_ACCEPTED":
                assert 0 < n < len(s["items"]), (s, found)
            elif s["state"] in ("REJECTED", "WITHDRAWN"):
                # What lies there may be what was sent again unchanged.
                assert n == 0 or (s["query_no"], s["sha256"]) in later, (s, found)
            elif s["state"] == "NEEDS_HELP":
                assert s["reason"] and s["explanation"], s
            elif s["state"] in ("IN_DOUBT", "PROCESSING"):
                assert s["next_try"] or record["gate"], s
            later.add((s["query_no"], s["sha256"]))
            for f in found:
                if f and f["status"] == 200 and f["sha256"] == s["sha256"]:
                    taken.setdefault((f["employee"], f["topic"]), []).append(s["query_no"])
        assert all(len(set(under)) == 1 for under in taken.values()), taken


def check_journal(lab, records, data=None):
    assert lab.run("journal", "verify", data=data)["intact"]
    lines = journal(lab, data)
    at = {}
    for line in lines:
        if line["act"] == "submission.state":
            assert at.get(line["key"], "DRAFT") == line["from"], line
            at[line["key"]] = line["to"]
    for record in records:
        for s in record["submissions"]:
            assert at[s["key"]] == s["state"], (s, at[s["key"]])


@functools.cache
def sample_people():
    with open(os.path.join(SOURCE, "data/demo/sample.json"), encoding="utf-8") as f:
        return [r["fields"]["national_id"] for r in json.load(f)["records"] if r["kind"] == "employee"]


def check_secrets(lab, data=None):
    """No journal line, gate or message names a person or the password."""
    db = sqlite3.connect(f"file:{os.path.join(data or lab.data, 'isg-defteri.db')}?mode=ro", uri=True)
    text = json.dumps([db.execute("SELECT detail FROM journal").fetchall(), db.execute("SELECT * FROM gate").fetchall()], ensure_ascii=False)
    db.close()
    text += lab.stderr
    assert not [p for p in sample_people() if p in text]
    assert FIRM["password"] not in text


def check_whole(lab, data=None):
    db = sqlite3.connect(os.path.join(data or lab.data, "isg-defteri.db"))
    assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    db.close()


def check_kept(lab, data=None):
    """What was typed is there."""
    db = sqlite3.connect(f"file:{os.path.join(data or lab.data, 'isg-defteri.db')}?mode=ro", uri=True)
    rows = dict(db.execute("SELECT r.uuid, v.body FROM record r JOIN revision v ON v.record = r.id AND v.number = 1"))
    db.close()
    for uuid, fields in getattr(lab, "typed", {}).items():
        body = json.loads(rows[uuid])
        body = body.get("fields", body)
        assert body["participants"] == fields["participants"] and body["date"] == fields["date"], (uuid, body)


def check_receipts(lab, records, held, data=None):
    """A receipt speaks of its own record and of nobody else's: of the very text that the ministry holds under that number."""
    there = {n["number"]: n for n in held["numbers"] if n["state"] == "stored"}
    moves = [line for line in journal(lab, data) if line["act"] == "submission.state"]
    path = os.path.join(lab.dir, "receipt.json")
    for record in records:
        own = {s["key"]: s for s in record["submissions"]}
        accepted = [s for s in own.values() if s["state"] == "ACCEPTED"]
        if not accepted:
            continue
        if os.path.exists(path):
            os.unlink(path)
        lab.run("receipt", record["uuid"], "-o", path, data=data)
        said = lab.run("verify-receipt", path, data=os.path.join(lab.dir, "elsewhere"))
        assert said["valid"] and said["accepted"] == len(accepted), said
        with open(path, encoding="utf-8") as f:
            notifications = json.load(f)["notifications"]
        assert {s["key"] for s in accepted} <= {n["key"] for n in notifications} <= set(own), (record["uuid"], notifications)
        numbers_used = {line["number"] for line in moves if line["key"] in own}
        names = numbers_used | {there[n]["server_no"] for n in numbers_used if n in there}
        others = ({line["number"] for line in moves} | set(there) | {n["server_no"] for n in there.values()}) - names - {"", None}
        for n in notifications:
            check_notification(n, own[n["key"]], there, names, others)


def check_notification(notification, submission, there, names, others):
    mark = hashlib.sha256(base64.b64decode(notification["document"])).hexdigest()
    assert mark == submission["sha256"] and notification["query_no"] == submission["query_no"], notification["query_no"]
    text = "".join(base64.b64decode(reply["body"]).decode(errors="replace") for reply in notification["replies"])
    assert not others & set(re.findall(r"\w+", text)), (notification["query_no"], text[:1000])
    if submission["state"] == "ACCEPTED":
        assert mark == there[notification["query_no"]]["sha256"], notification["query_no"]
        # B's reply to a save carries the ministry's number, all others ours.
        assert any(name in text for name in names if name), (names, text[:1000])


def promises(lab, records=None, receipts=False, data=None):
    """What holds whatever happened."""
    held = lab.held()
    told = lab.run("status", *(records or []), data=data)["records"]
    if records is not None:
        assert {r["uuid"] for r in told} == set(records), "a record is lost"
    assert no_doubles(held) == {}, no_doubles(held)
    assert held["totals"]["doubled"] == 0, held["totals"]
    check_kept(lab, data)
    check_truth(lab, told, held)
    check_journal(lab, told, data)
    check_secrets(lab, data)
    check_whole(lab, data)
    if receipts:
        check_receipts(lab, told, held, data)
    return told


# ---- a machine rolled back ----

def snapshot(lab, name="snapshot"):
    """The store and what lies beside it, as they are."""
    place = os.path.join(lab.dir, name)
    shutil.copytree(lab.data, os.path.join(place, "store"))
    if os.path.exists(lab.env["XDG_STATE_HOME"]):
        shutil.copytree(lab.env["XDG_STATE_HOME"], os.path.join(place, "state"))
    return place


def roll_back(lab, place, state=True):
    shutil.rmtree(lab.data)
    shutil.copytree(os.path.join(place, "store"), lab.data)
    if not state:
        return
    shutil.rmtree(lab.env["XDG_STATE_HOME"], ignore_errors=True)
    if os.path.exists(os.path.join(place, "state")):
        shutil.copytree(os.path.join(place, "state"), lab.env["XDG_STATE_HOME"])
