/**
 * A failure that has a name. `code` is kebab-case and may be logged and shown; `about` holds ids,
 * paths of our own schema or file names of the installation, never personal data.
 */
export class CodedError extends Error {
  readonly code: string;

  constructor(code: string, about: string, options?: ErrorOptions) {
    super(`${code}: ${about}`, options);
    this.name = "CodedError";
    this.code = code;
  }
}
