#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sums gcovr's CSV by folder of src: coverage-by-folder.py COVERAGE.csv"""

import csv
import sys

COLUMNS = ('line_total', 'line_covered', 'branch_total', 'branch_covered')


def percent(covered, total):
    return f'{100 * covered / total:5.1f} %' if total else '      –'


def main(path):
    folders = {}
    with open(path, encoding='utf-8', newline='') as table:
        for row in csv.DictReader(table):
            parts = row['filename'].split('/')
            if parts[0] != 'src' or len(parts) < 3:
                continue
            sums = folders.setdefault(parts[1], dict.fromkeys(COLUMNS, 0))
            for column in COLUMNS:
                sums[column] += int(row[column])

    print(f"{'folder':<10} {'lines':>7} {'covered':>8} {'branches':>9} {'covered':>8}")
    for folder, sums in sorted(folders.items()):
        print(f"{folder:<10} {sums['line_total']:>7} {percent(sums['line_covered'], sums['line_total']):>8} "
              f"{sums['branch_total']:>9} {percent(sums['branch_covered'], sums['branch_total']):>8}")


if __name__ == '__main__':
    main(sys.argv[1])
