import { foldAll } from "#libs/incident/state";
import { explainInFull, type FullExplanation } from "#libs/policy/explainInFull";
import { emptyHoldings } from "#libs/policy/holdings";
import { type RoomFile, roomOf } from "#libs/policy/roomSchema";
import { exitCodes } from "../exitCodes.ts";
import type { Terminal } from "../terminal.ts";
import { openTrial, readHistory, roomNamed, type Trial, type TrialFolders } from "./apply.ts";
import { showExplanations } from "./explainText.ts";
import { throwAwaySecrets } from "./throwAwaySecrets.ts";

export interface ExplainOptions extends TrialFolders {
  /** Messages in native JSON: the history of one incident. */
  readonly event: readonly string[];
  readonly to: string;
  /** The room that sends; every other room in turn when left out. */
  readonly from?: string | undefined;
  /** As if the receiver had taken the incident in charge after the first message. */
  readonly charge: boolean;
}

/** Says of one incident gate by gate and field by field why a room gets it or not, and what would have opened it. */
export function policyExplain(terminal: Terminal, options: ExplainOptions): number {
  const trial = openTrial(terminal, options);
  if (typeof trial === "number") return trial;
  const to = roomNamed(trial, options.to);
  const senders =
    options.from === undefined
      ? trial.rooms.filter(({ id }) => id !== to.id && isShared(trial, id, to.id))
      : [roomNamed(trial, options.from)];
  for (const from of senders) {
    const said = explained(terminal, options, trial, from, to);
    if (typeof said === "number") return said;
    const about = { from: from.id, to: to.id, at: trial.at, rule_set: trial.rules.hash };
    if (terminal.json) terminal.tell("policy-explained", { ...about, explanations: said });
    else showExplanations(terminal, { from, to, at: trial.at }, said);
  }
  return exitCodes.ok;
}

/** A room with which there is no agreement sends nothing that could be explained. */
function isShared({ rules }: Trial, a: string, b: string): boolean {
  return rules.agreements.some(({ parties }) => parties.has(a) && parties.has(b));
}

function explained(
  terminal: Terminal,
  { event, charge }: ExplainOptions,
  { rules, rooms, at }: Trial,
  from: RoomFile,
  to: RoomFile,
): readonly FullExplanation[] | number {
  const history = readHistory(terminal, event, { from, to, at, charge });
  if (typeof history === "number") return history;
  const storedAt = (step: number) => new Date(Date.parse(at) + step * 1_000).toISOString();
  const state = foldAll(
    history.map((one, step) => ({
      author: one.author,
      storedAt: storedAt(step),
      event: one.event,
    })),
  );
  if (state === undefined) throw new Error("the first event of a history opens the incident");
  const secrets = throwAwaySecrets(state.mode)(0);
  const input = {
    ...{ state, author: from.id, storedAt: storedAt(history.length - 1), secrets },
    ...{ rooms: rooms.map(roomOf), holdings: () => emptyHoldings },
  };
  return explainInFull(rules, input, roomOf(to));
}
