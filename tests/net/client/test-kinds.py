# SPDX-License-Identifier: GPL-3.0-or-later
"""Every kind of record can be entered by the command line, comes back as it was typed, and says of a wrong value what and where."""
import copy
import json
import sys

from lab import Lab, main

NO_EXPOSURE = {"exposure_environment": ["1001"], "exposure_air": ["1199"], "exposure_noise": ["1202", "1222"], "exposure_electric": ["1399"],
               "exposure_dust": ["1499"], "exposure_chemical": ["1501", "1591"], "exposure_biological": ["1699"], "equipment": ["6000", "3000"],
               "work_position": "101", "work_time": "203", "vehicle_use": "399"}


def health_exam(uuids):
    return {"employee": uuids["berber-1"], "physician": uuids["hekim"], "exam_type": "periodic", "exam_date": "2026-05-04", "valid_until": "2029-05-04",
            "verdict": "fit_with_conditions", "conditions": "Gözlükle çalışır.", "xray": True, "hearing": True, "spirometry": False, "blood": True,
            "urine": False, **NO_EXPOSURE}


def full_exam(uuids):
    """With the sections of EK-2 that physicians and health staff alone see."""
    answers = {name: False for name in (
        *("complaint_" + n for n in ("cough", "breathlessness", "chest_pain", "palpitations", "back_pain", "bowel", "joint_pain")),
        *("diagnosis_" + n for n in ("heart", "diabetes", "kidney", "jaundice", "ulcer", "hearing_loss", "impaired_sight", "nervous", "skin_disease", "food_poisoning")),
        *("past_" + n for n in ("operation", "work_accident", "disease_suspected", "disability", "treatment")))}
    systems = {"system_" + n: "normal" for n in ("eyes", "ent", "skin", "cardiovascular", "respiratory", "digestive", "urogenital", "musculoskeletal", "neurological",
                                                 "psychiatric", "other")}
    return {**health_exam(uuids), "exam_date": "2026-05-05", "valid_until": "2029-05-05", **answers, **systems, "past_hospital": True,
            "past_hospital_note": "Apandisit", "smoking": "quit", "smoking_years": 4, "smoking_stopped": 2.5, "alcohol": "no", "blood_group": "0 Rh+",
            "tetanus": "yes", "tetanus_date": "2020-01-02", "family_mother": "Özellik yok", "systolic": 128, "diastolic": 82, "pulse": 72, "height": 176,
            "weight": 81.5, "former_jobs": [{"branch": "Kuaförlük", "job": "Çırak", "from": "2010-06-01", "until": "2014-08-31"}],
            "lab_tests": [{"test": "blood", "state": "result", "date": "2026-05-04", "result": "Olağan"}, {"test": "xray", "state": "ordered"}]}


def risk_assessment(uuids):
    return {"professional": uuids["uzman"], "date": "2026-05-04", "valid_until": "2030-05-04", "method": "fine_kinney",
            "team": [{"professional": uuids["uzman"], "duty": "specialist"}, {"employee": uuids["berber-2"], "duty": "employee_representative"}],
            "hazards": [{"section": "Salon", "hazard": "Islak zemin", "risk": "Düşme", "probability": 3, "frequency": 6, "severity": 3, "measure": "Paspas",
                         "responsible": "Osman Kardelen", "due": "2026-06-01", "after_probability": 0.5, "after_frequency": 6, "after_severity": 3},
                        {"hazard": "Açık priz", "risk": "Elektrik çarpması", "probability": 0.2, "frequency": 2, "severity": 40}]}


def incident(uuids):
    return {"professional": uuids["uzman"], "incident_type": "accident", "occurred_at": "2026-05-04T10:40:00", "place": "Tezgâh arkası",
            "description": "Makas elini kesti.", "victims": [{"employee": uuids["berber-1"], "injury_type": "012", "body_part": "54", "days_lost": 3}],
            "witnesses": [{"employee": uuids["berber-2"]}, {"name": "Can Er"}], "working_environment": "043", "work_process": "41", "activity": "21",
            "deviation": "43", "contact": "51", "agent": "06.02", "sgk_notified_at": "2026-05-06", "sgk_receipt": "2026/12345"}


def near_miss(uuids):
    """What is asked for in under a minute."""
    return {"professional": uuids["uzman"], "incident_type": "near_miss", "occurred_at": "2026-05-04T10:40:00", "description": "Raf devriliyordu."}


def finding(uuids):
    return {"date": "2026-05-04", "professional": uuids["uzman"], "addressee": "Osman Kardelen", "finding": "Priz kapağı kırık.", "proposal": "Kapak yenilensin.",
            "due": "2026-05-11"}


def equipment_check(uuids):
    return {"equipment": "3080", "serial_no": "YS-7", "date": "2026-05-04", "done_by": "Örnek Yangın Ltd.", "result": "not_in_order",
            "shortcomings": "Basıncı düşük.", "next_date": "2026-11-04"}


def drill(uuids):
    return {"date": "2026-05-04", "subject": "fire", "minutes": 22.5, "participants": [{"employee": uuids["berber-1"]}, {"employee": uuids["berber-2"]}],
            "observations": "İki dakikada çıkıldı."}


SAMPLES = {"health_exam": health_exam, "risk_assessment": risk_assessment, "incident": incident, "finding": finding, "equipment_check": equipment_check, "drill": drill}


def prepared():
    lab = Lab(token=False)
    lab.init()
    return lab, lab.load()


def blocks(said):
    return {f["field"]: f["code"] for f in said["findings"] if f["severity"] == "block"}


def test_every_kind_comes_back_as_it_was_typed_and_is_found_and_finished():
    lab, uuids = prepared()
    with lab:
        for kind, make in [*SAMPLES.items(), ("incident", near_miss), ("health_exam", full_exam)]:
            fields = make(uuids)
            said = lab.add(kind, fields, uuids["berber"])
            assert blocks(said) == {}, (kind, said)
            shown = lab.run("record", "show", said["uuid"])
            assert json.loads(json.dumps(shown["fields"])) == fields, (kind, shown["fields"])
            rows = lab.run("record", "list", kind, "--workplace", uuids["berber"])["records"]
            assert said["uuid"] in [r["uuid"] for r in rows] and all(r["title"] for r in rows), (kind, rows)
            lab.run("record", "edit", said["uuid"], stdin=fields)
            assert lab.run("record", "check", said["uuid"])["records"][0]["uuid"] == said["uuid"]


def change(fields, path, value):
    """The fields with another value at the path; %None takes it away."""
    changed = copy.deepcopy(fields)
    at = changed
    for step in path[:-1]:
        at = at[step]
    if value is None:
        del at[path[-1]]
    else:
        at[path[-1]] = value
    return changed


def test_what_does_not_fit_is_named_with_its_field_and_nothing_is_kept():
    lab, uuids = prepared()
    with lab:
        cases = [
            ("health_exam", ["exam_date"], "2099-01-01", "exam_date"),
            ("health_exam", ["exam_date"], "1950-01-01", "exam_date"),
            ("health_exam", ["valid_until"], "2026-05-03", "valid_until"),
            ("health_exam", ["employee"], uuids["firin-1"], "employee"),
            ("health_exam", ["employee"], uuids["hekim"], "employee"),
            ("health_exam", ["exam_type"], "yearly", "exam_type"),
            ("health_exam", ["verdict"], "good", "verdict"),
            ("health_exam", ["exposure_noise"], ["9999"], "exposure_noise"),
            ("health_exam", ["xray"], "yes", "xray"),
            ("risk_assessment", ["date"], "2099-01-01", "date"),
            ("risk_assessment", ["valid_until"], "2026-05-03", "valid_until"),
            ("risk_assessment", ["method"], "fmea", "method"),
            ("risk_assessment", ["hazards"], [], "hazards"),
            ("risk_assessment", ["hazards", 0, "probability"], -1, "hazards"),
            ("risk_assessment", ["hazards", 0, "severity"], "3", "hazards"),
            ("risk_assessment", ["team", 1, "employee"], uuids["firin-1"], "team"),
            ("incident", ["occurred_at"], "2099-01-01T10:00:00", "occurred_at"),
            ("incident", ["occurred_at"], "2026-05-04", "occurred_at"),
            ("incident", ["incident_type"], "theft", "incident_type"),
            ("incident", ["deviation"], "77", "deviation"),
            ("incident", ["victims", 0, "employee"], uuids["firin-1"], "victims"),
            ("incident", ["victims", 0, "days_lost"], -1, "victims"),
            ("incident", ["occurred_at"], "1999-05-04T10:40:00", "victims"),
            ("incident", ["sgk_notified_at"], "2026-05-03", "sgk_notified_at"),
            ("incident", ["victims"], [], "victims"),
            ("incident", ["witnesses", 1], {"national_id": "10000000145"}, "witnesses"),
            ("health_exam", ["physician"], uuids["uzman"], "physician"),
            ("health_exam", ["valid_until"], "2029-05-05", "valid_until"),
            ("health_exam", ["exposure_noise"], ["1201", "1299"], "exposure_noise"),
            ("health_exam", ["pulse"], 221, "pulse"),
            ("finding", ["due"], "2026-05-03", "due"),
            ("finding", ["date"], "2099-05-03", "date"),
            ("equipment_check", ["result"], "maybe", "result"),
            ("equipment_check", ["next_date"], "2026-05-03", "next_date"),
            ("drill", ["minutes"], -1, "minutes"),
            ("drill", ["participants", 1, "employee"], uuids["firin-1"], "participants"),
            ("drill", ["date"], "1999-05-03", "participants"),
        ]
        before = {kind: lab.run("record", "list", kind)["records"] for kind in SAMPLES}
        for kind, path, value, where in cases:
            said = lab.add(kind, change(SAMPLES[kind](uuids), path, value), uuids["berber"], expect=1)
            text = json.dumps(said, ensure_ascii=False)
            assert any((f["field"] or "").startswith(where) and f["severity"] == "block" and f["message"] for f in said.get("findings", [])) \
                or where in text, (kind, path, text[:600])
            assert lab.run("record", "list", kind)["records"] == before[kind], (kind, path)


if __name__ == "__main__":
    sys.exit(main(sys.modules[__name__]))
