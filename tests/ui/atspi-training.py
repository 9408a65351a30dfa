# SPDX-License-Identifier: GPL-3.0-or-later
"""The real application, gateway and token: a training goes from the form to "Kabul edildi", by its accessible names.

GTK 4.8 offers no action on list rows, check buttons and entries: those are reached by key and by pointer.
"""
import datetime
import os
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.environ["ISG_SOURCE_DIR"], "tests/net/client"))

# The bus warns of programs without a cache, which GTK is.
os.environ.pop("G_DEBUG", None)
import gi  # noqa: E402

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

import lab as laboratory  # noqa: E402

APP = os.environ["ISG_DEFTERI"]
PATIENCE = float(os.environ.get("ISG_TEST_PATIENCE", "60"))
# Called Hasan, of the bakery's 27.
PEOPLE = 3
# A window without a window manager has so much shadow around it.
SHADOW = 5


class Desk:
    """The application as somebody with a screen reader and a keyboard has it."""

    def __init__(self, lab):
        env = {**lab.env, "ISG_DATA_DIR": lab.data, "GSK_RENDERER": "cairo", "GDK_DEBUG": "gl-disable", "GSETTINGS_BACKEND": "memory",
               "GTK_THEME": "", "LC_ALL": "C.UTF-8", "LANGUAGE": "tr", "G_DEBUG": "fatal-criticals"}
        for name in ("GTK_A11Y", "GTK_THEME"):
            env.pop(name, None)
        self.process = subprocess.Popen([APP], env=env)
        self.app = self.until(self.find_app, "the application on the bus")
        self.app.set_cache_mask(Atspi.Cache.NONE)

    def close(self):
        self.process.terminate()
        self.process.wait(20)

    # ---- waiting and finding ----
    def until(self, ask, what):
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if self.process.poll() is not None:
                raise AssertionError(f"the application ended with {self.process.returncode} before: {what}")
            try:
                answer = ask()
            except gi.repository.GLib.Error:  # a widget went away while it was asked
                answer = None
            if answer:
                return answer
            time.sleep(0.05)
        raise AssertionError(f"waited in vain for {what}\n" + "\n".join(self.describe()))

    def find_app(self):
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            app = desktop.get_child_at_index(i)
            if app and app.get_name() == os.path.basename(APP):
                return app
        return None

    def walk(self, at=None, depth=0):
        """What is not hidden; GTK 4.8 says SHOWING of windows alone."""
        at = at or self.app
        if depth and not at.get_state_set().contains(Atspi.StateType.VISIBLE):
            return
        yield at
        for i in range(at.get_child_count()):
            child = at.get_child_at_index(i)
            if child and depth < 60:
                yield from self.walk(child, depth + 1)

    def describe(self):
        lines = []
        try:
            for at in self.walk():
                if at.get_name():
                    lines.append(f"{at.get_role_name()} {at.get_name()!r}")
        except gi.repository.GLib.Error:
            pass
        return lines

    def find(self, role, name, root=None):
        for at in self.walk(root):
            if at.get_role_name() == role and at.get_name() == name:
                return at
        return None

    def get(self, role, name):
        return self.until(lambda: self.find(role, name), f"{role} {name!r}")

    def texts(self, root=None):
        return [at.get_name() for at in self.walk(root) if at.get_role_name() == "label"]

    # ---- doing ----
    def press(self, name):
        def do():
            button = self.find("push button", name)
            return button and button.get_state_set().contains(Atspi.StateType.SENSITIVE) and button.do_action(0)
        self.until(do, f"push button {name!r}")

    def write(self, name, text):
        Atspi.EditableText.set_text_contents(self.get("text", name), text)

    def windows(self):
        out = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid)], capture_output=True, text=True)
        return out.stdout.split()

    def focus(self):
        """Keys go to the window that was opened last; to be called when no popover is open, which is a window as well."""
        self.window = self.until(self.windows, "a window")[-1]
        subprocess.run(["xdotool", "windowfocus", self.window], check=False)

    def key(self, *keys):
        subprocess.run(["xdotool", "key", "--delay", "60", *keys], check=True)

    def type(self, text):
        subprocess.run(["xdotool", "type", "--delay", "60", text], check=True)

    def click(self, widget):
        out = subprocess.run(["xdotool", "getwindowgeometry", "--shell", self.window], capture_output=True, text=True, check=True).stdout
        at = dict(line.split("=") for line in out.split())
        box = widget.get_extents(Atspi.CoordType.WINDOW)
        x = int(at["X"]) + SHADOW + box.x + box.width // 2
        y = int(at["Y"]) + SHADOW + box.y + box.height // 2
        subprocess.run(["xdotool", "mousemove", str(x), str(y), "click", "1"], check=True)

    def screen(self, title):
        self.until(lambda: title in self.texts(), f"the screen {title!r}")


def choose_workplace(desk, letters, name):
    desk.key("ctrl+e")
    desk.get("entry", "İşyeri ara")
    desk.type(letters)
    desk.until(lambda: any(name in text for text in desk.texts(desk.find("list", "İşyerleri listesi"))), f"{name} among the hits")
    desk.key("Return")
    desk.until(lambda: not desk.find("entry", "İşyeri ara"), "the switcher to close")


def fill_in(desk):
    today = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=3))).strftime("%d.%m.%Y")
    desk.write("Tarih", today)
    desk.click(desk.get("text", "Bildiren uzman veya hekim"))
    desk.type("ayse")
    desk.until(lambda: any(text.startswith("Ayşe Iğdırlı") for text in desk.texts()), "the professional among the hits")
    desk.key("Return")
    desk.press("Yer: İşyerinde")
    desk.press("Yöntem: Yüz yüze")
    desk.write("İlkyardım: dakika", "180")
    desk.write("Elektrik tehlikeleri, riskleri ve önlemleri: dakika", "179,5")
    desk.until(lambda: any("359,5" in text for text in desk.texts()), "the sum of the minutes")
    desk.press("Gereken süreyi dağıt")
    desk.until(lambda: any("360" in text and "Yeterli" in text for text in desk.texts()), "enough minutes")
    assert desk.get("progress bar", "Eğitim süresi")
    Atspi.EditableText.set_text_contents(desk.get("entry", "Katılan ara"), "HASAN")
    desk.until(lambda: "İpek Kaya" not in desk.texts(desk.find("list", "Katılanlar")), "the people to be narrowed")
    desk.press("Görünenlerin hepsini seç")
    panel = desk.get("panel", "Seçilen katılan sayısı")
    desk.until(lambda: any(f"Seçili: {PEOPLE} / 27" in text for text in desk.texts(panel)), "those who were found ticked")


def first_row(desk):
    """The cells of the newest training; the table's first row are its headers."""
    table = desk.find("tree table", "Eğitimler tablosu")
    rows = [at for at in desk.walk(table) if at.get_role_name() == "table row"] if table else []
    return desk.texts(rows[1]) if len(rows) > 1 else []


def test_a_training_goes_from_the_form_to_accepted():
    with laboratory.Lab() as lab:
        lab.start()
        lab.init()
        lab.endpoint()
        lab.load()
        desk = Desk(lab)
        try:
            desk.get("frame", "İSG Defteri")
            desk.focus()
            choose_workplace(desk, "yildiz", "Yıldız Ekmek Fırını")
            desk.key("alt+4")
            desk.get("tree table", "Eğitimler tablosu")
            desk.press("Yeni eğitim")
            desk.get("text", "Tarih")
            fill_in(desk)
            desk.press("Bitir ve imzaya koy")
            desk.until(lambda: "İmza bekliyor" in " ".join(first_row(desk)) or "İmza bekliyor" in " ".join(desk.texts()),
                       "the record in the sign basket")

            desk.key("ctrl+shift+s")
            pin = desk.get("password text", "Kart PIN")
            desk.focus()
            desk.click(pin)
            desk.type("123456")
            desk.press("İmzala")
            desk.until(lambda: not desk.find("password text", "Kart PIN"), "the basket to close")

            desk.focus()
            desk.key("alt+4")
            cells = desk.until(lambda: (row := first_row(desk)) and any(cell.startswith("Kabul edildi") for cell in row) and row,
                               "“Kabul edildi” on the row")
            assert any("DENEME" in cell for cell in cells), cells
        finally:
            desk.close()
        held = lab.held()
        # Two topics for each, each once.
        assert len(held["items"]) == 2 * PEOPLE, len(held["items"])
        assert not laboratory.no_doubles(held), laboratory.no_doubles(held)


if __name__ == "__main__":
    sys.exit(laboratory.main(sys.modules[__name__]))
