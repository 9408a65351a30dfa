# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole path without a display: isgctl against isg-gateway, real TLS, SOAP and PKCS#11."""
import json
import os
import subprocess
import sys

from lab import Lab, main, no_doubles

ACCEPTED = ["egitim-firin", "egitim-oto", "egitim-berber", "egitim-hekim", "egitim-firin-tekrar"]


def prepared(names):
    lab = Lab()
    lab.init()
    uuids = lab.load()
    lab.finalise(*(uuids[n] for n in names))
    lab.sign(*(uuids[n] for n in names))
    return lab, uuids


def sign_all(lab):
    """Each card signs what is its own."""
    while lab.run("sign", "--pin-file", os.path.join(lab.keys, "pin"), expect=None) and lab.code == 0:
        if not any(s["state"] == "AWAITING_SIGNATURE" for r in lab.status() for s in r["submissions"]):
            return


def test_five_trainings_become_twelve_accepted_notifications_each_held_once():
    lab, uuids = prepared(ACCEPTED)
    with lab:
        lab.start()
        lab.endpoint()
        lab.submit()
        records = lab.status(*(uuids[n] for n in ACCEPTED))
        submissions = [s for r in records for s in r["submissions"]]
        assert [r["state"] for r in records] == ["ACCEPTED"] * 5, records
        assert len(submissions) == 12, len(submissions)
        assert all(s["state"] == "ACCEPTED" and s["attempts"] == 1 for s in submissions)
        items = [i for s in submissions for i in s["items"]]
        assert all(i["status"] == 200 for i in items)
        assert len(items) == 24 * 12 + 130 * 12 + 3 * 12 + 130 * 5 + 22 * 12
        assert no_doubles(lab.held()) == {}
        assert len({s["query_no"] for s in submissions}) == 12


def test_a_refusal_shows_212_in_plain_words_at_its_field():
    lab, uuids = prepared(["egitim-212"])
    with lab:
        lab.start()
        lab.endpoint()
        lab.submit()
        record = lab.status(uuids["egitim-212"])[0]
        assert record["state"] == "REJECTED", record
        item = record["submissions"][0]["items"][0]
        assert item["status"] == 212
        error = record["submissions"][0]["errors"][0]
        assert error["code"] == 212 and error["field"].startswith("participants"), error
        assert "bağ göremiyor" in error["explanation"], error
        assert lab.held()["items"] == [] if isinstance(lab.held(), dict) else lab.held() == []


def test_a_stopped_ministry_leaves_queued_with_the_reason_and_a_started_one_accepts():
    lab, uuids = prepared(["egitim-berber"])
    with lab:
        lab.start()
        lab.endpoint()
        lab.stop()
        lab.submit(timeout=30)
        record = lab.status(uuids["egitim-berber"])[0]
        assert record["state"] == "QUEUED" and record["gate"] == "NETWORK", record
        assert all(s["attempts"] <= 1 for s in record["submissions"])
        lab.start()
        lab.submit()
        assert lab.state(uuids["egitim-berber"]) == "ACCEPTED"
        assert no_doubles(lab.held()) == {}


def test_a_ministry_that_stores_and_drops_is_asked_and_never_sent_to_twice():
    lab, uuids = prepared(["egitim-berber"])
    with lab:
        lab.start()
        lab.endpoint()
        lab.script([{"match": {"kind": "save"}, "action": "drop_after", "count": 1}])
        lab.submit(timeout=90)
        record = lab.status(uuids["egitim-berber"])[0]
        assert record["state"] == "ACCEPTED", record
        assert no_doubles(lab.held()) == {}
        saves = [l for l in lab.log() if l.get("op", l.get("operation")) == "egitimBildirimKaydet"]
        assert len(saves) == 2, saves   # two parts, each sent once


def test_a_ministry_that_stores_late_is_not_sent_to_twice():
    lab, uuids = prepared(["egitim-212", "egitim-bekliyor"])
    with lab:
        lab.start()
        lab.endpoint()
        lab.script([{"match": {"kind": "save"}, "action": "store_late", "after_requests": 2, "count": 1}])
        lab.submit(timeout=120)
        for name in ("egitim-bekliyor",):
            assert lab.state(uuids[name]) == "ACCEPTED", lab.status(uuids[name])
        assert no_doubles(lab.held()) == {}


def test_work_in_progress_is_waited_for():
    lab, uuids = prepared(["egitim-bekliyor"])
    with lab:
        lab.start()
        lab.endpoint()
        lab.script([{"match": {"kind": "save"}, "action": "async", "async_ms": 1500, "count": 1}])
        lab.submit(timeout=120)
        assert lab.state(uuids["egitim-bekliyor"]) == "ACCEPTED"


def test_one_refused_participant_makes_partly_accepted_and_only_the_refused_is_mended():
    lab, uuids = prepared(["egitim-kismen"])
    with lab:
        lab.start()
        lab.endpoint()
        lab.submit()
        record = lab.status(uuids["egitim-kismen"])[0]
        assert record["state"] == "PARTLY_ACCEPTED", record
        first = record["submissions"][0]["query_no"]
        seed = json.load(open(lab.seed, encoding="utf-8"))
        stranger = lab.run("record", "show", uuids["yabanci-berber"])["fields"]["national_id"]
        berber = lab.run("record", "show", uuids["berber"])["fields"]["sgk_no"]
        seed["employments"].append({"employee": stranger, "sgk_no": berber, "from": "2025-01-01"})
        lab.stop()
        lab.seed = os.path.join(lab.dir, "seed.json")
        json.dump(seed, open(lab.seed, "w", encoding="utf-8"))
        lab.start()
        lab.endpoint()
        lab.finalise(uuids["egitim-kismen"])
        lab.sign(uuids["egitim-kismen"])
        lab.submit()
        record = lab.status(uuids["egitim-kismen"])[0]
        assert record["state"] == "ACCEPTED", record
        assert record["submissions"][0]["query_no"] != first
        assert {i["employee"] for i in record["submissions"][0]["items"]} == {stranger}
        assert no_doubles(lab.held()) == {}


def test_wrong_credentials_stop_the_queue_once():
    lab, uuids = prepared(["egitim-berber", "egitim-bekliyor"])
    with lab:
        lab.start()
        lab.endpoint()
        lab.run("config", "set", "firm.password", stdin="yanlis")
        lab.submit(timeout=30)
        assert {lab.state(uuids[n]) for n in ("egitim-berber", "egitim-bekliyor")} == {"QUEUED"}
        assert {lab.status(uuids[n])[0]["gate"] for n in ("egitim-berber", "egitim-bekliyor")} == {"CREDENTIALS"}
        assert len([l for l in lab.log() if l.get("op", l.get("operation")) == "egitimBildirimKaydet"]) <= 1
        lab.run("config", "set", "firm.password", stdin="deneme-parola")
        lab.submit()
        assert {lab.state(uuids[n]) for n in ("egitim-berber", "egitim-bekliyor")} == {"ACCEPTED"}


def test_withdrawn_before_sending_is_a_draft_again_and_never_arrives():
    lab, uuids = prepared(["egitim-geri"])
    with lab:
        lab.start()
        lab.endpoint()
        lab.run("withdraw", uuids["egitim-geri"])
        lab.submit(timeout=30)
        assert lab.state(uuids["egitim-geri"]) == "WITHDRAWN"
        assert lab.log() == [] or all(l.get("op", l.get("operation")) != "egitimBildirimKaydet" for l in lab.log())
        lab.run("record", "edit", uuids["egitim-geri"], stdin={"place": "outside"})
        lab.finalise(uuids["egitim-geri"])
        lab.sign(uuids["egitim-geri"])
        lab.submit()
        assert lab.state(uuids["egitim-geri"]) == "ACCEPTED"


def test_a_receipt_holds_without_store_and_network_and_a_changed_one_does_not():
    lab, uuids = prepared(["egitim-berber"])
    with lab:
        lab.start()
        lab.endpoint()
        lab.submit()
        receipt = os.path.join(lab.dir, "alindi.json")
        lab.run("receipt", uuids["egitim-berber"], "-o", receipt)
        lab.stop()
        said = lab.run("verify-receipt", receipt, data=os.path.join(lab.dir, "elsewhere"))
        assert said["valid"] and said["accepted"] == 2, said
        raw = open(receipt, "rb").read()
        document = json.loads(raw)
        text = json.dumps(document)
        for old, new in (("2026", "2025"), ("200", "201")):
            bad = os.path.join(lab.dir, "bozuk.json")
            open(bad, "w").write(text.replace(old, new))
            said = lab.run("verify-receipt", bad, expect=4)
            assert said["valid"] is False, (old, said)


def test_every_signature_passes_openssl():
    lab, uuids = prepared(["egitim-berber", "egitim-hekim"])
    with lab:
        import base64
        lab.start()
        lab.endpoint()
        lab.submit()
        for name in ("egitim-berber", "egitim-hekim"):
            receipt = os.path.join(lab.dir, "r.json")
            lab.run("receipt", uuids[name], "-o", receipt)
            for n in json.load(open(receipt))["notifications"]:
                doc, sig = os.path.join(lab.dir, "doc"), os.path.join(lab.dir, "sig")
                open(doc, "wb").write(base64.b64decode(n["document"]))
                open(sig, "wb").write(base64.b64decode(n["signature"]))
                subprocess.run(["openssl", "cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in", sig, "-content", doc, "-CAfile",
                                os.path.join(lab.keys, "ca.pem"), "-out", "/dev/null"], check=True, capture_output=True)


def test_the_journal_has_every_change_and_its_chain_holds():
    lab, uuids = prepared(["egitim-berber"])
    with lab:
        lab.start()
        lab.endpoint()
        lab.submit()
        said = lab.run("journal", "verify")
        assert said["intact"] and said["entries"] > 160
        text = json.dumps(lab.run("journal", "list"), ensure_ascii=False)
        for person in (r for r in json.load(open(os.path.join(os.environ["ISG_SOURCE_DIR"], "data/demo/sample.json")))["records"] if r["kind"] == "employee"):
            assert person["fields"]["national_id"] not in text


if __name__ == "__main__":
    sys.exit(main(sys.modules[__name__]))
