#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""isg-gateway's command line, its files, and how it ends."""
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys

from gatewaytest import (BAKERY, EMPLOYEE_1, PASSWORD, STRANGER, Gateway, binary, equal, main, seed)


def call(*arguments, **kwargs):
    return subprocess.run([binary(), *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL,
                          timeout=60, check=False, **kwargs)


def serve_options(directory, **changes):
    options = {'db': directory.file('command.sqlite'), 'tls-cert': directory.server.certificate,
               'tls-key': directory.server.key, 'trust-ca': directory.ca.certificate,
               'seed': directory.write('command-seed.json', json.dumps(seed())), 'max-seconds': '20'}
    options.update(changes)
    return ['serve'] + ['--%s=%s' % (k, v) for k, v in options.items() if v is not None]


def test_help_and_version(_directory):
    for arguments, words in ((['--help'], ['serve', 'list']), (['--version'], ['isg-gateway ']),
                             (['serve', '--help'], ['--db', '--tls-cert', '--tls-key', '--trust-ca', '--seed', '--script',
                                                    '--schema', '--log', '--address', '--port', '--port-file',
                                                    '--client-ca', '--async-seconds', '--today', '--max-body',
                                                    '--max-seconds', '--until-eof']),
                             (['list', '--help'], ['--db', '--json'])):
        done = call(*arguments)
        equal((arguments, done.returncode), (arguments, 0))
        for word in words:
            assert word in done.stdout.decode(), (arguments, word)


def test_wrong_usage_is_2_and_says_what(directory):
    cases = [[], ['dance'], ['serve'], ['serve', '--dance'], ['list'], ['list', '--db', 'x', 'y'],
             serve_options(directory, db=None), serve_options(directory, seed=None),
             serve_options(directory, port='-1'), serve_options(directory, port='65536'),
             serve_options(directory, today='4.1.2019'), serve_options(directory) + ['more'],
             serve_options(directory, **{'max-body': '0'})]
    for arguments in cases:
        done = call(*arguments)
        equal((arguments, done.returncode, done.stdout), (arguments, 2, b''))
        assert done.stderr.startswith(b'isg-gateway: '), done.stderr


def test_only_this_machine_is_served(directory):
    for address in ('0.0.0.0', '192.168.1.1', '::', 'localhost', 'x'):
        done = call(*serve_options(directory, address=address))
        equal((address, done.returncode), (address, 2))
        assert b'loopback' in done.stderr, done.stderr


def test_what_cannot_be_read_is_3_and_says_where(directory):
    sqlite3.connect(directory.file('foreign.sqlite')).execute('CREATE TABLE x (y)').connection.close()
    directory.write('no-database', 'x' * 5000)
    data = seed()

    def broken(**changes):
        return directory.write('broken-%s.json' % '-'.join(changes), json.dumps(dict(data, **changes)))

    cases = [
        ('seed', '/nonexistent', 'nonexistent'), ('seed', directory.write('not-json', '{'), 'not JSON'),
        ('seed', directory.write('list.json', '[]'), 'object'),
        ('seed', broken(firm=[]), '"firm"'),
        ('seed', broken(firms=[{'code': 'x'}]), 'firms[0]: "password"'),
        ('seed', broken(workplaces=[{'sgk_no': '1', 'name': '', 'nace': '', 'hazard': 'low'}]), 'workplaces[0]'),
        ('seed', broken(professionals=[{'national_id': '1', 'role': 'specialist'}]), 'professionals[0]'),
        ('seed', broken(professionals=[{'national_id': EMPLOYEE_1, 'role': 'x'}]), '"role"'),
        ('seed', broken(employments=[{'employee': EMPLOYEE_1, 'sgk_no': BAKERY, 'from': '1.1.2018'}]), 'YYYY-MM-DD'),
        ('tls-cert', '/nonexistent', 'nonexistent'), ('tls-key', directory.ca.certificate, ''),
        ('trust-ca', directory.write('empty.pem', ''), 'empty.pem'), ('trust-ca', '/nonexistent', 'nonexistent'),
        ('script', directory.write('bad-script.json', '{"rules":[{"action":"x"}]}'), 'rules[0]'),
        ('schema', directory.write('bad-schema.json', '{"services":[{"id":"C","operations":[{"name":"x"}]}]}'),
         'operations[0]'),
        ('db', directory.file('foreign.sqlite'), 'database'), ('db', directory.file('no-database'), 'database'),
        ('db', '/nonexistent/x', 'database'), ('log', '/nonexistent/x', 'nonexistent'),
        ('port-file', '/nonexistent/x', 'nonexistent'),
    ]
    for option, value, word in cases:
        done = call(*serve_options(directory, **{option: value}))
        equal((option, value, done.returncode, done.stdout), (option, value, 3, b''))
        assert word in done.stderr.decode(), (option, value, done.stderr)
    with open(directory.file('no-database'), encoding='ascii') as f:
        equal(f.read(), 'x' * 5000)
    equal(call('list', '--db', directory.file('foreign.sqlite')).returncode, 3)
    equal(call('list', '--db', '/nonexistent').returncode, 3)


def test_ready_line_and_port_file(directory):
    with Gateway(directory, '--port-file', directory.file('port')) as g:
        with open(directory.file('port'), encoding='ascii') as f:
            equal(int(f.read()), g.port)
        equal(g.ready, {'port': g.port,
                        'url_a': 'https://127.0.0.1:%d/csgbwebservices/IsgIbysWs' % g.port,
                        'url_b': 'https://127.0.0.1:%d/ibys/IsgIbysWs' % g.port,
                        'url_c': 'https://127.0.0.1:%d/ibystest/api' % g.port})
        # a port that is taken is no usage fault
        equal(call(*serve_options(directory, port=str(g.port))).returncode, 3)
    with socket.socket() as s:
        s.bind(('127.0.0.1', 0))
        port = s.getsockname()[1]
    with Gateway(directory, '--port', str(port)) as g:
        equal(g.port, port)


def test_it_ends_when_told(directory):
    for number in (signal.SIGTERM, signal.SIGINT):
        g = Gateway(directory).start()
        g.process.send_signal(number)
        equal((number, g.process.wait(timeout=20)), (number, 0))
        g.process.stdin.close()
        g.process.stdout.close()
    equal(Gateway(directory).start().stop(), 0)
    # By itself, too: call () gives up on a program that goes on.
    equal(call(*serve_options(directory, **{'max-seconds': '1'})).returncode, 0)


def test_it_ends_with_replies_under_way(directory):
    g = Gateway(directory).start()
    g.set_script([{'action': 'hang'}, {'action': 'store_late', 'after_ms': 60000}])
    with g.sent_b():
        g.until(lambda: os.path.getsize(g.log_path) > 0)
        equal(g.stop(), 0)


def test_it_does_not_speak_without_tls(directory):
    with Gateway(directory) as g:
        with socket.create_connection(('127.0.0.1', g.port), timeout=10) as connection:
            connection.sendall(b'GET / HTTP/1.1\r\nHost: x\r\n\r\n')
            answer = b''
            try:
                answer = connection.recv(100)
            except ConnectionResetError:
                pass
            assert not answer.startswith(b'HTTP'), answer
        equal(g.save_b().status, 200)


def test_log_has_no_secret_and_no_person(directory):
    with Gateway(directory) as g:
        g.save_b(number=5)
        g.save_b(number=6, password='wrong-' + PASSWORD)
        g.query_b(5, 6)
        g.soap('B', b'<x/>')
        with open(g.log_path, encoding='utf-8') as f:
            text = f.read()
        for secret in (PASSWORD, 'wrong-', EMPLOYEE_1, 'imzali'):
            assert secret not in text, secret
        lines = g.log()
        equal([(line['service'], line.get('operation'), line.get('number'), line.get('answer'), line['http'])
               for line in lines], [('B', 'egitimBildirimKaydet', '5', 200, 200), ('B', 'egitimBildirimKaydet', '6', 401, 200),
                                    ('B', 'egitimSorgula', '5', 200, 200), ('B', None, None, None, 500)])
        equal(lines[2]['numbers'], ['5', '6'])
        assert len({line['peer'] for line in lines}) == 4


def test_list_for_people(directory):
    with Gateway(directory) as g:
        g.save_b(number=5, employees=[EMPLOYEE_1, STRANGER])
        g.save_b(number=6)
        done = call('list', '--db', g.db)
        lines = done.stdout.decode().splitlines()
        equal((done.returncode, len(lines)), (0, 4))
        equal(lines[0].split()[:6], ['5', 'egitimBildirimKaydet', EMPLOYEE_1, '390', '40.0', '2019-01-04'])
        equal(lines[0].split()[-1], 'x2')
        equal([n for n in lines[3].split() if n.isdigit()], ['2', '3', '2', '1'])


def test_example_seed_is_a_seed(directory):
    source = os.environ.get('ISG_SOURCE_DIR') or os.path.join(os.path.dirname(__file__), '../../..')
    with open(os.path.join(source, 'src/gateway/schema/seed-example.json'), encoding='utf-8') as f:
        example = json.load(f)
    firm = example['firms'][0]
    with Gateway(directory, seed_data=example) as g:
        equal(g.save_b(firm=firm['code'], password=firm['password']).status, 200)


if __name__ == '__main__':
    sys.exit(main(globals()))
