# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks submission.pml exhaustively, and that the check can fail: each rule taken away brings a counterexample.

Every move of the model is compared with isg_submission_decide () on the way. With ISG_TEST_NIGHTLY also the worlds that take minutes.
"""
import glob
import os
import re
import subprocess
import sys
import tempfile

SOURCE = os.environ["ISG_SOURCE_DIR"]
MODEL = os.path.join(SOURCE, "tests/model")
CC = os.environ.get("ISG_MODEL_CC", "cc").split()

# How often each may happen: saves, early questions, losses, crashes, repeats, mends, withdrawals, asks, sendings again, copies; then processes, and
# whether the ministry stores under a number twice (assumed) instead of refusing by number.
WORLDS = {
    "crash, mend and withdrawal": "311101100010",
    "crash and repeated message": "311110000010",
    "crash, repeated message, mend and sending again": "311111011010",
    "late answers and withdrawal": "320000110010",
    "losses and what a person decides": "322000111010",
    "copy and withdrawal": "211000100110",
    "copy and mend": "211001000110",
    "copy and two processes": "210000000120",
    "two processes and crash": "311100100020",
    "a number that is only assumed to be refused": "311000000011",
}
NIGHTLY = {
    "copy, mend and a third save": "310001000110",
    "copy, crash, withdrawal and two processes": "211100110120",
}

# The rule, as M_… in submission.pml; the world in which it is missed.
RULES = [
    (1, "absent counts only when asked after settle", "311101100010"),
    (2, "settle is judged when asked, not when acted on", "311101100010"),
    (3, "a refusal is not believed while unsettled", "311101100010"),
    (4, "refused once ends only after settle", "320000000010"),
    (5, "what is unsettled is not withdrawn", "311101100010"),
    (6, "the wish to withdraw ends only after settle", "211000100110"),
    (7, "assumed is sent again only after settle", "311000000011"),
    (8, "the next number is taken only after settle", "320000000010"),
    (9, "the number is derived from the record", "211000100110"),
    (10, "the mended text keeps the number", "310001000110"),
    (11, "a request without an answer may have been sent", "311101100010"),
    (12, "what a crash interrupted may have been sent", "311101100010"),
    (13, "211 is no refusal", "311101100010"),
    (14, "what is there is compared", "310001000110"),
    (15, "one sender, and a guard before the first byte", "311101100010"),
    (16, "an old copy asks again after settle", "211000100110"),
]


def build(directory, all_moves):
    spin = ["spin"] + (["-DALL_MOVES"] if all_moves else []) + ["-a", os.path.join(MODEL, "submission.pml")]
    said = subprocess.run(spin, cwd=directory, capture_output=True, text=True)
    if said.returncode != 0 or not os.path.exists(os.path.join(directory, "pan.c")):
        raise RuntimeError(said.stdout + said.stderr)
    flags = subprocess.run(["pkg-config", "--cflags", "--libs", "glib-2.0"], check=True, capture_output=True, text=True).stdout.split()
    subprocess.run(CC + ["-O1", "-w", "-DSAFETY", "-DMEMLIM=2000", "-DNOREDUCE" if all_moves else "-DCOLLAPSE", "-I", os.path.join(SOURCE, "src"), "-I", MODEL,
                         "pan.c", os.path.join(MODEL, "model-real.c"), *sorted(glob.glob(os.path.join(SOURCE, "src/model/isg-submission*.c"))), "-o", "pan"] + flags, cwd=directory, check=True)


def explore(directory, world="", off=0):
    """Returns (states, what was violated or None)."""
    env = dict(os.environ, MODEL_WORLD=world, MODEL_OFF=str(off), G_DEBUG="")
    said = subprocess.run(["./pan", "-m100000"], cwd=directory, env=env, capture_output=True, text=True)
    out = said.stdout + said.stderr
    states = re.search(r"(\d+) states, stored", out)
    violated = re.search(r"^pan:\d+: (.*)$", out, re.M)
    if states is None or "Search not completed" in out and violated is None or "max search depth too small" in out:
        raise RuntimeError(out[-4000:])
    return int(states.group(1)), violated.group(1) if violated else None


def main():
    worlds = {**WORLDS, **(NIGHTLY if os.environ.get("ISG_TEST_NIGHTLY") else {})}
    failed = n = total = 0

    def say(good, what):
        nonlocal failed, n
        n += 1
        failed += 0 if good else 1
        print(f"{'ok' if good else 'not ok'} {n} {what}", flush=True)

    print(f"1..{len(worlds) + len(RULES) + 1}", flush=True)
    with tempfile.TemporaryDirectory(prefix="isg-model-") as directory:
        build(directory, True)
        states, violated = explore(directory)
        print(f"# {states} combinations of submission, event, traits and facts")
        say(violated is None and states > 100000, "the program and the model make the same of every submission and event")
    with tempfile.TemporaryDirectory(prefix="isg-model-") as directory:
        build(directory, False)
        for name, world in worlds.items():
            states, violated = explore(directory, world)
            total += states
            print(f"# {states} states" + (f", violated: {violated}" if violated else ""))
            say(violated is None, f"the promises hold with {name}")
        print(f"# {total} states in all")
        for off, name, world in RULES:
            states, violated = explore(directory, world, off)
            print(f"# after {states} states: {violated}")
            say(violated is not None, f"is missed when taken away: {name}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
