# SPDX-License-Identifier: GPL-3.0-or-later
"""Every layout file reaches the program, is well formed for GTK 4.8, and every form asks each field of its kind once."""
import json
import os
import sys
import xml.etree.ElementTree as ET

ROOT = os.environ["ISG_SOURCE_DIR"]
FILES = """field.ui gate-banner.ui guide.ui hazard-screen.ui list-filter.ui list-screen.ui near-miss.ui people-list.ui record-bar.ui record-screen.ui record-side.ui
refusal-screen.ui repair.ui rules-page.ui screen.ui search.ui sheet.ui sidebar.ui sign-basket.ui submission-detail.ui submission-page.ui switcher.ui today-page.ui topic-row.ui topics-field.ui topics-time.ui
window.ui forms/assignment.ui forms/drill.ui forms/employee.ui forms/equipment_check.ui forms/finding.ui forms/health_exam.ui forms/health_exam-former_jobs.ui
forms/incident.ui forms/incident-victims.ui forms/incident-witnesses.ui forms/paper.ui forms/professional.ui forms/risk_assessment.ui forms/training.ui forms/workplace.ui""".split()


def faults():
    listed = open(os.path.join(ROOT, "ui/isg-defteri.gresource.xml"), encoding="utf-8").read()
    found = sorted(os.path.relpath(os.path.join(d, f), os.path.join(ROOT, "ui")) for d, _, fs in os.walk(os.path.join(ROOT, "ui")) for f in fs if f.endswith(".ui"))
    yield from (f"{f}: not among the files of this test" for f in found if f not in FILES)
    for name in FILES:
        path = os.path.join(ROOT, "ui", name)
        if not os.path.exists(path):
            yield f"{name}: is not there"
            continue
        if f">{name}<" not in listed:
            yield f"{name}: not in the resource"
        tree = ET.parse(path)
        for parent in tree.iter("accessibility"):
            yield from (f"{name}: GTK 4.8 refuses comments in accessibility" for p in parent if "comments" in p.attrib)
        if name.startswith("forms/"):
            yield from form_faults(name, tree)


def form_faults(name, tree):
    # The rows of a list have a layout of their own: <kind>-<list>.ui.
    of, _, rows = os.path.basename(name)[:-3].partition("-")
    kind = json.load(open(os.path.join(ROOT, "data/rules/kinds", of + ".json"), encoding="utf-8"))
    known = {f["id"] for f in (next(f["fields"] for f in kind["fields"] if f["id"] == rows) if rows else kind["fields"])}
    asked = [p.text for p in tree.iter("property") if p.get("name") == "field-id"]
    yield from (f"{name}: asks {f}, which the kind does not have" for f in asked if f not in known)
    yield from (f"{name}: asks {f} twice" for f in set(asked) if asked.count(f) > 1)


def main():
    found = list(faults())
    print("1..1")
    for fault in found:
        print("#", fault)
    print("not ok 1 layout files" if found else "ok 1 layout files")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
