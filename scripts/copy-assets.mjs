// Copies what the compiler leaves behind (generated protobuf code, JSON Schemas) beside its output.
import { cpSync, existsSync } from "node:fs";

const assets = ["libs/contracts/generated"];
for (const folder of assets) {
  if (existsSync(folder)) cpSync(folder, `dist/${folder}`, { recursive: true });
}
