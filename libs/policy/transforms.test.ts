import { expect, test } from "@jest/globals";
import { transformOf, transformVersions } from "#libs/policy/transforms";

const dpv = "https://w3id.org/dpv#";

test("a derived leaf names its transform, that one's version and the measure of the vocabulary", () => {
  expect(transformOf("place.zone")).toEqual({
    ...{ id: "zone-eu-1km", version: 1, measure: `${dpv}DataSanitisationTechnique` },
  });
  expect(transformOf("vehicle.plate_token")).toEqual({
    ...{ id: "hmac-receiver", version: 2, measure: `${dpv}DeterministicPseudonymisation` },
  });
  expect(transformOf("casualties.injured_count")).toEqual({
    ...{ id: "count:casualties.injured_count", version: 1, measure: `${dpv}Anonymisation` },
  });
});

test("a leaf that is kept as stated, or as the state has it, is made by none", () => {
  expect(transformOf("vehicle.plate")).toBeUndefined();
  expect(transformOf("charge.room")).toBeUndefined();
});

test("the versions of all transforms stand in the name of a rule set", () => {
  expect(transformVersions()).toEqual({
    ...{ "quarter-hour": 1, "receiver-alias": 1, "hmac-receiver": 2 },
    ...{ "zone-eu-1km": 1, "cell-eu-100m": 1, "area-by-residents": 1 },
    ...{ "count:casualties.injured_count": 1, "count:casualties.worst_severity": 1 },
    ...{ "count:minors.present": 1, "count:minors.bands": 1, "count:people.count": 1 },
  });
});
