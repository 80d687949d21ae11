import type { PlantedCanary } from "#tests/support/canaryMessages";

/**
 * What annex 3 and the rows of the 112 centre give to whom, by groups of fields, written by hand and not read from any rule: C03 with the
 * Questura in charge and C12 with the Guardia di Finanza in charge. `A`: at once; `C`: to who is in charge.
 */
type Cell = "A" | "C";
type Row = Readonly<Record<string, Cell>>;

/** Groups of what can hold a canary: a leaf that no group names may be had by nobody. */
function groupOf({ leaf, variant }: PlantedCanary): string | undefined {
  const [kind] = leaf.split(".");
  if (leaf === "incident.started_at" || leaf === "incident.reported_at") return "incident";
  if (kind === "place" && place.has(leaf))
    return variant.startsWith("public") ? "public place" : "sensitive place";
  if (kind === "person" && identity.has(leaf)) return variant;
  if (leaf === "vehicle.plate" || leaf === "vehicle.make" || leaf === "vehicle.model")
    return "vehicle";
  if (leaf === "unit.call_sign") return "unit";
  if (kind === "image" && image.has(leaf)) return "image";
  return undefined;
}

const place = new Set(["place.street", "place.number", "place.point", "place.polygon"]);
const image = new Set(["image.reference", "image.captured_at", "image.expires_at"]);
const identity = new Set([
  ...["person.family_name", "person.given_name", "person.birth_date", "person.tax_code"],
  ...["person.document", "person.phone", "person.email"],
]);

const persons = (...names: readonly string[]): Row =>
  Object.fromEntries(names.map((name) => [name, "C"]));

const rights: Readonly<Record<string, Readonly<Record<string, Row>>>> = {
  C03: {
    questura_cremona: {
      ...{ incident: "A", "public place": "A", vehicle: "A", unit: "A" },
      ...{ "sensitive place": "C", image: "C", ...persons("suspect", "victim", "reporter") },
    },
    cc_cremona: { incident: "A", "public place": "A", vehicle: "A", unit: "A" },
    pl_limitrofo: { incident: "A", "public place": "A", vehicle: "A", unit: "A" },
    cur_brescia: { incident: "A", "public place": "A" },
  },
  C12: {
    gdf_cremona: {
      ...{ incident: "A", "public place": "A", "sensitive place": "A", vehicle: "A", unit: "A" },
      ...{ image: "C", ...persons("suspect", "victim") },
    },
    questura_cremona: { incident: "A", "public place": "A" },
    cc_cremona: { incident: "A", "public place": "A" },
  },
};

/** Charge is taken after the second message and ended before the fourth. */
const messagesInCharge = ["2", "3"];

/** Whether a room must find this canary in its copies; if not, it must not. */
export function mayHave(room: string, canary: PlantedCanary): boolean {
  const [category = "", step = ""] = canary.message.split("/");
  // The owner is told of the charge, and its copies carry its own id of the incident.
  if (room === "pl_cremona") return canary.leaf === "header.incident" && category in rights;
  const group = groupOf(canary);
  const cell = group === undefined ? undefined : rights[category]?.[room]?.[group];
  if (cell === undefined || canary.name.includes("times ten million")) return false;
  return cell === "A" || messagesInCharge.includes(step);
}
