# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether the Ministry sees a professional at a workplace is asked before anything is signed, and never stands in the way.

Source: issue 4.6; wire.md 2.9; sandbox-wire.md, "Others, both".
"""
import json
import os
import sqlite3
import sys

from lab import SOURCE, main
from outside import begin, drafts, journal, states

QUESTIONS = {"profYetkilimiSorgula", "isyeriBilgisi"}


def asked(lab):
    return [line["operation"] for line in lab.log() if line["event"] == "request" and line.get("operation") in QUESTIONS]


def seed(lab, change):
    """The gateway's seed, changed; it is read when the gateway starts."""
    with open(lab.seed, encoding="utf-8") as f:
        text = json.load(f)
    change(text)
    lab.seed = os.path.join(lab.dir, "seed.json")
    with open(lab.seed, "w", encoding="utf-8") as f:
        json.dump(text, f)


def without_contract(lab, number="10000000146"):
    def change(text):
        text["assignments"] = [a for a in text["assignments"] if a["professional"] != number]
    seed(lab, change)


def with_contract(lab):
    lab.seed = os.path.join(SOURCE, "data/demo/seed.json")


def restart(lab, method):
    lab.stop()
    lab.start()
    lab.endpoint(method)


def age(lab, days):
    """As if what was asked had been asked so much earlier."""
    db = sqlite3.connect(os.path.join(lab.data, "isg-defteri.db"))
    db.execute("UPDATE bond SET answered = answered - ?1, tried = tried - ?1", (days * 86400,))
    db.commit()
    db.close()


def pair(said, uuids):
    found = [b for b in said["bonds"] if b["professional"] == uuids["uzman"] and b["workplace"] == uuids["oto"]]
    assert len(found) == 1, said
    return found[0]


def check_answers_are_kept_with_their_day(method):
    lab, uuids = begin(method, start=False)
    with lab:
        record, = drafts(lab, uuids, 1)
        known = lab.run("bond", "show", record)
        assert [b["bond"] for b in known["bonds"]] == ["unknown"] and not known["bonds"][0]["due"], known
        without_contract(lab)
        restart(lab, method)
        said = lab.run("bond", "ask", record)
        bond = pair(said, uuids)
        assert (said["asked"], said["answered"], said["stopped"]) == (2, 2, None), said
        assert bond["bond"] == "no" and not bond["due"], bond
        assert {q["question"]: (q["answer"], q["code"]) for q in bond["questions"]} == {"professional": ("no", 200), "workplace": ("no", 213)}, bond
        assert pair(lab.run("bond", "show", record), uuids) == bond
        # Finishing tells it, and signs all the same.
        told = lab.finalise(record)["records"][0]
        finding, = [f for f in told["findings"] if f["code"] == "bond_absent"]
        assert told["finalised"] and finding["severity"] == "warning" and "{" not in finding["message"], told
        signed = lab.sign(record)
        assert signed["signed"] == 1 and [b["professional"] for b in signed["no_bond"]] == [uuids["uzman"]], signed
        assert len(asked(lab)) == 2, "what is known was asked again"
        # Mended outside: asked anew it is yes, and nothing is foretold any more.
        with_contract(lab)
        restart(lab, method)
        assert pair(lab.run("bond", "ask", record), uuids)["bond"] == "yes"
        other, = drafts(lab, uuids, 1, first=1)
        assert "bond_absent" not in [f["code"] for f in lab.finalise(other)["records"][0]["findings"]]
        lines = [line for line in journal(lab) if line["act"] == "bond.answered"]
        assert [line["answer"] for line in lines] == ["no", "no", "yes", "yes"], lines
        assert "10000000146" not in json.dumps(lines)


def test_answers_are_kept_with_their_day_by_lists():
    check_answers_are_kept_with_their_day("ibys-soap-list")


def test_answers_are_kept_with_their_day_one_by_one():
    check_answers_are_kept_with_their_day("ibys-soap-single")


def test_before_signing_is_asked_what_is_not_known_or_too_old():
    lab, uuids = begin("ibys-soap-list")
    with lab:
        first, second, third, offline = drafts(lab, uuids, 4)
        lab.finalise(first, second, third, offline)
        lab.sign(offline)
        assert asked(lab) == [], "signing alone went to the network"
        lab.sign("--ask-bonds", first)
        assert sorted(asked(lab)) == sorted(QUESTIONS)
        lab.sign("--ask-bonds", second)
        assert len(asked(lab)) == 2
        age(lab, 8)
        lab.sign("--ask-bonds", third)
        assert len(asked(lab)) == 4
        # "No" is asked again sooner than "yes".
        assert lab.run("bond", "ask", "--due", third)["asked"] == 0
        age(lab, 2)
        assert lab.run("bond", "ask", "--due", third)["asked"] == 0
        db = sqlite3.connect(os.path.join(lab.data, "isg-defteri.db"))
        db.execute("UPDATE bond SET answer = 'no'")
        db.commit()
        db.close()
        assert lab.run("bond", "ask", "--due", third)["asked"] == 2


def test_a_number_that_was_mended_is_another_question():
    lab, uuids = begin("ibys-soap-list")
    with lab:
        record, = drafts(lab, uuids, 1)
        assert pair(lab.run("bond", "ask", record), uuids)["bond"] == "yes"
        lab.run("record", "edit", uuids["oto"], stdin={"sgk_no": "29531020210000390160405001"})
        bond = pair(lab.run("bond", "show", record), uuids)
        assert bond["bond"] == "unknown" and bond["due"], bond


def test_nothing_waits_for_an_answer():
    """Without a network, with a wrong password and with nonsense for an answer: everything goes on, no gate is shut, and what is known stays."""
    lab, uuids = begin("ibys-soap-list")
    with lab:
        first, second, third, last = drafts(lab, uuids, 4)
        lab.finalise(first, second, third, last)
        lab.run("bond", "ask", first)
        age(lab, 30)
        lab.stop()
        said = lab.run("bond", "ask", first, expect=3)
        assert said["stopped"] and pair(said, uuids)["bond"] == "yes", said
        assert lab.sign("--ask-bonds", first)["signed"] == 1
        lab.start()
        for i, rule in enumerate(({"action": "code", "code": 401}, {"action": "code", "code": 1111}, {"action": "html"})):
            lab.script([{"match": {"operation": name}, **rule} for name in QUESTIONS])
            said = lab.run("bond", "ask", second, expect=3)
            assert said["answered"] == 0 and pair(said, uuids)["bond"] == "yes", (rule, said)
        # Tried a moment ago: signing does not try again.
        before = len(asked(lab))
        assert lab.sign("--ask-bonds", second, third)["signed"] == 2
        assert len(asked(lab)) == before
        lab.script([])
        assert lab.sign("--ask-bonds", last)["signed"] == 1
        said = lab.submit()
        assert said["gates"] == [] and set(states(lab, [first, second, third, last]).values()) == {"ACCEPTED"}, said


def test_other_methods_ask_by_the_one_that_can():
    """A health examination goes by JSON, which has no such question; whoever signs it is asked about by the method that has."""
    lab, uuids = begin("ibys-json")
    with lab:
        record, = drafts(lab, uuids, 1)
        said = lab.run("bond", "ask", record, expect=3)
        assert said["asked"] == 0, said
        lab.endpoint("ibys-soap-list")
        assert pair(lab.run("bond", "ask", record), uuids)["bond"] == "yes"
        # Everybody who serves a workplace.
        all_of_it = lab.run("bond", "ask", "--workplace", uuids["oto"])
        assert {b["workplace"] for b in all_of_it["bonds"]} == {uuids["oto"]} and len(all_of_it["bonds"]) >= 2, all_of_it
        lab.run("bond", expect=2)
        lab.run("bond", "show", "--due", expect=2)
        lab.run("bond", "ask", uuids["oto"], expect=1)


if __name__ == "__main__":
    sys.exit(main(sys.modules[__name__]))
