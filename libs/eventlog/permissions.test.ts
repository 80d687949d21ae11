import { expect, test } from "@jest/globals";
import { coreUsers, permissionsOf } from "./permissions.ts";

test.each(coreUsers)(
  "%s is given each permission once: a list that repeats itself is not read",
  (user) => {
    const scope = { rooms: ["pl_cremona", "questura_cremona"], auditYears: [2026, 2027] };
    const { publish, subscribe } = permissionsOf(user, scope);
    for (const list of [publish, subscribe]) {
      expect(list.filter((one, index) => list.indexOf(one) !== index)).toEqual([]);
    }
  },
);
