# SPDX-License-Identifier: GPL-3.0-or-later
"""The rules about C: L1 to L5, L8 and the format."""

import os
import re
import shutil
import subprocess

from common import Finding

# ---------------------------------------------------------------------------------------- L1

BELOW = ['base', 'model', 'rules', 'dataset', 'store', 'submit']
FOLDERS = {
    'base': [],
    'model': ['base'],
    'rules': ['base', 'model'],
    'dataset': ['base', 'model', 'rules'],
    'store': ['base', 'model', 'rules'],
    'submit': BELOW,
    'print': ['base', 'model', 'rules'],
    'transfer': ['base', 'model', 'rules', 'store'],
    'cli': BELOW + ['print', 'transfer'],
    'app': BELOW + ['print', 'transfer'],
    'gateway': ['base'],
}

# The libraries of a folder beyond GLib and GObject; the C library is everybody's.
LIBRARIES = {
    'base': [],
    'model': [],
    'rules': ['gio', 'json', 'gnutls'],
    'dataset': ['gio', 'json', 'xml'],
    'store': ['gio', 'json', 'sqlite', 'gnutls'],
    'submit': ['gio', 'json', 'xml', 'curl', 'gnutls', 'secret'],
    'print': ['gio', 'cairo', 'qrencode'],
    'transfer': ['gio', 'json', 'xml'],
    'cli': ['gio', 'json'],
    'app': ['gio', 'json', 'cairo', 'gtk', 'secret'],
    'gateway': ['gio', 'json', 'xml', 'sqlite', 'gnutls', 'soup'],
}

# Where a library belongs to named files alone.
ONLY_IN = {
    ('print', 'qrencode'): ['isg-qr.c'],
    ('submit', 'curl'): ['isg-transport-curl.c'],
    ('submit', 'secret'): ['isg-credentials.c', 'isg-keyring.c'],
    ('submit', 'gnutls'): ['isg-signer-pkcs11.c', 'isg-cades.c', 'isg-cades-sign.c', 'isg-cades-sign.h',
                           'isg-certificate.c', 'isg-certificate.h'],
}

HEADER_OF = [
    ('gio', re.compile(r'^gio/')),
    ('json', re.compile(r'^json-glib/')),
    ('xml', re.compile(r'^libxml/')),
    ('sqlite', re.compile(r'^sqlite3')),
    ('gnutls', re.compile(r'^(gnutls|nettle|p11-kit)')),
    ('curl', re.compile(r'^curl/')),
    ('soup', re.compile(r'^libsoup/')),
    ('secret', re.compile(r'^libsecret/')),
    ('gtk', re.compile(r'^(gtk|gdk|gsk|graphene|adwaita|gdk-pixbuf)')),
    ('cairo', re.compile(r'^(cairo|pango)')),
    ('qrencode', re.compile(r'^qrencode')),
    ('openssl', re.compile(r'^openssl/')),
    ('uuid', re.compile(r'^uuid/')),
]
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.MULTILINE)


def folder_of(path):
    parts = path.split('/')
    return parts[1] if len(parts) > 2 and parts[0] == 'src' else None


def library_of(header):
    for library, pattern in HEADER_OF:
        if pattern.match(header):
            return library
    return None


def fault_of_system_include(folder, path, header):
    library = library_of(header)
    if library is None:
        return None
    if library not in LIBRARIES[folder]:
        return f'{folder}/ may not use {library}: <{header}>'
    named = ONLY_IN.get((folder, library))
    if named and os.path.basename(path) not in named:
        return f'{library} belongs to {", ".join(named)} alone: <{header}>'
    return None


def fault_of_own_include(folder, header):
    if header.startswith('..') or '/../' in header:
        return f'a path that goes up: "{header}"'
    if '/' not in header:
        if re.match(r'^isg-[\w-]+-(resources|enums|data)\.h$', header):
            return None
        return f'an include names its folder: "{header}"'
    other = header.split('/')[0]
    if other != folder and other not in FOLDERS[folder]:
        return f'{folder}/ may not use {other}/: "{header}"'
    if other != folder and header.endswith('-private.h'):
        return f'a private header of another folder: "{header}"'
    return None


def check_includes(tree):
    findings = []
    for source in tree.sources('src/'):
        folder = folder_of(source.path)
        if folder not in FOLDERS:
            findings.append(Finding(source.path, 0, 'src has no such folder by design'))
            continue
        for match in INCLUDE.finditer(source.plain):
            system, header = match.group(1) == '<', match.group(2)
            fault = (fault_of_system_include(folder, source.path, header) if system
                     else fault_of_own_include(folder, header))
            if fault and not source.allows('L1', source.line_of(match.start())):
                findings.append(source.finding(match.start(2), fault))
    return findings


# ---------------------------------------------------------------------------------------- L2

FILE_LINES = {'.c': 400, '.h': 200, '.ui': 500}
FUNCTION_LINES = 80
COMPLEXITY = 12
LISTED = 20


def sizes(tree):
    """(lines, limit, path) of files and (lines, complexity, place, name) of functions past the usual."""
    files = []
    for path in tree.under('src/', '.c', '.h') + tree.under('ui/', '.ui') + tree.under('tests/', '.c'):
        lines = tree.text(path).count('\n')
        limit = FILE_LINES[os.path.splitext(path)[1]]
        if lines > limit:
            files.append((lines, limit, path))

    functions = []
    sources = tree.under('src/', '.c') + tree.under('tests/', '.c')
    if shutil.which('pmccabe') and sources:
        output = subprocess.run(['pmccabe'] + sources, cwd=tree.root, stdout=subprocess.PIPE,
                                stderr=subprocess.DEVNULL, check=False).stdout
        for line in output.decode('utf-8', 'replace').splitlines():
            fields = line.split('\t')
            complexity, length, place = int(fields[1]), int(fields[4]), fields[5]
            if length > FUNCTION_LINES or complexity > COMPLEXITY:
                functions.append((length, complexity, place))
    return sorted(files, reverse=True), sorted(functions, reverse=True)


def check_sizes(tree):
    """Prints; fails nothing: past the usual size, ask what second task the file has taken on."""
    files, functions = sizes(tree)
    for lines, limit, path in files[:LISTED]:
        print(f'# {lines:5} lines (usual: up to {limit})  {path}')
    for length, complexity, place in functions[:LISTED]:
        print(f'# {length:5} lines, complexity {complexity:3}  {place}')
    return []


# ---------------------------------------------------------------------------------------- L3

BANNED = (
    'atoi atol atoll atof strtod strtof strtol strtoll strtoul strtoull sprintf vsprintf strcpy strncpy strcat '
    'strncat strtok toupper tolower localtime gmtime ctime asctime gets alloca mktemp tmpnam '
    'g_print g_error g_usleep sleep usleep nanosleep system popen g_main_context_iteration '
    'g_object_run_dispose g_application_get_default'
).split()
BANNED_CALL = re.compile(
    r'\b(' + '|'.join(BANNED) + r'|g_spawn_\w+|g_subprocess_\w+|isg_\w*_get_default)[ \t]*\(')
THREAD_CALL = re.compile(
    r'\b(g_thread_new|g_thread_try_new|g_thread_pool_new\w*|pthread_create|thrd_create|g_task_run_in_thread\w*)[ \t]*\(')
THREAD_FILES = ['src/submit/isg-worker.c', 'src/app/isg-tasks.c']
FLOAT_FORMAT = re.compile(r'%[-+ #0-9.*\']*l?[aAeEfFgG](?![A-Za-z_])')
IF_ZERO = re.compile(r'^[ \t]*#[ \t]*if[ \t]+0\b', re.MULTILINE)
STRING = re.compile(r'"(?:\\.|[^"\\\n])*"')
GLOBAL = re.compile(r'^(?:static[ \t]+)?(?!const\b|static\b)[A-Za-z_][\w \t*]*?[ \t*](\w+)(?:\[[^\]]*\])*[ \t]*(?:=[^=]|;)',
                    re.MULTILINE)
NOT_GLOBAL = re.compile(r'\b(const|typedef|extern|return|goto|struct|union|enum)\b|GParamSpec|\bguint (\w+_)?signals\b')


def check_calls(source, pattern, why, findings):
    for match in pattern.finditer(source.code):
        if not source.allows('L3', source.line_of(match.start())):
            findings.append(source.finding(match.start(), f'{match.group(1)} () {why}'))


def check_float_formats(source, findings):
    for string in STRING.finditer(source.plain):
        match = FLOAT_FORMAT.search(string.group(0).replace('%%', '  '))
        if match and not source.allows('L3', source.line_of(string.start())):
            findings.append(source.finding(string.start(), f'{match.group(0)} follows the locale'))


def check_globals(source, findings):
    """At the top level of a file a variable that changes is hidden state."""
    depth_zero = blank_bodies(source.code)
    for match in GLOBAL.finditer(depth_zero):
        line = match.group(0)
        if '(' in line or NOT_GLOBAL.search(line):
            continue
        if not source.allows('L3', source.line_of(match.start())):
            findings.append(source.finding(match.start(), f'{match.group(1)} is a hidden global'))


def blank_bodies(code):
    """The code with everything inside braces and preprocessor lines blanked, line breaks kept."""
    code = re.sub(r'^[ \t]*#(?:[^\n\\]|\\.)*(?:\\\n[^\n]*)*', lambda m: re.sub(r'[^\n]', ' ', m.group(0)), code,
                  flags=re.MULTILINE)
    out = []
    depth = 0
    for letter in code:
        if letter == '}':
            depth = max(0, depth - 1)
        out.append(letter if depth == 0 or letter == '\n' else ' ')
        if letter == '{':
            depth += 1
    return ''.join(out)


def check_banned(tree):
    findings = []
    for source in tree.sources('src/'):
        check_calls(source, BANNED_CALL, 'is banned in src', findings)
        if source.path not in THREAD_FILES:
            check_calls(source, THREAD_CALL, f'belongs to {" and ".join(THREAD_FILES)}', findings)
        for match in IF_ZERO.finditer(source.code):
            findings.append(source.finding(match.start(), '#if 0'))
        if folder_of(source.path) != 'app':
            check_float_formats(source, findings)
        if source.path.endswith('.c'):
            check_globals(source, findings)
    return findings


# ---------------------------------------------------------------------------------------- L4

SPDX = 'SPDX-License-Identifier: GPL-3.0-or-later'
OTHER_LANGUAGES = ('.py', '.sh', '.css', '.ui', '.xml')


def check_own_header(tree, source, findings):
    header = source.path[:-2] + '.h'
    if header not in tree.paths:
        return
    first = INCLUDE.search(source.plain)
    wanted = header.split('/', 1)[1]
    # A private header of the same file includes the public one; tests include what lies beside them.
    allowed = {wanted, wanted[:-2] + '-private.h'}
    if source.path.startswith('tests/'):
        allowed.add(os.path.basename(wanted))
    if first is None or first.group(1) != '"' or first.group(2) not in allowed:
        findings.append(Finding(source.path, source.line_of(first.start(2)) if first else 1,
                                f'the first include is the own header, "{wanted}"'))


def check_order(tree):
    findings = []
    for source in tree.sources('src/') + tree.sources('tests/'):
        if source.text.split('\n', 1)[0] != f'/* {SPDX} */':
            findings.append(Finding(source.path, 1, f'the first line is /* {SPDX} */'))
        if source.path.endswith('.c'):
            check_own_header(tree, source, findings)
        elif not re.search(r'^#pragma once$', source.code, re.MULTILINE):
            findings.append(Finding(source.path, 1, 'no #pragma once'))
    for path in tree.under('', *OTHER_LANGUAGES):
        if path.startswith(('src/', 'ui/', 'tests/', 'data/')) and not path.startswith(
                ('tests/golden/', 'tests/fuzz/', 'data/rules/')):
            if SPDX not in '\n'.join(tree.text(path).split('\n')[:4]):
                findings.append(Finding(path, 1, f'no line {SPDX}'))
    return findings


# ---------------------------------------------------------------------------------------- L5

DECLARATION = re.compile(
    r'(?P<type>[A-Za-z_][\w \t\n*]*?[\s*])(?P<name>[a-z_]\w*)[ \t]*\((?P<parameters>[^;{}]*)\)\s*;')
ERRORS = re.compile(r'%(ISG|G)_\w*ERROR|(?<![A-Za-z])_[A-Z]{2,}|[Ee]rror')
ATTRIBUTE = re.compile(r'\bG_GNUC_\w+(?:[ \t]*\([^()]*\))?')
NO_CONTRACT = re.compile(r'_get_type$')


def declarations(source):
    """Function declarations of a header: (name, return type, parameters, offset of their start)."""
    code = ATTRIBUTE.sub(lambda match: ' ' * len(match.group(0)), blank_bodies(source.code))
    for match in DECLARATION.finditer(code):
        kind = match.group('type').strip()
        if re.search(r'\b(typedef|return|static)\b', kind) or kind.startswith('G_'):
            continue
        start = match.start() + len(match.group(0)) - len(match.group(0).lstrip())
        kind = re.sub(r'^(G_(BEGIN|END)_DECLS|G_\w+)\s+', '', kind)
        yield match.group('name'), kind, match.group('parameters'), start


def block_above(text):
    """The doc block that ends right at the end of the text, or None."""
    text = text.rstrip()
    begin = text.rfind('/*')
    if not text.endswith('*/') or not text.startswith('/**', begin):
        return None
    return text[begin + 3:-2]


def parameter_names(parameters):
    names = []
    # A parameter that is a function counts as its name.
    parameters = re.sub(r'\(\s*\*\s*(\w+)\s*\)\s*\([^()]*\)', r' \1', parameters)
    for parameter in re.sub(r'\([^()]*\)\s*$', '', parameters).split(','):
        match = re.search(r'(\w+)\s*(?:\[[^\]]*\])?\s*$', parameter)
        if match and parameter.strip() not in ('void', '...', ''):
            names.append(match.group(1))
    return names


def faults_of_contract(name, kind, parameters, block, folder):
    if not re.match(rf'\s*\*\s*{re.escape(name)}:', block):
        return [f'the block above {name} () does not name it']
    faults = []
    for parameter in parameter_names(parameters):
        if parameter != 'error' and f'@{parameter}' not in block:
            faults.append(f'{name} (): no word about @{parameter}')
    returns = re.search(r'Returns:(.*)', block, re.DOTALL)
    if kind.split()[-1] != 'void' and returns is None:
        faults.append(f'{name} (): no Returns:')
    if '*' in kind and returns and '(transfer' not in returns.group(1):
        faults.append(f'{name} (): Returns: without (transfer …)')
    if folder != 'app' and 'Thread:' not in block:
        faults.append(f'{name} (): no Thread:')
    if re.search(r'GError\s*\*\*', parameters) and not ERRORS.search(re.sub(r'@error: (nothing|unused)', 'no error', block.replace(name, '')).replace('@error:', '')):
        faults.append(f'{name} (): no word about its errors')
    return faults


def check_contracts(tree):
    """Functions that stand line under line with one signature are a family: the first one's block is theirs."""
    findings = []
    for source in tree.sources('src/', '.h'):
        if source.path.endswith('-private.h'):
            continue
        family = None
        for name, kind, parameters, start in declarations(source):
            if NO_CONTRACT.search(name) or source.allows('L5', source.line_of(start)):
                continue
            block = block_above(source.text[:start])
            line = source.line_of(start)
            if block is None and family != (kind, parameters, line - 1):
                findings.append(source.finding(start, f'{name} () has no block'))
                continue
            family = (kind, parameters, line)
            if block is not None:
                for fault in faults_of_contract(name, kind, parameters, block, folder_of(source.path)):
                    findings.append(source.finding(start, fault))
    return findings


# ---------------------------------------------------------------------------------------- L8

TEST_START = re.compile(r'\b(g_test_init|isg_test_init|gtk_test_init|g_test_add\w*)[ \t]*\(')
MAIN = re.compile(r'\bmain[ \t]*\(')
RESULT = re.compile(r'\breturn\s+g_test_run\s*\(\s*\)\s*;'
                    r'|\b(\w+)\s*=\s*g_test_run\s*\(\s*\)\s*;.*?\breturn\s+\1\s*;', re.DOTALL)


def check_test_mains(tree):
    findings = []
    for source in tree.sources('tests/', '.c'):
        main = MAIN.search(source.code)
        if main and TEST_START.search(source.code) and not RESULT.search(source.code):
            findings.append(source.finding(main.start(), 'main () does not return g_test_run ()'))
    return findings


# ------------------------------------------------------------------------------------ format

FORMAT_FAULT = re.compile(r'^(\S+?):(\d+):\d+: error:', re.MULTILINE)


def check_format(tree):
    """One finding a file: the first place that clang-format would change."""
    sources = tree.under('src/', '.c', '.h') + tree.under('tests/', '.c', '.h')
    if shutil.which('clang-format') is None:
        return [Finding('clang-format', 0, 'is not installed')]
    if not sources:
        return []
    result = subprocess.run(['clang-format', '--dry-run', '-Werror'] + sources, cwd=tree.root,
                            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    first = {}
    for path, line in FORMAT_FAULT.findall(result.stderr.decode('utf-8', 'replace')):
        first.setdefault(path, line)
    if result.returncode != 0 and not first:
        return [Finding('clang-format', 0, result.stderr.decode('utf-8', 'replace')[-200:])]
    return [Finding(path, line, 'clang-format -i would change it') for path, line in first.items()]
