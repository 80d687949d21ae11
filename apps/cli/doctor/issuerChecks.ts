import { issuerFault, issuerInUse } from "../console/issuerCheck.ts";
import { type Finding, ok, problem } from "./finding.ts";

/** Whether people can sign in at the console: asks the issuer that it was started with, where it has one. */
export async function issuerChecks(data: string): Promise<readonly Finding[]> {
  const issuer = issuerInUse(data);
  if (issuer === undefined) return [];
  const fault = await issuerFault(issuer);
  if (fault === undefined) return [ok("issuer-ok", { issuer })];
  return [problem(fault.text, fault.values, "issuer-do")];
}
