/** One copy as a room reads it. */
export type Copy = Readonly<Record<string, unknown>> & {
  readonly delivery: string;
  readonly incident: string;
  readonly components: readonly CopyComponent[];
  readonly withdrawn: readonly Named[];
};

type Named = Readonly<Record<string, unknown>> & { readonly alias: string };
type CopyComponent = Named & { readonly revision: number };

/** One answer of a room's feed before its wait had ended, as the room sees it. */
export interface FeedPage {
  readonly copies: readonly Copy[];
  readonly cursor: string;
  /** Of the body over HTTP. */
  readonly bytes: number;
}

/** One message of a history: when it was stored, and what the room was answered because of it. */
export interface Step {
  readonly storedAt: string;
  readonly pages: readonly FeedPage[];
}

/**
 * Everything that a room saw of a history, with the names of things in place of ids that are different by
 * nature: deliveries by their order, the incident, components by what they were in the whole history, the
 * store time of the very message that brought the copy. Any other difference stays.
 */
export function inComparableForm(steps: readonly Step[], incident: string): readonly unknown[] {
  const pages = steps.flatMap(({ pages: of, storedAt }) => of.map((page) => ({ page, storedAt })));
  const timed = pages.map(({ page, storedAt }) => ({
    ...page,
    copies: page.copies.map((copy) => withoutNames(copy, storedAt, incident)),
  }));
  const lives = livesOf(timed.flatMap(({ copies }) => copies));
  const named = (things: readonly Named[]): readonly string[] =>
    things.map(({ alias, ...rest }) => JSON.stringify([rest, lives.get(alias)])).sort();
  return timed.map(({ copies, cursor, bytes }) => ({
    bytes,
    cursorLength: cursor.length,
    copies: copies.map((copy) => ({
      ...copy,
      components: named(copy.components),
      withdrawn: named(copy.withdrawn),
    })),
  }));
}

function withoutNames(copy: Copy, storedAt: string, incident: string): Copy {
  const text = JSON.stringify(copy, (_key, value: unknown) => {
    if (value === storedAt || value === wholeSecond(storedAt)) return "@ the message's own time";
    return value === incident || value === copy.incident ? "@ the incident" : value;
  });
  return { ...(JSON.parse(text) as Copy), delivery: "@ the delivery" };
}

const wholeSecond = (time: string): string => time.replace(/\.\d{3}Z$/, "Z");

/** Everything that a room was ever told under one alias: its name, whatever bytes the alias has. */
function livesOf(copies: readonly Copy[]): ReadonlyMap<string, string> {
  const lives = new Map<string, string>();
  for (const [index, copy] of copies.entries()) {
    for (const { alias, ...told } of [...copy.components, ...copy.withdrawn]) {
      lives.set(alias, `${lives.get(alias) ?? ""}${index}: ${JSON.stringify(told)}\n`);
    }
  }
  return lives;
}
