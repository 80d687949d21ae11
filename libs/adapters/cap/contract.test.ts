import { join } from "node:path";
import { adapterContract } from "#tests/conformance/adapterContract";
import { projectRoot } from "#tests/support/project";
import { capAdapter } from "./adapter.ts";
import { capLimits } from "./limits.ts";

adapterContract(capAdapter, {
  examples: join(projectRoot, "libs/adapters/cap/examples"),
  contentType: "application/cap+xml",
  tooLarge: { bytes: capLimits.bytesMax, code: "xml-too-large" },
});
