import { checkReceipt } from "#libs/seal/receipt";
import {
  bodyShape,
  copyDifferences,
  type Difference,
  decisionDifferences,
  shapeExpected,
  shapeOfCopy,
} from "./compare.ts";
import type { Expected } from "./demonstration.ts";
import { type ExpectedStep, expectedSteps } from "./expectations.ts";
import { type Held, heldAfter, heldDifferences, nothingHeld } from "./held.ts";
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
  const steps = expectedSteps(expected, played);
  return [
    check("check-answers", expected.messages, () => answerFaults(expected, played)),
    onceCheck(played, log),
    decisionsCheck(steps),
    copiesCheck(expected, played),
    heldCheck(steps, played),
    fieldsCheck(expected, played),
    sameCheck(played),
    caughtUpCheck(expected, played),
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

const playedOf = ({ messages }: Played, name: string): PlayedMessage | undefined =>
  messages.find(({ message }) => message.name === name);

function answerFaults(expected: Expected, played: Played): readonly Fault[] {
  const named = new Set(expected.messages.map(({ message }) => message));
  const unexpected = played.messages
    .filter(({ message }) => !named.has(message.name))
    .map(({ message, answer }) => answerFault(message.name, "-", String(answer.status)));
  const wrong = expected.messages.flatMap((outcome) => {
    const { message, status = 202, code = "", notes = [], same_as } = outcome;
    const one = playedOf(played, message);
    const should = textOfAnswer(status, code, notes, same_as);
    // The first message of a pair has no other one before it.
    const isAgain = same_as !== undefined || one?.message.again !== undefined;
    const sameName = isAgain ? sameEvent(played, one) : undefined;
    const is = one === undefined ? "-" : answerIn(one, sameName);
    return should === is ? [] : [answerFault(message, should, is)];
  });
  return [...wrong, ...unexpected];
}

function answerIn({ answer }: PlayedMessage, same: string | undefined): string {
  const notes = (answer.accepted?.notes ?? []).map((note) => note.code);
  return textOfAnswer(answer.status, answer.code, notes, same);
}

/** The other message that was answered with the same event. */
function sameEvent({ messages }: Played, one: PlayedMessage | undefined): string | undefined {
  const event = one?.answer.accepted?.event;
  const other = messages.find(({ message, answer }) => {
    const isOther = message.name !== one?.message.name;
    return isOther && event !== undefined && answer.accepted?.event === event;
  });
  return other?.message.name;
}

const textOfAnswer = (
  status: number,
  code: string,
  notes: readonly string[],
  same: string | undefined,
): string =>
  [status, code, ...notes, same === undefined ? "" : `= ${same}`]
    .filter((part) => part !== "")
    .join(" ");

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

function decisionsCheck(steps: readonly ExpectedStep[]): Check {
  return check("check-decisions", steps, () =>
    steps.flatMap(({ played, room, decision }): readonly Fault[] => {
      const message = played.message.name;
      const slot = played.record?.rooms.get(room);
      if (slot === undefined) return [{ text: "fault-unrecorded", values: { message } }];
      return told("fault-decision", message, room, decisionDifferences(decision, slot));
    }),
  );
}

const told = (
  text: Fault["text"],
  message: string,
  room: string,
  differences: readonly Omit<Difference, "what">[],
): readonly Fault[] => differences.map((one) => ({ text, values: { message, room, ...one } }));

const inOrder = (a: string, b: string): number => (a < b ? -1 : 1);

/** To whom each message's copies went: to these rooms and to no other. */
function copiesCheck({ messages }: Expected, played: Played): Check {
  const all = played.messages.flatMap(({ copies }) => [...copies.keys()]);
  return check("check-copies", all, () =>
    messages.flatMap(({ message, copies = [] }) => {
      const came = [...(playedOf(played, message)?.copies.keys() ?? [])];
      const should = copies.toSorted(inOrder).join(", ") || "-";
      const is = came.toSorted(inOrder).join(", ") || "-";
      if (should === is) return [];
      return [{ text: "fault-receivers", values: { message, expected: should, found: is } }];
    }),
  );
}

/** After every message: what each room has of the incident by its row of the matrix, no field less or more. */
function heldCheck(steps: readonly ExpectedStep[], { messages }: Played): Check {
  const held = heldByStep(messages);
  return check("check-held", steps, () =>
    steps.flatMap(({ played, room, shown }) => {
      const message = played.message.name;
      const is = held.get(`${message} ${room}`) ?? nothingHeld;
      return told("fault-held", message, room, heldDifferences(shown, is));
    }),
  );
}

/** Copies of each room folded along each incident: what it has after each message. */
function heldByStep(messages: readonly PlayedMessage[]): ReadonlyMap<string, Held> {
  const now = new Map<string, Map<string, Held>>();
  const steps = new Map<string, Held>();
  for (const { message, copies } of messages) {
    const { name, incident = "" } = message;
    const rooms = now.get(incident) ?? new Map<string, Held>();
    now.set(incident, rooms);
    for (const [room, copy] of copies) {
      rooms.set(room, heldAfter(rooms.get(room) ?? nothingHeld, copy));
    }
    for (const [room, held] of rooms) steps.set(`${name} ${room}`, held);
  }
  return steps;
}

function fieldsCheck({ copies }: Expected, played: Played): Check {
  return check("check-fields", copies, () =>
    copies.flatMap(({ message, room, copy }) => {
      const came = playedOf(played, message)?.copies.get(room);
      const is = came === undefined ? {} : shapeOfCopy(came);
      return told("fault-copy", message, room, copyDifferences(shapeExpected(copy), is));
    }),
  );
}

/** Each incident's copies come in their order; two incidents may overtake each other. */
function caughtUpCheck({ caught_up }: Expected, { caughtUp, messages }: Played): Check {
  const explained = new Map(
    messages.flatMap(({ message, record }) =>
      [...(record?.rooms.values() ?? [])].flatMap(({ delivery }) =>
        delivery === undefined ? [] : [[delivery, message.name] as const],
      ),
    ),
  );
  const incidents = new Map(
    messages.map(({ message }) => [message.name, message.incident ?? ""] as const),
  );
  const textOf = (room: string, names: readonly string[]) => {
    const byIncident = Map.groupBy(names, (name) => incidents.get(name) ?? "");
    const groups = [...byIncident].toSorted(([a], [b]) => (a < b ? -1 : 1));
    return `${room}: ${groups.flatMap(([, list]) => list).join(", ")}`;
  };
  const should = caught_up.map((one) => textOf(one.room, one.messages));
  const is = caughtUp.map(({ room, deliveries }) =>
    textOf(
      room,
      deliveries.map((delivery) => explained.get(delivery) ?? "?"),
    ),
  );
  const [expected, found] = [should.join(" | ") || "-", is.join(" | ") || "-"];
  const all = caught_up.flatMap((one) => one.messages);
  return check("check-caught-up", all, () =>
    expected === found ? [] : [{ text: "fault-caught-up", values: { expected, found } }],
  );
}

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
  const codes = messages.flatMap(({ code }) => code ?? []);
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
