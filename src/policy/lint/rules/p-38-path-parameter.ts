import { PolicySeverity } from "../../model/finding";
import { type PolicyPosition } from "../../model/node";
import { PolicyScope } from "../../model/section";
import { shown } from "../../text/errors";
import { type LintContext } from "../context";
import { type NodePath } from "../node-path";
import { pathParametersIn } from "../path-parameters";
import { type LintRule } from "../rule";
import { placedReads } from "../variables";

/** A warning: only the callers of the statement fail. */
export const PATH_PARAMETER: LintRule = {
  id: "P-38",
  name: "path-parameter",
  severities: [PolicySeverity.WARNING],
  description: "A parameter of the path is one of the URL template of the operation.",
  rationale:
    "context.Request.MatchedParameters has the parameters of the URL template only, and fails the request with 500 for any other name; rewrite-uri replaces no others. It is checked only if the operation, or every operation of the API, is known.",
  fix: "Use the name that is between the braces of the URL template.",
  url: "https://learn.microsoft.com/azure/api-management/rewrite-uri-policy",
  examples: {
    wrong: `<fragment>
  <rewrite-uri template="/v2/orders/{orderId}" />
</fragment>`,
    right: `<fragment>
  <rewrite-uri template="/v2/orders/{id}" />
</fragment>`,
    options: { pathParameters: ["id"] },
  },
  checkDocument: (context, report) => {
    const { pathParameters, scope } = context.options;
    if (pathParameters === undefined) return;
    const known = new Set(pathParameters);
    const subject = scope === PolicyScope.API ? "no operation of the API" : "the URL template of the operation";
    const verb = scope === PolicyScope.API ? "has" : "does not have";
    for (const { path, name, position } of usesOf(context)) {
      if (known.has(name)) continue;
      known.add(name);
      const near = context.nearest(name, pathParameters);
      report(path, {
        message: `${subject} ${verb} the path parameter ${shown(name)}; expected ${expectedOf(pathParameters)}`,
        fix:
          near === undefined
            ? "add it to the URL template, or correct the name"
            : `use ${shown(near)}, if that is meant`,
        position,
      });
    }
  },
};

interface Use {
  readonly path: NodePath;
  readonly name: string;
  readonly position?: PolicyPosition;
}

function usesOf(context: LintContext): Use[] {
  const uses: Use[] = placedReads(context, "MatchedParameters");
  for (const path of context.statements) {
    const template = path.name === "rewrite-uri" ? path.tryAttribute("template") : undefined;
    // What an expression makes is not known, and a named value looks like a parameter in braces.
    if (template === undefined || template.value.isDynamic) continue;
    for (const name of pathParametersIn(template.value.source)) uses.push({ path, name, position: template.position });
  }
  return uses.sort((left, right) => left.path.order - right.path.order);
}

/** The most names in a message. */
const MAX_NAMES = 10;

function expectedOf(names: readonly string[]): string {
  if (names.length === 0) return "none, because the URL has no parameters";
  const list = names.slice(0, MAX_NAMES).map(shown).join(", ");
  return `one of ${list}${names.length > MAX_NAMES ? ", …" : ""}`;
}
