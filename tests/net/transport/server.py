#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A server that misbehaves as it is asked to.

usage: server.py DIR

DIR holds what softhsm-token --tls made.  Prints "NAME PORT" for each listener, then "ready".  The path of a request says
what becomes of it.  DIR/log gets a line for each thing that happened, before it is answered:
    open LISTENER ALPN | request LISTENER PATH LENGTH | connect PROXY-HEAD | shut LISTENER
"""

import os
import socket
import ssl
import struct
import sys
import threading
import time
import warnings

DIR = sys.argv[1]
# TLS 1.1 is offered so that it can be refused.
warnings.simplefilter('ignore', DeprecationWarning)
LOG = open(os.path.join(DIR, 'log'), 'a', encoding='utf-8')
LOG_LOCK = threading.Lock()
TIMEOUT = 60
HUGE = 100 * 1024 * 1024
DATE = 'Mon, 23 Nov 2026 11:30:00 GMT'


def note(*words):
    with LOG_LOCK:
        LOG.write(' '.join(str(word) for word in words) + '\n')
        LOG.flush()


def path_of(name):
    return os.path.join(DIR, name)


def context(certificate, **options):
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(path_of(certificate + '.pem'), path_of(certificate + '.key'))
    made.set_alpn_protocols(['h2', 'http/1.1'])
    if options.get('newest'):
        made.set_ciphers('ALL:@SECLEVEL=0')
        made.minimum_version = ssl.TLSVersion.TLSv1
        made.maximum_version = options['newest']
    if options.get('only'):
        made.minimum_version = made.maximum_version = options['only']
    if options.get('client'):
        made.verify_mode = ssl.CERT_REQUIRED
        made.load_verify_locations(path_of('ca.pem'))
    return made


def reset(connection):
    """Ends a connection by a RST."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
    connection.close()


def read_head(connection):
    head = b''
    while not head.endswith(b'\r\n\r\n'):
        piece = connection.recv(1)
        if not piece:
            return None
        head += piece
    return head.decode('utf-8')


def read_body(connection, head):
    length = 0
    for line in head.split('\r\n'):
        if line.lower().startswith('content-length:'):
            length = int(line.split(':')[1])
    body = bytearray()
    while len(body) < length:
        piece = connection.recv(min(1 << 20, length - len(body)))
        if not piece:
            break
        body += piece
    return body


def reply(status='200 OK', body=b'<a/>', length=None, headers=()):
    lines = ['HTTP/1.1 ' + status, 'Content-Type: Text/XML; charset=UTF-8', *headers]
    lines.append(f'Content-Length: {len(body) if length is None else length}')
    return '\r\n'.join(lines).encode() + b'\r\n\r\n' + body


def drip(connection):
    connection.sendall(reply(body=b'', length=1000000))
    while True:
        connection.sendall(b'x')
        time.sleep(0.05)


def wait_for_end(connection):
    """Says nothing until the other side has had enough."""
    while connection.recv(1 << 16):
        pass


def send_huge(connection):
    connection.sendall(reply(body=b'', length=HUGE))
    piece = b'x' * (1 << 20)
    for _ in range(HUGE // len(piece)):
        connection.sendall(piece)


CHUNKED = b'HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nTransfer-Encoding: chunked\r\n\r\n'
UNTIL_END = b'HTTP/1.0 200 OK\r\nContent-Type: text/xml\r\n\r\n'
KEEP, CLOSE, CUT, RESET = 'keep', 'close', 'cut', 'reset'

# path: what is sent, and what then becomes of the connection: kept, closed by TLS, closed without a word, reset.
SCRIPTS = {
    '/ok': (reply(), KEEP),
    '/date': (reply(headers=['Date: ' + DATE]), KEEP),
    '/bad-date': (reply(headers=['Date: yesterday']), KEEP),
    '/no-content': (b'HTTP/1.1 204 No Content\r\n\r\n', KEEP),
    '/no-type': (b'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok', KEEP),
    '/continue': (b'HTTP/1.1 100 Continue\r\nDate: Sun, 01 Jan 2012 00:00:00 GMT\r\n\r\n'
                  + reply(headers=['Date: ' + DATE]), KEEP),
    '/redirect': (reply('302 Found', headers=['Location: /ok']), KEEP),
    '/redirect-307': (reply('307 Temporary Redirect', headers=['Location: /ok']), KEEP),
    '/401': (reply('401 Unauthorized', headers=['WWW-Authenticate: Digest realm="x", nonce="y"']), KEEP),
    '/417': (reply('417 Expectation Failed'), KEEP),
    '/503': (reply('503 Service Unavailable', headers=['Retry-After: 0']), KEEP),
    '/cut': (reply(length=100), CLOSE),
    '/cut-hard': (reply(length=100), CUT),
    '/cut-head': (b'HTTP/1.1 200 OK\r\nContent-Ty', CLOSE),
    '/chunked': (CHUNKED + b'4\r\n<a/>\r\n0\r\n\r\n', KEEP),
    '/chunked-cut': (CHUNKED + b'4\r\n<a/>\r\n', CLOSE),
    '/chunked-cut-inside': (CHUNKED + b'9\r\n<a/>', CLOSE),
    '/until-end': (UNTIL_END + b'<a/>', CLOSE),
    '/until-end-cut': (UNTIL_END + b'<a/>', CUT),
    '/no-http': (b'SSH-2.0-OpenSSH_9.2\r\n', CLOSE),
    '/nothing': (b'', CLOSE),
    '/dead': (b'', CUT),
    '/reset-before': (b'', RESET),
    '/reset-during': (reply(length=100), RESET),
    '/reset-after': (reply(), RESET),
    '/ok-then-gone': (reply(), CUT),
}


def end(connection, how):
    if how == CLOSE:
        connection.unwrap().close()
    elif how == CUT:
        connection.close()
    elif how == RESET:
        # What was sent must be read before the RST comes, or it is thrown away with it.
        time.sleep(0.3)
        reset(connection)


def answer(connection, path, head, body):
    """Plays the script of a path; True when the connection goes on."""
    if path == '/echo':
        connection.sendall(reply(body=head.encode()))
        return True
    if path == '/length':
        connection.sendall(reply(body=str(len(body)).encode()))
        return True
    if path == '/silent':
        wait_for_end(connection)
        return False
    if path == '/drip':
        drip(connection)
        return False
    if path == '/huge':
        send_huge(connection)
        return True
    data, how = SCRIPTS[path]
    connection.sendall(data)
    end(connection, how)
    return how == KEEP


def serve(name, connection):
    while True:
        head = read_head(connection)
        if head is None:
            return
        path = head.split(' ')[1]
        if path == '/early-reset':
            note('request', name, path, 0)
            reset(connection)
            return
        body = read_body(connection, head)
        note('request', name, path, len(body))
        if not answer(connection, path.split('?')[0], head, body):
            return


def handle(name, made, raw):
    raw.settimeout(TIMEOUT)
    connection = raw
    try:
        if made is not None:
            connection = made.wrap_socket(raw, server_side=True)
            note('open', name, connection.selected_alpn_protocol())
            serve(name, connection)
        elif name == 'reset':
            raw.recv(1)
            reset(raw)
        else:
            note('open', name, '-')
            wait_for_end(raw)
    except (OSError, ssl.SSLError, ValueError):
        pass
    finally:
        connection.close()
        note('shut', name)


def pump(source, target):
    try:
        while True:
            data = source.recv(1 << 16)
            if not data:
                break
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)
    except OSError:
        pass


def handle_proxy(name, _, raw):
    raw.settimeout(TIMEOUT)
    try:
        head = read_head(raw)
        note('connect', name, head.replace('\r\n', '|'))
        if name == 'proxy-403':
            raw.sendall(b'HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n')
            return
        if name == 'proxy-mute':
            wait_for_end(raw)
            return
        host, port = head.split(' ')[1].rsplit(':', 1)
        target = socket.create_connection((host, int(port)))
        raw.sendall(b'HTTP/1.1 200 Connection established\r\nDate: Sun, 01 Jan 2012 00:00:00 GMT\r\n\r\n')
        back = threading.Thread(target=pump, args=(target, raw), daemon=True)
        back.start()
        pump(raw, target)
        back.join()
        target.close()
    except OSError:
        pass
    finally:
        raw.close()
        note('shut', name)


def accept_all(name, made, listener, handler):
    while True:
        raw, _ = listener.accept()
        threading.Thread(target=handler, args=(name, made, raw), daemon=True).start()


def listen(name, made=None, handler=handle):
    listener = socket.create_server(('127.0.0.1', 0), backlog=16)
    print(name, listener.getsockname()[1])
    threading.Thread(target=accept_all, args=(name, made, listener, handler), daemon=True).start()
    return listener.getsockname()


def prove_old_is_spoken(address):
    """A client that takes anything gets through, so that one which does not has refused by itself."""
    anything = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    anything.check_hostname = False
    anything.verify_mode = ssl.CERT_NONE
    anything.set_ciphers('ALL:@SECLEVEL=0')
    anything.minimum_version = ssl.TLSVersion.TLSv1
    with anything.wrap_socket(socket.create_connection(address)) as connection:
        assert connection.version() == 'TLSv1.1', connection.version()


def main():
    listen('main', context('server'))
    listen('wrong-host', context('wrong-host'))
    listen('expired', context('expired'))
    listen('foreign', context('foreign'))
    prove_old_is_spoken(listen('old', context('server', newest=ssl.TLSVersion.TLSv1_1)))
    listen('tls12', context('server', only=ssl.TLSVersion.TLSv1_2))
    listen('client-12', context('server', client=True, only=ssl.TLSVersion.TLSv1_2))
    listen('client-13', context('server', client=True, only=ssl.TLSVersion.TLSv1_3))
    listen('mute')
    listen('reset')
    for name in ('proxy', 'proxy-403', 'proxy-mute'):
        listen(name, handler=handle_proxy)
    closed = socket.socket()
    closed.bind(('127.0.0.1', 0))
    print('closed', closed.getsockname()[1])
    print('ready', flush=True)
    sys.stdin.read()


main()
