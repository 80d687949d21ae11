/** Cookies of the console: random ids that mean nothing elsewhere. */
export const cookieNames = { session: "raccordo_session", attempt: "raccordo_attempt" } as const;

interface CookieOptions {
  readonly path: string;
  /** 0 takes the cookie away. */
  readonly maxAgeS: number;
  /** True where the console is reached over TLS. */
  readonly isSecure: boolean;
}

/**
 * `Set-Cookie` (RFC 6265bis). Scripts never see it; other sites' requests do not carry it but for a link that a person
 * follows: the issuer's answer is one, which is why it is Lax and not Strict.
 */
export function cookieText(name: string, value: string, options: CookieOptions): string {
  const { path, maxAgeS, isSecure } = options;
  const secure = isSecure ? "; Secure" : "";
  return `${name}=${value}; Path=${path}; Max-Age=${maxAgeS}; HttpOnly; SameSite=Lax${secure}`;
}

/** The value that a request carries under a name; undefined where there is none, or two that differ. */
export function cookieIn(header: string | undefined, name: string): string | undefined {
  const values = (header ?? "")
    .split(";")
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
  // Ports share cookies: what another server of this machine set under our name must not choose between two.
  const [first, ...others] = new Set(values);
  const isId = first !== undefined && /^[\w-]{43}$/.test(first);
  return isId && others.length === 0 ? first : undefined;
}
