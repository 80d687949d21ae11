import { decodeBase64 } from "./base64.ts";
import { hashBytes } from "./hash.ts";
import { type NoteSigner, type NoteVerifier, openNote, signNote } from "./note.ts";

/** What a log says of itself: `size` entries with this RFC 6962 root (c2sp.org/tlog-checkpoint). */
export interface Checkpoint {
  /** Identity of the log, also its key's name, for example `audit.sala.example/2026`. */
  readonly origin: string;
  readonly size: number;
  readonly root: Buffer;
}

export type OpenedCheckpoint =
  | { readonly ok: true; readonly checkpoint: Checkpoint; readonly text: string }
  | {
      readonly ok: false;
      readonly reason:
        | "malformed"
        | "bad-signature"
        | "no-known-signature"
        | "not-a-checkpoint"
        | "other-origin";
    };

/** Three lines; extension lines are never written, because no monitor can check them. */
export function formatCheckpoint({ origin, size, root }: Checkpoint): string {
  const text = `${origin}\n${size}\n${root.toString("base64")}\n`;
  if (parseCheckpoint(text) === undefined) throw new RangeError("not a checkpoint");
  return text;
}

/** Reads exactly the three lines of {@link formatCheckpoint}; undefined for anything else. */
export function parseCheckpoint(text: string): Checkpoint | undefined {
  const match = /^([^\n]+)\n(0|[1-9][0-9]{0,15})\n([^\n]+)\n$/.exec(text);
  const [, origin = "", digits = "", encoded = ""] = match ?? [];
  const size = Number(digits);
  const root = decodeBase64(encoded);
  if (origin === "" || !Number.isSafeInteger(size) || root?.length !== hashBytes) return undefined;
  return { origin, size, root };
}

/** Names a fork so that nobody takes it for damage: the log has signed two histories. */
export function forkDetail(size: number, here: Buffer, there: Buffer): string {
  return `FORK: two signed roots for ${size} entries: ${here.toString("base64")} here, ${there.toString("base64")} there`;
}

/** The signed note of a checkpoint. */
export function signCheckpoint(checkpoint: Checkpoint, signers: readonly NoteSigner[]): Buffer {
  return signNote(formatCheckpoint(checkpoint), signers);
}

/** Trusts a signed checkpoint only if a key of `verifiers` signed it and it is of the log `origin`. */
export function openCheckpoint(
  note: Uint8Array,
  trust: { readonly origin: string; readonly verifiers: readonly NoteVerifier[] },
): OpenedCheckpoint {
  const opened = openNote(note, trust.verifiers);
  if (!opened.ok) return opened;
  const checkpoint = parseCheckpoint(opened.text);
  if (checkpoint === undefined) return { ok: false, reason: "not-a-checkpoint" };
  if (checkpoint.origin !== trust.origin) return { ok: false, reason: "other-origin" };
  return { ok: true, checkpoint, text: opened.text };
}
