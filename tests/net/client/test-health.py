# SPDX-License-Identifier: GPL-3.0-or-later
"""Health details from the command line: sealed, sent with their key alone, and nothing to read in any file."""
import os
import sys

from lab import Lab, main

PLANTED = ["Saklıteşhis", "Gizlibulgu"]
EXPOSURE = {"exposure_environment": ["1001"], "exposure_air": ["1199"], "exposure_noise": ["1202", "1222"], "exposure_electric": ["1399"],
            "exposure_dust": ["1499"], "exposure_chemical": ["1501", "1591"], "exposure_biological": ["1699"], "equipment": ["6000", "3000"],
            "work_position": "101", "work_time": "203", "vehicle_use": "399"}


def exam(uuids):
    return {"employee": uuids["berber-1"], "physician": uuids["hekim"], "exam_type": "periodic", "exam_date": "2026-05-04", "valid_until": "2028-05-04",
            "verdict": "fit", "xray": True, "hearing": True, "blood": True, "chronic_disease": PLANTED[0], "family_mother": PLANTED[1], **EXPOSURE}


class Ward(Lab):
    """A laboratory whose store has a health passphrase; isgctl is given it where a test says so."""

    def prepare(self):
        self.uuids = self.ready()
        self.run("record", "edit", self.uuids["berber-1"], stdin={"occupation_code": "5141.04"})
        self.start()
        self.endpoint("ibys-json")
        self.phrase = os.path.join(self.dir, "health")
        with open(self.phrase, "w", encoding="utf-8") as f:
            f.write("kale dere yosun taş\n")
        return self

    def open(self, *args, **more):
        return self.run("--health-passphrase-file", self.phrase, *args, **more)

    def assert_nothing_to_read(self):
        for at, _, names in os.walk(self.dir):
            for name in names:
                with open(os.path.join(at, name), "rb") as f:
                    content = f.read()
                for text in PLANTED:
                    assert text.encode() not in content, (text, name)


def test_what_is_there_is_sealed_and_read_with_the_passphrase_alone():
    with Ward().prepare() as lab:
        uuid = lab.add("health_exam", exam(lab.uuids), lab.uuids["berber"])["uuid"]
        assert lab.run("record", "show", uuid)["fields"]["chronic_disease"] == PLANTED[0]
        made = lab.run("key", "health", "add", "passphrase", lab.phrase)
        assert len(made["recovery_code"].split("-")) == 7, made
        lab.assert_nothing_to_read()
        locked = lab.run("record", "show", uuid)
        assert locked["sealed"] is True and "chronic_disease" not in locked["fields"] and locked["fields"]["verdict"] == "fit", locked
        shown = lab.open("record", "show", uuid)
        assert "sealed" not in shown and shown["fields"]["chronic_disease"] == PLANTED[0], shown
        # Who read it stands in the journal; what was read does not.
        lines = [e for e in lab.run("journal", "list")["entries"] if e["act"] == "health.read"]
        assert lines and lines[-1]["record"] == uuid, lines
        # What everybody sees is edited by everybody; the rest stays.
        lab.run("record", "edit", uuid, stdin={"verdict": "unfit"})
        assert lab.run("record", "edit", uuid, stdin={"family_father": "x"}, expect=3)["error"]["code"] == "health_locked"
        assert lab.open("record", "show", uuid)["fields"]["family_mother"] == PLANTED[1]
        with open(lab.phrase + "-code", "w", encoding="utf-8") as f:
            f.write(made["recovery_code"].lower() + "\n")
        assert lab.run("--health-passphrase-file", lab.phrase + "-code", "record", "show", uuid)["fields"]["family_mother"] == PLANTED[1]
        with open(lab.phrase + "-wrong", "w", encoding="utf-8") as f:
            f.write("kale dere yosun\n")
        assert lab.run("--health-passphrase-file", lab.phrase + "-wrong", "record", "show", uuid, expect=3)["error"]["code"] == "wrong_passphrase"
        os.unlink(lab.phrase + "-code"), os.unlink(lab.phrase + "-wrong")
        lab.assert_nothing_to_read()


def test_an_exam_is_sent_with_the_key_and_waits_without_it():
    with Ward().prepare() as lab:
        lab.run("key", "health", "add", "passphrase", lab.phrase)
        uuid = lab.open("record", "add", "health_exam", "--workplace", lab.uuids["berber"], stdin=exam(lab.uuids))["uuid"]
        assert lab.run("finalise", uuid, expect=3)["error"]["code"] == "health_locked"
        lab.open("finalise", uuid)
        lab.open("sign", "--pin-file", os.path.join(lab.keys, "pin"), uuid)
        lab.run("submit", "--until-idle", "--timeout", "30")
        record = lab.status(uuid)[0]
        assert (record["state"], record["gate"]) == ("QUEUED", "HEALTH"), record
        assert lab.held()["items"] == []
        lab.open("submit", "--until-idle", "--timeout", "60")
        record = lab.status(uuid)[0]
        assert (record["state"], record["gate"]) == ("ACCEPTED", None), record
        assert len(lab.held()["items"]) == 1
        receipt = os.path.join(lab.dir, "receipt.json")
        assert lab.run("receipt", uuid, "-o", receipt, expect=3)["error"]["code"] == "health_locked"
        lab.open("receipt", uuid, "-o", receipt)
        assert lab.run("verify-receipt", receipt)
        os.unlink(receipt)
        lab.assert_nothing_to_read()


def test_an_employer_never_sees_details():
    with Ward().prepare() as lab:
        uuid = lab.add("health_exam", exam(lab.uuids), lab.uuids["berber"])["uuid"]
        lab.run("config", "set", "role", "employer")
        shown = lab.run("record", "show", uuid)
        assert shown["sealed"] is True and "chronic_disease" not in shown["fields"], shown
        lab.run("key", "health", "add", "passphrase", lab.phrase)
        assert "chronic_disease" not in lab.open("record", "show", uuid)["fields"]
        lab.run("config", "set", "role", "physician")
        assert lab.open("record", "show", uuid)["fields"]["chronic_disease"] == PLANTED[0]
        assert lab.run("config", "set", "role", "king", expect=1)["error"]


if __name__ == "__main__":
    sys.exit(main(sys.modules[__name__]))
