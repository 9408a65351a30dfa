#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What tests/run ends with is what meson found.  Prints TAP."""

import json
import os
import subprocess
import sys
import tempfile

COUNTER = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'count-results.py')

# name, meson's results as (result, output), what must be counted: passed, failed, skipped
CASES = [
    ('nothing ran', [], '0 0 0'),
    ('a plain program passes', [('OK', 'hello')], '1 0 0'),
    ('a plain program fails', [('FAIL', '')], '0 1 0'),
    ('a plain program is skipped', [('SKIP', '')], '0 0 1'),
    ('a plain program times out', [('TIMEOUT', None)], '0 1 0'),
    ('each subtest counts', [('OK', '1..3\nok 1 /a\nok 2 /b # SKIP no token\nok 3 - c')], '2 0 1'),
    ('each failed subtest counts', [('FAIL', 'ok 1 /a\nnot ok 2 /b\nnot ok 3 /c\n1..3')], '1 2 0'),
    ('a crash after good subtests is a failure', [('ERROR', '1..3\nok 1 /a\nok 2 /b')], '2 1 0'),
    ('a time-out after good subtests is a failure', [('TIMEOUT', 'ok 1 /a')], '1 1 0'),
    ('a failed subtest is not counted twice', [('ERROR', 'ok 1 /a\nnot ok 2 /b')], '1 1 0'),
    ('an expected failure is none', [('OK', 'not ok 1 /a # TODO later')], '1 0 0'),  # lint-allow L9: a word of TAP
    ('words that begin with ok are no subtests', [('OK', 'okay\n# ok 1\n  ok 2\nok 1 /a')], '1 0 0'),
    ('programs are added up', [('OK', 'ok 1 a'), ('FAIL', 'not ok 1 a'), ('SKIP', '')], '1 1 1'),
]


def count(results):
    with tempfile.NamedTemporaryFile('w', suffix='.json', encoding='utf-8') as log:
        for result, output in results:
            log.write(json.dumps({'name': 'x', 'result': result, 'duration': 1.0, 'stdout': output}) + '\n')
        log.flush()
        return subprocess.run([COUNTER, log.name], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                              check=False).stdout.decode().strip()


def main():
    good = True
    print(f'1..{len(CASES)}')
    for number, (name, results, wanted) in enumerate(CASES, 1):
        found = count(results)
        print(f"{'ok' if found == wanted else 'not ok'} {number} {name}")
        if found != wanted:
            print(f'# {found} is not {wanted}')
            good = False
    return 0 if good else 1


if __name__ == '__main__':
    sys.exit(main())
