import { readFileSync, unwatchFile, watchFile } from "node:fs";
import { type Credential, parseCredentials } from "#libs/runtime/credentials";
import type { Logger } from "#libs/runtime/logger";

/** The credentials of a room as they are now. */
export interface CredentialSource {
  current(): readonly Credential[];
  close(): void;
}

/** How soon a rotation or a revocation counts. Polled: a folder that is mounted may tell nobody of a change. */
const lookMs = 500;

/**
 * Follows a room's credentials file, so that a rotation needs no restart. A file that cannot be read at the start is
 * refused; later the last one that could be read stays in force and the fault is logged: a half-written file must
 * not lock a room out.
 */
export function followCredentials(path: string, room: string, logger: Logger): CredentialSource {
  let current = read(path);
  if (current === undefined) throw new Error(`no credentials file for ${room}`);
  const look = () => {
    const next = read(path);
    if (next === undefined) {
      logger.error("credentials-unreadable", { room });
      return;
    }
    current = next;
    logger.info("credentials-read", { room, count: next.length });
  };
  watchFile(path, { interval: lookMs, persistent: false }, look);
  // What changed between our reading and the watcher's first look, it does not tell.
  const again = setTimeout(look, 2 * lookMs).unref();
  return {
    current: () => current ?? [],
    close() {
      clearTimeout(again);
      unwatchFile(path, look);
    },
  };
}

function read(path: string): readonly Credential[] | undefined {
  try {
    return parseCredentials(readFileSync(path, "utf8"))?.credentials;
  } catch {
    return undefined;
  }
}
