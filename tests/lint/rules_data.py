# SPDX-License-Identifier: GPL-3.0-or-later
"""The rules about the user interface, the catalogues, the metadata and the rule pack: L6 and L7."""

import json
import os
import re
import shutil
import subprocess
import tempfile

from common import Finding

# ---------------------------------------------------------------------------------------- L6

XGETTEXT = ['xgettext', '--from-code=UTF-8', '--keyword=_', '--keyword=N_', '--keyword=C_:1c,2',
            '--keyword=NC_:1c,2', '--keyword=g_dngettext:2,3', '--keyword=g_dpgettext2:2c,3']
UPDATE_POTFILES = os.path.join(os.path.dirname(os.path.abspath(__file__)), '../../po/update-potfiles')
LISTED = 20
COMPLETE = ['tr']  # English is the language of the msgids


def run(command, tree):
    """(whether it succeeded, what it said)"""
    result = subprocess.run(command, cwd=tree.root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                            stdin=subprocess.DEVNULL, check=False)
    return result.returncode == 0, result.stdout.decode('utf-8', 'replace').strip()


def last_lines(text, number=5):
    return ' | '.join(text.splitlines()[-number:])


def check_ui_files(tree, findings):
    """A .ui that no test loads is a .ui that fails before the user's eyes."""
    tests = [tree.text(path) for path in tree.under('tests/', '.c', '.py', '.build')]
    for path in tree.under('ui/', '.ui'):
        name = os.path.basename(path)
        if not any(name in text for text in tests):
            findings.append(Finding(path, 0, f'no test names {name}'))


def check_catalogues(tree, findings):
    if 'po/POTFILES' in tree.paths:
        good, said = run([UPDATE_POTFILES, '--check', '--top', tree.root], tree)
        if not good:
            findings.append(Finding('po/POTFILES', 0, said.replace('\n', '; ')))
    for path in tree.under('po/', '.po'):
        good, said = run(['msgfmt', '--check', '-o', os.devnull, path], tree)
        if not good:
            findings.append(Finding(path, 0, last_lines(said)))
        elif os.path.basename(path)[:-3] in COMPLETE:
            check_complete(tree, path, findings)


def message_at(lines, number):
    """The msgid of the entry that the line belongs to, as it stands in the template."""
    begin = number - 1
    while begin > 0 and not lines[begin].startswith('msgid '):
        begin -= 1
    words = [re.search(r'"(.*)"', line) for line in lines[begin:number - 1]]
    return ''.join(match.group(1) for match in words if match)


def check_complete(tree, path, findings):
    """Every text that the source marks has its translation, and none is a guess."""
    with tempfile.TemporaryDirectory() as folder:
        template = os.path.join(folder, 'all.pot')
        good, said = run(XGETTEXT + ['--files-from=po/POTFILES', '--output', template], tree)
        if not good:
            findings.append(Finding('po/POTFILES', 0, last_lines(said)))
            return
        if not os.path.exists(template):
            return
        good, said = run(['msgcmp', path, template], tree)
        with open(template, encoding='utf-8') as file:
            texts = file.read().split('\n')
    if good:
        return
    faults = [(int(number), what) for number, what in re.findall(r'all\.pot:(\d+): (.*)', said)]
    faults += [(0, what) for what in re.findall(re.escape(path) + r':\d+: (?!warning)(.*)', said)]
    for number, what in faults[:LISTED]:
        findings.append(Finding(path, 0, f'{what}: {message_at(texts, number)}' if number else what))
    if len(faults) > LISTED or not faults:
        findings.append(Finding(path, 0, last_lines(said, 1)))


def check_metadata(tree, findings):
    """Validates the desktop file and the metainfo as they will be installed."""
    checks = [('.desktop.in', ['desktop-file-validate']),
              ('.metainfo.xml.in', ['appstreamcli', 'validate', '--no-net', '--no-color'])]
    for ending, command in checks:
        for path in tree.under('data/', ending):
            if shutil.which(command[0]) is None:
                findings.append(Finding(path, 0, f'{command[0]} is not installed'))
                continue
            name = os.path.basename(path)[:-3]
            with tempfile.TemporaryDirectory() as folder:
                copy = os.path.join(folder, name)
                with open(copy, 'w', encoding='utf-8') as file:
                    file.write(tree.text(path).replace('@APP_ID@', name[:-len(ending) + 3])
                               .replace('@VERSION@', '0.1.0'))
                good, said = run(command + [copy], tree)
            if not good:
                findings.append(Finding(path, 0, said.replace(folder + '/', '').replace('\n', '; ')))


def check_interface(tree):
    findings = []
    check_ui_files(tree, findings)
    check_catalogues(tree, findings)
    check_metadata(tree, findings)
    return findings


# ---------------------------------------------------------------------------------------- L7

def fields_without_source(value, place):
    """Yields the place of each member of a `fields` array that does not say where it comes from."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == 'fields' and isinstance(inner, list):
                for number, field in enumerate(inner):
                    if isinstance(field, dict) and not str(field.get('source') or '').strip():
                        yield f"{place}/fields[{number}] ({field.get('id') or field.get('name') or '?'})"
            yield from fields_without_source(inner, f'{place}/{key}')
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from fields_without_source(inner, f'{place}[{number}]')


def check_sources(tree):
    findings = []
    for path in tree.under('data/rules/', '.json'):
        try:
            value = json.loads(tree.text(path))
        except ValueError as error:
            findings.append(Finding(path, 0, f'is not JSON: {error}'))
            continue
        for place in fields_without_source(value, ''):
            findings.append(Finding(path, 0, f'{place} has no source'))
    for path in tree.under('data/rules/', '.tsv'):
        if not re.match(r'#\s*source:\s*\S', tree.text(path), re.IGNORECASE):
            findings.append(Finding(path, 1, 'the first line is "# source: …" with its date'))
    return findings
