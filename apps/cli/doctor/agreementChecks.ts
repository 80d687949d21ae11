import { join } from "node:path";
import { z } from "zod";
import type { Agreement } from "#libs/policy/agreementSchema";
import { ruleSetSchema, signedDocumentSchema } from "#libs/policy/documents";
import { readDeployment } from "../deployment.ts";
import { parseFile } from "../installation.ts";
import { ownDeploy } from "../packageRoot.ts";
import { periodsOf } from "../policy/check.ts";
import { readPrivate } from "../privateFiles.ts";
import { attention, type Finding, ok, problem, someOf } from "./finding.ts";

/** An agreement that ends within this many days is told. */
const daysBefore = 60;
const dayMs = 86_400_000;

/** The agreements in force and the rooms that they join, on `today` (`2026-11-22`); `installed` are ids of rooms. */
export function agreementChecks(
  data: string,
  installed: readonly string[] | undefined,
  today: string,
): readonly Finding[] {
  const signed = signedAgreements(data);
  const agreements = signed ?? readDeployment(ownDeploy).agreements;
  const rooms = installed ?? readDeployment(ownDeploy).rooms.map(({ id }) => id);
  const ends = agreements.map((one) => ({ one, to: endOf(one, today) }));
  const none = problem("doctor-agreement-none", {}, "doctor-agreement-do");
  return [
    ...ends.map(({ one, to }) => validityCheck(one, to, today)),
    ...(ends.some(({ to }) => to !== undefined) ? [] : [none]),
    ...agreements.flatMap((one) => reviewCheck(one, today)),
    ...agreements.flatMap(inventedCheck),
    roomsCheck(agreements, rooms),
  ];
}

/** The agreements that were signed last; undefined before the first start. */
function signedAgreements(data: string): readonly Agreement[] | undefined {
  const path = join(data, "signed", "rules.json");
  const text = readPrivate(path);
  if (text === undefined) return undefined;
  const { body } = parseFile(path, text, signedDocumentSchema);
  // One of an older format is signed again at the next start.
  const parsed = ruleSetSchema.safeParse(parseFile(path, body, z.unknown()));
  return parsed.success ? parsed.data.agreements : undefined;
}

/** Last day on which the agreement is in force without a gap from today; undefined when today it is not. */
function endOf(agreement: Agreement, today: string): string | undefined {
  const periods = periodsOf(agreement).toSorted((a, b) => (a.from < b.from ? -1 : 1));
  const first = periods.find(({ from, to }) => from <= today && today <= to);
  return periods.reduce(
    (end, { from, to }) => (end !== undefined && from <= dayAfter(end) && to > end ? to : end),
    first?.to,
  );
}

const dayAfter = (day: string): string =>
  new Date(Date.parse(day) + dayMs).toISOString().slice(0, 10);

function validityCheck({ agreement: { id } }: Agreement, to: string | undefined, today: string) {
  if (to === undefined) return attention("doctor-agreement-not", { id }, "doctor-agreement-do");
  const days = Math.round((Date.parse(to) - Date.parse(today)) / dayMs);
  if (days > daysBefore) return ok("doctor-agreement", { id, to });
  return attention("doctor-agreement-ending", { id, to, days }, "doctor-agreement-do");
}

function reviewCheck({ agreement: { id }, rules }: Agreement, today: string): readonly Finding[] {
  const due = rules.map(({ review }) => review.by).filter((by) => by < today);
  const [by] = due.toSorted();
  if (by === undefined) return [];
  return [attention("doctor-review", { id, count: due.length, by }, "doctor-review-do")];
}

/** Operation refuses it at the start; a demonstration must not be taken for more than it is. */
function inventedCheck({ agreement: { id, invented } }: Agreement): readonly Finding[] {
  return invented === true
    ? [attention("doctor-agreement-invented", { id }, "doctor-agreement-invented-do")]
    : [];
}

function roomsCheck(agreements: readonly Agreement[], rooms: readonly string[]): Finding {
  const parties = new Set(
    agreements.flatMap(({ agreement }) => agreement.parties.map((p) => p.room)),
  );
  const alone = rooms.filter((room) => !parties.has(room));
  if (alone.length === 0) return ok("doctor-rooms");
  return attention("doctor-rooms-alone", { rooms: someOf(alone) }, "doctor-rooms-do");
}
