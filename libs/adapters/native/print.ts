import { isComponentKind, leavesOf } from "#libs/incident/catalogue";
import { degreesFromE7, pairOf } from "#libs/incident/degrees";
import type { Fields, IncidentEvent, LeafValue, Point } from "#libs/incident/event";
import type { NativeLeaf } from "./schema.ts";

/** Members of a component in the order of the catalogue; a name that it does not hold is not printed. */
export function nativeFields(kind: string, fields: Fields): Readonly<Record<string, NativeLeaf>> {
  if (!isComponentKind(kind)) return {};
  const printed: Record<string, NativeLeaf> = {};
  for (const { name } of leavesOf(kind)) {
    const value = fields[name];
    if (value !== undefined) Object.assign(printed, nativeLeaf(name, value));
  }
  return printed;
}

function nativeLeaf(name: string, value: LeafValue): Readonly<Record<string, NativeLeaf>> {
  if (isList(value)) return { [name]: value.map(listItem) as NativeLeaf };
  if (typeof value !== "object") return { [name]: value };
  return { lat: degreesFromE7(value.lat_e7), lon: degreesFromE7(value.lon_e7) };
}

const isList = (value: LeafValue): value is readonly string[] | readonly Point[] =>
  Array.isArray(value);

const listItem = (item: string | Point): string | readonly [number, number] =>
  typeof item === "string" ? item : pairOf(item);

/**
 * A canonical event as a native message, one member after the other in the order of the contract.
 * Reading it gives the event again, with two exceptions that a message does not carry: its `format`
 * becomes the native one, and notes on an earlier conversion are gone.
 */
export function printEvent(event: IncidentEvent): Uint8Array {
  const { message_id, sent, observed, mode, kind, incident, category, territory } = event;
  const { purpose, regime, operator_ref, sender, addressees, same_as, emergency, upsert, remove } =
    event;
  const message = {
    ...{ message_id, sent, observed, mode, kind, incident, category, territory },
    ...{ purpose, regime, operator_ref, sender, addressees, same_as, emergency },
    upsert: upsert.map((one) => ({
      kind: one.kind,
      id: one.id,
      ...nativeFields(one.kind, one.fields),
    })),
    remove,
  };
  return new TextEncoder().encode(JSON.stringify(message));
}
