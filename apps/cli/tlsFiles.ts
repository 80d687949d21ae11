import "reflect-metadata"; // what the certificate library asks for
import { webcrypto } from "node:crypto";
import { join } from "node:path";
import * as x509 from "@peculiar/x509"; // makes certificates without a second program; by the authors of the WebCrypto polyfills
import { privateFolder, readPrivate, writePrivate } from "./privateFiles.ts";

x509.cryptoProvider.set(webcrypto);

const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;
const dayMs = 24 * 3_600_000;
const authorityDays = 3_650;
const serverDays = 365;
/** A certificate that ends sooner is made anew at the next start. */
const renewDays = 30;

/** Files of a demonstration's own authority and of its edges; in operation the person who runs it names others. */
export interface TlsFiles {
  readonly key_file: string;
  readonly cert_file: string;
  readonly ca_file: string;
}

export const tlsFilesOf = (data: string): TlsFiles => ({
  key_file: join(data, "tls", "server.key"),
  cert_file: join(data, "tls", "server.crt"),
  ca_file: join(data, "tls", "ca.crt"),
});

interface Pair {
  readonly certificate: x509.X509Certificate;
  readonly keys: webcrypto.CryptoKeyPair;
}

/** Makes what is missing of DATA/tls: an authority of this installation, and a certificate for loopback. */
export async function openTlsFiles(data: string, nowMs: number): Promise<TlsFiles> {
  privateFolder(join(data, "tls"));
  const files = tlsFilesOf(data);
  const authority = await openAuthority(data, nowMs);
  const present = readPrivate(files.cert_file);
  const isGood = present !== undefined && endsAfter(present, nowMs + renewDays * dayMs);
  if (isGood) return files;
  const server = await issue(authority, "CN=Raccordo edge", nowMs, serverDays, [
    new x509.SubjectAlternativeNameExtension([
      { type: "dns", value: "localhost" },
      { type: "ip", value: "127.0.0.1" },
    ]),
    new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
  ]);
  writePrivate(files.key_file, await keyPem(server.keys));
  writePrivate(files.cert_file, `${server.certificate.toString("pem")}\n`);
  return files;
}

export interface IssuedCertificate {
  readonly keyPem: string;
  readonly certificatePem: string;
}

/** A client certificate of a room from the installation's own authority: for demonstrations and first trials. */
export async function issueForRoom(
  data: string,
  room: string,
  nowMs: number,
  days: number,
): Promise<IssuedCertificate> {
  const authority = await openAuthority(data, nowMs);
  const made = await issue(authority, `CN=${room}`, nowMs, days, [
    new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.clientAuth]),
  ]);
  return {
    keyPem: await keyPem(made.keys),
    certificatePem: `${made.certificate.toString("pem")}\n`,
  };
}

async function openAuthority(data: string, nowMs: number): Promise<Pair> {
  privateFolder(join(data, "tls"));
  const [keyFile, certFile] = [join(data, "tls", "ca.key"), join(data, "tls", "ca.crt")];
  const [key, cert] = [readPrivate(keyFile), readPrivate(certFile)];
  if (key !== undefined && cert !== undefined) {
    const certificate = new x509.X509Certificate(cert);
    const privateKey = await webcrypto.subtle.importKey(
      "pkcs8",
      x509.PemConverter.decodeFirst(key),
      algorithm,
      true,
      ["sign"],
    );
    return { certificate, keys: { privateKey, publicKey: await certificate.publicKey.export() } };
  }
  const keys = await newKeys();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: "CN=Raccordo demonstration authority",
    ...validity(nowMs, authorityDays),
    keys,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
    ],
  });
  writePrivate(keyFile, await keyPem(keys));
  writePrivate(certFile, `${certificate.toString("pem")}\n`);
  return { certificate, keys };
}

async function issue(
  authority: Pair,
  subject: string,
  nowMs: number,
  days: number,
  extensions: x509.Extension[],
): Promise<Pair> {
  const keys = await newKeys();
  const certificate = await x509.X509CertificateGenerator.create({
    subject,
    issuer: authority.certificate.subject,
    ...validity(nowMs, days),
    publicKey: keys.publicKey,
    signingKey: authority.keys.privateKey,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      ...extensions,
    ],
  });
  return { certificate, keys };
}

const newKeys = (): Promise<webcrypto.CryptoKeyPair> =>
  webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);

const validity = (nowMs: number, days: number) => ({
  // Clocks of other rooms may be behind.
  notBefore: new Date(nowMs - 5 * 60_000),
  notAfter: new Date(nowMs + days * dayMs),
});

async function keyPem({ privateKey }: webcrypto.CryptoKeyPair): Promise<string> {
  const bytes = await webcrypto.subtle.exportKey("pkcs8", privateKey);
  return `${x509.PemConverter.encode(bytes, "PRIVATE KEY")}\n`;
}

function endsAfter(pem: string, ms: number): boolean {
  try {
    return new x509.X509Certificate(pem).notAfter.getTime() > ms;
  } catch {
    return false;
  }
}
