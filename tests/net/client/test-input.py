# SPDX-License-Identifier: GPL-3.0-or-later
"""What does not fit is said with what and where, ends with 1 (or 4) and changes nothing."""
import hashlib
import json
import os
import shutil
import sqlite3
import sys

from lab import Lab, main

GOOD_EMPLOYEE = {"national_id": "10000000382", "given_name": "Ali", "family_name": "Işık", "birth_date": "1990-02-03", "start_date": "2024-01-02"}


def fingerprint(lab):
    """Everything of the store but what opening it may touch."""
    out = []
    db = sqlite3.connect(f"file:{os.path.join(lab.data, 'isg-defteri.db')}?mode=ro", uri=True)
    for table in ("record", "revision", "draft", "submission", "journal"):
        out.append(repr(db.execute(f"SELECT * FROM {table}").fetchall()))
    db.close()
    return hashlib.sha256("".join(out).encode()).hexdigest()


def prepared():
    lab = Lab(token=False)
    lab.init()
    return lab, lab.load()


def training(uuids, **more):
    fields = {"date": "2026-05-04", "professional": uuids["uzman"], "place": "inside", "method": "face_to_face", "topics": [{"code": "340", "minutes": 40}],
              "participants": [{"employee": uuids["berber-1"]}]}
    fields.update(more)
    return fields


def test_every_wrong_value_is_named_with_its_field_and_nothing_is_kept():
    lab, uuids = prepared()
    with lab:
        cases = [
            ("employee", {**GOOD_EMPLOYEE, "national_id": "10000000145"}, "national_id"),
            ("employee", {**GOOD_EMPLOYEE, "national_id": "1000000038"}, "national_id"),
            ("employee", {**GOOD_EMPLOYEE, "leave_date": "2023-01-01"}, "leave_date"),
            ("employee", {**GOOD_EMPLOYEE, "sex": "x"}, "sex"),
            ("employee", {**GOOD_EMPLOYEE, "job": "ş" * 1000000}, "job"),
            ("training", training(uuids, topics=[{"code": "999", "minutes": 40}]), "topics"),
            ("training", training(uuids, topics=[{"code": "340", "minutes": 0}]), "topics"),
            ("training", training(uuids, topics=[]), "topics"),
            ("training", training(uuids, topics=[{"code": "340", "minutes": 40}, {"code": "340", "minutes": 20}]), "topics"),
            ("training", training(uuids, participants=[]), "participants"),
            ("training", training(uuids, participants=[{"employee": uuids["berber-1"]}, {"employee": uuids["berber-1"]}]), "participants"),
            ("training", training(uuids, participants=[{"employee": uuids["firin-1"]}]), "participants"),
            ("training", training(uuids, date="2099-01-01"), "date"),
            ("training", training(uuids, date="1999-01-01"), "participants"),
            ("training", training(uuids, place="nowhere"), "place"),
            ("assignment", {"professional": uuids["uzman"], "contract_start": "2026-05-01", "contract_end": "2026-01-01", "minutes": 40}, "contract_end"),
        ]
        before = fingerprint(lab)
        for kind, fields, where in cases:
            said = lab.add(kind, fields, uuids["berber"], expect=1)
            text = json.dumps(said, ensure_ascii=False)
            assert any((f.get("field") or "").startswith(where) and f["severity"] == "block" and f["message"] for f in said.get("findings", [])) \
                or where in text, (kind, where, text[:600])
            assert fingerprint(lab) == before, (kind, where)
        said = lab.run("record", "add", "workplace", stdin={"name": "X", "sgk_no": "2" * 25}, expect=1)
        assert any(f["field"] == "sgk_no" for f in said["findings"]), said
        assert fingerprint(lab) == before


def test_what_is_no_record_is_refused():
    lab, uuids = prepared()
    with lab:
        before = fingerprint(lab)
        for stdin in (b"", b"{", b"[]", b"null", b"\xff\xfe{}", b'{"given_name":"\xc3\x28"}', b"{" * 100000, json.dumps({"given_name": 5}).encode(),
                      json.dumps({"birth_date": "1990-02-30"}).encode(), json.dumps({"unknown_field": "x"}).encode(), json.dumps({"given_name": {"a": 1}}).encode()):
            said = lab.run("record", "add", "employee", "--workplace", uuids["berber"], stdin=stdin, expect=1)
            assert said["error"]["message"] and said["error"]["detail"], stdin[:30]
            assert said["uuid"] is None and [f["severity"] for f in said["findings"]] == ["block"] and said["findings"][0]["message"], stdin[:30]
            assert fingerprint(lab) == before, stdin[:30]
        lab.run("record", "add", "spaceship", stdin={}, expect=1)
        lab.run("record", "show", "00000000-0000-4000-8000-000000000000", expect=1)
        lab.run("record", "add", "employee", stdin=GOOD_EMPLOYEE, expect=2)
        lab.run("frobnicate", expect=2)
        assert fingerprint(lab) == before


def test_a_byte_order_mark_and_a_list_written_as_empty_behind_it_are_read():
    lab, uuids = prepared()
    with lab:
        lab.add("employee", "\ufeff" + json.dumps(GOOD_EMPLOYEE), uuids["berber"])
        said = lab.add("training", "\ufeff" + json.dumps(training(uuids, participants=[])), uuids["berber"], expect=1)
        assert "participants" in [f["field"] for f in said["findings"]], said


def test_what_cannot_be_read_is_listed_at_its_field():
    lab, uuids = prepared()
    with lab:
        for more, field, code in (({"sex": "x"}, "sex", "unreadable"), ({"birth_date": "1.2.1990"}, "birth_date", "unreadable"), ({"hobby": "x"}, "hobby", "unknown_field")):
            said = lab.add("employee", {**GOOD_EMPLOYEE, **more}, uuids["berber"], expect=1)
            assert [(f["field"], f["code"]) for f in said["findings"]] == [(field, code)], said
        said = lab.add("training", training(uuids, topics=[{"code": "999", "minutes": 40}]), uuids["berber"], expect=1)
        assert said["findings"][0]["field"] == "topics[0].code", said


def test_all_that_cannot_be_read_is_listed_with_its_reason_in_the_language():
    lab, uuids = prepared()
    with lab:
        wrong = {"equipment": 1000, "date": "2026-13-01", "result": "fine", "next_date": True, "hobby": "x", "done_by": "A\u0007"}
        said = {}
        for language in ("tr", "en"):
            lab.run("config", "set", "language", language)
            said[language] = lab.add("equipment_check", wrong, uuids["berber"], expect=1)["findings"]
            assert sorted(f["field"] for f in said[language]) == sorted(wrong), said[language]
            whole = lab.run("record", "add", "drill", "--workplace", uuids["berber"], stdin="[1]", expect=1)["findings"]
            assert [(f["field"], f["code"]) for f in whole] == [(None, "not_json")] and "{" not in whole[0]["message"], whole
        for tr, en in zip(said["tr"], said["en"]):
            assert tr["code"] == en["code"] and tr["message"] != en["message"] and "{" not in tr["message"], (tr, en)
        assert "check_result" in next(f["message"] for f in said["en"] if f["field"] == "result")
        codes = [c["code"] for c in lab.run("rules", "show", "check_result")["codes"]]
        lab.add("equipment_check", {"equipment": "1000", "date": "2026-10-01", "done_by": "A", "result": codes[0]}, uuids["berber"])
        rows = lab.add("training", training(uuids, topics=[{"code": "999", "minutes": "x"}, {"code": "110", "minutes": 40}, {"what": 1}]), uuids["berber"], expect=1)["findings"]
        assert [f["field"] for f in rows] == ["topics[0].code", "topics[0].minutes", "topics[2].what"], rows


def test_a_whole_number_may_have_a_point_and_a_code_said_twice_holds_once():
    lab, uuids = prepared()
    with lab:
        hurt = {"employee": uuids["berber-1"], "injury_type": "012", "body_part": "54"}
        incident = {"professional": uuids["uzman"], "incident_type": "accident", "occurred_at": "2026-05-04T10:40:00", "description": "Makas kesti."}
        text = json.dumps({**incident, "victims": [{**hurt, "days_lost": 3}]}).replace('"days_lost": 3', '"days_lost": 3.0')
        uuid = lab.add("incident", text, uuids["berber"])["uuid"]
        assert lab.run("record", "show", uuid)["fields"]["victims"][0]["days_lost"] == 3
        lab.add("incident", {**incident, "victims": [{**hurt, "days_lost": 3.5}]}, uuids["berber"], expect=1)
        uuid = lab.add("health_exam", {"employee": uuids["berber-1"], "exposure_chemical": ["1501", "1591", "1501"]}, uuids["berber"])["uuid"]
        assert lab.run("record", "show", uuid)["fields"]["exposure_chemical"] == ["1501", "1591"]


def test_in_a_near_miss_nobody_is_hurt():
    lab, uuids = prepared()
    with lab:
        fields = {"professional": uuids["uzman"], "incident_type": "near_miss", "occurred_at": "2026-05-04T10:40:00", "description": "Raf devriliyordu."}
        said = lab.add("incident", {**fields, "victims": [{"employee": uuids["berber-1"]}]}, uuids["berber"], expect=1)
        assert "near_miss_victim" in [f["code"] for f in said["findings"]], said
        lab.add("incident", fields, uuids["berber"])


def test_an_unfinished_record_is_kept_and_says_what_is_missing():
    lab, uuids = prepared()
    with lab:
        said = lab.add("training", {"date": "2026-05-04"}, uuids["berber"])
        assert said["revision"] == 1 and any(f["severity"] == "block" for f in said["findings"])
        done = lab.run("finalise", said["uuid"], expect=1)
        assert done["records"][0]["submissions"] == [] and done["records"][0]["findings"]
        assert lab.run("record", "check", said["uuid"], expect=1)["records"][0]["findings"]
        assert lab.state(said["uuid"]) == "DRAFT"


def test_stores_that_are_not_ours_newer_or_broken_are_not_touched():
    lab, uuids = prepared()
    with lab:
        db = os.path.join(lab.data, "isg-defteri.db")
        whole = open(db, "rb").read()

        def try_file(content, name):
            d = os.path.join(lab.dir, name)
            os.mkdir(d)
            path = os.path.join(d, "isg-defteri.db")
            open(path, "wb").write(content)
            said = lab.run("record", "list", "workplace", data=d, expect=4)
            assert said["error"]["message"]
            assert open(path, "rb").read() == content, name
            shutil.rmtree(d)

        try_file(b"not a store at all" * 1000, "foreign")
        other = os.path.join(lab.dir, "other.db")
        c = sqlite3.connect(other)
        c.execute("CREATE TABLE x (y)")
        c.commit()
        c.close()
        try_file(open(other, "rb").read(), "sqlite")
        shutil.copy(db, other)
        c = sqlite3.connect(other)
        c.execute("PRAGMA journal_mode=DELETE")
        c.execute("PRAGMA user_version=9999")
        c.commit()
        c.close()
        try_file(open(other, "rb").read(), "newer")
        assert len(whole) > 0


def test_a_missing_or_half_written_pack_is_refused_with_file_and_reason():
    lab, _ = prepared()
    with lab:
        rules = os.path.join(os.environ["ISG_SOURCE_DIR"], "data/rules")
        copy = os.path.join(lab.dir, "rules")
        lab.run("rules", "check", rules)
        lab.run("rules", "check", os.path.join(lab.dir, "nothing"), expect=1)
        for broken in ("kinds/training.json", "codes/place.tsv", "pack.json", "datasets/training-ibys-soap-list.json"):
            shutil.copytree(rules, copy)
            path = os.path.join(copy, broken)
            content = open(path, "rb").read()
            open(path, "wb").write(content[:len(content) // 2])
            said = lab.run("rules", "check", copy, expect=1)
            assert os.path.basename(broken).split(".")[0] in said["error"]["detail"], (broken, said)
            lab.run("record", "list", "workplace", env={"ISG_RULES_DIR": copy}, expect=1)
            shutil.rmtree(copy)
        lab.run("rules", "list")


def test_settings_are_judged_when_they_are_typed():
    lab, _ = prepared()
    with lab:
        lab.run("config", "set", "endpoint.ibys-soap-list", "http://example.invalid/", expect=1)
        lab.run("config", "set", "endpoint.nothing", "https://localhost/", expect=1)
        lab.run("config", "set", "language", "fr", expect=1)
        lab.run("config", "set", "environment", "live", expect=1)
        lab.run("config", "set", "no.such.key", "x", expect=2)
        assert "value" not in lab.run("config", "get", "firm.password")
        lab.run("config", "set", "language", "en")
        assert lab.run("config", "get", "language")["value"] == "en"


if __name__ == "__main__":
    sys.exit(main(sys.modules[__name__]))
