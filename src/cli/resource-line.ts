/** The line on which the resource with an address begins in synthesized JSON. */
export function lineOf(address: string, text: string): number | undefined {
  const [type = "", name = ""] = address
    .replace(/^data\./, "")
    .replace(/\[.*\]$/, "")
    .split(".");
  const start = text.indexOf(`"${type}": {`);
  const index = start < 0 ? -1 : text.indexOf(`"${name}": {`, start);
  return index < 0 ? undefined : text.slice(0, index).split("\n").length;
}
