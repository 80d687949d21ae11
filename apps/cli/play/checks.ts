import { checkReceipt } from "#libs/seal/receipt";
import {
  bodyShape,
  type CopyShape,
  copyDifferences,
  type Difference,
  decisionDifferences,
  shapeExpected,
  shapeOfCopy,
} from "./compare.ts";
import type { Expected, ExpectedDecision, ExpectedOutcome } from "./demonstration.ts";
import { noHoldings, type RoomStep, stepOf } from "./holdings.ts";
import type { Played, PlayedMessage } from "./player.ts";
import type { PlayText } from "./playTexts.ts";
import type { Copy } from "./roomClient.ts";

/** Something that is not as it should be; ids, codes and names of fields only. */
export interface Fault {
  readonly text: Extract<PlayText, `fault-${string}`>;
  readonly values: Readonly<Record<string, string | number>>;
}

export interface Check {
  readonly text: Extract<PlayText, `check-${string}`>;
  /** How many things were looked at. */
  readonly count: number;
  readonly faults: readonly Fault[];
}

/** What the log gave besides the records of the messages. */
export interface LogFacts {
  readonly twice: readonly string[];
  readonly receiptKeys: ReadonlyMap<string, Uint8Array>;
}

/** Everything that is checked about a play, but the log's own integrity. Pure. */
export function checksOf(expected: Expected, played: Played, log: LogFacts): readonly Check[] {
  const pairs = pairsOf(expected, played);
  return [
    check("check-answers", expected.messages, () => answerFaults(pairs, played)),
    onceCheck(played, log),
    decisionsCheck(pairs),
    copiesCheck(pairs),
    sameCheck(played),
    neverCheck(expected, played),
    nothingMoreCheck(played),
    signedCheck(played, log),
    seenCheck(played),
    refusalsCheck(expected, played),
  ];
}

function check(
  text: Check["text"],
  looked: readonly unknown[] | number,
  faults: () => readonly Fault[],
): Check {
  return { text, count: typeof looked === "number" ? looked : looked.length, faults: faults() };
}

interface Pair {
  readonly expected: ExpectedOutcome;
  readonly played: PlayedMessage | undefined;
}

const pairsOf = (expected: Expected, played: Played): readonly Pair[] =>
  expected.messages.map((one) => ({
    expected: one,
    played: played.messages.find(({ message }) => message.name === one.message),
  }));

function answerFaults(pairs: readonly Pair[], { messages }: Played): readonly Fault[] {
  const named = new Set(pairs.map(({ expected }) => expected.message));
  const unexpected = messages
    .filter(({ message }) => !named.has(message.name))
    .map(({ message, answer }) => answerFault(message.name, "-", String(answer.status)));
  const wrong = pairs.flatMap(({ expected, played }) => {
    const { status, code = "", same_as } = expected.answer;
    const should = textOfAnswer(status, code, same_as);
    const event = played?.answer.accepted?.event;
    const same = messages.find(({ message, answer }) => {
      const isOther = message.name !== expected.message;
      return isOther && event !== undefined && answer.accepted?.event === event;
    });
    const { answer } = played ?? {};
    // The first message of a pair has no other one before it.
    const isAgain = same_as !== undefined || played?.message.again !== undefined;
    const sameName = isAgain ? same?.message.name : undefined;
    const is = textOfAnswer(answer?.status ?? 0, answer?.code ?? "", sameName);
    return should === is ? [] : [answerFault(expected.message, should, is)];
  });
  return [...wrong, ...unexpected];
}

const textOfAnswer = (status: number, code: string, same: string | undefined): string =>
  [status, code, same === undefined ? "" : `= ${same}`].filter((part) => part !== "").join(" ");

const answerFault = (message: string, expected: string, found: string): Fault => ({
  text: "fault-answer",
  values: { message, expected, found },
});

function onceCheck({ messages }: Played, { twice }: LogFacts): Check {
  const again = messages.filter(({ message }) => message.again !== undefined);
  return check("check-once", again, () =>
    again
      .filter(({ answer }) => twice.includes(answer.accepted?.event ?? ""))
      .map(({ message }) => ({ text: "fault-twice", values: { message: message.name } })),
  );
}

function decisionsCheck(pairs: readonly Pair[]): Check {
  const cells = pairs.flatMap(({ expected, played }) =>
    Object.entries(expected.rooms ?? {}).map(([room, cell]) => ({ room, cell, played, expected })),
  );
  return check("check-decisions", cells, () =>
    cells.flatMap(({ room, cell, played, expected }): readonly Fault[] => {
      const { message } = expected;
      const slot = played?.record?.rooms.get(room);
      if (slot === undefined) return [{ text: "fault-unrecorded", values: { message } }];
      return told("fault-decision", message, room, decisionDifferences(cell, slot));
    }),
  );
}

const told = (
  text: Fault["text"],
  message: string,
  room: string,
  differences: readonly Difference[],
): readonly Fault[] => differences.map((one) => ({ text, values: { message, room, ...one } }));

function copiesCheck(pairs: readonly Pair[]): Check {
  const pairsOfRooms = pairs.flatMap(({ expected, played }) => {
    const rooms = new Set([...Object.keys(expected.rooms ?? {}), ...(played?.copies.keys() ?? [])]);
    return [...rooms].map((room) => ({
      message: expected.message,
      room,
      should: expected.rooms?.[room]?.copy,
      is: played?.copies.get(room),
    }));
  });
  const some = pairsOfRooms.filter(({ should, is }) => should !== undefined || is !== undefined);
  return check("check-copies", some, () =>
    some.flatMap(({ message, room, should, is }) =>
      told("fault-copy", message, room, copyDifferences(shapeOrNone(should), shapeOrNothing(is))),
    ),
  );
}

const shapeOrNone = (copy: ExpectedDecision["copy"]): Partial<CopyShape> =>
  copy === undefined ? {} : shapeExpected(copy);
const shapeOrNothing = (copy: Copy | undefined): Partial<CopyShape> =>
  copy === undefined ? {} : shapeOfCopy(copy);

/** The records of each incident in their order, folded for each room. */
export function stepsOf(messages: readonly PlayedMessage[]): ReadonlyMap<string, RoomStep> {
  const steps = new Map<string, RoomStep>();
  const held = new Map<string, RoomStep["after"]>();
  for (const { message, record } of messages) {
    if (record === undefined || message.again !== undefined) continue;
    for (const [room, slot] of record.rooms) {
      const key = `${record.leaf.incident} ${room}`;
      const step = stepOf(held.get(key) ?? noHoldings, slot);
      held.set(key, step.after);
      steps.set(`${message.name} ${room}`, step);
    }
  }
  return steps;
}

function sameCheck({ messages }: Played): Check {
  const steps = stepsOf(messages);
  const copies = messages.flatMap(({ message, copies: came }) =>
    [...came].map(([room, copy]) => ({ message: message.name, room, copy })),
  );
  return check("check-same", copies, () =>
    copies.flatMap(({ message, room, copy }) => {
      const step = steps.get(`${message} ${room}`);
      const { components, gone } = shapeOfCopy(copy);
      const recorded = bodyShape(step?.carried ?? [], step?.gone ?? []);
      return told("fault-same", message, room, copyDifferences(recorded, { components, gone }));
    }),
  );
}

function neverCheck({ never }: Expected, { messages }: Played): Check {
  const cells = never.flatMap(({ incident, room, fields }) =>
    fields.map((field) => ({ incident, room, field })),
  );
  const had = new Set(
    messages.flatMap(({ message, copies }) =>
      [...copies].flatMap(([room, copy]) =>
        fieldsOf(copy).map((field) => `${message.incident} ${room} ${field}`),
      ),
    ),
  );
  return check("check-never", cells, () =>
    cells
      .filter(({ incident, room, field }) => had.has(`${incident} ${room} ${field}`))
      .map((values) => ({ text: "fault-never", values })),
  );
}

function fieldsOf(copy: Copy): readonly string[] {
  const { components, gone } = shapeOfCopy(copy);
  return [...components, ...gone].flatMap((line) => {
    const [kind = "", names = ""] = line.split(": ");
    return names.split(", ").map((field) => `${kind}.${field}`);
  });
}

function nothingMoreCheck({ messages, unexplained }: Played): Check {
  const accepted = messages.filter(({ answer }) => answer.accepted !== undefined);
  return check("check-nothing-more", accepted, () => [
    ...accepted
      .filter(({ record }) => record === undefined)
      .map(
        ({ message }): Fault => ({ text: "fault-unrecorded", values: { message: message.name } }),
      ),
    ...messages.flatMap(({ message, missing }) =>
      missing.map((room): Fault => {
        return { text: "fault-missing", values: { message: message.name, room } };
      }),
    ),
    ...unexplained.map(({ room, delivery }): Fault => {
      return { text: "fault-extra", values: { room, delivery } };
    }),
  ]);
}

function signedCheck({ messages }: Played, { receiptKeys }: LogFacts): Check {
  const accepted = messages.filter(({ answer }) => answer.accepted !== undefined);
  return check("check-signed", accepted, () =>
    accepted.flatMap(({ message, answer }): readonly Fault[] => {
      const why = receiptProblem(answer.accepted, message.room, receiptKeys);
      if (why === undefined) return [];
      return [{ text: "fault-signature", values: { message: message.name, why } }];
    }),
  );
}

function receiptProblem(
  accepted: PlayedMessage["answer"]["accepted"],
  room: string,
  keys: ReadonlyMap<string, Uint8Array>,
): string | undefined {
  if (accepted === undefined) return "missing";
  const { body, signature } = accepted.receipt;
  const checked = checkReceipt(keys, { body: Buffer.from(body, "utf8"), signature });
  if ("refused" in checked) return checked.refused;
  const { receipt } = checked;
  return receipt.event === accepted.event && receipt.room === room ? undefined : "other-event";
}

function seenCheck({ receipts: { sent, recorded } }: Played): Check {
  return check("check-seen", sent, () =>
    sent === recorded ? [] : [{ text: "fault-seen", values: { expected: sent, found: recorded } }],
  );
}

function refusalsCheck({ messages }: Expected, { refusals }: Played): Check {
  const codes = messages.flatMap(({ answer }) => answer.code ?? []);
  const expected = new Map(
    [...Map.groupBy(codes, (code) => code)].map(([c, all]) => [c, all.length]),
  );
  const all = new Set([...expected.keys(), ...refusals.keys()]);
  return check("check-refusals", codes, () =>
    [...all].flatMap((code): readonly Fault[] => {
      const values = { code, expected: expected.get(code) ?? 0, found: refusals.get(code) ?? 0 };
      return values.expected === values.found ? [] : [{ text: "fault-refusal", values }];
    }),
  );
}
