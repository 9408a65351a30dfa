# SPDX-License-Identifier: GPL-3.0-or-later
"""What the law on personal data asks of isgctl: how long data is kept, its destruction, and what a person or the board is handed out."""
import json
import os
import shutil
import subprocess
import sys

from lab import Lab, main

PERSON = {"national_id": "19090909018", "given_name": "Gitmişgil", "family_name": "Saklısoy", "birth_date": "1970-02-01", "sex": "female",
          "start_date": "2001-01-02", "leave_date": "2004-03-10"}
EXAM = {"exam_type": "periodic", "exam_date": "2003-05-04", "verdict": "fit", "chronic_disease": "Saklıbulgu"}


class Office(Lab):
    def __init__(self):
        super().__init__(token=False)
        self.init()
        self.uuids = self.load()
        berber = self.uuids["berber"]
        self.person = self.add("employee", PERSON, berber)["uuid"]
        self.exam = self.add("health_exam", {**EXAM, "employee": self.person, "physician": self.uuids["hekim"]}, berber)["uuid"]

    def states(self):
        return {i["uuid"]: (i["state"], i["due"], i["article"]) for i in self.run("retention", "list")["items"]}

    def read(self, word):
        for at, _, names in os.walk(self.data):
            for name in names:
                with open(os.path.join(at, name), "rb") as f:
                    if word.encode() in f.read():
                        return True
        return False


def test_the_time_of_keeping_is_told_with_its_article():
    with Office() as lab:
        states = lab.states()
        assert states[lab.exam] == ("due", "2019-03-11", "İSG Hizmetleri Yön. m.7/1-b"), states[lab.exam]
        assert states[lab.person][:2] == ("linked", "2014-03-11"), states[lab.person]
        assert states[lab.uuids["berber-1"]][0] == "stays"
        due = lab.run("retention", "list", "--due")["items"]
        assert [i["uuid"] for i in due] == [lab.exam] and "40" in due[0]["note"], due
        lab.run("retention", "hold", lab.person, "--until", "2050-01-01", expect=1)
        lab.run("retention", "hold", lab.person, "--until", "2050-01-01", "--reason", "Asbestle çalıştı")
        assert lab.states()[lab.exam][0] == "held"
        assert lab.run("retention", "destroy", lab.exam, expect=1)["error"]["code"] == "conflict"
        lab.run("retention", "hold", lab.person, "--release")
        assert lab.states()[lab.exam][0] == "due"


def test_what_is_destroyed_is_gone_and_the_destruction_is_known():
    with Office() as lab:
        backup = os.path.join(lab.dir, "yedek.isgyedek")
        lab.run("backup", backup)
        assert lab.read("Saklıbulgu") and lab.read("Saklısoy")
        said = lab.run("retention", "destroy", "--due")
        assert [d["uuid"] for d in said["destroyed"]] == [lab.exam, lab.person], said
        assert said["finished"] is True and said["older_backups_hold_it"] is True and "yedek" in lab.stderr.lower() or "backup" in lab.stderr.lower()
        assert not lab.read("Saklıbulgu") and not lab.read("Saklısoy") and not lab.read("19090909018")
        kept = sorted(lab.run("retention", "destroyed")["destroyed"], key=lambda d: d["due"], reverse=True)
        assert [(d["uuid"], d["class"], d["rule"]) for d in kept] == [(lab.exam, "health_file", "retention-health"),
                                                                     (lab.person, "personnel_file", "retention-personnel")], kept
        acts = [e["act"] for e in lab.run("journal", "list")["entries"]]
        assert acts.count("record.destroyed") == 2 and lab.run("journal", "verify")
        assert lab.run("record", "show", lab.exam)["fields"] == {}
        lab.run("record", "edit", lab.exam, stdin={"verdict": "fit"}, expect=None)
        assert lab.code != 0
        assert lab.run("retention", "list", "--due")["items"] == []


def words_of(path):
    if shutil.which("pdftotext") is None:
        return None
    return subprocess.run(["pdftotext", "-layout", path, "-"], check=True, capture_output=True, text=True).stdout


def test_a_person_is_handed_out_what_is_held_on_paper_too():
    with Office() as lab:
        json_path, pdf_path = os.path.join(lab.dir, "kisi.json"), os.path.join(lab.dir, "kisi.pdf")
        lab.run("extract", lab.person, "-o", json_path)
        lab.run("extract", lab.person, "-o", pdf_path)
        with open(json_path, encoding="utf-8") as f:
            extract = json.load(f)
        assert [r["uuid"] for r in extract["records"]] == [lab.exam]
        with open(pdf_path, "rb") as f:
            assert f.read(5) == b"%PDF-"
        text = words_of(pdf_path)
        if text is not None:
            # Everything that is held, and nothing of others.
            for word in ("19090909018", "Saklısoy", "Saklıbulgu", lab.exam):
                assert word in text, (word, text)
            assert lab.uuids["berber-1"] not in text
        # Who may not see health details hands out the rest, and says so.
        lab.run("config", "set", "role", "employer")
        lab.run("extract", lab.person, "-o", pdf_path)
        text = words_of(pdf_path)
        assert text is None or ("Saklıbulgu" not in text and "Saklısoy" in text), text


def test_a_breach_is_met_with_steps_terms_and_the_access_log():
    with Office() as lab:
        lab.run("extract", lab.person, "-o", os.path.join(lab.dir, "kisi.json"))
        lab.run("record", "show", lab.exam)
        path = os.path.join(lab.dir, "ihlal.pdf")
        said = lab.run("breach", "--learned", "2026-11-20T09:30", "-o", path)
        until = {s["step"]: s["until"] for s in said["steps"]}
        assert until["board"] == "2026-11-23T09:30:00" and until["people"] is None, until
        assert said["encrypted"] is False and said["health_sealed"] is False and said["last_backup"] is None
        acts = [(a["act"], a["record"]) for a in said["access"]]
        assert ("person.extracted", lab.person) in acts and ("health.read", lab.exam) in acts, acts
        assert not any(a.startswith("record.saved") for a, _ in acts)
        assert lab.run("breach", "--from", "2030-01-01")["access"] == []
        lab.run("breach", "--learned", "yesterday", expect=2)
        text = words_of(path)
        if text is not None:
            assert "2026-11-23 09:30" in text and "72" in text and "health.read" in text, text
            assert "Saklı" not in text and "19090909018" not in text, "the paper tells of nobody's health"


if __name__ == "__main__":
    sys.exit(main(sys.modules[__name__]))
