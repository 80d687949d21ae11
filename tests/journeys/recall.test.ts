import { join } from "node:path";
import { afterAll, beforeAll, describe, expect } from "@jest/globals";
import type { ReleasedView } from "#libs/incident/view";
import { commandHere } from "#tests/support/commandHere";
import { type CliEvent, runCli } from "#tests/support/commandLine";
import { natsServerProblem } from "#tests/support/natsServer";
import { innerAnd, type RunningSystem, startSystem } from "#tests/support/runningSystem";
import { testIf } from "#tests/support/skip";
import { readSystemLog } from "#tests/support/systemLog";
import { until } from "#tests/support/until";

const problem = await natsServerProblem();
const systemTest = testIf(problem === undefined, problem ?? "");
const room = "pl_cremona";
const force = "questura_cremona";
const other = "cc_cremona";
const options = { limits: { announce_every_ms: 200 }, only: innerAnd(room, force, other) };
let system: RunningSystem;
beforeAll(async () => {
  if (problem === undefined) system = await startSystem(options);
}, 120_000);
afterAll(async () => {
  if (problem === undefined) await system.remove();
});

const cursors = new Map<string, string>();

async function nextCopy(of: string): Promise<ReleasedView> {
  const copies = await until(async () => {
    const after = cursors.get(of);
    const query = `wait=5${after === undefined ? "" : `&after=${encodeURIComponent(after)}`}`;
    const { body } = await system.ask(of, `/v1/rooms/${of}/feed?${query}`);
    cursors.set(of, String(body["cursor"]));
    const found = body["copies"] as readonly ReleasedView[];
    return found.length > 0 ? found : undefined;
  }, `a copy for ${of}`);
  const [copy] = copies;
  if (copy === undefined) throw new Error("no copy");
  return copy;
}

/** In a process of its own only where it reads something on standard input. */
async function cli(args: readonly string[], input?: string) {
  if (input === undefined) return commandHere([...args, "--data", system.data]);
  const { code, cli: ended } = await runCli([...args, "--data", system.data, "--json"], {}, input);
  return { code, events: ended.events(), output: ended.output() };
}

const street = "Via Sintetica del Richiamo";
const person = { family_name: "SINTETICO", given_name: "Prìmo", birth_date: "1985-06-01" };
const report = {
  ...{ message_id: "RC-1", mode: "actual", kind: "report", incident: { id: "RC-2026-1" } },
  ...{ sent: new Date().toISOString(), category: "C01", territory: ["istat:019036"] },
  upsert: [
    { kind: "place", id: "p", sensitivity: "public", street },
    { kind: "person", id: "a", roles: ["victim"], minor: false, ...person },
  ],
};

function statesOf(demand: CliEvent | undefined): unknown {
  if (demand === undefined) throw new Error("no demand is listed");
  const rooms = demand["rooms"] as readonly { room: string; state: string }[];
  return Object.fromEntries(rooms.map((one) => [one.room, one.state]));
}

describe("a datum that is taken back, on a running system", () => {
  systemTest(
    "leaves the room that had it, which confirms; the list and the log tell of it",
    async () => {
      const { status } = await system.send(room, JSON.stringify(report));
      expect(status).toBe(202);
      expect(JSON.stringify(await nextCopy(force))).toContain(street);
      const keyOf = (of: string) => join(system.data, "rooms", of, "privacy_officer");
      const demand = ["recall", "demand", "RC-2026-1", "--field", "place.street"];
      const made = await cli([
        ...[...demand, "--room", room, "--reason", "inaccurate"],
        ...["--key", keyOf(room)],
      ]);
      expect(made.events).toMatchObject([{ event: "demand", outcome: "demanded" }]);
      const told = await nextCopy(force);
      expect(told.withdrawn.map(({ paths }) => paths)).toEqual([["place.street"]]);
      expect(told.handling.some((code) => code.startsWith("recall-inaccurate-by-"))).toBe(true);
      for (const [of, key] of [
        [force, force],
        [room, force],
      ] as const) {
        const stranger = [...demand, "--room", of, "--reason", "inaccurate", "--key", keyOf(key)];
        expect((await cli(stranger)).code).toBe(3);
      }

      const at = new Date().toISOString();
      const items = [{ delivery: told.delivery, kind: "displayed", conditions_accepted: true, at }];
      const path = `/v1/rooms/${force}/receipts`;
      const headers = { "content-type": "application/json" };
      const sent = await system.ask(force, path, { body: JSON.stringify({ items }), headers });
      expect(sent.status).toBeLessThan(300);
      await until(async () => {
        const { conditions } = await readSystemLog(system.data);
        return conditions.find((one) => one.delivery === told.delivery);
      }, "the receipt in the log");
      const { code, events } = await cli(["recall", "list"]);
      expect({ code, events }).toMatchObject({
        code: 0,
        events: [{ open: true, overdue: false, path: "place.street", kind: "recall" }],
      });
      expect(statesOf(events[0])).toMatchObject({ [force]: "confirmed", [other]: "waiting" });
      const theirs = await nextCopy(other);
      const confirmation = JSON.stringify({ delivery: theirs.delivery });
      const place = (of: string) => `/v1/rooms/${of}/confirmations`;
      const stray = await system.ask(force, place(force), { body: confirmation, headers });
      expect(stray).toMatchObject({ status: 404, body: { code: "demand-unknown" } });
      const confirmed = await system.ask(other, place(other), { body: confirmation, headers });
      expect(confirmed).toMatchObject({ status: 200, body: { confirmed: true, notes: [] } });
      const repeated = await system.ask(other, place(other), { body: confirmation, headers });
      expect(repeated.body).toEqual({
        confirmed: true,
        notes: [{ code: "confirmation-repeated" }],
      });
      const number = String(events[0]?.["number"]);
      const again = await cli([
        ...["recall", "confirm", number, "--room", other, "--key", keyOf(room)],
      ]);
      expect(again.events).toMatchObject([{ state: "confirmed-before" }]);
      const after = await cli(["recall", "list"]);
      expect(statesOf(after.events[0])).toMatchObject({ [other]: "confirmed" });
    },
  );

  systemTest(
    "a person asks for access: the answer names incident, rooms and fields, and no value",
    async () => {
      const asks = { ...person, family_name: "primo", given_name: "Sintetico" };
      const request = ["access-request", "--titolare", "Comune di Cremona"];
      const answer = await cli(request, JSON.stringify(asks));
      expect(answer.code).toBe(0);
      expect(answer.events).toMatchObject([
        { event: "subject", name: "RC-2026-1", room, match: "certain" },
        { event: "access-request", found: 1, searched: 1, unlinkable: 0 },
      ]);
      // Alone: the letters of an id may be these, too.
      expect(answer.output).not.toMatch(/sintetico|\b1985\b/i);
      const other = await cli(
        [...request.slice(0, 2), "Questura di Cremona"],
        JSON.stringify(asks),
      );
      expect(other.events).toMatchObject([{ event: "access-request", found: 0 }]);
      expect((await cli(request, "{}")).code).toBe(2);
      const reads = await until(async () => {
        const { leaves } = await readSystemLog(system.data);
        const found = leaves.filter(({ kind }) => kind === "read");
        return found.length >= 2 ? found : undefined;
      }, "the readings in the log");
      expect(reads).toHaveLength(2);
      expect(JSON.stringify(reads)).not.toMatch(/sintetico/i);
    },
  );
});
