import { readFileSync, unwatchFile, watchFile } from "node:fs";
import { createSecureContext, Server } from "node:tls";
import type { Logger } from "#libs/runtime/logger";

export interface TlsFiles {
  readonly key_file: string;
  readonly cert_file: string;
}

/**
 * TLS of an edge: 1.2 at least (law.md 3.9: RAC). A client certificate is asked for and not required; no authority is
 * believed, the room's credentials name the certificates that count (ID_AUTH_CHANNEL_02, pinned).
 */
export interface TlsContext {
  readonly key: Buffer;
  readonly cert: Buffer;
  readonly minVersion: "TLSv1.2";
  readonly requestCert: true;
  readonly rejectUnauthorized: false;
}

export interface OpenTls {
  context(): TlsContext;
  /** Gives the server what the files hold whenever they change. */
  follow(server: object): void;
  close(): void;
}

const lookMs = 1_000;

/** Reads key and certificate. Throws when they are no pair: an edge does not open half. */
export function openTls(files: TlsFiles, logger: Logger): OpenTls {
  const first = read(files);
  const paths = [files.key_file, files.cert_file];
  let look = (): void => undefined;
  return {
    context: () => first,
    follow(server) {
      if (!(server instanceof Server)) throw new Error("certificates of a server without TLS");
      look = () => renew(server, files, logger);
      for (const path of paths) watchFile(path, { interval: lookMs, persistent: false }, look);
    },
    close() {
      for (const path of paths) unwatchFile(path, look);
    },
  };
}

/** Between the writing of key and certificate they are no pair: then the old pair stays until the next look. */
function renew(server: Server, files: TlsFiles, logger: Logger): void {
  try {
    server.setSecureContext(read(files));
    logger.info("certificate-read");
  } catch (error) {
    logger.warn("certificate-unreadable", {}, error);
  }
}

function read(files: TlsFiles): TlsContext {
  const pair = { key: readFileSync(files.key_file), cert: readFileSync(files.cert_file) };
  createSecureContext(pair); // throws when key and certificate do not belong together
  return { ...pair, minVersion: "TLSv1.2", requestCert: true, rejectUnauthorized: false };
}
