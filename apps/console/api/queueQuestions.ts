import { problem } from "#libs/runtime/httpAnswer";
import { seenDemand } from "./duties.ts";
import {
  type Asked,
  jsonOf,
  type Question,
  type QuestionPorts,
  signedEntries,
  strangerIn,
  type Understood,
  wrong,
} from "./questions.ts";

export const reviewChoices = ["all", "open", "overdue", "reviewed"] as const;
/** Within a day the privacy officer looks at a broken glass. */
const reviewMsMax = 86_400_000;
const leavesOnly: Question["amount"] = () => ({ entries: 0, isWhole: true });
const wholeLog: Question["amount"] = (logs) => ({ entries: signedEntries(logs), isWhole: true });

/** Broken glasses of one's own rooms, and what came of their reviews. */
export function reviewsQuestion({ query }: Asked, ports: QuestionPorts): Understood {
  if (strangerIn(query, ["state"])) return wrong("");
  const state = reviewChoices.find((known) => known === (query["state"] ?? "all"));
  if (state === undefined) return wrong("state");
  return {
    reading: { scope: "search" },
    amount: leavesOnly,
    async answer(read) {
      const seen = await seenReviews(ports);
      if (seen === undefined) return problem("log-not-ready");
      const reviews = seen.rows.filter(({ review, overdue }) => {
        if (state === "all") return true;
        return state === "overdue" ? overdue : (review === null) === (state === "open");
      });
      return jsonOf({ reviews, more: seen.more, read });
    },
  };
}

async function seenReviews({ core, sight }: QuestionPorts) {
  const list = await core.emergencies();
  if (list === undefined) return undefined;
  const rows = list.emergencies.flatMap(({ notice, room, review, ...row }) => {
    if (room === undefined || !sight.rooms.some(({ id }) => id === room)) return [];
    const at = { year: notice.year, index: notice.seq - 1 };
    const due = new Date(Date.parse(row.at) + reviewMsMax).toISOString();
    return [{ ...at, ...row, room, due, review: review ?? null }];
  });
  return { rows, more: list.more };
}

/** How much waits for a person: numbers for the menu, one recorded reading for as long as readings collapse. */
export function dutyCountsQuestion({ query }: Asked, ports: QuestionPorts): Understood {
  if (strangerIn(query, [])) return wrong("");
  const { core, sight, fold, access, nowMs } = ports;
  return {
    reading: { scope: "statistics" },
    amount: wholeLog,
    async answer(read, logs) {
      const [reviews, demands] = await Promise.all([seenReviews(ports), core.demands()]);
      if (reviews === undefined || demands === undefined) return problem("log-not-ready");
      const open = reviews.rows.filter(({ review }) => review === null);
      const owed = demands.demands.flatMap((row) => seenDemand(row, sight, nowMs()) ?? []);
      const own = sight.rooms.map(({ id }) => id);
      const asked = { own, terms: access.terms, nowMs: nowMs() };
      const terms = await fold.counts(logs, asked);
      const [due = 0, overdue = 0] = [terms.get("due"), terms.get("overdue")];
      return jsonOf({
        reviews: waitingOf(open),
        recalls: waitingOf(owed.filter((row) => row.open)),
        retention: { open: due + overdue, overdue },
        read,
      });
    },
  };
}

const waitingOf = (rows: readonly { readonly overdue: boolean }[]) => ({
  open: rows.length,
  overdue: rows.filter(({ overdue }) => overdue).length,
});
