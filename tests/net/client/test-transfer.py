# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists come in with a preview and are taken once; a workplace is handed over whole, without health details."""
import json
import os
import sys

from lab import Lab, main


def person(n):
    """A synthetic number that passes the check."""
    d = [int(c) for c in f"{n:09d}"]
    d.append((sum(d[0:9:2]) * 7 - sum(d[1:8:2])) % 10)
    d.append(sum(d) % 10)
    return "".join(map(str, d))


P = [person(310000000 + n) for n in range(20)]
HEAD = "T.C. KİMLİK NO;ADI;SOYADI;DOĞUM TARİHİ;CİNSİYETİ;İŞE GİRİŞ TARİHİ;MESLEK KODU;GÖREVİ;TEL"
ROWS = [f"{P[0]};AYŞE IŞIL;IĞDIRLI;01.02.1990;K;5.1.2020;5141.01 - Berber;kalfa;0555",
        f"{P[1]};ALİ;ÇELİK;01/02/1991;Erkek;05.01.2020 00:00:00;;usta;",
        "10000000145;Yanlış;Numara;01.02.1990;K;05.01.2020;;;",
        "",
        f"{P[1]};ALİ;ÇELİK;01/02/1991;E;05.01.2020;;;",
        f"{P[2]};İki;Satır;32.13.1990;K;05.01.2020;;;",
        f"{P[3]};;Adsız;01.02.1990;K;05.01.2020;;;",
        ";Numarasız;Kişi;01.02.1990;K;05.01.2020;;;",
        f"'{P[4][:5]} {P[4][5:]};Boşluk;Lu;01.02.1990;X;05.01.2020;;;"]
WHAT = ["new", "new", "mend", "skipped", "skipped", "mend", "mend", "mend", "mend"]


def prepared():
    lab = Lab(token=False)
    lab.init()
    return lab, lab.load()


def take(lab, workplace, data, *more, expect=0):
    path = os.path.join(lab.dir, "liste.csv")
    with open(path, "wb") as f:
        f.write(data)
    return lab.run("import", "employees", path, "--workplace", workplace, *more, expect=expect)


def listed(lab, workplace):
    return lab.run("record", "list", "employee", "--workplace", workplace)


def test_a_list_is_shown_row_by_row_and_nothing_is_kept_yet():
    lab, uuids = prepared()
    with lab:
        before = listed(lab, uuids["berber"])["total"]
        said = take(lab, uuids["berber"], "\r\n".join([HEAD, *ROWS]).encode(), "--dry-run", expect=1)
        assert [r["what"] for r in said["rows"]] == WHAT, said["rows"]
        assert [r["line"] for r in said["rows"]] == list(range(2, 11))
        assert said["rows"][0]["title"] == "Ayşe Işıl Iğdırlı" and said["rows"][0]["uuid"] is None
        assert said["rows"][4]["same_as_line"] == 3
        wrong = {r["line"]: {f["field"] for f in r["findings"] if f["severity"] == "block"} for r in said["rows"] if r["what"] == "mend"}
        assert wrong == {4: {"national_id"}, 7: {"birth_date"}, 8: {"given_name"}, 9: {"national_id"}, 10: {"sex"}}, wrong
        assert [c["fields"] for c in said["columns"]][-2:] == [["job"], []]
        assert said["counts"] == {"new": 2, "update": 0, "same": 0, "mend": 5, "skipped": 2} and said["imported"] == 0
        assert listed(lab, uuids["berber"])["total"] == before


def test_a_list_is_taken_once_and_again_only_for_what_changed():
    lab, uuids = prepared()
    with lab:
        text = "\r\n".join([HEAD, *ROWS])
        before = listed(lab, uuids["berber"])["total"]
        first = take(lab, uuids["berber"], text.encode("cp1254"), expect=1)
        assert first["encoding"] == "Windows-1254" and first["separator"] == ";" and first["imported"] == 2, first
        assert listed(lab, uuids["berber"])["total"] == before + 2
        again = take(lab, uuids["berber"], text.encode("utf-16"), expect=1)
        assert again["imported"] == 0 and again["counts"]["same"] == 2, again
        third = take(lab, uuids["berber"], (HEAD + "\n" + ROWS[0].replace("kalfa", "usta") + "\n" + ROWS[1].replace("usta", "")).encode())
        assert [r["what"] for r in third["rows"]] == ["update", "same"], third
        assert third["rows"][0]["changes"] == [{"field": "job", "before": "kalfa", "after": "usta"}]
        shown = lab.run("record", "show", third["rows"][0]["uuid"])
        assert shown["revision"] == 2 and shown["fields"]["job"] == "usta" and shown["fields"]["occupation_code"] == "5141.01" \
            and shown["fields"]["start_date"] == "2020-01-05" and shown["fields"]["sex"] == "female", shown
        acts = [e for e in lab.run("journal", "list")["entries"] if e["act"] == "import.done"]
        assert len(acts) == 3 and not any(P[0] in e["detail"] or "Ay" in e["detail"] for e in acts)


def test_one_column_with_both_names_is_divided():
    lab, uuids = prepared()
    with lab:
        said = take(lab, uuids["berber"], f"ÇALIŞAN LİSTESİ\n\nSıra,TCKN,Ad Soyad,Giriş\n1,{P[5]},AYŞE NUR ŞENSOY,010624\n".encode())
        assert said["heading_line"] == 3 and said["rows"][0]["title"] == "Ayşe Nur Şensoy", said
        fields = lab.run("record", "show", said["rows"][0]["uuid"])["fields"]
        assert (fields["given_name"], fields["family_name"], fields["start_date"]) == ("Ayşe Nur", "Şensoy", "2024-06-01"), fields


def test_what_is_no_list_changes_nothing():
    lab, uuids = prepared()
    with lab:
        before = listed(lab, uuids["berber"])["total"]
        for data, code in ((b"PK\3\4", "no_table"), (b"TCKN;\0", "no_table"), (b'TCKN;Ad\n1;"a', "no_table"), (b"", "no_heading"), (b"Ad;Soyad\nx;y\n", "no_heading")):
            assert take(lab, uuids["berber"], data, expect=1)["error"]["code"] == code, data
        take(lab, uuids["berber-1"], HEAD.encode(), expect=1)
        lab.run("import", "trainings", "x.csv", "--workplace", uuids["berber"], expect=2)
        lab.run("import", "employees", "x.csv", expect=2)
        lab.run("import", "employees", "/nowhere/x.csv", "--workplace", uuids["berber"], expect=3)
        assert listed(lab, uuids["berber"])["total"] == before


def test_a_workplace_is_handed_over_whole_and_without_health_details():
    lab, uuids = prepared()
    with lab:
        employee = lab.run("record", "show", uuids["berber-1"])
        exam = lab.add("health_exam", {"employee": uuids["berber-1"], "exam_type": "periodic", "exam_date": "2026-05-04", "verdict": "fit",
                                       "conditions": "gözlükle", "chronic_disease": "GİZLİTANI"}, uuids["berber"], expect=None)
        path = os.path.join(lab.dir, "devir.json")
        said = lab.run("export", "--workplace", uuids["berber"], "-o", path)
        with open(path, encoding="utf-8") as f:
            text = f.read()
        package = json.loads(text)
        records = {r["uuid"]: r for r in package["records"]}
        assert package["format"] == "isg-handover-1" and package["workplace"] == uuids["berber"] and said["records"] == len(records) == len(package["records"])
        assert uuids["berber"] in records and uuids["uzman"] in records and uuids["firin"] not in records and uuids["firin-1"] not in records
        assert records[uuids["berber-1"]]["fields"] == employee["fields"]
        for kind in ("employee", "training"):
            assert {r["uuid"] for r in lab.run("record", "list", kind, "--workplace", uuids["berber"])["records"]} <= set(records), kind
        assert "GİZLİTANI" not in text
        if lab.code == 0 and exam.get("uuid"):
            assert records[exam["uuid"]]["fields"]["verdict"] == "fit"
        assert [e for e in lab.run("journal", "list")["entries"] if e["act"] == "export.made"][0]["record"] == uuids["berber"]
        lab.run("export", "--workplace", uuids["berber-1"], "-o", path, expect=1)
        lab.run("export", "-o", path, expect=2)


if __name__ == "__main__":
    sys.exit(main(sys.modules[__name__]))
