import {
  type CheckParseAnswer,
  preparsePolicySet,
  preparseSchema,
  statefulIsAuthorized,
  validate,
} from "@cedar-policy/cedar-wasm/nodejs"; // Cedar's own engine: proven, and written by others
import { leaves } from "#libs/incident/catalogue";
import { dayInItaly } from "#tests/support/oracle/calendar";
import type { OracleAttributes, OracleSituation } from "#tests/support/oracle/sources";
import { dayNumber } from "./expressions.ts";
import type { CedarPolicies } from "./policies.ts";

const schemaName = "raccordo";

/** A release of a leaf is an action; the room that would get it is the principal, the component the resource. */
export const cedarSchema = `
  entity Room;
  entity Component { place: String, roles: Set<String>, minor: Bool, basis: String, source: String };
  action ${leaves.map(({ path }) => JSON.stringify(path)).join(", ")} appliesTo {
    principal: [Room],
    resource: [Component],
    context: {
      category: String, territory: Set<String>, day: Long, mode: String, purpose?: String, regime?: String,
      isOwner: Bool, isNamed: Bool, isInCharge: Bool, emergencySeconds?: Long
    }
  };`;

/** What Cedar's validator, in its strict mode, has against the policies: errors and warnings. */
export function objectionsTo(policies: CedarPolicies): readonly string[] {
  const answer = validate({ schema: cedarSchema, policies: { staticPolicies: { ...policies } } });
  if (answer.type === "failure") return answer.errors.map(({ message }) => message);
  return [...answer.validationErrors, ...answer.validationWarnings].map(
    ({ policyId, error }) => `${policyId}: ${error.message}: ${policies[policyId]}`,
  );
}

/** Makes the policies known to Cedar under a name. Throws what it cannot read. */
export function prepare(name: string, policies: CedarPolicies): void {
  if (!isSchemaKnown) {
    orThrow(preparseSchema(schemaName, cedarSchema));
    isSchemaKnown = true;
  }
  orThrow(preparsePolicySet(name, { staticPolicies: { ...policies } }));
}

/** Cedar keeps what it has read for the life of the process. */
let isSchemaKnown = false;

function orThrow(answer: CheckParseAnswer): void {
  if (answer.type === "failure") throw new Error(JSON.stringify(answer.errors));
}

/** Whether Cedar lets the leaf out. A policy that errs, though Cedar skips it, is a refusal. */
export function isPermitted(
  name: string,
  situation: OracleSituation,
  attributes: OracleAttributes,
  path: string,
): boolean {
  const resource = { type: "Component", id: "x" };
  const { place, minor, basis, source } = attributes;
  const answer = statefulIsAuthorized({
    principal: { type: "Room", id: situation.receiver },
    action: { type: "Action", id: path },
    resource,
    context: contextOf(situation),
    entities: [
      {
        uid: resource,
        attrs: { place, minor, basis, source, roles: [...attributes.roles] },
        parents: [],
      },
    ],
    preparsedPolicySetId: name,
    preparsedSchemaName: schemaName,
    validateRequest: true,
  });
  if (answer.type === "failure") throw new Error(JSON.stringify(answer.errors));
  return answer.response.decision === "allow" && answer.response.diagnostics.errors.length === 0;
}

function contextOf(situation: OracleSituation) {
  const { category, mode, purposeStated, regimeStated, emergencyAt, at } = situation;
  const seconds =
    emergencyAt === undefined
      ? undefined
      : Math.floor((Date.parse(at) - Date.parse(emergencyAt)) / 1_000);
  return {
    ...{ category, mode, territory: [...situation.territory] },
    day: dayNumber(dayInItaly(at)),
    ...(purposeStated === undefined ? {} : { purpose: purposeStated }),
    ...(regimeStated === undefined ? {} : { regime: regimeStated }),
    isOwner: situation.owner === situation.receiver,
    isNamed: situation.addressees.includes(situation.receiver),
    isInCharge: situation.isReceiverInCharge,
    ...(seconds === undefined ? {} : { emergencySeconds: seconds }),
  };
}
