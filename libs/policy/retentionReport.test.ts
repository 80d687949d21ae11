import { describe, expect, test } from "@jest/globals";
import type { IncidentLeaf, KeyShreddedLeaf, LegalHoldLeaf } from "#libs/seal/leaf";
import type { SlotOpening } from "#libs/seal/parts";
import { RetentionAccounts } from "./retentionReport.ts";
import { termsOf } from "./retentionSchema.ts";

const hourMs = 3_600_000;
const openedMs = Date.parse("2026-11-22T10:00:00.000Z");
const incident = "0123456789ab8cde8123456789abcdef";
const at = (hours: number) => new Date(openedMs + hours * hourMs).toISOString();
const system = { v: 1, mode: "system", clock: "unsynced", of: "actual", incident } as const;

const notice = { v: 1, kind: "notice", mode: "system", clock: "unsynced", at: at(2) } as const;

const decided = (hours: number): IncidentLeaf => ({
  ...{ v: 1, kind: "exchange", mode: "actual", at: at(hours), clock: "event-store", incident },
  ...{ event: incident, events_seq: 1, rule_set: "", agreement: "", facts: "", commitments: "" },
  slots: [],
});
const said = (event_kind: string) => ({ event_kind, sender: "pl_cremona", owner: "pl_cremona" });
const shredded = (hours: number, part: "sensitive" | "both"): KeyShreddedLeaf => ({
  ...{ ...system, kind: "key_shredded", at: at(hours), cause: "retention", part },
});
const hold = (state: LegalHoldLeaf["state"]): LegalHoldLeaf => ({
  ...{ ...system, kind: "legal_hold", at: at(1), state, reason: "judicial_request" },
  ...{ by: incident, role: "privacy_officer" },
});

/** An incident that was closed an hour after its opening. */
function closed(): RetentionAccounts {
  const accounts = new RetentionAccounts();
  accounts.decided(decided(0), said("report"));
  accounts.decided(decided(1), said("close"));
  return accounts;
}
/** The states of what ends; told without rows they are the same, and none of incidents that are not meant. */
function statesAt(accounts: RetentionAccounts, hours: number) {
  const asked = [termsOf(undefined), openedMs + hours * hourMs, hourMs] as const;
  const states = accounts.rows(...asked).map(({ state }) => state);
  expect([...accounts.states(...asked)].flat()).toEqual(states);
  const none = () => false;
  expect([...accounts.states(...asked, none)].flat()).toEqual([]);
  expect(accounts.rows(...asked, none)).toEqual([]);
  return states;
}

describe("the report of what was kept for how long", () => {
  test("says of sensitive data and of the rest whether they are not due, due, or overdue after an hour", () => {
    expect(statesAt(closed(), 24)).toEqual(["not_due", "not_due"]);
    expect(statesAt(closed(), 25)).toEqual(["due", "not_due"]);
    expect(statesAt(closed(), 26)).toEqual(["overdue", "not_due"]);
    expect(statesAt(closed(), 73)).toEqual(["overdue", "due"]);
    expect(statesAt(closed(), 74)).toEqual(["overdue", "overdue"]);
  });

  test("names what was destroyed, when and why; both keys are also the sensitive one", () => {
    const accounts = closed();
    accounts.shredded(shredded(25, "sensitive"));
    expect(statesAt(accounts, 80)).toEqual(["done", "overdue"]);
    const whole = closed();
    whole.shredded(shredded(2, "both"));
    const [sensitive, both] = whole.rows(termsOf(undefined), openedMs, hourMs);
    expect(sensitive).toMatchObject({ state: "done", done: at(2), cause: "retention" });
    expect(both).toMatchObject({ part: "both", state: "done", done: at(2) });
  });

  test("keeps the first destruction where a restored backup made a second one necessary", () => {
    const accounts = closed();
    accounts.shredded(shredded(25, "both"));
    accounts.shredded({ ...shredded(90, "both"), cause: "restored_backup" });
    const [, both] = accounts.rows(termsOf(undefined), openedMs, hourMs);
    expect(both).toMatchObject({ done: at(25), cause: "retention" });
  });

  test("holds nobody to blame for what a legal hold keeps, and only while it stands", () => {
    const accounts = closed();
    accounts.held(hold("placed"), { year: 2026, seq: 3 });
    expect(statesAt(accounts, 24)).toEqual(["not_due", "not_due"]);
    expect(statesAt(accounts, 80)).toEqual(["held", "held"]);
    accounts.held(hold("released"), { year: 2026, seq: 4 });
    expect(statesAt(accounts, 80)).toEqual(["overdue", "overdue"]);
  });

  test("stay held until the last of two titolari has ended its own", () => {
    const accounts = closed();
    const of = (state: LegalHoldLeaf["state"], seq: number) =>
      state === "placed"
        ? { ...hold(state), slot: seq }
        : { ...hold(state), hold: { year: 2026, seq } };
    accounts.held(of("placed", 3), { year: 2026, seq: 3 });
    accounts.held({ ...of("placed", 4), reason: "internal_inquiry" }, { year: 2026, seq: 4 });
    accounts.held(of("released", 3), { year: 2026, seq: 5 });
    const [row] = accounts.rows(termsOf(undefined), openedMs + 80 * hourMs, hourMs);
    expect([row?.state, row?.hold]).toEqual(["held", "internal_inquiry"]);
    accounts.held(of("released", 4), { year: 2026, seq: 6 });
    expect(statesAt(accounts, 80)).toEqual(["overdue", "overdue"]);
  });

  test("has a row for risks and for the plate of an alert, done when the sensitive key is gone", () => {
    const accounts = new RetentionAccounts();
    const alert = { ...said("report"), category: "C14", fields: [] };
    accounts.decided(decided(0), alert, { stated: ["vehicle.plate", "risk.risk_type"] });
    const linesAt = (hours: number) =>
      accounts
        .rows(termsOf(undefined), openedMs + hours * hourMs, hourMs)
        .map(({ part, state }) => `${part} ${state}`);
    expect(linesAt(25)).toEqual([
      ...["sensitive overdue", "both not_due", "operator_risk not_due", "plate_alert overdue"],
    ]);
    accounts.shredded({ ...shredded(26, "sensitive"), backups_gone_after: at(194) });
    expect(linesAt(60)).toEqual([
      ...["sensitive done", "both not_due", "operator_risk done", "plate_alert done"],
    ]);
    const [row] = accounts.rows(termsOf(undefined), openedMs, hourMs);
    expect(row?.backups_gone_after).toBe(at(194));
  });

  test("waits for a room that has not fetched its copy, as long as the copy has a term, and not longer", () => {
    const copy = (delivery: string): SlotOpening => ({
      ...{ salt: "", slot: 3 },
      value: { outcome: "released", reason: "RELEASED", entries: [], handling: [], delivery },
    });
    const give = () => {
      const accounts = new RetentionAccounts();
      accounts.decided(decided(0), said("report"), { slots: [copy("a")] });
      accounts.decided(decided(1), said("close"), { slots: [copy("b")] });
      return accounts;
    };
    expect(statesAt(give(), 30)).toEqual(["waiting", "not_due"]);
    expect(statesAt(give(), 168)).toEqual(["waiting", "waiting"]);
    expect(statesAt(give(), 169)).toEqual(["due", "due"]);
    expect(statesAt(give(), 170)).toEqual(["overdue", "overdue"]);
    const fetched = give();
    fetched.received([{ delivery: "b", up_to: true }]);
    expect(statesAt(fetched, 30)).toEqual(["overdue", "not_due"]);
    const first = give();
    first.received([{ delivery: "a" }]);
    expect(statesAt(first, 30)).toEqual(["waiting", "not_due"]);
    first.noticed({ ...notice, code: "copy_expired", delivery: "b" });
    expect(statesAt(first, 30)).toEqual(["overdue", "not_due"]);
  });

  test("has no row of an incident of which no decision is in the log", () => {
    const accounts = new RetentionAccounts();
    accounts.shredded(shredded(2, "both"));
    expect(accounts.rows(termsOf(undefined), openedMs, hourMs)).toEqual([]);
  });
});
