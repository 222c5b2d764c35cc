/** A URL template, read. */
export interface UrlTemplate {
  readonly segments: readonly SegmentTemplate[];
  /** The parameters of the query with their values. */
  readonly query: readonly (readonly [name: string, value: string])[];
  /** What comes first has less in the first place that differs. */
  readonly rank: readonly number[];
}

interface SegmentTemplate {
  /** The name of the parameter that takes all segments from here on, if it does. */
  readonly rest?: string;
  readonly pattern: RegExp;
  /** The parameters in the segment. */
  readonly names: readonly string[];
}

const templates = new WeakMap<object, UrlTemplate>();

/** The URL template of an operation. It is read once. */
export function templateOf(operation: { readonly urlTemplate: string }): UrlTemplate {
  let template = templates.get(operation);
  if (template === undefined) templates.set(operation, (template = readTemplate(operation.urlTemplate)));
  return template;
}

function readTemplate(text: string): UrlTemplate {
  const [path = "", query = ""] = text.split("?", 2);
  return {
    segments: segmentsOf(path).map(readSegment),
    query: [...new URLSearchParams(query)],
    rank: rankOf(text),
  };
}

/** A segment may have text around its parameters, as in `orders({id})`. */
function readSegment(text: string): SegmentTemplate {
  const names: string[] = [];
  const parts = text.split(/(\{[^{}]+\})/).map((part) => {
    const name = /^\{([^{}]+)\}$/.exec(part)?.[1];
    if (name === undefined) return part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    names.push(name);
    return "(.+?)";
  });
  const rest = /^\*$|^\{\*([^{}]*)\}$/.exec(text);
  return {
    pattern: new RegExp(`^${parts.join("")}$`, "i"),
    names,
    ...(rest !== null && { rest: rest[1] ?? "*" }),
  };
}

/** The parameters in a path, given by its segments, and in a query. Undefined if they do not fit the template. */
export function matchTemplate(
  { segments, query: wanted }: UrlTemplate,
  given: readonly string[],
  query: URLSearchParams,
): Map<string, string> | undefined {
  const found = new Map<string, string>();
  for (const [index, { rest, pattern, names }] of segments.entries()) {
    if (rest !== undefined && index === segments.length - 1) {
      found.set(rest, given.slice(index).map(decoded).join("/"));
      return matchQuery(wanted, query, found);
    }
    const match = pattern.exec(given[index] ?? "");
    if (match === null) return undefined;
    names.forEach((name, at) => found.set(name, decoded(match[at + 1] ?? "")));
  }
  return segments.length === given.length ? matchQuery(wanted, query, found) : undefined;
}

function matchQuery(
  wanted: UrlTemplate["query"],
  query: URLSearchParams,
  found: Map<string, string>,
): Map<string, string> | undefined {
  for (const [name, value] of wanted) {
    const given = query.get(name);
    if (given === null) return undefined;
    const parameter = /^\{([^{}]+)\}$/.exec(value)?.[1];
    if (parameter === undefined && given !== value) return undefined;
    if (parameter !== undefined) found.set(parameter, given);
  }
  return found;
}

function rankOf(template: string): readonly number[] {
  const segments = segmentsOf(template.split("?", 1)[0] ?? "");
  const isWild = segments.some((segment) => segment === "*" || segment.startsWith("{*"));
  const weight = (segment: string): number => (/^\{[^{}]+\}$/.test(segment) ? 2 : segment.includes("{") ? 1 : 0);
  const parameters = segments.reduce((sum, segment) => sum + weight(segment), 0);
  const query = template.includes("?") ? 0 : 1;
  return [isWild ? 1 : 0, parameters, isWild ? -segments.length : 0, query];
}

export function segmentsOf(path: string): string[] {
  return path.split("/").filter((segment) => segment !== "");
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
