# SPDX-License-Identifier: GPL-3.0-or-later
"""How fast records become accepted notifications, beside curl doing the same work in the same run.

Prints ratios; nothing here passes or fails. ISG_BENCH_RECORDS says how many trainings (200).
"""
import json
import os
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.environ["ISG_SOURCE_DIR"], "tests/net/client"))
from lab import Lab, no_doubles  # noqa: E402

N = int(os.environ.get("ISG_BENCH_RECORDS", "200"))


def timed(what, f):
    start = time.monotonic()
    f()
    seconds = time.monotonic() - start
    print(f"{what:46} {seconds:8.3f} s  {N / seconds:9.1f} /s")
    return seconds


def curl_queries(lab):
    """As many fresh TLS connections with a query's body each, by curl in one process."""
    body = os.path.join(lab.dir, "body.xml")
    with open(body, "w", encoding="utf-8") as f:
        f.write('<?xml version="1.0" encoding="UTF-8"?><S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body>'
                '<n:EgitimKoduBilgisi xmlns:n="http://ws.ibys.ailevecalisma.gov.tr/"/></S:Body></S:Envelope>')
    config = os.path.join(lab.dir, "curl.conf")
    with open(config, "w", encoding="utf-8") as f:
        for i in range(N):
            f.write(f'url = "{lab.url["url_b"]}"\ndata-binary = "@{body}"\nheader = "Content-Type: text/xml; charset=utf-8"\nheader = "SOAPAction: \\"\\""\n'
                    f'header = "Connection: close"\nheader = "Expect:"\noutput = /dev/null\ncacert = "{os.path.join(lab.keys, "ca.pem")}"\nhttp1.1\nnext\n')
    done = subprocess.run(["curl", "-s", "-S", "-K", config], capture_output=True, check=False)
    if done.returncode != 0:
        print("curl:", done.stderr.decode()[:300])


def main():
    with Lab() as lab:
        lab.init()
        uuids = lab.load()
        lab.start()
        lab.endpoint()
        made = []
        for i in range(N):
            fields = {"date": f"2026-0{1 + i % 9}-{1 + i % 27:02d}", "professional": uuids["uzman"], "place": "inside", "method": "face_to_face",
                      "topics": [{"code": "340", "minutes": 1 + i}],
                      "participants": [{"employee": uuids[f"oto-{1 + (2 * i) % 128}"]}, {"employee": uuids[f"oto-{2 + (2 * i) % 128}"]}]}
            made.append(lab.add("training", fields, uuids["oto"])["uuid"])
        print(f"{N} trainings of two people, one topic; sandbox over TLS on the loopback, SoftHSM RSA-2048")
        finalise = timed("finalise (check, document, snapshot)", lambda: lab.finalise(*made))
        sign = timed("sign (and verify)", lambda: lab.sign(*made))
        submit = timed("submit (two commits, mirror, fresh connection)", lambda: lab.submit(timeout=600))
        together = finalise + sign + submit
        print(f"{'together':46} {together:8.3f} s  {N / together:9.1f} /s")
        curl = timed("curl, fresh TLS connection each, a query", lambda: curl_queries(lab))
        print(f"curl / submit: {curl / submit:.2f}   (budget of design.md 11: sending on the loopback at least 0.8 of curl; "
              "the ministry's own work on a save is larger than on the query that curl sends)")
        assert no_doubles(lab.held()) == {}
        states = {r["state"] for r in lab.status(*made)}
        print("states:", json.dumps(sorted(states)))


if __name__ == "__main__":
    main()
