import type { EnumValue } from "./catalogue.ts";
import type { Fields } from "./event.ts";

export type AgeBand = EnumValue<"AgeBand">;

/** What the state knows of a person's minority. `unknown` protects like `minor`, but is not a minor. */
export type Minority = "minor" | "adult" | "unknown";

const ageOfMajority = 18;

/**
 * Minority of a person: stated, else by age at `observed`, else unknown. `observed` is a fact of the incident
 * (RFC 3339 UTC), never a clock's time: a birthday must not change a copy.
 */
export function minorityOf(person: Fields, observed: string): Minority {
  const stated = person["minor"];
  if (typeof stated === "boolean") return stated ? "minor" : "adult";
  const age = ageAt(person["birth_date"], observed);
  if (age === undefined) return "unknown";
  return age < ageOfMajority ? "minor" : "adult";
}

/** Band of a known minor by birth date; `unknown` without one, or where it contradicts what was stated. */
export function bandOf(person: Fields, observed: string): AgeBand {
  const age = ageAt(person["birth_date"], observed);
  if (age === undefined || age >= ageOfMajority) return "unknown";
  if (age <= 5) return "0_5";
  return age <= 13 ? "6_13" : "14_17";
}

/** Completed years at the UTC date of `observed`; undefined when the date is absent, malformed or later. */
function ageAt(birthDate: unknown, observed: string): number | undefined {
  if (typeof birthDate !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(birthDate)) return undefined;
  const today = observed.slice(0, 10);
  if (birthDate > today) return undefined;
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return today.slice(5) < birthDate.slice(5) ? years - 1 : years;
}
