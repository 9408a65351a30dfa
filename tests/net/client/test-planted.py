# SPDX-License-Identifier: GPL-3.0-or-later
"""A thousand planted names, numbers and diagnoses in an encrypted store, what isgctl does with it, and a search through every file."""
import base64
import math
import os
import re
import shutil
import signal
import subprocess
import sys
import tarfile
import threading
from collections import Counter

from lab import FIRM, ISGCTL, Lab, main

# What is planted begins with one of these; random bytes do not by chance. Folding and Turkish small letters leave them as they are.
NAME, NUMBER, ILLNESS = "vqzxw", "731958", "jqzvx"
N_PEOPLE, N_EXAMS, N_WORDS = 250, 10, 25
FIELDS = ["chronic_disease", "family_mother", "family_father", "family_siblings", "family_children"]
EXPOSURE = {"exposure_environment": ["1001"], "exposure_air": ["1199"], "exposure_noise": ["1202", "1222"], "exposure_electric": ["1399"],
            "exposure_dust": ["1499"], "exposure_chemical": ["1501", "1591"], "exposure_biological": ["1699"], "equipment": ["6000", "3000"],
            "work_position": "101", "work_time": "203", "vehicle_use": "399"}
HEAD = "T.C. KİMLİK NO;ADI;SOYADI;DOĞUM TARİHİ;CİNSİYETİ;İŞE GİRİŞ TARİHİ;MESLEK KODU;GÖREVİ;TEL"


def person(n):
    """A synthetic number that passes the check."""
    d = [int(c) for c in f"{NUMBER}{n:03d}"]
    d.append((sum(d[0:9:2]) * 7 - sum(d[1:8:2])) % 10)
    d.append(sum(d) % 10)
    return "".join(map(str, d))


def word(stem, n):
    return stem + "".join(chr(ord("a") + n // 26 ** i % 26) for i in range(3))


def in_base64(text):
    """What stands in the middle, whatever stands before and after."""
    forms = set()
    for lead in range(3):
        whole = b"\0" * lead + text.encode()
        forms.add(base64.b64encode(whole)[(lead * 8 + 5) // 6:len(whole) * 8 // 6])
    return forms


def pattern(stem):
    """The stem as UTF-8 and UTF-16, large or small, as hexadecimal digits, and as base64."""
    if stem == NUMBER:
        return re.compile(b"|".join(re.escape(person(n).encode(e)) for n in range(N_PEOPLE) for e in ("utf-8", "utf-16-le")))
    plain = [stem.encode(), stem.encode("utf-16-le"), stem.encode("utf-16-be"), stem.encode().hex().encode()]
    exact = in_base64(stem) | in_base64(stem.capitalize()) | in_base64(stem.upper())
    return re.compile(b"(?i:" + b"|".join(map(re.escape, plain)) + b")|" + b"|".join(map(re.escape, exact)))


PATTERNS = {stem: pattern(stem) for stem in (NAME, NUMBER, ILLNESS)}
ALL = (NAME, NUMBER, ILLNESS)


def assert_not_in(content, what, *stems):
    for stem in stems:
        found = PATTERNS[stem].search(content)
        assert not found, (what, stem, content[max(0, found.start() - 60):found.end() + 60])


def search(folder, *stems):
    """Every file under the folder, and its name; how many there were."""
    n = 0
    for at, folders, names in os.walk(folder):
        for name in folders + names:
            assert_not_in(name.encode(), "file name", *stems)
        for name in names:
            try:
                with open(os.path.join(at, name), "rb") as f:
                    content = f.read()
            except OSError:
                # Taken away meanwhile, or a socket.
                continue
            assert_not_in(content, name, *stems)
            n += 1
    return n


class Watcher:
    """Searches a folder again and again while something works in it."""

    def __init__(self, folder):
        self.folder, self.stop, self.trouble = folder, threading.Event(), None
        self.thread = threading.Thread(target=self.work)

    def work(self):
        while not self.stop.is_set():
            try:
                search(self.folder, *ALL)
            except AssertionError as error:
                self.trouble = error
                return
            self.stop.wait(0.02)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.stop.set()
        self.thread.join()
        if self.trouble:
            raise self.trouble


class Desk(Lab):
    """An encrypted store with a health key. What the program keeps lies under "own", what a person asked for under "given"."""

    def __init__(self):
        super().__init__()
        self.own, self.given = os.path.join(self.dir, "own"), os.path.join(self.dir, "given")
        for folder in (self.own, self.given, os.path.join(self.own, "tmp"), os.path.join(self.own, "run"), os.path.join(self.own, "backups")):
            os.mkdir(folder, 0o700)
        self.data = os.path.join(self.own, "store")
        for name, value in (("HOME", ""), ("TMPDIR", "tmp"), ("XDG_RUNTIME_DIR", "run"), ("XDG_STATE_HOME", "state"), ("XDG_DATA_HOME", "data"),
                            ("XDG_CONFIG_HOME", "config"), ("XDG_CACHE_HOME", "cache")):
            self.env[name] = os.path.join(self.own, value)
        self.env.pop("DBUS_SESSION_BUS_ADDRESS", None)
        self.phrase, self.health = os.path.join(self.dir, "phrase"), os.path.join(self.dir, "health")
        for path, text in ((self.phrase, "doğru at pil zımba"), (self.health, "kale dere yosun taş")):
            with open(path, "w", encoding="utf-8") as f:
                f.write(text + "\n")

    def run(self, *args, **more):
        said = super().run("--passphrase-file", self.phrase, *args, **more)
        assert_not_in(self.stderr.encode(), args, *ALL)
        return said

    def with_key(self, *args, **more):
        return self.run("--health-passphrase-file", self.health, *args, **more)

    def out(self, name):
        return os.path.join(self.given, name)

    def prepare(self):
        self.run("init", "--sandbox")
        for key, value in (("firm.code", FIRM["code"]), ("tls.ca_file", os.path.join(self.keys, "ca.pem")),
                           ("signer.module", "/usr/lib/softhsm/libsofthsm2.so"), ("signer.token", "isg-test"),
                           ("backup.folder", os.path.join(self.own, "backups"))):
            self.run("config", "set", key, value)
        self.run("config", "set", "firm.password", stdin=FIRM["password"])
        self.uuids = self.load()
        self.run("record", "edit", self.uuids["berber-1"], stdin={"occupation_code": "5141.04"})
        self.start()
        self.endpoint("ibys-json")
        self.run("key", "health", "add", "passphrase", self.health)
        return self

    def plant_people(self):
        path = os.path.join(self.dir, "liste.csv")
        with open(path, "w", encoding="utf-8") as f:
            f.write("\r\n".join([HEAD, *(f"{person(n)};{word(NAME, 2 * n)};{word(NAME, 2 * n + 1)};01.02.1990;K;05.01.2020;;;" for n in range(N_PEOPLE))]))
        with Watcher(self.own):
            self.run("import", "employees", path, "--workplace", self.uuids["berber"])

    def plant_exam(self, n):
        fields = {"employee": self.uuids["berber-1"], "physician": self.uuids["hekim"], "exam_type": "periodic", "exam_date": f"2026-05-{n + 1:02d}",
                  "valid_until": "2028-05-04", "verdict": "fit", "xray": True, "hearing": True, "blood": True, **EXPOSURE}
        for i, field in enumerate(FIELDS):
            at = n * N_WORDS + i * (N_WORDS // len(FIELDS))
            fields[field] = " ".join(word(ILLNESS, at + j) for j in range(N_WORDS // len(FIELDS)))
        return self.with_key("record", "add", "health_exam", "--workplace", self.uuids["berber"], stdin=fields)["uuid"]


def assert_is_noise(path, start):
    """From there on no text, and every byte as often as any other."""
    with open(path, "rb") as f:
        content = f.read()[start:]
    assert len(content) > 100 * 4096
    longest = max(re.findall(rb"[\x20-\x7e]+", content), key=len)
    assert len(longest) < 30, longest
    for at in range(0, len(content) - 4095, 4096):
        page = content[at:at + 4064]
        entropy = -sum(k / len(page) * math.log2(k / len(page)) for k in Counter(page).values())
        assert entropy > 7.9, (path, at, entropy)


def send_both(lab, accepted, refused):
    """One is taken; of the other the Ministry writes back what it read."""
    lab.with_key("finalise", accepted, refused)
    lab.with_key("sign", "--pin-file", os.path.join(lab.keys, "pin"), accepted, refused)
    lab.script([{"match": {"kind": "save"}, "action": "code", "code": 210, "count": 1, "message": f"Hatalı alan: {word(ILLNESS, 3)}"}])
    with Watcher(lab.own):
        lab.with_key("submit", "--until-idle", "--timeout", "60")
    states = sorted(r["state"] for r in lab.status(accepted, refused))
    assert states == ["ACCEPTED", "REJECTED"], states
    taken = next(r["uuid"] for r in lab.status(accepted, refused) if r["state"] == "ACCEPTED")
    texts = str(lab.with_key("status"))
    assert ILLNESS in texts, "the message was planted nowhere"
    return taken


def give_away(lab, exam, taken):
    """What a person without the health key asks for, and what is written for others to read."""
    berber = lab.uuids["berber"]
    lab.run("print", exam, "-o", lab.out("muayene.pdf"))
    if shutil.which("pdftotext"):
        text = subprocess.run(["pdftotext", lab.out("muayene.pdf"), "-"], check=True, capture_output=True).stdout
        assert_not_in(text, "muayene.pdf", ILLNESS)
        assert b"berber" in text.lower() or b"muayene" in text.lower(), text[:400]
    lab.run("export", "--workplace", berber, "-o", lab.out("devir.tar"))
    with open(lab.out("devir.tar"), "rb") as f:
        assert PATTERNS[NAME].search(f.read()), "a search that finds nothing where names are, finds nothing anywhere"
    lab.run("extract", lab.uuids["berber-1"], "-o", lab.out("kisi.json"))
    assert lab.run("receipt", taken, "-o", lab.out("makbuz.json"), expect=3)["error"]["code"] == "health_locked"
    lab.run("receipts", "--workplace", berber, "--year", "2026", "-o", lab.out("makbuzlar.tar"), expect=None)
    for args in (("status",), ("record", "show", exam), ("record", "show", exam, "--revisions"), ("record", "list", "health_exam"),
                 ("record", "list", "employee", "--search", word(ILLNESS, 0)), ("due",), ("refusals",), ("journal", "list"), ("record", "check", "--all")):
        said = lab.run(*args, expect=None)
        assert_not_in(str(said).encode(), args, ILLNESS)
    folder = os.path.join(lab.given, "for-others")
    os.mkdir(folder)
    lab.run("support-bundle", "-o", os.path.join(folder, "destek.tar"))
    lab.run("journal", "export", "-o", os.path.join(folder, "defter.json"))
    with tarfile.open(os.path.join(folder, "destek.tar")) as tar:
        for member in tar.getmembers():
            assert_not_in(member.name.encode() + tar.extractfile(member).read(), member.name, *ALL)
    assert search(folder, *ALL) == 2
    assert search(lab.given, ILLNESS) >= 4


def test_no_file_shows_what_was_planted():
    with Desk().prepare() as lab:
        lab.plant_people()
        exams = [lab.plant_exam(n) for n in range(N_EXAMS)]
        assert N_PEOPLE * 3 + N_EXAMS * N_WORDS == 1000
        assert lab.run("record", "list", "employee", "--search", word(NAME, 7))["total"] == 1
        assert lab.with_key("record", "show", exams[3])["fields"]["family_mother"].startswith(word(ILLNESS, 3 * N_WORDS + 5))
        search(lab.own, *ALL)

        taken = send_both(lab, exams[0], exams[1])
        lab.with_key("record", "edit", exams[2], stdin={"family_mother": word(ILLNESS, 1)})
        lab.run("backup", "--rotate")
        lab.run("backup", os.path.join(lab.own, "backups", "elle.isgyedek"))
        lab.run("recover", "-o", os.path.join(lab.own, "backups", "kurtarilan.isgyedek"))
        # On another machine: what was sent last is known to each of its own.
        lab.run("restore", os.path.join(lab.own, "backups", "elle.isgyedek"), data=os.path.join(lab.own, "geri"),
                env={"XDG_STATE_HOME": os.path.join(lab.own, "state-2")})
        give_away(lab, exams[0], taken)
        assert search(lab.own, *ALL) >= 8
        assert len(os.listdir(os.path.join(lab.own, "backups"))) == 3
        assert_is_noise(os.path.join(lab.data, "isg-defteri.db"), 8192)


def test_a_killed_program_leaves_nothing_to_read():
    with Desk().prepare() as lab:
        path = os.path.join(lab.dir, "liste.csv")
        with open(path, "w", encoding="utf-8") as f:
            f.write("\r\n".join([HEAD, *(f"{person(n)};{word(NAME, 2 * n)};{word(NAME, 2 * n + 1)};01.02.1990;K;05.01.2020;;;" for n in range(N_PEOPLE))]))
        left = 0
        for n in range(4):
            args = [ISGCTL, "--data-dir", lab.data, "--passphrase-file", lab.phrase, "import", "employees", path, "--workplace", lab.uuids["berber"]]
            job = subprocess.Popen(args, env=lab.env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            log = os.path.join(lab.data, "isg-defteri.db-log")
            while job.poll() is None and not (os.path.exists(log) and os.path.getsize(log) > (n + 1) * 30000):
                pass
            job.send_signal(signal.SIGKILL)
            job.wait()
            left += os.path.exists(log)
            search(lab.own, *ALL)
        assert left > 0, "none was killed while it had a log"
        shutil.copytree(lab.own, os.path.join(lab.dir, "copy"))
        lab.run("status")
        search(lab.own, *ALL)


if __name__ == "__main__":
    sys.exit(main(sys.modules[__name__]))
