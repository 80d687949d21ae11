import type { components } from "../../api/generated/schema.ts";
import { momentIn } from "../../shell/momentIn.ts";

export type Incident = components["schemas"]["Incident"];
export type Entry = Incident["entries"][number];
export type RoomCell = Entry["rooms"][number];
export type FieldRow = RoomCell["given"][number];
export type Why = components["schemas"]["Why"];
export type WhyField = Why["fields"][number];

/** A room of the timeline, and its place from the left. */
export interface Column {
  readonly id: string;
  readonly titolare: string;
  readonly own: boolean;
}

/** Rooms of which the viewer sees anything, in the order of the configuration. */
export function columnsOf(pages: readonly Incident[]): readonly Column[] {
  const told = new Set(
    pages.flatMap(({ entries }) => entries.flatMap(({ rooms }) => rooms.map(({ room }) => room))),
  );
  return (pages[0]?.rooms ?? []).filter(({ id }) => told.has(id));
}

/** A field with its place among the components of its kind, where there are several. */
export interface NumberedField extends FieldRow {
  readonly number: number | undefined;
}

/** Fields by kind of component, in the order in which they stand; components of one kind are told apart by a number. */
export function fieldsByKind(
  fields: readonly FieldRow[],
): readonly (readonly [string, readonly NumberedField[]])[] {
  const kinds = Map.groupBy(fields, ({ path }) => path.split(".", 1)[0] ?? "");
  return [...kinds].map(([kind, own]) => {
    const refs = [...new Set(own.map(({ ref }) => ref))];
    const numbered = own.map((field) => ({
      ...field,
      number: refs.length > 1 ? refs.indexOf(field.ref) + 1 : undefined,
    }));
    return [kind, numbered] as const;
  });
}

/** What became of the room's copy, in one word of the page's list. */
export function outcomeOf({ outcome, reason, given, withdrawn }: RoomCell) {
  if (reason === "OWN_EVENT") return "own_event";
  return outcome === "released" && given.length === 0 && withdrawn.length > 0
    ? "withdrawn"
    : outcome;
}

/** Which sign stands before it; the words beside it say the same. */
export function markOf(cell: RoomCell): "went" | "not" | "back" | "none" {
  const outcome = outcomeOf(cell);
  if (outcome === "released") return "went";
  if (outcome === "withdrawn" || outcome === "not_handed_out") return "back";
  return outcome === "withheld" || outcome === "not_addressed" ? "not" : "none";
}

/** Date and time as people write them. */
export const timeText = (at: string, language: string): string =>
  momentIn(language, at, { dateStyle: "short", timeStyle: "medium" });

export const dayText = (at: string, language: string): string =>
  momentIn(language, at, { dateStyle: "long" });
