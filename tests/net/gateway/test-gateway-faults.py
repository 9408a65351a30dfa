#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each fault that the sandbox ministry can commit by script: sandbox-wire.md, last section."""
import datetime
import http.client
import sys
import time
import xml.etree.ElementTree as ElementTree

from gatewaytest import (CROWD, EMPLOYEE_1, STRANGER, Gateway, envelope, equal, main, no_reply)

SAVE = {'kind': 'save'}
QUERY = {'kind': 'query'}


def rule(action, match=None, **parameters):
    return {'action': action, 'match': match or {}, **parameters}


def kept(g):
    return g.list()['totals']['numbers']


def test_rules_choose_by_operation_number_and_turn(directory):
    with Gateway(directory) as g:
        g.set_script([rule('code', SAVE, code=1111, skip=1, count=1)])
        equal([g.save_b().status for _ in range(3)], [200, 1111, 200])
        g.set_script([rule('code', {'kind': 'save', 'nth': 2}, code=2222)])
        equal([g.save_b().status for _ in range(3)], [200, 2222, 200])
        g.set_script([rule('code', {'number': '70'}, code=999)])
        equal([g.save_b(number=n).status for n in (69, 70, 71)], [200, 999, 200])
        equal(g.query_b(69, 70).status, 999)
        g.set_script([rule('code', {'method': 'A'}, code=2222), rule('code', {'method': 'ibys-soap-list'}, code=1111)])
        equal((g.save_a().status, g.save_b().status), (2222, 1111))
        g.set_script([rule('code', {'operation': 'egitimSorgula'}, code=1111)])
        equal((g.save_b().status, g.query_b(1).status), (200, 1111))
        g.set_script([])
        equal(g.save_b().status, 200)
        equal([line.get('ministry_rule') for line in g.log()][-3:], [None, 'code', None])


def test_counters_begin_anew_with_a_new_script(directory):
    with Gateway(directory) as g:
        rules = [rule('code', SAVE, code=1111, count=1)]
        g.set_script(rules)
        equal([g.save_b().status for _ in range(2)], [1111, 200])
        g.set_script(rules)
        equal([g.save_b().status for _ in range(2)], [1111, 200])


def test_a_script_that_cannot_be_read_leaves_the_old_rules(directory):
    with Gateway(directory) as g:
        g.set_script([rule('code', SAVE, code=1111)])
        equal(g.save_b().status, 1111)
        for bad in ('{', '[]', '{"rules":[{"action":"dance"}]}', '{"rules":[{"action":"drop_after","cout":1}]}',
                    '{"rules":[{"match":{"op":"x"},"action":"answer"}]}', '{"rules":[{"action":"code","code":"x"}]}'):
            directory.write(g.script_path.rsplit('/', 1)[1], bad)
            equal(g.save_b().status, 1111)


def test_every_published_code_with_and_without_storing(directory):
    with Gateway(directory) as g:
        for code in (200, 204, 210, 211, 212, 213, 214, 215, 216, 217, 218, 219, 220, 221, 222, 401, 1111, 2222, 999):
            for stored in (False, True):
                for service in 'AB':
                    number = next(g.numbers)
                    g.set_script([rule('code', SAVE, code=code, stored=stored, message='m')])
                    reply = g.soap(service, g.save_body(service, number=number))
                    equal((code, reply.http, reply.status, reply.message), (code, 200, code, 'm'))
                    equal((code, stored, g.query_b(number).status), (code, stored, 200 if stored else 204))


def test_code_on_a_query_with_and_without_echo(directory):
    with Gateway(directory) as g:
        g.set_script([rule('code', QUERY, code=1111)])
        reply = g.query_b(5, 6)
        equal([(r.findtext('sorguNo'), r.findtext('status')) for r in reply.returns], [('5', '1111'), ('6', '1111')])
        g.set_script([rule('code', QUERY, code=2222, echo=False)])
        equal((g.query_b(5, 6).status, g.query_b(5, 6).text('sorguNo')), (2222, None))
        g.set_script([rule('code', code=1111)])
        equal(g.soap('B', envelope('B', 'EgitimKoduBilgisi', '', None, None)).status, 1111)


def test_delay(directory):
    with Gateway(directory) as g:
        g.set_script([rule('answer', SAVE, delay_ms=400)])
        start = time.monotonic()
        equal(g.save_b().status, 200)
        assert time.monotonic() - start >= .4
        # a slow ministry stores, whoever still listens
        g.set_script([rule('answer', SAVE, delay_ms=100)])
        with g.sent_b(number=10):
            g.until(lambda: g.query_b(10).status == 200)
        # dealt with, and not yet answered
        g.set_script([rule('answer', SAVE, reply_delay_ms=86400000)])
        with g.sent_b(number=11) as connection:
            g.until(lambda: g.query_b(11).status == 200)
            assert_silent(connection)


def assert_silent(connection):
    """Nothing is there to be read."""
    connection.settimeout(.2)
    try:
        raise AssertionError('got %r' % connection.recv(100))
    except TimeoutError:
        pass


def test_drop_before_and_after_storing(directory):
    with Gateway(directory) as g:
        for action, status in (('drop_before', 204), ('drop_after', 200)):
            number = next(g.numbers)
            g.set_script([rule(action, SAVE)])
            no_reply(g.save_b, number=number)
            equal((action, g.query_b(number).status), (action, status))
        equal(g.log()[-2]['wire_rule'], 'drop_after')
        equal(g.log()[-2]['answer'], 200)


def test_reset(directory):
    with Gateway(directory) as g:
        for stored, status in ((False, 204), (True, 200)):
            number = next(g.numbers)
            g.set_script([rule('reset', SAVE, stored=stored)])
            error = no_reply(g.save_b, number=number)
            assert isinstance(error, ConnectionResetError), repr(error)
            equal((stored, g.query_b(number).status), (stored, status))


def test_hang(directory):
    with Gateway(directory) as g:
        g.set_script([rule('hang', SAVE, stored=True)])
        with g.sent_b(number=5) as connection:
            g.until(lambda: g.query_b(5).status == 200)
            assert_silent(connection)


def test_store_late_by_requests(directory):
    with Gateway(directory) as g:
        g.set_script([rule('store_late', SAVE, count=1, after_requests=3)])
        no_reply(g.save_b, number=5)
        equal([g.query_b(5).status for _ in range(3)], [204, 204, 200])
        equal([line['answer'] for line in g.log() if line['event'] == 'late'], [200])
        equal(kept(g), 1)


def test_store_late_by_time(directory):
    with Gateway(directory) as g:
        g.set_script([rule('store_late', SAVE, count=1, after_ms=300)])
        no_reply(g.save_b, number=5)
        g.until(lambda: g.query_b(5).status == 200)
        came, stored = [datetime.datetime.fromisoformat(line['time']) for line in g.log()
                        if line['event'] == 'late' or line.get('wire_rule') == 'store_late']
        assert (stored - came).total_seconds() >= .28, (came, stored)


def test_store_late_meets_what_was_sent_again(directory):
    """Check and storing are one: of the two only one is kept, whichever comes first."""
    with Gateway(directory) as g:
        g.set_script([rule('store_late', SAVE, count=1, after_requests=2)])
        no_reply(g.save_b, number=5)
        equal((g.save_b(number=5).status, g.query_b(5).status), (200, 200))
        equal([line['answer'] for line in g.log() if line['event'] == 'late'], [211])
        equal(kept(g), 1)


def test_store_late_without_recheck_doubles(directory):
    """Trace D of submission.md: the number is checked on arrival, stored later."""
    with Gateway(directory) as g:
        g.set_script([rule('store_late', SAVE, count=1, after_requests=2, recheck=False)])
        no_reply(g.save_b, number=5)
        equal((g.save_b(number=5).status, g.query_b(5).status), (200, 200))
        listed = g.list()
        equal((listed['totals']['doubled'], [i['times_number'] for i in listed['items']]), (1, [2, 2]))
        # what was refused on arrival is not stored later
        g.set_script([rule('store_late', SAVE, count=1, after_requests=1, recheck=False)])
        no_reply(g.save_b, number=5)
        g.query_b(5)
        equal(kept(g), 2)


def test_claim_number_then_store_late(directory):
    with Gateway(directory) as g:
        g.set_script([rule('claim_late', SAVE, count=1, after_requests=3)])
        no_reply(g.save_b, number=5)
        equal((g.save_b(number=5).status, g.query_b(5).status), (211, 204))
        equal([n['state'] for n in g.list()['numbers']], ['claimed'])
        equal(g.query_b(5).status, 200)
        equal([n['state'] for n in g.list()['numbers']], ['stored'])


def test_http_statuses(directory):
    with Gateway(directory) as g:
        for status in (201, 202, 204, 400, 401, 403, 404, 429, 500, 502, 503, 504):
            for stored in (False, True):
                number = next(g.numbers)
                g.set_script([rule('http', SAVE, status=status, stored=stored, retry_after=7, body='' if status == 204 else 'x')])
                reply = g.save_b(number=number)
                equal((reply.http, reply.status, reply.headers.get('retry-after')), (status, None, '7'))
                equal((status, stored, g.query_b(number).status), (status, stored, 200 if stored else 204))


def test_html_redirect_and_wrong_type(directory):
    with Gateway(directory) as g:
        g.set_script([rule('html', SAVE)])
        reply = g.save_b()
        equal((reply.http, reply.headers['content-type'].split(';')[0]), (200, 'text/html'))
        for status in (301, 302, 303, 307, 308):
            g.set_script([rule('redirect', SAVE, status=status)])
            reply = g.save_b()
            equal((reply.http, reply.headers['location']), (status, g.ready['url_b']))
        g.set_script([rule('redirect', SAVE, location='https://example.org/')])
        equal(g.save_b().headers['location'], 'https://example.org/')
        equal(kept(g), 0)
        g.set_script([rule('wrong_type', SAVE, content_type='application/octet-stream')])
        reply = g.save_b()
        equal((reply.http, reply.headers['content-type']), (200, 'application/octet-stream'))
        assert b'<status>200</status>' in reply.body
        equal(kept(g), 1)


def test_garbage(directory):
    with Gateway(directory) as g:
        g.set_script([rule('garbage', SAVE, bytes=300)])
        first, second = g.save_b(), g.save_b()
        equal((first.http, first.headers['content-type'].split(';')[0], len(first.body)), (200, 'text/xml', 300))
        equal((first.returns, first.body), ([], second.body))
        equal(kept(g), 0)
        g.set_script([rule('garbage', SAVE, stored=True)])
        g.save_b()
        equal(kept(g), 1)


def test_huge_replies_can_be_read_by_who_reads_all(directory):
    with Gateway(directory) as g:
        g.set_script([rule('huge', bytes=3000000)])
        for reply in (g.save_b(number=5), g.query_b(5), g.query_a(5)):
            equal((len(reply.body), reply.status), (3000000, 200))
            ElementTree.fromstring(reply.body)


def test_truncated(directory):
    with Gateway(directory) as g:
        g.set_script([rule('truncated', SAVE)])
        error = no_reply(g.save_b, number=5)
        assert isinstance(error, http.client.IncompleteRead) and error.partial.startswith(b'<?xml'), repr(error)
        g.set_script([rule('truncated', SAVE, bytes=100, honest=True)])
        reply = g.save_b(number=6)
        equal((reply.http, len(reply.body), reply.returns), (200, 100, []))
        g.set_script([])
        equal(g.query_b(5, 6).text('status', 1), '200')


def test_drip(directory):
    with Gateway(directory) as g:
        g.set_script([rule('drip', SAVE, chunk=200, interval_ms=50)])
        start = time.monotonic()
        equal(g.save_b(number=5).status, 200)
        assert time.monotonic() - start > .1
        # who gives up does not stop the server
        g.set_script([rule('drip', SAVE, chunk=1, interval_ms=1000)])
        with g.sent_b(number=6) as connection:
            equal(connection.recv(1), b'H')
        equal(g.query_b(6).status, 200)


def test_duplicate_reply(directory):
    with Gateway(directory) as g:
        g.set_script([rule('duplicate', SAVE)])
        with g.sent_b(number=6) as connection:
            answer = connection.makefile('rb').read()
        equal(answer.count(b'HTTP/1.1 200'), 2)
        equal(kept(g), 1)


def test_faults(directory):
    with Gateway(directory) as g:
        for code in ('Server', 'Client'):
            for stored, status in ((False, 204), (True, 200)):
                number = next(g.numbers)
                g.set_script([rule('fault', SAVE, other=code, stored=stored)])
                reply = g.save_b(number=number)
                equal((reply.http, reply.fault), (500, 'S:' + code))
                equal((stored, g.query_b(number).status), (stored, status))


def test_trickled_items(directory):
    with Gateway(directory) as g:
        g.set_script([rule('trickle', SAVE, per_query=2)])
        people = sorted(CROWD[:3])
        reply = g.save_b(number=5, employees=people + [STRANGER])
        equal((reply.status, reply.items()), (200, {}))
        seen = [g.query_b(5) for _ in range(3)]
        equal([(s.status, len(s.items())) for s in seen], [(200, 2), (200, 4), (200, 4)])
        equal(seen[2].items()[(STRANGER, '390')], 212)
        g.set_script([rule('trickle', SAVE, per_query=1, code=202)])
        g.save_b(number=6, employees=people[:2])
        equal([g.query_b(6).status for _ in range(3)], [202, 200, 200])


def test_omitted_stale_and_foreign_queries(directory):
    with Gateway(directory) as g:
        for number in (5, 6):
            equal(g.save_b(number=number).status, 200)

        def numbers(*asked):
            return [(r.findtext('sorguNo'), r.findtext('status')) for r in g.query_b(*asked).returns]

        g.set_script([rule('omit', QUERY, other='6')])
        equal(numbers(5, 6, 7), [('5', '200'), ('7', '204')])
        g.set_script([rule('omit', QUERY)])
        equal(numbers(5, 6), [('6', '200')])
        equal(numbers(5), [])
        g.set_script([rule('stale', QUERY)])
        equal(numbers(5, 6), [('5', '204'), ('6', '204')])
        g.set_script([rule('stale', QUERY, after_ms=86400000)])
        equal(numbers(5), [('5', '204')])
        g.set_script([rule('stale', QUERY, after_ms=1)])
        g.until(lambda: numbers(5) == [('5', '200')])
        g.set_script([rule('foreign', other='12345')])
        equal(numbers(5), [('12345', '200')])
        equal(g.query_a(5).text('sorguNo'), '12345')
        equal(g.save_a(number=8).text('sorguNo'), '12345')


def test_forgotten_and_used_up_numbers(directory):
    with Gateway(directory) as g:
        equal(g.save_b(number=5).status, 200)
        g.set_script([rule('forget', count=1)])
        equal(g.query_b(5).status, 204)
        equal(g.save_b(number=5).status, 200)
        listed = g.list()
        equal(([n['state'] for n in listed['numbers']], listed['totals']['doubled']), (['forgotten', 'stored'], 1))

        g.set_script([rule('use_up', SAVE)])
        equal(g.save_b(number=6, employees=[STRANGER]).status, 212)
        equal((g.save_b(number=6).status, g.query_b(6).status), (211, 204))
        equal(g.save_b(number=7, employees=[EMPLOYEE_1]).status, 200)


def test_ministry_without_211(directory):
    with Gateway(directory) as g:
        g.set_script([rule('without_211')])
        equal([g.save_b(number=5).status for _ in range(3)], [200, 200, 200])
        equal(g.list()['totals'], {'numbers': 3, 'items': 3, 'accepted': 3, 'doubled': 2})


def test_processing_and_outcome_later(directory):
    with Gateway(directory) as g:
        g.set_script([rule('processing', SAVE, count=2, async_ms=86400000)])
        equal([g.save_b(number=3).status, g.save_a(number=4).status], [202, 202])
        equal([(r.findtext('status'), len(r.findall('kayitBilgisi'))) for r in g.query_b(3, 4).returns],
              [('202', 0), ('202', 0)])
        equal(g.save_b(number=3).status, 211)
        g.set_script([rule('processing', SAVE, async_ms=100)])
        equal([g.save_b(number=5).status, g.save_a(number=6).status, g.save_a(number=7, employees=[STRANGER]).status],
              [202, 202, 202])
        g.until(lambda: [r.findtext('status') for r in g.query_b(5, 6, 7).returns] == ['200', '200', '212'])
        equal(g.query_b(5).items(), {(EMPLOYEE_1, '390'): 200})
        g.set_script([rule('processing', QUERY)])
        equal((g.query_b(5).status, g.query_b(5).text('sorguNo')), (202, '5'))
        # refused as a whole after taking
        g.set_script([rule('async', SAVE, async_ms=0, final_code=213)])
        equal([g.save_b(number=8).status, g.save_a(number=9).status], [200, 202])
        equal([(r.findtext('status'), len(r.findall('kayitBilgisi'))) for r in g.query_b(8, 9).returns],
              [('213', 0), ('213', 0)])
        equal([i['status'] for i in g.list()['items'] if i['number'] == '8'], [213])


def test_two_rules_act_on_one_request(directory):
    with Gateway(directory) as g:
        g.set_script([rule('without_211'), rule('drop_after', SAVE, count=1)])
        no_reply(g.save_b, number=5)
        equal(g.save_b(number=5).status, 200)
        equal(kept(g), 2)


def test_wrong_certificates_are_another_start(directory):
    cases = {
        'expired': directory.make('srv-expired', 'CN=127.0.0.1', ca=directory.ca, end='20200101000000Z',
                                  extensions=['subjectAltName=IP:127.0.0.1']),
        'other name': directory.make('srv-name', 'CN=x', ca=directory.ca, extensions=['subjectAltName=DNS:example.org']),
        'unknown CA': directory.make('srv-ca', 'CN=127.0.0.1', ca=directory.make_ca('srv-ca-of'),
                                     extensions=['subjectAltName=IP:127.0.0.1']),
    }
    for name, server in cases.items():
        with Gateway(directory, server=server) as g:
            error = no_reply(g.save_b)
            assert 'CERTIFICATE_VERIFY_FAILED' in str(error), (name, error)
            equal(kept(g), 0)


def test_clients_may_have_to_show_a_certificate(directory):
    with Gateway(directory, '--client-ca', directory.ca.certificate) as g:
        no_reply(g.save_b)
        stranger = directory.make('client-2', 'CN=client', ca=directory.make_ca('client-ca'),
                                  extensions=['extendedKeyUsage=clientAuth'])
        client = directory.make('client', 'CN=client', ca=directory.ca, extensions=['extendedKeyUsage=clientAuth'])
        contexts = [g.context(), g.context()]
        contexts[0].load_cert_chain(stranger.certificate, stranger.key)
        contexts[1].load_cert_chain(client.certificate, client.key)
        g.context = lambda: contexts[0]
        no_reply(g.save_b)
        g.context = lambda: contexts[1]
        equal(g.save_b().status, 200)
        equal(kept(g), 1)


if __name__ == '__main__':
    sys.exit(main(globals()))
