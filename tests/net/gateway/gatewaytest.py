# SPDX-License-Identifier: GPL-3.0-or-later
"""Starts isg-gateway and speaks raw HTTPS to it; standard library and the openssl command alone.

Usable by other suites:

    with TestDirectory() as directory, Gateway(directory) as gateway:
        number = next(gateway.numbers)
        reply = gateway.save_b(employees=[EMPLOYEE_1], topics=[('390', '40.0')], number=number)
        assert reply.status == 200 and gateway.list()['totals']['accepted'] == 1

The binary is argv[1], or $ISG_GATEWAY.
"""
import base64
import contextlib
import hashlib
import http.client
import itertools
import json
import os
import re
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import time
import traceback
import xml.etree.ElementTree as ElementTree

SPECIALIST = '10000000146'
PHYSICIAN = '19090909018'
NURSE = '10000000696'
EMPLOYEE_1 = '10000000214'
EMPLOYEE_2 = '10000000382'
STRANGER = '99000000042'
FIRM = '0123456789abcdef0123456789abcdef'
PASSIVE_FIRM = 'fedcba9876543210fedcba9876543210'
PASSWORD = 'deneme-parola-ğ'
BAKERY = '24711010100000010340123000'
BARBER = '29602010100000020340123000'

NAMESPACE = {'A': 'http://ws.csgbwebservices.csgb.gov.tr/', 'B': 'http://ws.ibys.ailevecalisma.gov.tr/'}
SOAP = 'http://schemas.xmlsoap.org/soap/envelope/'


def person(nine):
    """A synthetic identity number: nine digits and their two check digits."""
    d = [int(c) for c in nine]
    ten = (sum(d[0::2]) * 7 - sum(d[1::2])) % 10
    return nine + str(ten) + str((sum(d) + ten) % 10)


def seed():
    """What the gateway knows unless a test says otherwise."""
    return {
        'firms': [{'code': FIRM, 'password': PASSWORD, 'active': True},
                  {'code': PASSIVE_FIRM, 'password': PASSWORD, 'active': False},
                  {'code': 'other-firm', 'password': PASSWORD}],
        'workplaces': [{'sgk_no': BAKERY, 'name': 'Örnek <Fırın> & Oğlu', 'nace': '107101', 'hazard': 'high',
                        'employee_count': 3},
                       {'sgk_no': BARBER, 'name': 'Örnek Berber', 'nace': '960201', 'hazard': 'low',
                        'employee_count': 1}],
        'professionals': [{'national_id': SPECIALIST, 'role': 'specialist'},
                          {'national_id': PHYSICIAN, 'role': 'physician'},
                          {'national_id': NURSE, 'role': 'other_health'}],
        'assignments': [{'professional': SPECIALIST, 'sgk_no': BAKERY, 'from': '2018-01-01'},
                        {'professional': PHYSICIAN, 'sgk_no': BAKERY, 'from': '2018-01-01', 'to': '2098-12-31'},
                        {'professional': NURSE, 'sgk_no': BAKERY, 'from': '2018-01-01'},
                        {'professional': SPECIALIST, 'sgk_no': BARBER, 'from': '2020-01-01', 'to': '2020-12-31'}],
        'employments': [{'employee': EMPLOYEE_1, 'sgk_no': BAKERY, 'from': '2018-01-01'},
                        {'employee': EMPLOYEE_2, 'sgk_no': BAKERY, 'from': '2018-01-01', 'to': '2019-12-31'}]
        + [{'employee': person('%09d' % (200000000 + i)), 'sgk_no': BAKERY, 'from': '2018-01-01'}
           for i in range(150)],
    }


CROWD = [person('%09d' % (200000000 + i)) for i in range(150)]


def run(*arguments, data=None):
    done = subprocess.run(arguments, input=data, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    if done.returncode != 0:
        raise RuntimeError('%s: %s' % (arguments[:3], done.stderr.decode(errors='replace')))
    return done.stdout


class Signer:
    """A key and a certificate on disk."""

    def __init__(self, key, certificate):
        self.key = key
        self.certificate = certificate
        self.der = run('openssl', 'x509', '-in', certificate, '-outform', 'DER')

    def sign(self, content, *options):
        """A detached CAdES-BES by openssl, DER."""
        flags = list(options) or ['-cades']
        with tempfile.NamedTemporaryFile() as out:
            run('openssl', 'cms', '-sign', '-binary', '-md', 'sha256', '-outform', 'DER', '-signer',
                self.certificate, '-inkey', self.key, '-out', out.name, *flags, data=content)
            return out.read()


class TestDirectory:
    """A temporary directory with a CA, a server certificate and signers."""

    def __enter__(self):
        self.path = tempfile.mkdtemp(prefix='isg-gateway-')
        self.runs = itertools.count(1)
        self._serial = 1000
        self._keys = {}
        self.ca = self._make_ca('ca')
        self.server = self.make('server', 'CN=127.0.0.1', ca=self.ca, extensions=[
            'subjectAltName=IP:127.0.0.1,DNS:localhost', 'extendedKeyUsage=serverAuth'])
        self.specialist = self.make_person('specialist', SPECIALIST, rsa=True)
        self.physician = self.make_person('physician', PHYSICIAN)
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.path, ignore_errors=True)

    def file(self, name):
        return os.path.join(self.path, name)

    def write(self, name, text):
        """Replaces a file by rename, so that nobody reads half of it."""
        with open(self.file(name) + '.new', 'w', encoding='utf-8') as f:
            f.write(text)
        os.rename(self.file(name) + '.new', self.file(name))
        return self.file(name)

    def key(self, name, rsa=False):
        if name not in self._keys:
            path = self.file(name + '.key')
            kind = ['RSA', '-pkeyopt', 'rsa_keygen_bits:2048'] if rsa else \
                ['EC', '-pkeyopt', 'ec_paramgen_curve:P-256']
            run('openssl', 'genpkey', '-algorithm', *kind, '-out', path)
            self._keys[name] = path
        return self._keys[name]

    def _make_ca(self, name):
        certificate = self.file(name + '.pem')
        run('openssl', 'req', '-x509', '-new', '-key', self.key(name), '-days', '3650', '-subj', '/CN=Test ' + name,
            '-addext', 'basicConstraints=critical,CA:TRUE', '-addext', 'keyUsage=keyCertSign,cRLSign',
            '-out', certificate)
        return Signer(self.key(name), certificate)

    def make_ca(self, name):
        return self._make_ca(name)

    def make(self, name, subject, ca=None, extensions=(), key=None, rsa=False, serial=None,
             start='20180101000000Z', end='20981231235959Z'):
        """A certificate; without a CA it signs itself."""
        key = key or self.key(name, rsa)
        certificate = self.file(name + '.pem')
        database = tempfile.mkdtemp(dir=self.path)
        self._serial += 1
        config = os.path.join(database, 'config')
        with open(os.path.join(database, 'index.txt'), 'w', encoding='ascii'):
            pass
        with open(os.path.join(database, 'serial'), 'w', encoding='ascii') as f:
            f.write('%04X' % (serial or self._serial))
        with open(config, 'w', encoding='utf-8') as f:
            f.write('[ca]\ndefault_ca=d\n[d]\ndatabase=%s/index.txt\nserial=%s/serial\nnew_certs_dir=%s\n'
                    'default_md=sha256\npolicy=p\nunique_subject=no\n[p]\ncommonName=optional\ncountryName=optional\n'
                    'serialNumber=optional\n[x]\nbasicConstraints=CA:FALSE\n%s\n[req]\ndistinguished_name=n\n[n]\n'
                    % (database, database, database, '\n'.join(extensions)))
        request = os.path.join(database, 'request.pem')
        run('openssl', 'req', '-new', '-config', config, '-key', key, '-subj', '/' + subject, '-out', request)
        issuer = ['-selfsign', '-keyfile', key] if ca is None else ['-cert', ca.certificate, '-keyfile', ca.key]
        run('openssl', 'ca', '-batch', '-notext', '-preserveDN', '-config', config, *issuer, '-in', request, '-out',
            certificate, '-extensions', 'x', '-startdate', start, '-enddate', end)
        return Signer(key, certificate)

    def make_person(self, name, number, usage='digitalSignature,nonRepudiation', ca='own', more=(), **kwargs):
        return self.make(name, 'C=TR/serialNumber=%s/CN=AYSE ORNEK' % number, ca=self.ca if ca == 'own' else ca,
                         extensions=['keyUsage=critical,' + usage, *more], **kwargs)


# --- CMS by hand, for what openssl does not make -------------------------------------------------------------------------

def der(tag, *parts):
    content = b''.join(parts)
    n = len(content)
    if n < 0x80:
        return bytes([tag, n]) + content
    length = n.to_bytes((n.bit_length() + 7) // 8, 'big')
    return bytes([tag, 0x80 | len(length)]) + length + content


def oid(text):
    numbers = [int(n) for n in text.split('.')]
    out = [numbers[0] * 40 + numbers[1]]
    for n in numbers[2:]:
        seven = [n & 0x7f]
        while n > 0x7f:
            n >>= 7
            seven.append(0x80 | n & 0x7f)
        out += reversed(seven)
    return der(6, bytes(out))


def read_der(data, at=0):
    """(tag, start of content, end)"""
    n, start = data[at + 1], at + 2
    if n & 0x80:
        start, n = at + 2 + (n & 0x7f), int.from_bytes(data[at + 2:at + 2 + (n & 0x7f)], 'big')
    return data[at], start, start + n


def issuer_and_serial(certificate):
    _, at, _ = read_der(certificate)
    _, at, _ = read_der(certificate, at)
    if certificate[at] == 0xa0:
        at = read_der(certificate, at)[2]
    serial_end = read_der(certificate, at)[2]
    serial = certificate[at:serial_end]
    issuer = read_der(certificate, serial_end)[2]
    return der(0x30, certificate[issuer:read_der(certificate, issuer)[2]], serial)


SHA256 = der(0x30, oid('2.16.840.1.101.3.4.2.1'))


def attribute(name, *values):
    return der(0x30, oid(name), der(0x31, *values))


def handmade_cms(signer, content, when=None, leave_out=(), ess_hash=None, ess_algorithm=b'', digest=None,
                 content_type='1.2.840.113549.1.7.1', attribute_type=None, embed=None, twice=(), inside=False,
                 generalized=False, digest_algorithm=SHA256):
    """A SignedData with one signer, wrong in whatever way is asked for."""
    when = time.time() if when is None else when
    stamp = time.strftime('%Y%m%d%H%M%SZ' if generalized else '%y%m%d%H%M%SZ', time.gmtime(when)).encode()
    attributes = {
        'contentType': attribute('1.2.840.113549.1.9.3', oid(attribute_type or content_type)),
        'messageDigest': attribute('1.2.840.113549.1.9.4', der(4, digest or hashlib.sha256(content).digest())),
        'signingTime': attribute('1.2.840.113549.1.9.5', der(0x18 if generalized else 0x17, stamp)),
        'signingCertificateV2': attribute('1.2.840.113549.1.9.16.2.47', der(0x30, der(0x30, der(
            0x30, ess_algorithm, der(4, ess_hash or hashlib.sha256(signer.der).digest()))))),
    }
    chosen = [v for k, v in attributes.items() if k not in leave_out]
    chosen += [attributes[k] for k in twice]
    attrs = b''.join(sorted(chosen))
    with tempfile.NamedTemporaryFile() as f:
        f.write(der(0x31, attrs))
        f.flush()
        value = run('openssl', 'dgst', '-sha256', '-sign', signer.key, f.name)
    ec = b'EC PRIVATE' in open(signer.key, 'rb').read() or len(value) < 100
    algorithm = der(0x30, oid('1.2.840.10045.4.3.2')) if ec else der(0x30, oid('1.2.840.113549.1.1.1'), der(5))
    info = der(0x30, der(2, b'\1'), issuer_and_serial(signer.der), digest_algorithm, der(0xa0, attrs), algorithm,
               der(4, value))
    eci = der(0x30, oid(content_type), der(0xa0, der(4, content)) if inside else b'')
    certificates = der(0xa0, signer.der if embed is None else embed) if embed != b'' else b''
    return der(0x30, oid('1.2.840.113549.1.7.2'), der(0xa0, der(
        0x30, der(2, b'\1'), der(0x31, digest_algorithm), eci, certificates, der(0x31, info))))


# --- what is signed, built a second time here, from wire.md 2.3 ----------------------------------------------------------

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'


def signed_xml(m, bulk):
    def e(name, value):
        return '<%s>%s</%s>' % (name, value, name)
    if bulk:
        people = e('calisanObject', ''.join(e('calisanTckNo', n) for n in sorted(m['employees'], key=int)))
        topics = e('egitimObject', ''.join(e('egitimKoduId', k) + e('egitimSuresi', s)
                                           for k, s in sorted(m['topics'], key=lambda t: int(t[0]))))
    else:
        people = e('calisanTckNo', m['employees'][0])
        topics = e('egitimKoduId', m['topics'][0][0]) + e('egitimSuresi', m['topics'][0][1])
    return (DECLARATION + e('EgitimDVO', e('egitimBildirim', e('belgeTipi', m['type'])
            + e('isgProfTckNo', m['professional']) + people + topics + e('egitimTarihi', m['date'])
            + e('egitimYer', m['place']) + e('egitimTur', m['way']) + e('sgkTescilNo', m['workplace'])
            + e('egiticiTckNo', m['trainer'])))).encode()


def training(**changes):
    m = {'type': '2', 'professional': SPECIALIST, 'trainer': SPECIALIST, 'employees': [EMPLOYEE_1],
         'topics': [('390', '40.0')], 'date': '04-01-2019', 'place': '1', 'way': '1', 'workplace': BAKERY}
    m.update(changes)
    return m


def element(name, value):
    if value is None:
        return ''
    return '<%s>%s</%s>' % (name, str(value).replace('&', '&amp;').replace('<', '&lt;'), name)


def dto(m, number, signature, bulk, firm=FIRM):
    """The egitim parameter, children in wire order; a member of m named like an element takes its place."""
    if bulk:
        people = ''.join('<calisan>%s</calisan>' % element('calisanTckNo', n) for n in m['employees'])
        topics = ''.join('<egitim>%s%s</egitim>' % (element('egitimKoduId', k), element('egitimSuresi', s))
                         for k, s in m['topics'])
    else:
        people = element('calisanTckNo', m['employees'][0])
        topics = element('egitimKoduId', m['topics'][0][0]) + element('egitimSuresi', m['topics'][0][1])
    return ''.join([element('belgeTipi', m['type']), people, element('egiticiTckNo', m['trainer']), topics,
                    element('egitimTarihi', m['date']), element('egitimTur', m['way']),
                    element('egitimYer', m['place']), element('firmaKodu', m.get('firm', firm)),
                    element('imzaliDeger', signature), element('isgProfTckNo', m['professional']),
                    element('isyeriId', m.get('isyeriId')), element('sgkTescilNo', m['workplace']),
                    element('sorguNo', number)])


def envelope(service, operation, inner, firm=FIRM, password=PASSWORD):
    login = element('firmaKodu', firm) + element('parola', password)
    return ('<?xml version="1.0" encoding="UTF-8"?><S:Envelope xmlns:S="%s"><S:Body><n:%s xmlns:n="%s">%s%s</n:%s>'
            '</S:Body></S:Envelope>' % (SOAP, operation, NAMESPACE[service], inner, login, operation)).encode()


# --- the other side ---------------------------------------------------------------------------------------------------

class Reply:
    """An HTTP reply; for SOAP also what stands in it."""

    def __init__(self, status, headers, body):
        self.http = status
        self.headers = headers
        self.body = body
        self.returns = []
        self.fault = None
        self.json = None
        kind = headers.get('content-type', '')
        if kind.startswith('application/json'):
            with contextlib.suppress(ValueError):
                self.json = json.loads(body)
        if kind.startswith('text/xml'):
            with contextlib.suppress(ElementTree.ParseError):
                self._read_soap(ElementTree.fromstring(body))

    def _read_soap(self, root):
        self.returns = root.findall('.//return')
        fault = root.find('.//{%s}Fault' % SOAP)
        if fault is not None:
            self.fault = fault.findtext('faultcode')

    def text(self, name, index=0):
        return self.returns[index].findtext(name)

    @property
    def status(self):
        if self.json is not None:
            return self.json.get('status')
        return int(self.text('status')) if self.returns else None

    @property
    def message(self):
        return self.json.get('message') if self.json is not None else self.text('message')

    def items(self, index=0):
        """{(employee, topic): status} of a kayitBilgisi list, in its order"""
        return {(i.findtext('calisan/calisanTckNo'), i.findtext('egitim/egitimKoduId')): int(i.findtext('status'))
                for i in self.returns[index].findall('kayitBilgisi')}


class Gateway:
    """A running isg-gateway."""

    def __init__(self, directory, *options, script=None, seed_data=None, server=None, trust=None):
        self.directory = directory
        self.options = list(options)
        run_no = next(directory.runs)
        self.script_path = directory.file('script-%d.json' % run_no)
        self.log_path = directory.file('log-%d.jsonl' % run_no)
        self.db = directory.file('db-%d.sqlite' % run_no)
        self.seed_path = directory.write('seed-%d.json' % run_no, json.dumps(seed_data or seed()))
        self.server = server or directory.server
        self.trust = trust or directory.ca.certificate
        self.numbers = iter(range(1000, 10 ** 9))
        self.set_script(script or [])

    def set_script(self, rules):
        """Replaces the faults; takes effect with the next request."""
        self.directory.write(os.path.basename(self.script_path), json.dumps({'rules': rules}))

    def start(self):
        self.process = subprocess.Popen(
            [binary(), 'serve', '--db', self.db, '--tls-cert', self.server.certificate, '--tls-key', self.server.key,
             '--trust-ca', self.trust, '--seed', self.seed_path, '--script', self.script_path, '--log',
             self.log_path, '--max-seconds', '300', '--until-eof', *self.options],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError('isg-gateway did not start, exit %s' % self.process.wait())
        self.ready = json.loads(line)
        self.port = self.ready['port']
        return self

    def stop(self):
        self.process.stdin.close()
        code = self.process.wait(timeout=30)
        self.process.stdout.close()
        return code

    def __enter__(self):
        return self.start()

    def __exit__(self, kind, *_):
        if self.process.poll() is None:
            code = self.stop()
            if kind is None and code != 0:
                raise AssertionError('isg-gateway ended with %d' % code)

    def context(self):
        return ssl.create_default_context(cafile=self.directory.ca.certificate)

    def connect(self, timeout=20):
        raw = socket.create_connection(('127.0.0.1', self.port), timeout=timeout)
        return self.context().wrap_socket(raw, server_hostname='127.0.0.1')

    @contextlib.contextmanager
    def sent_b(self, **kwargs):
        """A save of B that was sent and whose reply nobody has read; the connection stays open meanwhile."""
        body = self.save_body('B', **kwargs)
        with self.connect() as connection:
            connection.sendall(b'POST /ibys/IsgIbysWs HTTP/1.1\r\nHost: x\r\nContent-Type: text/xml\r\n'
                               b'SOAPAction: ""\r\nContent-Length: %d\r\n\r\n%s' % (len(body), body))
            yield connection

    def post(self, path, body, headers=None, timeout=20, method='POST'):
        connection = http.client.HTTPSConnection('127.0.0.1', self.port, context=self.context(), timeout=timeout)
        try:
            connection.request(method, path, body=body, headers=headers or {})
            reply = connection.getresponse()
            return Reply(reply.status, {k.lower(): v for k, v in reply.getheaders()}, reply.read())
        finally:
            connection.close()

    def soap(self, service, body, timeout=20, action='""', content_type='text/xml; charset=utf-8'):
        path = self.ready['url_' + service.lower()].split(str(self.port))[1]
        headers = {'Content-Type': content_type}
        if action is not None:
            headers['SOAPAction'] = action
        return self.post(path, body, headers, timeout)

    def save_body(self, service, m=None, number=None, signer=None, signature=None, firm=FIRM, password=PASSWORD,
                  **changes):
        m = m or training(**changes)
        bulk = service == 'B'
        number = next(self.numbers) if number is None else number
        if signature is None:
            signature = base64.b64encode((signer or self.directory.specialist).sign(signed_xml(m, bulk))).decode()
        return envelope(service, 'egitimBildirimKaydet',
                        '<egitim>%s</egitim>' % dto(m, number, signature, bulk, firm or ''), firm, password)

    def save_a(self, timeout=20, **kwargs):
        return self.soap('A', self.save_body('A', **kwargs), timeout)

    def save_b(self, timeout=20, **kwargs):
        return self.soap('B', self.save_body('B', **kwargs), timeout)

    def query_b(self, *numbers, firm=FIRM, password=PASSWORD, timeout=20):
        return self.soap('B', envelope('B', 'egitimSorgula', ''.join(element('sorguNo', n) for n in numbers), firm,
                                       password), timeout)

    def query_a(self, number='0', employee='0', professional='0', start=None, end=None, firm=FIRM, timeout=20):
        inner = (element('baslangicTarihi', start) + element('bitisTarihi', end) + element('calisanTckNo', employee)
                 + element('isgProfTckNo', professional) + element('sorguNo', number))
        return self.soap('A', envelope('A', 'egitimBildirimSorgula', '<sorgu>%s</sorgu>' % inner, firm), timeout)

    def json(self, path, body, user=FIRM, password=PASSWORD, timeout=20, content_type='application/json'):
        headers = {'Content-Type': content_type}
        if user is not None:
            login = base64.b64encode(('%s:%s' % (user, password)).encode()).decode()
            headers['Authorization'] = 'Basic ' + login
        return self.post('/ibystest/api' + path, body, headers, timeout)

    def list(self):
        return json.loads(run(binary(), 'list', '--db', self.db, '--json'))

    def log(self):
        with open(self.log_path, encoding='utf-8') as f:
            return [json.loads(line) for line in f]

    def until(self, condition, seconds=20):
        """Waits for a condition, never for time."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if condition():
                return
            time.sleep(.02)
        raise AssertionError('condition did not come true')


def binary():
    return os.environ.get('ISG_GATEWAY') or sys.argv[1]


def no_reply(call, *arguments, **kwargs):
    """Asserts that a request gets no HTTP reply, and gives the error."""
    try:
        reply = call(*arguments, **kwargs)
    except (OSError, http.client.HTTPException) as error:
        return error
    raise AssertionError('there was a reply: %d %r' % (reply.http, reply.body[:200]))


def equal(got, wanted):
    if got != wanted:
        raise AssertionError('got %r, wanted %r' % (got, wanted))


def main(tests):
    """Runs functions test_* as TAP; each is given a TestDirectory."""
    chosen = [(n, f) for n, f in tests.items() if n.startswith('test_')]
    only = os.environ.get('ONLY')
    if only:
        chosen = [(n, f) for n, f in chosen if re.search(only, n)]
    print('1..%d' % len(chosen))
    failed = 0
    with TestDirectory() as directory:
        for i, (name, function) in enumerate(chosen, 1):
            try:
                function(directory)
                print('ok %d %s' % (i, name), flush=True)
            except Exception:  # pylint: disable=broad-except
                failed += 1
                print('not ok %d %s' % (i, name), flush=True)
                for line in traceback.format_exc().splitlines():
                    print('# ' + line, flush=True)
    return 1 if failed else 0
