import fc from "fast-check";
import {
  type ComponentKind,
  componentKinds,
  enumTable,
  fieldsOf,
  leavesOf,
} from "#libs/incident/catalogue";
import type {
  Category,
  Component,
  Emergency,
  EventKind,
  IncidentEvent,
  LeafValue,
} from "#libs/incident/event";
import { answerKinds } from "#libs/incident/event";
import { settlePlaces } from "#libs/incident/placeSensitivity";
import type { PlacedEvent } from "#libs/incident/state";
import { guardTexts } from "#libs/incident/textGuard";
import { validateEvent } from "#libs/incident/validate";
import type { Cell, CompiledRules } from "#libs/policy/compiled";
import { groundOfCategory } from "#libs/policy/vocabulary";
import { arbitraryComponent, arbitraryValue, statableKinds } from "#tests/support/arbitraries";

/** One incident as rooms tell it, and who is to be shown nothing that the rules do not give. */
export interface Scene {
  readonly owner: string;
  readonly history: readonly PlacedEvent[];
  /** Rooms whose copies are compared; one stands there several times, each for another scrambling. */
  readonly receivers: readonly string[];
  /** Drives what is scrambled, and how. */
  readonly salt: number;
}

/** Members of a message's head that have a meaning of their own here; any other is drawn from the model as it is. */
const shaped: readonly string[] = [
  ...["mode", "kind", "incident_id", "incident_alias", "category", "territory", "purpose"],
  ...["regime", "format", "notes", "upsert", "remove", "addressees", "emergency"],
];

/** Members of the head of which nobody but the sender and the log may learn, by the names of the model. */
export const plainHeaders: readonly string[] = Object.keys(fieldsOf("Event")).filter(
  (name) => !shaped.includes(name),
);

type Head = Readonly<Record<string, LeafValue>>;

const head: fc.Arbitrary<Head> = fc
  .record(
    Object.fromEntries(plainHeaders.map((name) => [name, arbitraryValue(specOf(name))] as const)),
    { requiredKeys: ["message_id", "sent"] },
  )
  .map((values) => values as Head);

function specOf(name: string) {
  const spec = fieldsOf("Event")[name];
  if (spec === undefined) throw new Error(`no member ${name}`);
  return spec;
}

const ids = ["a", "b"] as const;

const weights: Readonly<Partial<Record<ComponentKind, number>>> = {
  ...{ person: 5, place: 3, vehicle: 2, risk: 2 },
};

const component: fc.Arbitrary<Component> = fc
  .tuple(
    fc.oneof(
      ...statableKinds.map((kind) => ({
        weight: weights[kind] ?? 1,
        arbitrary: arbitraryComponent(kind),
      })),
    ),
    fc.constantFrom(...ids),
  )
  .map(([drawn, id]) => ({ ...drawn, id }));

const components = (minLength: number, maxLength: number) =>
  fc.uniqueArray(component, { minLength, maxLength, selector: ({ kind, id }) => `${kind} ${id}` });

type Step =
  | { readonly do: "upsert"; readonly head: Head; readonly upsert: readonly Component[] }
  | { readonly do: "remove"; readonly head: Head; readonly names: readonly string[] }
  | { readonly do: "head"; readonly head: Head; readonly named: number; readonly category: number }
  | { readonly do: "end"; readonly head: Head; readonly kind: EventKind }
  | { readonly do: "answer"; readonly head: Head; readonly kind: EventKind; readonly by: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant("upsert" as const), head, upsert: components(1, 3) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("remove" as const),
      head,
      names: fc.uniqueArray(
        fc
          .tuple(fc.constantFrom(...statableKinds), fc.constantFrom(...ids))
          .map(([kind, id]) => `${kind} ${id}`),
        { minLength: 1, maxLength: 4 },
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("head" as const),
      head,
      named: fc.nat(255),
      category: fc.nat(99),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("end" as const),
      head,
      kind: fc.constantFrom<EventKind>("close", "cancel"),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("answer" as const),
      head,
      kind: fc.constantFrom<EventKind>("charge_taken", "charge_taken", ...answerKinds),
      by: fc.nat(7),
    }),
  },
);

interface Script {
  readonly plan: number;
  readonly cell: number;
  readonly head: Head;
  readonly named: number;
  readonly places: number;
  readonly states: boolean;
  readonly exercise: number;
  readonly upsert: readonly Component[];
  readonly steps: readonly Step[];
  readonly other: number;
  readonly salt: number;
}

/** Incidents under every field plan of a rule set, each plan as often as any other. */
export function scenes(rules: CompiledRules, rooms: readonly string[]): fc.Arbitrary<Scene> {
  const cells = [...rules.cells.values()].flat();
  const byPlan = [...Map.groupBy(cells, ({ rule }) => rule.plan?.hash ?? rule.id).values()];
  return fc
    .record({
      plan: fc.nat(),
      cell: fc.nat(),
      head,
      named: fc.nat(255),
      places: fc.nat(),
      states: fc.boolean(),
      exercise: fc.nat(9),
      upsert: components(2, 4),
      steps: fc.array(step, { minLength: 1, maxLength: 3 }),
      other: fc.nat(),
      salt: fc.nat(),
    })
    .map((script) => {
      const list = byPlan[script.plan % byPlan.length] ?? [];
      const cell = list[script.cell % list.length];
      if (cell === undefined) throw new Error("a rule set without rules");
      return sceneOf(script, cell, rooms);
    });
}

function sceneOf(script: Script, cell: Cell, rooms: readonly string[]): Scene {
  const owner = cell.ownerOnly ? cell.receiver : cell.author;
  const first = opening(script, cell, rooms);
  const steps = [...prelude(script, cell), ...script.steps];
  const told = steps.map((each, i) => placed(each, script, cell, rooms, i + 1));
  const others = rooms.filter((room) => room !== cell.receiver);
  const other = others[script.other % others.length] ?? owner;
  return {
    owner,
    history: admittedOnly([first, ...told]),
    receivers: [cell.receiver, other, cell.receiver, cell.receiver],
    salt: script.salt,
  };
}

/** What has to happen before a rule opens anything: the receiver takes charge, and says that life is at risk. */
function prelude({ head, salt }: Script, { rule }: Cell): readonly Step[] {
  const answer = (kind: EventKind): Step => ({ do: "answer", head, kind, by: byReceiver });
  if (rule.deliver === "break-glass") return [answer("charge_taken"), answer("break_glass")];
  return rule.plan?.opensOnCharge === true && salt % 3 === 0 ? [answer("charge_taken")] : [];
}

const byReceiver = 1;

/** The edge's word: a message that it refuses never was; of an incident's first one its components never were. */
function admittedOnly(history: readonly PlacedEvent[]): readonly PlacedEvent[] {
  const admitted = history.flatMap((placed, index) => {
    const { event } = placed;
    if (!("upsert" in event)) return [placed];
    const settled = admit(event) ?? (index === 0 ? { ...event, upsert: [] } : undefined);
    return settled === undefined ? [] : [{ ...placed, event: settled }];
  });
  return admitted.map((placed, index) => ({ ...placed, storedAt: storeTime(index, 0) }));
}

/** What the edge makes of a message: its places settled; nothing, where it is malformed or its texts say too much. */
export function admit(event: IncidentEvent): IncidentEvent | undefined {
  const { event: settled } = settlePlaces(event);
  const findings = [...validateEvent(settled), ...guardTexts(settled)];
  return findings.length > 0 ? undefined : settled;
}

const startMs = Date.parse("2026-11-22T09:00:00.000Z");

/** Store times are ten seconds apart, so that other messages find room between them. */
export function storeTime(index: number, laterMs: number): string {
  return new Date(startMs + index * 10_000 + laterMs).toISOString();
}

function opening(script: Script, cell: Cell, rooms: readonly string[]): PlacedEvent {
  const { category, rule } = cell;
  const owner = cell.ownerOnly ? cell.receiver : cell.author;
  const usual = groundOfCategory[category];
  const isBroken = rule.deliver === "break-glass";
  const isSame = usual?.purpose === rule.purpose && usual?.regime === rule.regime;
  const ground = {
    ...(rule.purpose && { purpose: rule.purpose }),
    ...(rule.regime && { regime: rule.regime }),
  };
  const isCompetent = rule.addressee === "named" || (rule.addressee === undefined && script.states);
  return {
    author: owner,
    storedAt: storeTime(0, 0),
    event: {
      ...common(script.head, script),
      kind: "report",
      incident: { id: "ZZ0-SINTETICO" },
      category,
      territory: territoryOf(script.places),
      ...(isBroken || (isSame && !script.states) ? {} : ground),
      ...namedAmong(rooms, script.named, cell.receiver, isCompetent),
      upsert: script.upsert.map((each) => attuned(each, cell, script)),
    },
  };
}

function common(values: Head, { exercise }: Script): IncidentEvent {
  const base = {
    mode: exercise === 0 ? "exercise" : "actual",
    kind: "update",
    incident: { id: "ZZ0-SINTETICO" },
    territory: [],
    format: "raccordo-native/1",
    notes: [],
    upsert: [],
    remove: [],
  };
  // The members of `values` come from the catalogue, as the type's do.
  return { ...base, ...values } as unknown as IncidentEvent;
}

/** Both comuni of the demonstration mostly; sometimes one, or one that no room has. */
function territoryOf(places: number): readonly string[] {
  const [here, there, nowhere] = ["istat:019036", "istat:019026", "istat:999001"];
  const lists = [[here, there], [there, here], [here], [there], [nowhere], [here, there, nowhere]];
  return (lists[places % lists.length] ?? []).flatMap((code) => (code === undefined ? [] : [code]));
}

function namedAmong(
  rooms: readonly string[],
  bits: number,
  receiver: string,
  isNamed: boolean,
): Pick<IncidentEvent, "addressees"> {
  const others = rooms.filter((room, bit) => room !== receiver && (bits >> bit) % 2 === 1);
  const addressees = isNamed ? [...others, receiver] : others;
  return addressees.length === 0 ? {} : { addressees };
}

function placed(
  each: Step,
  script: Script,
  cell: Cell,
  rooms: readonly string[],
  index: number,
): PlacedEvent {
  const owner = cell.ownerOnly ? cell.receiver : cell.author;
  const event = common(each.head, script);
  const at = (changed: Partial<IncidentEvent>, author = owner): PlacedEvent => ({
    author,
    storedAt: storeTime(index, 0),
    event: { ...event, ...changed },
  });
  switch (each.do) {
    case "upsert":
      return at({ upsert: each.upsert.map((one) => attuned(one, cell, script)) });
    case "remove":
      return at({ remove: each.names.map(nameOf) });
    case "end":
      return at({ kind: each.kind });
    case "head":
      return at({
        ...namedAmong(rooms, each.named, cell.receiver, each.named % 3 > 0),
        ...(each.category % 8 === 0 && { category: categoryAt(each.category) }),
      });
    case "answer": {
      const authors = [cell.author, cell.receiver, cell.receiver, owner, ...rooms];
      const author = authors[each.by % authors.length] ?? owner;
      const emergency = each.kind === "break_glass" && { emergency: reasonAt(each.by) };
      return at({ kind: each.kind, incident: { alias: alias(each.by) }, ...emergency }, author);
    }
  }
}

/**
 * Some situations are rare among any components: a grown-up in a role of which the rule speaks, and what a police
 * database answered. Every other person is made the former, every eighth component that tells its source the latter.
 */
function attuned(component: Component, cell: Cell, { salt }: Script): Component {
  const { kind, fields } = component;
  if (salt % 8 === 7 && databaseKinds.has(kind)) {
    return { ...component, fields: { ...fields, source: "police_database" } };
  }
  const role = kind === "person" && salt % 2 === 1 ? roleIn(cell, salt) : undefined;
  if (role === undefined) return component;
  return { ...component, fields: { ...fields, roles: [role], minor: false } };
}

const databaseKinds = new Set(
  componentKinds.filter((kind) => leavesOf(kind).some(({ name }) => name === "source")),
);

function roleIn({ rule }: Cell, salt: number): string | undefined {
  const clauses = [...(rule.plan?.clauses.values() ?? [])].flat();
  const roles = [...new Set(clauses.flatMap((clause) => clause.if?.roles ?? []))];
  return roles[(salt >> 3) % Math.max(roles.length, 1)];
}

function nameOf(text: string): Component {
  const [word, id = ""] = text.split(" ");
  const kind = statableKinds.find((each) => each === word) ?? "note";
  return { kind, id } as Component; // a name is a component without fields
}

const categories = Object.keys(groundOfCategory) as readonly Category[];

const categoryAt = (index: number): Category => categories[index % categories.length] ?? "C01";

const reasons = Object.keys(enumTable("Emergency")) as readonly Emergency[];

const reasonAt = (index: number): Emergency => reasons[index % reasons.length] ?? "life_at_risk";

const alias = (index: number): string => String(index).padStart(32, "0");
