# SPDX-License-Identifier: GPL-3.0-or-later
"""What every method of one employee × one topic must do, once for A and once for C.

A file of tests takes the promises as its own by `globals().update(promises (…))`.
"""
import base64
import json
import os

from lab import Lab, no_doubles


class Method:
    def __init__(self, method, save, query, signs_again, asks_singly):
        self.method = method
        self.save = save                  # the ministry's operation
        self.query = query
        self.asks_singly = asks_singly    # one number in a question
        self.signs_again = signs_again    # the number is part of what is signed

    def prepared(self, names, today=None):
        lab = Lab(today=today)
        uuids = lab.ready()
        lab.run("config", "set", "method.training", self.method)
        lab.finalise(*(uuids[n] for n in names))
        lab.sign(*(uuids[n] for n in names))
        lab.start()
        lab.endpoint(self.method)
        return lab, uuids

    def rule(self, action, kind="save", **more):
        return {"match": {"kind": kind}, "action": action, "count": 1, **more}

    def saves(self, lab):
        return [line for line in lab.log() if line["operation"] == self.save]

    def queries(self, lab):
        return [line for line in lab.log() if line["operation"] == self.query]


def submissions(record):
    return record["submissions"]


def numbers(record):
    return {(s["items"][0]["employee"], s["items"][0]["topic"]): s["query_no"] for s in record["submissions"]}


def bond(lab, uuids, person, place):
    """The ministry learns of the employment; it is started anew with it."""
    seed = json.load(open(lab.seed, encoding="utf-8"))
    number = lab.run("record", "show", uuids[person])["fields"]["national_id"]
    sgk_no = lab.run("record", "show", uuids[place])["fields"]["sgk_no"]
    seed["employments"].append({"employee": number, "sgk_no": sgk_no, "from": "2025-01-01"})
    lab.stop()
    lab.seed = os.path.join(lab.dir, "seed.json")
    with open(lab.seed, "w", encoding="utf-8") as f:
        json.dump(seed, f)
    lab.start()
    return number


def settle_signed(m, lab, uuid):
    """Runs until everything rests; where the next number is signed, the card is asked once more."""
    lab.submit(timeout=90)
    record = lab.status(uuid)[0]
    if m.signs_again:
        waiting = [s for s in submissions(record) if s["state"] == "AWAITING_SIGNATURE"]
        assert waiting, record
        lab.sign(uuid)
        lab.submit(timeout=90)
        record = lab.status(uuid)[0]
    return record


def promises(m):
    def test_each_person_and_topic_is_one_notification_accepted_once():
        lab, uuids = m.prepared(["egitim-berber"])
        with lab:
            lab.submit(timeout=120)
            record = lab.status(uuids["egitim-berber"])[0]
            rows = submissions(record)
            assert record["state"] == "ACCEPTED", record
            assert len(rows) == 3 * 12, len(rows)
            assert all(s["method"] == m.method and s["state"] == "ACCEPTED" and s["attempts"] == 1 for s in rows)
            assert all(len(s["items"]) == 1 and s["items"][0]["status"] == 200 for s in rows)
            assert len({s["query_no"] for s in rows}) == 36
            held = lab.held()
            assert len(held["items"]) == 36 and no_doubles(held) == {}
            assert len(m.saves(lab)) == 36

    def test_a_person_without_bond_is_refused_at_his_field_and_goes_under_the_same_number_once_he_has_one():
        lab, uuids = m.prepared(["egitim-212"])
        with lab:
            lab.submit()
            record = lab.status(uuids["egitim-212"])[0]
            assert record["state"] == "REJECTED", record
            for s in submissions(record):
                assert [e["code"] for e in s["errors"]] == [212], s
                assert s["errors"][0]["field"] == "participants[0].employee", s
                assert "bağ göremiyor" in s["errors"][0]["explanation"], s
                assert s["items"][0]["status"] == 212
            assert lab.held()["items"] == []
            before = numbers(record)
            bond(lab, uuids, "yabanci-firin", "firin")
            lab.endpoint(m.method)
            lab.finalise(uuids["egitim-212"])
            lab.sign(uuids["egitim-212"])
            lab.submit()
            record = lab.status(uuids["egitim-212"])[0]
            assert record["state"] == "ACCEPTED", record
            assert numbers(record) == before
            assert no_doubles(lab.held()) == {}

    def test_a_field_that_the_ministry_names_is_shown_as_the_record_has_it():
        lab, uuids = m.prepared(["egitim-bekliyor"], today="2026-06-30")
        with lab:
            lab.submit()
            record = lab.status(uuids["egitim-bekliyor"])[0]
            assert record["state"] == "REJECTED", record
            for s in submissions(record):
                assert [(e["field"], e["code"]) for e in s["errors"]] == [("date", 210)], s
            assert lab.held()["items"] == []

    def test_one_that_was_stored_and_not_answered_is_asked_about_and_never_sent_again():
        lab, uuids = m.prepared(["egitim-bekliyor"])
        with lab:
            lab.script([m.rule("drop_after")])
            lab.submit(timeout=90)
            record = lab.status(uuids["egitim-bekliyor"])[0]
            assert record["state"] == "ACCEPTED", record
            assert len(m.saves(lab)) == 6 and len(m.queries(lab)) >= 1, lab.log()
            assert all(s["attempts"] == 1 for s in submissions(record)), record
            assert len(lab.held()["items"]) == 6 and no_doubles(lab.held()) == {}

    def test_one_that_was_not_answered_is_in_doubt_until_the_ministry_can_be_asked():
        lab, uuids = m.prepared(["egitim-212"])
        with lab:
            lab.script([{"match": {"kind": "save"}, "action": "drop_after", "count": 1},
                        {"match": {"kind": "query"}, "action": "http", "status": 503}])
            lab.submit(timeout=20, expect=None)
            states = {s["state"] for s in submissions(lab.status(uuids["egitim-212"])[0])}
            assert "IN_DOUBT" in states, states
            lab.script([])
            lab.submit(timeout=90)
            assert lab.state(uuids["egitim-212"]) == "REJECTED"
            assert lab.held()["items"] == []

    def test_one_that_never_arrived_goes_once_more_under_its_number():
        lab, uuids = m.prepared(["egitim-bekliyor"])
        with lab:
            before = numbers(lab.status(uuids["egitim-bekliyor"])[0])
            lab.script([m.rule("drop_before")])
            lab.submit(timeout=90)
            record = lab.status(uuids["egitim-bekliyor"])[0]
            assert record["state"] == "ACCEPTED" and numbers(record) == before, record
            assert len(m.saves(lab)) == 7
            assert no_doubles(lab.held()) == {}

    def test_211_for_what_was_stored_becomes_accepted_by_asking():
        lab, uuids = m.prepared(["egitim-bekliyor"])
        with lab:
            lab.script([m.rule("code", code=211, stored=True)])
            lab.submit(timeout=90)
            record = lab.status(uuids["egitim-bekliyor"])[0]
            assert record["state"] == "ACCEPTED", record
            assert len(m.saves(lab)) == 6 and no_doubles(lab.held()) == {}

    def test_211_for_what_is_not_there_takes_the_next_number():
        lab, uuids = m.prepared(["egitim-bekliyor"])
        with lab:
            before = numbers(lab.status(uuids["egitim-bekliyor"])[0])
            lab.script([m.rule("code", code=211)])
            record = settle_signed(m, lab, uuids["egitim-bekliyor"])
            assert record["state"] == "ACCEPTED", record
            after = numbers(record)
            assert len([k for k in before if before[k] != after[k]]) == 1, (before, after)
            assert len(m.saves(lab)) == 7 and no_doubles(lab.held()) == {}

    def test_what_is_in_work_is_waited_for():
        lab, uuids = m.prepared(["egitim-bekliyor"])
        with lab:
            lab.script([m.rule("processing", async_ms=1500)])
            lab.submit(timeout=120)
            record = lab.status(uuids["egitim-bekliyor"])[0]
            assert record["state"] == "ACCEPTED", record
            assert len(m.saves(lab)) == 6 and len(m.queries(lab)) >= 1
            assert no_doubles(lab.held()) == {}

    def test_what_is_refused_after_taking_goes_under_the_next_number():
        lab, uuids = m.prepared(["egitim-bekliyor"])
        with lab:
            lab.script([m.rule("async", async_ms=500, final_code=213)])
            lab.submit(timeout=120)
            record = lab.status(uuids["egitim-bekliyor"])[0]
            refused = [s for s in submissions(record) if s["state"] == "REJECTED"]
            assert len(refused) == 1 and refused[0]["code"] == 213, record
            before = refused[0]
            lab.finalise(uuids["egitim-bekliyor"])
            lab.sign(uuids["egitim-bekliyor"])
            lab.submit(timeout=60)
            record = lab.status(uuids["egitim-bekliyor"])[0]
            assert record["state"] == "ACCEPTED", record
            same = [s for s in submissions(record) if s["part"] == before["part"]]
            assert {s["state"] for s in same if s["query_no"] != before["query_no"]} == {"ACCEPTED"}, same
            assert no_doubles(lab.held()) == {}

    def test_wrong_credentials_stop_the_queue_once():
        lab, uuids = m.prepared(["egitim-bekliyor"])
        with lab:
            lab.run("config", "set", "firm.password", stdin="yanlis")
            lab.submit(timeout=30)
            record = lab.status(uuids["egitim-bekliyor"])[0]
            assert record["state"] == "QUEUED" and record["gate"] == "CREDENTIALS", record
            assert len(lab.log()) <= 2, lab.log()
            lab.run("config", "set", "firm.password", stdin="deneme-parola")
            lab.submit()
            assert lab.state(uuids["egitim-bekliyor"]) == "ACCEPTED"
            assert no_doubles(lab.held()) == {}

    def test_the_receipt_of_many_notifications_holds_without_the_store():
        lab, uuids = m.prepared(["egitim-bekliyor"])
        with lab:
            lab.script([m.rule("drop_after"), {"match": {"kind": "save"}, "action": "drop_after", "skip": 1, "count": 1}])
            lab.submit(timeout=90)
            receipt = os.path.join(lab.dir, "alindi.json")
            lab.run("receipt", uuids["egitim-bekliyor"], "-o", receipt)
            lab.stop()
            said = lab.run("verify-receipt", receipt, data=os.path.join(lab.dir, "elsewhere"))
            assert said["valid"] and said["accepted"] == 6, said

    def test_a_receipt_from_a_question_about_many_tells_of_nobody_else():
        lab, uuids = m.prepared(["egitim-bekliyor"])
        with lab:
            lab.script([{"match": {"kind": "save"}, "action": "processing", "async_ms": 8000, "count": 6}])
            lab.submit(timeout=3, expect=None)
            assert len(m.saves(lab)) == 6, lab.log()
            while lab.state(uuids["egitim-bekliyor"]) == "PROCESSING":
                lab.run("query", uuids["egitim-bekliyor"])   # about all six at once
            record = lab.status(uuids["egitim-bekliyor"])[0]
            assert record["state"] == "ACCEPTED", record
            receipt = os.path.join(lab.dir, "alindi.json")
            lab.run("receipt", uuids["egitim-bekliyor"], "-o", receipt)
            assert lab.run("verify-receipt", receipt)["accepted"] == 6
            notifications = json.load(open(receipt, encoding="utf-8"))["notifications"]
            numbers_of = {n["query_no"] for n in notifications}
            cut = 0
            for n in notifications:
                for reply in n["replies"]:
                    text = base64.b64decode(reply["body"]).decode()
                    assert not [other for other in numbers_of - {n["query_no"]} if other in text], text
                    cut += 1 if "extract_of_sha256" in reply else 0
            assert cut > 0 or m.asks_singly, notifications

    return {name: f for name, f in locals().items() if name.startswith("test_")}
