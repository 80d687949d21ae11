const leftKey = "raccordo.left";

/** The script that this page began with; its name has a digest of what it holds. */
const ownScript = (): string | undefined =>
  [...document.scripts].map(({ src }) => src).find((src) => src.includes("/assets/"));

/** Whether the console now serves another page than this one. False too where it does not answer. */
export async function anotherPageServed(): Promise<boolean> {
  const own = ownScript();
  if (own === undefined) return false;
  const headers = { accept: "text/html" };
  try {
    const answer = await fetch("/", { headers, cache: "no-store", credentials: "same-origin" });
    return answer.ok && !(await answer.text()).includes(new URL(own).pathname);
  } catch {
    return false;
  }
}

/** Loads the page anew at its address; false where that was done before from this very version. */
export function reloadOnce(): boolean {
  const own = ownScript() ?? "";
  if (sessionStorage.getItem(leftKey) === own) return false;
  sessionStorage.setItem(leftKey, own);
  location.reload();
  return true;
}
