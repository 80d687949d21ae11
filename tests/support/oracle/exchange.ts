import { groundOfCategory } from "#libs/policy/vocabulary";
import { covers } from "./calendar.ts";
import type {
  OracleAgreement,
  OracleCeilingRule,
  OracleGrant,
  OracleRule,
  OracleSituation,
  OracleWhen,
  RuleSources,
} from "./sources.ts";
import { touches } from "./territory.ts";

/** A rule that may speak, with the agreement that it stands in or under. */
interface Candidate {
  readonly rank: "break-glass" | "grant" | "agreement";
  readonly source: OracleAgreement;
  /** Id that the basis names: the grant's own for its rules. */
  readonly named: string;
  readonly rule: OracleRule;
}

export interface AllowedExchange {
  readonly allowed: true;
  readonly rank: Candidate["rank"];
  readonly agreement: string;
  readonly rule: OracleRule;
  /** Agreement among whose rules `extends` is looked up. */
  readonly source: OracleAgreement;
}

export interface RefusedExchange {
  readonly allowed: false;
  readonly reason: string;
}

interface OracleGround {
  readonly purpose: string;
  readonly regime: string;
}

const emergencyHoursMax = 24;

/**
 * Whether one author's data of an incident may reach one receiver, and by which rule; or the first gate that stops
 * them. Reads every rule of every file for every question: slow, and with nothing prepared that could be prepared wrongly.
 */
export function exchangeOf(
  sources: RuleSources,
  situation: OracleSituation,
): AllowedExchange | RefusedExchange {
  return exchangeAmong(sources, rulesBetween(sources, situation), situation);
}

/** The rules that concern two rooms at an instant, or why none does. */
export interface RulesBetween {
  readonly stopped: string | undefined;
  readonly forbidding: readonly Candidate[];
  readonly candidates: readonly Candidate[];
}

/** First half of a question: depends on the rooms, the instant, the charge and the emergency only. */
export function rulesBetween(sources: RuleSources, situation: OracleSituation): RulesBetween {
  const joint = sources.agreements.filter((agreement) => isBetween(agreement, situation));
  const inForce = joint.filter((agreement) => isInForce(agreement, situation));
  const concerned = (candidate: Candidate) => isCompetent(sources, candidate, situation);
  const notInForce = inForce.length === 0 ? "NOT_IN_FORCE" : undefined;
  return {
    stopped: joint.length === 0 ? "NO_AGREEMENT" : notInForce,
    forbidding: forbidsIn(inForce).filter(concerned),
    candidates: candidatesOf(sources, inForce, situation).filter(concerned),
  };
}

/** Second half: what the incident is. Together the two are `exchangeOf`. */
export function exchangeAmong(
  sources: RuleSources,
  { stopped, forbidding, candidates }: RulesBetween,
  situation: OracleSituation,
): AllowedExchange | RefusedExchange {
  const refused = (reason: string): RefusedExchange => ({ allowed: false, reason });
  if (situation.author === situation.receiver) return refused("OWN_EVENT");
  if (!Object.hasOwn(groundOfCategory, situation.category)) return refused("UNMAPPED");
  if (ceilingsSpeaking(sources, situation).some((rule) => rule.cap.deliver === "forbid")) {
    return refused("STATUTORY");
  }
  if (stopped !== undefined) return refused(stopped);
  const isForbidden = forbidding.some((candidate) =>
    gates.every(({ passes }) => passes(sources, candidate, situation)),
  );
  return isForbidden ? refused("FORBIDDEN") : narrowed(sources, candidates, situation);
}

/** Statutory rules that speak of this exchange on its day. */
export function ceilingsSpeaking(
  sources: RuleSources,
  situation: OracleSituation,
): readonly OracleCeilingRule[] {
  const rules: OracleCeilingRule[] = [];
  for (const file of sources.ceilings) {
    if (!covers(file.ceilings.in_force, situation.at)) continue;
    for (const rule of file.rules) if (speaksOf(sources, rule, situation)) rules.push(rule);
  }
  return rules;
}

function speaksOf(
  sources: RuleSources,
  { when }: OracleCeilingRule,
  situation: OracleSituation,
): boolean {
  // A pair that the category does not admit escapes no ceiling.
  const ground = groundOfIncident(situation) ?? groundTable[situation.category];
  const among = (list: readonly string[] | undefined, word: string | undefined) =>
    list === undefined || (word !== undefined && list.includes(word));
  return (
    among(when.from_kind, kindOf(sources, situation.author)) &&
    among(when.to_kind, kindOf(sources, situation.receiver)) &&
    among(when.category, situation.category) &&
    !(when.not_category ?? []).includes(situation.category) &&
    among(when.purpose, ground?.purpose) &&
    among(when.regime, ground?.regime)
  );
}

function forbidsIn(inForce: readonly OracleAgreement[]): readonly Candidate[] {
  const found: Candidate[] = [];
  for (const source of inForce) {
    for (const rule of source.rules) {
      if (rule.deliver !== "forbid") continue;
      found.push({ rank: "agreement", source, named: source.agreement.id, rule });
    }
  }
  return found;
}

function candidatesOf(
  sources: RuleSources,
  inForce: readonly OracleAgreement[],
  situation: OracleSituation,
): readonly Candidate[] {
  const found: Candidate[] = [];
  for (const source of inForce) {
    const named = source.agreement.id;
    for (const rule of source.rules) {
      if (rule.deliver === "allow") found.push({ rank: "agreement", source, named, rule });
      const speaks = rule.deliver === "break-glass" && isEmergency(situation);
      if (speaks) found.push({ rank: "break-glass", source, named, rule });
    }
    for (const grant of grantsUnder(sources, source, situation)) {
      for (const rule of grant.rules) {
        found.push({ rank: "grant", source, named: grant.grant.id, rule });
      }
    }
  }
  return found;
}

function grantsUnder(
  sources: RuleSources,
  source: OracleAgreement,
  situation: OracleSituation,
): readonly OracleGrant[] {
  return sources.grants.filter(
    ({ grant }) => grant.agreement === source.agreement.id && covers(grant.in_force, situation.at),
  );
}

/** The receiver acts on the incident, and said less than a day ago that life is at stake. */
function isEmergency(situation: OracleSituation): boolean {
  const { emergencyAt, isReceiverInCharge } = situation;
  if (emergencyAt === undefined || !isReceiverInCharge) return false;
  const hours = (Date.parse(situation.at) - Date.parse(emergencyAt)) / 3_600_000;
  return hours >= 0 && hours < emergencyHoursMax;
}

type Gate = {
  readonly reason: string;
  readonly passes: (
    sources: RuleSources,
    candidate: Candidate,
    situation: OracleSituation,
  ) => boolean;
};

/** In this order, after competence; the last rule to fall names the reason. */
const gates: readonly Gate[] = [
  {
    reason: "OUT_OF_TERRITORY",
    passes: (sources, { rule }, situation) => touches(sources, rule.when.territory, situation),
  },
  {
    reason: "CATEGORY",
    passes: (_, { rule }, { category }) => rule.when.category.includes(category),
  },
  { reason: "PURPOSE", passes: (_, candidate, situation) => isPurposeMet(candidate, situation) },
  { reason: "REGIME", passes: (_, candidate, situation) => isRegimeMet(candidate, situation) },
  {
    reason: "MODE",
    passes: (_, { rule }, { mode }) => rule.when.mode?.includes(mode) ?? true,
  },
  { reason: "NOT_NAMED", passes: (_, { rule }, situation) => isAddressed(rule.when, situation) },
];

/** The rule names the author as sender and the receiver as receiver. */
function isCompetent(
  sources: RuleSources,
  { source, rule }: Candidate,
  situation: OracleSituation,
): boolean {
  return (
    rule.when.from.some((word) => isMeant(sources, source, word, situation.author)) &&
    rule.when.to.some((word) => isReceiverMeant(sources, source, word, situation))
  );
}

function narrowed(
  sources: RuleSources,
  candidates: readonly Candidate[],
  situation: OracleSituation,
): AllowedExchange | RefusedExchange {
  const left = candidates.filter((candidate) =>
    gates.every(({ passes }) => passes(sources, candidate, situation)),
  );
  if (left.length === 0) return refusedBy(sources, candidates, situation);
  const { rank, named, rule, source } = chosen(sources, left, situation);
  return { allowed: true, rank, agreement: named, rule, source };
}

/** The gate at which the last rule fell. Emergencies explain no refusal: they are exceptions to what is explained. */
function refusedBy(
  sources: RuleSources,
  candidates: readonly Candidate[],
  situation: OracleSituation,
): RefusedExchange {
  let left = candidates.filter(({ rank }) => rank !== "break-glass");
  if (left.length === 0) return { allowed: false, reason: "NO_COMPETENCE" };
  for (const { reason, passes } of gates) {
    left = left.filter((candidate) => passes(sources, candidate, situation));
    if (left.length === 0) return { allowed: false, reason: stoppedBy(reason, situation) };
  }
  throw new Error("refused, although a rule passes every gate");
}

/** A pair of purpose and regime that the category does not admit is one refusal, `REGIME` (clarification 9). */
function stoppedBy(reason: string, situation: OracleSituation): string {
  return reason === "PURPOSE" && groundOfIncident(situation) === undefined ? "REGIME" : reason;
}

function isPurposeMet({ rank, rule }: Candidate, situation: OracleSituation): boolean {
  if (rank === "break-glass" || rule.when.purpose === undefined) return true;
  return groundOfIncident(situation)?.purpose === rule.when.purpose;
}

function isRegimeMet({ rank, rule }: Candidate, situation: OracleSituation): boolean {
  if (rank === "break-glass" || rule.when.regime === undefined) return true;
  return groundOfIncident(situation)?.regime === rule.when.regime;
}

function isAddressed(when: OracleWhen, situation: OracleSituation): boolean {
  const isNamed = situation.addressees.includes(situation.receiver);
  if (when.addressee === "named") return isNamed;
  return when.addressee === "not-named" ? !isNamed : true;
}

/** One legal basis: emergencies, then grants, then what speaks of owners only, then the agreement declared to prevail. */
function chosen(
  sources: RuleSources,
  left: readonly Candidate[],
  situation: OracleSituation,
): Candidate {
  const ranked =
    (["break-glass", "grant", "agreement"] as const)
      .map((rank) => left.filter((candidate) => candidate.rank === rank))
      .find((some) => some.length > 0) ?? [];
  const forOwner = ranked.filter((candidate) => isForOwner(sources, candidate, situation));
  const preferred = forOwner.length > 0 ? forOwner : ranked;
  const prevailing = preferred.filter(
    ({ source }) =>
      !preferred.some((other) =>
        other.source.agreement.precedence_over.includes(source.agreement.id),
      ),
  );
  const [only, second] = prevailing;
  if (only === undefined || second !== undefined) {
    throw new Error(`not one basis: ${prevailing.map(({ rule }) => rule.id).join(", ")}`);
  }
  return only;
}

/** The rule means the receiver as owner of the incident, whatever other words of its list mean it too. */
function isForOwner(
  sources: RuleSources,
  { source, rule }: Candidate,
  situation: OracleSituation,
): boolean {
  return rule.when.to
    .filter((word) => word === "owner" || word.startsWith("owner:"))
    .some((word) => isReceiverMeant(sources, source, word, situation));
}

function isReceiverMeant(
  sources: RuleSources,
  source: OracleAgreement,
  word: string,
  { owner, receiver }: OracleSituation,
): boolean {
  if (word === "owner") return receiver === owner;
  if (!word.startsWith("owner:")) return isMeant(sources, source, word, receiver);
  return receiver === owner && isMeant(sources, source, word.slice("owner:".length), receiver);
}

/** `room:x`, `kind:y` or `group:z` means the room. */
function isMeant(
  sources: RuleSources,
  source: OracleAgreement,
  word: string,
  room: string,
): boolean {
  if (word.startsWith("room:")) return word === `room:${room}`;
  if (word.startsWith("kind:")) return word === `kind:${kindOf(sources, room)}`;
  const group = word.startsWith("group:") ? word.slice("group:".length) : "";
  return (source.agreement.groups[group] ?? []).includes(room);
}

function kindOf(sources: RuleSources, room: string): string | undefined {
  return sources.rooms.find(({ id }) => id === room)?.kind;
}

function isBetween({ agreement }: OracleAgreement, { author, receiver }: OracleSituation): boolean {
  const isParty = (room: string) => agreement.parties.some((party) => party.room === room);
  return isParty(author) && isParty(receiver);
}

function isInForce({ agreement }: OracleAgreement, { at }: OracleSituation): boolean {
  return [agreement.in_force, ...agreement.renewals].some((days) => covers(days, at));
}

const groundTable: Readonly<
  Record<string, (OracleGround & { readonly mayState: readonly OracleGround[] }) | undefined>
> = groundOfCategory;

/** Own ground of the category, unless the sender stated another that the category admits. */
export function groundOfIncident(situation: OracleSituation): OracleGround | undefined {
  const own = groundTable[situation.category];
  if (own === undefined) return undefined;
  for (const { purpose, regime } of [own, ...own.mayState]) {
    const isOfPurpose = [undefined, purpose].includes(situation.purposeStated);
    const isOfRegime = [undefined, regime].includes(situation.regimeStated);
    if (isOfPurpose && isOfRegime) return { purpose, regime };
  }
  return undefined;
}
