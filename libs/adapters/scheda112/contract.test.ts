import { join } from "node:path";
import { jsonLimits } from "#libs/incident/limits";
import { adapterContract } from "#tests/conformance/adapterContract";
import { projectRoot } from "#tests/support/project";
import { scheda112Adapter } from "./adapter.ts";

adapterContract(scheda112Adapter, {
  examples: join(projectRoot, "libs/adapters/scheda112/examples"),
  contentType: "application/vnd.raccordo.scheda112+json; version=1",
  tooLarge: { bytes: jsonLimits.bytesMax, code: "too-large" },
});
