# SPDX-License-Identifier: GPL-3.0-or-later
"""What the command line itself promises (design.md 9): help, filters, limits of time, whom a record belongs to."""
import json
import os
import subprocess
import sys
import time

from lab import ISGCTL, Lab, main, no_doubles


def prepared(sent=0):
    lab = Lab(token=sent > 0)
    lab.init()
    uuids = lab.load()
    if sent:
        lab.finalise(uuids["egitim-berber"])
        lab.sign(uuids["egitim-berber"])
    return lab, uuids


def plain(lab, *args, **env):
    return subprocess.run([ISGCTL, "--data-dir", lab.data, *args], capture_output=True, text=True, env={**lab.env, **env})


def test_help_is_on_stdout_and_no_fault():
    lab, _ = prepared()
    with lab:
        for words in (["--help"], ["-h"], ["help"]):
            done = plain(lab, *words)
            assert done.returncode == 0 and "isgctl submit" in done.stdout and done.stderr == "", (words, done)
        done = plain(lab, "record", "list", "--help")
        assert done.returncode == 0 and "--state" in done.stdout and done.stderr == "", done
        assert "isgctl submit" in lab.run("--help")["help"]
        assert plain(lab).returncode == 2


def test_messages_come_in_the_language_also_beside_the_build():
    lab, _ = prepared()
    with lab:
        env = {k: v for k, v in lab.env.items() if k not in ("ISG_LOCALE_DIR", "LC_ALL", "LC_MESSAGES", "LANG")}
        say = lambda lang: subprocess.run([ISGCTL, "--data-dir", lab.data, "record", "show", "x"], capture_output=True, text=True, env={**env, "LANG": lang}).stderr
        assert "What was asked for" in say("en_US.UTF-8"), say("en_US.UTF-8")
        for lang in ("tr_TR.UTF-8", "C"):
            assert "What was asked for" not in say(lang), say(lang)


def test_a_closed_or_full_stdout_is_told_and_no_file_gets_what_was_meant_for_it():
    lab, _ = prepared()
    with lab:
        shell = lambda words, more: subprocess.run(["sh", "-c", f'exec "$0" --data-dir "$1" --json {words} {more}', ISGCTL, lab.data], capture_output=True, env=lab.env)
        files = lambda: {name: open(os.path.join(lab.data, name), "rb").read() for name in sorted(os.listdir(lab.data)) if name.endswith((".open", ".lease"))}
        for more in (">&-", ">/dev/full", "<&- >&-"):
            done = shell("record list employee", more)
            assert done.returncode == 3 and done.stdout == b"", (more, done)
        assert not any(b"{" in content for content in files().values()), files()
        assert shell("record list employee", "<&- 2>&-").returncode == 0
        assert shell("record list employee --workplace nowhere", "").returncode == 1
        assert len(lab.run("record", "list", "employee")["records"]) > 0


def test_a_file_on_stdout_is_alone_there():
    lab, uuids = prepared()
    with lab:
        words = ["export", "--workplace", uuids["berber"], "-o"]
        into_file = lab.run(*words, os.path.join(lab.dir, "out.json"))
        for json_option in ([], ["--json"]):
            done = plain(lab, *json_option, *words, "-")
            assert done.returncode == 0 and len(json.loads(done.stdout)["records"]) == into_file["records"], done.stdout[-300:]


def test_a_mistyped_record_stops_the_command_before_the_others():
    lab, uuids = prepared(1)
    with lab:
        training, nobody = uuids["egitim-berber"], "00000000-0000-4000-8000-00000000000a"
        before = lab.status()
        for words in (["sign", "--pin-file", os.path.join(lab.keys, "pin")], ["withdraw"], ["query"], ["finalise"]):
            said = lab.run(*words, training, nobody, expect=1)
            assert said["error"]["code"] == "absent", (words, said)
            assert lab.status() == before, words
        done = subprocess.run([ISGCTL, "--data-dir", lab.data, "--json", "backup", "verify"], capture_output=True, env=lab.env, cwd=lab.dir)
        assert done.returncode == 2 and not os.path.exists(os.path.join(lab.dir, "verify")), done


def test_a_number_of_paid_days_below_nothing_is_no_number():
    lab, uuids = prepared()
    with lab:
        words = ["rates", "--workplace", uuids["berber"], "--year", "2026"]
        assert lab.run(*words)["estimated"] is True
        assert lab.run(*words, "--paid-days", "900")["paid_days"] == 900
        for days in ("-1", "-2", "x"):
            lab.run(*words, "--paid-days", days, expect=2)


def test_an_empty_value_on_stdin_takes_the_setting_away():
    lab, _ = prepared()
    with lab:
        lab.run("config", "set", "firm.password", stdin="eins")
        assert lab.run("config", "get", "firm.password")["set"] is True
        lab.run("config", "set", "firm.password", stdin="")
        assert lab.run("config", "get", "firm.password")["set"] is False
        lab.run("config", "set", "endpoint.ibys-json", "https://ad:parola@127.0.0.1/x", expect=1)
        assert plain(lab, "--data-dir", "", "--json", "init").returncode == 2


def test_a_setting_shows_what_holds_while_nothing_was_set():
    lab, _ = prepared()
    with lab:
        assert lab.run("config", "get", "method.training") == {"key": "method.training", "default": True, "value": "ibys-soap-list"}
        lab.run("config", "set", "method.training", "ibys-json")
        assert lab.run("config", "get", "method.training") == {"key": "method.training", "value": "ibys-json"}
        lab.run("config", "set", "method.training", "")
        assert lab.run("config", "get", "method.training")["default"] is True
        assert lab.run("config", "get", "firm.code")["value"]


def test_a_list_by_state_names_what_the_list_shows_as_that_state():
    lab, uuids = prepared(1)
    with lab:
        for kind in ("employee", "training"):
            rows = lab.run("record", "list", kind)["records"]
            for state in ("DRAFT", "draft", "AWAITING_SIGNATURE", "QUEUED", "ACCEPTED"):
                found = lab.run("record", "list", kind, "--state", state)
                assert found["total"] == len(found["records"])
                assert {r["uuid"] for r in found["records"]} == {r["uuid"] for r in rows if r["state"] == state.upper()}, (kind, state)
        assert lab.run("record", "list", "training", "--state", "DRAFT")["total"] > 0
        lab.run("record", "list", "training", "--state", "NOWHERE", expect=2)


def test_a_record_belongs_to_a_workplace_and_to_nothing_else():
    lab, uuids = prepared()
    with lab:
        fields = {"national_id": "10000000382", "given_name": "Ali", "family_name": "Işık", "birth_date": "1990-02-03", "start_date": "2024-01-02"}
        before = lab.run("record", "list", "employee")["total"]
        for stranger in (uuids["berber-1"], uuids["uzman"], "00000000-0000-4000-8000-000000000000", "no uuid"):
            said = lab.add("employee", fields, stranger, expect=1)
            assert said["error"]["code"] == "absent", (stranger, said)
        assert lab.run("record", "list", "employee")["total"] == before


def test_a_limited_run_ends_near_its_time_and_what_was_asked_is_in_doubt_and_then_found():
    lab, uuids = prepared(1)
    with lab:
        lab.start()
        lab.endpoint()
        lab.script([{"match": {"kind": "save"}, "action": "hang", "count": 1}])
        begun = time.monotonic()
        lab.submit(timeout=2, expect=3)
        assert time.monotonic() - begun < 25, time.monotonic() - begun
        assert lab.state(uuids["egitim-berber"]) == "IN_DOUBT"
        lab.script([])
        lab.submit()
        assert lab.state(uuids["egitim-berber"]) == "ACCEPTED"
        assert no_doubles(lab.held()) == {}


def test_a_page_that_says_the_server_is_ill_is_no_hotel():
    lab, uuids = prepared(1)
    with lab:
        lab.start()
        lab.endpoint()
        page = {"body": "<html><h1>500</h1></html>", "content_type": "text/html"}
        lab.script([{"match": {"kind": "save"}, "action": "http", "status": 500, "stored": True, "count": 1, **page}])
        said = lab.submit()
        assert lab.state(uuids["egitim-berber"]) == "ACCEPTED", said
        assert said["gates"] == [], said


if __name__ == "__main__":
    sys.exit(main(sys.modules[__name__]))
