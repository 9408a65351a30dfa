# SPDX-License-Identifier: GPL-3.0-or-later
"""Backup, restore, recover and journal of the real isgctl, without a network."""
import hashlib
import json
import os
import sqlite3
import sys

from lab import Lab, main


def begin():
    lab = Lab(token=False)
    lab.run("init", "--sandbox")
    lab.load()
    return lab


def spoil(path, at, length=4096):
    with open(path, "r+b") as f:
        f.seek(at)
        f.write(bytes((7 * i) % 251 for i in range(length)))


def page_of(store, name):
    db = sqlite3.connect(store)
    page = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (name,)).fetchone()[0]
    db.close()
    return page


def test_a_backup_is_judged_alone():
    with begin() as lab:
        path = os.path.join(lab.dir, "yedek.isgyedek")
        said = lab.run("backup", path)
        assert said["file"] == path and said["rows"]["record"] > 100
        alone = lab.run("backup", "verify", path, data=os.path.join(lab.dir, "nothing-here"))
        assert alone["intact"] and alone["sha256"] == said["sha256"]
        assert not os.path.exists(os.path.join(lab.dir, "nothing-here"))
        lab.run("backup", path, expect=1)
        spoil(path, 8 * 4096)
        assert lab.run("backup", "verify", path, expect=4)["intact"] is False
        lab.run("backup", "verify", os.path.join(lab.data, "isg-defteri.db"), expect=4)
        lab.run("backup", "verify", "/nowhere", expect=3)
        lab.run("backup", expect=2)


def test_rotation_goes_into_the_chosen_folder():
    with begin() as lab:
        folder = os.path.join(lab.dir, "stick")
        lab.run("config", "set", "backup.folder", "stick", expect=1)
        lab.run("config", "set", "backup.folder", folder)
        lab.run("backup", "--rotate", expect=3)
        os.mkdir(folder)
        lab.run("config", "set", "backup.keep", "2 0 0")
        lab.run("config", "set", "backup.keep", "often", expect=1)
        for _ in range(3):
            said = lab.run("backup", "--rotate")
            assert os.path.dirname(said["file"]) == folder and said["place"] in ("same_disk", "away")
        # All of one day: its last is kept.
        assert os.listdir(folder) == [os.path.basename(said["file"])]


def test_a_backup_beside_the_data_warns():
    with begin() as lab:
        said = lab.run("backup", os.path.join(lab.data, "yedek.isgyedek"))
        assert said["place"] == "same_folder" and said["warning"]


def test_a_damaged_backup_says_what_is_missing_and_gives_the_rest():
    with begin() as lab:
        path = os.path.join(lab.dir, "yedek.isgyedek")
        lab.run("backup", path)
        before = lab.run("record", "list", "employee")["records"]
        spoil(path, (page_of(os.path.join(lab.data, "isg-defteri.db"), "journal") - 1) * 4096)
        said = lab.run("restore", path, expect=4)
        assert said["damaged"] and not said["salvaged"] and not said["whole"]
        assert [g["table"] for g in said["not_readable"]] == ["journal"]
        assert {t["table"]: (t["saved"], t["had"]) for t in said["tables"]}["record"][0] > 100
        # Nothing was changed.
        assert not [n for n in os.listdir(lab.data) if n.startswith("isg-defteri-")]
        said = lab.run("restore", "--salvage", path, expect=4)
        assert said["salvaged"] and os.path.exists(said["kept"])
        assert lab.run("record", "list", "employee")["records"] == before
        assert not [n for n in os.listdir(lab.dir) if "salvaged" in n]


def test_a_damaged_store_is_recovered_and_restored():
    with begin() as lab:
        store = os.path.join(lab.data, "isg-defteri.db")
        before = lab.run("record", "list", "employee")["records"]
        spoil(store, (page_of(store, "reference") - 1) * 4096)
        with open(store, "rb") as f:
            damaged = hashlib.sha256(f.read()).hexdigest()
        new = os.path.join(lab.dir, "kurtarilan.isgyedek")
        said = lab.run("recover", "-o", new, expect=4)
        assert [g["table"] for g in said["not_readable"]] == ["reference"], said["not_readable"]
        with open(store, "rb") as f:
            assert hashlib.sha256(f.read()).hexdigest() == damaged
        assert lab.run("backup", "verify", new)["intact"]
        lab.run("restore", new)
        assert lab.run("record", "list", "employee")["records"] == before
        lab.run("recover", "-o", new, expect=1)
        lab.run("recover", expect=2)


def test_the_journal_is_listed_exported_and_verified():
    with begin() as lab:
        all_lines = lab.run("journal", "list")["entries"]
        assert [e["seq"] for e in lab.run("journal", "list", "--after", "5", "--limit", "3")["entries"]] == [6, 7, 8]
        saved = lab.run("journal", "list", "--act", "record")["entries"]
        assert saved and all(e["act"].startswith("record.") for e in saved)
        one = saved[0]["record"]
        assert {e["record"] for e in lab.run("journal", "list", "--record", one)["entries"]} == {one}
        assert lab.run("journal", "list", "--until", "2001-01-01")["entries"] == []
        assert lab.run("journal", "list", "--from", "2001-01-01", "--limit", "2000")["entries"] == all_lines
        lab.run("journal", "list", "--from", "yesterday", expect=1)

        path = os.path.join(lab.dir, "gunluk.jsonl")
        lab.run("journal", "export", "-o", path)
        with open(path, "rb") as f:
            raw = f.read()
        lines = raw.decode().splitlines()
        end = json.loads(lines[-1])
        body = raw[:len(raw) - len(lines[-1]) - 1]
        assert end["lines"] == len(lines) - 1 == len(all_lines)
        assert hashlib.sha256(body).hexdigest() == end["sha256"]
        # The chain can be walked from the file alone.
        before = end["store"]
        for line in map(json.loads, lines[:-1]):
            text = "".join(f"{len(str(x).encode())}:{x}" for x in (before, line["seq"], line["seconds"], line["actor"], line["act"], line["record"],
                                                                   line["revision"], line["detail"]))
            before = hashlib.sha256(text.encode()).hexdigest()
            assert before == line["hash"], line
        assert lab.run("journal", "list")["entries"][-1]["act"] == "journal.exported"

        db = sqlite3.connect(os.path.join(lab.data, "isg-defteri.db"))
        db.execute("DROP TRIGGER journal_keep")
        db.execute("DELETE FROM journal WHERE seq > 10")
        db.commit()
        db.close()
        assert lab.run("journal", "verify", expect=4)["intact"] is False
        lab.run("journal", "export", "-o", path + ".2", expect=4)


if __name__ == "__main__":
    sys.exit(main(sys.modules[__name__]))
