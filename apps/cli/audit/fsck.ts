import type { Finding } from "#libs/tilestore/failure";
import { tilePath, tileWidth, widthAt } from "#libs/tlog/tiles";
import { CliError, exitCodes } from "../exitCodes.ts";
import type { Terminal } from "../terminal.ts";
import { CountsCheck } from "./countsCheck.ts";
import { keysIn } from "./signatures.ts";
import { type Checked, holds, keysFromData, logsAt, verifyOne } from "./verify.ts";

export interface FsckCommand {
  /** Folder of one log, or of the logs of several years. */
  readonly folder: string;
  readonly vkey?: string | undefined;
  readonly data: string;
}

/** One file with what is wrong in it, and the text that says what to do. */
export interface DamagedFile {
  readonly path: string;
  readonly kinds: readonly string[];
  readonly findings: number;
  readonly first: string;
  readonly advice: Advice;
}

type Advice =
  | "fsck-restore"
  | "fsck-parts"
  | "fsck-checkpoint"
  | "fsck-history"
  | "fsck-fork"
  | "fsck-partial"
  | "fsck-foreign"
  | "fsck-meaning";

/**
 * Reads every bundle, tile, part and checkpoint of the logs in a folder again, and names each damaged file once with
 * what to do about it. Changes nothing: a file of evidence is put back by a person, from a copy. Exit code 1 when any
 * is damaged.
 */
export async function fsck(terminal: Terminal, command: FsckCommand): Promise<number> {
  if (/^https?:\/\//.test(command.folder)) {
    throw new CliError("usage", "fsck-address", { address: command.folder });
  }
  let isDamaged = false;
  const counts = new CountsCheck();
  let before: Checked["end"];
  for (const log of logsAt(command.folder)) {
    const keys =
      command.vkey === undefined
        ? await keysFromData(log.source, { data: command.data, place: command.folder })
        : keysIn(command.vkey);
    const checked = await verifyOne(log, { keys, policy: undefined }, before, counts);
    before = checked.end;
    isDamaged ||= !holds(checked);
    tell(terminal, log.folder ?? "", checked);
  }
  return isDamaged ? exitCodes["check-failed"] : exitCodes.ok;
}

function tell(terminal: Terminal, folder: string, checked: Checked): void {
  const { origin, tree } = checked;
  const files = damagedFiles(checked);
  const { size, tilesChecked: tiles, bundlesChecked: bundles, partsChecked: parts } = tree;
  const counts = { size, tiles, bundles, parts, beyond: tree.filesBeyond };
  if (terminal.json) {
    terminal.tell("log-files", { origin, folder, ...counts, damaged: files });
    return;
  }
  terminal.say("fsck-read", { origin, ...counts });
  if (files.length === 0 && holds(checked)) terminal.say("fsck-sound", { folder });
  for (const { path, kinds, first, findings, advice } of files) {
    terminal.say("fsck-file", { file: `${folder}/${path}`, kinds: kinds.join(", ") });
    terminal.say("fsck-detail", { first, findings });
    terminal.say(advice, { file: `${folder}/${path}` });
  }
  if (tree.findingsOmitted > 0) terminal.say("fsck-more", { findings: tree.findingsOmitted });
}

/** Each file that something was found in, in the order of names. */
export function damagedFiles({ tree, found, signatureFindings }: Checked): readonly DamagedFile[] {
  const all = [
    ...tree.findings,
    ...signatureFindings,
    ...found.map((finding) => placed(finding, tree.size)),
  ];
  const meaning = new Set<string>(
    found.map(({ kind }) => kind).filter((kind) => kind !== "part-mismatch"),
  );
  const byPath = Map.groupBy(all, ({ path }) => path);
  const paths = [...byPath.keys()].toSorted((a, b) => (a < b ? -1 : 1));
  return paths.map((path) => {
    const here = byPath.get(path) ?? [];
    const kinds = [...new Set(here.map(({ kind }) => kind))];
    const [{ index, detail } = { index: undefined, detail: "" }] = here;
    const first = index === undefined ? detail : `#${index}: ${detail}`;
    return { path, kinds, findings: here.length, first, advice: adviceFor(path, kinds, meaning) };
  });
}

/** The file in which what an entry means is written: its part, or the entry itself. */
function placed({ kind, index, detail }: Checked["found"][number], size: number): Finding {
  const bundle = Math.floor(index / tileWidth);
  const width = Math.max(widthAt(0, bundle, size), 1);
  const of = kind === "part-mismatch" ? "parts" : "entries";
  return { kind, path: tilePath({ kind: of, level: 0, index: bundle, width }), index, detail };
}

/** `meaning`: kinds that say that the file is as it was signed, and that what was signed is wrong. */
function adviceFor(path: string, kinds: readonly string[], meaning: ReadonlySet<string>): Advice {
  if (kinds.some((kind) => ["history-mismatch", "root-mismatch", "fork"].includes(kind))) {
    return "fsck-fork";
  }
  if (kinds.includes("unexpected-file")) return "fsck-foreign";
  if (kinds.every((kind) => meaning.has(kind))) return "fsck-meaning";
  if (kinds.includes("partial-mismatch")) return "fsck-partial";
  if (path.startsWith("checkpoints/")) return "fsck-history";
  if (path === "checkpoint" || path === "witnessed") return "fsck-checkpoint";
  return path.startsWith("parts/") ? "fsck-parts" : "fsck-restore";
}
