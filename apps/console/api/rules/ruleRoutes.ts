import type { ProblemCode } from "#libs/incident/problems";

export const ruleOperations = [
  ...(["listRules", "readRules", "compareRules", "tryRules"] as const),
  ...(["stageRules", "activateRules", "revokeRules"] as const),
] as const;

/** A row of the console's table of routes. */
interface RuleRoute {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly operation: (typeof ruleOperations)[number];
  readonly summary: string;
  readonly roles: readonly ("privacy_officer" | "operations")[];
  readonly isChange?: true;
  readonly answer: string;
  readonly problems: readonly ProblemCode[];
}

const roles = ["privacy_officer", "operations"] as const;
const ofBodies = [
  "content-type-unsupported",
  "content-encoding-unsupported",
  "not-json",
  "too-large",
] as const;

/** Addresses of the rules; `ofViewers`: codes of every question to the log. */
export const ruleRoutes = (ofViewers: readonly ProblemCode[]): readonly RuleRoute[] => {
  const ofChanges: readonly ProblemCode[] = [
    ...ofViewers.filter((code) => !ofReadings.includes(code)),
    ...ofBodies,
    "rules-not-answered",
  ];
  return [
    {
      ...{ method: "GET", path: "/v1/rules", operation: "listRules", roles },
      summary: "Rule sets and revocations that the signed log tells of, and what is to be done",
      answer: "RuleList",
      problems: ofViewers,
    },
    {
      ...{ method: "GET", path: "/v1/rules/{hash}", operation: "readRules", roles },
      summary: "The lawyer's table of one rule set, with the words of its articles",
      answer: "RuleTable",
      problems: [...ofViewers, "rules-unknown", "rules-unreadable", "rules-too-long"],
    },
    {
      ...{ method: "GET", path: "/v1/rules/{a}/diff/{b}", operation: "compareRules", roles },
      summary: "What changes from one rule set to another, in sentences",
      answer: "RuleDiff",
      problems: [...ofViewers, "rules-unknown", "rules-unreadable", "rules-too-long"],
    },
    {
      ...{ method: "POST", path: "/v1/rules/dry-run", operation: "tryRules", roles },
      summary: "Proposed rules, compiled, analysed, and tried on one's own past traffic",
      answer: "DryRun",
      problems: [...ofViewers, ...ofBodies, "too-many-rows", "rules-too-long"],
    },
    {
      ...{ method: "POST", path: "/v1/rules/stage", operation: "stageRules", roles },
      ...{ isChange: true, answer: "RuleStep", problems: ofChanges },
      summary: "Passes a rule set with two signatures on to policy, which checks and records it",
    },
    {
      ...{ method: "POST", path: "/v1/rules/activate", operation: "activateRules", roles },
      ...{ isChange: true, answer: "RuleStep", problems: ofChanges },
      summary: "Asks policy to put a staged rule set into force",
    },
    {
      ...{ method: "POST", path: "/v1/rules/revoke", operation: "revokeRules", roles },
      ...{ isChange: true, answer: "RuleStep", problems: ofChanges },
      summary: "Passes an emergency revocation with one signature on to policy: it can only deny",
    },
  ];
};

/** Codes of readings, which a change is not: policy records it by its own leaves. */
const ofReadings: readonly ProblemCode[] = ["log-not-ready", "reading-not-recorded"];
