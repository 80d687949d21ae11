import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const tool = "/usr/bin/pkcs11-tool";
const initialiser = "/usr/bin/softhsm2-util";
const modules = ["/usr/lib/softhsm/libsofthsm2.so", "/usr/lib64/softhsm/libsofthsm2.so"];
const soModule = modules.find((path) => existsSync(path));

/** Why no token of software can be made here; undefined where one can. */
export const softTokenProblem: string | undefined = [tool, initialiser, soModule ?? modules[0]]
  .filter((path): path is string => path !== undefined && !existsSync(path))
  .map((path) => `no ${path} here`)[0];

export interface SoftToken {
  readonly place: {
    readonly tool: string;
    readonly module: string;
    readonly token: string;
    readonly environment: Readonly<Record<string, string>>;
  };
  readonly pin: string;
}

/** A token of software (SoftHSM) with files of its own below `folder`. */
export function softToken(folder: string): SoftToken {
  const tokens = join(folder, "tokens");
  mkdirSync(tokens, { recursive: true, mode: 0o700 });
  const configuration = join(folder, "softhsm2.conf");
  writeFileSync(configuration, `directories.tokendir = ${tokens}\nlog.level = ERROR\n`);
  const environment = { SOFTHSM2_CONF: configuration };
  const [token, pin] = ["raccordo-sintetico", "sintetico-4711"];
  const label = ["--init-token", "--free", "--label", token];
  execFileSync(initialiser, [...label, "--so-pin", "sintetico-0815", "--pin", pin], {
    env: environment,
    stdio: "ignore",
  });
  return { place: { tool, module: soModule ?? "", token, environment }, pin };
}
