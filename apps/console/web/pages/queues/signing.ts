import { type PersonKey, personKeyIn } from "#libs/ownkey/personKey";
import {
  canonicalText,
  type PlainOrder,
  type PlainValue,
  type SignedText,
} from "#libs/ownkey/signedText";
import { fileText, orderBytesMax } from "../../shell/fileText.ts";

/** Reads a private Ed25519 key (PEM, PKCS #8) from a file; undefined where it is none. */
export async function readPersonKey(file: File): Promise<PersonKey | undefined> {
  return personKeyIn((await fileText(file, orderBytesMax)) ?? "");
}

/** Reads an order that was signed elsewhere; undefined where it is none, or says something else than `order`. */
export async function readSignedOrder(
  file: File,
  order: Readonly<Record<string, PlainValue>>,
): Promise<SignedText | undefined> {
  const text = (await fileText(file, orderBytesMax)) ?? "";
  try {
    const { body, signatures } = JSON.parse(text);
    if (!Array.isArray(signatures)) return undefined;
    const said = JSON.parse(body);
    const names = Object.keys(order).filter((name) => name !== "issued");
    const isSame = names.every(
      (name) => canonicalText(said[name] ?? "") === canonicalText(order[name] ?? ""),
    );
    return isSame ? { body, signatures } : undefined;
  } catch {
    return undefined;
  }
}

const approvalMembers = ["index", "path", "purpose", "reader", "role", "year"] as const;

/** Reads what somebody asks a second person to sign; undefined where the file is something else, or says more. */
export async function readApprovalRequest(file: File): Promise<PlainOrder | undefined> {
  const text = (await fileText(file, orderBytesMax)) ?? "";
  try {
    const { format, ...members } = JSON.parse(text);
    const names = Object.keys(members).toSorted((a, b) => (a < b ? -1 : 1));
    const isPlain = names.every((name) => ["string", "number"].includes(typeof members[name]));
    const isRequest = format === "raccordo-opening-approval/1" && isPlain;
    return isRequest && names.join() === approvalMembers.join()
      ? { format, ...members }
      : undefined;
  } catch {
    return undefined;
  }
}
