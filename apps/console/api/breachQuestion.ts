import { timeSchema } from "#libs/policy/readMessages";
import { problem } from "#libs/runtime/httpAnswer";
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

/**
 * Which rooms got which classes of data in a period, of one's own messages, and what one's own rooms got of others':
 * what a notification to the authority within 72 hours must say (GDPR 33, D.Lgs. 51/2018 art. 26).
 */
export function breachScopeQuestion({ query }: Asked, ports: QuestionPorts): Understood {
  if (strangerIn(query, ["from", "to", "room", "mode"])) return wrong("");
  const { from, to, room } = query;
  if (!isTime(from)) return wrong("from");
  if (!isTime(to) || to <= from) return wrong("to");
  const isRoom = typeof room === "string" && ports.access.rooms.some(({ id }) => id === room);
  if (room !== undefined && !isRoom) return wrong("room");
  const mode = flowModes.find((known) => known === (query["mode"] ?? "actual"));
  if (mode === undefined) return wrong("mode");
  const { access, sight } = ports;
  return {
    reading: { scope: "statistics", period: { from, to } },
    amount: (logs) => ({ entries: signedEntries(logs), isWhole: true }),
    async answer(read) {
      const rooms = sight.rooms.map(({ id }) => id);
      const asked = { from, to, mode, rooms, ...(isRoom && { receiver: room }) };
      const scope = await access.search((search) => search.breachScope(asked));
      if (scope === undefined) return problem("log-not-ready");
      const { rows, deliveries, incidents } = scope;
      return jsonOf({ from, to, mode, rows, deliveries, incidents, read });
    },
  };
}

const isTime = (value: unknown): value is string =>
  typeof value === "string" && timeSchema.safeParse(value).success;
