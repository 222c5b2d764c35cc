import { type PolicyLintOptions } from "../../../src/policy";
import { type MutationClass } from "./mutation";
import { type Source } from "./sources";

/** References of one kind: each is misspelt once, with a complete list of what there is. */
function misspelt(name: string, list: keyof PolicyLintOptions & `${string}s`, pattern: RegExp): MutationClass {
  return {
    name,
    floor: 100,
    mutants: ({ text, options }: Source) => {
      const found = [...text.matchAll(pattern)].map(([, id]) => id!);
      const complete: PolicyLintOptions = { ...options, [list]: [...new Set(found)] };
      return [...new Set(found)].map((id) => () => ({
        text: text.replace(pattern, (whole, one: string) => (one === id ? whole.replace(id, `${id}x`) : whole)),
        options: complete,
      }));
    },
  };
}

export const REFERENCES: readonly MutationClass[] = [
  misspelt("named value that does not exist", "namedValues", /(?<!\{% .*|\$"[^"]*)\{\{([\w-]+)\}\}(?![^<]*\{%)/g),
  misspelt("fragment that does not exist", "fragments", /fragment-id="([\w-]+)"/g),
  misspelt("backend that does not exist", "backends", /<set-backend-service[^>]*backend-id="([\w-]+)"/g),
  {
    name: "variable that is read under another name",
    // A broader scope may set the other name.
    floor: 75,
    mutants: ({ text }) => {
      const set = [...text.matchAll(/(?:<set-variable name|variable-name)="([\w-]{3,})"/g)].map(([, id]) => id!);
      return [...new Set(set)]
        .filter((id) => text.includes(`Variables["${id}"]`))
        .map((id) => () => ({ text: text.replaceAll(`Variables["${id}"]`, `Variables["${id.slice(0, -1)}"]`) }));
    },
  },
];
