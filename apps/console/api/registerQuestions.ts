import { fieldInventory, processingRegister, registerTerms } from "#libs/policy/registers";
import { type Answer, problem } from "#libs/runtime/httpAnswer";
import { type RulesInLog, rulesInLog } from "./liveRules.ts";
import {
  type Asked,
  jsonOf,
  type QuestionPorts,
  strangerIn,
  type Understood,
  wrong,
} from "./questions.ts";
import { dutyWords, limitWords, measureWords } from "./registerAnswers.ts";

/** The register of processing (GDPR art. 30, D.Lgs. 51/2018 art. 20), from the signed rules in force. */
export const processingQuestion = (asked: Asked, ports: QuestionPorts): Understood =>
  registerQuestion(asked, ports, (live, isOwn) => ({
    processings: processingRegister(live, isOwn),
  }));

/** The inventory for the impact assessment (GDPR art. 35, D.Lgs. 51/2018 art. 23): every field of the contract. */
export const dpiaQuestion = (asked: Asked, ports: QuestionPorts): Understood =>
  registerQuestion(asked, ports, (live, isOwn) => ({
    fields: fieldInventory(live, isOwn),
    duties: dutyWords,
    limits: limitWords.filter((word) => word !== "demonstration" || live.ruleSet.demonstration),
  }));

function registerQuestion(
  { query }: Asked,
  ports: QuestionPorts,
  made: (live: RulesInLog, isOwn: (room: string) => boolean) => object,
): Understood {
  if (strangerIn(query, [])) return wrong("");
  const { access, sight } = ports;
  const own = new Set(sight.rooms.map(({ id }) => id));
  // An authority sees no part of any titolare: the rules are of them all, and so is its register.
  const isOwn = (room: string) => sight.titolare === undefined || own.has(room);
  return {
    reading: { scope: "search" },
    amount: () => ({ entries: 1, isWhole: true }),
    async answer(read, logs): Promise<Answer> {
      const live = await rulesInLog(access, logs);
      if (live === undefined) return problem("log-not-ready");
      return jsonOf({ ...made(live, isOwn), ...basisOf(live, ports), read });
    },
  };
}

function basisOf({ place, ruleSet, rules }: RulesInLog, { access, sight, nowMs }: QuestionPorts) {
  const { version, not_before, expires, demonstration } = ruleSet;
  const now = new Date(nowMs()).toISOString();
  const valid = not_before <= now && now < expires;
  const { configuration } = access;
  return {
    rules: {
      ...{ version, hash: rules.hash, not_before, expires, demonstration, valid },
      ...place,
    },
    configuration: { version: configuration.version },
    titolare: sight.titolare ?? null,
    rooms: access.rooms.map(({ id, titolare, kind }) => ({ id, titolare, kind })),
    terms: registerTerms(configuration.retention),
    measures: measuresOf(access),
  };
}

/** What holds in this installation: what it may leave out is said only where it is there. */
function measuresOf(access: QuestionPorts["access"]): readonly string[] {
  const isThere: Readonly<Partial<Record<(typeof measureWords)[number], boolean>>> = {
    witnesses: access.witnessPolicy() !== undefined,
    second_signature: access.configuration.keys.log_ml_dsa !== undefined,
  };
  return measureWords.filter((word) => isThere[word] !== false);
}
