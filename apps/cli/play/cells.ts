import type { CellGroup, ExpectedRow } from "./demonstration.ts";
import type { Fields, ToldComponent, ToldIncident } from "./told.ts";

/** Names and values that a room should have; `anyValue` where the day does not say the value. */
export interface Shown {
  readonly kind: string;
  readonly fields: Fields;
}

/** Stands for a value that is computed and not written down: a cell of the grid, an alias, a time of storage. */
export const anyValue = "*";

const places = [
  ...["lat", "lon", "accuracy_m", "confidence_pct", "method", "street", "number"],
  ...["polygon", "radius_m", "sensitivity", "place_type"],
] as const;
const identity = [
  ...["family_name", "given_name", "birth_date", "tax_code", "document", "nationality"],
  ...["phone", "email"],
] as const;
const description = ["country", "body", "colour"] as const;
const vehicles = ["plate", ...description, "make", "model"] as const;
const images = ["reference", "captured_at", "expires_at"] as const;
const quarterMs = 15 * 60_000;

/**
 * What a room should hold of an incident by its row of the matrix, component by component: the letters of
 * law.md (d) spelled out by hand, without the engine that they are there to check.
 */
export function shownBy(row: ExpectedRow, told: ToldIncident, room: string): readonly Shown[] {
  if (row.told) return toldOfAnswers(told);
  if (row.cells === undefined) return [];
  const reader = new Reader(row, told.answers.get(room) === "taken");
  const all = [...told.components.values()];
  const stated = all
    .filter(({ kind }) => kind !== "incident")
    .map(({ kind, fields }) => ({ kind, fields: reader.fieldsOf(kind, fields) }));
  const persons = all.filter(({ kind }) => kind === "person").map(({ fields }) => fields);
  return [
    headOf(reader, told),
    incidentOf(reader, told),
    ...stated,
    ...counted(reader, all, persons),
  ].filter(({ fields }) => Object.keys(fields).length > 0);
}

/** The owner of an incident learns who answers, and nothing else. */
function toldOfAnswers({ category, answers }: ToldIncident): readonly Shown[] {
  if (answers.size === 0) return [];
  const charges = [...answers].map(([room, state]) => ({
    kind: "charge",
    fields: { state, room, since: anyValue },
  }));
  // Its own status is the owner's own word: the copy has it as it was when somebody answered.
  return [{ kind: "head", fields: { category, status: anyValue } }, ...charges];
}

/** A row of the matrix, asked group by group. */
class Reader {
  readonly #row: ExpectedRow;
  readonly #isInCharge: boolean;

  constructor(row: ExpectedRow, isInCharge: boolean) {
    this.#row = row;
    this.#isInCharge = isInCharge;
  }

  /** The letter as it counts now: C is A for who is in charge, and nothing for others. */
  letter(group: CellGroup): string {
    const letter = this.#row.cells?.[group]?.charAt(0) ?? "-";
    if (letter !== "C") return letter;
    return this.#isInCharge ? "A" : "-";
  }

  also(path: "incident.call_filter" | "incident.same_as"): boolean {
    return this.#row.also?.includes(path) === true;
  }

  fieldsOf(kind: string, fields: Fields): Fields {
    switch (kind) {
      case "place":
        return this.#place(fields);
      case "person":
        return this.#person(fields);
      case "vehicle":
        return this.#vehicle(fields);
      case "casualties":
        return this.letter("G8") === "N" ? fields : {};
      case "unit":
        return this.letter("G13") === "S" ? some(fields, ["call_sign"]) : {};
      case "image":
        return this.letter("G11") === "A" ? some(fields, images) : {};
      case "risk":
        return this.letter("G15") === "A" ? fields : {};
      default:
        return {};
    }
  }

  #place(fields: Fields): Fields {
    const letter = this.letter(fields["sensitivity"] === "public" ? "G2" : "G3");
    const hasPosition = fields["lat"] !== undefined || fields["polygon"] !== undefined;
    return {
      ...(this.letter("G1") === "-" ? {} : some(fields, ["municipality"])),
      ...(letter === "A" ? some(fields, places) : {}),
      ...(letter === "Z" && hasPosition ? { zone: anyValue } : {}),
    };
  }

  /** A person who called and is the victim too: both groups must allow. Nobody's child is ever named. */
  #person(fields: Fields): Fields {
    const roles = rolesOf(fields);
    const others = roles.filter((role) => role !== "reporter");
    const isCaller = roles.includes("reporter");
    const [, ...named] = (this.#row.cells?.G5 ?? "-").split(" ");
    const mayG4 = !isCaller || this.letter("G4") === "A";
    const isOther = others.length > 0 || roles.length === 0;
    const mayG5 =
      !isOther || (this.letter("G5") === "A" && others.every((role) => named.includes(role)));
    const isAdult = fields["minor"] === false;
    const names = isCaller ? [...identity, "language"] : identity;
    return {
      ...(this.letter("G6") === "A" ? some(fields, ["roles", "basis"]) : {}),
      ...(mayG4 && mayG5 && isAdult ? some(fields, names) : {}),
    };
  }

  #vehicle(fields: Fields): Fields {
    const letter = this.letter("G7");
    return {
      ...(letter === "A" ? some(fields, vehicles) : {}),
      ...(letter === "T" ? some(fields, description) : {}),
      ...(this.letter("G14") === "A" ? some(fields, ["listed_stolen"]) : {}),
    };
  }
}

function headOf(reader: Reader, { category, status, components }: ToldIncident): Shown {
  const stated = [...components.values()].find(({ kind }) => kind === "incident")?.fields ?? {};
  return {
    kind: "head",
    fields: {
      ...(reader.letter("G1") === "-" ? {} : { category, status }),
      ...(reader.letter("G17") === "A" ? some(stated, ["completeness", "reliability"]) : {}),
    },
  };
}

function incidentOf(reader: Reader, { components, isLinked }: ToldIncident): Shown {
  const stated = [...components.values()].find(({ kind }) => kind === "incident")?.fields ?? {};
  const filter = reader.also("incident.call_filter") ? some(stated, ["call_filter"]) : {};
  const link = isLinked && reader.also("incident.same_as") ? { same_as: anyValue } : {};
  return { kind: "incident", fields: { ...timesOf(reader, stated), ...filter, ...link } };
}

function timesOf(reader: Reader, stated: Fields): Fields {
  switch (reader.letter("G1")) {
    case "A":
      return some(stated, ["priority", "started_at", "reported_at"]);
    case "Q":
      return {
        ...some(stated, ["priority"]),
        ...quarter(stated, "started"),
        ...quarter(stated, "reported"),
      };
    default:
      return {};
  }
}

function quarter(stated: Fields, name: "started" | "reported"): Fields {
  const time = stated[`${name}_at`];
  if (typeof time !== "string") return {};
  const ms = Date.parse(time);
  return { [`${name}_quarter`]: new Date(ms - (ms % quarterMs)).toISOString() };
}

/** Numbers and flags that stand for persons: injured, minors, how many there are. */
function counted(
  reader: Reader,
  all: readonly ToldComponent[],
  persons: readonly Fields[],
): readonly Shown[] {
  const hurt = persons
    .map(({ injury }) => String(injury ?? "none"))
    .filter((one) => one !== "none");
  const isStated = all.some(({ kind }) => kind === "casualties");
  const worst = severities.findLast((severity) => hurt.includes(severity));
  const hasMinors = persons.some(({ minor }) => minor === true);
  const shown: readonly (readonly [boolean, Shown])[] = [
    [
      reader.letter("G8") === "N" && hurt.length > 0 && !isStated,
      { kind: "casualties", fields: { injured_count: hurt.length, worst_severity: worst } },
    ],
    // Ages are not stated in the day: a band is nobody's guess.
    [
      reader.letter("G9") === "N" && hasMinors,
      { kind: "minors", fields: { present: true, bands: ["unknown"] } },
    ],
    [
      reader.letter("G6") === "N" && persons.length > 0,
      { kind: "people", fields: { count: persons.length } },
    ],
  ];
  return shown.filter(([is]) => is).map(([, one]) => one);
}

const severities = ["minor", "serious", "critical", "fatal"] as const;

function rolesOf({ roles }: Fields): readonly string[] {
  return Array.isArray(roles) ? roles.map(String) : [];
}

function some(fields: Fields, names: readonly string[]): Fields {
  return Object.fromEntries(
    names.filter((name) => fields[name] !== undefined).map((name) => [name, fields[name]]),
  );
}
