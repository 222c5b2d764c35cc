import { EXPRESSIONS } from "./expressions";
import { GRAMMAR } from "./grammar";
import { type MutationClass } from "./mutation";
import { REFERENCES } from "./references";
import { SECURITY } from "./security";
import { STATEMENTS } from "./statements";
import { TAGS } from "./tags";
import { TOKENS } from "./tokens";
import { VALUES } from "./values";

/** The classes in their groups. */
export const MUTATIONS: Readonly<Record<string, readonly MutationClass[]>> = {
  grammar: [...GRAMMAR, ...VALUES, ...EXPRESSIONS, ...TAGS],
  references: REFERENCES,
  security: [...SECURITY, ...TOKENS, ...STATEMENTS],
};
