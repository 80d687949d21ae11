import fc from "fast-check";
import { type ComponentKind, componentKinds, enumTable } from "#libs/incident/catalogue";
import type { ReleasedView, ViewComponent, WithdrawnComponent } from "#libs/incident/view";
import { arbitraryComponent, arbitraryTime } from "./arbitraries.ts";

const hex = (length: number) => fc.stringMatching(new RegExp(`^[0-9a-f]{${length}}$`));
const words = (name: Parameters<typeof enumTable>[0]) =>
  fc.constantFrom(...Object.keys(enumTable(name)));

/** Components as they may stand in a copy: any of the catalogue, derived leaves and kinds too. */
const component = (): fc.Arbitrary<ViewComponent> =>
  fc
    .record({
      drawn: fc.oneof(...componentKinds.map((kind) => arbitraryComponent(kind, { derived: true }))),
      alias: hex(16),
      revision: fc.integer({ min: 1, max: 9 }),
    })
    .map(({ drawn, alias, revision }) => ({
      kind: drawn.kind,
      alias,
      revision,
      fields: drawn.fields,
    }));

const withdrawn = (): fc.Arbitrary<WithdrawnComponent> =>
  fc.constantFrom<ComponentKind>("place", "person", "incident", "vehicle").chain((kind) =>
    fc.record({
      kind: fc.constant(kind),
      alias: hex(16),
      paths: fc.subarray(
        { place: ["place.point", "place.method"], person: ["person.phone"] }[String(kind)] ?? [
          `${kind}.priority`,
        ],
        { minLength: 1 },
      ),
    }),
  );

const basis = () =>
  fc.record({
    author: fc.constantFrom("pl_cremona", "cur_112"),
    agreement: fc.constantFrom("accordo-sintetico", "patto <SINTETICO> & altri"),
    rule: fc.constantFrom("c01-questura"),
    article: fc.constantFrom("art. 6, comma 1", 'art. "0" ]]>'),
    purpose: words("Purpose"),
    regime: words("Regime"),
  });

/** Released views with any components of the model; the values are synthetic and look it. */
export function arbitraryView(): fc.Arbitrary<ReleasedView> {
  const required = {
    format: fc.constant("raccordo-copy/1"),
    delivery: hex(32),
    mode: words("Mode"),
    incident: hex(32),
    from: fc.constantFrom("pl_cremona", "cur_112"),
    as_of: arbitraryTime().map((time) => time.replace(/\.\d{3}Z$/, ".000Z")),
    charge: fc.constantFrom("none", "yours"),
    components: fc.array(component(), { maxLength: 8 }),
    withdrawn: fc.array(withdrawn(), { maxLength: 2 }),
    basis: fc.array(basis(), { minLength: 1, maxLength: 2 }),
    handling: fc.subarray(["no-onward", "condizione SINTETICA <&>"]),
    quality: fc.record(
      { completeness: words("Completeness"), reliability: words("Reliability") },
      { requiredKeys: [] },
    ),
  };
  const optional = {
    incident_id: fc.constantFrom("SINTETICA-1", "SINTETICA 2, 3"),
    category: words("Category"),
    status: words("Status"),
  };
  // Its members are those of the type; words come from the catalogue, as the type's do.
  return fc.record(
    { ...required, ...optional },
    { requiredKeys: Object.keys(required) as (keyof typeof required)[] },
  ) as unknown as fc.Arbitrary<ReleasedView>;
}
