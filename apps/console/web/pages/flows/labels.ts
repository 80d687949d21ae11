import type { TFunction } from "i18next";
import { type Rooms, roomName } from "../../rooms/rooms.ts";
import type { Times } from "../../shell/times.ts";
import { wordsOf } from "../../words/codeWords.ts";
import { isolated } from "../../words/isolated.ts";
import { localeOf } from "../../words/language.ts";
import type { FlowBy, Flows, Told } from "./view.ts";

/** How numbers and names of flows are said, on screen and in files alike. */
export interface FlowLabels {
  sender(room: string | null): string;
  receiver(room: string | null): string;
  value(by: FlowBy | "kind", value: string | null | undefined): string;
  number(told: Told): string;
  /** Null: not told, of a row that hides something; else not known to whom it is shown. */
  count(count: number | null, hidden: boolean): string;
  span(at: string | undefined): string;
}

const lists = {
  category: "categories",
  purpose: "purposes",
  class: "classes",
  outcome: "outcomes",
  kind: "kinds",
} as const;

/** The words of a category, purpose, class, outcome or kind. */
export const valueWords = (
  t: TFunction,
  by: FlowBy | "kind",
  value: string | null | undefined,
): string =>
  value === null || value === undefined ? t("flows.unknown") : wordsOf(t, lists[by], value);

/** In what language names, days and numbers are said. */
export interface Speech {
  readonly t: TFunction;
  readonly language: string;
  readonly times: Times;
  readonly rooms: Rooms;
}

export function labelsOf(
  { t, language, times, rooms }: Speech,
  { titolari, incidents_min, every }: Pick<Flows, "titolari" | "incidents_min" | "every">,
): FlowLabels {
  const numbers = new Intl.NumberFormat(localeOf(language));
  const fewer = t("flows.fewer", { min: incidents_min ?? "" });
  const named = (room: string) => {
    const titolare = Object.hasOwn(titolari, room) ? titolari[room] : undefined;
    // A room that the configuration has no more, or a titolare itself.
    if (rooms.get(room) === undefined && titolare !== undefined) {
      return `${isolated(room)} (${isolated(titolare)})`;
    }
    return roomName(t, rooms, room);
  };
  return {
    sender: (room) => (room === null ? t("flows.unknownSender") : named(room)),
    receiver: (room) => (room === null ? t("flows.unknown") : named(room)),
    value: (by, value) => valueWords(t, by, value),
    number({ decisions, hidden }) {
      if (decisions === null) return fewer;
      const number = numbers.format(decisions);
      return hidden ? t("flows.andFewer", { number }) : number;
    },
    count: (count, hidden) =>
      count === null ? (hidden ? fewer : t("flows.unknown")) : numbers.format(count),
    span: (at) => (at === undefined ? "" : every === "month" ? times.monthOf(at) : times.dayOf(at)),
  };
}
