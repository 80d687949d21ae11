import { existsSync } from "node:fs";
import { yearFolder } from "../audit/yearLogs.ts";
import { retiredYears } from "../retention/retiredYears.ts";
import { attention, type Finding, ok } from "./finding.ts";

/** Retired years of the log: none of them may still lie here, nor come back with a backup. */
export async function retiredChecks(data: string): Promise<readonly Finding[]> {
  const { retired, waiting } = await retiredYears(data);
  const years = [...retired.map(({ of }) => of), ...waiting];
  if (years.length === 0) return [];
  const left = years.filter((year) => existsSync(yearFolder(data, year)));
  if (left.length === 0) return [ok("doctor-years-retired", { count: years.length })];
  return [attention("doctor-years-left", { years: left.join(", ") }, "doctor-years-left-do")];
}
