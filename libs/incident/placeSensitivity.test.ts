import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { settlePlaces } from "#libs/incident/placeSensitivity";
import { arbitraryEvent } from "#tests/support/arbitraries";
import { syntheticReport } from "#tests/support/reports";

const withPlace = (fields: Readonly<Record<string, string>>) =>
  syntheticReport("S-1", { upsert: [{ kind: "place", id: "p", fields }] });

describe("a place, when its message comes in", () => {
  test.each(["home", "school", "health_facility", "protected_facility"])(
    "that is a %s is sensitive though its sender calls it public, and the sender is told",
    (place_type) => {
      const { event, notes } = settlePlaces(withPlace({ place_type, sensitivity: "public" }));
      expect(event.upsert[0]?.fields["sensitivity"]).toBe("sensitive");
      expect(notes).toEqual([{ code: "place-made-sensitive", pointer: "/upsert/0/sensitivity" }]);
    },
  );

  test("never becomes less sensitive, and nothing else of its message changes", () => {
    fc.assert(
      fc.property(arbitraryEvent(), (before) => {
        const { event, notes } = settlePlaces(before);
        event.upsert.forEach((component, index) => {
          const was = before.upsert[index]?.fields ?? {};
          const { sensitivity, ...rest } = component.fields;
          const { sensitivity: stated, ...others } = was;
          expect(rest).toEqual(others);
          if (sensitivity !== stated)
            expect([stated, sensitivity]).toEqual(["public", "sensitive"]);
        });
        expect({ ...event, upsert: [] }).toEqual({ ...before, upsert: [] });
        expect(settlePlaces(event)).toEqual({ event, notes: [] });
        expect(notes.length === 0).toBe(event === before);
      }),
    );
  });
});
