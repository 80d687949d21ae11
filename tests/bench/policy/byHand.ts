import type { RuledComponent } from "#libs/incident/derive";
import type { Fields, LeafValue } from "#libs/incident/event";

type Attributes = RuledComponent["attributes"];
type Made = Record<string, LeafValue>;

/**
 * What a programmer would write for the plan `handCopied` of the corpus, with no rules, no checks of values and no
 * record: the least that any engine would have to do.
 */
export function copyByHand({ kind, fields, attributes }: RuledComponent): Fields {
  const made: Made = {};
  switch (kind) {
    case "incident":
      if (fields["category"] !== undefined) made["category"] = fields["category"];
      if (fields["status"] !== undefined) made["status"] = fields["status"];
      return made;
    case "place":
      return attributes.place === "public" ? placeByHand(fields, made) : made;
    case "person":
      return personByHand(fields, attributes, made);
    case "vehicle":
      return vehicleByHand(fields, made);
    case "unit":
      if (fields["call_sign"] !== undefined) made["call_sign"] = fields["call_sign"];
      if (fields["unit_status"] !== undefined) made["unit_status"] = fields["unit_status"];
      return made;
    case "risk":
      if (fields["risk_type"] !== undefined) made["risk_type"] = fields["risk_type"];
      return made;
    default:
      return made;
  }
}

function personByHand(fields: Fields, { minor, roles }: Attributes, made: Made): Fields {
  if (fields["roles"] !== undefined) made["roles"] = fields["roles"];
  if (minor || roles.length === 0 || !roles.every(isNamed)) return made;
  if (fields["family_name"] !== undefined) made["family_name"] = fields["family_name"];
  if (fields["given_name"] !== undefined) made["given_name"] = fields["given_name"];
  if (fields["birth_date"] !== undefined) made["birth_date"] = fields["birth_date"];
  return made;
}

function placeByHand(fields: Fields, made: Made): Fields {
  if (fields["place_type"] !== undefined) made["place_type"] = fields["place_type"];
  const point = fields["point"];
  if (typeof point === "object" && "lat_e7" in point) {
    made["point"] = { lat_e7: point.lat_e7, lon_e7: point.lon_e7 };
  }
  if (fields["accuracy_m"] !== undefined) made["accuracy_m"] = fields["accuracy_m"];
  if (fields["municipality"] !== undefined) made["municipality"] = fields["municipality"];
  if (fields["street"] !== undefined) made["street"] = fields["street"];
  if (fields["number"] !== undefined) made["number"] = fields["number"];
  return made;
}

function vehicleByHand(fields: Fields, made: Made): Fields {
  if (fields["plate"] !== undefined) made["plate"] = fields["plate"];
  if (fields["country"] !== undefined) made["country"] = fields["country"];
  if (fields["body"] !== undefined) made["body"] = fields["body"];
  if (fields["colour"] !== undefined) made["colour"] = fields["colour"];
  if (fields["make"] !== undefined) made["make"] = fields["make"];
  if (fields["model"] !== undefined) made["model"] = fields["model"];
  return made;
}

const isNamed = (role: string): boolean =>
  role === "suspect" || role === "victim" || role === "offender";
