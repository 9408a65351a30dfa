#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts what `meson test` found: count-results.py LOG.json

Prints "PASSED FAILED SKIPPED" on standard output and the output of what failed on standard error. A
TAP program counts as its subtests, another program as one. A program that ended badly although no
subtest said so (a crash, a timeout, too few subtests) counts as one failure more.
"""

import json
import re
import sys

LINE = re.compile(r'^(not )?ok\b[^#]*(?:#\s*(\w+))?', re.IGNORECASE)
GOOD = {'OK', 'EXPECTEDFAIL'}
LONGEST_LOG = 400  # lines


def count_subtests(output):
    passed = failed = skipped = 0
    for line in output.splitlines():
        match = LINE.match(line)
        if match is None:
            continue
        directive = (match.group(2) or '').upper()
        if directive == 'SKIP':
            skipped += 1
        elif match.group(1) and directive != 'TODO':  # lint-allow L9: a word of TAP
            failed += 1
        else:
            passed += 1
    return passed, failed, skipped


def count_test(test):
    result = test['result']
    passed, failed, skipped = count_subtests(test.get('stdout') or '')
    if passed + failed + skipped == 0:
        return int(result in GOOD), int(result not in GOOD and result != 'SKIP'), int(result == 'SKIP')
    if result not in GOOD and result != 'SKIP' and failed == 0:
        failed = 1
    return passed, failed, skipped


def show(test):
    print(f"\n=== {test['name']}: {test['result']} after {test['duration']:.1f} s", file=sys.stderr)
    for stream in ('stdout', 'stderr'):
        lines = (test.get(stream) or '').splitlines()
        if len(lines) > LONGEST_LOG:
            lines = [f'({len(lines) - LONGEST_LOG} lines left out)'] + lines[-LONGEST_LOG:]
        for line in lines:
            print(f'    {line}', file=sys.stderr)


def main(path):
    totals = [0, 0, 0]
    with open(path, encoding='utf-8', errors='replace') as log:
        for line in log:
            test = json.loads(line)
            counts = count_test(test)
            totals = [a + b for a, b in zip(totals, counts)]
            if counts[1] > 0:
                show(test)
    print(*totals)


if __name__ == '__main__':
    main(sys.argv[1])
