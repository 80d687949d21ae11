import { describe, expect, test } from "@jest/globals";
import { issuerMemory } from "#apps/console/api/demonstration/issuerMemory";

let nowMs = 1_000_000;
const stores = (max?: number) => issuerMemory(() => nowMs, max);
const minuteMs = 60_000;

describe("what the embedded issuer remembers", () => {
  test("is given back as long as it lasts, and forgotten a minute after", async () => {
    const codes = stores()("AuthorizationCode");
    await codes.upsert("c", { accountId: "a" }, 60);
    nowMs += 2 * minuteMs - 1;
    expect(await codes.find("c")).toEqual({ accountId: "a" });
    nowMs += 1;
    expect(await codes.find("c")).toBeUndefined();
  });

  test("is never more than there is room for: the oldest goes, and what was written again is not old", async () => {
    const sessions = stores(3)("Session");
    for (const id of ["1", "2", "3", "1", "4"]) await sessions.upsert(id, { uid: `u${id}` });
    expect(await sessions.find("2")).toBeUndefined();
    for (const id of ["1", "3", "4"]) expect(await sessions.findByUid(`u${id}`)).toBeDefined();
  });

  test("of one kind is not found as another, also by what it is called beside its name", async () => {
    const of = stores();
    await of("Session").upsert("x", { uid: "u", userCode: "w" });
    expect(await of("Grant").find("x")).toBeUndefined();
    expect(await of("Grant").findByUid("u")).toBeUndefined();
    expect(await of("Session").findByUserCode("w")).toEqual({ uid: "u", userCode: "w" });
  });

  test("knows that a code was used, and goes with the grant that it came of", async () => {
    const of = stores();
    await of("AuthorizationCode").upsert("c", { grantId: "g" }, 60);
    await of("AccessToken").upsert("t", { grantId: "g" }, 60);
    await of("AccessToken").upsert("other", { grantId: "h" }, 60);
    await of("AuthorizationCode").consume("c");
    expect(await of("AuthorizationCode").find("c")).toEqual({
      ...{ grantId: "g", consumed: Math.floor(nowMs / 1_000) },
    });
    await of("AuthorizationCode").revokeByGrantId("g");
    expect(await of("AuthorizationCode").find("c")).toBeUndefined();
    expect(await of("AccessToken").find("t")).toBeUndefined();
    expect(await of("AccessToken").find("other")).toBeDefined();
    await of("AccessToken").destroy("other");
    expect(await of("AccessToken").find("other")).toBeUndefined();
  });
});
