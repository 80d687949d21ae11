const storeKey = "raccordo.unsent";

/** What a person had open and not sent when the session ended. */
export interface Unsent {
  /** Whose session it was: nobody else is told what was open. */
  readonly of: string;
  /** Titles of dialogs and forms. */
  readonly names: readonly string[];
}

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
/** What a person has changed, and when the form around it was last sent, milliseconds of the page. */
const changed = new Map<Control, number>();
/** What was sent so lately may be what found out that the session was over. */
const lateMs = 10_000;

const isControl = (target: EventTarget | null): target is Control =>
  target instanceof HTMLInputElement ||
  target instanceof HTMLSelectElement ||
  target instanceof HTMLTextAreaElement;

/** From now on it is known what was typed or chosen in forms and dialogs, wherever they come from. Never its value. */
export function watchUnsent(): void {
  document.addEventListener("input", ({ target }) => {
    if (isControl(target) && target.closest("form, .modal") !== null) {
      changed.set(target, Number.POSITIVE_INFINITY);
    }
    for (const control of changed.keys()) if (!control.isConnected) changed.delete(control);
  });
  document.addEventListener("submit", ({ target }) => {
    for (const control of changed.keys()) {
      if (target instanceof Node && target.contains(control)) {
        changed.set(control, performance.now());
      }
    }
  });
}

/** Keeps over the sign-in what is open now and would vanish without a word; nothing where nothing is. */
export function rememberUnsent(of: string): void {
  const dialogs = [...document.querySelectorAll(".modal.show[role=dialog]")].map(titleOf);
  const isUnsent = ([control, sentMs]: readonly [Control, number]) =>
    control.isConnected && sentMs > performance.now() - lateMs;
  const forms = [...changed].filter(isUnsent).map(([control]) => placeOf(control));
  changed.clear();
  const names = [...new Set([...dialogs, ...forms])].filter((name) => name !== "");
  if (names.length > 0) sessionStorage.setItem(storeKey, JSON.stringify({ of, names }));
}

const titleOf = (within: Element): string =>
  within.querySelector("h2, h3, legend")?.textContent?.trim() ?? "";

function placeOf(control: Control): string {
  const dialog = control.closest(".modal");
  if (dialog !== null) return titleOf(dialog);
  const form = control.closest("form");
  const section = control.closest("section");
  const title = form?.getAttribute("aria-label") ?? (section === null ? "" : titleOf(section));
  return title !== "" ? title : (control.labels?.[0]?.textContent?.trim() ?? "");
}

/** What was open; undefined where nothing was, or whoever reads it has read it. */
export function storedUnsent(): Unsent | undefined {
  try {
    const said: unknown = JSON.parse(sessionStorage.getItem(storeKey) ?? "null");
    return isStored(said) ? said : undefined;
  } catch {
    return undefined;
  }
}

const isStored = (said: unknown): said is Unsent =>
  typeof said === "object" &&
  said !== null &&
  typeof Reflect.get(said, "of") === "string" &&
  Array.isArray(Reflect.get(said, "names"));

export const forgetUnsent = (): void => sessionStorage.removeItem(storeKey);
