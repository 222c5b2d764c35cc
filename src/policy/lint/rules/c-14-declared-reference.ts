import { PolicySeverity } from "../../model/finding";
import { namedValuesIn } from "../../model/value";
import { PolicyScope } from "../../model/section";
import { shown } from "../../text/errors";
import { type LintContext } from "../context";
import { type NodePath } from "../node-path";
import { BACKEND_IDS, FRAGMENT_IDS, type ReferringAttributes } from "../references";
import { type LintRule, type Report } from "../rule";
import { forEachText } from "./texts";

/** A warning where the service may have more than the program declares. */
export const DECLARED_REFERENCE: LintRule = {
  id: "C-14",
  name: "declared-reference",
  severities: [PolicySeverity.ERROR, PolicySeverity.WARNING],
  description: "Every named value, fragment and backend that a document refers to is declared.",
  rationale:
    "The service refuses a document that refers to a named value, a fragment or a backend that it does not have. It is checked only if all of them are known. A construct does not know what else the service has: there it is a warning.",
  fix: "Create it, declare what exists already with NamedValue.fromName or PolicyFragment.fromName, or correct the name.",
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
    checkIds(context, report, "fragment", context.options.fragments, FRAGMENT_IDS);
    checkIds(context, report, "backend", context.options.backends, BACKEND_IDS);
  },
};

function checkNamedValues(context: LintContext, report: Report): void {
  const { paths } = context;
  const { namedValues } = context.options;
  if (namedValues === undefined) return;
  // Whether the case of letters counts is not documented, so here it does not.
  const seen = new Set(namedValues.map((name) => name.toLowerCase()));
  for (const path of paths) {
    if (isLiquid(path)) continue;
    forEachText(path, holdsReference, ({ source, value, position }) => {
      if (value === undefined) return;
      for (const name of namedValuesIn(source)) {
        if (!NAME.test(name) || seen.has(name.toLowerCase())) continue;
        seen.add(name.toLowerCase());
        report(path, {
          message: `the named value ${shown(name)} is not declared; expected one of the ${placeOf(context)}`,
          fix: fixOf(
            context,
            name,
            namedValues,
            `NamedValue.fromName(scope, id, { apim, displayName: ${shown(name)} })`,
          ),
          severity: severityOf(context),
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

/** How a program declares what exists, by kind. */
const DECLARATIONS: Readonly<Record<string, (name: string) => string>> = {
  fragment: (name) => `PolicyFragment.fromName(scope, id, { apim, name: ${shown(name)} })`,
  backend: () => "an ApiManagementBackend of the provider, or accept the finding if the backend exists already",
};

function checkIds(
  context: LintContext,
  report: Report,
  kind: string,
  declared: readonly string[] | undefined,
  attributes: ReferringAttributes,
): void {
  if (declared === undefined) return;
  const known = new Set(declared.map((id) => id.toLowerCase()));
  for (const path of context.paths) {
    const name = attributes.get(path.name);
    const id = name === undefined ? undefined : path.literal(name);
    // The Dapr form of set-backend-service needs no backend.
    if (id === undefined || id === "dapr" || known.has(id.toLowerCase())) continue;
    report(path, {
      message: `the ${kind} ${shown(id)} is not declared; expected one of the ${placeOf(context)}`,
      fix: fixOf(context, id, declared, DECLARATIONS[kind]?.(id)),
      severity: severityOf(context),
      position: path.tryAttribute(name!)!.position,
    });
  }
}

/** A program declares only a part of what the service has. */
function severityOf({ options }: LintContext): PolicySeverity {
  return options.isPartOfService === true ? PolicySeverity.WARNING : PolicySeverity.ERROR;
}

/** Where policies look for what they refer to: those of a workspace find nothing of the service. */
function placeOf({ options }: LintContext): "workspace" | "service" {
  return options.scope === PolicyScope.WORKSPACE ? "workspace" : "service";
}

function fixOf(context: LintContext, name: string, known: readonly string[], declaration: string | undefined): string {
  const near = context.nearest(name, known);
  if (near === undefined && context.options.isPartOfService === true && placeOf(context) === "workspace") {
    return "make it in the workspace, with AzAPI or in the portal, and accept the finding, because policies there find nothing of the service";
  }
  const declared = context.options.isPartOfService && declaration !== undefined ? ` with ${declaration}` : "";
  const missing = `${context.options.isPartOfService ? "declare" : "create"} it${declared}`;
  return near === undefined ? `${missing}, or correct the name` : `use ${shown(near)}, if that is meant, or ${missing}`;
}
