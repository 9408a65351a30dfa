# SPDX-License-Identifier: GPL-3.0-or-later
"""The data sets of generation C beside training: health examination, served workplace, risk assessment, incident.

Each is accepted once, refused with its field, and settled by asking when the answer was lost.
"""
import json
import os
import sys

from lab import SOURCE, Lab, main, no_doubles

EXPOSURE = {"exposure_environment": ["1001"], "exposure_air": ["1199"], "exposure_noise": ["1202", "1222"], "exposure_electric": ["1399"],
            "exposure_dust": ["1499"], "exposure_chemical": ["1501", "1591"], "exposure_biological": ["1699"], "equipment": ["6000", "3000"],
            "work_position": "101", "work_time": "203", "vehicle_use": "399"}


def health_exam(uuids):
    return {"employee": uuids["berber-1"], "physician": uuids["hekim"], "exam_type": "periodic", "exam_date": "2026-05-04", "valid_until": "2028-05-04",
            "verdict": "fit", "xray": True, "hearing": True, "blood": True, **EXPOSURE}


def served_workplace(uuids):
    return {"professional": uuids["uzman"], "contract_start": "2026-05-04", "contract_end": "2027-05-03", "minutes": 80}


def risk_assessment(uuids):
    return {"professional": uuids["uzman"], "date": "2026-05-04", "valid_until": "2030-05-04", "method": "fine_kinney",
            "hazards": [{"section": "Salon", "hazard": "Islak zemin \"kaygan\"", "risk": "Düşme", "probability": 3, "frequency": 6, "severity": 3,
                         "measure": "Paspas", "due": "2026-06-01", "after_probability": 0.5, "after_frequency": 6, "after_severity": 3},
                        {"hazard": "Açık priz", "risk": "Elektrik çarpması", "probability": 0.2, "frequency": 0.5, "severity": 40}]}


def incident(uuids):
    return {"professional": uuids["uzman"], "incident_type": "accident", "occurred_at": "2026-05-04T10:40:00", "place": "Tezgâh arkası",
            "description": "Makas elini kesti.", "victims": [{"employee": uuids["berber-1"], "injury_type": "012", "body_part": "54", "days_lost": 3}],
            "working_environment": "043", "work_process": "41", "activity": "21", "deviation": "43", "contact": "51", "agent": "06.02",
            "sgk_notified_at": "2026-05-06", "sgk_receipt": "2026/12345"}


# kind of the record, what it says, method, data set, the record's field of its date, the ministry's name of that
SETS = {
    "health_exam": ("health_exam", health_exam, "ibys-json", "muayeneBilgisiBildir", "exam_date"),
    "served_workplace": ("assignment", served_workplace, "ibys-json", "hizmetVerilenIsyeriBildir", None),
    "risk_assessment": ("risk_assessment", risk_assessment, "provisional-json", "riskDegerlendirmeBildir", None),
    "incident": ("incident", incident, "provisional-json", "olayBilgisiBildir", "occurred_at"),
}


def prepared(today=None):
    lab = Lab(today=today)
    uuids = lab.ready()
    lab.run("record", "edit", uuids["berber-1"], stdin={"occupation_code": "5141.04"})
    lab.start()
    for method in ("ibys-json", "provisional-json"):
        lab.endpoint(method)
    return lab, uuids


def put(lab, uuids, name, workplace="berber", **changes):
    kind, make = SETS[name][:2]
    uuid = lab.add(kind, {**make(uuids), **changes}, uuids[workplace])["uuid"]
    made = lab.finalise(uuid)
    lab.sign(uuid)
    return uuid, made


def only(lab, uuid):
    record = lab.status(uuid)[0]
    return record, record["submissions"][0]


def saves(lab, name):
    return [line for line in lab.log() if line["operation"] == SETS[name][3]]


def each(test):
    for name in SETS:
        try:
            test(name)
        except AssertionError as e:
            raise AssertionError(f"{name}: {e}") from e


def test_each_is_accepted_once_by_the_method_that_the_pack_names():
    def one(name):
        lab, uuids = prepared()
        with lab:
            uuid, _ = put(lab, uuids, name)
            lab.submit()
            record, s = only(lab, uuid)
            assert record["state"] == "ACCEPTED" and s["method"] == SETS[name][2], record
            assert s["attempts"] == 1 and [i["status"] for i in s["items"]] == [200], record
            assert [i["topic"] for i in s["items"]] == [None], s["items"]
            if name == "health_exam":
                assert s["items"][0]["employee"] == lab.run("record", "show", uuids["berber-1"])["fields"]["national_id"]
            held = lab.held()
            assert len(held["items"]) == 1 and held["items"][0]["dataset"] == name and no_doubles(held) == {}, held
            assert s["provisional"] is (SETS[name][2] == "provisional-json"), s
    each(one)


def test_each_is_refused_with_its_field_and_goes_once_mended():
    """A ministry whose calendar is behind does not take tomorrow's date."""
    def one(name):
        if SETS[name][4] is None:
            return
        lab, uuids = prepared(today="2026-05-03")
        with lab:
            uuid, _ = put(lab, uuids, name)
            lab.submit()
            record, s = only(lab, uuid)
            assert record["state"] == "REJECTED", record
            assert [(e["field"], e["code"]) for e in s["errors"]] == [(SETS[name][4], 210)], s
            assert lab.held()["items"] == []
            earlier = "2026-05-02" + ("T10:40:00" if name == "incident" else "")
            lab.run("record", "edit", uuid, stdin={SETS[name][4]: earlier})
            lab.finalise(uuid)
            lab.sign(uuid)
            lab.submit()
            assert only(lab, uuid)[0]["state"] == "ACCEPTED", only(lab, uuid)
    each(one)


def test_each_is_refused_where_the_signer_does_not_serve_and_says_whose_bond_is_missing():
    def one(name):
        lab, uuids = prepared()
        with lab:
            seed = json.load(open(lab.seed, encoding="utf-8"))
            lab.stop()
            seed["assignments"] = []
            lab.seed = lab.dir + "/seed.json"
            json.dump(seed, open(lab.seed, "w", encoding="utf-8"))
            lab.start()
            uuid, _ = put(lab, uuids, name)
            lab.submit()
            record, s = only(lab, uuid)
            assert record["state"] == "REJECTED" and [e["code"] for e in s["errors"]] == [213], record
            assert lab.held()["items"] == []
    each(one)


def test_each_that_was_stored_and_not_answered_is_asked_about_and_never_sent_again():
    def one(name):
        lab, uuids = prepared()
        with lab:
            uuid, _ = put(lab, uuids, name)
            lab.script([{"match": {"kind": "save"}, "action": "drop_after", "count": 1}])
            lab.submit(timeout=60)
            assert only(lab, uuid)[0]["state"] == "ACCEPTED", only(lab, uuid)
            assert len(saves(lab, name)) == 1 and no_doubles(lab.held()) == {}
    each(one)


def test_a_score_is_the_product_of_the_methods_factors():
    lab, uuids = prepared()
    with lab:
        uuid, _ = put(lab, uuids, "risk_assessment")
        lab.submit()
        receipt = lab.dir + "/r.json"
        lab.run("receipt", uuid, "-o", receipt)
        import base64
        document = json.loads(base64.b64decode(json.load(open(receipt))["notifications"][0]["document"]), parse_float=str)
        assert [(r["skor"], r["sonrasiSkor"]) for r in document["riskler"]] == [(54, 9), (4, 0)], document
        assert lab.run("verify-receipt", receipt)["accepted"] == 1


def test_a_receipt_of_each_holds():
    def one(name):
        lab, uuids = prepared()
        with lab:
            uuid, _ = put(lab, uuids, name)
            lab.submit()
            receipt = lab.dir + "/r.json"
            lab.run("receipt", uuid, "-o", receipt)
            said = lab.run("verify-receipt", receipt)
            assert said["valid"] and said["accepted"] == 1, said
    each(one)


def test_questions_about_several_data_sets_are_asked_apart_and_settle_all():
    lab, uuids = prepared()
    with lab:
        made = [put(lab, uuids, name)[0] for name in SETS]
        lab.script([{"match": {"kind": "save"}, "action": "drop_after", "count": 1, "name": str(n)} for n in range(4)])
        lab.submit(timeout=90)
        assert [only(lab, uuid)[0]["state"] for uuid in made] == ["ACCEPTED"] * 4
        assert no_doubles(lab.held()) == {} and len(lab.held()["items"]) == 4


def test_a_near_miss_has_nobody_hurt():
    lab, uuids = prepared()
    with lab:
        uuid = lab.add("incident", {"professional": uuids["uzman"], "incident_type": "near_miss", "occurred_at": "2026-05-04T09:05:00",
                                    "description": "Raf devrildi."}, uuids["berber"])["uuid"]
        lab.finalise(uuid)
        lab.sign(uuid)
        lab.submit()
        record, s = only(lab, uuid)
        assert record["state"] == "ACCEPTED", record
        assert [(i["employee"], i["topic"]) for i in s["items"]] == [(None, None)], s


def test_what_is_not_published_is_marked_and_never_sent_live():
    lab, uuids = prepared()
    with lab:
        shown = lab.run("rules", "show", "incident")["datasets"]
        assert [(d["method"], d["authority"]) for d in shown] == [("file", "provisional"), ("provisional-json", "provisional")], shown
        lab.data = lab.dir + "/live"
        lab.run("init")
        for key, value in (("firm.code", "x" * 32), ("tls.ca_file", lab.keys + "/ca.pem"), ("signer.module", "/usr/lib/softhsm/libsofthsm2.so"),
                           ("signer.token", "isg-test")):
            lab.run("config", "set", key, value)
        lab.run("config", "set", "firm.password", stdin="y")
        sample = {r["name"]: r for r in json.load(open(os.path.join(SOURCE, "data/demo/sample.json"), encoding="utf-8"))["records"]}
        live = {n: lab.add(sample[n]["kind"], sample[n]["fields"])["uuid"] for n in ("uzman", "berber")}
        for method in ("ibys-json", "provisional-json"):
            lab.endpoint(method)
        uuid = lab.add("incident", {"professional": live["uzman"], "incident_type": "near_miss", "occurred_at": "2026-05-04T09:05:00",
                                    "description": "Raf devrildi."}, live["berber"])["uuid"]
        lab.finalise(uuid)
        lab.sign(uuid)
        before = len(lab.log())
        lab.submit(timeout=30)
        record, s = only(lab, uuid)
        assert record["state"] == "QUEUED" and record["gate"] == "METHOD", record
        assert len(lab.log()) == before


if __name__ == "__main__":
    sys.exit(main(sys.modules[__name__]))
