import { generateKeyPairSync } from "node:crypto";
import { join } from "node:path";
import { readDeployment } from "#apps/cli/deployment";
import type { SignedText } from "#libs/ownkey/signedText";
import { roomOf } from "#libs/policy/roomSchema";
import { ruleSetBody } from "#libs/policy/ruleSetBody";
import { type CanonicalValue, canonicalJson } from "#libs/seal/canonical";
import { rawPublicKey } from "#libs/seal/signedDocument";

/** The shipped rules without the plate, as somebody drafts them: unsigned. */
export function draftWithoutPlate(data: string): SignedText {
  const { agreements, ceilings, grants, rooms } = readDeployment(join(data, "..", "deploy"));
  const changed = structuredClone(agreements.map((one) => ({ ...one })));
  const rule = changed.flatMap(({ rules }) => rules).find(({ id }) => id === "C01-forze");
  if (rule === undefined) throw new Error("the rule has another name");
  Reflect.deleteProperty(rule.fields, "vehicle.plate");
  const made = ruleSetBody(
    {
      ...{ version: 2, author: rawPublicKey(generateKeyPairSync("ed25519").privateKey) },
      ...{
        not_before: new Date().toISOString(),
        expires: new Date(Date.now() + 8e9).toISOString(),
      },
      ...{ agreements: changed, ceilings: [...ceilings], grants: [...grants] },
      demonstration: false,
    },
    rooms.map(roomOf),
  );
  if (!made.ok) throw new Error(JSON.stringify(made.errors));
  const body = canonicalJson(JSON.parse(JSON.stringify(made.body)) as CanonicalValue);
  return { body, signatures: [] };
}
