import { getCompileCacheDir } from "node:module";
import { dirname } from "node:path";

/**
 * The whole environment of a process that `up` starts: nothing of ours, so that it cannot show a secret. Only where
 * whoever started us keeps compiled modules (NODE_COMPILE_CACHE), the process finds them there too.
 */
export function childEnvironment(): Readonly<Record<string, string>> {
  const folder = getCompileCacheDir();
  // Node tells its own folder in the one that was named to it.
  return folder === undefined ? {} : { NODE_COMPILE_CACHE: dirname(folder) };
}
