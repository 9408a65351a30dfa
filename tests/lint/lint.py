#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The rules that every file of the tree keeps.  Prints TAP.

    lint.py [--root DIR] [RULE...]    look at a tree (default: the one this file is in)
    lint.py --self-test               each rule catches its bad trees in bad/ and accepts good/
    lint.py --format                  clang-format --dry-run over src and tests
    lint.py --sizes                   the table of L2 alone

A place that must break a C rule says so on its line or the line above:  lint-allow L3: reason
"""

import argparse
import os
import sys

from common import Tree
import rules_c
import rules_data
import rules_tree
import self_test

RULES = {
    'L1': ('a folder includes what it may', rules_c.check_includes),
    'L2': ('sizes are listed', rules_c.check_sizes),
    'L3': ('no banned call in src', rules_c.check_banned),
    'L4': ('licence line, own header first, pragma once', rules_c.check_order),
    'L5': ('a header is a contract', rules_c.check_contracts),
    'L6': ('user interface, catalogues and metadata are complete', rules_data.check_interface),
    'L7': ('each rule of the pack names its source', rules_data.check_sources),
    'L8': ('a test program returns what its tests found', rules_c.check_test_mains),
    'L9': ('the tree holds what belongs to it', rules_tree.check_tree),
}


def report(number, name, findings):
    print(f"{'not ok' if findings else 'ok'} {number} {name}")
    for finding in findings:
        print(f'# {finding}')
    return not findings


def lint(root, wanted):
    tree = Tree(root)
    good = True
    names = [rule for rule in RULES if not wanted or rule in wanted]
    print(f'1..{len(names)}')
    for number, rule in enumerate(names, 1):
        title, check = RULES[rule]
        good &= report(number, f'{rule} {title}', check(tree))
    return good


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    here = os.path.dirname(os.path.abspath(__file__))
    parser.add_argument('--root', default=os.path.dirname(os.path.dirname(here)))
    parser.add_argument('--self-test', action='store_true')
    parser.add_argument('--format', action='store_true')
    parser.add_argument('--sizes', action='store_true')
    parser.add_argument('rules', nargs='*', metavar='RULE')
    options = parser.parse_args()

    if options.self_test:
        return 0 if self_test.run(here, RULES, report) else 1
    if options.format:
        print('1..1')
        return 0 if report(1, 'clang-format', rules_c.check_format(Tree(options.root))) else 1
    if options.sizes:
        rules_c.check_sizes(Tree(options.root))
        return 0
    return 0 if lint(options.root, options.rules) else 1


if __name__ == '__main__':
    sys.exit(main())
