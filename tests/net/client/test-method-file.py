# SPDX-License-Identifier: GPL-3.0-or-later
"""The method "file": a signed package in a folder. Nobody answers, so nothing is ever said to be accepted."""
import hashlib
import json
import os
import subprocess
import sys

from lab import Lab, main


def prepared(names=("egitim-berber",), kind="training"):
    lab = Lab()
    lab.init()
    uuids = lab.load()
    lab.folder = os.path.join(lab.dir, "paketler")
    os.mkdir(lab.folder)
    lab.run("config", "set", f"method.{kind}", "file")
    lab.run("config", "set", "endpoint.file", lab.folder)
    lab.finalise(*(uuids[n] for n in names))
    lab.sign(*(uuids[n] for n in names))
    return lab, uuids


def packages(lab):
    return sorted(os.listdir(lab.folder))


def test_a_record_becomes_signed_packages_and_needs_a_person_and_claims_nothing():
    lab, uuids = prepared()
    with lab:
        lab.submit(timeout=30)
        record = lab.status(uuids["egitim-berber"])[0]
        assert record["state"] == "NEEDS_HELP", record
        assert {(s["state"], s["reason"], s["method"]) for s in record["submissions"]} == {("NEEDS_HELP", "handed_over", "file")}, record
        assert all("paket" in s["explanation"] for s in record["submissions"]), record
        assert all(i["status"] is None for s in record["submissions"] for i in s["items"]), record
        assert packages(lab) == sorted(f"training-{int(s['query_no']):011d}" for s in record["submissions"]), packages(lab)
        for s in record["submissions"]:
            place = os.path.join(lab.folder, f"training-{int(s['query_no']):011d}")
            assert sorted(os.listdir(place)) == ["document.p7s", "document.xml", "manifest.json"]
            manifest = json.load(open(os.path.join(place, "manifest.json"), encoding="utf-8"))
            assert manifest["format"] == "isg-package-1" and manifest["number"] == s["query_no"] and manifest["record"] == record["uuid"], manifest
            assert manifest["pack"] and manifest["program_version"] and manifest["environment"] == "sandbox", manifest
            for f in manifest["files"]:
                raw = open(os.path.join(place, f["name"]), "rb").read()
                assert (len(raw), hashlib.sha256(raw).hexdigest()) == (f["bytes"], f["sha256"])
            assert s["sha256"] in {f["sha256"] for f in manifest["files"]}
            subprocess.run(["openssl", "cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in", os.path.join(place, "document.p7s"), "-content",
                            os.path.join(place, "document.xml"), "-CAfile", os.path.join(lab.keys, "ca.pem"), "-out", "/dev/null"],
                           check=True, capture_output=True)


def test_nothing_is_written_twice_however_often_the_worker_runs():
    lab, uuids = prepared()
    with lab:
        lab.submit(timeout=30)
        before = {p: os.stat(os.path.join(lab.folder, p, "manifest.json")).st_mtime_ns for p in packages(lab)}
        lab.submit(timeout=30)
        lab.run("query", uuids["egitim-berber"])
        assert before == {p: os.stat(os.path.join(lab.folder, p, "manifest.json")).st_mtime_ns for p in packages(lab)}
        assert lab.state(uuids["egitim-berber"]) == "NEEDS_HELP"


def test_a_package_that_was_handed_over_cannot_be_called_back():
    lab, uuids = prepared()
    with lab:
        lab.submit(timeout=30)
        lab.run("withdraw", uuids["egitim-berber"], expect=1)
        assert lab.state(uuids["egitim-berber"]) == "NEEDS_HELP"


def test_a_folder_that_is_not_there_holds_the_queue_of_files_and_is_said():
    lab, uuids = prepared()
    with lab:
        os.rmdir(lab.folder)
        lab.submit(timeout=30)
        record = lab.status(uuids["egitim-berber"])[0]
        assert record["state"] == "QUEUED" and record["gate"] == "ENDPOINT", record
        os.mkdir(lab.folder)
        lab.submit(timeout=30)
        assert lab.state(uuids["egitim-berber"]) == "NEEDS_HELP"
        assert len(packages(lab)) == 2


def test_what_a_stopped_writer_left_is_finished_under_the_same_name():
    lab, uuids = prepared()
    with lab:
        numbers = [s["query_no"] for s in lab.status(uuids["egitim-berber"])[0]["submissions"]]
        draft = os.path.join(lab.folder, f".training-{int(numbers[0]):011d}.part")
        os.mkdir(draft)
        open(os.path.join(draft, "document.xml"), "w").write("<half")
        lab.submit(timeout=30)
        assert len(packages(lab)) == 2 and not os.path.exists(draft), packages(lab)
        assert lab.state(uuids["egitim-berber"]) == "NEEDS_HELP"


def test_a_number_whose_package_holds_something_else_needs_a_person():
    lab, uuids = prepared()
    with lab:
        s = lab.status(uuids["egitim-berber"])[0]["submissions"][0]
        place = os.path.join(lab.folder, f"training-{int(s['query_no']):011d}")
        os.mkdir(place)
        open(os.path.join(place, "document.xml"), "w").write("başka")
        lab.submit(timeout=30)
        now = [x for x in lab.status(uuids["egitim-berber"])[0]["submissions"] if x["key"] == s["key"]][0]
        assert (now["state"], now["reason"]) == ("NEEDS_HELP", "differs"), now
        assert open(os.path.join(place, "document.xml")).read() == "başka"


def test_a_kill_between_package_and_store_leaves_one_package_and_the_truth():
    lab, uuids = prepared()
    with lab:
        lab.run("submit", "--until-idle", "--timeout", "20", env={"ISG_TEST_KILL_POINT": "after-reply"}, expect=None)
        assert lab.code < 0, lab.code
        assert len(packages(lab)) == 1
        lab.submit(timeout=30)
        record = lab.status(uuids["egitim-berber"])[0]
        assert {(s["state"], s["reason"]) for s in record["submissions"]} == {("NEEDS_HELP", "handed_over")}, record
        assert len(packages(lab)) == 2


if __name__ == "__main__":
    sys.exit(main(sys.modules[__name__]))
