# SPDX-License-Identifier: GPL-3.0-or-later
"""Receipts on paper and in an archive, prints, and refusals counted: what a stranger reads of them."""
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile

from lab import Lab, main

NAMES = ["egitim-firin", "egitim-oto"]


def sent():
    lab = Lab()
    lab.init()
    uuids = lab.load()
    lab.finalise(*(uuids[n] for n in NAMES))
    lab.sign(*(uuids[n] for n in NAMES))
    lab.start()
    lab.endpoint()
    lab.submit()
    return lab, uuids


def text_of(path):
    return subprocess.run(["pdftotext", "-layout", path, "-"], check=True, capture_output=True, text=True).stdout


def test_the_page_of_a_receipt_says_what_the_receipt_holds():
    lab, uuids = sent()
    with lab:
        uuid = uuids[NAMES[0]]
        plain, page = os.path.join(lab.dir, "r.json"), os.path.join(lab.dir, "r.pdf")
        lab.run("receipt", uuid, "-o", plain)
        lab.run("receipt", uuid, "-o", page)
        receipt = json.load(open(plain, encoding="utf-8"))
        assert open(page, "rb").read(5) == b"%PDF-"
        words = text_of(page)
        marks = lab.run("verify-receipt", plain)["marks"]
        for notification, mark in zip(receipt["notifications"], marks):
            assert notification["query_no"] in words, words
            assert notification["sha256"] in words
            assert notification["sha256"] in mark and notification["query_no"] in mark
        assert re.search(r"1/\d+", words)


def test_a_years_receipts_are_one_archive_that_is_judged_whole():
    lab, uuids = sent()
    with lab:
        record = lab.run("record", "show", uuids[NAMES[0]])
        workplace = record["workplace"]
        year = record["fields"]["date"][:4]
        path = os.path.join(lab.dir, "year.tar")
        made = lab.run("receipts", "--workplace", workplace, "--year", year, "-o", path)
        with tarfile.open(path) as archive:
            names = archive.getnames()
            assert names[0] == "manifest.json" and len(names) == made["receipts"] + 1, names
            manifest = json.load(archive.extractfile("manifest.json"))
            for entry in manifest["files"]:
                body = archive.extractfile(entry["name"]).read()
                assert hashlib.sha256(body).hexdigest() == entry["sha256"]
        said = lab.run("verify-receipt", path)
        assert said["valid"] and said["receipts"] == made["receipts"], said

        changed = bytearray(open(path, "rb").read())
        at = changed.index(b'"query_no"') + 14
        changed[at] = ord("1") if changed[at] != ord("1") else ord("2")
        bad = os.path.join(lab.dir, "bad.tar")
        open(bad, "wb").write(changed)
        assert not lab.run("verify-receipt", bad, expect=4)["valid"]
        lab.run("receipts", "--workplace", workplace, "--year", "1999", "-o", path, expect=1)


def test_any_record_is_printed_and_refusals_are_counted():
    lab, uuids = sent()
    with lab:
        path = os.path.join(lab.dir, "p.pdf")
        for uuid in list(uuids.values())[:12]:
            lab.run("print", uuid, "-o", path)
            assert "İSG Defteri" in text_of(path)
        counted = lab.run("refusals")
        assert counted["answered"] > 0 and counted["refusals"] == [], counted


if __name__ == "__main__":
    if shutil.which("pdftotext") is None:
        print("1..0 # SKIP pdftotext is not there")
    else:
        sys.exit(main(sys.modules[__name__]))
