import { z } from "zod";
import { type EnumName, enumTable } from "#libs/incident/catalogue";
import { helpTypes } from "./helpTypes.ts";
import { cardLimits } from "./limits.ts";

/** Every card says that its schema is invented, so that nobody takes it for that of a real centre. */
export const cardSchemaName = "urn:raccordo:invented:scheda112:1";

/** Methods of a position; `aml` only with the text of the AML message, which names the method itself. */
const cardMethods = ["aml", ...Object.keys(enumTable("PositionMethod"))] as const;

export const cardActions = [
  ...(["open", "update", "close", "cancel"] as const),
  ...(["charge_taken", "charge_ended", "refused"] as const),
] as const;

/** Members that only the core computes: a card that states one is refused. */
export const derivedMembers: ReadonlySet<string> = new Set([
  ...["zone", "cell", "answered_quarter", "started_quarter"],
]);

const said = (description: string) => z.string().meta({ description });
const time = (description: string) => z.string().meta({ description, format: "date-time" });
const words = (name: EnumName) => z.enum(Object.keys(enumTable(name)));
const whole = (max: number, description: string) => z.int().min(0).max(max).meta({ description });

/** WGS84 decimal degrees; the walk before zod looks for these two to count decimals. */
export const latitude = z.number().min(-90).max(90).meta({
  description: "WGS84 decimal degrees, at most 7 decimals",
});
export const longitude = z.number().min(-180).max(180).meta({
  description: "WGS84 decimal degrees, at most 7 decimals",
});

const position = z.object({
  method: z.enum(cardMethods).optional(),
  aml_sms: said(
    'The AML text as it came: A"ML=1;lt=…;ml=…. Instead of lat, lon, radius_m, confidence_pct',
  ).optional(),
  lat: latitude.optional(),
  lon: longitude.optional(),
  radius_m: whole(100_000, "Metres within which the position lies with confidence_pct").optional(),
  confidence_pct: whole(100, "Per cent").optional(),
  at: time(
    "When the position was taken. Checked and dropped: the model has no place for it",
  ).optional(),
  street: said("Street").optional(),
  number: said("House number").optional(),
  municipality: said("istat: and six digits. The comuni of a card are its territory").optional(),
  place_type: words("PlaceType").optional(),
  sensitivity: words("Sensitivity").optional(),
});

const caller = z.object({
  number: said("Calling line (CLI)").optional(),
  family_name: said("Family name").optional(),
  given_name: said("Given name").optional(),
  language: said("Two or three letters").optional(),
  minor: z
    .boolean()
    .meta({ description: "Unstated counts as a minor: then nobody is given the number" })
    .optional(),
  deaf: z.boolean().meta({ description: "Dropped: health data, no place in the model" }).optional(),
});

const members = {
  schema: z.literal(cardSchemaName),
  message_id: said("Of this version of the card; a version sent again keeps it"),
  card_id: said("Of the card; of an answer, the id under which the room was given the incident"),
  centre: said("The CUR, or whoever wrote the card"),
  action: z.enum(cardActions),
  exercise: z.boolean(),
  forwarded_at: time("When this version was passed on, with its offset from UTC"),
  answered_at: time("When the call was answered").optional(),
  started_at: time("When it happened, as far as the caller knows").optional(),
  filter: words("CallFilter").optional(),
  help_type: said("Type of help; one that is not in the table goes to nobody").meta({
    examples: helpTypes.map(([type]) => type),
  }),
  priority: z.int().min(1).max(5).meta({ description: "1 is the highest" }).optional(),
  same_as: said("Id under which the room was given an incident that is the same").optional(),
  positions: z.array(position).meta({ maxItems: cardLimits.positionsMax }).optional(),
  caller: caller.optional(),
  injured_count: whole(10_000, "How many are injured").optional(),
  worst_severity: words("Injury").optional(),
  forwarded_to: z
    .array(z.string())
    .meta({
      maxItems: cardLimits.forwardedToMax,
      description: "Ids of rooms of Raccordo, and names of others, which are dropped",
    })
    .optional(),
  note: said("Dropped: free text never goes on").optional(),
} as const;

/** One card, `application/vnd.raccordo.scheda112+json; version=1`. */
export const cardSchema = z.object({ ...members, help_type: members.help_type.optional() });
export type Card = z.infer<typeof cardSchema>;
export type CardPosition = z.infer<typeof position>;

const cell = said("EU LAEA grid cell (EPSG:3035) that the place lies in").optional();
const alias = said("The receiver's name of the component").optional();
const path = said("Field of the model");

/** A copy as a card: a card, what only the core computes, and what the release says of itself. */
export const cardCopySchema = cardSchema.extend({
  started_quarter: time("Quarter of an hour in which it happened").optional(),
  priority: whole(5, "As its sender wrote it").optional(),
  answered_quarter: time("Quarter of an hour in which the call was answered").optional(),
  positions: z.array(position.extend({ alias, zone: cell, cell })).optional(),
  caller: caller.extend({ alias }).optional(),
  copy: z.object({
    delivery: said("Id to be named in receipts"),
    incident: said("The room's own id of the incident"),
    category: words("Category").optional(),
    status: words("Status").optional(),
    charge: z.enum(["none", "yours"]),
    charges: z.array(
      z.object({
        state: words("ChargeState").optional(),
        room: said("Room").optional(),
        since: time("Since").optional(),
      }),
    ),
    minors: z.array(
      z.object({ present: z.boolean().optional(), bands: z.array(words("AgeBand")).optional() }),
    ),
    withdrawn: z.array(
      z.object({ kind: said("Kind"), alias: said("Alias"), paths: z.array(path) }),
    ),
    not_carried: z
      .array(path)
      .meta({ description: "Fields of the copy that a card has no place for: read them as JSON" }),
    basis: z.array(
      z.object({
        author: said("Room"),
        agreement: said("Agreement"),
        rule: said("Rule"),
        article: said("Article"),
        purpose: words("Purpose"),
        regime: words("Regime"),
      }),
    ),
    handling: z.array(z.string()),
    quality: z.object({
      completeness: z.string().optional(),
      reliability: z.string().optional(),
    }),
  }),
});

/** Every name that a pointer may hold. */
export const cardNames: ReadonlySet<string> = new Set([
  ...Object.keys(members),
  ...Object.keys(position.shape),
  ...Object.keys(caller.shape),
]);
