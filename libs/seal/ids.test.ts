import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { aliasOf, componentAlias, componentRef, idOfAlias } from "#libs/seal/alias";
import { lengthPrefixed } from "#libs/seal/bytes";
import { valueMac } from "#libs/seal/commitments";
import { deriveKey, incidentKey, roomKey } from "#libs/seal/derive";
import {
  deliveryId,
  eventId,
  incidentId,
  incidentPseudonym,
  internalEventId,
  isId,
  operatorPseudonym,
} from "#libs/seal/ids";

const key = fc.uint8Array({ minLength: 32, maxLength: 32 });
const text = fc.string({ unit: "grapheme", maxLength: 24 });
const id = fc.tuple(key, text).map(([naming, name]) => incidentId(naming, "actual", name));

describe("ids", () => {
  test("every id is a version 8 UUID, whatever it is derived from", () => {
    fc.assert(
      fc.property(key, text, text, text, text, (naming, a, b, c, d) => {
        const event = eventId(naming, "actual", { format: a, sender: b, messageId: c, sent: d });
        const ids = [
          incidentId(naming, "exercise", a),
          event,
          internalEventId(naming, "actual", { kind: "recall", cause: a, room: b, epoch: c }),
          deliveryId(naming, "actual", event, b),
          incidentPseudonym(naming, "actual", event),
          operatorPseudonym(naming, d),
        ];
        expect(ids.every(isId)).toBe(true);
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });

  test("an exercise and a real incident of the same name never share an id", () => {
    fc.assert(
      fc.property(key, text, (naming, name) => {
        expect(incidentId(naming, "actual", name)).not.toBe(incidentId(naming, "exercise", name));
      }),
    );
  });

  test("moving a character from one input to the next makes another event", () => {
    const naming = Buffer.alloc(32, 1);
    const at = { format: "f", sent: "s" };
    expect(eventId(naming, "actual", { ...at, sender: "ab", messageId: "c" })).not.toBe(
      eventId(naming, "actual", { ...at, sender: "a", messageId: "bc" }),
    );
  });

  test("two inputs that differ are never joined to the same bytes", () => {
    fc.assert(
      fc.property(fc.array(text), fc.array(text), (a, b) => {
        const same = lengthPrefixed(...a).equals(lengthPrefixed(...b));
        expect(same).toBe(JSON.stringify(a) === JSON.stringify(b));
      }),
    );
  });

  test("text that is not well-formed has no id: two such texts would share it", () => {
    expect(() => incidentId(Buffer.alloc(32), "actual", "\ud800")).toThrow(TypeError);
  });

  test("an empty or short secret is never a key", () => {
    expect(() => deriveKey(new Uint8Array(0), "naming")).toThrow(RangeError);
    expect(() => roomKey(Buffer.alloc(31), "naming", "actual", 0)).toThrow(RangeError);
    expect(() => incidentId(new Uint8Array(0), "actual", "x")).toThrow(RangeError);
    expect(() =>
      incidentKey({ ordinary: Buffer.alloc(32), sensitive: Buffer.alloc(0) }, "x"),
    ).toThrow(RangeError);
  });

  test("each key of a room depends on its purpose, its mode and its epoch", () => {
    const root = Buffer.alloc(32, 9);
    const labels = ["naming", "alias", "feed", "operator"] as const;
    const all = labels.flatMap((label) => [
      roomKey(root, label, "actual", 0),
      roomKey(root, label, "actual", 1),
      roomKey(root, label, "exercise", 0),
    ]);
    expect(new Set(all.map((one) => one.toString("hex"))).size).toBe(12);
  });
});

describe("aliases of incidents", () => {
  test("an alias leads back to its incident under the room's key", () => {
    fc.assert(
      fc.property(key, id, (aliasKey, incident) => {
        expect(idOfAlias(aliasKey, aliasOf(aliasKey, incident))).toBe(incident);
      }),
    );
  });

  test("another room's key never leads to the incident, and two rooms' aliases differ", () => {
    fc.assert(
      fc.property(key, key, id, (one, other, incident) => {
        fc.pre(!Buffer.from(one).equals(Buffer.from(other)));
        const alias = aliasOf(one, incident);
        expect(idOfAlias(other, alias)).not.toBe(incident);
        expect(aliasOf(other, incident)).not.toBe(alias);
      }),
    );
  });

  test("what is not an alias is no incident", () => {
    const aliasKey = Buffer.alloc(32, 2);
    for (const word of [
      "",
      "SINTETICO",
      "0".repeat(31),
      "0".repeat(33),
      "A".repeat(32),
      "zz".repeat(16),
    ]) {
      expect(idOfAlias(aliasKey, word)).toBeUndefined();
    }
  });

  test("a guessed alias is an incident at most once in 64 times", () => {
    const aliasKey = Buffer.alloc(32, 2);
    const guesses = Array.from({ length: 4096 }, (_, n) => n.toString(16).padStart(32, "0"));
    const hits = guesses.filter((alias) => idOfAlias(aliasKey, alias) !== undefined);
    expect(hits.length).toBeLessThan(128);
    expect(hits.every((alias) => isId(idOfAlias(aliasKey, alias) ?? ""))).toBe(true);
  });

  test("only an id of ours has an alias", () => {
    expect(() => aliasOf(Buffer.alloc(32), "0".repeat(32))).toThrow(RangeError);
  });
});

describe("what two rooms hold cannot be joined", () => {
  test("the same component and the same value look different in each room", () => {
    fc.assert(
      fc.property(
        key,
        key,
        text,
        text,
        fc.uint8Array(),
        (ordinary, sensitive, name, path, value) => {
          const keys = { ordinary, sensitive };
          expect(componentAlias(ordinary, "questura", "pl_a", "person", name)).not.toBe(
            componentAlias(ordinary, "cc_cremona", "pl_a", "person", name),
          );
          expect(valueMac(keys, "questura", name, path, value)).not.toBe(
            valueMac(keys, "cc_cremona", name, path, value),
          );
        },
      ),
    );
  });

  test("the same value of two components, or of two incidents, looks different", () => {
    const keys = { ordinary: Buffer.alloc(32, 1), sensitive: Buffer.alloc(32, 2) };
    const others = { ordinary: Buffer.alloc(32, 3), sensitive: Buffer.alloc(32, 2) };
    const value = Buffer.from('"ZZ000ZZ"');
    const macs = [
      valueMac(keys, "questura", "r1", "vehicle.plate", value),
      valueMac(keys, "questura", "r2", "vehicle.plate", value),
      valueMac(others, "questura", "r1", "vehicle.plate", value),
    ];
    expect(new Set(macs).size).toBe(3);
  });

  test("one room is recognised as holding the value it got before", () => {
    const keys = { ordinary: Buffer.alloc(32, 1), sensitive: Buffer.alloc(32, 2) };
    const value = Buffer.from('"ZZ000ZZ"');
    expect(valueMac(keys, "questura", "r", "p", value)).toBe(
      valueMac(keys, "questura", "r", "p", Buffer.from(value)),
    );
  });

  test("a component has one reference in the log, which no room's alias equals", () => {
    const ordinary = Buffer.alloc(32, 1);
    const ref = componentRef(ordinary, "pl_a", "vehicle", "ZZ000ZZ");
    expect(ref).toBe(componentRef(ordinary, "pl_a", "vehicle", "ZZ000ZZ"));
    expect(ref).not.toBe(componentAlias(ordinary, "questura", "pl_a", "vehicle", "ZZ000ZZ"));
    expect(ref).not.toBe(componentRef(Buffer.alloc(32, 2), "pl_a", "vehicle", "ZZ000ZZ"));
  });
});
