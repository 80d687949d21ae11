/** Longest name of a file, without its end. */
const nameCharactersMax = 100;

/** A name that shows how the file ends, and names no folder, whatever a part of it was made of. */
function fileName(name: string): string {
  const dot = name.lastIndexOf(".");
  const plain = name.slice(0, dot).replace(/[^A-Za-z0-9_-]+/g, "-");
  return `${plain.slice(0, nameCharactersMax)}${name.slice(dot)}`;
}

/** Hands what was made in the browser to whoever looks at the page, as a file; nothing is sent anywhere. */
export function download(name: string, type: string, content: string | Blob): void {
  const blob = typeof content === "string" ? new Blob([content], { type }) : content;
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = fileName(name);
  link.click();
  // A large file is still being taken when the click is done with; a minute later nobody needs the address any more.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
