import { isPayload } from "./content";
import { fragmentTooLong, notAFragment, notInFragment } from "../text/errors";
import { type PolicyElement } from "../model/node";
import { SECTION_ORDER } from "../model/section";
import { writePolicy } from "./writer";

/** The maximum size of a fragment in API Management: 512 KB. */
const MOST_BYTES = 512 * 1024;

/**
 * Why API Management refuses the document with this root as a fragment, or undefined if it accepts it.
 *
 * @internal
 */
export function fragmentProblem(root: PolicyElement): string | undefined {
  if (root.name !== "fragment") return notAFragment(root.name);
  const pending = [...root.elements];
  for (let element = pending.pop(); element !== undefined; element = pending.pop()) {
    const advice = ADVICE.get(element.name);
    if (advice !== undefined) return notInFragment(element.name, advice);
    // In a body, elements of any name are data.
    if (!isPayload(element.name)) for (const child of element.elements) pending.push(child);
  }
  const bytes = Buffer.byteLength(writePolicy(root), "utf8");
  return bytes > MOST_BYTES ? fragmentTooLong(bytes, MOST_BYTES) : undefined;
}

const ADVICE: ReadonlyMap<string, string> = new Map([
  ...["policies", "fragment", ...SECTION_ORDER].map(
    (name) => [name, "give what the section holds, and include the fragment in that section"] as const,
  ),
  ["base", "put <base /> into the documents that include the fragment"],
  ["include-fragment", "a fragment cannot include another one, so include both where this one is included"],
]);
