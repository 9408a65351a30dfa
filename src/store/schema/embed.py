# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the schema's versions, 001.sql and up, into one C file: embed.py OUT 001.sql …"""

import os
import sys


def literal(line):
    return '  "' + line.replace('\\', '\\\\').replace('"', '\\"') + '\\n"'


def main():
    out, paths = sys.argv[1], sorted(sys.argv[2:], key=os.path.basename)
    lines = ['/* SPDX-License-Identifier: GPL-3.0-or-later */', '#include "store/isg-migrate-private.h"', '']
    rows = []
    for number, path in enumerate(paths, 1):
        if os.path.basename(path) != f'{number:03}.sql':
            sys.exit(f'{path}: version {number} expected')
        with open(path, encoding='utf-8') as sql:
            text = sql.read().splitlines()
        lines += [f'static const char version_{number}[] =', '\n'.join(map(literal, text)) + ';', '']
        rows.append(f'  {{ {number}, version_{number} }},')
    lines += ['const IsgMigration isg_store_migrations[] = {', *rows, '};', '']
    lines += ['const guint isg_store_n_migrations = G_N_ELEMENTS (isg_store_migrations);', '']
    with open(out, 'w', encoding='utf-8') as c:
        c.write('\n'.join(lines))


main()
