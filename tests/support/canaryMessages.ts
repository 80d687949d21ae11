import { randomInt } from "node:crypto";
import {
  type ComponentKind,
  componentKinds,
  enumTable,
  fieldsOf,
  type Leaf,
  leavesOf,
} from "#libs/incident/catalogue";
import type { Canary } from "#tests/support/canaryScanner";

/** A canary in a message of a room: which leaf, of which component, in which message of the incident. */
export interface PlantedCanary extends Canary {
  /** A leaf path, or `header`, `unknown`, `cap` …: whatever is no leaf may be had by nobody. */
  readonly leaf: string;
  /** Which of several components of a kind: `suspect`, `sensitive` … */
  readonly variant: string;
  /** Incident and message: `C03/2`. */
  readonly message: string;
}

/** Where the values of canaries come from. */
export interface CanaryValues {
  /** Letters only. */
  token(length?: number): string;
  phone(): string;
  plate(): string;
  /** `yyyy-mm-dd`, in the years from this one. */
  birthDate(fromYear: number): string;
}

/** Takes note of every canary that it gives out. */
export class CanaryBook {
  readonly all: PlantedCanary[] = [];

  constructor(
    readonly message: string,
    readonly values: CanaryValues = drawnValues,
  ) {}

  note(leaf: string, variant: string, value: string): string {
    const name = `${this.message}: ${leaf}${variant === "" ? "" : ` of ${variant}`}`;
    this.all.push({ name, value, leaf, variant, message: this.message });
    return value;
  }
}

const pick = (alphabet: string, length: number): string =>
  Array.from({ length }, () => alphabet.charAt(randomInt(alphabet.length))).join("");
const digits = (length: number) => pick("0123456789", length);
const letters = (length: number) => pick("ABCDEFGHJKLMNPRSTVWXYZ", length);

/** Letters only, so that the free-text guard has nothing to say: 28 of them hold more than 128 bits. */
export const token = (length = 28): string => pick("abcdefghijklmnopqrstuvwxyz", length);

const given = new Set<string>();

/** A short value that was not given out before: else one field's would be taken for another's. */
function fresh(make: () => string): string {
  for (;;) {
    const value = make();
    const reversed = [...value].reverse().join("");
    if (given.has(value) || given.has(reversed)) continue;
    given.add(value);
    return value;
  }
}

/** Looks like a plate, a tax code, a telephone number: synthetic by its letters and its area code. */
export const anyPlate = (): string => `ZZ${digits(3)}${letters(1)}Z`;
export const plateLike = (): string => fresh(anyPlate);
export const taxCodeLike = (): string => `ZZZZZZ${digits(2)}A${digits(2)}Z${digits(3)}Z`;
export const phoneLike = (): string => `+39000${digits(12)}`;

/** An instant of the last hours, before this system was started: none of its own times. */
function pastTime(): string {
  return new Date(Date.now() - 3_600_000 - randomInt(70_000_000)).toISOString();
}

const pad = (value: number) => String(value).padStart(2, "0");
/** Never the first of a month: terms of laws and agreements begin then, and those dates stand in the rules. */
export const anyBirthDate = (from: number): string =>
  `${from + randomInt(8)}-${pad(1 + randomInt(12))}-${pad(2 + randomInt(27))}`;

const drawnValues: CanaryValues = {
  token: (length) => token(length),
  phone: () => phoneLike(),
  plate: () => plateLike(),
  birthDate: (from) => fresh(() => anyBirthDate(from)),
};

export type NativeValue = string | number | boolean | readonly NativeValue[];
type NativeComponent = Readonly<Record<string, NativeValue>>;

/** Which components there are, what sets each apart, and whether a rule may look at that. */
export interface Variant {
  readonly kind: ComponentKind;
  readonly name: string;
  readonly stated: Readonly<Record<string, NativeValue>>;
}

const person = (name: string, roles: readonly string[], minor = false): Variant => ({
  kind: "person",
  name,
  stated: { roles, minor },
});

/** One of everything that the model has; a kind that is new in the catalogue comes by itself. */
export const variants: readonly Variant[] = [
  {
    kind: "place",
    name: "public",
    stated: { sensitivity: "public", municipality: "istat:019036" },
  },
  {
    kind: "place",
    name: "sensitive",
    stated: { sensitivity: "sensitive", municipality: "istat:019036" },
  },
  person("reporter", ["reporter"]),
  person("suspect", ["suspect"]),
  person("victim", ["victim"]),
  person("witness", ["witness"]),
  person("minor", ["victim"], true),
  ...componentKinds
    .filter((kind) => kind !== "place" && kind !== "person")
    .filter((kind) => leavesOf(kind).some(({ derived }) => !derived))
    .map((kind): Variant => ({ kind, name: kind, stated: {} })),
];

/** Names of the components of an incident: the sender's own, and they may be anything. */
export function componentIds(book: CanaryBook): ReadonlyMap<string, string> {
  const { token, plate, phone } = book.values;
  const looks = [plate, taxCodeLike, phone, () => `${token(20)}@canarino.invalid`];
  return new Map(
    variants.map(({ name }, index) => {
      const look = looks[index % looks.length] ?? token;
      const secret = book.note("component.id", name, token(20));
      return [name, `${book.note("component.id", `${name} (look)`, look())}-${secret}`];
    }),
  );
}

export interface MessageHead {
  readonly kind: "report" | "update";
  readonly category: string;
  readonly incident: string;
  readonly ids: ReadonlyMap<string, string>;
  readonly mode?: "actual" | "exercise";
  readonly messageId?: string;
  readonly sent?: string;
}

/** A native message with a canary in every field that can hold one, in words and in names nobody knows. */
export function canaryMessage(book: CanaryBook, head: MessageHead): string {
  const message: Record<string, unknown> = {
    message_id: head.messageId ?? canaryHeader(book, "message_id"),
    sent: head.sent ?? book.note("header.sent", "", fresh(pastTime)),
    observed: book.note("header.observed", "", fresh(pastTime)),
    mode: head.mode ?? "actual",
    kind: head.kind,
    incident: { id: head.incident },
    category: head.category,
    territory: ["istat:019036", "istat:019026"],
    operator_ref: canaryHeader(book, "operator_ref"),
    sender: canaryHeader(book, "sender"),
    ...unknownMember(book, "message"),
    upsert: variants.map((variant) => component(book, variant, head.ids.get(variant.name) ?? "")),
    remove: [],
  };
  for (const [name, spec] of Object.entries(fieldsOf("Event"))) {
    const isText = spec.type === "string" && !spec.repeated && spec.shape === "scalar";
    // `same_as` can only hold a name that the core itself gave out: anything else is refused.
    const isKnown =
      name in message || name.startsWith("incident_") || ["format", "same_as"].includes(name);
    if (isText && !isKnown) message[name] = canaryHeader(book, name);
  }
  return JSON.stringify(message);
}

/** Text of a header field: something that looks like a person's datum, and a token. */
export function canaryHeader(book: CanaryBook, field: string): string {
  const look = book.note(`header.${field}`, "look", book.values.plate());
  return `${look}-${book.note(`header.${field}`, "", book.values.token(32))}`;
}

function unknownMember(book: CanaryBook, where: string): Readonly<Record<string, string>> {
  const name = book.note("unknown.name", where, book.values.token());
  return { [name]: book.note("unknown.value", where, book.values.token()) };
}

function component(book: CanaryBook, variant: Variant, id: string): NativeComponent {
  const values = leavesOf(variant.kind)
    .filter(({ derived, statable }) => !derived || statable)
    .map((leaf) => leafMembers(book, variant, leaf));
  const unknown = unknownMember(book, variant.name);
  return Object.assign({ kind: variant.kind, id }, ...values, unknown);
}

type Members = Readonly<Record<string, NativeValue>>;

function leafMembers(book: CanaryBook, variant: Variant, leaf: Leaf): Members {
  const stated = variant.stated[leaf.name];
  if (stated !== undefined) return { [leaf.name]: stated };
  if (leaf.type === "Point") return points(book, variant, leaf);
  if (leaf.shape === "enum") {
    const word = Object.keys(enumTable(leaf.type))[0] ?? "";
    return { [leaf.name]: leaf.repeated ? [word] : word };
  }
  if (leaf.type === "bool") return { [leaf.name]: false };
  if (leaf.type === "uint32") return { [leaf.name]: Math.min(2, leaf.max ?? 2) };
  if (leaf.type !== "string") throw new Error(`no canary for ${leaf.path} of type ${leaf.type}`);
  const text = canaryText(book, variant, leaf);
  return { [leaf.name]: leaf.repeated ? [text] : text };
}

function points(book: CanaryBook, variant: Variant, leaf: Leaf): Members {
  if (!leaf.repeated) {
    return {
      lat: degrees(book, variant, leaf, 45),
      lon: degrees(book, variant, leaf, 10),
    };
  }
  const pair = () => [degrees(book, variant, leaf, 45), degrees(book, variant, leaf, 10)];
  return { [leaf.name]: [pair(), pair(), pair()] };
}

/** A coordinate to the centimetre, which is as good as a name. */
function degrees(book: CanaryBook, variant: Variant, leaf: Leaf, whole: number): number {
  const fraction = `${digits(6)}${1 + randomInt(9)}`;
  book.note(leaf.path, `${variant.name}, times ten million`, `${whole}${fraction}`);
  return Number(book.note(leaf.path, variant.name, `${whole}.${fraction}`));
}

function canaryText(book: CanaryBook, variant: Variant, leaf: Leaf): string {
  const { token, phone, plate, birthDate } = book.values;
  const note = (value: string) => book.note(leaf.path, variant.name, value);
  const tokenMax = Math.min(leaf.max ?? 32, 32);
  switch (leaf.textFormat) {
    case "time":
      return note(fresh(pastTime));
    case "date":
      return note(birthDate(variant.name === "minor" ? 2014 : 1931));
    case "country":
      return "IT"; // two letters are in everything
    case "istat":
      return "istat:019036"; // a public code
    case "phone":
      return note(phone());
    case "email":
      return `${note(token())}@canarino.invalid`;
    case "reference":
      return `img:${note(token())}`;
    case "text":
      return `${note(token())} targa ${note(plate())} CF ${note(taxCodeLike())} tel ${note(phone())}`;
    default:
      if (leaf.path === "vehicle.plate") return note(plate());
      if (leaf.path === "person.tax_code") return note(taxCodeLike());
      return note(token(tokenMax));
  }
}
