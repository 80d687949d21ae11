import { fold } from "#libs/incident/state";
import { lengthPrefixed, sha256Hex } from "#libs/seal/bytes";
import { type CanonicalValue, canonicalBytes } from "#libs/seal/canonical";
import { type Cell, type CompiledRules, pairKey } from "./compiled.ts";
import { decide } from "./decide.ts";
import type { IncidentSecrets, Room } from "./decision.ts";
import { emptyHoldings } from "./holdings.ts";
import { byText } from "./order.ts";
import { planTable } from "./planTable.ts";
import { roomKinds } from "./roomSchema.ts";
import { type Vector, vectorsMax } from "./ruleSetLife.ts";
import { vectorAnswers, vectorReport } from "./vectorMessage.ts";

/** SHA-256, hex, of the plan table that the rules compile to: what instances acknowledge. */
export function planTableHash(rules: CompiledRules): string {
  return sha256Hex(canonicalBytes(planTable(rules)));
}

/**
 * Golden vectors of compiled rules: each rule decided for one of its exchanges, in charge and not, and pairs of rooms
 * between which nothing passes. `notBefore`: RFC 3339 UTC, the time at which they are decided where that is possible.
 */
export function vectorsOf(
  rules: CompiledRules,
  rooms: readonly Room[],
  notBefore: string,
): readonly Vector[] {
  const ruled = firstCells(rules).flatMap((cell) => questionsOf(cell, rooms, notBefore));
  const silent = silentPairs(rules, rooms).map(([from, to]): Question => {
    const about = { from: from.id, to: to.id, kind: to.kind, category: "C01" };
    const plain = { mode: "actual", named: false, charge: false, emergency: false } as const;
    return { ...about, ...plain, municipality: townOf(to), at: notBefore };
  });
  const kept = [...spread(ruled, vectorsMax - 32), ...spread(silent, 32)];
  return kept.map((question) => ({ ...question, outcome: outcomeOf(rules, question) }));
}

/** True when these rules decide the vector as its signers have seen it. */
export function vectorHolds(rules: CompiledRules, vector: Vector): boolean {
  try {
    return outcomeOf(rules, vector) === vector.outcome;
  } catch {
    return false; // rules that cannot be run do not decide as they were signed
  }
}

type Question = Omit<Vector, "outcome">;

/** The whole way from message to view, as an instance goes it; the keys are no secret here. */
function outcomeOf(rules: CompiledRules, question: Question): string {
  const { from, to, kind, municipality, at } = question;
  const known = roomKinds.find((one) => one === kind);
  if (known === undefined) throw new RangeError("a kind of room that the model does not know");
  const report = vectorReport({ ...question, outcome: "" });
  const opened = fold(undefined, { author: from, storedAt: at, event: report });
  const answers = vectorAnswers({ ...question, outcome: "" });
  const state = answers.reduce(
    (before, event) => fold(before, { author: to, storedAt: at, event }),
    opened,
  );
  if (state === undefined) throw new RangeError("a vector opens an incident");
  const [decision] = decide(rules, {
    state,
    author: from,
    storedAt: at,
    rooms: [{ id: to, slot: 0, kind: known, titolare: "", municipalities: [municipality] }],
    holdings: () => emptyHoldings,
    secrets: openSecrets,
  });
  return sha256Hex(canonicalBytes(JSON.parse(JSON.stringify(decision)) as CanonicalValue));
}

const digest = (...parts: readonly (string | undefined)[]): string =>
  sha256Hex(lengthPrefixed(...parts.map((part) => part ?? ""))).slice(0, 32);

const openSecrets: IncidentSecrets = {
  componentRef: (...of) => digest("ref", ...of),
  componentAlias: (...of) => digest("component", ...of),
  valueMac: (...of) => digest("value", ...of),
  incidentAlias: (...of) => digest("incident", ...of),
  pseudonym: (...of) => digest("pseudonym", JSON.stringify(of)),
  deliveryId: (...of) => digest("delivery", ...of),
};

/** One exchange of each rule, whatever the order of files. */
function firstCells(rules: CompiledRules): readonly Cell[] {
  const cells = [...rules.cells.values()].flat();
  const ordered = cells.toSorted((a, b) => byText(nameOf(a), nameOf(b)));
  const first = new Map<string, Cell>();
  for (const cell of ordered) {
    const rule = `${cell.rule.agreement.id} ${cell.rule.id}`;
    if (!first.has(rule)) first.set(rule, cell);
  }
  return [...first.values()];
}

const nameOf = ({ rule, author, receiver, category }: Cell): string =>
  [rule.agreement.id, rule.id, author, receiver, category].join(" ");

function questionsOf(cell: Cell, rooms: readonly Room[], notBefore: string): readonly Question[] {
  const { rule, author, receiver, category } = cell;
  const room = rooms.find(({ id }) => id === receiver);
  if (room === undefined) return [];
  const codes = typeof rule.territory === "string" ? [] : rule.territory;
  const question = {
    ...{ from: author, to: receiver, kind: room.kind, category },
    municipality: codes[0] ?? townOf(room),
    ...(rule.purpose !== undefined && { purpose: rule.purpose }),
    ...(rule.regime !== undefined && { regime: rule.regime }),
    mode: rule.mode?.[0] === "exercise" ? ("exercise" as const) : ("actual" as const),
    named: rule.addressee === "named",
    emergency: rule.deliver === "break-glass",
    at: dayInForce(cell, notBefore),
  };
  return [false, true].map((charge) => ({ ...question, charge }));
}

const townOf = (room: Room): string => room.municipalities[0] ?? "istat:000000";

/** `notBefore`, or noon of the first day of the last period when the agreement is not in force then. */
function dayInForce({ rule }: Cell, notBefore: string): string {
  const today = notBefore.slice(0, 10);
  const { periods } = rule.agreement;
  if (periods.some(({ from, to }) => from <= today && today <= to)) return notBefore;
  const last = periods.toSorted((a, b) => byText(a.from, b.from)).at(-1);
  return last === undefined ? notBefore : `${last.from}T12:00:00.000Z`;
}

function silentPairs(
  rules: CompiledRules,
  rooms: readonly Room[],
): readonly (readonly [Room, Room])[] {
  return rooms.flatMap((from) =>
    rooms
      .filter((to) => to.id !== from.id && !rules.pairs.has(pairKey(from.id, to.id)))
      .map((to) => [from, to] as const),
  );
}

/** At most `max` of a list, evenly from its whole length. */
function spread<T>(list: readonly T[], max: number): readonly T[] {
  if (list.length <= max) return list;
  const step = list.length / max;
  return Array.from({ length: max }, (_, i) => list[Math.floor(i * step)]).filter(
    (one): one is T => one !== undefined,
  );
}
