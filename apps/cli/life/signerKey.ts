import { createPrivateKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { closeSync, fsyncSync, openSync, readFileSync, statSync, writeSync } from "node:fs";
import { basename } from "node:path";
import { rawPublicKey } from "#libs/seal/signedDocument";
import { CliError, exitCodes } from "../exitCodes.ts";
import { fileMode, readPrivate } from "../privateFiles.ts";
import type { Terminal } from "../terminal.ts";

/** A person who signs: in which role, and with which key. */
export interface SignerKey {
  readonly role: string;
  readonly key: KeyObject;
  /** Raw public key, base64url: who the person is in documents and in the log. */
  readonly id: string;
}

/** What a role may be called: it stands in the log. */
export const rolePattern = /^[a-z][a-z0-9]{0,31}([_-][a-z0-9]{1,31}){0,3}$/;

/** `raccordo policy keygen`: a new key for one person in one role. Never replaces a file: a key may be in use. */
export function keygen(terminal: Terminal, role: string, path: string): number {
  if (!rolePattern.test(role)) throw new CliError("usage", "life-role", { role });
  const { privateKey } = generateKeyPairSync("ed25519");
  const pem = String(privateKey.export({ type: "pkcs8", format: "pem" }));
  const id = rawPublicKey(privateKey);
  writeNew(path, `raccordo signer\nrole: ${role}\npublic: ${id}\n${pem}`);
  if (terminal.json) terminal.tell("life-key", { role, key: id, path });
  else terminal.say("life-key", { role, key: id, path });
  return exitCodes.ok;
}

/** Writes a private file that was not there before. */
function writeNew(path: string, text: string): void {
  const file = openNew(path);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function openNew(path: string): number {
  try {
    return openSync(path, "wx", fileMode);
  } catch (cause) {
    const isThere = cause instanceof Error && "code" in cause && cause.code === "EEXIST";
    const text = isThere ? "life-file-there" : "life-file-unwritable";
    throw new CliError("refused", text, { path }, { cause });
  }
}

/**
 * The key in a file that `keygen` made, with the role that stands in it; a bare PEM file, as the demonstration
 * signers have, is named by its role.
 */
export function readSignerKey(path: string): SignerKey {
  const text = readPrivate(path);
  if (text === undefined) throw new CliError("refused", "life-key-missing", { path });
  const role = /^role: (.*)$/m.exec(text)?.[1] ?? basename(path);
  if (!rolePattern.test(role)) throw new CliError("refused", "life-key-damaged", { path });
  const begin = text.indexOf("-----BEGIN");
  try {
    const key = createPrivateKey(text.slice(Math.max(0, begin)));
    return { role, key, id: rawPublicKey(key) };
  } catch (cause) {
    throw new CliError("refused", "life-key-damaged", { path }, { cause });
  }
}

/** A public key, or the one that a file of `keygen` says; undefined for anything else. */
export function publicIdIn(word: string): string | undefined {
  const text = isFile(word) ? readFileSync(word, "utf8") : word;
  const id = /^public: (.*)$/m.exec(text)?.[1] ?? text.trim();
  return /^[A-Za-z0-9_-]{43}$/.test(id) ? id : undefined;
}

const isFile = (path: string): boolean =>
  statSync(path, { throwIfNoEntry: false })?.isFile() === true;
