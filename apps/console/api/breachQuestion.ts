import { byText } from "#libs/policy/order";
import { timeSchema } from "#libs/policy/readMessages";
import { problem } from "#libs/runtime/httpAnswer";
import type { Delivered } from "#libs/search/deliveredBetween";
import { flowModes } from "./flowAnswers.ts";
import {
  type Asked,
  jsonOf,
  type QuestionPorts,
  signedEntries,
  strangerIn,
  type Understood,
  wrong,
} from "./questions.ts";
import type { Sight } from "./visibility.ts";

/**
 * Which rooms got which classes of data in a period, of one's own messages, and what one's own rooms got of others':
 * what a notification to the authority within 72 hours must say (GDPR 33, D.Lgs. 51/2018 art. 26).
 */
export function breachScopeQuestion({ query }: Asked, ports: QuestionPorts): Understood {
  if (strangerIn(query, ["from", "to", "room", "mode"])) return wrong("");
  const { from, to, room } = query;
  if (!isTime(from)) return wrong("from");
  if (!isTime(to) || to <= from) return wrong("to");
  if (room !== undefined && !ports.access.rooms.some(({ id }) => id === room)) return wrong("room");
  const mode = flowModes.find((known) => known === (query["mode"] ?? "actual"));
  if (mode === undefined) return wrong("mode");
  const { access, sight } = ports;
  return {
    reading: { scope: "statistics", period: { from, to } },
    amount: (logs) => ({ entries: signedEntries(logs), isWhole: true }),
    async answer(read) {
      const ofRooms = sight.rooms.map(({ id }) => id);
      const found = await access.search((search) => search.delivered({ from, to, mode, ofRooms }));
      if (found === undefined) return problem("log-not-ready");
      const own = found.flatMap((one) => seen(one, sight));
      const meant = own.filter((one) => room === undefined || one.receiver === room);
      const { deliveries, incidents } = summed(meant);
      return jsonOf({ from, to, mode, rows: rowsOf(meant), deliveries, incidents, read });
    },
  };
}

const isTime = (value: unknown): value is string =>
  typeof value === "string" && timeSchema.safeParse(value).success;

interface SeenDelivered extends Delivered {
  readonly receiver: string;
  readonly messages: "own" | "received";
}

function seen(one: Delivered, { rooms }: Sight): readonly SeenDelivered[] {
  const { receiver } = one;
  if (receiver === null) return [];
  const isOwn = (room: string | null) => rooms.some(({ id }) => id === room);
  if (isOwn(one.sender) && isOwn(one.owner)) return [{ ...one, receiver, messages: "own" }];
  return isOwn(receiver) ? [{ ...one, receiver, messages: "received" }] : [];
}

function rowsOf(delivered: readonly SeenDelivered[]) {
  const keys = new Set(delivered.map(({ receiver, messages }) => `${receiver}/${messages}`));
  return [...keys].toSorted(byText).flatMap((key) => {
    const of = delivered.filter(({ receiver, messages }) => `${receiver}/${messages}` === key);
    const [one] = of;
    if (one === undefined) return [];
    const { receiver: room, receiverTitolare: titolare, messages } = one;
    const first = isoOf(of.reduce((time, each) => Math.min(time, each.first), one.first));
    const last = isoOf(of.reduce((time, each) => Math.max(time, each.last), one.last));
    return [{ room, titolare, messages, ...summed(of), first, last, classes: classesOf(of) }];
  });
}

function classesOf(delivered: readonly SeenDelivered[]) {
  const classes = [...new Set(delivered.flatMap(({ given }) => given))].toSorted(byText);
  return classes.map((name) => {
    return { class: name, ...summed(delivered.filter(({ given }) => given.includes(name))) };
  });
}

const isoOf = (time: number): string => new Date(time).toISOString();

function summed(delivered: readonly SeenDelivered[]) {
  return {
    deliveries: delivered.reduce((sum, { decisions }) => sum + decisions, 0),
    incidents: new Set(delivered.flatMap(({ incidents }) => incidents)).size,
  };
}
