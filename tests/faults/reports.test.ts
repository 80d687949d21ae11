import { describe, expect } from "@jest/globals";
import { FeedIndex } from "#apps/exchange/feedIndex";
import { confirmUpTo } from "#apps/exchange/handOut";
import { type ReportSource, recordReports } from "#apps/policy/reports";
import { decodeAuditMessage } from "#libs/contracts/auditMessage";
import { epochHeader } from "#libs/eventlog/feedHeaders";
import type { EventLog } from "#libs/eventlog/port";
import { auditYearStream, demonstrationLimits } from "#libs/eventlog/streams";
import { feedPlace, noticesOf, reportSubject } from "#libs/eventlog/subjects";
import { canonicalBytes } from "#libs/seal/canonical";
import { type ChainHead, parseLeaf, type ReportsLeaf } from "#libs/seal/leaf";
import { parseReceiptParts, parseRefusalParts } from "#libs/seal/parts";
import { syntheticId } from "#tests/support/auditFixture";
import { coreOfFile } from "#tests/support/coreOfFile";
import { LossyLog, randomOf } from "#tests/support/lossyLog";

const { core, testWithServer } = await coreOfFile();

const nowIso = () => "2026-11-22T09:00:00.000Z";
const all = Number.MAX_SAFE_INTEGER;
const mode = "actual";

interface Recorded {
  readonly place: ChainHead;
  readonly leaf: ReportsLeaf<"receipts" | "refusals">;
  readonly parts: Buffer;
}

/** The leaves of one source, in the order of the log. */
async function recorded(
  source: ReportSource,
  years: readonly number[],
): Promise<readonly Recorded[]> {
  const found: Recorded[] = [];
  for (const year of years) {
    for (let from = 1; ; ) {
      const message = await core().log.firstFrom(
        `AUDIT_${year}`,
        noticesOf(year, source.kind),
        from,
      );
      if (message === undefined) break;
      from = message.sequence + 1;
      const content = decodeAuditMessage(message.data);
      const leaf = parseLeaf(content?.leaf ?? Buffer.alloc(0));
      if ("problem" in leaf || (leaf.kind !== "receipts" && leaf.kind !== "refusals")) continue;
      if (leaf.slot !== source.slot) continue;
      const parts = Buffer.from(content?.parts ?? Buffer.alloc(0));
      found.push({ place: { year, seq: message.sequence }, leaf, parts });
    }
  }
  return found;
}

const deliveriesIn = (leaves: readonly Recorded[]): readonly string[] =>
  leaves.flatMap(({ parts }) =>
    (parseReceiptParts(parts)?.entries ?? []).map(({ value }) => value.delivery),
  );

/** Each leaf names the one before it, and no range overlaps another. */
function expectChained(leaves: readonly Recorded[]): void {
  for (const [index, { leaf }] of leaves.entries()) {
    const before = leaves[index - 1];
    expect(leaf.previous).toEqual(before?.place);
    expect(leaf.range.from).toBeGreaterThan(before?.leaf.range.to ?? 0);
  }
}

function ports(log: EventLog, years: readonly number[]) {
  const gate = () => ({ open: true }) as const;
  return { ...core().ports({ log, openYears: () => years, gate }), nowIso };
}

describe("what rooms report is collapsed into ranges and never dropped", () => {
  testWithServer(
    "each receipt is in exactly one leaf, while two instances record, answers are lost and the year turns",
    async () => {
      const source = { kind: "receipts", mode, room: "questura_cremona", slot: 1 } as const;
      const { log, admin } = core();
      const subject = reportSubject({ mode, room: source.room, kind: "receipts" });
      const random = randomOf(7);
      const reported: string[] = [];
      const report = async (messages: number) => {
        for (let n = 0; n < messages; n += 1) {
          const deliveries = Array.from({ length: 1 + Math.floor(random() * 40) }, (_, i) =>
            syntheticId(`receipt ${reported.length} ${i}`),
          );
          const entries = deliveries.map((delivery) => {
            return { mode, delivery, kind: "delivered", at: nowIso() };
          });
          await log.appendAnyway(subject, canonicalBytes({ v: 1, entries }));
          reported.push(...deliveries);
          // Others report between them: sequences of one room have gaps.
          const other = reportSubject({ mode, room: "pl_cremona", kind: "receipts" });
          await log.appendAnyway(other, canonicalBytes({ v: 1, entries: entries.slice(0, 1) }));
        }
      };
      const lossy = new LossyLog(log, random, 0.2);
      const record = async (years: readonly number[]) => {
        for (let round = 0; round < 6; round += 1) {
          await Promise.allSettled([
            recordReports(ports(lossy, years), source, all),
            recordReports(ports(lossy, years), source, all),
            report(10),
          ]);
          await lossy.settled();
        }
      };
      await record([2026]);
      await admin.seal("AUDIT_2026");
      await admin.ensureStream(auditYearStream(2027, demonstrationLimits));
      await record([2027, 2026]);
      await recordReports(ports(log, [2027, 2026]), source, all);
      const leaves = await recorded(source, [2026, 2027]);
      expect(deliveriesIn(leaves)).toEqual(reported);
      expectChained(leaves);
      expect(leaves.length).toBeLessThan(120);
      expect(new Set(leaves.map(({ place }) => place.year))).toEqual(new Set([2026, 2027]));
      expect(lossy.count(/^AUDIT/, "written") + lossy.count(/^AUDIT/, "not-written")).not.toBe(0);
    },
    120_000,
  );

  testWithServer("a flood of refusals becomes counts, and each of them counts", async () => {
    const source = { kind: "refusals", mode, room: "questura_cremona", slot: 1 } as const;
    const subject = reportSubject({ mode, room: source.room, kind: "refusals" });
    const codes = ["time-zone-missing", "not-json", "coordinates-swapped"];
    const flood = Array.from({ length: 300 }, (_, n) => {
      const entries = [{ mode, code: codes[n % 3] ?? "", count: 1, bytes: 100 }];
      return core().log.appendAnyway(subject, canonicalBytes({ v: 1, entries }));
    });
    await Promise.all(flood);
    await recordReports(ports(core().log, [2027, 2026]), source, all);
    const leaves = await recorded(source, [2027]);
    expectChained(leaves);
    expect(leaves.reduce((sum, { leaf }) => sum + leaf.count, 0)).toBe(300);
    const counts = leaves.flatMap(({ parts }) => parseRefusalParts(parts)?.entries ?? []);
    for (const code of codes) {
      const of = counts.filter(({ value }) => value.code === code);
      expect(of.reduce((sum, { value }) => sum + value.count, 0)).toBe(100);
    }
    expect(counts.length).toBeLessThanOrEqual(9);
  });

  testWithServer(
    "a poll that confirms more copies than one report holds reports them all",
    async () => {
      const room = "cc_cremona";
      const index = new FeedIndex();
      const deliveries = Array.from({ length: 700 }, (_, n) => syntheticId(`waiting ${n}`));
      for (const [n, delivery] of deliveries.entries()) {
        const { subject } = feedPlace({ mode, room, alias: syntheticId("alias"), delivery });
        const headers = new Map([[epochHeader, "e"]]);
        index.apply({ subject, sequence: n + 1, headers, data: Buffer.alloc(16) });
      }
      const handing = { log: core().log, nowIso };
      expect(await confirmUpTo(handing, { id: room }, index, mode, 700)).toBe(true);
      const source = { kind: "receipts", mode, room, slot: 9 } as const;
      await recordReports(ports(core().log, [2027, 2026]), source, all);
      const leaves = await recorded(source, [2027]);
      expect(deliveriesIn(leaves)).toEqual(deliveries);
    },
  );
});
