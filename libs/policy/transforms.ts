import type { LeafPath } from "#libs/incident/catalogue";
import { leaves } from "#libs/incident/catalogue";
import type { Derivation } from "#libs/incident/derive";
import { derivations } from "#libs/incident/derive";

/** A transform by the name that a clause gives it (`as`), versioned: a change of its output is a new version. */
export interface Transform {
  readonly id: string;
  readonly version: number;
  /** The term of the Data Privacy Vocabulary (dpv 2.2, technical measures) that names it. */
  readonly measure: string;
}

const dpv = "https://w3id.org/dpv#";
const measures: Readonly<Record<Exclude<Derivation["do"], "keep">, string>> = {
  generalise: `${dpv}DataSanitisationTechnique`,
  count: `${dpv}Anonymisation`,
  pseudonymise: `${dpv}DeterministicPseudonymisation`,
};

/** Versions other than the first, by the id of the transform. */
const versions: Readonly<Record<string, number>> = { "hmac-receiver": 2 };

/** What a derived leaf is made by; undefined for a leaf that is kept as stated. */
export function transformOf(path: LeafPath): Transform | undefined {
  const derivation = derivations[path];
  if (derivation === undefined || derivation.do === "keep") return undefined;
  const id = derivation.as ?? `${derivation.do}:${path}`;
  return { id, version: versions[id] ?? 1, measure: measures[derivation.do] };
}

/** Every transform's version, by id: part of the rule set's name, so that a new version is a new rule set. */
export function transformVersions(): Readonly<Record<string, number>> {
  const known = leaves.flatMap(({ path }) => {
    const transform = transformOf(path);
    return transform === undefined ? [] : [[transform.id, transform.version] as const];
  });
  return Object.fromEntries(known);
}
