# SPDX-License-Identifier: GPL-3.0-or-later
"""Each rule must find exactly what its bad trees hold, and nothing in the good one.

bad/RULE-NAME/ is a small tree; its file EXPECTED lists what RULE must say of it, one finding a line,
as PATH:LINE: or PATH: and a piece of the text. Each line must be met by one finding, and no finding
may be left over.
"""

import os

from common import Finding, Tree
import rules_c


def expected(folder):
    with open(os.path.join(folder, 'EXPECTED'), encoding='utf-8') as file:
        return [line.rstrip('\n').split(': ', 1) for line in file if line.strip()]


def compare(findings, wanted):
    rest = list(findings)
    faults = []
    for place, piece in wanted:
        for finding in rest:
            if str(finding).startswith(f'{place}: ') and piece in finding.text:
                rest.remove(finding)
                break
        else:
            faults.append(Finding(place, 0, f'not found: {piece}'))
    return faults + [Finding(finding.path, finding.line, f'should not be found: {finding.text}')
                     for finding in rest]


def look(folder, check):
    tree = Tree(folder)
    tree.paths = [path for path in tree.paths if path != 'EXPECTED']
    return check(tree)


def check_size_list(folder):
    """L2 fails nothing, so its bad tree must be seen in its list."""
    files, functions = rules_c.sizes(Tree(folder))
    faults = []
    if [path for _, _, path in files] != ['src/base/isg-long.c']:
        faults.append(Finding(folder, 0, f'long files: {files}'))
    if not any('tangled' in place for _, _, place in functions):
        faults.append(Finding(folder, 0, f'complex functions: {functions}'))
    return faults


def cases(bad):
    for name in sorted(os.listdir(bad)):
        if os.path.isdir(os.path.join(bad, name)):
            yield name.split('-')[0], name, os.path.join(bad, name)


def run(here, rules, report):
    bad = os.path.join(here, 'bad')
    good_tree = os.path.join(here, 'good')
    checks = dict(rules, format=('', rules_c.check_format))
    all_good = True
    number = 0
    seen = set()

    for rule, name, folder in cases(bad):
        number += 1
        seen.add(rule)
        if rule == 'L2':
            faults = check_size_list(folder)
        else:
            faults = compare(look(folder, checks[rule][1]), expected(folder))
        all_good &= report(number, f'{name} is caught', faults)
    for rule, (_, check) in checks.items():
        number += 1
        all_good &= report(number, f'{rule} accepts the good tree', look(good_tree, check))
    number += 1
    without = [Finding(rule, 0, 'has no bad tree') for rule in checks if rule not in seen]
    all_good &= report(number, 'every rule has a bad tree', without)
    print(f'1..{number}')
    return all_good
