// Writes libs/seal/leaf.schema.json from the table in libs/seal/leafSchema.ts (after a build).
import { writeFileSync } from "node:fs";
import { leafSchema } from "../dist/libs/seal/leafSchema.js";

const target = new URL("../libs/seal/leaf.schema.json", import.meta.url);
writeFileSync(target, `${JSON.stringify(leafSchema, null, 2)}\n`);
