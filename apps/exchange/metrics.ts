import { problems } from "#libs/incident/problems";
import type { CounterCell, HistogramCell, Metrics, Reading } from "#libs/runtime/metrics";

const modes = ["actual", "exercise"] as const;
type Mode = (typeof modes)[number];

/** What is waited for is human or on a synced disk: from a millisecond to ten seconds. */
const bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;

/** What waits for one room now. */
export interface WaitingFigures {
  readonly room: string;
  readonly copies: Readonly<Record<Mode, number>>;
  /** Store time of the eldest copy that waits in mode actual, RFC 3339; undefined when none does. */
  readonly oldestAt: string | undefined;
}

/** What exchange is asked for when somebody looks. */
export interface ExchangeFigures {
  waiting(): readonly WaitingFigures[];
  /** Why policy records nothing; undefined while it does. */
  releasesStopped(): string | undefined;
  nowMs(): number;
}

/** What exchange counts. Figures by room are for whoever runs the installation, never for a room. */
export interface ExchangeMetrics {
  submitted(room: string, mode: Mode, outcome: string, durationMs: number): void;
  pollBegan(room: string): void;
  pollEnded(room: string): void;
  handedOut(room: string, mode: Mode, copies: number): void;
  confirmed(room: string, mode: Mode, by: "poll" | "receipt", copies: number): void;
  /** What a room said of the conditions under which it holds copies that it confirmed. */
  conditions(room: string, mode: Mode, outcome: ConditionsWord, copies: number): void;
  redecisionAsked(room: string, outcome: string): void;
  show(figures: ExchangeFigures): void;
}

const conditionsWords = ["accepted", "not_accepted", "not_stated"] as const;
/** A poll confirms a copy and says nothing of its conditions: `not_stated`. */
export type ConditionsWord = (typeof conditionsWords)[number];

export function exchangeMetrics(metrics: Metrics, rooms: readonly string[]): ExchangeMetrics {
  const room = ["room", rooms] as const;
  const roomAndMode = [room, ["mode", modes]] as const;
  const submissions = metrics.counter({
    name: "raccordo_submissions_total",
    help: "Messages that rooms have submitted, by what they were answered: accepted, repeated, or the code of the refusal.",
    labels: [...roomAndMode, ["outcome", ["accepted", "repeated", ...Object.keys(problems)]]],
  });
  const duration = metrics.histogram({
    name: "raccordo_submit_duration_seconds",
    help: "From a submission to its answer: validated, sealed and synced.",
    unit: "seconds",
    bounds,
  });
  const handedOut = metrics.counter({
    name: "raccordo_copies_handed_out_total",
    help: "Copies that were handed out to a room, repetitions included.",
    labels: roomAndMode,
  });
  const confirmed = metrics.counter({
    name: "raccordo_copies_confirmed_total",
    help: "Copies of which a room confirmed that it has them, by asking for what follows or by a receipt.",
    labels: [...roomAndMode, ["kind", ["poll", "receipt"]]],
  });
  const conditions = metrics.counter({
    name: "raccordo_copies_conditions_total",
    help: "Receipts of copies, by what the room said in them of the handling conditions; a poll or a webhook says nothing of them.",
    labels: [...roomAndMode, ["outcome", conditionsWords]],
  });
  const redecisions = metrics.counter({
    name: "raccordo_redecisions_asked_total",
    help: "Times that stale copies of an incident were sent back to be decided again.",
    labels: [room, ["outcome", ["answered", "refused", "unreachable"]]],
  });
  const polls = new Map(rooms.map((id) => [id, 0]));
  const changePolls = (id: string, by: number) => polls.set(id, (polls.get(id) ?? 0) + by);
  metrics.gauge(
    { name: "raccordo_polls_open", help: "Polls that wait for a copy now.", labels: [room] },
    () => [...polls].map(([id, count]): Reading => [count, id]),
  );
  const durationCell: HistogramCell = duration.at();
  const of = (cell: CounterCell, count: number) => cell.add(count);
  return {
    submitted(id, mode, outcome, ms) {
      submissions.at(id, mode, outcome).add();
      durationCell.observe(ms / 1_000);
    },
    pollBegan: (id) => changePolls(id, 1),
    pollEnded: (id) => changePolls(id, -1),
    handedOut: (id, mode, copies) => of(handedOut.at(id, mode), copies),
    confirmed: (id, mode, by, copies) => of(confirmed.at(id, mode, by), copies),
    conditions: (id, mode, outcome, copies) => of(conditions.at(id, mode, outcome), copies),
    redecisionAsked: (id, outcome) => redecisions.at(id, outcome).add(),
    show: (figures) => showFigures(metrics, rooms, figures),
  };
}

function showFigures(metrics: Metrics, rooms: readonly string[], figures: ExchangeFigures): void {
  metrics.gauge(
    {
      name: "raccordo_copies_waiting",
      help: "Copies in a room's feed that the room has not confirmed.",
      labels: [
        ["room", rooms],
        ["mode", modes],
      ],
    },
    () =>
      figures
        .waiting()
        .flatMap(({ room, copies }) => modes.map((mode): Reading => [copies[mode], room, mode])),
  );
  metrics.gauge(
    {
      name: "raccordo_copies_waiting_oldest_age_seconds",
      help: "Age of the eldest copy in mode actual that its room has not confirmed; 0 when none waits.",
      unit: "seconds",
      labels: [["room", rooms]],
    },
    () =>
      figures.waiting().map(({ room, oldestAt }): Reading => {
        const ageMs = oldestAt === undefined ? 0 : figures.nowMs() - Date.parse(oldestAt);
        return [Math.max(0, ageMs) / 1_000, room];
      }),
  );
  metrics.gauge(
    {
      name: "raccordo_releases_stopped",
      help: "1 under the reason for which nothing new is recorded and released; 0 under every other.",
      labels: [["code", stopCodes]],
    },
    () => stopCodes.map((code): Reading => [figures.releasesStopped() === code ? 1 : 0, code]),
  );
}

const stopCodes = ["no-announcement", "log-shrank", "log-forked", "log-lags"] as const;
