import { execFile } from "node:child_process";
import { CodedError } from "#libs/runtime/codedError";

/** What a command on the token may take at most; a token behind a network is slow at its first use. */
const commandMsMax = 20_000;
const outputBytesMax = 65_536;
/** Under this name, in the environment of the child alone: arguments are everybody's to read, that is not. */
const pinVariable = "RACCORDO_TOKEN_PIN";

export interface TokenPlace {
  /** OpenSC's `pkcs11-tool`. */
  readonly tool: string;
  /** The maker's PKCS#11 library. */
  readonly module: string;
  readonly token: string;
  /** Variables that the maker's library reads, such as the place of its own configuration. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Why the token did not do what it was asked; `about` is the token's own code (CKR_…) or nothing. */
export const tokenProblems = {
  /** Asking again would lock the token: nobody may repeat it without another PIN. */
  pin: "vault-token-pin-refused",
  key: "vault-token-key-missing",
  away: "vault-token-away",
} as const;

/**
 * One token, spoken to through `pkcs11-tool` as a short-lived child process: no foreign code is loaded into the vault.
 * Rejects with a CodedError of {@link tokenProblems}; nothing that the tool prints is in it.
 */
export class Pkcs11Token {
  readonly #place: TokenPlace;
  readonly #pin: () => string;

  constructor(place: TokenPlace, pin: () => string) {
    this.#place = place;
    this.#pin = pin;
  }

  /** Makes an AES key of 256 bits that never leaves the token. */
  async generate(id: string, label: string): Promise<void> {
    const kind = ["--key-type", "AES:32", "--sensitive", "--private", "--usage-decrypt"];
    await this.#run(["--keygen", ...kind, "--id", id, "--label", label]);
  }

  /** `blocks` (a multiple of 16 bytes) encrypted by the key in AES-CBC from a zero vector. */
  async encrypt(id: string, blocks: Uint8Array): Promise<Buffer> {
    const mechanism = ["--mechanism", "AES-CBC", "--iv", "00".repeat(16)];
    const made = await this.#run(["--encrypt", ...mechanism, "--id", id], blocks);
    if (made.length !== blocks.length) throw new CodedError(tokenProblems.away, "length");
    return made;
  }

  /** True where the token holds a secret key under the id. */
  async holds(id: string): Promise<boolean> {
    const listed = await this.#run(["--list-objects", "--type", "secrkey", "--id", id]);
    return new RegExp(`^\\s*ID:\\s*${id}\\s*$`, "im").test(listed.toString("latin1"));
  }

  /** Destroys a key in the token; nothing for one that is not there. Read back: a token may keep what it was told to drop. */
  async destroy(id: string): Promise<void> {
    if (!(await this.holds(id))) return;
    await this.#run(["--delete-object", "--type", "secrkey", "--id", id]);
    if (await this.holds(id)) throw new CodedError("vault-token-key-stays", id);
  }

  #run(work: readonly string[], input?: Uint8Array): Promise<Buffer> {
    const { tool, module, token, environment } = this.#place;
    const login = ["--login", "--pin", `env:${pinVariable}`];
    const args = ["--module", module, "--token-label", token, ...login, ...work];
    return new Promise((resolve, reject) => {
      const child = execFile(
        tool,
        args,
        {
          env: { ...environment, [pinVariable]: this.#pin() },
          ...{ encoding: "buffer", timeout: commandMsMax, maxBuffer: outputBytesMax },
        },
        (error, stdout, stderr) => {
          if (error === null) resolve(stdout);
          else reject(problemIn(stderr.toString("latin1")));
        },
      );
      // A child that ended before it read its input says why by itself.
      child.stdin?.on("error", () => undefined);
      child.stdin?.end(input ?? Buffer.alloc(0));
    });
  }
}

function problemIn(said: string): CodedError {
  const code = /\bCKR_[A-Z_]+\b/.exec(said)?.[0];
  if (code?.startsWith("CKR_PIN_")) return new CodedError(tokenProblems.pin, code);
  if (/key not found|object not found/i.test(said)) return new CodedError(tokenProblems.key, "");
  return new CodedError(tokenProblems.away, code ?? "");
}
