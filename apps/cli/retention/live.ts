import { coreSubjects } from "#libs/eventlog/permissions";
import {
  type RetentionLive,
  retentionLiveSchema,
  retentionMessageIn,
} from "#libs/policy/retentionMessages";
import { askCore } from "../administration.ts";
import { CliError } from "../exitCodes.ts";

/** What policy says of what the log cannot tell; undefined where nobody answers. */
export async function askLive(data: string): Promise<RetentionLive | undefined> {
  try {
    const bytes = await askCore(data, coreSubjects.retentionState, new Uint8Array());
    return retentionMessageIn(bytes, retentionLiveSchema);
  } catch (error) {
    if (error instanceof CliError) return undefined;
    throw error;
  }
}
