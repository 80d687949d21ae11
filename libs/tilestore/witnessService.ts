import { lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Cosigner, parseCosignerKey } from "#libs/tlog/cosigner";
import { Witness } from "./witness.ts";
import { openWitnessHttp, type WitnessHttp } from "./witnessHttp.ts";
import { openWitnessStore } from "./witnessStore.ts";

/** A witness on one machine: its folder holds its key and its memory. */
export interface WitnessService {
  /** For the witnesses' policies. */
  readonly vkeys: readonly string[];
  readonly port: number;
  stop(): Promise<void>;
}

export interface WitnessServiceOptions {
  readonly folder: string;
  readonly host: string;
  readonly port: number;
  /** Verifier keys of the logs. */
  readonly logs: readonly string[];
  /** Between storing a checkpoint and answering; for tests. */
  stored?(): Promise<void>;
}

/** File of the witness's key, in its folder. */
export const witnessKeyFile = "key";
const storeFile = "witness.sqlite";

/** Starts the witness of a folder. Throws when its key is missing, damaged or readable by others, or the port is taken. */
export async function startWitness(options: WitnessServiceOptions): Promise<WitnessService> {
  const { folder, host, port, logs, stored } = options;
  const cosigners = [readWitnessKey(join(folder, witnessKeyFile))];
  const store = openWitnessStore(join(folder, storeFile));
  const nowSeconds = () => Math.floor(Date.now() / 1_000);
  const witness = new Witness({ store, cosigners, logs, nowSeconds, ...(stored && { stored }) });
  let http: WitnessHttp;
  try {
    http = await openWitnessHttp({ host, port, witness, store });
  } catch (error) {
    store.close();
    throw error;
  }
  return {
    vkeys: witness.vkeys,
    port: http.port,
    stop: async () => {
      await http.stop();
      store.close();
    },
  };
}

/** The key in a file that only its owner can read. */
export function readWitnessKey(file: string): Cosigner {
  if ((lstatSync(file).mode & 0o777) !== 0o600) throw new Error(`${file} is not private (0600)`);
  const cosigner = parseCosignerKey(readFileSync(file, "utf8").trimEnd());
  if (cosigner === undefined) throw new Error(`${file} holds no key of a witness`);
  return cosigner;
}
