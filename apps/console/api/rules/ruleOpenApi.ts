import { signedDocumentSchema } from "#libs/policy/documents";
import { activateRequest } from "#libs/policy/lifeMessages";
import { component } from "../jsonSchemaOf.ts";
import { dryRunOrderSchema } from "./dryRun.ts";
import {
  dryRunSchema,
  ruleDiffSchema,
  ruleListSchema,
  ruleStepSchema,
  ruleTableSchema,
} from "./ruleAnswers.ts";

export const ruleSchemas = {
  RuleList: component(ruleListSchema, "output"),
  RuleTable: component(ruleTableSchema, "output"),
  RuleDiff: component(ruleDiffSchema, "output"),
  DryRunOrder: component(dryRunOrderSchema, "input"),
  DryRun: component(dryRunSchema, "output"),
  SignedDocument: component(signedDocumentSchema, "input"),
  RuleActivation: component(activateRequest, "input"),
  RuleStep: component(ruleStepSchema, "output"),
} as const;

/** What each operation takes. */
export const ruleBodies = {
  tryRules: "DryRunOrder",
  stageRules: "SignedDocument",
  activateRules: "RuleActivation",
  revokeRules: "SignedDocument",
} as const;
