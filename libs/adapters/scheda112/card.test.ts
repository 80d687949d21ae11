import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { enumTable, leaves } from "#libs/incident/catalogue";
import { degreesFromE7 } from "#libs/incident/degrees";
import type { LeafValue } from "#libs/incident/event";
import type { ReleasedView } from "#libs/incident/view";
import { arbitraryView } from "#tests/support/arbitraryView";
import { projectRoot } from "#tests/support/project";
import { syntheticView } from "#tests/support/syntheticView";
import { scheda112Adapter } from "./adapter.ts";
import { renderCard } from "./card.ts";
import { helpTypes } from "./helpTypes.ts";
import { cardCopyJsonSchema, cardJsonSchema } from "./jsonSchema.ts";
import { cardActions, cardCopySchema, cardSchemaName } from "./schema.ts";

const cardOf = (view: ReleasedView) =>
  cardCopySchema.strict().parse(JSON.parse(new TextDecoder().decode(renderCard(view))));

/** Every text, number and truth value in a JSON value. */
function scalars(value: unknown): readonly (string | number | boolean)[] {
  if (typeof value === "object" && value !== null) return Object.values(value).flatMap(scalars);
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? [value]
    : [];
}

const inDegrees = (value: string | number | boolean) =>
  typeof value === "number" ? degreesFromE7(value) : value;

const vocabulary: ReadonlySet<string | number | boolean> = new Set([
  cardSchemaName,
  ...cardActions,
  ...helpTypes.map(([type]) => type),
  ...leaves.map(({ path }) => path),
]);

describe("a copy as a card", () => {
  test("holds no value that was not in the view, whatever the view is", () => {
    fc.assert(
      fc.property(arbitraryView(), (view) => {
        const known = new Set(scalars(view).flatMap((one) => [one, inDegrees(one)]));
        const { exercise, ...card } = cardOf(view);
        expect(exercise).toBe(view.mode === "exercise");
        const strange = scalars(card).filter((one) => !known.has(one) && !vocabulary.has(one));
        expect(strange).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test("loses a member when the view loses the leaf: nothing is filled in", () => {
    fc.assert(
      fc.property(arbitraryView(), (view) => {
        const bare = {
          ...view,
          components: view.components.map((one) => ({ ...one, fields: {} })),
        };
        const { positions = [], caller, copy, ...card } = cardOf(bare);
        for (const position of positions) expect(Object.keys(position)).toEqual(["alias"]);
        expect(caller).toBeUndefined();
        expect(copy.not_carried).toEqual([]);
        const members = ["answered_at", "started_at", "filter", "priority", "injured_count"];
        for (const member of members) expect(card).not.toHaveProperty(member);
      }),
    );
  });

  test("names each leaf that a card has no place for, and only those", () => {
    fc.assert(
      fc.property(arbitraryView(), (view) => {
        const said = new Set(scalars(cardOf(view)));
        const missing = view.components.flatMap(({ kind, fields }) =>
          Object.entries(fields)
            .filter(([, value]) => !isSaid(value, said))
            .map(([leaf]) => `${kind}.${leaf}`),
        );
        // `roles` is what makes a person the caller: the member `caller` says it.
        const told = cardOf(view).copy.not_carried;
        const expected = missing.filter((path) => path !== "person.roles");
        expect(told).toEqual(expect.arrayContaining([...new Set(expected)]));
      }),
      { numRuns: 100 },
    );
    const view = { ...syntheticView };
    expect(cardOf(view).copy.not_carried).toEqual(["place.polygon", "vehicle.plate"]);
  });

  test("read as a card again, gives what it carried", () => {
    const kept = ["place", "incident", "casualties"];
    fc.assert(
      fc.property(arbitraryView(), (view) => {
        fc.pre(view.status !== "cancelled");
        const components = view.components
          .filter(({ kind }, index, all) => {
            const isFirst = all.findIndex((other) => other.kind === kind) === index;
            return kept.includes(kind) && (kind === "place" || isFirst);
          })
          .map((one) => ({ ...one, fields: onlyStatable(one.kind, one.fields) }));
        const { copy: _, ...card } = cardOf({ ...view, components });
        const positions = card.positions?.map(({ alias: __, ...position }) => position);
        const decoded = decode({ ...card, ...(positions === undefined ? {} : { positions }) });
        expect(decoded).toMatchObject({ kind: "event" });
        if (decoded.kind !== "event") return;
        expect(decoded.event.notes.filter(({ code }) => code !== "territory-unstated")).toEqual([]);
        const fields = components.map((one) => one.fields).filter((one) => count(one) > 0);
        const again = decoded.event.upsert.map((one) => one.fields);
        expect(again).toHaveLength(fields.length);
        expect(again).toEqual(expect.arrayContaining(fields));
      }),
      { numRuns: 150 },
    );
  });

  test("of a person is the caller only where reporting is all that the copy says of it", () => {
    const person = (roles: readonly string[] | undefined) => ({
      ...syntheticView,
      components: [
        {
          kind: "person",
          alias: "p1",
          revision: 1,
          fields: { phone: "+39 000 0000000", ...(roles === undefined ? {} : { roles }) },
        },
      ],
    });
    expect(cardOf(person(["reporter"])).caller).toEqual({ alias: "p1", number: "+39 000 0000000" });
    for (const roles of [undefined, ["victim"], ["reporter", "victim"]]) {
      const { caller, copy } = cardOf(person(roles));
      expect(caller).toBeUndefined();
      expect(copy.not_carried).toContain("person.phone");
    }
  });

  test("says by its own id to its owner which card it is, and to others by theirs", () => {
    expect(cardOf(syntheticView).card_id).toBe(syntheticView.incident);
    const own = cardOf({ ...syntheticView, incident_id: "SINTETICA-1" });
    expect(own.card_id).toBe("SINTETICA-1");
    expect(own.copy.incident).toBe(syntheticView.incident);
  });

  test("names state, charge, what is withdrawn, and the title of the release", () => {
    const card = cardOf({ ...syntheticView, status: "closed", charge: "yours" });
    expect(card.action).toBe("close");
    expect(card.copy).toMatchObject({
      status: "closed",
      charge: "yours",
      withdrawn: [{ kind: "person", alias: "a3", paths: ["person.family_name"] }],
      basis: [{ article: "art. 3/bis, comma 1" }],
      handling: ["no-onward"],
    });
  });

  test("of a view that lost every right still withdraws", () => {
    const { category: _, status: __, ...view } = { ...syntheticView, components: [] };
    const card = cardOf(view);
    expect(card).not.toHaveProperty("help_type");
    expect(card.copy.withdrawn).toHaveLength(1);
  });
});

describe("the schemas of the card", () => {
  test.each([
    ["scheda112.schema.json", cardJsonSchema()],
    ["scheda112-copy.schema.json", cardCopyJsonSchema()],
  ])("docs/%s is what the code says, and says that it is invented", (file, schema) => {
    const committed: unknown = JSON.parse(readFileSync(join(projectRoot, "docs", file), "utf8"));
    expect(committed).toEqual(JSON.parse(JSON.stringify(schema)));
    expect(schema["description"]).toMatch(/^INVENTED .* claims no conformance/);
  });
});

const decode = (card: object) =>
  scheda112Adapter.decode(new TextEncoder().encode(JSON.stringify(card)), {
    contentType: "application/vnd.raccordo.scheda112+json; version=1",
    receivedAt: "2030-01-01T00:00:00.000Z",
    territory: [],
  });

const count = (fields: object): number => Object.keys(fields).length;

function isSaid(value: LeafValue, said: ReadonlySet<string | number | boolean>): boolean {
  return scalars(value).every(
    (one) => said.has(one) || (typeof one === "number" && said.has(degreesFromE7(one))),
  );
}

const carried: Readonly<Record<string, readonly string[]>> = {
  incident: ["priority", "started_at", "reported_at", "call_filter"],
  casualties: ["injured_count", "worst_severity"],
  place: [
    ...["sensitivity", "place_type", "point", "accuracy_m", "method", "confidence_pct"],
    ...["street", "number", "municipality"],
  ],
};

/** Leaves that a centre may state; a priority of a card is 1 to 5. */
function onlyStatable(kind: string, fields: Readonly<Record<string, LeafValue>>) {
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([leaf, value]) =>
        carried[kind]?.includes(leaf) === true && !(leaf === "priority" && value === 0),
    ),
  );
}

test("the enums of a card are those of the model", () => {
  expect(Object.keys(enumTable("CallFilter"))).toEqual(
    cardCopySchema.shape.filter.unwrap().options,
  );
});
