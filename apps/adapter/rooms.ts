import type { ProtocolAdapter } from "#libs/incident/adapter";
import { eventLimits } from "#libs/incident/limits";
import {
  type Credential,
  credentialDigest,
  type Standing,
  standingOf,
} from "#libs/runtime/credentials";
import type { Logger } from "#libs/runtime/logger";
import type { TokenBucket } from "#libs/runtime/tokenBucket";
import type { ProtocolName, RoomConfig } from "./config.ts";
import { type CredentialSource, followCredentials } from "./credentialFile.ts";
import { bucketsOf, type Limited } from "./rateLimits.ts";

/** A room that this edge hosts, and what it is doing right now. */
export interface EdgeRoom {
  readonly id: string;
  readonly credentials: CredentialSource;
  readonly protocols: readonly ProtocolAdapter[];
  readonly territory: readonly string[];
  /** Ids that a message may name as addressees; empty where they are not known. */
  readonly addressees: readonly string[];
  readonly limits: RoomConfig["limits"];
  readonly buckets: Readonly<Record<Limited, TokenBucket>>;
  inWork: number;
  polls: number;
  streams: number;
}

/** Rooms as configured; only protocols that some room speaks are loaded. */
export async function openRooms(
  configs: readonly RoomConfig[],
  logger: Logger,
): Promise<readonly EdgeRoom[]> {
  return Promise.all(
    configs.map(async (config) => ({
      id: config.id,
      credentials: credentialsOf(config, logger),
      protocols: await Promise.all(config.protocols.map(loadProtocol)),
      territory: ownTerritory(config.municipalities),
      addressees: config.addressees,
      limits: config.limits,
      buckets: bucketsOf(config.limits),
      inWork: 0,
      polls: 0,
      streams: 0,
    })),
  );
}

/** What a message that names no territory is about; a room of more comuni than a message may name has to say it. */
function ownTerritory(municipalities: readonly string[]): readonly string[] {
  return municipalities.length > eventLimits.territoryMax ? [] : municipalities;
}

/** The file where there is one; else the one key of the configuration, which then cannot be rotated. */
function credentialsOf(config: RoomConfig, logger: Logger): CredentialSource {
  const { id, key_sha256: sha256, credentials_file: path } = config;
  if (path !== undefined) return followCredentials(path, id, logger);
  const key: Credential = { id: "key", kind: "bearer", sha256, from: "2000-01-01T00:00:00Z" };
  return { current: () => [key], close: () => undefined };
}

async function loadProtocol(name: ProtocolName): Promise<ProtocolAdapter> {
  switch (name) {
    case "raccordo-native/1":
      return (await import("#libs/adapters/native/adapter")).nativeAdapter;
    case "cap/1.2":
      // Loads libxml2 as WebAssembly: some megabytes that other rooms do not need.
      return (await import("#libs/adapters/cap/adapter")).capAdapter;
    case "scheda112/1":
      return (await import("#libs/adapters/scheda112/adapter")).scheda112Adapter;
  }
}

/** What a request shows: the header, and the certificate with which its connection was made. */
export interface Shown {
  readonly authorization: string | undefined;
  readonly certificate: ShownCertificate | undefined;
}

/** A client certificate whose key the other side has proved to hold. */
export interface ShownCertificate {
  /** SHA-256, hex, of its DER bytes: who may come in is pinned, no authority is believed. */
  readonly sha256: string;
  readonly notBeforeMs: number;
  readonly notAfterMs: number;
}

export type Admittance =
  | { readonly kind: "room"; readonly room: EdgeRoom }
  | {
      readonly kind: "refused";
      readonly code: "credential-missing" | "credential-wrong" | "credential-expired";
    };

const refused = (code: "credential-missing" | "credential-wrong" | "credential-expired") =>
  ({ kind: "refused", code }) as const;

/**
 * The room that a request comes from: by its bearer key, by its client certificate, or by both when they are the
 * same room's. Every room's credentials are compared, each in constant time over digests, whatever matched before:
 * time tells nothing about the rooms that exist.
 */
export function roomOfCredential(
  rooms: readonly EdgeRoom[],
  { authorization, certificate }: Shown,
  nowMs: number,
): Admittance {
  if (authorization === undefined) {
    const found = certificate && byCertificate(rooms, certificate, nowMs);
    return found ?? refused("credential-missing");
  }
  const key = /^bearer +([\w.~+/=-]{1,512})$/i.exec(authorization)?.[1] ?? "";
  const found = pick(rooms, (one) => standingOf(one, "bearer", credentialDigest(key), nowMs));
  if (key === "" || found.kind === "refused" || certificate === undefined) {
    return key === "" ? refused("credential-wrong") : found;
  }
  const other = byCertificate(rooms, certificate, nowMs);
  const contradicts = other.kind === "room" && other.room !== found.room;
  return contradicts ? refused("credential-wrong") : found;
}

function byCertificate(
  rooms: readonly EdgeRoom[],
  { sha256, notBeforeMs, notAfterMs }: ShownCertificate,
  nowMs: number,
): Admittance {
  const found = pick(rooms, (one) => standingOf(one, "certificate", sha256, nowMs));
  const isValid = notBeforeMs <= nowMs && nowMs < notAfterMs;
  return found.kind === "room" && !isValid ? refused("credential-expired") : found;
}

function pick(
  rooms: readonly EdgeRoom[],
  standing: (credentials: readonly Credential[]) => Standing,
): Admittance {
  const standings = rooms.map((room) => ({ room, is: standing(room.credentials.current()) }));
  const good = standings.find(({ is }) => is === "good");
  if (good !== undefined) return { kind: "room", room: good.room };
  const isExpired = standings.some(({ is }) => is === "expired");
  return refused(isExpired ? "credential-expired" : "credential-wrong");
}
