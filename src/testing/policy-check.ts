import { PolicyDocument } from "../policy/document";
import type { PolicyElement } from "../policy/model/node";
import type { Check } from "./checks";
import { noPolicy } from "./errors";

/** The attributes that an element has, by name. A pattern is found in the value, a text is the whole of it. */
export type PolicyAttributes = Readonly<Record<string, string | number | boolean | RegExp>>;

const POLICY = /^\s*(?:<!--[^]*?-->\s*)*<(?:policies|fragment)\b/;

/**
 * Whether a policy document has an element, at any depth.
 *
 * @param policy the text of a policy document, or an object with `render()` such as a `PolicyDocument`
 * @param name the name of the element, such as `rate-limit` or `openid-config`
 * @param attributes attributes that one such element has
 * @throws TestingError when it is no policy document
 */
export function checkPolicy(
  policy: string | { render(): string },
  name: string,
  attributes: PolicyAttributes = {},
): Check {
  const text = textOf(policy);
  const { root } = PolicyDocument.parse(text);
  const elements = below(root).filter((element) => element.name === name);
  const wanted = `<${[name, ...Object.entries(attributes).map(([key, value]) => `${key}=${shownValue(value)}`)].join(" ")}>`;
  const pass = elements.some((element) => Object.entries(attributes).every((entry) => has(element, ...entry)));
  return {
    pass,
    message: () => `expected ${pass ? "no " : ""}${wanted} in the policy; it is\n\n${canonicalPolicy(text)}`,
  };
}

/**
 * Writes policy documents into snapshots as canonical indented XML: `expect.addSnapshotSerializer(policySerializer)` in Jest and Vitest.
 */
export const policySerializer = {
  test: (value: unknown): boolean => typeof value === "string" && POLICY.test(value),
  serialize: (value: unknown): string => canonicalPolicy(String(value)),
};

/** A policy text as the library writes it. A text that cannot be read stays as it is. */
export function canonicalPolicy(text: string): string {
  const document = PolicyDocument.parse(text);
  return document.diagnostics.length > 0 ? text : document.render().trimEnd();
}

function textOf(policy: unknown): string {
  const text =
    typeof policy === "object" && policy !== null && typeof (policy as PolicyDocument).render === "function"
      ? (policy as PolicyDocument).render()
      : policy;
  if (typeof text !== "string" || !POLICY.test(text)) throw noPolicy(text);
  return text;
}

function below(element: PolicyElement): PolicyElement[] {
  return [element, ...element.elements.flatMap(below)];
}

function has(element: PolicyElement, name: string, wanted: PolicyAttributes[string]): boolean {
  const value = element.tryAttribute(name)?.source;
  if (value === undefined) return false;
  return wanted instanceof RegExp ? value.search(wanted) >= 0 : value === String(wanted);
}

function shownValue(value: PolicyAttributes[string]): string {
  return value instanceof RegExp ? String(value) : JSON.stringify(String(value));
}
