# SPDX-License-Identifier: GPL-3.0-or-later
"""A laboratory for the real programs: isgctl, isg-gateway and a SoftHSM token in a folder of their own, over TLS on the loopback.

Nothing waits on time: a client is run until it ends, a gateway until it has said that it is ready.
"""
import atexit
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import traceback

SOURCE = os.environ["ISG_SOURCE_DIR"]
ISGCTL = os.environ["ISGCTL"]
GATEWAY = os.environ.get("ISG_GATEWAY")
FIRM = {"code": "0123456789abcdef0123456789abcdef", "password": "deneme-parola"}
METHOD_B = "ibys-soap-list"
# Which of the gateway's addresses a method goes to.
ADDRESSES = {"ibys-soap-single": "url_a", METHOD_B: "url_b", "ibys-json": "url_c", "provisional-json": "url_c"}


# What takes long to make and is the same for each laboratory of a process: certificates with a token, and a store with the sample records.
_kept = {}
_keeping = threading.RLock()


def _keep_dir():
    if "dir" not in _kept:
        _kept["dir"] = tempfile.mkdtemp(prefix="isg-lab-kept-")
        atexit.register(shutil.rmtree, _kept["dir"], True)
    return _kept["dir"]


def kept_keys(args):
    """A folder with what softhsm-token makes of these arguments."""
    with _keeping:
        if args not in _kept:
            path = os.path.join(_keep_dir(), f"keys-{len(_kept)}")
            os.mkdir(path)
            subprocess.run([os.path.join(SOURCE, "tests/support/softhsm-token"), *args, path], check=True, stdout=subprocess.DEVNULL)
            _kept[args] = path
        return _kept[args]


class Lab:
    def __init__(self, signers=(("10000000146", "AYŞE IĞDIRLI"), ("10000000214", "ALİ ÇELİK"), ("10000000382", "IŞIL GÜNŞEN")), seed=None,
                 token=True, today=None, tls=False):
        self.dir = tempfile.mkdtemp(prefix="isg-lab-")
        self.gateway = None
        self.port = 0
        self.today = today
        self.seed = seed or os.path.join(SOURCE, "data/demo/seed.json")
        self.script_file = os.path.join(self.dir, "script.json")
        self.script([])
        args = [word for number, name in signers for word in ("--signer", f"{number}={name}")]
        args += ([] if token else ["--no-token"]) + (["--tls"] if tls else [])
        self.keys_kept = kept_keys(tuple(args))
        self.keys = os.path.join(self.dir, "keys")
        shutil.copytree(self.keys_kept, self.keys)
        self.tokens = os.path.join(self.keys, "tokens")
        if token:
            # A token of its own: SoftHSM writes into it at each log-in.
            with open(os.path.join(self.keys, "softhsm2.conf"), "w", encoding="utf-8") as f:
                f.write(f"directories.tokendir = {self.tokens}\nobjectstore.backend = file\nlog.level = ERROR\n")
        self.env = {k: v for k, v in os.environ.items() if not k.startswith("ISG_TEST_")}
        self.env.update(HOME=self.dir, XDG_STATE_HOME=os.path.join(self.dir, "state"), XDG_DATA_HOME=os.path.join(self.dir, "data"),
                        XDG_CONFIG_HOME=os.path.join(self.dir, "config"), XDG_CACHE_HOME=os.path.join(self.dir, "cache"),
                        SOFTHSM2_CONF=os.path.join(self.keys, "softhsm2.conf"), LC_ALL=os.environ.get("LC_ALL", "C.UTF-8"))
        self.env.pop("ISG_DATA_DIR", None)
        self.data = os.path.join(self.dir, "store")

    # ---- the gateway ----
    def start(self, *more, cert="server"):
        args = [GATEWAY, "serve", "--db", os.path.join(self.dir, "ministry.db"), "--tls-cert", os.path.join(self.keys, f"{cert}.pem"),
                "--tls-key", os.path.join(self.keys, f"{cert}.key"), "--trust-ca", os.path.join(self.keys, "ca.pem"), "--seed", self.seed,
                "--script", self.script_file, "--log", os.path.join(self.dir, "gateway.log"), "--port", str(self.port), "--until-eof", *more]
        if self.today:
            args += ["--today", self.today]
        self.gateway = subprocess.Popen(args, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=self.env, text=True)
        line = self.gateway.stdout.readline()
        if not line:
            raise RuntimeError("the gateway did not start")
        ready = json.loads(line)
        self.port = ready["port"]
        self.url = ready
        return ready

    def stop(self):
        if self.gateway:
            self.gateway.stdin.close()
            self.gateway.stdout.close()
            self.gateway.wait(20)
            self.gateway = None

    def script(self, rules):
        new = self.script_file + ".new"
        with open(new, "w", encoding="utf-8") as f:
            json.dump({"rules": rules}, f)
        os.rename(new, self.script_file)

    def held(self):
        out = subprocess.run([GATEWAY, "list", "--db", os.path.join(self.dir, "ministry.db"), "--json"], check=True, capture_output=True, env=self.env)
        return json.loads(out.stdout)

    def log(self):
        path = os.path.join(self.dir, "gateway.log")
        if not os.path.exists(path):
            return []
        with open(path, encoding="utf-8") as f:
            return [json.loads(line) for line in f if line.strip()]

    # ---- the client ----
    def run(self, *args, stdin=None, env=None, expect=0, data=None):
        """Runs isgctl --json; returns the document. expect=None takes any exit code (and stores it in self.code)."""
        if isinstance(stdin, (dict, list)):
            stdin = json.dumps(stdin, ensure_ascii=False)
        if isinstance(stdin, str):
            stdin = stdin.encode()
        done = subprocess.run([ISGCTL, "--data-dir", data or self.data, "--json", *args], input=stdin if stdin is not None else b"",
                              capture_output=True, env={**self.env, **(env or {})})
        self.code = done.returncode
        self.stderr = done.stderr.decode(errors="replace")
        if expect is not None and done.returncode != expect:
            raise AssertionError(f"isgctl {' '.join(args)}: exit {done.returncode}, expected {expect}\n{done.stdout.decode()[:2000]}\n{self.stderr[:4000]}")
        if done.returncode < 0:
            return None
        return json.loads(done.stdout)

    def init(self):
        # Plain on a desktop with a keyring too: tests look into the file.
        self.run("init", "--sandbox", "--plain")
        for key, value in (("firm.code", FIRM["code"]), ("tls.ca_file", os.path.join(self.keys, "ca.pem")),
                           ("signer.module", "/usr/lib/softhsm/libsofthsm2.so"), ("signer.token", "isg-test")):
            self.run("config", "set", key, value)
        self.run("config", "set", "firm.password", stdin=FIRM["password"])

    def endpoint(self, method=METHOD_B):
        self.run("config", "set", f"endpoint.{method}", self.url[ADDRESSES[method]])

    def load(self):
        """The sample records; name -> uuid."""
        return {r["name"]: r["uuid"] for r in self.run("demo", "load")["records"]}

    def ready(self):
        """A store as init () and load () leave it, made once in a process; name -> uuid."""
        key = ("store", self.keys_kept)
        with _keeping:
            if key not in _kept:
                self.init()
                self.run("config", "set", "tls.ca_file", os.path.join(self.keys_kept, "ca.pem"))
                uuids = self.load()
                path = os.path.join(_keep_dir(), f"store-{len(_kept)}")
                shutil.copytree(self.data, path)
                _kept[key] = (path, uuids)
            path, uuids = _kept[key]
        shutil.copytree(path, self.data, dirs_exist_ok=True)
        return dict(uuids)

    def add(self, kind, fields, workplace=None, **more):
        args = ["record", "add", kind] + (["--workplace", workplace] if workplace else [])
        return self.run(*args, stdin=fields, **more)

    def finalise(self, *uuids):
        return self.run("finalise", *uuids)

    def sign(self, *uuids, **more):
        return self.run("sign", "--pin-file", os.path.join(self.keys, "pin"), *uuids, **more)

    def submit(self, timeout=60, **more):
        return self.run("submit", "--until-idle", "--timeout", str(timeout), **more)

    def status(self, *uuids):
        return self.run("status", *uuids)["records"]

    def state(self, uuid):
        return self.status(uuid)[0]["state"]

    def close(self):
        self.stop()
        shutil.rmtree(self.dir, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def no_doubles(held):
    """Every accepted item once, whatever the number it came under."""
    seen = {}
    for item in held["items"]:
        if item["status"] == 200:
            key = (item["operation"], item["employee"], item["topic"], item["date"], item["minutes"])
            seen[key] = seen.get(key, 0) + item["times_stored"]
    return {k: n for k, n in seen.items() if n != 1}


def run_test(name, test):
    """The lines that tell of one test; the first begins with "ok" or "not ok"."""
    try:
        test()
        return ["ok"]
    except Exception:
        return ["not ok", *(f"# {line}" for line in traceback.format_exc().splitlines())]


def main(module):
    """Runs every function of the module that begins with test_, as TAP; those of different groups at the same time."""
    wanted = sys.argv[1:]
    tests = [(name, f) for name, f in vars(module).items() if name.startswith("test_") and callable(f) and (not wanted or name in wanted)]
    groups = {}
    for name, test in tests:
        groups.setdefault(getattr(test, "group", None), []).append((name, test))
    told = []
    lock = threading.Lock()
    print(f"1..{len(tests)}", flush=True)

    def run_group(group):
        for name, test in group:
            lines = run_test(name, test)
            with lock:
                told.append(lines[0])
                print("\n".join([f"{lines[0]} {len(told)} {name}", *lines[1:]]), flush=True)

    threads = [threading.Thread(target=run_group, args=(group,)) for group in groups.values()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return 1 if "not ok" in told else 0
