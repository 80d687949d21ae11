import { randomBytes } from "node:crypto";
import { beforeAll, describe, expect } from "@jest/globals";
import { recordRead } from "#apps/policy/readings";
import { Retention } from "#apps/policy/retention";
import { searchSubject } from "#apps/policy/subjectSearch";
import type { Component } from "#libs/incident/event";
import { termsOf } from "#libs/policy/retentionSchema";
import { subjectBytes } from "#libs/policy/subjectMessages";
import { coreOfFile } from "#tests/support/coreOfFile";
import { eventsDropped } from "#tests/support/eventsDropped";
import { place, RecallWorld, sender, titolareOf } from "#tests/support/recallWorld";

const { core, testWithServer, problem } = await coreOfFile();
const world = new RecallWorld(core);
const { pseudonymOf, readerOf, send, demand, decideAll } = world;

const person = { family_name: "SINTETICO", given_name: "PRIMO", birth_date: "1990-02-28" };
const told: Component = {
  ...{ kind: "person", id: "a" },
  fields: { roles: ["victim"], minor: false, ...person },
};

/** Two incidents, one of them under a legal hold; then EVENTS drops what both were sent with. */
beforeAll(async () => {
  if (problem !== undefined) return;
  for (const incident of ["held", "free"]) {
    await send(incident, { upsert: [place("Via Sintetica 1"), told] });
  }
  const retention = new Retention(
    { ...core().ports(), destroyer: core().destroyer },
    {
      ...{ terms: termsOf(undefined), nowMs: () => Date.now(), monotonicMs: () => 0 },
      pause: () => Promise.resolve(),
    },
  );
  const why = { reason: "judicial_request", by: "SINTETICO", role: "privacy_officer" } as const;
  const held = { of: "actual", incident: pseudonymOf("held"), ...why } as const;
  expect(await retention.holds.place(held, new Date().toISOString())).toBe("recorded");
  await retention.pass();
  await eventsDropped(core());
});

async function searched() {
  const read = { id: randomBytes(16).toString("hex"), reader: "prova", entries: 0 };
  const why = { purpose: "access_request", role: "privacy_officer", scope: "search" } as const;
  const entry = await recordRead(core().ports(), { ...read, ...why }, new Date().toISOString());
  if (entry.outcome !== "recorded") throw new Error(entry.outcome);
  const { year, seq } = entry;
  const titolare = titolareOf(sender);
  const asked = subjectBytes({ read: { year, seq }, titolare, person });
  return searchSubject(core().ports(), core().rules.rooms, asked);
}

describe("what a legal hold keeps when EVENTS has dropped it", () => {
  testWithServer(
    "is found by the person of whom it tells, and nothing that is not kept",
    async () => {
      const about = { mode: "actual", incident: pseudonymOf("held") };
      expect(await searched()).toMatchObject({
        matches: [{ ...about, room: sender, name: "held", match: "certain" }],
        ...{ open: [about], closed: [] },
      });
    },
  );

  testWithServer("can be taken back from the rooms that have it", async () => {
    const reader = readerOf("questura_cremona");
    expect(JSON.stringify(await reader.next())).toContain("Via Sintetica 1");
    expect(await demand("free", "place.street")).toMatchObject({ code: "unknown" });
    expect(await demand("held", "place.street")).toMatchObject({ outcome: "demanded" });
    await decideAll("held");
    const [withdrawal] = await reader.next();
    expect(withdrawal?.withdrawn.map(({ paths }) => paths)).toEqual([["place.street"]]);
  });
});
