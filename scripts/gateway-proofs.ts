import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A test of the gateway, and the policies that it writes. */
interface Proof {
  readonly title: string;
  readonly text: string;
}

const TESTS = join(__dirname, "../test/gateway");

/** Files whose tests are named by a sentence, and not by what a policy does. */
const BY_SENTENCE: readonly string[] = ["check-statement.test.ts", "documented.test.ts"];

/** The files with tests of policies: what they share, and each of their tests. */
const FILES: readonly { readonly text: string; readonly proofs: readonly Proof[] }[] = readdirSync(TESTS)
  .filter((name) => name.endsWith(".test.ts") && !BY_SENTENCE.includes(name))
  .sort()
  .map((name) => {
    const text = readFileSync(join(TESTS, name), "utf8");
    return { text, proofs: proofsIn(text) };
  });

const PROOFS = FILES.flatMap(({ proofs }) => proofs);

/** Policies with one implementation, whose attributes have the same tests. */
const SAME = /^azure-openai-/;

/**
 * The title of the test that shows what a part of a policy does, or undefined if there is none.
 *
 * It is the first one that writes the policy and the part. Where tests of a file share the policy, it is the first one that writes the part.
 *
 * @param part an attribute such as `@header-name`, or an element such as `audience`; none for the policy itself
 */
export function proofOf(policy: string, part?: string): string | undefined {
  const names = SAME.test(policy) ? [policy, policy.replace(SAME, "llm-")] : [policy];
  const found = names.map((name) => proofFor(name, part));
  return found.find((title) => title !== undefined);
}

function proofFor(policy: string, part: string | undefined): string | undefined {
  const writesPolicy = (text: string): boolean => new RegExp(`<${policy}[\\s>/$\`]|"${policy} `).test(text);
  const writesPart = (text: string): boolean => part === undefined || patternOf(part).test(text);
  const direct = PROOFS.find(({ text }) => writesPolicy(text) && writesPart(text));
  if (direct !== undefined) return direct.title;
  const sharing = FILES.filter(({ text }) => writesPolicy(text) && writesPart(text));
  const shared = sharing.flatMap(({ proofs }) => proofs).find(({ text }) => writesPart(text));
  return (shared ?? sharing[0]?.proofs[0])?.title;
}

function patternOf(part: string): RegExp {
  return part.startsWith("@") ? new RegExp(`\\b${part.slice(1)}=`) : new RegExp(`<${part}[\\s>/$]`);
}

function proofsIn(text: string): Proof[] {
  const describes = [...text.matchAll(/^describe\("([^"]+)"/gm)];
  const starts = [...text.matchAll(/^( *)test(?:\.each[\s\S]*?\]\))?\(\s*"((?:[^"\\]|\\.)+)"/gm)];
  return starts.map((match, index) => {
    const start = match.index;
    const [, indent = "", title = ""] = match;
    // A test in a group is read with the title of the group.
    const group = indent === "" ? undefined : describes.filter((each) => each.index < start).pop()?.[1];
    return {
      title: group === undefined ? title : `${group} ${title}`,
      text: text.slice(start, starts[index + 1]?.index),
    };
  });
}
