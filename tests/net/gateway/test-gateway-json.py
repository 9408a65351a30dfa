#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the sandbox ministry accepts and refuses by C and the provisional data sets: sandbox-wire.md, "C"."""
import base64
import datetime
import hashlib
import json
import sys

from gatewaytest import (BAKERY, CROWD, EMPLOYEE_1, EMPLOYEE_2, FIRM, PHYSICIAN, SPECIALIST, STRANGER, Gateway, equal, main,
                         no_reply)

TRAINING = '/egitimBilgisiIslemleri/egitimBilgisiBildir'
EXAM = '/muayeneBilgisiIslemleri/muayeneBilgisiBildir'
SERVED = '/hizmetVerilenIsyeriIslemleri/hizmetVerilenIsyeriBildir'
RISK = '/riskDegerlendirmeIslemleri/riskDegerlendirmeBildir'
INCIDENT = '/olayBilgisiIslemleri/olayBilgisiBildir'
QUERY = '/sorguIslemleri/durumSorgula'


def stamp(minutes=0):
    now = datetime.datetime.utcnow() + datetime.timedelta(hours=3, minutes=minutes)
    return now.strftime('%Y-%m-%dT%H:%M:%S.') + '%03d' % (now.microsecond // 1000)


def day(offset=0):
    return (datetime.datetime.utcnow() + datetime.timedelta(hours=3, days=offset)).strftime('%d.%m.%Y')


def canonical(message):
    """The pinned text; Python's writer agrees with it for what stands in these messages."""
    return json.dumps(message, ensure_ascii=False, separators=(',', ':')).encode()


def training(number, **changes):
    m = {'sorguNo': number, 'sertifikaTipi': 1, 'isgProfTcKNo': int(SPECIALIST), 'egitimKodu': '390', 'egitimSuresi': 40,
         'egitimTarihi': '04.01.2019', 'egitimYeri': 1, 'egitimYontemi': 1, 'egiticiTcKNo': int(SPECIALIST),
         'isyeriSgkSicilNo': BAKERY, 'calisanTcKNo': int(EMPLOYEE_1), 'zamanDamgasi': stamp(),
         'imzalayanKimlikNo': int(SPECIALIST)}
    m.update(changes)
    return m


def exam(number, **changes):
    m = {'sorguNo': number, 'ihKimlikNo': int(PHYSICIAN), 'calisanMeslegi': '7531.13', 'rontgenYapildiMi': 1,
         'isitmeTestiYapildiMi': 0, 'solunumFonkTestiYapildiMi': 1, 'kanTetkikiYapildiMi': 0, 'idrarTetkikiYapildiMi': 0,
         'isyeriSgkSicilNo': BAKERY, 'calisanTcKNo': int(EMPLOYEE_1), 'sonucVeKanaat': '1',
         'muayeneRaporTarihi': '04.01.2019', 'raporGecerlikTarihi': '04.01.2022', 'zamanDamgasi': stamp(),
         'imzalayanKimlikNo': int(PHYSICIAN), 'raporTuru': '100051',
         'calismaOrtamiDTO': {'fizikiOrtamSinifi': [1001, 1041], 'havaSinifi': [1199], 'gurultuSinifi': [1299],
                              'elektrikSinifi': [1399], 'tozYonetmeligiSinifi': [1499],
                              'kimyasalMaddeSinifi': [1599], 'biyolojikEtkenlerSinifi': [1699]},
         'calismaSekliDTO': {'calismaPozisyonu': 101, 'calismaZamani': 203, 'aracKullanimi': 399},
         'kullanilanIsEkipmanlari': [0]}
    m.update(changes)
    return m


def served(number, **changes):
    m = {'sorguNo': number, 'sgkSicilNo': BAKERY, 'hizmetBaslangicTarih': '01.01.2018'}
    m.update(changes)
    return m


def hazard(**changes):
    row = {'bolum': 'Fırın', 'tehlike': 'Sıcak yüzey \u0001\t"\\/\x7f', 'risk': 'Yanık', 'olasilik': 0.5, 'frekans': 6,
           'siddet': 15, 'skor': 45, 'duzey': 'olası', 'onlem': 'Eldiven', 'sorumlu': 'Usta', 'termin': '01.02.2099',
           'sonrasiSkor': 7.5}
    row.update(changes)
    return row


def risk(number, **changes):
    m = {'sorguNo': number, 'isyeriSgkSicilNo': BAKERY, 'degerlendirmeTarihi': '04.01.2019',
         'gecerlilikTarihi': '04.01.2023', 'yontem': 'FINE_KINNEY', 'isgProfTcKNo': int(SPECIALIST), 'riskler': [hazard()],
         'zamanDamgasi': stamp(), 'imzalayanKimlikNo': int(SPECIALIST)}
    m.update(changes)
    return m


def victim(number=EMPLOYEE_1, **changes):
    row = {'calisanTcKNo': int(number), 'yaraTuru': '011', 'vucutBolgesi': '54', 'isGunuKaybi': 3, 'sonuc': ''}
    row.update(changes)
    return row


def incident(number, **changes):
    m = {'sorguNo': number, 'isyeriSgkSicilNo': BAKERY, 'olayTuru': 'IS_KAZASI', 'olayTarihi': '04.01.2019',
         'olaySaati': '14:05', 'olayYeri': 'Depo', 'cevre': '011', 'genelFaaliyet': '11', 'ozelFaaliyet': '', 'sapma': '42',
         'temas': '', 'arac': '06.01', 'kazazedeler': [victim()], 'sgkBildirimTarihi': '', 'zamanDamgasi': stamp(),
         'imzalayanKimlikNo': int(SPECIALIST)}
    m.update(changes)
    return m


KINDS = {TRAINING: training, EXAM: exam, SERVED: served, RISK: risk, INCIDENT: incident}


def signed(g, message, signer=None):
    """The body: the signed bytes with imzaliDeger put in before the last brace."""
    text = canonical(message)
    signature = base64.b64encode((signer or g.directory.specialist).sign(text))
    return text[:-1] + b',"imzaliDeger":"' + signature + b'"}'


def save(g, path, number=None, signer=None, **changes):
    number = next(g.numbers) if number is None else number
    if path == EXAM and signer is None:
        signer = g.directory.physician
    return g.json(path, signed(g, KINDS[path](number, **changes), signer))


def query(g, *numbers, **kwargs):
    return g.json(QUERY, canonical({'sorguNo': list(numbers)}), **kwargs)


def test_every_data_set_is_taken_and_found_by_query(directory):
    with Gateway(directory) as g:
        for path, make in KINDS.items():
            number = next(g.numbers)
            message = make(number)
            reply = g.json(path, signed(g, message, directory.physician if path == EXAM else None))
            equal((path, reply.http, reply.json), (path, 200, {'status': 200, 'message': 'İşlem başarılı.',
                                                               'sorguNo': str(number)}))
            found = query(g, number).json['sonuclar']
            equal([(f['sorguNo'], f['status'], f['ozet']) for f in found],
                  [(str(number), 200, hashlib.sha256(canonical(message)).hexdigest())])
            equal(save(g, path, number).status, 211)
        listed = g.list()
        equal([(i['method'], i['operation'], i['dataset'], i['employee'], i['topic'], i['minutes'], i['signer'])
               for i in listed['items']], [
            ('ibys-json', 'egitimBilgisiBildir', 'training', EMPLOYEE_1, '390', '40', SPECIALIST),
            ('ibys-json', 'muayeneBilgisiBildir', 'health_exam', EMPLOYEE_1, None, None, PHYSICIAN),
            ('ibys-json', 'hizmetVerilenIsyeriBildir', 'served_workplace', None, None, None, SPECIALIST),
            ('provisional-json', 'riskDegerlendirmeBildir', 'risk_assessment', None, None, None, SPECIALIST),
            ('provisional-json', 'olayBilgisiBildir', 'incident', EMPLOYEE_1, None, None, SPECIALIST)])
        # the same facts under another number and time are a double
        equal(save(g, RISK).status, 200)
        equal(g.list()['totals']['doubled'], 1)


def test_one_number_space_with_a_and_b(directory):
    with Gateway(directory) as g:
        equal(save(g, TRAINING, 5).status, 200)
        equal((g.save_a(number=5).status, g.save_b(number=5).status), (211, 211))
        equal(g.save_b(number=6).status, 200)
        equal(save(g, RISK, 6).status, 211)
        # A and B see C's trainings; C sees theirs by their hash; other data sets are not trainings
        equal((g.query_b(5).status, query(g, 6).json['sonuclar'][0]['status']), (200, 200))
        equal(save(g, RISK, 7).status, 200)
        equal(g.query_b(7).status, 204)


def test_door_comes_before_the_body(directory):
    with Gateway(directory) as g:
        for user, password in ((None, None), (FIRM, 'wrong'), ('nobody', 'x'), ('', '')):
            reply = g.json(TRAINING, b'{', user, password)
            equal((reply.http, reply.status, reply.headers['www-authenticate'].split()[0]), (401, 401, 'Basic'))
            equal(query(g, 5, user=user, password=password).http, 401)
        for header in ('Basic', 'Basic !!!', 'Bearer x', 'Basic ' + base64.b64encode(b'nocolon').decode()):
            reply = g.post('/ibystest/api' + TRAINING, b'{}', {'Authorization': header, 'Content-Type': 'application/json'})
            equal((header, reply.http), (header, 401))


def test_what_is_no_message_is_refused_by_http(directory):
    with Gateway(directory) as g:
        for body in (b'', b'{', b'[]', b'5', b'null', b'\xff', b'{"a":"\xff"}', b'[' * 100000, b'{"sorguNo":' + b'[' * 50 + b']' * 50 + b'}'):
            equal((body[:20], g.json(TRAINING, body).http), (body[:20], 400))
        equal(g.json(TRAINING, b'{}', content_type='text/plain').http, 415)
        equal(g.json('/egitimBilgisiIslemleri/sil', b'{}').http, 404)
        equal(g.json('', b'{}').http, 404)


def test_wrong_and_missing_values_are_210_with_their_path(directory):
    environment = exam(1)['calismaOrtamiDTO']
    way = exam(1)['calismaSekliDTO']
    cases = [
        (TRAINING, {'sertifikaTipi': 3}, ['sertifikaTipi']), (TRAINING, {'sertifikaTipi': '1'}, ['sertifikaTipi']),
        (TRAINING, {'egitimKodu': 390}, ['egitimKodu']), (TRAINING, {'egitimKodu': ''}, ['egitimKodu']),
        (TRAINING, {'egitimSuresi': 0}, ['egitimSuresi']), (TRAINING, {'egitimSuresi': None}, ['egitimSuresi']),
        (TRAINING, {'egitimTarihi': '04-01-2019'}, ['egitimTarihi']), (TRAINING, {'egitimTarihi': day(1)}, ['egitimTarihi']),
        (TRAINING, {'egitimYeri': 2, 'egitimYontemi': True}, ['egitimYeri', 'egitimYontemi']),
        (TRAINING, {'isyeriSgkSicilNo': int(BAKERY[:15])}, ['isyeriSgkSicilNo']),
        (TRAINING, {'calisanTcKNo': EMPLOYEE_1}, ['calisanTcKNo']), (TRAINING, {'calisanTcKNo': 10000000145}, ['calisanTcKNo']),
        (TRAINING, {'zamanDamgasi': stamp(12)}, ['zamanDamgasi']), (TRAINING, {'zamanDamgasi': stamp()[:-1]}, ['zamanDamgasi']),
        (TRAINING, {'zamanDamgasi': stamp() + 'Z'}, ['zamanDamgasi']),
        (TRAINING, {'imzalayanKimlikNo': 0}, ['imzalayanKimlikNo']),
        (EXAM, {'calisanMeslegi': '7531'}, ['calisanMeslegi']), (EXAM, {'rontgenYapildiMi': True}, ['rontgenYapildiMi']),
        (EXAM, {'sonucVeKanaat': '5'}, ['sonucVeKanaat']), (EXAM, {'sonucVeKanaat': 1}, ['sonucVeKanaat']),
        (EXAM, {'raporTuru': '100055'}, ['raporTuru']), (EXAM, {'muayeneRaporTarihi': day(1), 'raporGecerlikTarihi': day(2)},
                                                         ['muayeneRaporTarihi']),
        (EXAM, {'raporGecerlikTarihi': '03.01.2019'}, ['raporGecerlikTarihi']),
        (EXAM, {'calismaOrtamiDTO': dict(environment, havaSinifi=[])}, ['calismaOrtamiDTO.havaSinifi']),
        (EXAM, {'calismaOrtamiDTO': dict(environment, havaSinifi=[1199, 1001])}, ['calismaOrtamiDTO.havaSinifi[1]']),
        (EXAM, {'calismaOrtamiDTO': dict(environment, havaSinifi=1199)}, ['calismaOrtamiDTO.havaSinifi[0]']),
        (EXAM, {'calismaOrtamiDTO': []}, ['calismaOrtamiDTO']), (EXAM, {'calismaOrtamiDTO': None}, ['calismaOrtamiDTO']),
        (EXAM, {'calismaSekliDTO': dict(way, aracKullanimi='399')}, ['calismaSekliDTO.aracKullanimi']),
        (EXAM, {'kullanilanIsEkipmanlari': []}, ['kullanilanIsEkipmanlari']),
        (EXAM, {'kullanilanIsEkipmanlari': [1]}, ['kullanilanIsEkipmanlari[0]']),
        (SERVED, {'hizmetBaslangicTarih': ''}, ['hizmetBaslangicTarih']),
        (RISK, {'riskler': []}, ['riskler']), (RISK, {'riskler': [hazard(tehlike='')]}, ['riskler[0].tehlike']),
        (RISK, {'riskler': [hazard(), hazard(skor=44)]}, ['riskler[1].skor']),
        (RISK, {'yontem': '5X5', 'riskler': [hazard(olasilik=3, siddet=4, frekans=9, skor=13)]}, ['riskler[0].skor']),
        (RISK, {'yontem': '6X6'}, ['yontem']), (RISK, {'gecerlilikTarihi': '03.01.2019'}, ['gecerlilikTarihi']),
        (RISK, {'riskler': [hazard(termin='x')]}, ['riskler[0].termin']),
        (INCIDENT, {'kazazedeler': []}, ['kazazedeler']), (INCIDENT, {'olayTuru': 'RAMAK_KALA'}, ['kazazedeler']),
        (INCIDENT, {'olaySaati': '24:00'}, ['olaySaati']), (INCIDENT, {'olayTarihi': day(1)}, ['olayTarihi']),
        (INCIDENT, {'cevre': 11}, ['cevre']), (INCIDENT, {'kazazedeler': [victim(isGunuKaybi=-1)]}, ['kazazedeler[0].isGunuKaybi']),
    ]
    with Gateway(directory) as g:
        for path, changes, fields in cases:
            reply = save(g, path, **changes)
            equal((changes, reply.http, reply.status, [(e['alan'], e['kod']) for e in reply.json.get('hatalar', [])]),
                  (changes, 200, 210, [(f, 210) for f in fields]))
        message = training(5)
        for missing in list(message)[1:]:
            m = {k: v for k, v in message.items() if k != missing}
            equal((missing, g.json(TRAINING, signed(g, m)).json['hatalar'][0]['alan']), (missing, missing))
        for number in (0, -1, '5', 1.5, 100000000000, None, True):
            equal((number, save(g, TRAINING, None, sorguNo=number).json['hatalar'][0]['alan']), (number, 'sorguNo'))
        text = canonical(message)
        for signature in (b'""', b'"x"', b'null', b'5'):
            reply = g.json(TRAINING, text[:-1] + b',"imzaliDeger":' + signature + b'}')
            equal(reply.json['hatalar'][0]['alan'], 'imzaliDeger')
        equal(g.json(TRAINING, text).json['hatalar'][0]['alan'], 'imzaliDeger')
        equal(g.list()['totals']['numbers'], 0)


def test_what_may_be_left_empty_or_lies_ahead(directory):
    with Gateway(directory) as g:
        empty = hazard(bolum='', risk='', olasilik=0, frekans=0, siddet=0, skor=0, duzey='', onlem='', sorumlu='', termin='',
                       sonrasiSkor=0)
        for path, changes in ((RISK, {'yontem': 'KONTROL_LISTESI', 'riskler': [empty], 'gecerlilikTarihi': ''}),
                              (RISK, {'yontem': '5X5', 'riskler': [hazard(olasilik=3, siddet=4, skor=12)]}),
                              (RISK, {'yontem': 'KONTROL_LISTESI', 'riskler': [hazard(skor=3)]}),
                              (INCIDENT, {'olayTuru': 'RAMAK_KALA', 'kazazedeler': [], 'olaySaati': '', 'olayYeri': ''}),
                              (INCIDENT, {'kazazedeler': [victim(), victim(EMPLOYEE_2, yaraTuru='', isGunuKaybi=0)]}),
                              (INCIDENT, {'olayTarihi': day(), 'sgkBildirimTarihi': day()}),
                              (EXAM, {'muayeneRaporTarihi': day(), 'raporGecerlikTarihi': day()}),
                              (SERVED, {'hizmetBaslangicTarih': day(30)}),
                              (TRAINING, {'zamanDamgasi': stamp(9), 'egitimSuresi': 22.5}),
                              (TRAINING, {'zamanDamgasi': '2019-01-04T10:00:00.000', 'egitimSuresi': 0.001})):
            if 'kazazedeler' in changes and len(changes['kazazedeler']) == 2:
                changes['olayTarihi'] = '04.01.2019'
            reply = save(g, path, **changes)
            equal((path, changes, reply.status, reply.json.get('hatalar')), (path, changes, 200, None))


def test_every_other_code(directory):
    with Gateway(directory) as g:
        other = directory.physician
        cases = [
            (TRAINING, 212, None, {'calisanTcKNo': int(STRANGER)}),
            (TRAINING, 213, None, {'sertifikaTipi': 2}),
            (TRAINING, 213, None, {'egitimTarihi': '31.12.2017'}),
            (TRAINING, 213, None, {'isyeriSgkSicilNo': '2' * 26}),
            (TRAINING, 215, other, {}),
            (TRAINING, 215, None, {'imzalayanKimlikNo': int(PHYSICIAN)}),
            (TRAINING, 200, other, {'sertifikaTipi': 2, 'isgProfTcKNo': int(PHYSICIAN), 'imzalayanKimlikNo': int(PHYSICIAN)}),
            (EXAM, 212, None, {'calisanTcKNo': int(STRANGER)}),
            # health is the physician's
            (EXAM, 213, directory.specialist, {'ihKimlikNo': int(SPECIALIST), 'imzalayanKimlikNo': int(SPECIALIST)}),
            (SERVED, 213, None, {'hizmetBaslangicTarih': '31.12.2017'}),
            (SERVED, 200, other, {}),
            (RISK, 213, None, {'degerlendirmeTarihi': '31.12.2017'}),
            (INCIDENT, 212, None, {'kazazedeler': [victim(), victim(STRANGER)]}),
            (INCIDENT, 213, None, {'olayTarihi': '31.12.2017'}),
            (INCIDENT, 215, other, {}),
        ]
        for path, code, signer, changes in cases:
            number = next(g.numbers)
            reply = save(g, path, number, signer, **changes)
            equal((path, changes, reply.status), (path, changes, code))
            equal(query(g, number).json['sonuclar'][0]['status'], 204 if code != 200 else 200)


def test_signature_is_over_the_canonical_text_alone(directory):
    with Gateway(directory) as g:
        message = training(5)
        text = canonical(message)
        good = base64.b64encode(directory.specialist.sign(text))
        tail = b',"imzaliDeger":"' + good + b'"}'
        bodies = {
            'space': text[:-1].replace(b':5,', b': 5,') + tail,
            'line end': text[:-1] + tail + b'\n',
            'order': canonical({'sertifikaTipi': 1, **message})[:-1] + tail,
            'unknown member': text[:-1] + b',"x":1' + tail,
            'signature first': b'{"imzaliDeger":"' + good + b'",' + text[1:],
            '40.0': text[:-1].replace(b':40,', b':40.0,') + tail,
            '4e1': text[:-1].replace(b':40,', b':4e1,') + tail,
            'escaped letter': text[:-1].replace(b'"390"', b'"\\u0033' + b'90"') + tail,
            'escaped slash': text[:-1].replace(b'"390"', b'"390"') + tail.replace(good, good.replace(b'/', b'\\/')),
            'twice': text[:-1].replace(b'"sertifikaTipi":1', b'"sertifikaTipi":1,"sertifikaTipi":1') + tail,
            'other minutes': text[:-1].replace(b':40,', b':41,') + tail,
        }
        for name, body in bodies.items():
            reply = g.json(TRAINING, body)
            equal((name, reply.status), (name, 214))
            if name != 'other minutes':
                equal((name, reply.message.encode()), (name, text))
        enveloping = base64.b64encode(directory.specialist.sign(text, '-cades', '-nodetach'))
        equal(g.json(TRAINING, text[:-1] + b',"imzaliDeger":"' + enveloping + b'"}').status, 222)
        # 222 before 214
        equal(g.json(TRAINING, text[:-1] + b', "imzaliDeger":"' + enveloping + b'"}').status, 222)
        equal(g.json(TRAINING, text[:-1] + tail).status, 200)


def test_query_has_limits(directory):
    with Gateway(directory) as g:
        equal(save(g, TRAINING, 5).status, 200)
        equal([(r['sorguNo'], r['status']) for r in query(g, 5, 6, 5).json['sonuclar']],
              [('5', 200), ('6', 204), ('5', 200)])
        assert 'ozet' not in query(g, 6).json['sonuclar'][0]
        equal(len(query(g, *range(1, 21)).json['sonuclar']), 20)
        for numbers in ((), tuple(range(1, 22)), ('5',), (0,), (1.5,), (None,), (5, -1)):
            reply = query(g, *numbers)
            equal((numbers, reply.http, reply.status, 'sonuclar' in reply.json), (numbers, 200, 210, False))
        equal(g.json(QUERY, b'{"sorguNo":5}').status, 210)
        equal(g.json(QUERY, b'{}').status, 210)
        equal(g.json(QUERY, b' { "sorguNo" : [ 5 ] } ').json['sonuclar'][0]['status'], 200)


def test_outcome_later(directory):
    with Gateway(directory, '--async-seconds', '86400') as g:
        equal(save(g, TRAINING, 5).status, 202)
        equal([r['status'] for r in query(g, 5).json['sonuclar']], [202])
    with Gateway(directory, '--async-seconds', '0.1') as g:
        equal((save(g, TRAINING, 5).status, save(g, TRAINING, 6, calisanTcKNo=int(STRANGER)).status), (202, 202))
        g.until(lambda: [r['status'] for r in query(g, 5, 6).json['sonuclar']] == [200, 212])
        equal((save(g, TRAINING, 5).status, save(g, TRAINING, 6).status), (211, 211))


def test_faults(directory):
    with Gateway(directory) as g:
        g.set_script([{'action': 'drop_after', 'match': {'operation': 'muayeneBilgisiBildir'}}])
        no_reply(save, g, EXAM, 5)
        equal(query(g, 5).json['sonuclar'][0]['status'], 200)
        g.set_script([{'action': 'code', 'match': {'method': 'provisional-json'}, 'code': 1111}])
        equal((save(g, RISK, 6).status, save(g, TRAINING, 7).status), (1111, 200))
        g.set_script([{'action': 'foreign', 'other': '9'}])
        equal((save(g, TRAINING, 8).json['sorguNo'], query(g, 8).json['sonuclar'][0]['sorguNo']), ('9', '9'))
        g.set_script([{'action': 'omit', 'other': '8'}])
        equal([r['sorguNo'] for r in query(g, 7, 8).json['sonuclar']], ['7'])
        g.set_script([{'action': 'huge', 'bytes': 1500000}])
        reply = query(g, 7)
        equal((len(reply.body), reply.json['sonuclar'][0]['status']), (1500000, 200))
        g.set_script([{'action': 'garbage'}])
        reply = query(g, 7)
        equal((reply.http, reply.headers['content-type'].split(';')[0], reply.json), (200, 'application/json', None))
        g.set_script([{'action': 'code', 'match': {'kind': 'query'}, 'code': 2222, 'echo': False}])
        equal(query(g, 7).json, {'status': 2222, 'message': 'SQL hatası.'})
        g.set_script([{'action': 'fault'}])
        equal(query(g, 7).http, 500)


def test_a_new_data_set_is_added_with_a_file_alone(directory):
    directory.write('drill.json', json.dumps({'services': [{'id': 'C', 'operations': [{
        'name': 'tatbikatBildir', 'kind': 'save', 'dataset': 'drill', 'method': 'custom-json', 'path': '/tatbikat/bildir',
        'fields': [{'name': 'sorguNo', 'type': 'number', 'number': True, 'role': 'number'},
                   {'name': 'isyeri', 'type': 'sgk', 'role': 'workplace'},
                   {'name': 'tarih', 'type': 'date', 'format': 'dd.MM.yyyy', 'role': 'date'},
                   {'name': 'sorumlu', 'type': 'identity', 'number': True, 'role': 'professional'},
                   {'name': 'katilanlar', 'type': 'group', 'repeated': True, 'fields': [
                       {'name': 'calisan', 'type': 'identity', 'number': True, 'role': 'employee'}]},
                   {'name': 'imzaliDeger', 'type': 'signature', 'role': 'signature'}]}]}]}))

    def drill(number, people):
        return {'sorguNo': number, 'isyeri': BAKERY, 'tarih': '04.01.2019', 'sorumlu': int(SPECIALIST),
                'katilanlar': [{'calisan': int(p)} for p in people]}

    with Gateway(directory, '--schema', directory.file('drill.json')) as g:
        equal(g.json('/tatbikat/bildir', signed(g, drill(5, CROWD[:2]))).status, 200)
        equal(g.json('/tatbikat/bildir', signed(g, drill(6, [STRANGER]))).status, 212)
        equal(g.json('/tatbikat/bildir', signed(g, drill(7, []))).status, 210)
        equal(query(g, 5).json['sonuclar'][0]['status'], 200)
        equal(save(g, TRAINING, 8).status, 200)
        equal([(i['dataset'], i['method']) for i in g.list()['items']][0], ('drill', 'custom-json'))


if __name__ == '__main__':
    sys.exit(main(globals()))
