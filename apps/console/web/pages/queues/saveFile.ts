/** Hands a file to the person: made here, asked of nobody. */
export function saveFile(name: string, value: object): void {
  const address = URL.createObjectURL(
    new Blob([JSON.stringify(value)], { type: "application/json" }),
  );
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
