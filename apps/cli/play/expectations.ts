import { type Shown, shownBy } from "./cells.ts";
import type { Expected, ExpectedDecision, ExpectedRow } from "./demonstration.ts";
import type { Played, PlayedMessage } from "./player.ts";
import { type ToldIncident, toldAfter } from "./told.ts";

/** What one message should have done for one room. */
export interface ExpectedStep {
  readonly played: PlayedMessage;
  readonly room: string;
  readonly decision: ExpectedDecision;
  readonly isCopied: boolean;
  /** What the room should hold of the incident afterwards. */
  readonly shown: readonly Shown[];
}

/** Every accepted message of the day against every room that the expectations speak of, in the day's order. */
export function expectedSteps(expected: Expected, played: Played): readonly ExpectedStep[] {
  const outcomes = new Map(expected.messages.map((one) => [one.message, one]));
  const told = new Map<string, ToldIncident>();
  const rows = new Map<string, Readonly<Record<string, ExpectedRow>>>();
  return played.messages.flatMap((one): readonly ExpectedStep[] => {
    const { message, answer, content } = one;
    const { incident = "" } = message;
    const { copies } = outcomes.get(message.name) ?? {};
    if (answer.accepted === undefined || message.again !== undefined) return [];
    const now = toldAfter(told.get(incident), message.room, content);
    told.set(incident, now);
    const since = expected.incidents.find(
      ({ name, since: from }) => name === incident && from === message.name,
    );
    const first = expected.incidents.find(({ name, since: from }) => name === incident && !from);
    const before = rows.get(incident) ?? first?.rooms ?? {};
    const rooms = { ...before, ...since?.rooms };
    rows.set(incident, rooms);
    return Object.entries(rooms).map(([room, row]) => {
      const isCopied = copies?.includes(room) === true;
      const shown = shownBy(row, now, room);
      return { played: one, room, isCopied, shown, decision: decisionBy(row, isCopied, now) };
    });
  });
}

/** Outcome and reason as the log should have them. */
function decisionBy(row: ExpectedRow, isCopied: boolean, told: ToldIncident): ExpectedDecision {
  const { rule, article, reason } = row;
  const title = { ...(rule && { rule }), ...(article && { article }) };
  // Who loses every right gets a last copy that says what to forget, and why stands in the log.
  if (isCopied) return { outcome: "released", reason: reason ?? "RELEASED", ...title };
  if (row.told && told.answers.size === 0) return { outcome: "not_addressed", reason: "OWN_EVENT" };
  if (reason !== undefined) {
    const isOwn = reason === "OWN_EVENT";
    return { outcome: isOwn ? "not_addressed" : "withheld", reason, ...title };
  }
  return { outcome: "nothing_new", reason: "NOTHING_NEW", ...title };
}
