/** Hands a person a file that was made in the browser. */
export function saveFile(name: string, content: string | Blob, type = "application/json"): void {
  const blob = typeof content === "string" ? new Blob([content], { type }) : content;
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken it when the click is done with; a moment later nobody needs the address any more.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
