import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { amlText } from "#tests/support/amlText";
import { readAml } from "./aml.ts";

// Identifiers of device and subscriber are synthetic: no network has them.
const device = "si=000000000000001;ei=0000000000000001;mcc=222;mnc=00";
const read = (body: string) => readAml(amlText(body));

describe("the text of an AML message", () => {
  test("tells where the phone is, how well it knows, how and when; its time is UTC", () => {
    expect(
      read(`lt=+45.13360;lg=-010.02340;rd=50;top=20261122090130;lc=90;pm=W;${device}`),
    ).toEqual({
      kind: "read",
      position: {
        point: { lat_e7: 451_336_000, lon_e7: -100_234_000 },
        accuracyM: 50,
        confidencePct: 90,
        method: "wifi",
        takenAt: "2026-11-22T09:01:30.000Z",
        notes: ["device-identifiers-dropped", "network-dropped"],
      },
    });
  });

  test("knows the satellites, the wireless network and the cell", () => {
    const methodOf = (pm: string) => {
      const aml = read(`lt=45.1;lg=10.0;rd=5;pm=${pm}`);
      return aml.kind === "read" ? aml.position.method : aml.code;
    };
    expect(["G", "W", "C"].map(methodOf)).toEqual(["gnss", "wifi", "cell"]);
    expect(read("lt=45.1;lg=10.0;rd=5;pm=X")).toMatchObject({
      position: { notes: ["value-unknown"] },
    });
  });

  test("without a fix is no position, and never latitude 0, longitude 0", () => {
    for (const body of [
      "lt=+00.00000;lg=+000.00000;rd=N;pm=N",
      "lt=+00.00000;lg=+000.00000;rd=N;top=20261122090130;lc=0;pm=N",
      "lt=+00.00000;lg=+000.00000;rd=N;pm=G",
      "lt=-00.00000;lg=-000.00000;rd=0;pm=N",
    ]) {
      const aml = read(body);
      expect(aml).toMatchObject({ kind: "read", position: { notes: ["aml-no-fix"] } });
      expect(aml).not.toHaveProperty("position.point");
      expect(aml).not.toHaveProperty("position.method");
    }
  });

  test("holds no identifier of a device or of its owner once it is read", () => {
    const digits = fc.stringMatching(/^[1-9][0-9]{14}$/);
    fc.assert(
      fc.property(digits, digits, (si, ei) => {
        const aml = read(`lt=+45.13360;lg=+10.02340;rd=50;pm=G;si=${si};ei=${ei}`);
        expect(JSON.stringify(aml)).not.toContain(si);
        expect(JSON.stringify(aml)).not.toContain(ei);
      }),
    );
  });

  test("cut anywhere, or with a character more or less, is refused", () => {
    const whole = amlText(
      `lt=+45.13360;lg=+10.02340;rd=50;top=20261122090130;lc=90;pm=W;${device}`,
    );
    expect(readAml(whole).kind).toBe("read");
    for (let at = 0; at < whole.length; at += 1) {
      expect(readAml(whole.slice(0, at)).kind).toBe("refused");
      expect(readAml(`${whole.slice(0, at)}0${whole.slice(at)}`).kind).toBe("refused");
    }
  });

  test("says what is wrong by a code", () => {
    const code = (body: string) => {
      const aml = read(body);
      return aml.kind === "refused" ? aml.code : "read";
    };
    expect(code("lt=45.1;lg=10.0;pm=G")).toBe("aml-malformed");
    expect(code("lt=45.1;lg=10.0;rd=5;rd=5;pm=G")).toBe("aml-malformed");
    expect(code("lt=45,1;lg=10.0;rd=5;pm=G")).toBe("aml-malformed");
    expect(code("lt=NaN;lg=10.0;rd=5;pm=G")).toBe("aml-malformed");
    expect(code("lt=45.1;lg=10.0;rd=-5;pm=G")).toBe("aml-malformed");
    expect(code("lt=45.1;lg=10.0;rd=5;pm=G;top=20261301000000")).toBe("time-malformed");
    expect(code("lt=45.123456789;lg=10.0;rd=5;pm=G")).toBe("coordinates-too-precise");
    expect(readAml(`A"ML=1;lt=45.1;lg=10.0;rd=5;pm=G;ml=99`)).toEqual({
      kind: "refused",
      code: "aml-length-mismatch",
    });
  });

  test("is read in time that grows with its length only, whatever it is", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400 }), (text) => {
        expect(["read", "refused"]).toContain(readAml(`A"ML=1;${text}`).kind);
      }),
    );
  });
});
