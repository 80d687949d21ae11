import { generateKeyPairSync } from "node:crypto";
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Terminal } from "#apps/cli/terminal";
import { type Language, languages, textOf } from "#apps/cli/texts";
import { LogReader } from "#libs/tilestore/logReader";
import { fileSource } from "#libs/tilestore/tileSource";
import { signCheckpoint } from "#libs/tlog/checkpoint";
import { type NoteSigner, noteSigner } from "#libs/tlog/note";
import { emptyTail, growTail, type LogEntry, tailRoot } from "#libs/tlog/tail";
import { newPackLog, temporaryPlace } from "#tests/support/packLog";
import type { TestLog } from "#tests/support/testLog";
import { namedFindings } from "./findingTexts.ts";
import { verify } from "./verify.ts";

let log: TestLog;
let place: Awaited<ReturnType<typeof temporaryPlace>>;
let entries: readonly LogEntry[];
let attacked = 0;

beforeAll(async () => {
  log = await newPackLog([40, 216, 44]);
  place = await temporaryPlace();
  const reader = new LogReader(fileSource(log.folder), 300);
  entries = await Promise.all(
    Array.from({ length: 300 }, async (_, index) => ({
      leaf: await reader.entry(index),
      part: await reader.part(index),
    })),
  );
});
afterAll(async () => {
  await place.remove();
  await log.remove();
});

const entryAt = (index: number): LogEntry => {
  const entry = entries[index];
  if (entry === undefined) throw new Error("no such entry");
  return entry;
};
const invented: LogEntry = { leaf: Buffer.from('{"v":1}'), part: Buffer.alloc(0) };

/** A copy of the log in which somebody put the files of other entries; `signer`: who signed them, nobody if absent. */
async function withEntries(
  changed: readonly LogEntry[],
  signer?: NoteSigner,
  only = "",
): Promise<string> {
  const folder = await copied();
  const { tail, files } = growTail(emptyTail, changed);
  if (signer !== undefined) {
    for (const name of ["checkpoints", "tile", "parts"]) {
      await rm(join(folder, name), { recursive: true });
    }
    const note = { origin: log.origin, size: changed.length, root: tailRoot(tail) };
    await writeFile(join(folder, "checkpoint"), signCheckpoint(note, [signer]));
  }
  for (const { path, bytes } of files.filter((file) => file.path.startsWith(only))) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
  return folder;
}

async function copied(): Promise<string> {
  attacked += 1;
  const folder = join(place.path, `attack ${attacked}`);
  await cp(log.folder, folder, { recursive: true });
  return folder;
}

const inBundles = (changed: readonly LogEntry[]) => withEntries(changed, undefined, "tile/entries");

/** An old checkpoint in the place of the last one; what was signed since lies beside it. */
async function replayed(): Promise<string> {
  const folder = await copied();
  await cp(join(folder, "checkpoints/40"), join(folder, "checkpoint"));
  return folder;
}

/** The files that an attacker cannot make and cuts off instead. */
async function truncated(): Promise<string> {
  const folder = await copied();
  await rm(join(folder, "tile/entries/001.p"), { recursive: true });
  return folder;
}

const otherKey = () => noteSigner(log.origin, generateKeyPairSync("ed25519").privateKey);

interface Attack {
  readonly make: () => Promise<string>;
  readonly code: string;
  readonly words: Readonly<Record<Language, string>>;
  /** Checkpoint of the true log that somebody kept. */
  readonly kept?: number;
}

const changedWords = {
  it: "voci cambiate, tolte, aggiunte o scambiate",
  en: "entries were changed",
};
const forkWords = { it: "BIFORCAZIONE", en: "FORK" };
const backWords = { it: "riportato indietro", en: "rolled back" };

const attacks: Readonly<Record<string, Attack>> = {
  "changes an entry": {
    make: () => inBundles(entries.with(100, invented)),
    ...{ code: "leaf-mismatch", words: changedWords },
  },
  "drops an entry": {
    make: () => inBundles(entries.toSpliced(100, 1)),
    ...{ code: "leaf-mismatch", words: changedWords },
  },
  "swaps two entries": {
    make: () => inBundles(entries.with(100, entryAt(101)).with(101, entryAt(100))),
    ...{ code: "leaf-mismatch", words: changedWords },
  },
  "inserts an entry": {
    make: () => inBundles(entries.toSpliced(100, 0, invented)),
    ...{ code: "leaf-mismatch", words: changedWords },
  },
  "truncates the log": {
    make: truncated,
    code: "missing",
    words: { it: "manca un file del registro", en: "a file of the log is missing" },
  },
  "shows two histories, both signed by the log": {
    make: () => withEntries(entries.with(299, invented), log.signer),
    ...{ kept: 300, code: "forked", words: forkWords },
  },
  "rolls the whole log back": {
    make: () => withEntries(entries.slice(0, 256), log.signer),
    ...{ kept: 300, code: "rolled-back", words: backWords },
  },
  "signs it again with another key": {
    make: () => withEntries(entries.with(100, invented), otherKey()),
    code: "checkpoint-invalid",
    words: { it: "altra chiave", en: "another key" },
  },
  "plays an old checkpoint again": {
    make: replayed,
    ...{ code: "rolled-back", words: backWords },
  },
};

async function verified(language: Language, folder: string, seen: readonly string[]) {
  const lines: string[] = [];
  const say: Terminal["say"] = (key, values) => void lines.push(textOf(language, key, values));
  const terminal: Terminal = {
    ...{ language, json: false, isTty: false, say, warn: say, tell: () => undefined },
    ...{ write: (text) => void lines.push(text), writeError: (text) => void lines.push(text) },
  };
  const choice = { data: place.path, vkey: log.vkey, place: folder, seen };
  return { code: await verify(terminal, choice), said: lines.join("\n") };
}

describe("whoever tampers with a log", () => {
  test.each(Object.entries(attacks))(
    "and %s is found by `audit verify`, and what they did is named in Italian and in English",
    async (_name, { make, code, words, kept }) => {
      const folder = await make();
      const seen = kept === undefined ? [] : [join(log.folder, `checkpoints/${kept}`)];
      for (const language of languages) {
        const outcome = await verified(language, folder, seen);
        expect(outcome.code).toBe(1);
        expect(outcome.said).toContain(words[language]);
        expect(outcome.said).toContain(`(${code}: `);
      }
    },
  );

  test("and with nothing: the log holds, in both languages", async () => {
    for (const language of languages) {
      expect(await verified(language, log.folder, [])).toMatchObject({
        code: 0,
        said: expect.stringContaining("✓"),
      });
    }
  });
});

describe("the words for what is wrong", () => {
  test("are there for every code that the checks of a log can say", async () => {
    const files = [
      "libs/seal/verifyEntries",
      "libs/tilestore/verifyLog",
      "libs/tilestore/listedFiles",
      "apps/cli/audit/signatures",
      "apps/cli/audit/countsCheck",
      "apps/cli/monitor/monitor",
    ];
    const said = await Promise.all(
      files.map((file) => readFile(new URL(`../../../${file}.js`, import.meta.url), "utf8")),
    );
    const codes = new Set(
      said
        .flatMap((text) => [...text.matchAll(/\b(?:kind|code): "([a-z]+-[a-z-]+)"/g)])
        .map(([, code = ""]) => code),
    );
    expect(codes.size).toBeGreaterThan(15);
    expect([...codes].filter((code) => !namedFindings.includes(code))).toEqual([]);
  });
});
