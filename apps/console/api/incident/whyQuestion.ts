import { leafAt } from "#libs/incident/catalogue";
import { groupsOf } from "#libs/incident/groups";
import { explainRecord, type RecordedField } from "#libs/policy/explainRecord";
import { type NotReplayable, type Replayable, replayableOf } from "#libs/policy/replay";
import type { RulesWithRooms } from "#libs/policy/rulesSide";
import { problem } from "#libs/runtime/httpAnswer";
import type { IncidentLeaf } from "#libs/seal/leaf";
import { openFacts } from "#libs/seal/openParts";
import type { EntryPlace } from "#libs/search/foundEntries";
import type { SignedLog } from "#libs/search/signedLogs";
import { partAt } from "../partAt.ts";
import {
  type Asked,
  indexMax,
  jsonOf,
  logOf,
  type Question,
  type QuestionPorts,
  strangerIn,
  type Understood,
  wholeIn,
  wrong,
} from "../questions.ts";
import { incidentHistory, incidentLeafAt, isAt } from "./incidentEntries.ts";
import { type FieldPlace, keyOf, type SeenRoom } from "./incidentSight.ts";
import { type ActivatedDocument, citedIn } from "./pastRules.ts";
import { incidentAmount } from "./timelineQuestion.ts";

/** Why fields are not explained beyond what was recorded: a code each. */
export type NotExplained =
  | NotReplayable
  /** The log does not hold the rules of then, or today's compiler does not make them of their document. */
  | "rules-unknown";

interface Wanted extends EntryPlace {
  readonly room: string;
  readonly path: string | undefined;
}

/**
 * "Perché?": of each field of one room's copy (or of one) whether it went, by which rule, article and version, why it
 * did not, and what would have had to be otherwise. Decided again from what the log recorded, without a value.
 */
export function whyQuestion({ params, query }: Asked, ports: QuestionPorts): Understood {
  if (strangerIn(query, ["room", "path"])) return wrong("");
  const [year, index] = [wholeIn(params["year"], 2_199), wholeIn(params["index"], indexMax)];
  const { room, path } = query;
  if (year === undefined || index === undefined) return problem("entry-unknown");
  if (typeof room !== "string") return wrong("room");
  if (path !== undefined && (typeof path !== "string" || leafAt(path) === undefined)) {
    return wrong("path");
  }
  const slot = ports.access.rooms.find(({ id }) => id === room)?.slot;
  if (slot === undefined) return wrong("room");
  return {
    reading: { scope: "slot", slot },
    amount: incidentAmount,
    answer: (read, logs) => answered({ year, index, room, path }, ports, read, logs),
  };
}

async function answered(
  wanted: Wanted,
  { access, sight, rules }: QuestionPorts,
  read: Parameters<Question["answer"]>[0],
  logs: readonly SignedLog[],
): ReturnType<Question["answer"]> {
  const leaf = await incidentLeafAt(logs, wanted);
  if (leaf === undefined) return problem("entry-unknown");
  const history = await incidentHistory(access, logs, leaf.incident, sight.rooms, wanted);
  if (history === undefined) return problem("log-not-ready");
  const seen = history.entries.find(({ found }) => isAt(found, wanted))?.seen;
  const room =
    typeof seen === "object" ? seen.rooms.find((one) => one.room === wanted.room) : undefined;
  // What one may not see and what is damaged or too far back is one answer: nothing is learnt from it.
  if (room === undefined) return wrong("room", "filter-not-allowed");
  const past = await rules.upTo(access, logs);
  const under = past.at(leaf.rule_set, leaf.at);
  const source = await recordedIn(logs, wanted, leaf);
  const document = past.documentBefore(wanted);
  const fields = statesOf(room).filter(({ path }) => path === (wanted.path ?? path));
  const own = sight.rooms.map(({ id }) => id);
  const told = explainedFields(under, source, room, fields, own);
  return jsonOf({
    ...{ year: wanted.year, index: wanted.index, at: leaf.at, room: room.room },
    ...{ outcome: room.outcome, reason: room.reason ?? null, shown: room.shown },
    version: versionOf(leaf, under, document),
    not_explained: told.why,
    titles: room.basis.map((basis) => ({ ...basis, ...wordsOf(document, basis) })),
    fields: fields.map((field) => fieldRow(field, told, document)),
    read,
  });
}

async function recordedIn(
  logs: readonly SignedLog[],
  { year, index }: EntryPlace,
  leaf: IncidentLeaf,
): Promise<Replayable | NotReplayable> {
  const log = logOf(logs, year);
  const part = log && (await partAt(log, index));
  const facts = part && openFacts(leaf, part);
  if (facts === undefined || "problem" in facts) return "inputs-missing";
  return replayableOf({ mode: leaf.mode, at: leaf.at, facts: facts.value });
}

interface FieldState extends FieldPlace {
  readonly state: "given" | "withdrawn" | "not_given";
}

function statesOf({ given, withdrawn, notGiven = [] }: SeenRoom): readonly FieldState[] {
  const stated = (fields: readonly FieldPlace[], state: FieldState["state"]) =>
    fields.map(({ ref, path }) => ({ ref, path, state }));
  return [
    ...stated(given, "given"),
    ...stated(withdrawn, "withdrawn"),
    ...stated(notGiven, "not_given"),
  ];
}

interface Told {
  readonly why: NotExplained | null;
  readonly byField: ReadonlyMap<string, RecordedField>;
  readonly source: Replayable | undefined;
  /** Rooms whose data are explained also where they did not go: one's own, where it is their message. */
  readonly own: ReadonlySet<string>;
}

function explainedFields(
  under: RulesWithRooms | undefined,
  source: Replayable | NotReplayable,
  { room, notGiven }: SeenRoom,
  fields: readonly FieldState[],
  ownRooms: readonly string[],
): Told {
  const own = new Set(notGiven === undefined ? [] : ownRooms);
  const nothing = { byField: new Map(), source: undefined, own } as const;
  if (under === undefined) return { ...nothing, why: "rules-unknown" };
  if (typeof source === "string") return { ...nothing, why: source };
  const receiver = under.rooms.find(({ id }) => id === room);
  if (receiver === undefined) return { ...nothing, why: "rules-unknown" };
  const authors = new Map(source.components.map(({ ref, ruled }) => [ref, ruled.author]));
  const asked = fields.filter(({ ref, state }) => {
    return state === "given" || own.has(authors.get(ref) ?? "");
  });
  const explained = explainRecord(under.rules, source, receiver, asked);
  const byField = new Map(explained.map((one) => [keyOf(one), one]));
  return { why: null, byField, source, own };
}

function fieldRow(
  { ref, path, state }: FieldState,
  { byField, source, own: ownRooms }: Told,
  document: ActivatedDocument | undefined,
) {
  const leaf = leafAt(path);
  const said = byField.get(keyOf({ ref, path }));
  const component = source?.components.find((one) => one.ref === ref);
  const groups =
    leaf === undefined || component === undefined || !ownRooms.has(component.ruled.author)
      ? []
      : groupsOf(leaf.dataClass, component.ruled.attributes);
  // A recorded release that today's engine does not repeat is told as it was recorded, without a reason of ours.
  const isSame = said !== undefined && (said.given !== undefined) === (state === "given");
  const own = isSame && ownRooms.has(said.author) ? said : undefined;
  const { title, given, transform } = isSame ? said : {};
  return {
    ...{ ref, path, state, class: leaf?.dataClass ?? null, groups, explained: isSame },
    rule: title === undefined ? null : { ...title, ...wordsOf(document, title) },
    given: given === undefined ? null : treatmentRow(given),
    transform: transform === undefined ? null : { id: transform.id, version: transform.version },
    why: own?.why ?? null,
    ceiling: own?.ceiling === undefined ? null : ceilingRow(own.ceiling, document),
    nearest:
      own?.nearest === undefined ? null : { ...own.nearest, ...wordsOf(document, own.nearest) },
  };
}

function treatmentRow(by: NonNullable<RecordedField["given"]>) {
  return { do: by.do, as: by.as ?? null, residents_min: by.residentsMin ?? null };
}

const ceilingRow = (
  { id, article }: NonNullable<RecordedField["ceiling"]>,
  document: ActivatedDocument | undefined,
) => ({ rule: id, article, ...wordsOf(document, { rule: id }) });

/** The words of the article that a rule cites; null where the signed rules of then are not in the log. */
function wordsOf(
  document: ActivatedDocument | undefined,
  named: { readonly agreement?: string; readonly rule: string },
) {
  const cited = document && citedIn(document.document, named);
  if (cited === undefined) return { agreement_title: null, text: null, law: [] };
  return { agreement_title: cited.title, text: cited.text, law: cited.law };
}

function versionOf(
  { rule_set: hash, agreement }: IncidentLeaf,
  under: RulesWithRooms | undefined,
  document: ActivatedDocument | undefined,
) {
  const known = under === undefined ? undefined : document;
  return {
    ...{ rule_set: hash, agreement, known: under !== undefined },
    version: known?.document.version ?? null,
    in_force_from: known?.document.not_before ?? null,
    expires: known?.document.expires ?? null,
    activated: known === undefined ? null : { year: known.year, index: known.index, at: known.at },
  };
}
