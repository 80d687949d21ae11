import { createHash } from "node:crypto";

/** Colours and sizes of Bootstrap Italia; the pages must work before anything else is loaded. */
const style = `*{box-sizing:border-box}body{margin:0;font:1.125rem/1.5 "Titillium Web",Roboto,Arial,sans-serif;color:#17324d;background:#fff}
header{background:#06c;color:#fff;padding:1rem}header p,main{max-width:36rem;margin:0 auto}header p{font-weight:700}
main{padding:1.5rem 1rem}h1{font-size:1.75rem;line-height:1.2}label{display:block;font-weight:600;margin:1rem 0 .25rem}
input{width:100%;font:inherit;padding:.5rem .75rem;border:1px solid #5d7083;border-radius:4px;color:inherit;background:#fff}
button{font:inherit;font-weight:600;margin-top:1.5rem;padding:.75rem 1.5rem;border:0;border-radius:4px;background:#06c;color:#fff;cursor:pointer}
button:hover{background:#0059b3}:focus-visible{outline:3px solid #17324d;outline-offset:2px}
.notice{border-left:4px solid #995c00;background:#fff8ef;padding:.75rem 1rem}.error{border-left:4px solid #cc334d;background:#fff3f5;padding:.75rem 1rem}
a{color:#06c}small{color:#455a64}`;

const styleHash = createHash("sha256").update(style).digest("base64");

/** Nothing is loaded, nothing runs; forms go to this issuer, which stands at the console's own address. */
export const pageHeaders: Readonly<Record<string, string>> = {
  "cache-control": "no-store",
  "content-security-policy": `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  "content-type": "text/html; charset=utf-8",
  "cross-origin-opener-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
};

/** Why the form is shown again. */
export type LoginFault = "wrong" | "too-many";

const faults: Readonly<Record<LoginFault, { readonly it: string; readonly en: string }>> = {
  wrong: {
    it: "Utente o password non corretti.",
    en: "The user or the password is not right.",
  },
  "too-many": {
    it: "Troppi tentativi: riprova tra un minuto.",
    en: "Too many attempts: try again in a minute.",
  },
};

/** The form for account and password. `action` is a path of this issuer. */
export function loginPage(action: string, fault?: LoginFault): string {
  const said =
    fault === undefined
      ? ""
      : `<p class="error" role="alert" id="errore">${faults[fault].it} <span lang="en">${faults[fault].en}</span></p>`;
  const described = fault === undefined ? "" : ' aria-describedby="errore" aria-invalid="true"';
  return page(
    "Accesso",
    `<h1>Accesso alla console</h1>
<p class="notice"><strong>Utenti dimostrativi.</strong> Le credenziali sono stampate da <code>npm start</code>. In esercizio l’accesso passa dal fornitore di identità dell’ente. <span lang="en">Demonstration users; <code>npm start</code> prints them.</span></p>
${said}<form method="post" action="${escaped(action)}">
<label for="account">Utente</label><input id="account" name="account" autocomplete="username" autocapitalize="none" spellcheck="false" required maxlength="64"${described}>
<label for="password">Password</label><input id="password" name="password" type="password" autocomplete="current-password" required maxlength="200"${described}>
<button type="submit">Entra</button></form>`,
  );
}

/** The question before the issuer's session ends; `form` is the issuer's own, with its token. */
export function logoutPage(form: string): string {
  return page(
    "Uscita",
    `<h1>Vuoi uscire?</h1><p>Finisce anche la sessione presso il fornitore di identità. <span lang="en">This also ends the session at the issuer.</span></p>
${form}<button type="submit" form="op.logoutForm" name="logout" value="yes">Esci</button>`,
  );
}

/** A request that the issuer cannot serve; `code` is one of OAuth 2.0's. */
export function errorPage(code: string): string {
  return page(
    "Accesso non riuscito",
    `<h1>Accesso non riuscito</h1><p>La richiesta non è valida o è scaduta. Torna alla console e riprova. <span lang="en">The request is not valid or has expired: go back to the console and try again.</span></p><p><small>${escaped(code)}</small></p>`,
  );
}

const page = (title: string, content: string): string =>
  `<!doctype html><html lang="it"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title} · Raccordo</title><style>${style}</style></head><body><header><p>Raccordo</p></header><main>${content}</main></body></html>`;

const escapes: Readonly<Record<string, string>> = {
  ...{ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" },
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? "");
