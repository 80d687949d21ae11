import { z } from "zod";
import type { Parsed } from "./strictYaml.ts";
import { parseStrictYaml } from "./strictYaml.ts";

/** Kinds of data that this installation holds; architecture: each has a term after which it goes. */
export const termNames = [
  "open_incident",
  "ordinary",
  "sensitive",
  "operator_risk",
  "plate_alert",
  "undelivered",
  "quarantine",
  "audit_log",
  "operator_keys",
  "technical_logs",
  "vault_backups",
] as const;
export type TermName = (typeof termNames)[number];

const dayMs = 86_400_000;
/** A year is its longest: what is kept for five years is not dropped a day early. */
const unitsMs = { seconds: 1_000, hours: 3_600_000, days: dayMs, years: 366 * dayMs } as const;

/** The moment from which a term runs; each kind of data has its own. `destruction`: of what a backup still holds. */
export const termStarts = ["opening", "close", "storage", "operation", "destruction"] as const;
export type TermStart = (typeof termStarts)[number];

interface LawTerm {
  readonly ms: number;
  readonly from: TermStart;
}

/**
 * The longest term of each kind without a further legal source: the defaults of the retention table. They also hold
 * where a signed configuration states no terms, because it was signed before there were any.
 */
export const lawTerms: Readonly<Record<TermName, LawTerm>> = {
  open_incident: { ms: 30 * dayMs, from: "opening" },
  ordinary: { ms: 3 * dayMs, from: "close" },
  sensitive: { ms: dayMs, from: "close" },
  operator_risk: { ms: dayMs, from: "close" },
  plate_alert: { ms: dayMs, from: "storage" },
  undelivered: { ms: 7 * dayMs, from: "storage" },
  quarantine: { ms: 2 * dayMs, from: "storage" },
  audit_log: { ms: 5 * unitsMs.years, from: "operation" },
  operator_keys: { ms: 5 * unitsMs.years, from: "operation" },
  technical_logs: { ms: 30 * dayMs, from: "storage" },
  vault_backups: { ms: 7 * dayMs, from: "destruction" },
};

const line = (charsMax: number) => z.string().min(1).max(charsMax);

/** One term as people write and sign it. */
const termSchema = z.strictObject({
  value: z.int().min(1).max(100_000),
  unit: z.enum(["seconds", "hours", "days", "years"]),
  from: z.enum(termStarts),
  /** The legal source of the term. */
  source: line(300),
  /** True where the source gives no number and the term is proposed to the controllers. */
  proposal: z.boolean(),
  /** Legal source of a term that is longer than the default; without it none may be. */
  longer_by: line(300).exactOptional(),
});
export type Term = z.infer<typeof termSchema>;

/** Terms that documents may leave out: they were signed before there were these. */
const laterTerms = ["vault_backups"] as const;
type LaterTerm = (typeof laterTerms)[number];
type FirstTerm = Exclude<TermName, LaterTerm>;

const isFirst = (name: TermName): name is FirstTerm => !laterTerms.some((later) => later === name);

const termsShape = Object.fromEntries(
  termNames.filter(isFirst).map((name) => [name, termSchema]),
) as Record<FirstTerm, typeof termSchema>;

/** Length of a term, milliseconds. */
export const termMs = ({ value, unit }: Pick<Term, "value" | "unit">): number =>
  value * unitsMs[unit];

/**
 * `deploy/retention.yaml`, and the same in the signed configuration: how long each kind of data is kept. A shorter term
 * than the default is free; a longer one names its legal source. L3 data never outlive the rest of their incident.
 */
export const retentionSchema = z
  .strictObject({
    format: z.literal("raccordo-retention/1"),
    terms: z.strictObject({ ...termsShape, vault_backups: termSchema.exactOptional() }),
  })
  .superRefine(({ terms }, context) => {
    for (const name of termNames) {
      const term = terms[name];
      const fault = term && termFault(name, term);
      if (fault !== undefined) {
        context.addIssue({ code: "custom", message: fault, path: ["terms", name] });
      }
    }
    if (termMs(terms.sensitive) > termMs(terms.ordinary)) {
      const message = "sensitive data are kept longer than the rest of their incident";
      context.addIssue({ code: "custom", message, path: ["terms", "sensitive"] });
    }
    if (termMs(terms.open_incident) + termMs(terms.ordinary) > storedMsMax) {
      const message =
        "open_incident and ordinary together are over 33 days: events are not stored longer";
      context.addIssue({ code: "custom", message, path: ["terms", "ordinary"] });
    }
  });
export type Retention = z.infer<typeof retentionSchema>;

/** EVENTS keeps nothing longer: a term over it would promise what is not there any more. */
const storedMsMax = 33 * dayMs;

/** Reads one retention file; errors name their line and column. */
export function parseRetention(text: string): Parsed<Retention> {
  return parseStrictYaml(text, retentionSchema);
}

function termFault(name: TermName, term: Term): string | undefined {
  const law = lawTerms[name];
  if (term.from !== law.from) return `runs from ${law.from}`;
  const isLonger = termMs(term) > law.ms;
  if (isLonger && term.longer_by === undefined) {
    return "longer than the default: longer_by must name its legal source";
  }
  return !isLonger && term.longer_by !== undefined
    ? "longer_by belongs to a term that is longer than the default"
    : undefined;
}

/** Milliseconds by kind of data. */
export type TermsMs = Readonly<Record<TermName, number>>;

/** The terms in force: those that were signed, else the defaults. */
export function termsOf(retention: Retention | undefined): TermsMs {
  const entries = termNames.map((name): [TermName, number] => {
    const signed = retention?.terms[name];
    return [name, signed === undefined ? lawTerms[name].ms : termMs(signed)];
  });
  return Object.fromEntries(entries) as Record<TermName, number>;
}
