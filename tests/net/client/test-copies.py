# SPDX-License-Identifier: GPL-3.0-or-later
"""Old copies with the real programs: restored, cloned, put back by hand, the whole machine rolled back. Nothing is stored twice.

Source: submission.md 5 and 8 (F, G, H, K, S).
"""
import glob
import os
import shutil
import sqlite3
import sys

from lab import Lab, main, no_doubles


def trainings(lab, uuids, n, first=0):
    return [lab.add("training", fields_of(i, uuids), uuids["oto"])["uuid"] for i in range(first, first + n)]


def fields_of(i, uuids):
    people = [uuids[f"oto-{1 + 2 * i}"], uuids[f"oto-{2 + 2 * i}"]]
    return {"date": f"2026-0{1 + i % 9}-{1 + i % 27:02d}", "professional": uuids["uzman"], "place": "inside", "method": "face_to_face",
            "topics": [{"code": "340", "minutes": 40 + i}], "participants": [{"employee": p} for p in people]}


def begin(lab):
    uuids = lab.ready()
    lab.start()
    lab.endpoint()
    return uuids


def settle(lab, **more):
    for _ in range(6):
        said = lab.submit(timeout=120, expect=None, **more)
        if lab.code == 0 and said["idle"]:
            return
    raise AssertionError(said)


def status(lab, **more):
    return lab.run("status", **more)


def states(lab, records, **more):
    return {r["uuid"]: r["state"] for r in lab.run("status", *records, **more)["records"]}


def saves(lab):
    return [r for r in lab.log() if r.get("op", r.get("operation")) == "egitimBildirimKaydet"]


def once(lab):
    assert no_doubles(lab.held()) == {}, no_doubles(lab.held())


def whole(lab, data=None):
    assert lab.run("journal", "verify", data=data)["intact"]
    db = sqlite3.connect(os.path.join(data or lab.data, "isg-defteri.db"))
    assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    db.close()


def test_a_restored_backup_asks_before_it_sends():
    with Lab() as lab:
        uuids = begin(lab)
        draft, queued, *_ = trainings(lab, uuids, 2)
        lab.finalise(queued)
        lab.sign(queued)
        backup = os.path.join(lab.dir, "yedek.isgyedek")
        said = lab.run("backup", backup)
        assert said["place"] in ("same_disk", "away") and said["rows"]["record"] > 100
        assert lab.run("backup", "verify", backup)["intact"]
        lab.finalise(draft)
        lost = trainings(lab, uuids, 1, first=2)[0]
        lab.finalise(lost)
        lab.sign()
        settle(lab)
        assert set(states(lab, [draft, queued, lost]).values()) == {"ACCEPTED"}
        n = len(saves(lab))

        kept = lab.run("restore", backup)["kept"]
        assert os.path.exists(kept)
        assert states(lab, [draft, queued]) == {draft: "DRAFT", queued: "QUEUED"}
        copy = status(lab)["copy"]
        assert copy["window_known"] is True and copy["left"] > 0
        # Finalising and signing go on; nothing is sent before it was asked about.
        assert lab.run("finalise", draft)["records"][0]["finalised"]
        lab.sign(draft)
        settle(lab)
        assert set(states(lab, [draft, queued]).values()) == {"ACCEPTED"}
        assert len(saves(lab)) == n, "something was sent a second time"
        after = status(lab)
        assert after["copy"]["left"] == 0
        # The draft's number and the lost record's; what was queued is asked about by itself.
        assert [x["code"] for x in after["lost"]] == [200, 200], after["lost"]

        # S: what the lost copy sent is typed anew and known again.
        again = lab.add("training", fields_of(2, uuids), uuids["oto"])["uuid"]
        said = lab.run("finalise", again)["records"][0]
        assert "sent_by_lost_copy" in [f["code"] for f in said["findings"]], said
        whole(lab)
        once(lab)


def test_an_older_file_put_back_by_hand_is_known_for_one():
    with Lab() as lab:
        uuids = begin(lab)
        records = trainings(lab, uuids, 3)
        lab.finalise(*records)
        lab.sign(*records)
        store = os.path.join(lab.data, "isg-defteri.db")
        shutil.copy(store, os.path.join(lab.dir, "eski.db"))
        settle(lab)
        for name in glob.glob(store + "*"):
            os.unlink(name)
        shutil.copy(os.path.join(lab.dir, "eski.db"), store)
        assert set(states(lab, records).values()) == {"QUEUED"}
        assert status(lab)["copy"] is not None
        settle(lab)
        assert set(states(lab, records).values()) == {"ACCEPTED"}
        assert len(saves(lab)) == 3
        assert "store.old_copy" in [e["act"] for e in lab.run("journal", "list")["entries"]]
        whole(lab)
        once(lab)


def test_a_backup_put_in_place_by_hand_is_a_store_and_an_old_copy():
    with Lab() as lab:
        uuids = begin(lab)
        records = trainings(lab, uuids, 2)
        lab.finalise(*records)
        lab.sign(*records)
        backup = os.path.join(lab.dir, "yedek.isgyedek")
        lab.run("backup", backup)
        settle(lab)
        store = os.path.join(lab.data, "isg-defteri.db")
        for name in glob.glob(store + "*"):
            os.unlink(name)
        shutil.copy(backup, store)
        assert status(lab)["copy"]["window_known"] is True
        settle(lab)
        assert set(states(lab, records).values()) == {"ACCEPTED"}
        whole(lab)
        once(lab)


def test_two_machines_with_one_file_store_once():
    with Lab() as lab:
        uuids = begin(lab)
        sent = trainings(lab, uuids, 1)
        lab.finalise(*sent)
        lab.sign(*sent)
        settle(lab)
        records = trainings(lab, uuids, 4, first=1)
        lab.finalise(*records[:3])
        lab.sign(*records[:3])
        other = os.path.join(lab.dir, "other-store")
        shutil.copytree(lab.data, other)
        machine = {"XDG_STATE_HOME": os.path.join(lab.dir, "other-state")}

        copy = status(lab, data=other, env=machine)["copy"]
        assert copy["window_known"] is False and copy["from"] is not None
        # Nobody knows what the other one sends: it is asked before it is finished here.
        said = lab.run("finalise", records[3], data=other, env=machine, expect=1)["records"][0]
        assert [f["code"] for f in said["findings"] if f["severity"] == "block"] == ["maybe_sent_by_lost_copy"], said
        assert lab.run("finalise", "--confirm-not-sent", records[3], data=other, env=machine)["records"][0]["finalised"]
        lab.run("sign", "--pin-file", os.path.join(lab.keys, "pin"), records[3], data=other, env=machine)
        lab.finalise(records[3])
        lab.sign(records[3])
        lab.submit(timeout=120, expect=None)
        settle(lab, data=other, env=machine)
        settle(lab)
        assert set(states(lab, records).values()) == {"ACCEPTED"}
        assert set(states(lab, records, data=other, env=machine).values()) == {"ACCEPTED"}
        whole(lab)
        once(lab)


def test_a_whole_machine_rolled_back_stores_once():
    with Lab() as lab:
        uuids = begin(lab)
        records = trainings(lab, uuids, 3)
        lab.finalise(*records[:2])
        lab.sign(*records[:2])
        snapshot = os.path.join(lab.dir, "snapshot")
        shutil.copytree(lab.data, os.path.join(snapshot, "store"))
        if os.path.exists(lab.env["XDG_STATE_HOME"]):
            shutil.copytree(lab.env["XDG_STATE_HOME"], os.path.join(snapshot, "state"))
        lab.finalise(records[2])
        lab.sign(records[2])
        settle(lab)
        shutil.rmtree(lab.data)
        shutil.rmtree(lab.env["XDG_STATE_HOME"])
        shutil.copytree(os.path.join(snapshot, "store"), lab.data)
        if os.path.exists(os.path.join(snapshot, "state")):
            shutil.copytree(os.path.join(snapshot, "state"), lab.env["XDG_STATE_HOME"])
        # Nothing tells that it was rolled back: the number alone does.
        lab.finalise(records[2])
        lab.sign(records[2])
        settle(lab)
        assert set(states(lab, records).values()) == {"ACCEPTED"}
        whole(lab)
        once(lab)


if __name__ == "__main__":
    sys.exit(main(sys.modules[__name__]))
