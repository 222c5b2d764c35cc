import { withPath } from "../backend-url";
import type { Step } from "../step";

/** Changes the path that the backend gets. Parameters of the URL template are filled in. */
export function rewriteUri(step: Step): void {
  const { exchange } = step;
  const { matchedParameters, operation } = exchange.facts;
  const template = step.text("template");
  const isExpression = step.element.tryAttribute("template")?.isExpression === true;
  const fill = (text: string): string =>
    isExpression
      ? text
      : text.replace(/\{\*?([^{}]+)\}/g, (place, name: string) =>
          encodeURIComponent(matchedParameters.get(name) ?? place),
        );
  const [path = "", query = ""] = split(template);
  const search = new URLSearchParams(isExpression ? query : fillQuery(query, matchedParameters));
  if (step.flag("copy-unmatched-params", true)) {
    const matched = new Set(queryNames(operation.urlTemplate));
    for (const [name, value] of exchange.request.url.searchParams) if (!matched.has(name)) search.append(name, value);
  }
  withPath(exchange, fill(path));
  exchange.request.url.search = search.toString();
  step.decision = `the path is ${exchange.request.url.pathname}`;
}

function split(template: string): [path: string, query: string] {
  const mark = template.indexOf("?");
  return mark < 0 ? [template, ""] : [template.slice(0, mark), template.slice(mark + 1)];
}

function fillQuery(query: string, parameters: ReadonlyMap<string, string>): string {
  return query.replace(/\{([^{}]+)\}/g, (place, name: string) => encodeURIComponent(parameters.get(name) ?? place));
}

/** The names of the parameters in the query of a URL template. */
function queryNames(template: string): string[] {
  return [...new URLSearchParams(split(template)[1]).keys()];
}
