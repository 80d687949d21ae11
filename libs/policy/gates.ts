import { ceilingsFor } from "./ceilings.ts";
import type { Cell, CompiledAgreement, CompiledRules } from "./compiled.ts";
import { cellKey, pairKey } from "./compiled.ts";
import type { ReasonCode, Room } from "./decision.ts";
import {
  coversAddressee,
  coversGround,
  coversMode,
  coversPlace,
  isInForce,
  isReached,
  match,
} from "./match.ts";
import type { MatchInput } from "./matchInput.ts";
import { byText } from "./order.ts";

/** Gates of an exchange by the reason that they refuse with, in the order in which they stand. */
export const gateOrder = [
  ...(["UNMAPPED", "STATUTORY", "NO_AGREEMENT", "NOT_IN_FORCE", "FORBIDDEN"] as const),
  ...(["NO_COMPETENCE", "OUT_OF_TERRITORY", "CATEGORY", "PURPOSE", "REGIME"] as const),
  ...(["MODE", "NOT_NAMED"] as const),
] as const satisfies readonly ReasonCode[];

export interface Gate {
  readonly gate: (typeof gateOrder)[number] | "BREAK_GLASS";
  /** Absent where an earlier gate had refused: nobody looked any more. */
  readonly passed?: boolean;
  /** What the incident says on this point. */
  readonly stated: readonly string[];
  /** What it was compared with: parties, days, or what the rules that were left ask for. */
  readonly compared: readonly string[];
  /** Agreements or rules that passed so far; where a law or a prohibition refuses, that one. */
  readonly titles: readonly string[];
}

interface Asked {
  readonly rules: CompiledRules;
  readonly input: MatchInput;
  readonly author: string;
  readonly receiver: Room;
}

/**
 * Every gate of one exchange in its order, with what it compared. The first that does not pass is the reason that
 * `match` gives; a declared emergency opens the gates of competence all at once.
 */
export function gatesOf(
  rules: CompiledRules,
  input: MatchInput,
  author: string,
  receiver: Room,
): readonly Gate[] {
  const asked = { rules, input, author, receiver };
  const first = [mapped(asked), lawful(asked), ...titles(asked), notForbidden(asked)];
  const verdict = match(rules, input, author, receiver);
  if (verdict.allowed && verdict.rule.deliver === "break-glass") {
    const named = { compared: [receiver.id], titles: [nameOf(verdict.rule)] };
    return [...first, { gate: "BREAK_GLASS", passed: true, stated: input.emergencies, ...named }];
  }
  return untilRefused([...first, ...competence(asked)]);
}

function untilRefused(gates: readonly Gate[]): readonly Gate[] {
  const refused = gates.findIndex(({ passed }) => passed === false);
  if (refused < 0) return gates;
  return gates.map((gate, index) => {
    if (index <= refused) return gate;
    const { passed: _, ...unseen } = gate;
    return { ...unseen, compared: [], titles: [] };
  });
}

const nameOf = (rule: Cell["rule"]): string => `${rule.agreement.id} ${rule.id}`;
const namesOf = (cells: readonly Cell[]): readonly string[] => [
  ...new Set(cells.map(({ rule }) => nameOf(rule))),
];

function mapped({ input: { category } }: Asked): Gate {
  return {
    gate: "UNMAPPED",
    passed: category !== "C00",
    stated: [category],
    compared: [],
    titles: [],
  };
}

function lawful({ rules, input, author, receiver }: Asked): Gate {
  const stopping = ceilingsFor(rules, input, author, receiver).filter(
    ({ rule }) => "deliver" in rule.cap,
  );
  const named = stopping.map(({ rule, source }) => `${source.id} ${rule.id}`);
  const stated = [input.category, ...groundText(input)];
  const passed = stopping.length === 0;
  return { gate: "STATUTORY", passed, stated, compared: [], titles: named };
}

function titles({ rules, input, author, receiver }: Asked): readonly Gate[] {
  const shared = rules.agreements.filter(
    ({ parties }) => parties.has(author) && parties.has(receiver.id),
  );
  const open = shared.filter((agreement) => isInForce(agreement, input));
  const withDays = (agreement: CompiledAgreement) =>
    `${agreement.id} ${agreement.periods.map(({ from, to }) => `${from} – ${to}`).join(", ")}`;
  return [
    {
      ...{ gate: "NO_AGREEMENT", passed: shared.length > 0, stated: [author, receiver.id] },
      ...{ compared: [], titles: shared.map(({ id }) => id) },
    },
    {
      ...{ gate: "NOT_IN_FORCE", passed: open.length > 0, stated: [...new Set(input.days)] },
      ...{ compared: shared.map(withDays), titles: open.map(({ id }) => id) },
    },
  ];
}

function notForbidden({ rules, input, author, receiver }: Asked): Gate {
  const cells = rules.cells.get(cellKey(author, receiver.id, input.category)) ?? [];
  const forbidding = cells.filter(
    (cell) =>
      cell.rule.deliver === "forbid" &&
      isReached(cell, input) &&
      coversPlace(rules, cell, input, receiver) &&
      coversMode(cell, input) &&
      coversAddressee(cell, input, receiver) &&
      coversGround(cell.rule, input),
  );
  const named = { compared: [], titles: namesOf(forbidding) };
  const stated = [input.category];
  return { gate: "FORBIDDEN", passed: forbidding.length === 0, stated, ...named };
}

interface Step {
  readonly gate: Gate["gate"];
  readonly stated: readonly string[];
  readonly holds: (cell: Cell) => boolean;
  /** What a rule asks for at this gate. */
  readonly asks: (cell: Cell) => readonly string[];
}

/** The rules between the two rooms, fewer from gate to gate. */
function competence(asked: Asked): readonly Gate[] {
  const { rules, author, receiver } = asked;
  const pair = rules.pairs.get(pairKey(author, receiver.id)) ?? [];
  let left = pair.filter(({ rule }) => rule.deliver === "allow");
  return stepsOf(asked).map(({ gate, stated, holds, asks }) => {
    const compared = [...new Set(left.flatMap(asks))].toSorted(byText);
    left = left.filter(holds);
    return { gate, passed: left.length > 0, stated, compared, titles: namesOf(left) };
  });
}

function stepsOf({ rules, input, receiver }: Asked): readonly Step[] {
  const { ground, owner, territory, category, mode } = input;
  const stated = groundText(input);
  const isNamed = input.addressees.includes(receiver.id);
  return [
    {
      ...{ gate: "NO_COMPETENCE", stated: [owner], holds: (cell) => isReached(cell, input) },
      asks: (cell) => (cell.ownerOnly ? [cell.receiver] : ["any"]),
    },
    {
      ...{
        gate: "OUT_OF_TERRITORY",
        stated: territory,
        asks: ({ rule }) => placeOf(rule, receiver),
      },
      holds: (cell) => coversPlace(rules, cell, input, receiver),
    },
    {
      ...{ gate: "CATEGORY", stated: [category], asks: (cell) => [cell.category] },
      holds: (cell) => cell.category === category,
    },
    {
      ...{ gate: "PURPOSE", stated, asks: ({ rule }) => [rule.purpose ?? "any"] },
      holds: ({ rule }) => ground === undefined || rule.purpose === ground.purpose,
    },
    {
      ...{ gate: "REGIME", stated, asks: ({ rule }) => [rule.regime ?? "any"] },
      holds: ({ rule }) => ground !== undefined && coversGround(rule, input),
    },
    {
      ...{ gate: "MODE", stated: [mode], asks: ({ rule }) => rule.mode ?? ["any"] },
      holds: (cell) => coversMode(cell, input),
    },
    {
      ...{ gate: "NOT_NAMED", stated: [isNamed ? "named" : "not-named"] },
      asks: ({ rule }) => [rule.addressee ?? "any"],
      holds: (cell) => coversAddressee(cell, input, receiver),
    },
  ];
}

function placeOf({ territory }: Cell["rule"], receiver: Room): readonly string[] {
  if (territory === "any") return ["any"];
  return territory === "receiver" ? receiver.municipalities : territory;
}

function groundText({ ground }: MatchInput): readonly string[] {
  return ground === undefined ? [] : [ground.purpose, ground.regime];
}
