import { Failure } from "./failure";
import { given } from "./functions/arguments";
import { fileText } from "./functions/files";
import { textOf } from "./operators";
import { parseTemplate } from "./parser";
import { partOf } from "./path";
import type { Scope } from "./scope";
import { type Expression, SyntaxProblem } from "./syntax";
import { isMap, member, Secret, type Value } from "./value";

/** The scopes of templates: one template does not fill another. */
const TEMPLATES = new WeakSet<Scope>();

/**
 * The template in a file, and what it may refer to: its variables and nothing else.
 *
 * @see https://developer.hashicorp.com/terraform/language/functions/templatefile
 */
export function fileTemplate(outer: Scope, args: readonly Value[]): { scope: Scope; template: Expression } {
  if (TEMPLATES.has(outer)) throw new Failure("templatefile cannot be called in a template");
  if (args[0] instanceof Secret) throw new Failure("the name of a file is secret", true);
  const path = textOf(given(args[0]));
  const variables = given(args[1]);
  if (!isMap(variables)) throw new Failure("the variables of a template are no map");
  const scope: Scope = {
    ...outer,
    reference: (name, keys) => {
      const value = member(variables, name);
      if (value === undefined)
        throw new Failure(`the template ${JSON.stringify(path)} has ${name}, which its variables do not have`);
      return partOf(value, keys);
    },
    instances: () => undefined,
  };
  TEMPLATES.add(scope);
  return { scope, template: parsed(fileText(outer.files, path), path) };
}

function parsed(text: string, path: string): Expression {
  try {
    return parseTemplate(text);
  } catch (error) {
    if (!(error instanceof SyntaxProblem)) throw error;
    throw new Failure(
      `the template ${JSON.stringify(path)} cannot be read: ${error.message}, at character ${error.index}`,
    );
  }
}
