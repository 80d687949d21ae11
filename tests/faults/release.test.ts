import { describe, expect } from "@jest/globals";
import { readChain } from "#apps/policy/chain";
import { redecide, releaseMissing } from "#apps/policy/copyRequests";
import type { PolicySeam } from "#apps/policy/ports";
import { deliveryFilter, feedStream } from "#libs/eventlog/subjects";
import type { IncidentEvent } from "#libs/incident/event";
import type { ReleasedView } from "#libs/incident/view";
import { sha256Hex } from "#libs/seal/bytes";
import { incidentPseudonym } from "#libs/seal/ids";
import { coreOfFile } from "#tests/support/coreOfFile";
import { patto, room, shipped } from "#tests/support/patto";
import { syntheticAnswer, syntheticReport } from "#tests/support/reports";
import { until } from "#tests/support/until";

const { core, testWithServer } = await coreOfFile();

const end = Number.MAX_SAFE_INTEGER;
const nameOf = (incident: string) =>
  ({ mode: "actual", incident: core().incident("pl_cremona", "actual", incident) }) as const;

/** Sends and decides one event of pl_cremona. */
async function exchanged(incident: string, over: Partial<IncidentEvent> = {}): Promise<void> {
  const outcome = await core().submit("pl_cremona", syntheticReport(incident, over));
  if (outcome.kind !== "accepted") throw new Error(outcome.code);
  expect(await core().policy().advance(nameOf(incident), end)).toEqual({ kind: "done" });
}

/** A room that reads its feed to the end and confirms what it got. */
class Reader {
  private cursor = "";
  constructor(private readonly room: string) {}

  async next(): Promise<readonly ReleasedView[]> {
    const outcome = await core().feed(this.room, "actual", this.cursor, 300);
    if (outcome.kind !== "feed") throw new Error(outcome.code);
    this.cursor = outcome.cursor;
    return outcome.copies.map(({ view }) => JSON.parse(Buffer.from(view).toString("utf8")));
  }

  async one(): Promise<ReleasedView> {
    const copies = await until(async () => {
      const found = await this.next();
      return found.length > 0 ? found : undefined;
    }, `a copy for ${this.room}`);
    if (copies.length !== 1 || copies[0] === undefined) throw new Error(`${copies.length} copies`);
    return copies[0];
  }
}

const places = (view: ReleasedView) => view.components.filter(({ kind }) => kind === "place");
const homeTheft: Partial<IncidentEvent> = {
  category: "C03",
  upsert: [
    { kind: "incident", id: "i", fields: { priority: 1 } },
    {
      kind: "place",
      id: "p",
      fields: { sensitivity: "sensitive", street: "Via Sintetica", municipality: "istat:019036" },
    },
    {
      kind: "person",
      id: "a",
      fields: { roles: ["victim"], minor: false, family_name: "SINTETICO" },
    },
  ],
};

describe("release", () => {
  testWithServer(
    "taking charge opens what was sent earlier, to that room only; ending it withdraws",
    async () => {
      const [questura, carabinieri] = [new Reader("questura_cremona"), new Reader("cc_cremona")];
      const owner = new Reader("pl_cremona");
      await exchanged("R-1", homeTheft);
      const first = await questura.one();
      expect(JSON.stringify(first)).not.toMatch(/SINTETICO|Via Sintetica/);
      await carabinieri.one();
      const answer = syntheticAnswer(first.incident, "charge_taken");
      expect(await core().submit("questura_cremona", answer)).toMatchObject({ kind: "accepted" });
      await core().policy().advance(nameOf("R-1"), end);
      const opened = await questura.one();
      expect(opened.charge).toBe("yours");
      expect(JSON.stringify(opened)).toMatch(/SINTETICO.*|Via Sintetica/);
      expect(places(opened)[0]?.revision).toBe(2);
      expect(await carabinieri.next()).toEqual([]);
      expect(JSON.stringify(await owner.one())).toContain("questura_cremona");
      await core().submit("questura_cremona", syntheticAnswer(first.incident, "charge_ended"));
      await core().policy().advance(nameOf("R-1"), end);
      const withdrawn = await questura.one();
      expect(withdrawn.withdrawn.map(({ kind }) => kind)).toContain("person");
      expect(JSON.stringify(withdrawn)).not.toMatch(/SINTETICO|Via Sintetica/);
    },
  );

  testWithServer(
    "a process that dies between recording and release loses nothing: the next one releases the same bytes",
    async () => {
      const dying = core().policy({
        seam: (name: PolicySeam) =>
          name === "recorded" ? Promise.reject(new Error("killed here")) : Promise.resolve(),
      });
      await core().submit("pl_cremona", syntheticReport("R-2"));
      await expect(dying.advance(nameOf("R-2"), end)).rejects.toThrow("killed here");
      const questura = new Reader("questura_cremona");
      const nothingYet = (await questura.next()).filter((view) => view.category === "C01");
      expect(nothingYet).toEqual([]);
      expect(await core().policy().advance(nameOf("R-2"), end)).toEqual({ kind: "done" });
      expect((await questura.one()).category).toBe("C01");
    },
  );

  testWithServer(
    "a recorded copy that is in no feed is released to the bytes that the log names, and once",
    async () => {
      const dying = core().policy({
        seam: (name: PolicySeam) =>
          name === "recorded" ? Promise.reject(new Error("killed here")) : Promise.resolve(),
      });
      await core().submit("pl_cremona", syntheticReport("R-3"));
      await expect(dying.advance(nameOf("R-3"), end)).rejects.toThrow("killed here");
      const recorded = await headOf("R-3");
      const { slot } = room("questura_cremona");
      const part = recorded.parts.slots.find((opening) => opening.slot === slot)?.value;
      const stream = feedStream("questura_cremona");
      const filter = deliveryFilter("questura_cremona", part?.delivery ?? "");
      expect(await core().log.last(stream, filter)).toBeUndefined();
      const { event } = recorded.leaf;
      const missing = { mode: "actual", pseudonym: pseudonymOf("R-3"), event } as const;
      expect(await releaseMissing(core().ports(), missing)).toBe("done");
      const released = await core().log.last(stream, filter);
      expect(sha256Hex(released?.data ?? new Uint8Array())).toBe(part?.sealed_sha256);
      expect(await releaseMissing(core().ports(), missing)).toBe("done");
      expect((await core().log.last(stream, filter))?.sequence).toBe(released?.sequence);
    },
  );

  testWithServer(
    "a copy that waits when the rules change is not handed out, and its room is decided again",
    async () => {
      const gdf = new Reader("gdf_cremona");
      await exchanged("R-4", { category: "C12" });
      await until(
        async () => (core().waiting("gdf_cremona") > 0 ? true : undefined),
        "the copy to wait",
      );
      const before = core().rules;
      const changed = patto();
      changed.agreement.title = "Patto con un altro titolo (sintetico)";
      core().setRules(shipped(changed));
      expect(core().rules.hash).not.toBe(before.hash);
      expect(await gdf.next()).toEqual([]);
      const asked = await until(async () => core().asked.at(-1), "the question to policy");
      expect(asked.room).toBe("gdf_cremona");
      const [first] = asked.stale;
      if (first === undefined) throw new Error("nothing is stale");
      const deliveries = asked.stale.map(({ delivery }) => delivery);
      const stale = { mode: "actual", room: asked.room, alias: first.alias, deliveries } as const;
      expect(await redecide(core().ports(), stale)).toBe("done");
      expect(await core().policy().advance(nameOf("R-4"), end)).toEqual({ kind: "done" });
      core().setRules(before.rules);
    },
  );

  testWithServer(
    "where the rules change, one poll asks about every incident that waits, not one after the other",
    async () => {
      const names = ["R-5", "R-6", "R-7"];
      for (const name of names) await exchanged(name, { category: "C12" });
      const gdf = new Reader("gdf_cremona");
      await until(
        async () => (core().waiting("gdf_cremona") >= names.length ? true : undefined),
        "the copies to wait",
      );
      const before = core().rules;
      const changed = patto();
      changed.agreement.title = "Patto con un terzo titolo (sintetico)";
      core().setRules(shipped(changed));
      const askedBefore = core().asked.length;
      expect(await gdf.next()).toEqual([]);
      const asked = core().asked.slice(askedBefore);
      const aliases = new Set(asked.flatMap(({ stale }) => stale.map(({ alias }) => alias)));
      expect(aliases.size).toBeGreaterThanOrEqual(names.length);
      core().setRules(before.rules);
    },
  );
});

async function headOf(incident: string) {
  const of = { mode: "actual", pseudonym: pseudonymOf(incident) } as const;
  const { head } = await readChain(core().log, core().secrets.macs, [2026], of);
  if (head === undefined) throw new Error("nothing is recorded");
  return head;
}

function pseudonymOf(incident: string): string {
  const { mode, incident: id } = nameOf(incident);
  return incidentPseudonym(core().secrets.logPseudonym, mode, id);
}
