/** After so long without a key or a pointer, what the page asks is asked by no person: the session may run out. */
const attentionMs = 60_000;

let touchedMs = Date.now();
const touched = () => {
  touchedMs = Date.now();
};
for (const kind of ["pointerdown", "keydown", "wheel", "click"]) {
  addEventListener(kind, touched, { passive: true, capture: true });
}

/** Whether somebody sits at the page. */
export const isAttended = (): boolean => Date.now() - touchedMs < attentionMs;

/** What a request shows that no person asked for (apps/console/api/admission.ts). */
export const unattended = { "raccordo-unattended": "1" } as const;
