import { decodeWire, encodeWire, type Wire } from "#libs/contracts/wire";
import type { Logger } from "#libs/runtime/logger";
import type { Seam } from "#libs/runtime/seam";
import {
  type IncidentKeys,
  isMode,
  type KeyName,
  type KeyRow,
  type KeyStore,
  type ShredPart,
} from "./keyStore.ts";
import type { RequestKind, VaultMetrics } from "./metrics.ts";

/** Incident ids are derived: 32 lower-case hex digits of a UUIDv8. */
const incidentPattern = /^[0-9a-f]{12}8[0-9a-f]{3}[89ab][0-9a-f]{15}$/;
/** Larger than any request that we make. */
const requestBytesMax = 256;

type Reply = Wire<"VaultReply">;

const refusedWith = (outcome: string): Reply => ({
  outcome,
  ordinary: new Uint8Array(),
  sensitive: new Uint8Array(),
  created: false,
});

/** The key that is left once the sensitive part is destroyed. */
const ordinaryOnly = (ordinary: Uint8Array): Reply => ({
  ...refusedWith("sensitive_shredded"),
  ordinary,
});

const granted = (keys: IncidentKeys, created: boolean): Reply => ({
  outcome: "ok",
  ...keys,
  created,
});

/**
 * Whether this start of the vault gives out keys. A store that was put back from a backup may hold keys that have been
 * destroyed since: they are destroyed again, as the log says, before any key leaves.
 */
export interface Admission {
  /** Drawn at this start. */
  readonly instance: string;
  isOpen: boolean;
}

/**
 * The vault's answers to VaultRequest bytes, as VaultReply bytes. Outcomes: `ok`, `absent`, `shredded`,
 * `retired` (nothing more may be sealed), `sensitive_shredded` (the ordinary key alone is given, and only to who asks for keys that exist);
 * `malformed` for bytes that are no request; `failed` when the store did not answer, and asking again
 * is right. Never rejects: whoever asked gets one reply.
 */
export class KeyRequests {
  readonly #store: KeyStore;
  readonly #seam: Seam;
  readonly #logger: Logger;
  readonly #metrics: VaultMetrics | undefined;
  readonly #admission: Admission;

  constructor(
    store: KeyStore,
    seam: Seam,
    logger: Logger,
    metrics?: VaultMetrics,
    admission: Admission = { instance: "", isOpen: true },
  ) {
    this.#admission = admission;
    this.#store = store;
    this.#seam = seam;
    this.#logger = logger;
    this.#metrics = metrics;
  }

  /** Keys of an incident, made now if it has none; on disk before they are answered. */
  create(request: Uint8Array): Promise<Uint8Array> {
    return this.#answer("create", request, async (name) => {
      if (!this.#admission.isOpen) return refusedWith("failed");
      const made = await this.#store.create(name);
      if (made.outcome !== "ok") return refusedWith(made.outcome);
      if (made.created) {
        this.#metrics?.created(name.mode);
        await this.#seam("vault-created");
      }
      return granted(made.keys, made.created);
    });
  }

  get(request: Uint8Array): Promise<Uint8Array> {
    return this.#answer("get", request, async (name) => {
      if (!this.#admission.isOpen) return refusedWith("failed");
      const { part, ...key } = name;
      const found = await (part === "seal" ? this.#store.getToSeal(key) : this.#store.get(key));
      if (found.outcome === "sensitive_shredded") return ordinaryOnly(found.ordinary);
      return found.outcome === "ok" ? granted(found.keys, false) : refusedWith(found.outcome);
    });
  }

  /**
   * Destroys an incident's keys, or the sensitive one alone, or only ends the sealing under them; `ok` when that is
   * so, however often it is asked.
   */
  shred(request: Uint8Array): Promise<Uint8Array> {
    return this.#answer("shred", request, async ({ part, ...name }) => {
      if (part === "seal") {
        await this.#store.retire(name);
        return refusedWith("ok");
      }
      await this.#store.shred(name, part);
      this.#metrics?.shredded(name.mode);
      this.#logger.info("keys-shredded", { incident: name.incident, mode: name.mode, part });
      return refusedWith("ok");
    });
  }

  /** Which incidents have keys, and how this start stands; VaultListRequest in, VaultListReply out. */
  async list(request: Uint8Array): Promise<Uint8Array> {
    const { instance, isOpen: admitted } = this.#admission;
    const asked = listRequest(request);
    const reply = (outcome: string, rows: readonly KeyRow[] = []) => {
      this.#metrics?.answered("list", outcome);
      return encodeWire("VaultListReply", { outcome, instance, admitted, rows });
    };
    if (asked === undefined) return reply("malformed");
    try {
      return reply("ok", await this.#store.list(asked.after, asked.rowsMax));
    } catch (error) {
      this.#logger.error("key-request-failed", { kind: "list" }, error);
      return reply("failed");
    }
  }

  /** Opens this start of the vault: whoever asks has destroyed again what the log says was destroyed. */
  async admit(request: Uint8Array): Promise<Uint8Array> {
    const wire = decodeWire("VaultAdmission", request);
    const isThis = wire?.instance === this.#admission.instance;
    if (isThis && !this.#admission.isOpen) {
      this.#admission.isOpen = true;
      this.#logger.info("vault-admitted");
    }
    const outcome = isThis ? "ok" : "malformed";
    this.#metrics?.answered("admit", outcome);
    return encodeWire("VaultReply", refusedWith(outcome));
  }

  async #answer(
    kind: RequestKind,
    request: Uint8Array,
    handle: (name: NamedKey) => Promise<Reply>,
  ): Promise<Uint8Array> {
    const reply = await this.#reply(kind, request, handle);
    this.#metrics?.answered(kind, reply.outcome);
    return encodeWire("VaultReply", reply);
  }

  async #reply(
    kind: RequestKind,
    request: Uint8Array,
    handle: (name: NamedKey) => Promise<Reply>,
  ): Promise<Reply> {
    const name = keyName(request);
    if (name === undefined) {
      this.#logger.warn("key-request-malformed", { kind, bytes: request.length });
      return refusedWith("malformed");
    }
    try {
      return await handle(name);
    } catch (error) {
      this.#logger.error("key-request-failed", { kind, incident: name.incident }, error);
      return refusedWith("failed");
    }
  }
}

/** Rows that one answer lists at most: it stays far below a message's limit. */
const rowsMax = 1_000;

interface ListRequest {
  readonly after: KeyName | undefined;
  readonly rowsMax: number;
}

function listRequest(request: Uint8Array): ListRequest | undefined {
  const wire =
    request.length > requestBytesMax ? undefined : decodeWire("VaultListRequest", request);
  if (wire === undefined || wire.rows_max > rowsMax) return undefined;
  const { after_mode: mode, after_incident: incident } = wire;
  if (mode === "" && incident === "") return { after: undefined, rowsMax: wire.rows_max };
  if (!isMode(mode) || !incidentPattern.test(incident)) return undefined;
  return { after: { mode, incident }, rowsMax: wire.rows_max };
}

interface NamedKey extends KeyName {
  readonly part: ShredPart | "seal";
}

function keyName(request: Uint8Array): NamedKey | undefined {
  if (request.length > requestBytesMax) return undefined;
  const wire = decodeWire("VaultRequest", request);
  if (wire === undefined || !incidentPattern.test(wire.incident) || !isMode(wire.mode))
    return undefined;
  // Who names no part means both keys.
  const part = wire.part === "" ? "both" : wire.part;
  if (part !== "both" && part !== "sensitive" && part !== "seal") return undefined;
  return { mode: wire.mode, incident: wire.incident, part };
}
