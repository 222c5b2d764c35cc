/** Writes API.md, the reference of the constructs, from the jsii assembly. Its size is limited, because GitHub does not show files of 512 KB. */
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { run } from "./temporary-project";

const ROOT = resolve(__dirname, "..");
const FILE = join(ROOT, "API.md");
const MOST_BYTES = 256 * 1024;

run("node", [require.resolve("jsii-docgen/bin/jsii-docgen"), "--submodule", "root", "--output", "API.md"], ROOT);
const reference = shortened(readFileSync(FILE, "utf8"));
writeFileSync(FILE, reference);
const bytes = Buffer.byteLength(reference);
if (bytes > MOST_BYTES) throw new Error(`API.md has ${bytes} bytes; expected at most ${MOST_BYTES}: make it shorter`);

/**
 * Removes what is redundant: every anchor occurs twice with the package name, a section with only a type repeats the table above it, and what
 * every construct inherits is in the reference of `constructs`.
 */
function shortened(text: string): string {
  const short = withoutInherited(text)
    .replace(/<a name="[^"]*" id="(?:cdktf-apim-oauth\.)?([^"]*)">/g, '<a id="$1">')
    .replace(/<a href="#cdktf-apim-oauth\.([^"]*)">/g, '<a href="#$1">');
  const left = new Set<string>();
  return short
    .replace(/#{5,6} [^\n]*<a id="([^"]*)"><\/a>\n\n- \*Type:\* [^\n]*\n\n---\n\n/g, (_section, id: string) => {
      left.add(id);
      return "";
    })
    .replace(/<a href="#([^"]*)">([^<]*)<\/a>/g, (link, id: string, name: string) => (left.has(id) ? name : link));
}

/** Removes `toString`, `isConstruct` and `node`, and tables that have nothing else. */
function withoutInherited(text: string): string {
  return text
    .replace(/^##### `(?:toString|isConstruct|node)`[^]*?(?=^#{1,5} )/gm, "")
    .replace(/^\| <code><a href="[^"]*\.(?:toString|isConstruct|property\.node)">.*\n/gm, "")
    .replace(/^#### (?:Methods|Static Functions|Properties) .*\n\n\| \*\*Name.*\n\| ---.*\n\n---\n\n/gm, "");
}
