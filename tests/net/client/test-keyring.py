# SPDX-License-Identifier: GPL-3.0-or-later
"""The desktop's keyring as a slot, against a real Secret Service: gnome-keyring on a session bus of its own."""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time

from lab import ISGCTL, main

NEEDED = ("dbus-daemon", "gnome-keyring-daemon", "gdbus")


class Desktop:
    """A folder, a session bus, and a keyring that is open or locked."""

    def __init__(self):
        self.dir = tempfile.mkdtemp(prefix="isg-keyring-")
        self.data = os.path.join(self.dir, "store")
        for name in ("run", "home"):
            os.mkdir(os.path.join(self.dir, name), 0o700)
        self.env = {k: v for k, v in os.environ.items() if not k.startswith(("DBUS_", "GNOME_", "XDG_"))}
        self.env.update(HOME=os.path.join(self.dir, "home"), XDG_RUNTIME_DIR=os.path.join(self.dir, "run"))
        self.bus = subprocess.Popen(["dbus-daemon", "--session", "--nofork", "--print-address", "--address", f"unix:path={self.dir}/run/bus"],
                                    env=self.env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.env["DBUS_SESSION_BUS_ADDRESS"] = self.bus.stdout.readline().strip()
        self.daemon = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.end_keyring()
        self.bus.terminate()
        self.bus.wait()
        self.bus.stdout.close()
        shutil.rmtree(self.dir, ignore_errors=True)

    def end_keyring(self):
        if self.daemon:
            self.daemon.terminate()
            self.daemon.wait()
            self.daemon = None
            self.wait_for(lambda: not self.has_owner())

    def has_owner(self):
        """Asks the bus, and so wakes nobody."""
        return self.asks("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus.GetNameOwner", "org.freedesktop.secrets")

    def asks(self, name, path, method, *args):
        done = subprocess.run(["gdbus", "call", "--session", "--dest", name, "--object-path", path, "--method", method, *args], env=self.env,
                              capture_output=True, text=True, check=False)
        return done.stdout if done.returncode == 0 else None

    @staticmethod
    def wait_for(condition):
        end = time.monotonic() + 30
        while not condition():
            assert time.monotonic() < end, "the keyring did not come to it"

    def is_locked(self):
        return self.asks("org.freedesktop.secrets", "/org/freedesktop/secrets/aliases/default", "org.freedesktop.DBus.Properties.Get",
                         "org.freedesktop.Secret.Collection", "Locked")

    def start_keyring(self, passphrase=None):
        options = ["--unlock"] if passphrase else []
        self.daemon = subprocess.Popen(["gnome-keyring-daemon", "--foreground", "--components=secrets", *options], env=self.env,
                                       stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, text=True)
        self.daemon.stdin.write(passphrase or "")
        self.daemon.stdin.close()
        self.wait_for(self.has_owner)
        self.wait_for(lambda: "true" in (self.is_locked() or "") if passphrase is None else "false" in (self.is_locked() or ""))

    def items(self):
        said = self.asks("org.freedesktop.secrets", "/org/freedesktop/secrets/aliases/default", "org.freedesktop.DBus.Properties.Get",
                         "org.freedesktop.Secret.Collection", "Items")
        return said.count("/org/freedesktop/secrets/collection/")

    def run(self, *args, expect=0, env=None, stdin=None):
        done = subprocess.run([ISGCTL, "--data-dir", self.data, "--json", *args], env=env or self.env, capture_output=True, text=True, check=False,
                              input=stdin)
        assert done.returncode == expect, (args, done.returncode, done.stdout, done.stderr)
        return json.loads(done.stdout)

    def secret(self, text):
        path = os.path.join(self.dir, "secret")
        with open(path, "w", encoding="utf-8") as f:
            f.write(text + "\n")
        return path


def test_an_open_keyring_opens_the_store_and_nothing_is_asked():
    with Desktop() as desk:
        desk.start_keyring("oturum parolası")
        made = desk.run("init", "--sandbox")
        assert made["encrypted"] is True and desk.items() == 1, made
        assert desk.run("record", "list", "workplace")["total"] == 0
        assert sorted(s["kind"] for s in desk.run("key", "list")["slots"]) == ["keyring", "recovery"]
        # It is asked for on the bus, and lies nowhere else.
        without = {k: v for k, v in desk.env.items() if k != "DBUS_SESSION_BUS_ADDRESS"}
        without["XDG_RUNTIME_DIR"] = desk.dir
        assert desk.run("record", "list", "workplace", env=without, expect=3)["error"]["code"] == "locked"
        # What is kept there outlives the session.
        desk.end_keyring()
        desk.start_keyring("oturum parolası")
        assert desk.run("record", "list", "workplace")["total"] == 0


def test_a_locked_keyring_opens_nothing_and_asks_nobody():
    with Desktop() as desk:
        desk.start_keyring("oturum parolası")
        code = desk.secret(desk.run("init", "--sandbox")["recovery_code"])
        desk.end_keyring()
        desk.start_keyring()
        assert desk.run("record", "list", "workplace", expect=3)["error"]["code"] == "locked"
        assert desk.run("--passphrase-file", code, "record", "list", "workplace")["total"] == 0


def test_a_slot_that_is_taken_out_is_not_left_in_the_keyring():
    with Desktop() as desk:
        desk.start_keyring("oturum parolası")
        code = desk.secret(desk.run("init", "--sandbox")["recovery_code"])
        slot = next(s["id"] for s in desk.run("key", "list")["slots"] if s["kind"] == "keyring")
        desk.run("key", "remove", slot)
        assert desk.items() == 0
        assert desk.run("record", "list", "workplace", expect=3)["error"]["code"] == "locked"
        desk.run("--passphrase-file", code, "key", "add", "keyring")
        assert desk.items() == 1
        assert desk.run("record", "list", "workplace")["total"] == 0


if __name__ == "__main__":
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing:
        print(f"1..0 # SKIP {', '.join(missing)} is not there")
        sys.exit(0)
    sys.exit(main(sys.modules[__name__]))
