import { readFileSync, statSync } from "node:fs";
import { credentialDigest, standingOf } from "#libs/runtime/credentials";
import type { Logger } from "#libs/runtime/logger";
import { noViewers, parseViewers, type ViewerKeys } from "#libs/runtime/viewerKeys";
import type { ShownByRequest, ViewerStanding, Viewers } from "./viewers.ts";

const refused = (code: "viewer-key-missing" | "viewer-key-wrong" | "viewer-key-expired") =>
  ({ kind: "refused", code }) as const;

/**
 * Viewers by bearer keys of which a file keeps the digests. The file is looked at for each request, so that a key that
 * was withdrawn opens nothing more. One that cannot be read lets nobody in.
 */
export class KeyViewers implements Viewers {
  readonly #path: string;
  readonly #logger: Logger;
  #seen = "";
  #known: ViewerKeys = noViewers;

  constructor(path: string, logger: Logger) {
    this.#path = path;
    this.#logger = logger;
  }

  viewerOf({ authorization }: ShownByRequest, nowMs: number): Promise<ViewerStanding> {
    if (authorization === undefined) return Promise.resolve(refused("viewer-key-missing"));
    const key = /^bearer +([\w-]{20,200})$/i.exec(authorization)?.[1];
    if (key === undefined) return Promise.resolve(refused("viewer-key-wrong"));
    const sha256 = credentialDigest(key);
    // Every key of everybody is compared, in constant time, whatever matched before.
    const standings = this.#viewers().map((viewer) => ({
      viewer,
      is: standingOf(viewer.keys, "bearer", sha256, nowMs),
    }));
    const good = standings.find(({ is }) => is === "good")?.viewer;
    if (good !== undefined) {
      const { name, role, titolare } = good;
      return Promise.resolve({ kind: "viewer", viewer: { name, role, titolare } });
    }
    const isExpired = standings.some(({ is }) => is === "expired");
    return Promise.resolve(refused(isExpired ? "viewer-key-expired" : "viewer-key-wrong"));
  }

  #viewers(): ViewerKeys["viewers"] {
    const stat = statSync(this.#path, { throwIfNoEntry: false });
    const seen = stat === undefined ? "" : `${stat.ino} ${stat.mtimeMs} ${stat.size}`;
    if (seen === this.#seen) return this.#known.viewers;
    this.#seen = seen;
    this.#known = seen === "" ? noViewers : this.#read();
    return this.#known.viewers;
  }

  #read(): ViewerKeys {
    const viewers = readViewers(this.#path);
    if (viewers === undefined) this.#logger.error("viewers-unreadable");
    else this.#logger.info("viewers-read", { count: viewers.viewers.length });
    return viewers ?? noViewers;
  }
}

function readViewers(path: string): ViewerKeys | undefined {
  try {
    return parseViewers(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}
