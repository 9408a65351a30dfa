# SPDX-License-Identifier: GPL-3.0-or-later
"""What a network and a server can do to a notification, between the real client and the real ministry, by each method.

For each fault: what it comes to at once with its gate, then recovery, one copy, and the promises (outside.py).
The transport alone is tested in tests/net/transport, with time-outs that are too long for here.
"""
import base64
import hashlib
import os
import ssl
import subprocess
import sys

from lab import main
from outside import METHODS, begin, first_end, journal, newest, numbers, promises, requests, settle, signed, states, trail
from wire import Wire

LOST, UNREADABLE, BUSY, ENDPOINT = "save.lost", "save.unreadable", "save.busy", "save.endpoint"
ONCE, TWICE = 1, 2

# fault, what the save comes to, gates that it shuts, how often the save is seen on the wire, state at rest
SAVES = [
    ("reset-before-body", LOST, [], TWICE, "ACCEPTED"),
    ("reset-after-body", LOST, [], TWICE, "ACCEPTED"),
    ("reset-after-storing", LOST, [], ONCE, "ACCEPTED"),
    ("reset-in-reply", LOST, [], ONCE, "ACCEPTED"),
    ("dead", LOST, [], TWICE, "ACCEPTED"),
    ("dead-stored", LOST, [], ONCE, "ACCEPTED"),
    ("cut-head", LOST, [], ONCE, "ACCEPTED"),
    ("cut-body", LOST, [], ONCE, "ACCEPTED"),
    ("length-too-long", LOST, [], ONCE, "ACCEPTED"),
    ("length-too-short", UNREADABLE, [], ONCE, "ACCEPTED"),
    ("chunked-cut", LOST, [], ONCE, "ACCEPTED"),
    ("huge", LOST, [], TWICE, "ACCEPTED"),
    ("huge-stored", LOST, [], ONCE, "ACCEPTED"),
    ("garbage", UNREADABLE, [], TWICE, "ACCEPTED"),
    ("garbage-stored", UNREADABLE, [], ONCE, "ACCEPTED"),
    ("empty", UNREADABLE, [], TWICE, "ACCEPTED"),
    ("empty-stored", UNREADABLE, [], ONCE, "ACCEPTED"),
    ("http-201", UNREADABLE, [], TWICE, "ACCEPTED"),
    ("http-204-stored", UNREADABLE, [], ONCE, "ACCEPTED"),
    ("http-500", UNREADABLE, [], TWICE, "ACCEPTED"),
    ("http-500-stored", UNREADABLE, [], ONCE, "ACCEPTED"),
    ("http-502", UNREADABLE, [], TWICE, "ACCEPTED"),
    ("http-504-stored", UNREADABLE, [], ONCE, "ACCEPTED"),
    ("http-429", BUSY, ["SERVER"], TWICE, "ACCEPTED"),
    ("http-503", BUSY, ["SERVER"], TWICE, "ACCEPTED"),
    ("http-503-stored", BUSY, ["SERVER"], ONCE, "ACCEPTED"),
    ("page", UNREADABLE, ["NETWORK"], TWICE, "ACCEPTED"),
    ("page-stored", UNREADABLE, ["NETWORK"], ONCE, "ACCEPTED"),
    ("redirect-302", ENDPOINT, ["ENDPOINT"], ONCE, "NEEDS_HELP"),
    ("redirect-307", ENDPOINT, ["ENDPOINT"], ONCE, "NEEDS_HELP"),
    ("redirect-302-stored", ENDPOINT, ["ENDPOINT"], ONCE, "ACCEPTED"),
    ("http-400", ENDPOINT, ["ENDPOINT"], ONCE, "NEEDS_HELP"),
    ("http-404-stored", ENDPOINT, ["ENDPOINT"], ONCE, "ACCEPTED"),
    ("http-403", "save.forbidden", ["CREDENTIALS"], TWICE, "ACCEPTED"),
    # Not pretty, and an answer all the same.
    ("drip", None, [], ONCE, "ACCEPTED"),
    ("chunked", None, [], ONCE, "ACCEPTED"),
    ("duplicate", None, [], ONCE, "ACCEPTED"),
]
# A reply to B's save carries the ministry's number and none of ours.
ANOTHERS = ("another-number", UNREADABLE, [], ONCE, "ACCEPTED")
NIGHTLY = ("endless-drip", LOST, [], TWICE, "ACCEPTED")

QUESTIONS = ["reset-before-body", "reset-after-storing", "reset-in-reply", "dead", "cut-head", "cut-body", "length-too-long", "length-too-short",
             "chunked-cut", "huge", "garbage", "empty", "http-201", "http-401", "http-403", "http-404", "http-429", "http-500", "http-503", "page",
             "redirect-302", "drip", "chunked", "another-number"]


def each(test):
    """Once for each method; their laboratories work at the same time."""
    for method in METHODS:
        def run(method=method):
            test(method)
        run.group = method
        globals()[f"test_{test.__name__}__{method.replace('-', '_')}"] = run


def check_save(lab, wire, lines, uuid, case):
    fault, event, gates, seen, rest = case
    s = newest(lab, uuid)[0]
    end = first_end(trail(lab, s["key"], lines))
    assert s["state"] == rest, (fault, s)
    if event is None:
        assert end["to"] in ("ACCEPTED", "PROCESSING"), (fault, end)
    else:
        assert end["event"] == event, (fault, end)
    # A gate that another's fault has shut already is not shut once more.
    assert set(end["shut"]) <= set(gates), (fault, end)
    on_wire = wire.saves(s["query_no"])
    assert len(on_wire) == seen and on_wire[0] == fault, (fault, on_wire)


def what_a_save_can_meet(method):
    cases = SAVES + ([ANOTHERS] if method != "ibys-soap-list" else []) + ([NIGHTLY] if os.environ.get("ISG_TEST_NIGHTLY") else [])
    lab, uuids = begin(method)
    with lab, Wire(lab) as wire:
        made = signed(lab, uuids, len(cases))
        for u, case in zip(made, cases):
            wire.fault(numbers(lab, u)[0], case[0])
        wire.take_over(method)
        settle(lab, made, final=("ACCEPTED", "NEEDS_HELP"), rounds=40, timeout=200)
        assert wire.left() == {}
        lines = journal(lab)
        for u, case in zip(made, cases):
            check_save(lab, wire, lines, u, case)
        shut = {line["gate"] for line in lines if line["act"] == "gate.shut"}
        assert {"SERVER", "NETWORK", "ENDPOINT", "CREDENTIALS"} <= shut, shut
        assert wire.n_elsewhere == 0, "a redirect was followed"
        promises(lab, made, receipts=True)


def what_a_question_can_meet(method):
    lab, uuids = begin(method)
    with lab, Wire(lab) as wire:
        faults = [f for f in QUESTIONS if f != "http-401"] + ["http-404"] * 2
        made = signed(lab, uuids, len(faults))
        for u, fault in zip(made, faults):
            number = numbers(lab, u)[0]
            wire.fault(number, "dead-stored")
            wire.question_fault(number, fault)
        wire.take_over(method)
        settle(lab, made, rounds=60, timeout=200)
        assert wire.left() == {}
        for u in made:
            assert wire.saves(newest(lab, u)[0]["query_no"]) == ["dead-stored"], u
        assert wire.n_elsewhere == 0, "a redirect was followed"
        promises(lab, made, receipts=True)


def a_clock_that_is_off_stops_the_saves_until_the_server_agrees(method):
    lab, uuids = begin(method)
    with lab, Wire(lab) as wire:
        for fault in ("clock-ahead", "clock-behind"):
            first, second, third = signed(lab, uuids, 3, first=len(getattr(lab, "typed", {})))
            # Two may be under way, and the later answer is believed.
            for number in numbers(lab, first, second):
                wire.fault(number, fault)
            wire.take_over(method)
            said = lab.run("submit")
            now = states(lab, [first, second, third])
            assert now[first] in ("ACCEPTED", "PROCESSING") and now[third] == "QUEUED", (fault, now)
            assert "CLOCK" in [g["name"] for g in said["gates"]] and lab.status(third)[0]["gate"] == "CLOCK", (fault, said)
            settle(lab, [first, second, third])
            wire.plan.clear()
            assert lab.run("submit")["gates"] == []
        # Four minutes are no reason.
        last, = signed(lab, uuids, 1, first=len(lab.typed))
        wire.fault(numbers(lab, last)[0], "clock-nearly-right")
        assert lab.submit()["gates"] == []
        settle(lab, [last])
        promises(lab, list(lab.typed), receipts=True)


def pin_of(certificate):
    key = subprocess.run(["openssl", "x509", "-in", certificate, "-noout", "-pubkey"], check=True, capture_output=True).stdout
    der = subprocess.run(["openssl", "pkey", "-pubin", "-outform", "DER"], input=key, check=True, capture_output=True).stdout
    return "sha256//" + base64.b64encode(hashlib.sha256(der).digest()).decode()


def assert_stopped(lab, uuid, gate, what):
    """Not a byte has left, and everything waits for one thing."""
    said = lab.run("submit")
    s = lab.status(uuid)[0]
    assert s["state"] == "QUEUED" and s["gate"] == gate, (what, s)
    assert [g["name"] for g in said["gates"]] == [gate] and said["gates"][0]["message"], (what, said)
    end = trail(lab, s["submissions"][0]["key"])[-1]
    assert end["event"] in ("save.tls", "save.not_connected", "signed"), (what, end)
    assert requests(lab, "save") == [] and lab.held()["items"] == [], what


def what_keeps_a_connection_from_standing_sends_no_byte(method):
    lab, uuids = begin(method, tls=True)
    with lab:
        u, v = signed(lab, uuids, 2)
        there = lab.url
        # Nobody listens; the name is nobody's.
        closed = lab.url["port"]
        lab.stop()
        assert_stopped(lab, u, "NETWORK", "refused")
        lab.run("config", "set", f"endpoint.{method}", "https://nirgend.invalid/ibystest/api")
        assert_stopped(lab, u, "NETWORK", "resolve")
        lab.start()
        assert lab.url["port"] == closed and lab.url == there
        for name, options in (("wrong-host", {"cert": "wrong-host"}), ("expired", {"cert": "expired"}), ("foreign", {"cert": "foreign"}),
                              ("old", {"newest": ssl.TLSVersion.TLSv1_1}), ("client", {"client_ca": True, "newest": ssl.TLSVersion.TLSv1_2})):
            with Wire(lab, **options) as wire:
                wire.take_over(method)
                assert_stopped(lab, u, "TLS", name)
                assert wire.n_knocked >= 1 and wire.log == [], (name, wire.log)
        with Wire(lab) as wire:
            wire.take_over(method)
            lab.run("config", "set", "tls.pin", pin_of(os.path.join(lab.keys, "client.pem")))
            assert_stopped(lab, u, "TLS", "pin")
            assert wire.log == []
            lab.run("config", "set", "tls.pin", pin_of(os.path.join(lab.keys, "server.pem")))
            settle(lab, [u, v])
            assert [len(wire.saves(n)) for n in numbers(lab, u, v)] == [1, 1]
        # Whom the server knows gets through.
        w, = signed(lab, uuids, 1, first=2)
        lab.run("config", "set", "tls.client_cert", os.path.join(lab.keys, "client.pem"))
        lab.run("config", "set", "tls.client_key", os.path.join(lab.keys, "client.key"))
        with Wire(lab, client_ca=True) as wire:
            wire.take_over(method)
            settle(lab, [w])
        assert sorted({line["gate"] for line in journal(lab) if line["act"] == "gate.shut"}) == ["NETWORK", "TLS"]
        promises(lab, [u, v, w], receipts=True)


for _test in (what_a_save_can_meet, what_a_question_can_meet, a_clock_that_is_off_stops_the_saves_until_the_server_agrees,
              what_keeps_a_connection_from_standing_sends_no_byte):
    each(_test)


if __name__ == "__main__":
    sys.exit(main(sys.modules[__name__]))
