#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the sandbox ministry accepts and refuses by A and B: sandbox-wire.md, wire.md 2.1 to 3.7."""
import base64
import datetime
import sys
import time

from gatewaytest import (BAKERY, BARBER, CROWD, EMPLOYEE_1, EMPLOYEE_2, FIRM, NAMESPACE, NURSE, PASSIVE_FIRM, PASSWORD,
                         PHYSICIAN, SOAP, SPECIALIST, STRANGER, Gateway, dto, element, envelope, equal, handmade_cms,
                         issuer_and_serial, main, person, seed, signed_xml, training)


def b64(data):
    return base64.b64encode(data).decode()


TOMORROW = (datetime.datetime.utcnow() + datetime.timedelta(hours=3, days=1)).strftime('%d-%m-%Y')
TODAY = (datetime.datetime.utcnow() + datetime.timedelta(hours=3)).strftime('%d-%m-%Y')


def test_save_is_kept_and_listed_once(directory):
    with Gateway(directory) as g:
        for service in 'AB':
            equal(g.soap(service, g.save_body(service, number=ord(service))).status, 200)
        items = g.list()['items']
        equal([(i['number'], i['method'], i['operation'], i['employee'], i['topic'], i['minutes'], i['date'],
                i['signer'], i['status'], i['sha256'][:8]) for i in items],
              [('65', 'ibys-soap-single', 'egitimBildirimKaydet', EMPLOYEE_1, '390', '40.0', '2019-01-04', SPECIALIST,
                200, '976b7de4'),
               ('66', 'ibys-soap-list', 'egitimBildirimKaydet', EMPLOYEE_1, '390', '40.0', '2019-01-04', SPECIALIST,
                200, items[1]['sha256'][:8])])
        # the same facts under two numbers: a double, and it shows
        equal([i['times_stored'] for i in items], [2, 2])
        equal(g.list()['totals'], {'numbers': 2, 'items': 2, 'accepted': 2, 'doubled': 1})


def test_replies_have_the_pinned_form(directory):
    with Gateway(directory) as g:
        a = g.save_a(number=11)
        equal([c.tag for c in a.returns[0]], ['message', 'sorguNo', 'status'])
        equal(a.text('sorguNo'), '11')
        b = g.save_b(number=12, employees=[EMPLOYEE_1, STRANGER])
        equal([c.tag for c in b.returns[0]], ['kayitBilgisi', 'kayitBilgisi', 'message', 'sorguNo', 'status'])
        assert b.text('sorguNo')[0].isalpha(), b.text('sorguNo')
        line = b.returns[0].findall('kayitBilgisi')[1]
        equal([c.tag for c in line], ['calisan', 'egitim', 'message', 'status'])
        equal([c.tag for c in line.find('egitim')], ['egitimKoduId', 'egitimSuresi'])
        assert b'egitimBildirimKaydetResponse' in b.body and NAMESPACE['B'].encode() in b.body
        equal(b.headers['content-type'].split(';')[0], 'text/xml')


def test_every_code_of_a_notification(directory):
    """One fault each; what is refused is not kept and leaves its number free."""
    topics = [(str(c), '40.0') for c in (110, 120, 130, 140, 210, 220, 230, 240, 250, 310, 320)]
    cases = [
        ('A', 212, {'employees': [STRANGER]}), ('B', 212, {'employees': [STRANGER]}),
        ('A', 212, {'employees': [EMPLOYEE_2], 'date': '01-01-2020'}),  # left on 31.12.2019
        ('A', 200, {'employees': [EMPLOYEE_2], 'date': '31-12-2019'}),
        ('A', 213, {'workplace': '2' + '0' * 25}), ('B', 213, {'workplace': '2' + '0' * 25}),
        ('A', 213, {'date': '31-12-2017'}),
        ('A', 213, {'workplace': BARBER, 'date': '01-01-2021'}),
        ('A', 213, {'type': '1'}),  # a specialist is no physician
        ('A', 215, {'professional': PHYSICIAN, 'type': '1'}), ('B', 215, {'professional': PHYSICIAN, 'type': '1'}),
        ('B', 216, {'topics': topics}), ('B', 217, {'topics': []}),
        ('B', 218, {'employees': CROWD[:101]}), ('B', 219, {'employees': []}),
        ('B', 220, {'topics': [('390', '40.0'), ('390', '20.0')]}),
        ('B', 221, {'employees': [EMPLOYEE_1, EMPLOYEE_1]}),
        ('B', 200, {'topics': topics[:10], 'employees': CROWD[:100]}),
    ]
    with Gateway(directory) as g:
        kept = 0
        for service, code, changes in cases:
            number = next(g.numbers)
            reply = g.soap(service, g.save_body(service, number=number, **changes))
            equal((service, changes, reply.http, reply.status), (service, changes, 200, code))
            if code != 200:
                equal(g.soap(service, g.save_body(service, number=number, employees=[CROWD[0]])).status, 200)
            kept += 1
        equal(g.list()['totals']['numbers'], kept)


def test_wrong_and_missing_values_are_210_and_name_the_field(directory):
    both = [
        ('belgeTipi', {'type': None}), ('belgeTipi', {'type': '3'}), ('belgeTipi', {'type': ''}),
        ('calisanTckNo', {'employees': ['10000000145']}), ('calisanTckNo', {'employees': ['']}),
        ('calisanTckNo', {'employees': ['1']}), ('calisanTckNo', {'employees': [' ' + EMPLOYEE_1]}),
        ('egiticiTckNo', {'trainer': None}), ('egiticiTckNo', {'trainer': '12345678901'}),
        ('egitimKoduId', {'topics': [('999', '40.0')]}), ('egitimKoduId', {'topics': [('0', '40.0')]}),
        ('egitimSuresi', {'topics': [('390', '40')]}), ('egitimSuresi', {'topics': [('390', '40.00')]}),
        ('egitimSuresi', {'topics': [('390', '40.50')]}), ('egitimSuresi', {'topics': [('390', '0.0')]}),
        ('egitimSuresi', {'topics': [('390', '-1.0')]}), ('egitimSuresi', {'topics': [('390', '040.0')]}),
        ('egitimSuresi', {'topics': [('390', '4e1')]}), ('egitimSuresi', {'topics': [('390', '40,0')]}),
        ('egitimSuresi', {'topics': [('390', None)]}),
        ('egitimTarihi', {'date': TOMORROW}), ('egitimTarihi', {'date': '2019-01-04'}),
        ('egitimTarihi', {'date': '30-02-2019'}), ('egitimTarihi', {'date': '04.01.2019'}),
        ('egitimTarihi', {'date': None}),
        ('egitimTur', {'way': '2'}), ('egitimTur', {'way': None}), ('egitimYer', {'place': 'x'}),
        ('firmaKodu', {'firm': 'other-firm'}), ('firmaKodu', {'firm': None}),
        ('isgProfTckNo', {'professional': '10000000140'}), ('isgProfTckNo', {'professional': None}),
        ('isyeriId', {'isyeriId': '5'}),
        ('sgkTescilNo', {'workplace': BAKERY[:25]}), ('sgkTescilNo', {'workplace': BAKERY[:25] + 'x'}),
        ('egitimTarihi,egitimTur', {'date': 'x', 'way': 'y'}),
    ]
    with Gateway(directory) as g:
        for service in 'AB':
            for names, changes in both:
                reply = g.soap(service, g.save_body(service, training(**changes), signature=g_signature(g, service)))
                equal((service, changes, reply.status, reply.message.split(':')[0]), (service, changes, 210, names))
            good = g_signature(g, service)
            for bad in (None, '', '!!', good[:-1], good + '=', good[:64] + '\n' + good[64:], good + '\n', 'AAAA',
                        b64(b'\x30\x03\x02\x01\x05'), b64(base64.b64decode(good) + b'\0'),
                        b64(base64.b64decode(good)[:-4])):
                inner = '<egitim>%s</egitim>' % dto(training(), next(g.numbers), bad, service == 'B')
                reply = g.soap(service, envelope(service, 'egitimBildirimKaydet', inner))
                equal((bad, reply.status, reply.message.split(':')[0]), (bad, 210, 'imzaliDeger'))
        equal(g.list()['totals']['numbers'], 0)


def g_signature(g, service, **changes):
    return b64(g.directory.specialist.sign(signed_xml(training(**changes), service == 'B')))


def test_form_of_the_number(directory):
    with Gateway(directory) as g:
        signature = {s: g_signature(g, s) for s in 'AB'}
        for service in 'AB':
            for bad in ('0', '-1', '+5', '05', '1.0', 'x', '', '100000000000', ' 7', 'S0000000001', '9' * 40):
                reply = g.soap(service, g.save_body(service, number=bad, signature=signature[service]))
                equal((bad, reply.status, reply.message.split(':')[0]), (bad, 210, 'sorguNo'))
            inner = '<egitim>%s</egitim>' % dto(training(), None, signature[service], service == 'B')
            equal(g.soap(service, envelope(service, 'egitimBildirimKaydet', inner)).status, 210)
            equal(g.soap(service, envelope(service, 'egitimBildirimKaydet', '')).status, 210)
        for number, service in (('1', 'A'), ('99999999999', 'B')):
            equal(g.soap(service, g.save_body(service, number=number, signature=signature[service])).status, 200)


def test_order_of_checks(directory):
    """Each message has two faults; the code that is pinned first is answered."""
    many = [(str(c), '40.0') for c in (110, 120, 130, 140, 210, 220, 230, 240, 250, 310, 320)]
    with Gateway(directory) as g:
        equal(g.save_b(number=500).status, 200)
        other = directory.make_person('order-other-ca', SPECIALIST, ca=directory.make_ca('order-ca'))
        xml = signed_xml(training(), True)
        enveloping = b64(directory.specialist.sign(xml, '-cades', '-nodetach'))
        cases = [
            (401, {'password': 'wrong', 'number': 'x'}),
            (401, {'password': 'wrong', 'number': 500}),
            (210, {'number': 'x', 'topics': many}),
            (211, {'number': 500, 'topics': many}),
            (211, {'number': 500, 'date': 'x', 'signature': 'x'}),
            (216, {'topics': many, 'employees': []}),
            (216, {'topics': many, 'date': 'x'}),
            (219, {'employees': [], 'date': 'x'}),
            (219, {'employees': [], 'topics': [('390', '40.0'), ('390', '40.0')]}),
            (210, {'date': 'x', 'signature': enveloping}),
            (222, {'signature': enveloping, 'place': '0'}),
            (214, {'signature': b64(other.sign(xml)), 'place': '0'}),
            (214, {'signature': b64(directory.physician.sign(xml)), 'place': '0'}),
            (215, {'signature': b64(directory.physician.sign(signed_xml(training(date='31-12-2017'), True))),
                   'date': '31-12-2017'}),
            (213, {'date': '31-12-2017', 'employees': [STRANGER]}),
        ]
        for code, changes in cases:
            equal((changes, g.save_b(**changes).status), (changes, code))
        equal(g.list()['totals']['numbers'], 1)


def test_items_of_b_have_their_own_result(directory):
    with Gateway(directory) as g:
        reply = g.save_b(number=1, employees=[STRANGER, EMPLOYEE_1], topics=[('390', '40.0'), ('110', '60.0')])
        equal((reply.status, list(reply.items().items())), (200, [
            ((EMPLOYEE_1, '110'), 200), ((EMPLOYEE_1, '390'), 200), ((STRANGER, '110'), 212), ((STRANGER, '390'), 212)]))
        server_no = reply.text('sorguNo')
        for asked in ('1', server_no):
            query = g.query_b(asked)
            equal((query.text('sorguNo'), query.status, query.items()), (asked, 200, reply.items()))

        # none stored: the first item's code, the list all the same, and the number stays free
        reply = g.save_b(number=2, employees=[STRANGER, CROWD[1]], date='31-12-2017', workplace=BAKERY)
        equal((reply.status, reply.items()), (213, {}))
        reply = g.save_b(number=2, employees=[STRANGER])
        equal((reply.status, reply.items(), reply.text('sorguNo')), (212, {(STRANGER, '390'): 212}, None))
        equal(g.query_b(2).status, 204)
        equal(g.save_b(number=2).status, 200)


def test_214_gives_back_the_text_that_was_expected(directory):
    with Gateway(directory) as g:
        vector_a = training()
        vector_b = training(employees=[EMPLOYEE_2, EMPLOYEE_1], topics=[('390', '60.0'), ('340', '40.0')])
        for service, m in (('A', vector_a), ('B', vector_b)):
            reply = g.soap(service, g.save_body(service, m, signature=g_signature(g, service, place='0')))
            equal((reply.status, reply.message.encode()), (214, signed_xml(m, service == 'B')))


def test_signature_policy(directory):
    xml = signed_xml(training(), True)
    now = time.time()
    d = directory
    specialist = d.specialist
    twin = d.make_person('twin', SPECIALIST, key=specialist.key, serial=0x5001)
    twin_2 = d.make_person('twin-2', SPECIALIST, key=specialist.key, serial=0x5001, end='20971231235959Z')
    equal(issuer_and_serial(twin.der), issuer_and_serial(twin_2.der))
    ca_2 = d.make_ca('ca-2')
    seal = ['extendedKeyUsage=2.16.792.1.2.1.1.5.7.50.1']
    seal_qc = ['1.3.6.1.5.5.7.1.3=DER:30:13:30:11:06:06:04:00:8e:46:01:06:30:07:06:07:04:00:8e:46:01:06:02'.replace(
        '30:13:30:11:06:06:04:00:8e:46:01:06:30:07', '30:15:30:13:06:06:04:00:8e:46:01:06:30:09')]
    cases = [
        ('openssl, RSA', specialist.sign(xml), 200),
        ('openssl, P-256', d.make_person('p256', SPECIALIST).sign(xml), 200),
        ('named by key identifier', specialist_with_key_id(d).sign(xml, '-cades', '-keyid'), 200),
        ('by hand', handmade_cms(specialist, xml), 200),
        ('GeneralizedTime', handmade_cms(specialist, xml, generalized=True), 200),
        ('explicit ESS algorithm', handmade_cms(specialist, xml, ess_algorithm=bytes.fromhex(
            '300b0609608648016503040201')), 200),
        ('signed 9 minutes ahead', handmade_cms(specialist, xml, when=now + 540), 200),
        ('content inside', handmade_cms(specialist, xml, inside=True), 222),
        ('content inside, openssl', specialist.sign(xml, '-cades', '-nodetach'), 222),
        ('no ESS', specialist.sign(xml, '-nosmimecap'), 214),
        ('no contentType', handmade_cms(specialist, xml, leave_out=['contentType']), 214),
        ('no messageDigest', handmade_cms(specialist, xml, leave_out=['messageDigest']), 214),
        ('no signingTime', handmade_cms(specialist, xml, leave_out=['signingTime']), 214),
        ('no signingCertificateV2', handmade_cms(specialist, xml, leave_out=['signingCertificateV2']), 214),
        ('no attributes', specialist.sign(xml, '-noattr'), 214),
        ('signingTime twice', handmade_cms(specialist, xml, twice=['signingTime']), 214),
        ('other digest', handmade_cms(specialist, xml, digest=b'\0' * 32), 214),
        ('other content', specialist.sign(xml + b' '), 214),
        ('SHA-512', specialist.sign(xml, '-cades', '-md', 'sha512'), 214),
        ('ESS of another certificate', handmade_cms(specialist, xml, ess_hash=b'\0' * 32), 214),
        ('ESS of the twin with the same key and serial', handmade_cms(twin, xml, embed=twin_2.der), 214),
        ('twin itself', handmade_cms(twin, xml), 200),
        ('eContentType other than data', handmade_cms(specialist, xml, content_type='1.2.840.113549.1.9.16.1.4'), 214),
        ('contentType differs', handmade_cms(specialist, xml, attribute_type='1.2.840.113549.1.9.16.1.4'), 214),
        ('no certificate', specialist.sign(xml, '-cades', '-nocerts'), 214),
        ('another certificate', handmade_cms(specialist, xml, embed=d.physician.der), 214),
        ('two signers', specialist.sign(xml, '-cades', '-signer', d.physician.certificate, '-inkey', d.physician.key),
         214),
        ('bits turned over', damage(specialist.sign(xml)), 214),
        ('another person', d.physician.sign(xml), 215),
        ('CA of others', d.make_person('foreign', SPECIALIST, ca=ca_2).sign(xml), 215),
        ('signs itself', d.make_person('selfish', SPECIALIST, ca=None).sign(xml), 215),
        ('expired', d.make_person('expired', SPECIALIST, end='20200101000000Z').sign(xml), 215),
        ('not yet valid', d.make_person('early', SPECIALIST, start='20900101000000Z').sign(xml), 215),
        ('expired since, valid at signing time', handmade_cms(d.make_person(
            'was-valid', SPECIALIST, end='20200101000000Z'), xml, when=1546300800), 200),
        ('signed before it was valid', handmade_cms(specialist, xml, when=1420070400), 215),
        ('signed 11 minutes ahead', handmade_cms(specialist, xml, when=now + 660), 215),
        ('no nonRepudiation', d.make_person('dig', SPECIALIST, usage='digitalSignature').sign(xml), 215),
        ('no digitalSignature', d.make_person('nonrep', SPECIALIST, usage='nonRepudiation').sign(xml), 215),
        ('mali mühür', d.make_person('seal', SPECIALIST, more=seal).sign(xml), 215),
        ('qualified seal', d.make_person('qseal', SPECIALIST, more=seal_qc).sign(xml), 215),
        ('no number', d.make('nameless', 'CN=NOBODY', ca=d.ca, extensions=[
            'keyUsage=critical,digitalSignature,nonRepudiation']).sign(xml), 215),
    ]
    with Gateway(directory) as g:
        for name, signature, code in cases:
            reply = g.save_b(signature=b64(signature))
            equal((name, reply.status, g.log()[-1].get('reason')), (name, code, g.log()[-1].get('reason')))
            if code == 214:
                equal(reply.message.encode(), xml)


def specialist_with_key_id(directory):
    return directory.make_person('skid', SPECIALIST, more=['subjectKeyIdentifier=hash'])


def damage(der):
    """Turns over a bit in the signature value, which stands last in openssl's CMS."""
    return der[:-5] + bytes([der[-5] ^ 1]) + der[-4:]


def test_door(directory):
    with Gateway(directory) as g:
        for service in 'AB':
            for firm, password in ((FIRM, 'wrong'), ('nobody', PASSWORD), (PASSIVE_FIRM, PASSWORD), (FIRM, ''),
                                   ('', PASSWORD), (None, None), (FIRM, None)):
                equal(g.soap(service, g.save_body(service, firm=firm, password=password, signature='x')).status, 401)
        equal(g.query_b(5, password='wrong').status, 401)
        equal(g.query_b(5, password='wrong').text('sorguNo'), None)
        equal(g.query_a(5, firm='nobody').status, 401)
        equal(g.list()['totals']['numbers'], 0)


def test_one_number_space_for_all_methods_of_a_firm(directory):
    with Gateway(directory) as g:
        equal(g.save_a(number=7).status, 200)
        equal(g.save_b(number=7).status, 211)
        equal(g.save_a(number=7, employees=[CROWD[0]]).status, 211)
        equal(g.save_b(number=7, firm='other-firm').status, 200)
        equal(g.list()['totals']['numbers'], 2)
        # others' numbers are not shown
        equal(g.save_b(number=8, firm='other-firm').status, 200)
        equal(g.query_b(8).status, 204)
        equal(g.query_b(8, firm='other-firm').status, 200)


def test_professionals_and_their_document_types(directory):
    nurse = directory.make_person('nurse', NURSE)
    cases = [(directory.physician, PHYSICIAN, '1', 200), (directory.physician, PHYSICIAN, '2', 213),
             (nurse, NURSE, '1', 200), (nurse, NURSE, '2', 213), (directory.specialist, SPECIALIST, '2', 200),
             (directory.specialist, SPECIALIST, '1', 213)]
    with Gateway(directory) as g:
        for signer, number, kind, code in cases:
            reply = g.save_b(signer=signer, professional=number, type=kind, employees=[CROWD[0]])
            equal((number, kind, reply.status), (number, kind, code))


def test_a_role_may_hold_for_one_workplace(directory):
    data = seed()
    data['assignments'][0]['role'] = 'physician'
    with Gateway(directory, seed_data=data) as g:
        equal(g.save_b(type='2').status, 213)
        equal(g.save_b(type='1').status, 200)


def test_query_of_a_ands_its_filters(directory):
    with Gateway(directory) as g:
        equal(g.save_a(number=1, date='04-01-2019').status, 200)
        equal(g.save_a(number=2, date='05-01-2019', topics=[('110', '22.5')]).status, 200)
        equal(g.save_a(number=3, date='05-01-2019', employees=[EMPLOYEE_2]).status, 200)
        equal(g.save_b(number=4, date='06-01-2019', employees=[EMPLOYEE_1, EMPLOYEE_2, STRANGER]).status, 200)

        def rows(**kwargs):
            reply = g.query_a(**kwargs)
            return [(r.findtext('sorguNo'), r.findtext('calisanTcNo'), int(r.findtext('status')))
                    for r in reply.returns]

        equal(rows(number=1), [('1', EMPLOYEE_1, 200)])
        equal(rows(employee=EMPLOYEE_2), [('3', EMPLOYEE_2, 200), ('4', EMPLOYEE_2, 200)])
        equal(rows(professional=SPECIALIST, end='05-01-2019'),
              [('1', EMPLOYEE_1, 200), ('2', EMPLOYEE_1, 200), ('3', EMPLOYEE_2, 200)])
        equal(rows(employee=EMPLOYEE_1, start='05-01-2019', end='05-01-2019'), [('2', EMPLOYEE_1, 200)])
        equal(rows(number=1, employee=EMPLOYEE_2), [('1', None, 204)])
        equal(rows(number=99), [('99', None, 204)])
        equal(rows(employee=CROWD[0]), [(None, None, 204)])
        equal(rows(number=4), [('4', EMPLOYEE_1, 200), ('4', EMPLOYEE_2, 200), ('4', STRANGER, 212)])
        one = g.query_a(number=2).returns[0]
        equal([(c.tag, c.text) for c in one if c.tag != 'message'], [
            ('calisanTcNo', EMPLOYEE_1), ('egitimKoduId', '110'), ('egitimSuresi', '22.5'),
            ('egitimTarihi', '05-01-2019'), ('sorguNo', '2'), ('status', '200')])
        for wrong in ({}, {'start': '01-01-2019'}, {'number': 'x'}, {'number': 1, 'start': '2019-01-01'},
                      {'employee': '5'}, {'number': None}, {'number': 1, 'professional': ''}):
            reply = g.query_a(**wrong)
            equal((wrong, reply.status, reply.text('sorguNo')), (wrong, 210, None))


def test_query_of_b_has_limits(directory):
    with Gateway(directory) as g:
        equal(g.query_b().status, 210)
        equal(g.query_b(*range(1, 22)).status, 210)
        equal(len(g.query_b(*range(1, 21)).returns), 20)
        for bad in ('0', 'x y', '-1', '123456789012', '', 'S' * 33):
            reply = g.query_b(5, bad)
            equal((bad, len(reply.returns), reply.status, reply.text('sorguNo')), (bad, 1, 210, None))
        topics = [(str(c), '40.0') for c in (110, 120, 130, 140, 210, 220, 230, 240, 250, 310)]
        for number in (1, 2, 3):
            equal(g.save_b(number=number, employees=CROWD[:100], topics=topics).status, 200)
        reply = g.query_b(1, 99, 2, 3, 98)
        equal([r.findtext('sorguNo') for r in reply.returns], ['1', '99', '2'])
        equal(len(reply.items(0)) + len(reply.items(2)), 2000)


def test_soap_is_read_strictly(directory):
    with Gateway(directory) as g:
        good = g.save_body('B').decode()
        n = NAMESPACE['B']

        def swap(old, new):
            assert old in good, old
            return good.replace(old, new, 1)

        cases = {
            'empty': '', 'not XML': 'hello', 'cut': good[:-20], 'no envelope': '<a/>',
            'SOAP 1.2': swap(SOAP, 'http://www.w3.org/2003/05/soap-envelope'),
            'no body': '<S:Envelope xmlns:S="%s"/>' % SOAP,
            'empty body': '<S:Envelope xmlns:S="%s"><S:Body/></S:Envelope>' % SOAP,
            'two in body': swap('</S:Body>', '<x/></S:Body>'),
            'after body': swap('</S:Envelope>', '<x/></S:Envelope>'),
            'full header': swap('<S:Body>', '<S:Header><x/></S:Header><S:Body>'),
            'DTD': swap('?>', '?><!DOCTYPE x>'),
            'entities': swap('?>', '?><!DOCTYPE x [<!ENTITY e "5">]>').replace('>1</egitimTur>', '>&e;</egitimTur>'),
            'external entity': swap('?>', '?><!DOCTYPE x SYSTEM "file:///etc/passwd">'),
            'processing instruction': swap('<S:Body>', '<?x y?><S:Body>'),
            'text between': swap('<S:Body>', 'text<S:Body>'),
            'latin-5': good.replace('encoding="UTF-8"', 'encoding="ISO-8859-9"'),
            'other namespace': good.replace(n, NAMESPACE['A']),
            'no namespace': good.replace('n:egitimBildirimKaydet', 'egitimBildirimKaydet'),
            'unknown operation': good.replace('egitimBildirimKaydet', 'egitimSil'),
            'unknown element': swap('<egitimTur>', '<x>1</x><egitimTur>'),
            'unknown parameter': swap('<firmaKodu>' + FIRM + '</firmaKodu><parola>', '<x/><firmaKodu>'
                                      + FIRM + '</firmaKodu><parola>'),
            'out of order': swap('<egitimTur>1</egitimTur><egitimYer>1</egitimYer>',
                                 '<egitimYer>1</egitimYer><egitimTur>1</egitimTur>'),
            'repeated': swap('<egitimTur>1</egitimTur>', '<egitimTur>1</egitimTur><egitimTur>1</egitimTur>'),
            'list torn apart': swap('<egiticiTckNo>', '<egiticiTckNo>').replace(
                '</egiticiTckNo>', '</egiticiTckNo><calisan><calisanTckNo>1</calisanTckNo></calisan>', 1),
            'qualified': swap('<egitimTur>1</egitimTur>', '<n:egitimTur>1</n:egitimTur>'),
            'default namespace': swap('<egitim>', '<egitim xmlns="%s">' % n),
            'attribute': swap('<egitimTur>', '<egitimTur a="b">'),
            'nil': swap('<egitim>', '<egitim xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:nil="true">'),
            'attribute on envelope': swap('<S:Envelope ', '<S:Envelope S:encodingStyle="x" '),
            'attribute on wrapper': swap('<n:egitimBildirimKaydet ', '<n:egitimBildirimKaydet a="b" '),
            'element in a value': swap('<egitimTur>1', '<egitimTur><x/>1'),
            'not UTF-8': good.encode().replace(b'deneme', b'den\xffeme'),
            'NUL': good.replace('>1</egitimTur>', '>1\0</egitimTur>'),
        }
        for name, body in cases.items():
            reply = g.soap('B', body if isinstance(body, bytes) else body.encode())
            equal((name, reply.http, reply.fault), (name, 500, 'S:Client'))
            equal(reply.headers['content-type'].split(';')[0], 'text/xml')
        for action in (None, '', 'x', '"x"', '"urn:egitimBildirimKaydet"'):
            equal((action, g.soap('B', good.encode(), action=action).fault), (action, 'S:Client'))
        equal(g.list()['totals']['numbers'], 0)

        # what a SOAP 1.1 client may do
        for body in (swap('<S:Body>', '\n <!-- x --><S:Header/>\n<S:Body>'),
                     swap('<egitimTur>1</egitimTur>', '\n  <egitimTur><![CDATA[1]]></egitimTur>\n').replace(
                         '<sorguNo>', '<sorguNo>9'),
                     swap('<egitim>', '<egitim xmlns:unused="urn:x">').replace('<sorguNo>', '<sorguNo>8')):
            equal(g.soap('B', body.encode()).status, 200)


def test_http_is_read_strictly(directory):
    with Gateway(directory, '--max-body', '5000') as g:
        good = g.save_body('B')
        path = '/ibys/IsgIbysWs'
        head = 'POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/xml\r\nSOAPAction: ""\r\n' % path

        def raw(text, body=b''):
            with g.connect() as connection:
                connection.sendall(text.encode() + b'\r\n' + body)
                return int(connection.makefile('rb').readline().split()[1])

        equal(raw(head + 'Content-Length: %d\r\n' % len(good), good), 200)
        equal(raw(head + 'Transfer-Encoding: chunked\r\n', b'%x\r\n%s\r\n0\r\n\r\n' % (len(good), good)), 411)
        equal(raw(head), 411)
        equal(raw(head + 'Expect: 100-continue\r\nContent-Length: %d\r\n' % len(good)), 417)
        equal(raw(head + 'Content-Length: 5001\r\n', b' ' * 5001), 413)
        equal(raw(head + 'Content-Encoding: gzip\r\nContent-Length: %d\r\n' % len(good), good), 415)
        equal(g.post('/', good, {'Content-Type': 'text/xml'}).http, 404)
        equal(g.post(path, None, method='GET').http, 405)
        equal(g.soap('B', good, content_type='application/soap+xml').http, 415)
        equal(g.soap('B', good, content_type='text/xml; charset=iso-8859-9').http, 415)
        equal(g.list()['totals']['numbers'], 1)


def test_training_codes_need_no_login(directory):
    data = seed()
    data['training_codes'] = [{'code': '390', 'name': 'KKD & <diğer>'}, {'code': '399', 'name': 'Eski', 'active': False}]
    with Gateway(directory, seed_data=data) as g:
        for service in 'AB':
            reply = g.soap(service, envelope(service, 'EgitimKoduBilgisi', '', None, None))
            equal(reply.status, 200)
            equal([tuple(c.text for c in r) for r in reply.returns[0].findall('egitimListesi')],
                  [('KKD & <diğer>', '1', '390'), ('Eski', '0', '399')])
        equal(g.save_b(topics=[('399', '40.0')]).message.split(':')[0], 'egitimKoduId')
        equal(g.save_b(topics=[('390', '40.0')]).status, 200)
    with Gateway(directory) as g:
        reply = g.soap('B', envelope('B', 'EgitimKoduBilgisi', '', None, None))
        equal(len(reply.returns[0].findall('egitimListesi')), 20)


def test_who_may_act_for_a_workplace(directory):
    def question(person_no, workplace, number='0', is_professional='1'):
        return '<sorgu>%s</sorgu>' % (element('isProfesyonel', is_professional) + element('isgProfTc', person_no)
                                      + element('isyeriSgkNo', workplace) + element('sorguNo', number))

    with Gateway(directory) as g:
        for service in 'AB':
            def ask(*a, service=service, **k):
                return g.soap(service, envelope(service, 'profYetkilimiSorgula', question(*a, **k)))
            for person_no, workplace, answer in ((SPECIALIST, BAKERY, 'true'), (SPECIALIST, BARBER, 'false'),
                                                 (EMPLOYEE_1, BAKERY, 'false'), (SPECIALIST, '2' * 26, 'false')):
                reply = ask(person_no, workplace)
                equal((reply.status, reply.text('yetkilimiBoolean'), reply.text('sorguNo')), (200, answer, '0'))
            equal(ask(SPECIALIST, BAKERY, None).text('sorguNo'), None)
            for bad, name in (((SPECIALIST, BAKERY, '-1'), 'sorguNo'), (('5', BAKERY), 'isgProfTc'),
                              ((SPECIALIST, '5'), 'isyeriSgkNo'), ((SPECIALIST, BAKERY, '1', '0'), 'isProfesyonel')):
                equal((ask(*bad).status, ask(*bad).message.split(':')[0]), (210, name))
            equal(g.soap(service, envelope(service, 'profYetkilimiSorgula', '')).status, 210)
            # the number is not used up
            equal(ask(SPECIALIST, BAKERY, '77').status, 200)
        equal(g.save_b(number=77).status, 200)


def test_what_is_known_of_a_workplace(directory):
    def question(kind, person_no, workplace, number='3'):
        return '<sorgu>%s</sorgu>' % (element('belgeTipi', kind) + element('isgProfTckNo', person_no)
                                      + element('isyeriSgkNo', workplace) + element('sorguNo', number))

    with Gateway(directory) as g:
        for service in 'AB':
            reply = g.soap(service, envelope(service, 'isyeriBilgisi', question('2', SPECIALIST, BAKERY)))
            equal([(c.tag, c.text) for c in reply.returns[0] if c.tag != 'message'], [
                ('adUnvan', 'Örnek <Fırın> & Oğlu'), ('calisanSayisi', '3'), ('naceKodu', '107101'), ('sorguNo', '3'),
                ('status', '200'), ('tehlikeSinifi', 'Tehlikeli')])
            for bad in (('1', SPECIALIST, BAKERY), ('2', SPECIALIST, BARBER), ('2', SPECIALIST, '2' * 26)):
                equal(g.soap(service, envelope(service, 'isyeriBilgisi', question(*bad))).status, 213)
            equal(g.soap(service, envelope(service, 'isyeriBilgisi', question('3', SPECIALIST, BAKERY))).status, 210)


def test_today_is_a_day_that_may_be_sent(directory):
    with Gateway(directory) as g:
        equal(g.save_b(date=TODAY).status, 200)
    with Gateway(directory, '--today', '2019-01-03') as g:
        equal((g.save_b(date='04-01-2019').status, g.save_b(date='03-01-2019').status), (210, 200))


def test_outcome_later_is_read_by_query(directory):
    with Gateway(directory, '--async-seconds', '86400') as g:
        reply = g.save_b(number=1, employees=[EMPLOYEE_1, STRANGER])
        equal((reply.status, reply.items()), (200, {}))
        assert reply.text('sorguNo').startswith('S')
        equal((g.query_b(1).status, g.query_b(1).items()), (202, {}))
        equal(g.save_b(number=1).status, 211)
        equal(g.save_a(number=3, employees=[STRANGER]).status, 202)
        equal(g.query_a(3).status, 202)
        equal(g.save_b(number=5, date='31-12-2017').status, 213)
    with Gateway(directory, '--async-seconds', '0.1') as g:
        equal(g.save_b(number=1, employees=[EMPLOYEE_1, STRANGER]).status, 200)
        equal(g.save_a(number=2).status, 202)
        equal(g.save_a(number=3, employees=[STRANGER]).status, 202)
        equal(g.save_b(number=4, employees=[STRANGER]).status, 200)
        g.until(lambda: g.query_b(4).status != 202)
        equal(g.query_b(1).items(), {(EMPLOYEE_1, '390'): 200, (STRANGER, '390'): 212})
        equal(g.query_a(2).status, 200)
        # refused after taking: the number stays used
        equal((g.query_a(3).status, g.query_a(3).text('sorguNo')), (212, '3'))
        equal((g.query_b(4).status, g.query_b(4).items()), (212, {(STRANGER, '390'): 212}))
        equal(g.save_a(number=3).status, 211)
        equal(g.save_b(number=4).status, 211)


def test_what_is_kept_outlives_the_server(directory):
    g = Gateway(directory).start()
    equal(g.save_b(number=5).status, 200)
    g.process.kill()
    g.process.wait()
    with g:
        equal((g.query_b(5).status, g.save_b(number=5).status), (200, 211))
        equal(g.list()['totals']['numbers'], 1)


if __name__ == '__main__':
    sys.exit(main(globals()))
