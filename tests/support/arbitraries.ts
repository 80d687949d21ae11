import fc from "fast-check";
import type { ComponentKind, FieldSpec, TextFormat } from "#libs/incident/catalogue";
import { componentKinds, enumTable, fieldsOf, leavesOf } from "#libs/incident/catalogue";
import type {
  Component,
  ComponentName,
  Fields,
  IncidentEvent,
  LeafValue,
} from "#libs/incident/event";
import { answerKinds } from "#libs/incident/event";

/**
 * Generators of canonical values, made from the catalogue: a field added to proto/ is generated, and so
 * covered by every property, from the same commit on. All values are synthetic and look it.
 */

const digits = (count: number) =>
  fc.integer({ min: 0, max: 10 ** count - 1 }).map((n) => String(n).padStart(count, "0"));
// Long enough that two of them are hardly ever the same: a text that repeats a datum of its incident is refused.
const word = fc.stringMatching(/^[A-Z0-9]{4,10}$/);
const upTo = (max: number, text: string) => [...text].slice(0, max).join("");

/** Canonical times between 2020 and 2030. */
export const arbitraryTime = (): fc.Arbitrary<string> =>
  fc
    .integer({ min: Date.UTC(2020, 0), max: Date.UTC(2030, 0) })
    .map((ms) => new Date(ms).toISOString());

/** Days of births: of children and of the grown-up. */
const arbitraryDate = (): fc.Arbitrary<string> =>
  fc
    .integer({ min: Date.UTC(1950, 0), max: Date.UTC(2030, 0) })
    .map((ms) => new Date(ms).toISOString().slice(0, 10));

/** ISTAT codes that no comune has. */
export const arbitraryIstat = (): fc.Arbitrary<string> => digits(3).map((n) => `istat:999${n}`);

const texts: Readonly<Record<TextFormat, fc.Arbitrary<string>>> = {
  time: arbitraryTime(),
  date: arbitraryDate(),
  istat: arbitraryIstat(),
  token: word.map((w) => `ZZ0${w}`),
  name: fc.tuple(fc.constantFrom("SINTETICO", "SINTÈTICOß𝒳"), word).map((w) => w.join("x")),
  text: word.map((w) => `testo sintetico «${w}»`),
  phone: digits(6).map((n) => `+00 000 ${n}`),
  email: digits(4).map((n) => `sintetico${n}@esempio.invalid`),
  reference: digits(6).map((n) => `urn:sintetico:${n}`),
  country: fc.constantFrom("ZZ", "ZZZ"),
  grid: digits(4).map((n) => `1kmN${n}E${n}`),
};

/** Points within Italy's bounding box, so that none looks swapped. */
export const arbitraryPoint = () =>
  fc.record({
    lat_e7: fc.integer({ min: 360_000_000, max: 470_000_000 }),
    lon_e7: fc.integer({ min: 70_000_000, max: 185_000_000 }),
  });

const itemsMax = 8;

/** A value of a field, within its limits; lists have at least one item. */
export function arbitraryValue(spec: FieldSpec): fc.Arbitrary<LeafValue> {
  const item = arbitraryItem(spec);
  if (!spec.repeated) return item;
  const maxLength = Math.min(spec.max ?? itemsMax, itemsMax);
  return fc.array(item, { minLength: 1, maxLength }).map((items) => items as LeafValue);
}

function arbitraryItem(spec: FieldSpec): fc.Arbitrary<LeafValue> {
  if (spec.shape === "enum") return fc.constantFrom(...Object.keys(enumTable(spec.type)));
  if (spec.type === "Point") return arbitraryPoint();
  if (spec.type === "bool") return fc.boolean();
  if (spec.type === "uint32") return fc.integer({ min: 0, max: spec.max ?? 0x7fffffff });
  if (spec.type === "string") {
    return texts[spec.textFormat ?? "text"].map((text) =>
      upTo(spec.repeated ? 200 : (spec.max ?? 200), text),
    );
  }
  throw new Error(`no generator for fields of type ${spec.type}`);
}

export interface ComponentOptions {
  /** Also leaves that only the core computes; a sender may not state them. */
  readonly derived?: boolean;
  /** Every leaf, instead of any subset of them. */
  readonly complete?: boolean;
}

/** A component of one kind with any subset of its leaves. */
export function arbitraryComponent(
  kind: ComponentKind,
  options: ComponentOptions = {},
): fc.Arbitrary<Component> {
  const leaves = leavesOf(kind).filter((leaf) => options.derived || !leaf.derived || leaf.statable);
  const model = Object.fromEntries(leaves.map((leaf) => [leaf.name, arbitraryValue(leaf)]));
  const record: fc.Arbitrary<Readonly<Record<string, LeafValue | undefined>>> = options.complete
    ? fc.record(model)
    : fc.record(model, { requiredKeys: [] });
  return fc.record({
    kind: fc.constant(kind),
    id: arbitraryComponentId(),
    fields: record.map(stated),
  });
}

function stated(fields: Readonly<Record<string, LeafValue | undefined>>): Fields {
  const kept = Object.entries(fields).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return Object.fromEntries(kept);
}

export const arbitraryComponentId = (): fc.Arbitrary<string> =>
  fc.stringMatching(/^[a-z][a-z0-9]{0,5}$/);

/** Kinds of component that a sender may state: at least one leaf is not computed by the core. */
export const statableKinds: readonly ComponentKind[] = componentKinds.filter((kind) =>
  leavesOf(kind).some((leaf) => !leaf.derived || leaf.statable),
);

/** A component that a sender may state. */
export const arbitraryStatedComponent = (): fc.Arbitrary<Component> =>
  fc.oneof(...statableKinds.map((kind) => arbitraryComponent(kind)));

/** A component as it may stand in a state or a released view: derived leaves and kinds too. */
export const arbitraryStateComponent = (): fc.Arbitrary<Component> =>
  fc.oneof(...componentKinds.map((kind) => arbitraryComponent(kind, { derived: true })));

export interface EventOptions extends ComponentOptions {
  readonly componentsMax?: number;
}

/** A well-formed canonical event: a report, a change of it, or an answer of another room. */
export function arbitraryEvent(options: EventOptions = {}): fc.Arbitrary<IncidentEvent> {
  const { notes, upsert, remove, incident_id, incident_alias, emergency, ...header } =
    fieldsOf("Event");
  const required = ["message_id", "sent", "mode", "kind", "territory", "format", "category"];
  const values = Object.entries(header).map(
    ([name, spec]) => [name, arbitraryValue(spec)] as const,
  );
  return fc
    .record({
      header: fc.record(Object.fromEntries(values), {
        requiredKeys: required,
      }),
      id: texts.token,
      alias: fc.stringMatching(/^[0-9a-f]{32}$/),
      // biome-ignore lint/suspicious/noUnnecessaryConditions: a catalogue made from another proto may lack it
      emergency: emergency === undefined ? fc.constant("") : arbitraryValue(emergency),
      notes: fc.array(arbitraryNote(), { maxLength: 3 }),
      components: arbitraryComponents(options),
      upserts: fc.nat(),
    })
    .map((parts) => assemble(parts));
}

interface Parts {
  readonly header: Readonly<Record<string, LeafValue>>;
  readonly id: string;
  readonly alias: string;
  readonly emergency: LeafValue;
  readonly notes: readonly { code: string; pointer: string }[];
  readonly components: readonly Component[];
  readonly upserts: number;
}

function assemble(found: Parts): IncidentEvent {
  const { header, id, alias, emergency, notes, components, upserts } = found;
  const isAnswer = answerKinds.some((kind) => kind === header["kind"]);
  const cut = upserts % (components.length + 1);
  const parts = {
    incident: isAnswer ? { alias } : { id },
    // Exactly where it must stand.
    ...(header["kind"] === "break_glass" && { emergency }),
    notes,
    upsert: isAnswer ? [] : components.slice(0, cut),
    remove: isAnswer ? [] : components.slice(cut).map(toName),
  };
  // Its members come from the catalogue, as the type's do.
  return { ...header, ...parts } as unknown as IncidentEvent;
}

const toName = ({ kind, id }: Component): ComponentName => ({ kind, id });

const arbitraryNote = () =>
  fc.record({ code: fc.constantFrom("member-unknown"), pointer: fc.constantFrom("", "/upsert/0") });

function arbitraryComponents(options: EventOptions): fc.Arbitrary<readonly Component[]> {
  const component = options.derived ? arbitraryStateComponent() : arbitraryStatedComponent();
  return fc.uniqueArray(component, {
    maxLength: options.componentsMax ?? 6,
    selector: ({ kind, id }) => `${kind}/${id}`,
  });
}
