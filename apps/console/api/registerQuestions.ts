import { timeSchema } from "#libs/policy/readMessages";
import { fieldInventory, processingRegister, registerTerms } from "#libs/policy/registers";
import { endsOf, holdsAt, reasonOf } from "#libs/policy/standingHolds";
import { type Answer, problem } from "#libs/runtime/httpAnswer";
import type { LegalHoldLeaf } from "#libs/seal/leaf";
import type { ConfigurationOf } from "./incident/pastRules.ts";
import { type FoldedLog, hasPartIn } from "./logFold.ts";
import {
  type Asked,
  jsonOf,
  type QuestionPorts,
  strangerIn,
  type Understood,
  wrong,
} from "./questions.ts";
import { dutyWords, limitWords, measureWords } from "./registerAnswers.ts";
import type { GoverningRules, LoggedRevocation } from "./registerRules.ts";
import type { RulePorts } from "./rules/ruleQuestions.ts";

/** The register of processing (GDPR art. 30, D.Lgs. 51/2018 art. 20), from the rules that govern at a moment. */
export const processingQuestion = (
  asked: Asked,
  ports: QuestionPorts,
  rules: RulePorts,
): Understood =>
  registerQuestion(asked, { ports, rules }, (moment, isOwn) => ({
    processings: moment === undefined ? [] : processingRegister(moment, isOwn),
  }));

/** The inventory for the impact assessment (GDPR art. 35, D.Lgs. 51/2018 art. 23): every field of the contract. */
export const dpiaQuestion = (asked: Asked, ports: QuestionPorts, rules: RulePorts): Understood =>
  registerQuestion(asked, { ports, rules }, (moment, isOwn) => ({
    fields: fieldInventory(moment, isOwn),
    duties: dutyWords,
    limits: limitWords.filter(
      (word) => word !== "demonstration" || moment?.ruleSet.demonstration === true,
    ),
  }));

interface From {
  readonly ports: QuestionPorts;
  readonly rules: RulePorts;
}

type Made = (moment: GoverningRules | undefined, isOwn: (room: string) => boolean) => object;

function registerQuestion({ query }: Asked, from: From, made: Made): Understood {
  if (strangerIn(query, ["at"])) return wrong("");
  const now = new Date(from.ports.nowMs()).toISOString();
  const { at = now } = query;
  const moment = timeSchema.safeParse(at);
  // What will be in force is nothing that a log can tell.
  if (!moment.success || moment.data > now) return wrong("at");
  return {
    reading: { scope: "search" },
    amount: () => ({ entries: 1, isWhole: true }),
    answer: (read, logs) =>
      answered({ ...from, made, at: moment.data, isNow: at === now }, read, logs),
  };
}

interface Wanted extends From {
  readonly made: Made;
  readonly at: string;
  readonly isNow: boolean;
}

async function answered(
  { ports, rules, made, at, isNow }: Wanted,
  ...[read, logs]: Parameters<Exclude<Understood, { kind: string }>["answer"]>
): Promise<Answer> {
  const { access, sight } = ports;
  const past = await ports.rules.upTo(access, logs);
  const configured = past.configurationAt(at);
  // The log begins later, or its years before are gone: of that day it tells nothing.
  if (configured === undefined) return wrong("at");
  const governs = rules.registers.at(await rules.rules.upTo(logs), configured, at);
  if (governs === undefined) return problem("log-not-ready");
  const moment = governs === "none" ? undefined : governs;
  const { rooms } = configured.configuration;
  const own = new Set(
    rooms.filter(({ titolare }) => titolare === sight.titolare).map(({ id }) => id),
  );
  // An authority sees no part of any titolare: the rules are of them all, and so is its register.
  const isOwn = (room: string) => sight.titolare === undefined || own.has(room);
  const basis = {
    ...basisOf(configured, ports, isNow),
    ...{ holds: holdsOf(await ports.fold.upTo(logs), rooms, ports, at), held_terms: heldTerms },
  };
  return jsonOf({ ...made(moment, isOwn), at, ...rulesOf(moment), ...basis, read });
}

function rulesOf(moment: GoverningRules | undefined) {
  if (moment === undefined) return { rules: null, revocations: [] };
  const { place, ruleSet, rules, lapsed, revocations } = moment;
  const { version, not_before, expires, demonstration } = ruleSet;
  return {
    rules: {
      ...{ version, hash: rules.hash, not_before, expires, demonstration, valid: !lapsed },
      ...place,
    },
    revocations: revocations.map(revocationOf),
  };
}

function revocationOf({ year, index, since, reason, what }: LoggedRevocation) {
  const named = "all" in what ? { agreements: [], rules: [], rooms: [] } : what;
  return { year, index, since, reason, all: "all" in what, ...named };
}

/** What a hold keeps: whatever ends with the keys of the incident. */
const heldTerms = ["ordinary", "sensitive", "operator_risk", "plate_alert"] as const;

/** Holds of one's own, and of others where they keep an incident in which a room of one's own has had a part. */
function holdsOf(
  folded: FoldedLog,
  rooms: ConfigurationOf["configuration"]["rooms"],
  { sight }: QuestionPorts,
  at: string,
) {
  const own = sight.rooms.map(({ id }) => id);
  const isSeen = ({ of: mode, incident, slot }: LegalHoldLeaf): boolean =>
    sight.titolare === undefined ||
    slot === undefined ||
    sight.rooms.some((room) => room.slot === slot) ||
    hasPartIn(folded, own, { mode, incident });
  return holdsAt(folded.holds, at)
    .filter(({ leaf }) => isSeen(leaf))
    .map((hold) => {
      const { at: since, of: mode, role, slot } = hold.leaf;
      const { year, seq } = hold.place;
      const room = rooms.find((one) => one.slot === slot)?.id ?? null;
      const terms = { reason: reasonOf(hold), until: endsOf(hold) ?? null };
      return { year, index: seq - 1, since, mode, role, room, ...terms };
    });
}

function basisOf(
  { configuration }: ConfigurationOf,
  { access, sight }: QuestionPorts,
  isNow: boolean,
) {
  const { version, rooms, retention, keys } = configuration;
  // Which witnesses there were on a day that is over stands in no signed document.
  const isWitnessed = isNow && access.witnessPolicy() !== undefined;
  return {
    configuration: { version },
    titolare: sight.titolare ?? null,
    rooms: rooms.map(({ id, titolare, kind }) => ({ id, titolare, kind })),
    terms: registerTerms(retention),
    measures: measuresOf(isWitnessed, keys.log_ml_dsa !== undefined),
  };
}

/** What holds in this installation: what it may leave out is said only where it is there. */
function measuresOf(witnesses: boolean, second_signature: boolean): readonly string[] {
  const isThere: Readonly<Partial<Record<(typeof measureWords)[number], boolean>>> = {
    witnesses,
    second_signature,
  };
  return measureWords.filter((word) => isThere[word] !== false);
}
