import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect } from "@jest/globals";
import type { PolicyPorts } from "#apps/policy/ports";
import { recordRead } from "#apps/policy/readings";
import { searchSubject } from "#apps/policy/subjectSearch";
import type { Fields } from "#libs/incident/event";
import type { AskingPerson } from "#libs/incident/subjectMatch";
import { type SubjectAnswer, subjectBytes } from "#libs/policy/subjectMessages";
import { incidentPseudonym } from "#libs/seal/ids";
import { startCore, type TestCore } from "#tests/support/core";
import { natsServerProblem } from "#tests/support/natsServer";
import { syntheticReport } from "#tests/support/reports";
import { testIf } from "#tests/support/skip";

const problem = await natsServerProblem();
const testWithServer = testIf(problem === undefined, problem ?? "");
const state: { core?: TestCore } = {};
const core = (): TestCore => {
  if (state.core === undefined) throw new Error("the core did not start");
  return state.core;
};
const born = "1990-02-28";
const asking: AskingPerson = {
  family_name: "Sintètico De' Prova",
  given_name: "Primo",
  birth_date: born,
};
beforeAll(async () => {
  if (problem !== undefined) return;
  state.core = await startCore();
  await tells("pl_cremona", "A1", { family_name: "SINTETICO DE PROVA", given_name: "PRIMO" });
  await tells("pl_cremona", "A2", { family_name: "Altro", given_name: "Sintetico" });
  await tells("pl_limitrofo", "A3", { family_name: "Primo", given_name: "de'  prova sintetico" });
});
afterAll(() => state.core?.stop());

const mode = "actual" as const;
const cremona = "Comune di Cremona";
const nextTown = "Comune limitrofo (dimostrazione)";

/** A room sends an incident with one adult of this name. */
async function tells(room: string, incident: string, names: Fields): Promise<void> {
  const fields = { roles: ["victim"], minor: false, birth_date: born, ...names };
  const upsert = [{ kind: "person" as const, id: "a", fields }];
  const outcome = await core().submit(room, syntheticReport(incident, { upsert }));
  expect(outcome.kind).toBe("accepted");
}

const pseudonymOf = (room: string, incident: string) =>
  incidentPseudonym(core().secrets.logPseudonym, mode, core().incident(room, mode, incident));

/** An entry of the log that tells of a reading. */
async function recorded(purpose: "access_request" | "lawfulness", over: Partial<PolicyPorts> = {}) {
  const request = {
    ...{ id: randomBytes(16).toString("hex"), reader: "prova", entries: 0, purpose },
    ...({ role: "privacy_officer", scope: "search" } as const),
  };
  const answer = await recordRead(core().ports(over), request, new Date().toISOString());
  if (answer.outcome !== "recorded") throw new Error(answer.outcome);
  return { year: answer.year, seq: answer.seq };
}

async function searched(
  titolare: string,
  person: AskingPerson = asking,
  over: Partial<PolicyPorts> = {},
): Promise<Extract<SubjectAnswer, { outcome: "searched" }>> {
  const read = await recorded("access_request");
  const data = subjectBytes({ read, titolare, person });
  const answer = await searchSubject(core().ports(over), core().rules.rooms, data);
  if (answer.outcome !== "searched") throw new Error(answer.outcome);
  return answer;
}

describe("a person who asks for access", () => {
  testWithServer(
    "is found in their titolare's incidents, however the name was written",
    async () => {
      const { matches, open, closed, next } = await searched(cremona);
      expect(matches).toMatchObject([
        {
          incident: pseudonymOf("pl_cremona", "A1"),
          room: "pl_cremona",
          name: "A1",
          match: "certain",
        },
      ]);
      expect(open).toHaveLength(2);
      expect(closed).toEqual([]);
      expect(next).toBeUndefined();
      const swapped = { ...asking, family_name: "primo", given_name: "DE PROVA   SINTETICO" };
      expect((await searched(cremona, swapped)).matches).toHaveLength(1);
    },
  );

  testWithServer("is not found by another titolare, who has only its own", async () => {
    const { matches } = await searched(nextTown);
    expect(matches.map(({ incident }) => incident)).toEqual([pseudonymOf("pl_limitrofo", "A3")]);
    expect((await searched("Questura di Cremona")).matches).toEqual([]);
  });

  testWithServer(
    "is no longer linkable once the keys are destroyed, and that is told",
    async () => {
      const gone = core().incident("pl_cremona", mode, "A1");
      const real = core().ports().vault;
      const shredded = (over: object): Partial<PolicyPorts> => ({
        vault: {
          ...real,
          get: async (of, incident) =>
            incident === gone
              ? (over as Awaited<ReturnType<typeof real.get>>)
              : real.get(of, incident),
        },
      });
      const whole = await searched(cremona, asking, shredded({ kind: "shredded" }));
      expect(whole.matches).toEqual([]);
      expect(whole.closed.map(({ incident }) => incident)).toEqual([
        pseudonymOf("pl_cremona", "A1"),
      ]);
      const keys = await real.get(mode, gone);
      const ordinary = keys.kind === "ok" ? keys.keys.ordinary : undefined;
      const half = await searched(
        cremona,
        asking,
        shredded({ kind: "sensitive_shredded", ordinary }),
      );
      expect(half.matches).toEqual([]);
      expect(half.closed).toHaveLength(1);
    },
  );

  testWithServer("is searched for only after the log says so, and for this purpose", async () => {
    const ports = core().ports();
    const ask = (read: { year: number; seq: number }, over: Partial<PolicyPorts> = {}) =>
      searchSubject(
        { ...ports, ...over },
        core().rules.rooms,
        subjectBytes({ read, titolare: cremona, person: asking }),
      );
    const refused = { outcome: "refused", code: "not-recorded" };
    expect(await ask({ year: 2026, seq: 999_999 })).toEqual(refused);
    expect(await ask({ year: 2025, seq: 1 })).toEqual(refused);
    expect(await ask(await recorded("lawfulness"))).toEqual(refused);
    const read = await recorded("access_request");
    const later = new Date(Date.now() + 3_600_000).toISOString();
    expect(await ask(read, { nowIso: () => later })).toEqual(refused);
    expect((await ask(read)).outcome).toBe("searched");
  });

  testWithServer("says who they are: half a name, or an unknown titolare, is refused", async () => {
    const read = await recorded("access_request");
    const ask = (titolare: string, person: object) => {
      const data = Buffer.from(JSON.stringify({ read, titolare, person }));
      return searchSubject(core().ports(), core().rules.rooms, data);
    };
    const malformed = { outcome: "refused", code: "malformed" };
    expect(await ask(cremona, { family_name: "Sintetico" })).toEqual(malformed);
    expect(await ask(cremona, {})).toEqual(malformed);
    expect(await ask("Nessuno", asking)).toEqual({ outcome: "refused", code: "titolare-unknown" });
  });

  testWithServer("is searched for in steps, so that deciding goes on", async () => {
    const read = await recorded("access_request");
    const seen = new Set<string>();
    const log = core().log;
    let asked = 0;
    const counting: Partial<PolicyPorts> = {
      log: Object.assign(Object.create(log), {
        firstFrom: (...args: Parameters<typeof log.firstFrom>) => {
          asked += 1;
          return log.firstFrom(...args);
        },
      }),
    };
    const from = (cursor: { room: number; from: number }) =>
      searchSubject(
        core().ports(counting),
        core().rules.rooms,
        subjectBytes({ read, titolare: cremona, person: asking, cursor }),
      );
    for (const position of [1, 2]) {
      const answer = await from({ room: 0, from: position });
      if (answer.outcome === "searched") for (const { incident } of answer.open) seen.add(incident);
    }
    expect(seen).toEqual(
      new Set([pseudonymOf("pl_cremona", "A1"), pseudonymOf("pl_cremona", "A2")]),
    );
    expect(asked).toBeLessThan(20);
  });
});
