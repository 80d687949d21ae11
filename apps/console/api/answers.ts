import { z } from "zod";

/** Where the reading stands in the log: written before the answer. */
const read = z.strictObject({ year: z.int(), index: z.int() });
const place = z.strictObject({ year: z.int(), index: z.int() });
const word = z.string().nullable();
const names = z.strictObject({ classes: z.array(z.string()), groups: z.array(z.string()) });

/** Of a decision's title: names of institutions and rules. */
const title = z.strictObject({
  ...{ author: word, agreement: word, rule: word, article: word, purpose: word, regime: word },
});

const room = z.strictObject({
  slot: z.int().optional(),
  ...{ room: word, titolare: word, outcome: z.string(), reason: z.string() },
  titles: z.array(title),
  handling: z.array(z.string()),
  /** Classes and groups of fields; `withheld` is never told here. */
  ...{ given: names, withheld: names, withdrawn: names },
  isMeant: z.boolean(),
});

/** An entry as the viewer may see it: what would be another's is null or empty. */
export const entrySchema = z.strictObject({
  ...{ year: z.int(), index: z.int(), at: z.string(), clock: z.string() },
  ...{ kind: z.string(), mode: z.string(), parts: z.string() },
  ...{ incident: z.string().optional(), event: z.string().optional() },
  previous: place.optional(),
  ...{ sender: word, titolare: word, owner: word, eventKind: word, category: word },
  ...{ purpose: word, regime: word, code: word, role: word, ruleSet: word, agreement: word },
  territory: z.array(z.string()),
  /** Pseudonym. */
  person: z.string().optional(),
  amount: z.int().optional(),
  present: names,
  rooms: z.array(room),
});

const provable = entrySchema.extend({
  /** L1: under a signed checkpoint; L2: cosigned by the quorum of witnesses. */
  level: z.enum(["L1", "L2"]),
});

export const pageSchema = z.strictObject({
  entries: z.array(provable),
  /** For the next page of the same question; null on the last one. */
  next: z.string().nullable(),
  /** Signed checkpoints on which the answer rests; the root in base64. */
  covered: z.array(z.strictObject({ origin: z.string(), size: z.int(), root: z.string() })),
  read,
});

const beside = z.strictObject({ before: place.optional(), after: place.optional() });

export const entryAnswerSchema = z.strictObject({
  entry: provable,
  in_log: beside,
  in_chain: beside,
  read,
});

export const countsSchema = z.strictObject({
  unit: z.enum(["entries", "decisions"]),
  rows: z.array(
    z.strictObject({ value: word.optional(), at: z.string().optional(), count: z.int() }),
  ),
  read,
});

export const consistencySchema = z.strictObject({
  ...{ origin: z.string(), from: z.int(), to: z.int() },
  ...{ from_root: z.string(), to_root: z.string(), proof: z.array(z.string()) },
  read,
});

export const checkpointsSchema = z.strictObject({
  years: z.array(
    z.strictObject({
      ...{ year: z.int(), origin: z.string(), size: z.int() },
      /** Entries that the quorum of witnesses has cosigned: L2. */
      cosigned: z.int(),
      /** Who has cosigned the checkpoint that the witnesses saw last, and when; also where they are no quorum. */
      cosigned_by: z.array(z.strictObject({ name: z.string(), key: z.string(), at: word })),
      /** Witnesses of the policy that have not. */
      absent: z.array(z.string()),
      vkey: z.string(),
      /** Verifier key of the log's second signature, ML-DSA-44; null where it has none. */
      second_vkey: word,
      /** The signed note. */
      checkpoint: z.string(),
      /** The signed note that the witnesses saw last, with their cosignatures. */
      witnessed: word,
    }),
  ),
  /** Whose cosignatures count, and how many of them (c2sp.org/tlog-policy). */
  policy: word,
  /** Null where the sequencer does not answer. */
  witnesses: z
    .strictObject({
      halted: word,
      quorum: word,
      states: z.array(z.strictObject({ name: z.string(), state: z.string(), size: z.int() })),
    })
    .nullable(),
  read,
});

export const openingsSchema = z.strictObject({
  ...{ room: z.string(), year: z.int(), from: z.int(), to: z.int() },
  /** Lines as `raccordo audit slots` reads them. */
  lines: z.array(z.looseObject({ year: z.int(), index: z.int() })),
  facts_withheld: z.int(),
  /** Decisions whose part is gone or does not open them. */
  damaged: z.int(),
  next: z.int().nullable(),
  read,
});
