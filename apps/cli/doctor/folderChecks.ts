import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { z } from "zod";
import { keyBytes } from "#libs/seal/derive";
import { readConfiguration } from "../documents.ts";
import { type Installation, parseFile } from "../installation.ts";
import { readPrivate } from "../privateFiles.ts";
import { coreSecretNames, coreUserNames } from "../secrets.ts";
import { attention, type Finding, ok, problem, someOf } from "./finding.ts";

/** What lies in the data folder: permissions, keys, signers. Looks, and changes nothing. */
export function folderChecks(data: string, installation: Installation): readonly Finding[] {
  return [privacyCheck(data), keysCheck(data, installation), signersCheck(data)];
}

/** More than this is not looked through: what a process writes has the modes of its folder. */
const entriesMax = 20_000;

function privacyCheck(data: string): Finding {
  const open: string[] = [];
  let files = 0;
  const look = (path: string): void => {
    if (files >= entriesMax) return;
    files += 1;
    const stat = lstatSync(path, { throwIfNoEntry: false });
    // The server's own store: its files come and go, and stand behind a folder that is looked at.
    if (stat === undefined || path === join(data, "nats", "store")) return;
    if ((stat.mode & 0o077) !== 0) open.push(relative(data, path) || ".");
    if (stat.isDirectory()) for (const name of namesIn(path)) look(join(path, name));
  };
  look(data);
  if (open.length === 0) return ok("doctor-private", { files });
  const values = { count: open.length, some: someOf(open), path: data };
  return problem("doctor-private-not", values, "doctor-private-do");
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function keysCheck(data: string, { rooms, console: hasConsole }: Installation): Finding {
  const random = [
    ...coreSecretNames.map((name) => `secrets/core/${name}`),
    ...rooms.flatMap((room) => [`secrets/rooms/${room}`, `rooms/${room}/key`]),
  ];
  const later = hasConsole === true ? ["console"] : [];
  const users = [...coreUserNames, ...later, ...rooms.map((room) => `room-${room}`)];
  const seeds = users.map((name) => `secrets/nkeys/${name}`);
  const bad = [
    ...random.filter((path) => !hasKey(join(data, path))),
    ...seeds.filter((path) => !/^SU[A-Z2-7]{50,60}$/.test(textOf(join(data, path)))),
  ];
  const count = random.length + seeds.length;
  if (bad.length === 0) return ok("doctor-keys", { count });
  const values = { count: bad.length, some: someOf(bad) };
  return problem("doctor-keys-bad", values, "doctor-keys-do");
}

function hasKey(path: string): boolean {
  const text = textOf(path);
  const bytes = Buffer.from(text, "base64url");
  return bytes.length === keyBytes && bytes.toString("base64url") === text;
}

/** Empty for what cannot be read. */
function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8").trimEnd();
  } catch {
    return "";
  }
}

function signersCheck(data: string): Finding {
  const isDemonstration = readConfiguration(data)?.demonstration !== false;
  if (!isDemonstration) return ok("doctor-signers");
  const state = isProduction(data) ? problem : attention;
  const text = isProduction(data) ? "doctor-signers-production" : "doctor-signers-demonstration";
  return state(text, {}, "doctor-signers-do");
}

/** What the last start was for. */
function isProduction(data: string): boolean {
  const path = join(data, "run", "policy.json");
  const text = readPrivate(path);
  if (text === undefined) return false;
  return parseFile(path, text, z.looseObject({ production: z.boolean() })).production;
}
