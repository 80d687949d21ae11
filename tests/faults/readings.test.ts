import { describe, expect } from "@jest/globals";
import { entryOf } from "#apps/audit/entry";
import { recordCredentialChange } from "#apps/policy/credentialChanges";
import { recordExport } from "#apps/policy/exports";
import { recordRead } from "#apps/policy/readings";
import { EventLogError } from "#libs/eventlog/port";
import { auditStream, noticesOf } from "#libs/eventlog/subjects";
import type { CredentialRequest } from "#libs/policy/credentialMessages";
import type { ExportRequest } from "#libs/policy/exportMessages";
import type { ReadRequest } from "#libs/policy/readMessages";
import { readerPseudonym } from "#libs/seal/ids";
import { syntheticId } from "#tests/support/auditFixture";
import { coreOfFile } from "#tests/support/coreOfFile";
import { logBut } from "#tests/support/logBut";

const { core, testWithServer } = await coreOfFile();

const year = 2026;
const at = "2026-11-22T10:00:00.000Z";
const reading = (id: string): ReadRequest => ({
  ...{ id: id.repeat(16), reader: "SINTETICO", role: "privacy_officer", purpose: "supervision" },
  ...{ scope: "statistics", entries: 3 },
});
const lastReading = async () => {
  const message = await core().log.last(auditStream(year), noticesOf(year, "read"));
  return message && entryOf(message, year, core().secrets.macs).read;
};

describe("a reading of the log", () => {
  testWithServer("is one entry, also when the answer was lost and it is asked again", async () => {
    const first = await recordRead(core().ports(), reading("1a"), at);
    expect(first).toMatchObject({ outcome: "recorded", year });
    expect(await recordRead(core().ports(), reading("1a"), at)).toEqual(first);
    expect(await lastReading()).toMatchObject({ kind: "read" });
  });

  testWithServer("of something else does not pass under the entry of another", async () => {
    await recordRead(core().ports(), reading("2b"), at);
    const other = { ...reading("2b"), entries: 3_000 };
    expect(await recordRead(core().ports(), other, at)).toEqual({
      ...{ outcome: "refused", code: "id-taken" },
    });
    const somebody = { ...reading("2b"), reader: "SINTETICO-2" };
    expect(await recordRead(core().ports(), somebody, at)).toMatchObject({ code: "id-taken" });
  });

  testWithServer("is not said to be recorded while no log can take it", async () => {
    const ports = core().ports();
    const between = { ...ports, openYears: () => [] };
    expect(await recordRead(between, reading("3c"), at)).toEqual({ outcome: "busy" });
    const full = logBut(core().log, { append: () => Promise.resolve({ kind: "full" }) });
    expect(await recordRead({ ...ports, log: full }, reading("3c"), at)).toEqual({
      outcome: "busy",
    });
    const away = logBut(core().log, {
      append: () => Promise.reject(new EventLogError("unreachable", "no log")),
    });
    await expect(recordRead({ ...ports, log: away }, reading("3c"), at)).rejects.toThrow("no log");
  });

  testWithServer("is recorded also while nothing may be released", async () => {
    const stopped = core().ports({ gate: () => ({ open: false, why: "log-lags" }) });
    expect(await recordRead(stopped, reading("4d"), at)).toMatchObject({ outcome: "recorded" });
  });

  testWithServer(
    "a pack that leaves is one entry with its digest, and opens rooms of one titolare",
    async () => {
      const rooms = [
        { slot: 0, titolare: "SINTETICO-1" },
        { slot: 1, titolare: "SINTETICO-2" },
      ];
      const asked: ExportRequest = {
        ...{ id: "5e".repeat(16), by: "SINTETICO", role: "privacy_officer", purpose: "authority" },
        ...{ of_slots: [0], from: "2026-01-01T00:00:00.000Z", to: "2026-02-01T00:00:00.000Z" },
        ...{ entries: 3, pack: "ab".repeat(32) },
      };
      const recorded = await recordExport(core().ports(), rooms, asked, at);
      expect(recorded).toMatchObject({ outcome: "recorded", year });
      expect(await recordExport(core().ports(), rooms, asked, at)).toEqual(recorded);
      const message = await core().log.last(auditStream(year), noticesOf(year, "export"));
      expect(message && entryOf(message, year, core().secrets.macs).read).toMatchObject({
        ...{ kind: "export", pack: asked.pack, of_slots: [0], entries: 3 },
      });
      for (const other of [
        { ...asked, pack: "cd".repeat(32) },
        { ...asked, by: "SINTETICO-2" },
        { ...asked, of_slots: [] },
      ]) {
        expect(await recordExport(core().ports(), rooms, other, at)).toMatchObject({
          code: "id-taken",
        });
      }
      const both = { ...asked, id: "6f".repeat(16), of_slots: [0, 1] };
      expect(await recordExport(core().ports(), rooms, both, at)).toEqual({
        ...{ outcome: "refused", code: "titolari-several" },
      });
    },
  );

  testWithServer(
    "a credential that changes is one notice of its room before anything is changed, with who and in which role",
    async () => {
      const rooms = [{ slot: 3 }];
      const asked: CredentialRequest = {
        ...{ id: "7a".repeat(16), by: "SINTETICO", role: "operations", slot: 3 },
        change: "credential_revoked",
      };
      const recorded = await recordCredentialChange(core().ports(), rooms, asked, at);
      expect(recorded).toMatchObject({ outcome: "recorded", year });
      expect(await recordCredentialChange(core().ports(), rooms, asked, at)).toEqual(recorded);
      const message = await core().log.last(auditStream(year), noticesOf(year, "notice"));
      const { read } = (message && entryOf(message, year, core().secrets.macs)) ?? {};
      expect(read).toMatchObject({
        ...{ kind: "notice", code: "credential_revoked", slot: 3, role: "operations" },
        by: readerPseudonym(core().secrets.logPseudonym, "SINTETICO"),
      });
      expect(JSON.stringify(read)).not.toContain("SINTETICO");
      for (const [other, code] of [
        [{ ...asked, by: "SINTETICO-2" }, "id-taken"],
        [{ ...asked, delivery: syntheticId("delivery") }, "id-taken"],
        [{ ...asked, id: "8b".repeat(16), slot: 4 }, "room-unknown"],
      ] as const) {
        const answer = await recordCredentialChange(core().ports(), rooms, other, at);
        expect(answer).toEqual({ outcome: "refused", code });
      }
      const delivery = syntheticId("delivery");
      for (const more of [
        { id: "9a".repeat(16), change: "delivery_retried", delivery },
        { id: "9b".repeat(16), change: "webhook_enabled" },
        { id: "9d".repeat(16), change: "credential_trusted" },
        { id: "9e".repeat(16), change: "secret_rotated" },
      ] as const) {
        const { id, ...told } = more;
        const answer = await recordCredentialChange(
          core().ports(),
          rooms,
          { ...asked, ...more },
          at,
        );
        expect(answer).toMatchObject({ outcome: "recorded" });
        const last = await core().log.last(auditStream(year), noticesOf(year, "notice"));
        const { change: code, ...rest } = { ...told };
        expect(last && entryOf(last, year, core().secrets.macs).read).toMatchObject({
          ...{ kind: "notice", code, slot: 3, ...rest },
        });
      }
    },
  );
});
