# SPDX-License-Identifier: GPL-3.0-or-later
"""A full queue drains to the ministry, beside curl sending the very same messages in the same run.

Prints rate, memory, CPU and ratios; they neither pass nor fail. ISG_BENCH_DRAIN says how many notifications (20000; in the usual run of the
tests a few, and all of them in the nightly one).

The messages are generation C's: one signed object each, over a fresh TLS connection. curl sends them as the client has made them, to a
ministry of its own that knows none of them, one after another and two at a time; it commits nothing to a disk before and after each.
Beside it: what finishing and signing cost, and what `openssl cms -sign` takes for the same bytes.
"""
import base64
import json
import os
import resource
import sqlite3
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.environ["ISG_SOURCE_DIR"], "tests/net/client"))
from lab import FIRM, no_doubles  # noqa: E402
from outside import begin, drafts, states  # noqa: E402

SHORT = os.environ.get("ISG_BENCH_SHORT") and not os.environ.get("ISG_TEST_NIGHTLY")
N = int(os.environ.get("ISG_BENCH_DRAIN", "24" if SHORT else "20000"))
PEOPLE = 126
METHOD = "ibys-json"


class Cost:
    """Time of a function, CPU of the processes that it ran to their end, and the largest memory of one of them."""

    def __init__(self, what, n, f):
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
        f()
        self.seconds = time.monotonic() - start
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        self.cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        print(f"{what:52} {self.seconds:9.2f} s  {n / self.seconds:8.1f} /s   CPU {self.cpu:8.2f} s, {1000 * self.cpu / n:6.2f} ms each", flush=True)


def memory_of(f):
    """Runs a client and says how much memory it had at most, in MB."""
    with open(os.path.join(f.lab.dir, "rss"), "w", encoding="ascii") as out:
        subprocess.run(["/usr/bin/python3", "-c", "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdin=subprocess.DEVNULL, "
                        "stdout=subprocess.DEVNULL); print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)", *f.command],
                       env=f.lab.env, stdout=out, check=True)
    with open(out.name, encoding="ascii") as out:
        return int(out.read())


class Drain:
    def __init__(self, lab):
        self.lab = lab
        self.command = [os.environ["ISGCTL"], "--data-dir", lab.data, "submit", "--until-idle", "--timeout", "36000"]

    def __call__(self):
        self.megabytes = memory_of(self)


def messages(lab):
    """The bodies that the client has sent: the signed bytes with the signature put in."""
    db = sqlite3.connect(f"file:{os.path.join(lab.data, 'isg-defteri.db')}?mode=ro", uri=True)
    for document, signature in db.execute("SELECT document, signature FROM submission ORDER BY id"):
        yield document, document[:-1] + b',"imzaliDeger":"' + base64.b64encode(signature) + b'"}'
    db.close()


def write_messages(lab):
    place = os.path.join(lab.dir, "bodies")
    os.mkdir(place)
    url = lab.url["url_c"] + "/egitimBilgisiIslemleri/egitimBilgisiBildir"
    config = os.path.join(lab.dir, "curl.conf")
    with open(config, "w", encoding="utf-8") as f:
        for i, (_, body) in enumerate(messages(lab)):
            path = os.path.join(place, str(i))
            with open(path, "wb") as out:
                out.write(body)
            f.write(("next\n" if i > 0 else "") + f'url = "{url}"\ndata-binary = "@{path}"\nheader = "Content-Type: application/json; charset=utf-8"\nheader = "Connection: close"\n'
                    f'header = "Expect:"\noutput = /dev/null\nuser = "{FIRM["code"]}:{FIRM["password"]}"\n'
                    f'cacert = "{os.path.join(lab.keys, "ca.pem")}"\nhttp1.1\n')
    return config


def fresh_ministry(lab):
    lab.stop()
    os.unlink(os.path.join(lab.dir, "ministry.db"))
    os.unlink(os.path.join(lab.dir, "gateway.log"))
    lab.start("--max-seconds", "0")


def by_curl(lab, config, *more):
    def run():
        # Its meter of parallel transfers is not silenced by anything else.
        subprocess.run(["curl", "-s", "-S", "--no-progress-meter", *more, "-K", config], check=True, stderr=subprocess.DEVNULL)
    return run


def gateway_cpu(lab):
    with open(f"/proc/{lab.gateway.pid}/stat", encoding="ascii") as f:
        fields = f.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def signatures(lab, n):
    """openssl, started for each as its command is; and its key operation alone, as many as fit in a second."""
    sample = os.path.join(lab.dir, "sample")
    with open(sample, "wb") as f:
        f.write(next(messages(lab))[0])
    key, certificate = os.path.join(lab.dir, "key.pem"), os.path.join(lab.dir, "certificate.pem")
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-subj", "/CN=bench", "-out", certificate],
                   check=True, capture_output=True)
    script = f"for i in $(seq {n}); do openssl cms -sign -cades -binary -md sha256 -outform DER -signer {certificate} -inkey {key} -in {sample} -out {sample}.p7; done"
    return Cost(f"openssl cms -sign, a process each ({n})", n, lambda: subprocess.run(["sh", "-c", script], check=True))


def main():
    lab, uuids = begin(METHOD, start=False)
    with lab:
        lab.start("--max-seconds", "0")
        lab.endpoint(METHOD)
        # Of several records, so that two may be under way.
        people = max(1, min(N // 8, PEOPLE))
        made = drafts(lab, uuids, -(-N // people), people=people)
        n = people * len(made)
        print(f"{n} notifications of generation C from {len(made)} records; TLS on the loopback, fresh connections, SoftHSM RSA-2048")
        finish = Cost("finish (check, document, snapshot)", n, lambda: lab.finalise(*made))
        sign = Cost("sign (and verify)", n, lambda: lab.sign(*made))
        drain = Drain(lab)
        submit = Cost("submit (two commits and a mirror's fsync each)", n, drain)
        judge = gateway_cpu(lab)
        held = lab.held()
        assert held["totals"]["accepted"] == n, held["totals"]
        print(f"held by the ministry: {n}, twice: {held['totals']['doubled']}; states: {sorted(set(states(lab, made).values()))}")
        assert no_doubles(held) == {}
        print(f"memory of the client at most: {drain.megabytes} MB; CPU of the ministry: {judge:.2f} s")
        config = write_messages(lab)
        fresh_ministry(lab)
        one = Cost("curl, one after another", n, by_curl(lab, config))
        assert lab.held()["totals"]["accepted"] == n
        fresh_ministry(lab)
        two = Cost("curl, two at a time", n, by_curl(lab, config, "--parallel", "--parallel-max", "2"))
        assert lab.held()["totals"]["accepted"] == n
        print(f"sending / curl one after another: {one.seconds / submit.seconds:.2f}   two at a time: {two.seconds / submit.seconds:.2f}   (design.md 11: at least 0.8)")
        together = finish.seconds + sign.seconds + submit.seconds
        print(f"finish + sign + submit: {n / together:.1f} /s")
        few = min(n, 100)
        alone = signatures(lab, few)
        print(f"record → document → signature / openssl cms -sign: {(finish.seconds + sign.seconds) / n / (alone.seconds / few):.2f}   "
              "(design.md 11: at most 1.3; openssl is started for each, the client once)")
        print(json.dumps({"n": n, "finish": finish.seconds, "sign": sign.seconds, "submit": submit.seconds, "submit_cpu": submit.cpu, "curl": one.seconds,
                          "curl_cpu": one.cpu, "curl2": two.seconds, "megabytes": drain.megabytes}))


if __name__ == "__main__":
    main()
