# SPDX-License-Identifier: GPL-3.0-or-later
"""A server between the client and the ministry that passes everything on, and commits one fault for each number that it is told of.

It knows the requests by the number in them, so that many faults can be met in one run of the client.
"""
import os
import re
import socket
import ssl
import struct
import threading
import time
import urllib.parse
import warnings

NUMBER = re.compile(rb'sorguNo(?:>|":\[?)"?(\d+)')
QUERY_WORDS = (b"egitimSorgula", b"egitimBildirimSorgula", b"durumSorgula")
SAVE_WORDS = (b"egitimBildirimKaydet", b"egitimBilgisiBildir")
HUGE = 100 * 1024 * 1024
PATIENCE = 120   # seconds without a byte


class Call:
    """One request, read as far as it was needed."""

    def __init__(self, wire, connection, head):
        self.wire = wire
        self.connection = connection
        self.head = head
        lengths = re.findall(rb"(?im)^content-length: *(\d+)", head)
        self.length = int(lengths[0]) if lengths else 0
        self.body = b""
        self.path = head.split(b" ")[1]

    def read(self, n):
        while len(self.body) < n:
            piece = self.connection.recv(n - len(self.body))
            if not piece:
                raise OSError("the client has gone")
            self.body += piece

    def find_number(self):
        """Reads no further than the number."""
        while not NUMBER.search(self.body) and len(self.body) < self.length:
            self.read(min(self.length, len(self.body) + 64))
        if len(self.body) < self.length:
            self.read(min(self.length, len(self.body) + 16))
        return [n.decode() for n in NUMBER.findall(self.body)]

    def kind(self):
        words = self.path + self.body
        return "save" if any(w in words for w in SAVE_WORDS) else "query" if any(w in words for w in QUERY_WORDS) else "other"

    def whole(self):
        self.read(self.length)
        return self.body

    def ask_ministry(self):
        """The ministry's own reply: head and body."""
        self.whole()
        head = re.sub(rb"(?im)^(connection|host):.*\r\n", b"", self.head)
        target = urllib.parse.urlsplit(self.wire.target)
        head = head.replace(b"\r\n", b"\r\nHost: " + target.netloc.encode() + b"\r\nConnection: close\r\n", 1)
        with socket.create_connection((target.hostname, target.port), PATIENCE) as raw, self.wire.client.wrap_socket(raw, server_hostname="localhost") as up:
            up.sendall(head + self.body)
            reply = b""
            while True:
                try:
                    piece = up.recv(1 << 16)
                except (ssl.SSLEOFError, ConnectionResetError):
                    piece = b""
                if not piece:
                    break
                reply += piece
        if not reply:
            raise OSError("the ministry has hung up")
        top, _, body = reply.partition(b"\r\n\r\n")
        return re.sub(rb"(?im)\r\nconnection:.*", b"", top), body

    def answer(self, top, body, length=None):
        if length is None:
            length = len(body)
        top = re.sub(rb"(?im)\r\n(content-length|transfer-encoding):.*", b"", top)
        self.connection.sendall(top + b"\r\nContent-Length: %d\r\n\r\n" % length + body)

    def reply(self, status=b"200 OK", body=b"", headers=(), length=None):
        self.whole()
        self.answer(b"\r\n".join([b"HTTP/1.1 " + status, *headers]), body, length)

    def reset(self):
        raw = self.connection.detach()
        with socket.socket(fileno=raw) as last:
            last.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    def xml(self):
        return b"text/xml" in self.head

    def type(self):
        return b"Content-Type: text/xml; charset=utf-8" if self.xml() else b"Content-Type: application/json; charset=utf-8"


# ---- faults: each is given the call and leaves the connection as it likes; True: the connection goes on ----

def early_reset(call):
    call.reset()


def reset_after_body(call):
    call.whole()
    call.reset()


def reset_after_storing(call):
    call.ask_ministry()
    call.reset()


def reset_in_reply(call):
    top, body = call.ask_ministry()
    call.answer(top, body[:len(body) // 2], len(body))
    # What was sent must be read before the RST comes, or it is thrown away with it.
    time.sleep(0.3)
    call.reset()


def dead(call):
    call.whole()


def dead_stored(call):
    call.ask_ministry()


def drip(call):
    top, body = call.ask_ministry()
    call.answer(top, b"", len(body))
    for i in range(0, len(body), 24):
        call.connection.sendall(body[i:i + 24])
        time.sleep(0.05)
    return True


def endless_drip(call):
    call.reply(headers=[call.type()], length=1000000)
    while True:
        call.connection.sendall(b" ")
        time.sleep(0.5)


def cut_body(call):
    top, body = call.ask_ministry()
    call.answer(top, body[:len(body) // 2], len(body))
    call.connection.unwrap()


def length_too_long(call):
    top, body = call.ask_ministry()
    call.answer(top, body, len(body) + 100)
    call.connection.unwrap()


def length_too_short(call):
    top, body = call.ask_ministry()
    call.answer(top, body, len(body) - 20)
    call.connection.unwrap()


def cut_head(call):
    call.ask_ministry()
    call.connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Ty")
    call.connection.unwrap()


def chunked(call):
    top, body = call.ask_ministry()
    top = re.sub(rb"(?im)\r\n(content-length|transfer-encoding):.*", b"", top)
    half = len(body) // 2
    parts = b"".join(b"%x\r\n%s\r\n" % (len(p), p) for p in (body[:half], body[half:]) if p)
    call.connection.sendall(top + b"\r\nTransfer-Encoding: chunked\r\n\r\n" + parts + b"0\r\n\r\n")
    return True


def chunked_cut(call):
    top, body = call.ask_ministry()
    top = re.sub(rb"(?im)\r\n(content-length|transfer-encoding):.*", b"", top)
    call.connection.sendall(top + b"\r\nTransfer-Encoding: chunked\r\n\r\n" + b"%x\r\n%s\r\n" % (len(body) // 2, body[:len(body) // 2]))
    call.connection.unwrap()


def duplicate(call):
    top, body = call.ask_ministry()
    call.answer(top, body)
    call.answer(top, body)
    return True


def huge(call):
    call.whole()
    call.answer(b"HTTP/1.1 200 OK\r\n" + call.type(), b"", HUGE)
    piece = b" " * (1 << 20)
    for _ in range(HUGE >> 20):
        call.connection.sendall(piece)


def huge_stored(call):
    call.ask_ministry()
    huge(call)


def another_number(call):
    """The reply to a save under a number that is not ours; where a save's reply carries none of ours, another's whole reply would say so too."""
    top, body = call.ask_ministry()
    call.answer(top, re.sub(rb'(sorguNo(?:>|": ?"?))\d+', rb"\g<1>77777777777", body))
    return True


def other_date(seconds):
    def fault(call):
        top, body = call.ask_ministry()
        date = time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime(time.time() + seconds)).encode()
        call.answer(re.sub(rb"(?im)\r\ndate:.*", b"", top) + b"\r\nDate: " + date, body)
        return True
    return fault


def http(status, stored=False, body=b"no", *headers):
    def fault(call):
        if stored:
            call.ask_ministry()
        call.reply(status, body, [*headers] if headers else [b"Content-Type: text/plain"])
        return True
    return fault


PAGE = b"<!DOCTYPE html><html><body><h1>Bak\xc4\xb1m</h1></body></html>"


def page(stored):
    return http(b"200 OK", stored, PAGE, b"Content-Type: text/html; charset=utf-8")


def redirect(status, stored=False):
    def fault(call):
        if stored:
            call.ask_ministry()
        call.reply(status, b"", [b"Location: " + call.wire.elsewhere.encode()])
        return True
    return fault


def typed(body, stored=False):
    """Senseless bytes under the right type."""
    def fault(call):
        if stored:
            call.ask_ministry()
        call.reply(body=body, headers=[call.type()])
        return True
    return fault


def code_210(call):
    call.reply(headers=[b"Content-Type: application/json"], body=b'{"status":210,"message":"deneme","hatalar":[{"alan":"egitimTarihi","kod":210,"mesaj":"deneme"}]}')
    return True


GARBAGE = bytes((i * 167 + 13) % 256 for i in range(700))

FAULTS = {
    "reset-before-body": early_reset, "reset-after-body": reset_after_body, "reset-after-storing": reset_after_storing, "reset-in-reply": reset_in_reply,
    "dead": dead, "dead-stored": dead_stored, "drip": drip, "endless-drip": endless_drip, "cut-body": cut_body, "cut-head": cut_head,
    "length-too-long": length_too_long, "length-too-short": length_too_short, "chunked": chunked, "chunked-cut": chunked_cut, "duplicate": duplicate,
    "huge": huge, "huge-stored": huge_stored, "another-number": another_number, "code-210": code_210,
    "clock-ahead": other_date(600), "clock-behind": other_date(-600), "clock-nearly-right": other_date(240),
    "page": page(False), "page-stored": page(True), "garbage": typed(GARBAGE), "garbage-stored": typed(GARBAGE, True), "empty": typed(b""),
    "empty-stored": typed(b"", True),
    "redirect-302": redirect(b"302 Found"), "redirect-307": redirect(b"307 Temporary Redirect"), "redirect-302-stored": redirect(b"302 Found", True),
    **{f"http-{n}{'-stored' if stored else ''}": http(b"%d Nein" % n, stored) for n in (201, 204, 400, 403, 404, 417, 429, 500, 502, 503, 504)
       for stored in (False, True)},
}
# 204 has no body.
for _stored in (False, True):
    FAULTS[f"http-204{'-stored' if _stored else ''}"] = http(b"204 No Content", _stored, b"")


class Wire:
    """A TLS server in front of the laboratory's ministry; used by `with`."""

    def __init__(self, lab, cert="server", alpn=None, newest=None, client_ca=False):
        self.lab = lab
        self.log = []        # every request: kind, number, numbers, fault, head, alpn
        self.n_opened = 0    # connections that came as far as a TLS session
        self.n_knocked = 0   # connections at all
        self.plan = {}       # number -> faults of the saves that carry it, in turn
        self.asked = {}      # number -> faults of the questions about it
        self.alter = None    # changes each reply's body
        self.lock = threading.Lock()
        self.client = ssl.create_default_context(cafile=os.path.join(lab.keys, "ca.pem"))
        made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        made.load_cert_chain(os.path.join(lab.keys, f"{cert}.pem"), os.path.join(lab.keys, f"{cert}.key"))
        if alpn:
            made.set_alpn_protocols(list(alpn))
        if newest:
            warnings.simplefilter("ignore", DeprecationWarning)
            made.set_ciphers("ALL:@SECLEVEL=0")
            made.minimum_version = ssl.TLSVersion.TLSv1
            made.maximum_version = newest
        if client_ca:
            made.verify_mode = ssl.CERT_REQUIRED
            made.load_verify_locations(os.path.join(lab.keys, "ca.pem"))
        self.context = made
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=32)
        self.other = socket.create_server(("127.0.0.1", 0), backlog=32)
        self.elsewhere = f"https://127.0.0.1:{self.other.getsockname()[1]}/"
        self.n_elsewhere = 0
        threading.Thread(target=self._accept, args=(self.listener, self._serve), daemon=True).start()
        threading.Thread(target=self._accept, args=(self.other, self._serve_elsewhere), daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for listener in (self.listener, self.other):
            # Closing alone does not wake whoever waits in accept ().
            listener.shutdown(socket.SHUT_RDWR)
            listener.close()

    def fault(self, number, name):
        self.plan.setdefault(number, []).append(name)

    def question_fault(self, number, name):
        self.asked.setdefault(number, []).append(name)

    def url(self, method):
        """Where the client finds this server instead of the ministry."""
        from lab import ADDRESSES
        there = urllib.parse.urlsplit(self.lab.url[ADDRESSES[method]])
        self.target = self.lab.url[ADDRESSES[method]]
        return f"https://localhost:{self.listener.getsockname()[1]}{there.path}"

    def take_over(self, method):
        self.lab.run("config", "set", f"endpoint.{method}", self.url(method))

    def saves(self, number):
        return [e["fault"] for e in self.log if e["kind"] == "save" and e["number"] == number]

    def left(self):
        """Faults that nobody has met."""
        return {n: f for plan in (self.plan, self.asked) for n, f in plan.items() if f}

    # ---- serving ----

    def _accept(self, listener, serve):
        while True:
            try:
                raw, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=serve, args=(raw,), daemon=True).start()

    def _serve_elsewhere(self, raw):
        self.n_elsewhere += 1
        raw.close()

    def _serve(self, raw):
        raw.settimeout(PATIENCE)
        connection = raw
        self.n_knocked += 1
        try:
            raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            connection = self.context.wrap_socket(raw, server_side=True)
            self.n_opened += 1
            while self._serve_one(connection):
                pass
        except (OSError, ssl.SSLError, ValueError):
            pass
        finally:
            connection.close()

    def _serve_one(self, connection):
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            piece = connection.recv(1)
            if not piece:
                return False
            head += piece
        call = Call(self, connection, head)
        found = call.find_number()
        kind = call.kind()
        if kind != "save":
            call.whole()
            kind = call.kind()
            found = [n.decode() for n in NUMBER.findall(re.sub(rb"[\[\],]", b' sorguNo":', call.body) if kind == "query" and not call.xml() else call.body)]
        name = self._note(call, kind, found)
        if name is not None:
            return FAULTS[name](call)
        top, body = call.ask_ministry()
        call.answer(top, self.alter(body) if self.alter else body)
        return True

    def _note(self, call, kind, found):
        with self.lock:
            plan = self.plan if kind == "save" else self.asked if kind == "query" else {}
            name = next((plan[n].pop(0) for n in found if plan.get(n)), None)
            self.log.append({"kind": kind, "number": found[0] if found else None, "numbers": found, "fault": name, "head": call.head,
                             "alpn": call.connection.selected_alpn_protocol() or "http/1.1"})
            return name
