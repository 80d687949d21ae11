import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { makePack } from "#apps/cli/audit/exportPack";
import { checkPack } from "#apps/cli/audit/page/packCheck";
import { filesInZip } from "#apps/cli/audit/page/packZip";
import { toolsOf } from "#libs/logcheck/webTools";
import {
  comune,
  newPackLog,
  packDataFolder,
  questura,
  reportCanaries,
  temporaryPlace,
} from "#tests/support/packLog";
import type { TestLog } from "#tests/support/testLog";

let log: TestLog;
let place: Awaited<ReturnType<typeof temporaryPlace>>;
let data = "";
const tools = toolsOf(() => Promise.reject(new Error("WebCrypto has Ed25519 here")));
const packs = new Map<string, Map<string, Uint8Array>>();

beforeAll(async () => {
  log = await newPackLog([40], true);
  place = await temporaryPlace();
  data = await packDataFolder(place.path, log);
  for (const titolare of [comune, questura]) {
    const out = join(place.path, `${titolare}.zip`);
    const unrecorded = {
      reading: () => Promise.resolve({ recorded: false } as const),
      leaving: () => Promise.resolve(),
    };
    await makePack({ data, period: "2026-03-01/2026-03-03", titolare, out }, unrecorded);
    const found = (await filesInZip(new Blob([new Uint8Array(await readFile(out))]))) ?? [];
    const read = found.map(async (one) => [one.name, await one.bytes()] as const);
    packs.set(titolare, new Map(await Promise.all(read)));
  }
});
afterAll(async () => {
  await place.remove();
  await log.remove();
});

const filesOf = (titolare: string) => packs.get(titolare) ?? new Map<string, Uint8Array>();
const linesOf = (titolare: string): readonly Record<string, unknown>[] =>
  Buffer.from(filesOf(titolare).get("reports.jsonl") ?? [])
    .toString("utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));

/** The pack of the comune with another text of its reports, and its sums made right again. */
async function checked(change: (text: string) => string) {
  const all = new Map(filesOf(comune));
  const text = Buffer.from(all.get("reports.jsonl") ?? []).toString("utf8");
  all.set("reports.jsonl", Buffer.from(change(text)));
  all.delete("SHA256SUMS");
  const sums = [...all].map(
    ([name, bytes]) => `${createHash("sha256").update(bytes).digest("hex")}  ${name}\n`,
  );
  all.set("SHA256SUMS", Buffer.from(sums.join("")));
  const files = [...all].map(([name, bytes]) => ({ name, bytes: () => Promise.resolve(bytes) }));
  return checkPack(files, tools);
}

describe("receipts, refusals and counts in a pack", () => {
  test("are those of the titolare's own rooms, and its own numbers alone", () => {
    const kinds = (titolare: string) =>
      linesOf(titolare).map(({ index, kind }) => `${String(index)} ${String(kind)}`);
    const own = ["24 receipts", "25 refusals", "28 receipts", "29 refusals", "30 counts"];
    expect(kinds(comune)).toEqual(own);
    expect(kinds(questura)).toEqual(["26 receipts", "27 refusals", "30 counts"]);
    const counts = linesOf(questura).at(-1);
    expect(counts).toMatchObject({ opened: [{ index: 1 }], digests: { length: 2 } });
  });

  test("hold nothing of another titolare's: no delivery, no code and no number of it is in any file", () => {
    const { deliveries, codes, numbers } = reportCanaries;
    for (const [titolare, mine, theirs] of [
      [comune, [0, 2], [1]],
      [questura, [1], [0, 2]],
    ] as const) {
      const whole = Buffer.concat([...filesOf(titolare).values()]).toString("latin1");
      const of = (slots: readonly number[]) =>
        slots.flatMap((slot) => [deliveries[slot], codes[slot], String(numbers[slot])]);
      expect(of(mine).filter((canary) => !whole.includes(String(canary)))).toEqual([]);
      expect(of(theirs).filter((canary) => whole.includes(String(canary)))).toEqual([]);
    }
  });

  test("open the entries that they belong to, and whatever is changed in them opens nothing", async () => {
    expect(await checked((text) => text)).toMatchObject({ holds: true, reports: 5, findings: [] });
    const changes: readonly ((text: string) => string)[] = [
      (text) => text.replace('"kind":"displayed"', '"kind":"delivered"'),
      (text) => text.replace("canary-code-0", "canary-code-9"),
      (text) => text.replace("7770001", "7770009"),
      (text) => text.replace('"index":24', '"index":28'),
      (text) => text.replace('"digests":["', '"digests":["A'),
      (text) => text.replace(/"opened":\[[^\n]*\],"year"/, '"opened":[],"year"'),
    ];
    for (const change of changes) {
      const { holds, findings } = await checked(change);
      expect([holds, findings[0]?.kind, findings[0]?.file]).toEqual([
        ...[false, "opening", "reports.jsonl"],
      ]);
    }
  });
});
