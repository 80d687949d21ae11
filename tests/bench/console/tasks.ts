import type { Page } from "playwright-core";
import { trafficRooms } from "#tests/support/search/traffic";
import { trafficDays } from "./madeLog.ts";
import { acted, goneTo, loaded, type WatchedAction } from "./watchedPage.ts";

const dayMs = 86_400_000;
const begin = Date.parse("2026-01-01T00:00:00.000Z");
const [own] = trafficRooms;

export type Random = () => number;

/** Something that a person does with the page, as often as it is measured. */
export interface Task {
  readonly id: string;
  readonly account: "rpd-comune" | "cabina";
  /** Does it once more; `round` counts from 0. */
  act(page: Page, round: number): Promise<WatchedAction>;
}

const pick = <T>(random: Random, items: readonly [T, ...T[]]): T =>
  items[Math.floor(random() * items.length)] ?? items[0];

/**
 * A period of so many days somewhere in the log, to the millisecond, so that no answer is at hand yet; the longest begins
 * on its first day.
 */
function periodOf(random: Random, days: number) {
  const seconds = Math.floor(random() * Math.max(1, trafficDays - days) * 86_400);
  const from = begin + seconds * 1_000 + Math.floor(random() * 1_000);
  const iso = (ms: number) => new Date(ms).toISOString();
  return { from: iso(from), to: iso(from + days * dayMs) };
}

const usualKinds = ["exchange", "redecision", "recall", "rectification"];
const exchangesAt = (search: URLSearchParams): string => `/scambi?${search}`;

function searchOf(
  period: { readonly from: string; readonly to: string },
  filters: Readonly<Record<string, readonly string[]>>,
): URLSearchParams {
  const search = new URLSearchParams(period);
  for (const [name, values] of Object.entries(filters)) {
    for (const value of values) search.append(name, value);
  }
  return search;
}

/** Values of each filter that the officer of one's own titolare may ask for, as they come up in the traffic. */
const filterValues: Readonly<Record<string, readonly [string, ...string[]]>> = {
  kind: ["exchange", "redecision", "read", "notice"],
  mode: ["actual", "exercise"],
  category: ["C01", "C02", "C17", "C12"],
  purpose: ["P1", "P2", "P5", "P6"],
  regime: ["police", "administrative"],
  sender: [own.id],
  owner: [own.id],
  room: [own.id],
  titolare: [own.titolare],
  receiver: [own.id],
  receiver_titolare: [own.titolare],
  outcome: ["released", "withheld", "nothing_new"],
  reason: ["RELEASED", "CATEGORY", "NOTHING_NEW"],
  given: ["G1", "G5", "person_identity"],
  withdrawn: ["G1", "G5"],
  territory: ["015146", "019036"],
  agreement: ["PATTO-PROVA"],
  rule: ["C01-5", "C02-7", "C17-9", "C03-6"],
  article: ["art. 7, 2° comma", "art. 9, 2° comma", "art. 5/bis"],
};

const days = [7, 30, 90, trafficDays] as const;
/** The list and the chart. */
const listAndChart = 2;

/** Tasks of the page of exchanges. */
export function exchangeTasks(random: Random, address: string): readonly Task[] {
  const account = "rpd-comune";
  const open = (length: number) =>
    exchangesAt(searchOf(periodOf(random, length), { kind: usualKinds }));
  const linked: Task = {
    id: "open-link",
    account,
    act: (page) => loaded(page, `${address}${open(7)}`, listAndChart),
  };
  const periods = days.map((length): Task => {
    const act = (page: Page) => acted(page, goneTo(open(length)), listAndChart);
    return { id: `period-${length}-days`, account, act };
  });
  const filters = Object.keys(filterValues).map((name) => filterTask(random, name));
  const further: Task = {
    id: "further-page",
    account,
    async act(page, round) {
      if (round % 10 === 0) await acted(page, goneTo(open(90)), listAndChart);
      const list = `document.querySelector("ol.raccordo-told").closest("[tabindex]")`;
      return acted(page, `((one) => { one.scrollTop = one.scrollHeight })(${list})`, 1);
    },
  };
  return [linked, ...periods, ...filters, further];
}

/** Adds one filter by the page's own form, in a period of any length, and waits for list and chart. */
function filterTask(random: Random, name: string): Task {
  const values = filterValues[name] ?? [""];
  return {
    id: `filter-${name}`,
    account: "rpd-comune",
    act: (page, round) => {
      const length = days[round % days.length] ?? 30;
      const filters = { kind: usualKinds, [name]: [pick(random, values)] };
      const to = exchangesAt(searchOf(periodOf(random, length), filters));
      return acted(page, goneTo(to), listAndChart);
    },
  };
}

/** Without a common divisor with any count of days that a period may begin on. */
const daysApart = 37;

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** Other days in each round, both included: what was asked before, the page still has. */
function daysIn(round: number, length: number): URLSearchParams {
  const from = begin + ((round * daysApart) % (trafficDays - length)) * dayMs;
  return new URLSearchParams({ from: dayOf(from), to: dayOf(from + (length - 1) * dayMs) });
}

const bys = ["category", "purpose", "class", "outcome"] as const;

/** Tasks of the pages of flows and registers. */
export function otherTasks(random: Random): readonly Task[] {
  const flows = (
    account: Task["account"],
    id: string,
    search: (round: number) => URLSearchParams,
  ): Task => ({
    id,
    account,
    async act(page, round) {
      const asked = search(round);
      asked.set("by", bys[round % bys.length] ?? "category");
      asked.set("mode", round % 8 === 7 ? "exercise" : "actual");
      // The table, each pair by something, and over time; months are few, so that the page may have some of them.
      return acted(page, goneTo(`/flussi?${asked}`), account === "cabina" ? 1 : 3);
    },
  });
  const breach = (length: number): Task => ({
    id: `breach-${length}-days`,
    account: "rpd-comune",
    act: (page) => {
      const search = new URLSearchParams({ parte: "violazione", ...periodOf(random, length) });
      return acted(page, goneTo(`/registri?${search}`), 1);
    },
  });
  return [
    flows("rpd-comune", "flows-30-days", (round) => daysIn(round, 30)),
    flows("rpd-comune", "flows-90-days", (round) => daysIn(round, 90)),
    flows("rpd-comune", "flows-250-days", (round) => daysIn(round, 250)),
    flows("cabina", "flows-of-all-months", monthsIn),
    ...[breach(3), breach(30), breach(trafficDays)],
  ];
}

/** Some whole months of the log: others, or by something else, in each of forty rounds. */
function monthsIn(round: number): URLSearchParams {
  const first = Math.floor(round / 8) % 5;
  const last = first + 2 + (Math.floor(round / 4) % 2);
  const [from, to] = [Date.UTC(2026, first), Date.UTC(2026, last + 1) - dayMs];
  return new URLSearchParams({ from: dayOf(from), to: dayOf(to) });
}
