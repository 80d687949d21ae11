import {
  createHash,
  createPrivateKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
} from "node:crypto";
import { join } from "node:path";
import { createUser, fromSeed } from "@nats-io/nkeys"; // key pairs of NATS users
import { keyBytes } from "#libs/seal/derive";
import { officerPublicKey } from "#libs/seal/officer";
import { CliError } from "./exitCodes.ts";
import { keepPrivate, privateFolder, readPrivate } from "./privateFiles.ts";

/** Secrets of the core; each a file of DATA/secrets/core with 32 random bytes in base64url. */
export const coreSecretNames = [
  "root",
  "log_pseudonym",
  "checkpoint",
  "receipts",
  "mac_policy",
  "mac_audit",
  "mac_console",
] as const;
export type CoreSecretName = (typeof coreSecretNames)[number];

/** Users of the server that are not rooms. */
export const coreUserNames = [
  "bootstrap",
  "exchange",
  "policy",
  "audit",
  "vault",
  "system",
] as const;
export type CoreUserName = (typeof coreUserNames)[number] | "console";

/** Roles of the demonstration signers (clarification 20). */
export const signerRoles = ["dpo", "operations"] as const;

/** The user of a NATS server: the seed proves who it is, the key is public. */
export interface NatsUser {
  readonly seed: string;
  readonly key: string;
}

export interface RoomSecrets {
  readonly root: Buffer;
  /** SHA-256, hex, of the bearer key. The key itself is the person's: DATA/rooms/<room>/key. */
  readonly bearerSha256: string;
  /** X25519 public key of the room's privacy officer; the private one is read here only to know it. */
  readonly officer: Buffer;
  readonly nats: NatsUser;
}

export interface DemonstrationSigner {
  readonly role: string;
  readonly key: KeyObject;
}

export interface Secrets {
  readonly core: Readonly<Record<CoreSecretName, Buffer>>;
  /** Seed of the log's second key, ML-DSA-44. */
  readonly checkpointMlDsa: Buffer;
  readonly users: Readonly<Record<CoreUserName, NatsUser>>;
  readonly rooms: ReadonlyMap<string, RoomSecrets>;
  readonly signers: readonly DemonstrationSigner[];
  /** By room: who takes data back in the demonstration, with DATA/rooms/<room>/privacy_officer. */
  readonly officers: ReadonlyMap<string, DemonstrationSigner>;
}

export interface SecretScope {
  readonly rooms: readonly string[];
  /** What an earlier start has made; undefined while the first one is not complete. */
  readonly made:
    | {
        readonly rooms: readonly string[];
        readonly checkpoint_ml_dsa?: boolean;
        readonly console?: boolean;
      }
    | undefined;
  /** Operation: demonstration signers are neither made nor read. */
  readonly production: boolean;
}

/**
 * Reads every secret and makes those that were never made. A secret that an earlier start made and that is
 * gone is refused: a new one would orphan whatever the old one protects.
 */
export function openSecrets(data: string, scope: SecretScope): Secrets {
  const core = keeper(join(data, "secrets"), scope.made !== undefined);
  // An installation from before the second key makes it at its next start.
  const second = keeper(join(data, "secrets"), scope.made?.checkpoint_ml_dsa === true);
  // … and one from before the console its user.
  const console_ = keeper(join(data, "secrets"), scope.made?.console === true);
  const rooms = scope.rooms.map((room): [string, RoomSecrets] => {
    const known = scope.made?.rooms.includes(room) === true;
    return [room, roomSecrets(data, room, keeper(join(data, "secrets"), known))];
  });
  // Nothing lies under these keys: an installation from before them makes its own, as the first start does.
  const anew = keeper(join(data, "secrets"), false);
  const officers = scope.production ? [] : scope.rooms;
  return {
    officers: new Map(
      officers.map((room) => [room, signerOf(anew, "privacy_officer", `../rooms/${room}`)]),
    ),
    core: record(coreSecretNames, (name) => bytesOf(core, `core/${name}`)),
    checkpointMlDsa: bytesOf(second, "core/checkpoint_ml_dsa"),
    users: {
      ...record(coreUserNames, (name) => userOf(core, `nkeys/${name}`)),
      console: userOf(console_, "nkeys/console"),
    },
    rooms: new Map(rooms),
    signers: scope.production ? [] : signerRoles.map((role) => signerOf(core, role)),
  };
}

const officerPath = /^\.\.\/rooms\/[^/]+\/officer$/;

/** Reads a secret by its path, or makes it where that is allowed. */
type Keep = (path: string, make: () => string) => string;

function keeper(folder: string, mustExist: boolean): Keep {
  return (path, make) => {
    const file = join(folder, path);
    const kept = mustExist ? readPrivate(file) : keepPrivate(file, () => `${make()}\n`);
    const missing = officerPath.test(path) ? "officer-missing" : "secret-missing";
    if (kept === undefined) throw new CliError("refused", missing, { path: file });
    return kept.trimEnd();
  };
}

function roomSecrets(data: string, room: string, keep: Keep): RoomSecrets {
  const folder = join(data, "rooms", room);
  privateFolder(folder);
  // The same rule for what is handed to people: a key that went missing is not silently another one.
  const bearer = keep(`../rooms/${room}/key`, random);
  const officer = decoded(keep(`../rooms/${room}/officer`, random), `rooms/${room}/officer`);
  return {
    root: bytesOf(keep, `rooms/${room}`),
    bearerSha256: createHash("sha256").update(bearer).digest("hex"),
    officer: officerPublicKey(officer),
    nats: userOf(keep, `nkeys/room-${room}`),
  };
}

const random = (): string => randomBytes(keyBytes).toString("base64url");

const bytesOf = (keep: Keep, path: string): Buffer => decoded(keep(path, random), path);

function decoded(text: string, path: string): Buffer {
  const bytes = Buffer.from(text, "base64url");
  const exact = bytes.length === keyBytes && bytes.toString("base64url") === text;
  if (!exact) throw new CliError("refused", "secret-damaged", { path });
  return bytes;
}

function userOf(keep: Keep, path: string): NatsUser {
  const seed = keep(path, () => new TextDecoder().decode(createUser().getSeed()));
  try {
    return { seed, key: fromSeed(new TextEncoder().encode(seed)).getPublicKey() };
  } catch {
    throw new CliError("refused", "secret-damaged", { path });
  }
}

function signerOf(keep: Keep, role: string, folder: string = "signers"): DemonstrationSigner {
  const path = `${folder}/${role}`;
  const pem = keep(path, () =>
    String(
      generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }),
    ).trimEnd(),
  );
  try {
    return { role, key: createPrivateKey(pem) };
  } catch {
    throw new CliError("refused", "secret-damaged", { path });
  }
}

function record<K extends string, V>(names: readonly K[], value: (name: K) => V): Record<K, V> {
  return Object.fromEntries(names.map((name) => [name, value(name)])) as Record<K, V>;
}
