# SPDX-License-Identifier: GPL-3.0-or-later
"""The rule about the tree as a whole: L9."""

import os
import re

from common import Finding

TOP = {'src', 'data', 'ui', 'po', 'tests', 'flatpak', 'meson.build', 'meson_options.txt', 'README.md', 'COPYING'}
BINARY = ('.png', '.p7s', '.db', '.isgpaket', '.bin', '.der')
MUST_RUN = ['.ci/run', 'tests/run', 'data/demo/run', 'po/update-potfiles']

# What may stand in no file: places of one machine, hosts of packages, notes to oneself.
UNWANTED = [
    (re.compile(r'(?<![\w.:/])/(?:work|farm|root|home/\w+)/'), 'a path of one machine'),
    (re.compile(r'/tmp/(?:team|b-)'), 'a path of one machine'),
    (re.compile(r'\b(?:deb|security|snapshot|ftp)\.debian\.org\b'), 'a package host'),
    (re.compile(r'\b(?:TODO|FIXME|XXX)\b'), 'work left undone'),
]
# A domain's own texts may say anything: the licence, and golden bytes.
FREE = ('COPYING', 'tests/golden/', 'tests/fuzz/corpus/')


def check_top_level(tree, findings):
    for name in sorted({path.split('/')[0] for path in tree.paths}):
        if name not in TOP and not name.startswith('.'):
            findings.append(Finding(name, 0, 'does not belong at the top level'))


def check_texts(tree, findings):
    for path in tree.under(''):
        if path.startswith(FREE) or path.endswith(BINARY):
            continue
        for number, line in enumerate(tree.text(path).split('\n'), 1):
            for pattern, what in UNWANTED:
                match = pattern.search(line)
                if match and 'lint-allow L9: ' not in line:
                    findings.append(Finding(path, number, f'{what}: {match.group(0)}'))


def check_modes(tree, findings):
    for path in tree.under(''):
        if path.endswith(BINARY):
            continue
        runs = os.access(tree.path(path), os.X_OK)
        script = tree.text(path).startswith('#!')
        if (script or path in MUST_RUN) and not runs:
            findings.append(Finding(path, 0, 'is a script and not executable'))
        elif runs and not script:
            findings.append(Finding(path, 0, 'is executable and no script'))


def check_tree(tree):
    findings = []
    check_top_level(tree, findings)
    check_texts(tree, findings)
    check_modes(tree, findings)
    return findings
