import { issuerFault, issuerInUse } from "../console/issuerCheck.ts";
import { type Finding, ok, problem } from "./finding.ts";

/** Whether people can sign in at the console: asks the issuer that it was started with, where it has one. */
export async function issuerChecks(data: string): Promise<readonly Finding[]> {
  const known = issuerInUse(data);
  if (known === undefined) return [];
  const fault = await issuerFault(known);
  if (fault === undefined) return [ok("issuer-ok", { issuer: known.issuer })];
  return [problem(fault.text, fault.values, "issuer-do")];
}
