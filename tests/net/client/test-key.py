# SPDX-License-Identifier: GPL-3.0-or-later
"""An encrypted store from the command line: what opens it, what does not, and nothing to read in any file."""
import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile

from lab import ISGCTL, main

PLANTED = ["Gizliköy Fırını", "Gizli Deneme", "10000000146"]


class Desk:
    """A folder, passphrase files, and isgctl without any desktop."""

    def __init__(self):
        self.dir = tempfile.mkdtemp(prefix="isg-key-")
        self.data = os.path.join(self.dir, "data")
        self.env = {k: v for k, v in os.environ.items() if k not in ("DBUS_SESSION_BUS_ADDRESS", "ISG_DATA_DIR")}
        self.env.update(XDG_RUNTIME_DIR=self.dir, XDG_STATE_HOME=os.path.join(self.dir, "state"), HOME=self.dir)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.dir)

    def path(self, name):
        return os.path.join(self.dir, name)

    def secret(self, name, text):
        with open(self.path(name), "w", encoding="utf-8") as f:
            f.write(text + "\n")
        return self.path(name)

    def run(self, *args, phrase=None, data=None, stdin=None, expect=0):
        options = ["--data-dir", data or self.data] + (["--passphrase-file", phrase] if phrase else [])
        done = subprocess.run([ISGCTL, *options, "--json", *args], input=json.dumps(stdin) if stdin else None, env=self.env,
                              capture_output=True, text=True, check=False)
        assert done.returncode == expect, (args, done.returncode, done.stdout, done.stderr)
        return json.loads(done.stdout)

    def plant(self, phrase=None):
        made = self.run("record", "add", "workplace", phrase=phrase,
                        stdin={"name": PLANTED[0], "employer_name": PLANTED[1], "hazard_class": "high", "district": "Merkez"})
        return made["uuid"]

    def hash(self):
        with open(os.path.join(self.data, "isg-defteri.db"), "rb") as f:
            return hashlib.sha256(f.read()).hexdigest()

    def assert_nothing_to_read(self, *folders):
        for folder in folders:
            for at, _, names in os.walk(folder):
                for name in names:
                    with open(os.path.join(at, name), "rb") as f:
                        content = f.read()
                    for text in PLANTED + ["CREATE TABLE", "SQLite format 3"]:
                        assert text.encode() not in content, (text, name)


def test_without_passphrase_and_keyring_the_store_is_plain_and_says_so():
    with Desk() as desk:
        assert desk.run("init", "--sandbox")["encrypted"] is False
        assert desk.run("key", "list") == {"encrypted": False, "slots": []}
        desk.plant()
        rows = sqlite3.connect(os.path.join(desk.data, "isg-defteri.db")).execute("SELECT count(*) FROM record").fetchone()
        assert rows == (1,)


def test_a_passphrase_opens_and_nothing_else_does():
    with Desk() as desk:
        right, wrong = desk.secret("right", "doğru at pil zımba"), desk.secret("wrong", "dogru at pil zimba")
        made = desk.run("init", "--sandbox", phrase=right)
        assert made["encrypted"] is True
        desk.plant(right)
        before = desk.hash()
        assert desk.run("record", "list", "workplace", expect=3)["error"]["code"] == "locked"
        assert desk.run("record", "list", "workplace", phrase=wrong, expect=3)["error"]["code"] == "wrong_passphrase"
        assert desk.hash() == before
        assert desk.run("record", "list", "workplace", phrase=right)["total"] == 1
        # The recovery code does as well, however it is typed.
        code = desk.secret("code", made["recovery_code"].lower().replace("-", " ").replace("0", "o"))
        assert desk.run("record", "list", "workplace", phrase=code)["total"] == 1
        desk.assert_nothing_to_read(desk.data)


def test_slots_are_changed_and_the_old_passphrase_is_out():
    with Desk() as desk:
        first, second = desk.secret("first", "ilk parola"), desk.secret("second", "yeni parola")
        desk.run("init", "--sandbox", phrase=first)
        desk.run("key", "change", second, phrase=first)
        desk.run("status", phrase=first, expect=3)
        desk.run("status", phrase=second)
        code = desk.run("key", "add", "recovery", phrase=second)["recovery_code"]
        slots = desk.run("key", "list")["slots"]
        assert sorted(s["kind"] for s in slots) == ["passphrase", "recovery"]
        assert all(s["rounds"] >= 210000 for s in slots if s["kind"] == "passphrase")
        desk.run("key", "remove", next(s["id"] for s in slots if s["kind"] == "passphrase"), phrase=second)
        desk.run("status", phrase=second, expect=3)
        paper = desk.secret("paper", code)
        last = desk.run("key", "list")["slots"][0]["id"]
        assert desk.run("key", "remove", last, phrase=paper, expect=1)["error"]["code"] == "invalid"
        acts = [e["act"] for e in desk.run("journal", "list", phrase=paper)["entries"]]
        assert [a for a in acts if a.startswith("key.")] == ["key.slot_changed", "key.slot_changed", "key.slot_removed"]


def test_a_plain_store_is_encrypted_and_copied_plain_again():
    with Desk() as desk:
        phrase = desk.secret("phrase", "doğru at pil zımba")
        desk.run("init", "--sandbox")
        uuid = desk.plant()
        desk.run("key", "new", phrase=phrase)
        desk.assert_nothing_to_read(desk.data)
        assert desk.run("record", "show", uuid, phrase=phrase)["uuid"] == uuid
        desk.run("key", "plain-copy", desk.path("copy.db"), phrase=phrase)
        assert sqlite3.connect(desk.path("copy.db")).execute("SELECT count(*) FROM record").fetchone() == (1,)
        assert desk.run("journal", "list", phrase=phrase)["entries"][-1]["act"] == "store.plain_copy"
        desk.run("key", "plain-copy", desk.path("copy.db"), phrase=phrase, expect=1)


def test_a_backup_is_encrypted_too_and_opens_with_its_own_slots():
    with Desk() as desk:
        first, second = desk.secret("first", "ilk parola"), desk.secret("second", "yeni parola")
        os.mkdir(desk.path("backups"))
        backup = desk.path("backups/one.db")
        desk.run("init", "--sandbox", phrase=first)
        desk.plant(first)
        desk.run("backup", backup, phrase=first)
        desk.run("key", "new", second, phrase=first)
        desk.assert_nothing_to_read(desk.path("backups"), desk.data)
        assert desk.run("backup", "verify", backup, phrase=first)["intact"] is True
        assert desk.run("backup", "verify", backup, phrase=second, expect=3)["error"]["code"] == "wrong_passphrase"
        unopened = desk.run("backup", "verify", backup, expect=3)
        assert unopened["error"]["code"] == "locked" and unopened["hash_holds"] is True and "intact" not in unopened, unopened
        desk.run("restore", backup, data=desk.path("other"), phrase=first)
        assert desk.run("record", "list", "workplace", data=desk.path("other"), phrase=first)["total"] == 1
        desk.assert_nothing_to_read(desk.path("other"))


if __name__ == "__main__":
    main(sys.modules[__name__])
