import { createHash, timingSafeEqual } from "node:crypto";
import type { ProtocolAdapter } from "#libs/incident/adapter";
import type { ProtocolName, RoomConfig } from "./config.ts";
import { bucketsOf, type Limited } from "./rateLimits.ts";
import type { TokenBucket } from "./tokenBucket.ts";

/** A room that this edge hosts, and what it is doing right now. */
export interface EdgeRoom {
  readonly id: string;
  readonly keySha256: Buffer;
  readonly protocols: readonly ProtocolAdapter[];
  readonly territory: readonly string[];
  readonly limits: RoomConfig["limits"];
  readonly buckets: Readonly<Record<Limited, TokenBucket>>;
  inWork: number;
  polls: number;
  streams: number;
}

/** Token under which Nest injects the rooms. */
export const edgeRooms = Symbol("EdgeRooms");

/** Rooms as configured; only protocols that some room speaks are loaded. */
export async function openRooms(configs: readonly RoomConfig[]): Promise<readonly EdgeRoom[]> {
  return Promise.all(
    configs.map(async (config) => ({
      id: config.id,
      keySha256: Buffer.from(config.key_sha256, "hex"),
      protocols: await Promise.all(config.protocols.map(loadProtocol)),
      territory: config.municipalities,
      limits: config.limits,
      buckets: bucketsOf(config.limits),
      inWork: 0,
      polls: 0,
      streams: 0,
    })),
  );
}

async function loadProtocol(name: ProtocolName): Promise<ProtocolAdapter> {
  switch (name) {
    case "raccordo-native/1":
      return (await import("#libs/adapters/native/adapter")).nativeAdapter;
    case "cap/1.2":
      // Loads libxml2 as WebAssembly: some megabytes that other rooms do not need.
      return (await import("#libs/adapters/cap/adapter")).capAdapter;
  }
}

export type Credential =
  | { readonly kind: "room"; readonly room: EdgeRoom }
  | { readonly kind: "refused"; readonly code: "credential-missing" | "credential-wrong" };

/**
 * The room whose bearer key an Authorization header holds. Every room's key is compared, each in constant
 * time over digests, whatever matched before: time tells nothing about the rooms that exist.
 */
export function roomOfCredential(
  rooms: readonly EdgeRoom[],
  authorization: string | undefined,
): Credential {
  if (authorization === undefined) return { kind: "refused", code: "credential-missing" };
  const key = /^bearer +([\w.~+/=-]{1,512})$/i.exec(authorization)?.[1] ?? "";
  const digest = createHash("sha256").update(key).digest();
  const matching = rooms.filter(({ keySha256 }) => timingSafeEqual(keySha256, digest));
  const [room] = matching;
  if (key === "" || room === undefined) return { kind: "refused", code: "credential-wrong" };
  return { kind: "room", room };
}
