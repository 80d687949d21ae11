import { minutesOf } from "./dayClock.ts";
import type { Day, DayMessage } from "./demonstration.ts";

/** What happens at one time of the day. */
export type Moment =
  | { readonly what: "scene"; readonly at: number; readonly scene: Day["scenes"][number] }
  | { readonly what: "message"; readonly at: number; readonly message: DayMessage }
  | { readonly what: "away" | "back"; readonly at: number; readonly room: string };

/** The day in the order in which it happens; `at` is in minutes since midnight. */
export function timelineOf({ scenes, absences, messages }: Day): readonly Moment[] {
  const moments: Moment[] = [
    ...absences.map(({ room, to }): Moment => ({ what: "back", at: minutesOf(to), room })),
    ...scenes.map((scene): Moment => ({ what: "scene", at: minutesOf(scene.at), scene })),
    ...absences.map(({ room, from }): Moment => ({ what: "away", at: minutesOf(from), room })),
    ...messages.map((message): Moment => {
      return { what: "message", at: minutesOf(message.at), message };
    }),
  ];
  // Sorting is stable: at the same time a room is back first, then the heading is told.
  return moments.toSorted((a, b) => a.at - b.at);
}
