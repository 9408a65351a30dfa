# SPDX-License-Identifier: GPL-3.0-or-later
"""A tree of files, and C source with its comments and strings taken out."""

import os
import re
import subprocess

ALLOW = re.compile(r'lint-allow (L\d): \S+')
TOKEN = re.compile(
    r'(?P<block>/\*.*?(?:\*/|\Z))|(?P<line>//[^\n]*)|(?P<string>"(?:\\.|[^"\\\n])*")|'
    r"(?P<char>'(?:\\.|[^'\\\n])*')",
    re.DOTALL,
)


class Finding:
    """One thing found: where and what."""

    def __init__(self, path, line, text):
        self.path = path
        self.line = line
        self.text = text

    def __str__(self):
        place = f'{self.path}:{self.line}' if self.line else self.path
        return f'{place}: {self.text}'


class Source:
    """A C file.  `code` has blanks for comments and for what strings say; `plain` for comments alone.
    Both keep every line break, so that an offset gives the line."""

    def __init__(self, path, text):
        self.path = path
        self.text = text
        self.code = TOKEN.sub(lambda match: self._blank(match, strings=True), text)
        self.plain = TOKEN.sub(lambda match: self._blank(match, strings=False), text)
        self._lines = text.split('\n')

    @staticmethod
    def _blank(match, strings):
        text = match.group(0)
        if match.lastgroup in ('string', 'char') and not strings:
            return text
        blank = re.sub(r'[^\n]', ' ', text)
        if match.lastgroup in ('string', 'char'):
            return text[0] + blank[1:-1] + text[-1]
        return blank

    def line_of(self, offset):
        return self.text.count('\n', 0, offset) + 1

    def allows(self, rule, line):
        """Whether the line, or the one above it, says that it may break the rule, and why."""
        for number in (line, line - 1):
            if 1 <= number <= len(self._lines):
                match = ALLOW.search(self._lines[number - 1])
                if match and match.group(1) == rule:
                    return True
        return False

    def finding(self, offset, text):
        return Finding(self.path, self.line_of(offset), text)


class Tree:
    """The files that belong to the project: what git knows and what it does not ignore."""

    OWN_EXAMPLES = 'tests/lint/'

    def __init__(self, root):
        self.root = os.path.abspath(root)
        self.paths = sorted(self._list())
        self._sources = {}

    def _list(self):
        if os.path.exists(os.path.join(self.root, '.git')):
            command = ['git', '-c', 'safe.directory=*', '-C', self.root, 'ls-files', '-co',
                       '--exclude-standard', '-z']
            result = subprocess.run(command, stdout=subprocess.PIPE, check=False)
            if result.returncode == 0:
                names = result.stdout.decode('utf-8').split('\0')
                return {name for name in names if name and os.path.isfile(self.path(name))}
        return self._walk()

    def _walk(self):
        found = set()
        for folder, folders, names in os.walk(self.root):
            folders[:] = [name for name in folders
                          if name not in ('.git', '__pycache__') and not name.startswith('build')]
            for name in names:
                if not name.endswith('.pyc'):
                    found.add(os.path.relpath(os.path.join(folder, name), self.root))
        return found

    def path(self, name):
        return os.path.join(self.root, name)

    def under(self, folder, *endings):
        """Files below a folder with one of the endings, without the lint's own examples."""
        return [path for path in self.paths
                if path.startswith(folder) and path.endswith(endings or ('',))
                and not path.startswith(self.OWN_EXAMPLES)]

    def text(self, name):
        with open(self.path(name), encoding='utf-8', errors='surrogateescape') as file:
            return file.read()

    def source(self, name):
        if name not in self._sources:
            self._sources[name] = Source(name, self.text(name))
        return self._sources[name]

    def sources(self, folder, *endings):
        return [self.source(name) for name in self.under(folder, *(endings or ('.c', '.h')))]
