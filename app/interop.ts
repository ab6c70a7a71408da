import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { issueCertificate, pemOf } from '../ledger/certificate.js';
import { signCms } from '../ledger/cms.js';
import { issueRsaCertificate, newRsaKeys } from '../ledger/rsa-certificate.js';
import { newKeyPair, sign } from '../ledger/sm2.js';

/**
 * `npm run test:interop`: signs as agreements are signed and lets OpenSSL's command line judge: a signature with the
 * standard user id holds, a changed content and another user id do not, and a certificate holds under its authority; and
 * the seal that PDF readers show (CMS as PAdES asks for it) holds for its bytes and for no others.
 * Needs `openssl` 3 or later on the machine; without it ends with 1 and says so.
 */
const USER_ID = 'distid:1234567812345678';

function openssl(folder: string, ...args: string[]): boolean {
  const { error, status } = spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' });
  if (error) throw new Error('这台机器上没有 openssl（需要 3.0 以上版本），无法核对', { cause: error });
  return status === 0;
}

async function writeCase(folder: string): Promise<void> {
  const subject = { name: '互通测试认证机构', organisation: '测试' };
  const validity = { notBefore: '2020-01-01T00:00:00.000Z', notAfter: '2090-01-01T00:00:00.000Z' };
  const root = newKeyPair();
  const signer = newKeyPair();
  const issuer = { subject, keys: root };
  const serial = '41'.repeat(16);
  const authority = issueCertificate({ subject, publicKey: root.publicKey, serial, ...validity }, issuer);
  const named = { subject: { name: '经办甲', organisation: '某事务所' }, publicKey: signer.publicKey };
  const certificate = issueCertificate({ ...named, ...validity, serial: '42'.repeat(16) }, issuer);
  const content = Buffer.from('{"agreement":"示例-1"}');
  await writeFile(path.join(folder, 'authority.pem'), pemOf(authority));
  await writeFile(path.join(folder, 'signer.pem'), pemOf(certificate));
  await writeFile(path.join(folder, 'statement'), content);
  await writeFile(path.join(folder, 'changed'), '{"agreement":"示例-2"}');
  await writeFile(path.join(folder, 'signature'), sign(content, signer));
  await writeSeal(folder, content);
}

async function writeSeal(folder: string, content: Buffer): Promise<void> {
  const subject = { name: '互通测试认证机构', organisation: '测试' };
  const validity = { notBefore: '2020-01-01T00:00:00.000Z', notAfter: '2049-01-01T00:00:00.000Z' };
  const issuer = { subject, keys: await newRsaKeys() };
  const { privateKey, publicKey } = await newRsaKeys();
  const authority = issueRsaCertificate(
    { subject, publicKey: issuer.keys.publicKey, serial: '43'.repeat(16), ...validity },
    issuer,
  );
  const named = { subject: { name: '协议专用章', organisation: '某镇' }, publicKey };
  const certificate = issueRsaCertificate({ ...named, ...validity, serial: '44'.repeat(16) }, issuer);
  await writeFile(path.join(folder, 'seal-authority.pem'), pemOf(authority));
  await writeFile(path.join(folder, 'seal'), signCms(content, { privateKey, certificate, authority }));
}

const folder = await mkdtemp(path.join(tmpdir(), 'interop-'));
try {
  await writeCase(folder);
  const run = (...args: string[]) => openssl(folder, ...args);
  const verified = (file: string, id: string) =>
    run('dgst', '-sm3', '-verify', 'key.pem', '-sigopt', id, '-signature', 'signature', file);
  const sealed = (file: string) =>
    run(
      ...['cms', '-verify', '-cades', '-binary', '-inform', 'DER', '-in', 'seal', '-content', file],
      ...['-CAfile', 'seal-authority.pem', '-purpose', 'any', '-out', 'read'],
    );
  const results: [string, boolean][] = [
    ['从证书取出公钥', run('x509', '-in', 'signer.pem', '-noout', '-pubkey', '-out', 'key.pem')],
    ['证书由认证机构签发', run('verify', '-vfyopt', USER_ID, '-CAfile', 'authority.pem', 'signer.pem')],
    ['签名有效', verified('statement', USER_ID)],
    ['改动的内容无效', !verified('changed', USER_ID)],
    ['别的用户标识无效', !verified('statement', 'distid:8765432187654321')],
    ['阅读器签章有效', sealed('statement')],
    ['阅读器签章对改动的内容无效', !sealed('changed')],
  ];
  for (const [what, holds] of results) process.stdout.write(`${holds ? '通过' : '不符'} ${what}\n`);
  const failed = results.filter(([, holds]) => !holds).length;
  process.stdout.write(`OpenSSL: ${String(results.length - failed)} passed, ${String(failed)} failed\n`);
  process.exitCode = failed === 0 ? 0 : 1;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true });
}
