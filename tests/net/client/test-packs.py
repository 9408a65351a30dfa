# SPDX-License-Identifier: GPL-3.0-or-later
"""Rule packs replaced without a release: isgctl, isg-gateway and make-pack, with data alone."""
import base64
import datetime
import json
import os
import shutil
import subprocess
import sys

from lab import SOURCE, Lab, main

MAKE_PACK = os.path.join(SOURCE, "data/rules/make-pack")
TODAY = datetime.date.today()


def label(tr, en):
    return {"tr": tr, "en": en}


HINT = label("Yazın.", "Enter it.")


# A kind that no program knows: the first-aid box of a workplace.
BOX_KIND = {
    "id": "first_aid_box", "label": label("İlkyardım dolabı", "First-aid box"), "workplace": True, "sent": True,
    "title": label("İlkyardım dolabı · {date}", "First-aid box · {date}"), "date": "date", "signer": "professional",
    "source": "sınama", "sections": [{"id": "box", "label": label("Dolap", "Box")}],
    "fields": [
        {"id": "date", "type": "date", "label": label("Tarih", "Date"), "section": "box", "obligation": "required", "hint": HINT, "source": "sınama"},
        {"id": "professional", "type": "ref", "kind": "professional", "label": label("Uzman", "Expert"), "section": "box",
         "obligation": "required", "hint": HINT, "source": "sınama"},
        {"id": "boxes", "type": "integer", "label": label("Dolap sayısı", "Boxes"), "section": "box", "obligation": "required", "hint": HINT, "min": "1",
         "max": "99", "source": "sınama"},
        {"id": "place", "type": "code", "codes": "box_place", "label": label("Yeri", "Place"), "section": "box", "obligation": "required", "hint": HINT,
         "source": "sınama"},
        {"id": "missing", "type": "groups", "label": label("Eksikler", "What is missing"), "section": "box", "obligation": "optional",
         "source": "sınama", "fields": [
             {"id": "what", "type": "text", "max_length": 60, "label": label("Malzeme", "Item"), "obligation": "required", "hint": HINT, "source": "sınama"},
             {"id": "count", "type": "integer", "min": "1", "max": "999", "label": label("Adet", "Count"), "obligation": "required", "hint": HINT,
              "source": "sınama"}]},
    ],
    "checks": [{"check": "date_not_future", "path": "date", "code": "date_future", "grade": "block", "source": "sınama"}],
}
BOX_PLACES = ("# source: sınama; date: 2026-11-01; rows: 2\ncode\tlabel_tr\tlabel_en\tactive\tvalid_from\tvalid_to\n"
              "kitchen\tMutfak\tKitchen\tyes\t\t\nworkshop\tAtölye\tWorkshop\tyes\t\t\n")


def box_dataset(folder):
    """By the method of the published JSON data set, with a document of its own."""
    with open(os.path.join(folder, "datasets/training-ibys-json.json"), encoding="utf-8") as f:
        d = json.load(f)
    for member in ("axes", "default", "comment"):
        d.pop(member, None)
    d.update(id="first-aid-box-provisional-json", dataset="first_aid_box", kind="first_aid_box", method="provisional-json", default=True,
             authority={"status": "provisional", "source": "sınama"}, split={"by": "record", "source": "sınama"})
    d["maps"] = {"place": {"list": "box_place", "codes": {"kitchen": "MUTFAK", "workshop": "ATOLYE"}, "source": "sınama"}}
    d["document"]["nodes"] = [
        {"name": "sorguNo", "slot": "number", "number": True},
        {"name": "isyeriSgkSicilNo", "value": "workplace.sgk_no", "digits": 26},
        {"name": "kontrolTarihi", "value": "date", "type": "date", "format": "dd.MM.yyyy"},
        {"name": "dolapSayisi", "value": "boxes", "type": "integer", "number": True},
        {"name": "yeri", "value": "place", "map": "place"},
        {"name": "isgProfTcKNo", "value": "professional.national_id", "digits": 11, "number": True},
        {"name": "eksikler", "each": "missing", "children": [
            {"name": "malzeme", "value": "missing.what"},
            {"name": "adet", "value": "missing.count", "type": "integer", "number": True}]},
    ]
    d["save"]["path"] = "/ilkyardimDolabi/dolapBildir"
    return d


# What the ministry expects, written for itself.
BOX_SCHEMA = {"services": [{"id": "C", "operations": [{
    "name": "dolapBildir", "kind": "save", "dataset": "first_aid_box", "method": "provisional-json", "path": "/ilkyardimDolabi/dolapBildir",
    "fields": [
        {"name": "sorguNo", "type": "number", "number": True, "role": "number"},
        {"name": "isyeriSgkSicilNo", "type": "sgk", "role": "workplace"},
        {"name": "kontrolTarihi", "type": "date", "format": "dd.MM.yyyy", "future": False, "role": "date"},
        {"name": "dolapSayisi", "type": "pattern", "pattern": "[1-9][0-9]?", "number": True},
        {"name": "yeri", "type": "code", "codes": ["MUTFAK", "ATOLYE"]},
        {"name": "isgProfTcKNo", "type": "identity", "number": True, "role": "professional"},
        {"name": "eksikler", "type": "group", "repeated": True, "fields": [
            {"name": "malzeme", "type": "text"},
            {"name": "adet", "type": "pattern", "pattern": "[1-9][0-9]{0,2}", "number": True}]},
        {"name": "imzaliDeger", "type": "signature", "role": "signature"}]}]}]}


class Packs:
    """Makes packs of a lab, whose store trusts their issuer."""

    def __init__(self, lab):
        self.lab = lab
        self.certificate = os.path.join(lab.dir, "issuer.pem")
        self.key = os.path.join(lab.dir, "issuer.key")
        subprocess.run([MAKE_PACK, "--new-issuer", "Deneme yayıncısı", self.certificate, self.key], check=True)
        lab.run("config", "set", "rules.issuer", self.certificate)

    def make(self, version, change, valid_from=None, published=None):
        """change (folder, manifest) edits a copy of the built-in pack."""
        folder = os.path.join(self.lab.dir, "pack-" + version)
        shutil.copytree(os.path.join(SOURCE, "data/rules"), folder)
        with open(os.path.join(folder, "pack.json"), encoding="utf-8") as f:
            manifest = json.load(f)
        manifest["version"] = version
        if valid_from:
            manifest["valid_from"] = valid_from.isoformat()
        if published:
            manifest["published"] = published.isoformat()
        change(folder, manifest)
        write(folder, "pack.json", manifest)
        self.lab.run("rules", "check", folder)
        out = os.path.join(self.lab.dir, version + ".isgpaket")
        subprocess.run([MAKE_PACK, "--certificate", self.certificate, "--key", self.key, folder, out], check=True)
        return out


def write(folder, name, value):
    with open(os.path.join(folder, name), "w", encoding="utf-8") as f:
        f.write(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=1))


def add_box(folder, manifest):
    new = {"kinds/first_aid_box.json": BOX_KIND, "codes/box_place.tsv": BOX_PLACES,
           "datasets/first-aid-box-provisional-json.json": box_dataset(folder)}
    for name, value in new.items():
        write(folder, name, value)
    manifest["files"] += list(new)


def sandbox():
    lab = Lab()
    lab.init()
    return lab, Packs(lab), lab.load()


def workplace_of(lab, uuids, name):
    return lab.run("record", "show", uuids[name])["workplace"]


def professional_of(lab, uuids, name):
    return lab.run("record", "show", uuids[name])["fields"]["professional"]


def test_a_kind_that_nobody_knew_is_recorded_signed_sent_and_accepted_with_data_alone():
    lab, packs, uuids = sandbox()
    with lab:
        schema = os.path.join(lab.dir, "box.json")
        write(lab.dir, "box.json", BOX_SCHEMA)
        lab.start("--schema", schema)
        place = workplace_of(lab, uuids, "egitim-firin")
        box = {"date": TODAY.isoformat(), "professional": professional_of(lab, uuids, "egitim-firin"), "boxes": 2, "place": "kitchen",
               "missing": [{"what": "Steril gazlı bez", "count": 10}, {"what": "Flaster", "count": 1}]}
        lab.add("first_aid_box", box, place, expect=1)
        pack = packs.make("2027.1.1", add_box, published=TODAY - datetime.timedelta(days=12))
        installed = lab.run("rules", "install", pack)
        assert installed["state"] == "active" and installed["days_left"] == 18 and installed["days_gone"] == 12, installed
        assert {(c["part"], c["what"], c["id"]) for c in installed["changes"]} == {
            ("kind", "added", "first_aid_box"), ("code_list", "added", "box_place"),
            ("dataset", "added", "first-aid-box-provisional-json")}, installed["changes"]
        lab.run("config", "set", "endpoint.provisional-json", lab.url["url_c"])
        bad = lab.add("first_aid_box", dict(box, boxes=100), place, expect=1)
        assert "boxes" in {f["field"] for f in bad["findings"]}, bad
        lab.add("first_aid_box", dict(box, place="garage"), place, expect=1)
        uuid = lab.add("first_aid_box", box, place)["uuid"]
        lab.finalise(uuid)
        lab.sign(uuid)
        lab.submit()
        record = lab.status(uuid)[0]
        assert record["state"] == "ACCEPTED", record
        assert record["submissions"][0]["pack"] == "2027.1.1" and record["submissions"][0]["method"] == "provisional-json"
        held = lab.held()["items"]
        assert [(i["dataset"], i["status"]) for i in held] == [("first_aid_box", 200)], held
        receipt = os.path.join(lab.dir, "receipt")
        lab.run("receipt", uuid, "-o", receipt)
        assert lab.run("verify-receipt", receipt)["valid"]
        # Gone back, the record still opens, shows its pack, and its receipt holds.
        assert lab.run("rules", "rollback")["taken_out"] == "2027.1.1"
        shown = lab.run("record", "show", uuid, "--revisions")
        assert shown["fields"]["boxes"] == 2 and shown["fields"]["place"] == "kitchen", shown
        assert [r["pack"] for r in shown["revisions"]] == ["2027.1.1"], shown
        assert lab.state(uuid) == "ACCEPTED"
        assert lab.run("verify-receipt", receipt)["valid"]
        lab.add("first_aid_box", box, place, expect=1)


def test_what_is_on_its_way_is_asked_about_by_the_pack_it_was_finalised_under():
    lab, packs, uuids = sandbox()
    with lab:
        write(lab.dir, "box.json", BOX_SCHEMA)
        lab.start("--schema", os.path.join(lab.dir, "box.json"))
        lab.run("rules", "install", packs.make("2027.1.1", add_box))
        lab.run("config", "set", "endpoint.provisional-json", lab.url["url_c"])
        box = {"date": TODAY.isoformat(), "professional": professional_of(lab, uuids, "egitim-firin"), "boxes": 1, "place": "workshop",
               "missing": [{"what": "Flaster", "count": 2}]}
        uuid = lab.add("first_aid_box", box, workplace_of(lab, uuids, "egitim-firin"))["uuid"]
        lab.finalise(uuid)
        before = lab.status(uuid)[0]["submissions"][0]
        lab.run("rules", "rollback")
        lab.sign(uuid)
        lab.script([{"action": "drop_after", "match": {"operation": "dolapBildir", "nth": 1}}])
        lab.submit()
        after = lab.status(uuid)[0]
        assert after["state"] == "ACCEPTED", after
        assert after["submissions"][0]["key"] == before["key"]
        assert len(lab.held()["items"]) == 1


def reorder(folder, manifest):
    """A term, a code list, and the order of a data set's fields."""
    path = "terms/training.json"
    with open(os.path.join(folder, path), encoding="utf-8") as f:
        terms = json.load(f)
    term = next(t for t in terms["terms"] if t["id"] == "training-basic-low-2026")
    term["value"] = "10"
    write(folder, path, terms)
    path = "codes/training_topics.tsv"
    with open(os.path.join(folder, path), encoding="utf-8") as f:
        lines = f.read().split("\n")
    row = next(i for i, line in enumerate(lines) if line.startswith("110\t"))
    cells = lines[row].split("\t")
    cells[3] = "no"
    lines[row] = "\t".join(cells)
    write(folder, path, "\n".join(lines))
    path = "datasets/training-ibys-json.json"
    with open(os.path.join(folder, path), encoding="utf-8") as f:
        dataset = json.load(f)
    nodes = dataset["document"]["nodes"]
    names = [n["name"] for n in nodes]
    a, b = names.index("egitimYeri"), names.index("egitimYontemi")
    nodes[a], nodes[b] = nodes[b], nodes[a]
    write(folder, path, dataset)


def signed_text(lab, uuid):
    """What was signed, as its receipt carries it."""
    out = os.path.join(lab.dir, uuid + ".receipt")
    lab.run("receipt", uuid, "-o", out)
    with open(out, encoding="utf-8") as f:
        receipt = json.load(f)
    return base64.b64decode(receipt["notifications"][0]["document"]).decode()


def test_a_new_pack_changes_a_term_a_code_list_and_the_order_of_fields_and_old_records_stay():
    lab, packs, uuids = sandbox()
    with lab:
        lab.start()
        lab.run("config", "set", "method.training", "ibys-json")
        lab.run("config", "set", "endpoint.ibys-json", lab.url["url_c"])
        old, new = "egitim-berber", "egitim-berber-taslak"
        lab.finalise(uuids[old])
        lab.sign(uuids[old])
        lab.submit()
        assert lab.state(uuids[old]) == "ACCEPTED", lab.status(uuids[old])
        old_text = signed_text(lab, uuids[old])
        old_pack = lab.status(uuids[old])[0]["submissions"][0]["pack"]
        fields = lab.run("record", "show", uuids[old])["fields"]
        draft = lab.add("training", fields, workplace_of(lab, uuids, old))["uuid"]

        pack = packs.make("2027.1.1", reorder)
        shown = lab.run("rules", "diff", pack)
        said = {(c["part"], c["id"]) for c in shown["changes"]}
        assert ("term", "training-basic-low-2026") in said and ("code", "training_topics") in said, shown["changes"]
        assert ("dataset", "training-ibys-json") in said and len(said) == 3, shown["changes"]
        touched = {t["uuid"]: t for t in shown["touched"]}
        assert draft in touched and touched[draft]["reasons"] and touched[draft]["state"] == "DRAFT", shown["touched"]
        assert uuids[old] not in touched
        assert [p["version"] for p in lab.run("rules", "list")["packs"]] == [old_pack]
        lab.run("rules", "install", pack)

        # The old record opens, shows the pack it was finalised under, and its bytes are the same.
        record = lab.run("record", "show", uuids[old], "--revisions")
        assert record["fields"] == fields and record["revisions"][-1]["pack"] == old_pack
        assert lab.status(uuids[old])[0]["submissions"][0]["pack"] == old_pack
        assert signed_text(lab, uuids[old]) == old_text
        assert old_text.index("egitimYeri") < old_text.index("egitimYontemi")

        # New bytes follow the new order.
        lab.finalise(draft)
        lab.sign(draft)
        submission = lab.status(draft)[0]["submissions"][0]
        assert submission["pack"] == "2027.1.1", submission
        lab.submit()
        text = signed_text(lab, draft)
        assert text.index("egitimYontemi") < text.index("egitimYeri"), text
        # The sandbox ministry has not changed: to it the new order is another text.
        assert lab.status(draft)[0]["submissions"][0]["code"] == 214
        journal = [e["detail"] for e in lab.run("journal", "list")["entries"] if e["act"] == "rules.changed"]
        assert len(journal) == 1 and "2027.1.1" in json.dumps(journal), journal


def test_a_pack_of_the_future_waits_for_its_day():
    lab, packs, uuids = sandbox()
    with lab:
        day = TODAY + datetime.timedelta(days=20)
        installed = lab.run("rules", "install", packs.make("2027.1.1", add_box, valid_from=day))
        assert installed["state"] == "waiting" and installed["valid_from"] == day.isoformat()
        states = {p["version"]: p["state"] for p in lab.run("rules", "list")["packs"]}
        assert states["2027.1.1"] == "waiting" and "active" in states.values(), states
        lab.add("first_aid_box", {}, workplace_of(lab, uuids, "egitim-firin"), expect=1)
        lab.run("rules", "rollback")
        lab.run("rules", "rollback", expect=1)


def test_what_is_no_good_pack_is_refused_and_changes_nothing():
    lab, packs, _ = sandbox()
    with lab:
        good = packs.make("2027.1.1", lambda folder, manifest: None)
        with open(good, "rb") as f:
            data = f.read()

        def case(name, content):
            path = os.path.join(lab.dir, name)
            with open(path, "wb") as f:
                f.write(content)
            return path

        def other_issuer():
            certificate, key = os.path.join(lab.dir, "o.pem"), os.path.join(lab.dir, "o.key")
            subprocess.run([MAKE_PACK, "--new-issuer", "Başkası", certificate, key], check=True)
            out = os.path.join(lab.dir, "foreign.isgpaket")
            subprocess.run([MAKE_PACK, "--certificate", certificate, "--key", key, os.path.join(lab.dir, "pack-2027.1.1"), out], check=True)
            return out

        middle = len(data) // 2
        for path, exit_code, code in [
                (case("cut.isgpaket", data[:-10]), 4, "pack_damaged"),
                (case("changed.isgpaket", data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1:]), 4, "pack_signature"),
                (case("text.isgpaket", b"hello"), 4, "pack_damaged"),
                (case("empty.isgpaket", b""), 4, "pack_damaged"),
                (other_issuer(), 4, "pack_foreign"),
                (os.path.join(lab.dir, "nowhere.isgpaket"), 1, "pack_missing"),
                (packs.make("2020.1.1", lambda folder, manifest: None), 1, "pack_older")]:
            before = lab.run("rules", "list")
            for act in ("check", "diff", "install"):
                answer = lab.run("rules", act, path, expect=exit_code)
                assert answer["error"]["code"] == code, (path, answer)
                assert os.path.basename(path) in answer["error"]["detail"] or code == "pack_missing", answer
            assert lab.run("rules", "list") == before
        lab.run("rules", "install", good)
        lab.run("rules", "install", good, expect=1)


def test_a_live_store_trusts_no_other_issuer():
    lab = Lab(token=False)
    with lab:
        lab.run("init")
        certificate, key = os.path.join(lab.dir, "t.pem"), os.path.join(lab.dir, "t.key")
        subprocess.run([MAKE_PACK, "--new-issuer", "Deneme", certificate, key], check=True)
        lab.run("config", "set", "rules.issuer", certificate, expect=None)
        assert lab.code != 0
        lab.run("record", "list", "workplace")
        # Nor when somebody lays the files there.
        other = Lab(token=False)
        with other:
            other.run("init", "--sandbox")
            packs = Packs(other)
            other.run("rules", "install", packs.make("2027.1.1", lambda folder, manifest: None))
            shutil.copytree(os.path.join(other.data, "rules"), os.path.join(lab.data, "rules"))
        lab.run("record", "list", "workplace", expect=None)
        assert lab.code != 0, lab.stderr


if __name__ == "__main__":
    sys.exit(main(sys.modules[__name__]))
