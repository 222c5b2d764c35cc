import { PolicySeverity } from "../../model/finding";
import { namedValuesIn } from "../../model/value";
import { shown } from "../../text/errors";
import { type LintContext } from "../context";
import { type NodePath } from "../node-path";
import { type LintRule, type Report } from "../rule";
import { forEachText } from "./texts";

/** A warning, because what is not declared here may exist in the service. */
export const DECLARED_REFERENCE: LintRule = {
  id: "C-14",
  name: "declared-reference",
  severities: [PolicySeverity.WARNING],
  description: "Every named value, fragment and backend that a document refers to is declared.",
  rationale:
    "The service refuses a document that refers to a named value, a fragment or a backend that it does not have. It is checked only if all of them are known.",
  fix: "Declare what exists already, or correct the name.",
  url: "https://learn.microsoft.com/azure/api-management/api-management-howto-properties",
  examples: {
    wrong: `<fragment>
  <set-header name="x-functions-key" exists-action="override">
    <value>{{orders-kay}}</value>
  </set-header>
</fragment>`,
    right: `<fragment>
  <set-header name="x-functions-key" exists-action="override">
    <value>{{orders-key}}</value>
  </set-header>
</fragment>`,
    options: { namedValues: ["orders-key"] },
  },
  checkDocument: (context, report) => {
    checkNamedValues(context, report);
    checkIds(context, report, "fragment", context.options.fragments, FRAGMENTS);
    checkIds(context, report, "backend", context.options.backends, BACKENDS);
  },
};

/** The attributes that name a fragment or a backend, by element. */
const FRAGMENTS: Readonly<Record<string, string>> = { "include-fragment": "fragment-id" };
const BACKENDS: Readonly<Record<string, string>> = {
  "set-backend-service": "backend-id",
  "llm-content-safety": "backend-id",
  "llm-semantic-cache-lookup": "embeddings-backend-id",
  "azure-openai-semantic-cache-lookup": "embeddings-backend-id",
};

function checkNamedValues(context: LintContext, report: Report): void {
  const { paths } = context;
  const { namedValues } = context.options;
  if (namedValues === undefined) return;
  // Whether the case of letters counts is not documented, so here it does not.
  const seen = new Set(namedValues.map((name) => name.toLowerCase()));
  for (const path of paths) {
    if (isLiquid(path)) continue;
    forEachText(path, holdsReference, ({ source, position, isComment }) => {
      if (isComment) return;
      for (const name of namedValuesIn(source)) {
        if (!NAME.test(name) || seen.has(name.toLowerCase())) continue;
        seen.add(name.toLowerCase());
        report(path, {
          message: `the named value ${shown(name)} is not declared; expected one of the service`,
          fix: fixOf(context.nearest(name, namedValues)),
          position,
        });
      }
    });
  }
}

function holdsReference(source: string): boolean {
  return source.includes("{{");
}

const NAME = /^[A-Za-z0-9._-]{1,256}$/;

/** In a Liquid template `{{…}}` is a part of the template. */
function isLiquid({ element }: NodePath): boolean {
  return element.tryAttribute("template")?.source.trim().toLowerCase() === "liquid";
}

function checkIds(
  context: LintContext,
  report: Report,
  kind: string,
  declared: readonly string[] | undefined,
  attributes: Readonly<Record<string, string>>,
): void {
  if (declared === undefined) return;
  for (const path of context.paths) {
    const name = attributes[path.name];
    const id = name === undefined ? undefined : path.literal(name);
    // The Dapr form of set-backend-service needs no backend.
    if (id === undefined || id === "dapr" || declared.includes(id)) continue;
    report(path, {
      message: `the ${kind} ${shown(id)} is not declared; expected one of the service`,
      fix: fixOf(context.nearest(id, declared)),
      position: path.tryAttribute(name!)!.position,
    });
  }
}

function fixOf(near: string | undefined): string {
  return near === undefined ? "declare it, or correct the name" : `use ${shown(near)}, if that is meant, or declare it`;
}
