import { describe, expect, test } from "@jest/globals";
import { fullReport } from "#tests/support/fullIncident";
import { compiled, patto, play, room } from "#tests/support/patto";

describe("the Patto of Cremona alone", () => {
  test("gives a neighbour nothing of what does not cross the border", () => {
    const inside = fullReport("C03");
    const event = { ...inside.event, territory: ["istat:019036"] };
    const [decisions] = play(compiled(patto()), [{ ...inside, event }], [room("pl_limitrofo")]);
    expect(decisions?.[0]).toMatchObject({ outcome: "withheld", reason: "OUT_OF_TERRITORY" });
  });
});
