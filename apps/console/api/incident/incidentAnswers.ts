import { z } from "zod";
import { outcomes } from "#libs/seal/partsSchema";

const word = z.string().nullable();
const place = z.strictObject({ year: z.int(), index: z.int() });
const field = z.strictObject({
  /** Reference of the component in the log: the same for all of its fields, and no value. */
  ...{ ref: z.string(), path: z.string() },
  /** Class of the datum in the catalogue. */
  class: word,
});
const title = z.strictObject({
  ...{ author: z.string(), agreement: z.string(), rule: z.string(), article: z.string() },
  ...{ purpose: z.string(), regime: z.string() },
});
/** `nothing_of_yours`: nothing of the viewer's data changed there, whatever else did. */
const outcome = z.enum([...outcomes, "nothing_of_yours"]);
/** `slot`: all that was decided for the room; `own_data`: what was decided on the viewer's own data. */
const shown = z.enum(["slot", "own_data"]);

const room = z.strictObject({
  ...{ room: z.string(), titolare: z.string(), shown, outcome },
  ...{ reason: word, rule: word, article: word },
  titles: z.array(title),
  handling: z.array(z.string()),
  ...{ given: z.array(field), withdrawn: z.array(field) },
  /** What the viewer wrote and the room does not have by what is told here; null where it is another's message. */
  not_given: z.array(field).nullable(),
  /** The earliest of each kind. */
  receipts: z.array(
    z.strictObject({ kind: z.enum(["delivered", "displayed", "expired"]), at: z.string() }),
  ),
});

const facts = z.strictObject({
  ...{ sender: z.string(), event_kind: z.string(), category: z.string() },
  ...{ purpose: word, regime: word },
  in_charge: z.array(z.string()),
});

export const incidentSchema = z.strictObject({
  incident: z.string(),
  /** Rooms of the signed configuration, in the order of their numbers. */
  rooms: z.array(z.strictObject({ id: z.string(), titolare: z.string(), own: z.boolean() })),
  entries: z.array(
    z.strictObject({
      ...{ year: z.int(), index: z.int(), at: z.string(), kind: z.string(), mode: z.string() },
      level: z.enum(["L1", "L2"]),
      ...{ event: word, code: word, role: word },
      /** Whether the decision could be opened; `none`: the entry is no decision. */
      parts: z.enum(["there", "damaged", "none"]),
      about: z.array(z.string()),
      /** Null unless it is one's own message in one's own incident. */
      facts: facts.nullable(),
      /** Others had spoken before: a room may have more by what was decided on their messages. */
      after_others: z.boolean(),
      rooms: z.array(room),
    }),
  ),
  /** `from` of the next page; null on the last one. */
  next: z.int().nullable(),
  /** There is more than one answer looks at. */
  cut: z.boolean(),
  read: place,
});

/** The words of the article as the signed rules of then cite it; null where they are not in the log. */
const cited = {
  ...{ agreement_title: word, text: word },
  law: z.array(z.string()),
} as const;
const named = {
  ...{ agreement: z.string(), rule: z.string(), article: z.string() },
} as const;
/** One thing that would have to be otherwise: what, and what it would have to be. */
const change = z.strictObject({
  what: z.string(),
  to: z
    .union([z.string(), z.boolean(), z.array(z.string()), z.record(z.string(), z.string())])
    .optional(),
});

export const whySchema = z.strictObject({
  ...{ year: z.int(), index: z.int(), at: z.string(), room: z.string(), outcome, reason: word },
  shown,
  version: z.strictObject({
    /** Hashes of the compiled rules and of the agreements. */
    ...{ rule_set: z.string(), agreement: z.string() },
    /** Whether the log still holds these rules. */
    known: z.boolean(),
    ...{ version: z.int().nullable(), in_force_from: word, expires: word },
    activated: place.extend({ at: z.string() }).nullable(),
  }),
  /** Why no more is told than what was recorded. */
  not_explained: z
    .enum(["rules-unknown", "inputs-missing", "fields-missing", "words-unknown"])
    .nullable(),
  titles: z.array(title.extend(cited)),
  fields: z.array(
    field.extend({
      state: z.enum(["given", "withdrawn", "not_given"]),
      groups: z.array(z.string()),
      /** Whether today's engine, under the rules of then, says the same as the record. */
      explained: z.boolean(),
      rule: z.strictObject({ ...named, ...cited }).nullable(),
      given: z
        .strictObject({ do: z.string(), as: word, residents_min: z.number().nullable() })
        .nullable(),
      transform: z.strictObject({ id: z.string(), version: z.int() }).nullable(),
      /** A reason code, or why the rule does not open this field. */
      why: word,
      ceiling: z.strictObject({ rule: z.string(), article: z.string(), ...cited }).nullable(),
      nearest: z.strictObject({ ...named, changes: z.array(change), ...cited }).nullable(),
    }),
  ),
  read: place,
});
