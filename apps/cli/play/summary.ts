import type { Terminal } from "../terminal.ts";
import { byText, type Held, type Mode, pathsOf } from "./receiver.ts";
import type { PlayedStep } from "./script.ts";

/** Fields that say less than what was sent: a zone for a place, numbers for people. */
const isGeneralised = (path: string): boolean =>
  path === "place.zone" || /^(?:casualties|minors)\./.test(path);

/** For each incident and room: what it has, what it has in a coarser form, what it never got, and by which article. */
export function summarise(
  terminal: Terminal,
  steps: readonly PlayedStep[],
  heldBy: (room: string, mode: Mode, incident: string) => Held,
): void {
  const rooms = [...new Set(steps.map(({ room }) => room))];
  const receivers = [...rooms, "questura_cremona", "cc_cremona", "gdf_cremona", "pl_limitrofo"];
  for (const [incident, told] of Map.groupBy(steps, ({ incident }) => incident)) {
    const [first] = told;
    if (first?.message?.["category"] === undefined) continue;
    terminal.say("play-incident", { incident, category: String(first.message["category"]) });
    const sent = sentPaths(told);
    for (const room of [...new Set(receivers)].filter((one) => one !== first.room)) {
      tellRoom(terminal, room, heldBy(room, first.mode, incident), sent);
    }
  }
}

function tellRoom(terminal: Terminal, room: string, held: Held, sent: readonly string[]): void {
  const last = held.copies.at(-1);
  if (last === undefined) {
    terminal.say("play-room-nothing", { room });
    return;
  }
  const paths = pathsOf(held);
  const outcome = last.withdrawn.length > 0 ? "withdrawn" : "released";
  const basis = last.basis.map(({ article, rule }) => `${article} (${rule})`).join(", ");
  terminal.say("play-room", { room, outcome, basis });
  const list = (some: readonly string[]) => some.join(" ") || "-";
  terminal.say("play-kept", { fields: list(paths.filter((path) => !isGeneralised(path))) });
  terminal.say("play-generalised", { fields: list(paths.filter(isGeneralised)) });
  terminal.say("play-withheld", { fields: list(sent.filter((path) => !paths.includes(path))) });
}

/** `kind.member` of everything that its sender said of the incident; withheld is what a room lacks of it. */
function sentPaths(steps: readonly PlayedStep[]): readonly string[] {
  const components = steps.flatMap(({ message }) => {
    const upsert = message?.["upsert"];
    return Array.isArray(upsert) ? upsert : [];
  });
  const paths = components.flatMap((component: Readonly<Record<string, unknown>>) =>
    Object.keys(component)
      .filter((name) => !["kind", "id"].includes(name))
      // The status stands in the head of a copy.
      .filter((name) => !(component["kind"] === "incident" && name === "status"))
      .map((name) => `${String(component["kind"])}.${name}`),
  );
  return [...new Set(paths)].toSorted(byText);
}
