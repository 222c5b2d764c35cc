import { type PolicyPosition } from "../model/node";
import { type PolicyValue } from "../model/value";
import { type LintContext } from "./context";
import { csharpOf } from "./csharp-code";
import { literalOf, type NodePath } from "./node-path";
import { forEachText } from "./rules/texts";
import { TokenCheck } from "./token-check";

/** A statement that puts something into a context variable. */
export interface VariableSetter {
  readonly path: NodePath;
  /** The name, or undefined if it is not known until run time. */
  readonly name: string | undefined;
}

/** A read of one entry of a collection of the context by its name, and where it is. */
export interface PlacedRead {
  readonly path: NodePath;
  readonly name: string;
  /** The name of the attribute with the code. */
  readonly attribute?: string;
  readonly position?: PolicyPosition;
  /** Whether it fails where there is no such entry. */
  readonly isStrict: boolean;
  /** Whether the entry is taken for a validated token. */
  readonly isJwt: boolean;
}

/** What a statement puts into variables. */
export function settersOf(path: NodePath): VariableSetter[] {
  const isSetter = (attribute: string): boolean => {
    if (path.name === "set-variable") return attribute === "name";
    return isOutput(attribute) && path.name !== "return-response";
  };
  const { attributes } = path.element;
  return attributes.filter(({ name }) => isSetter(name)).map(({ value }) => ({ path, name: literalOf(value) }));
}

/** Every statement calls the attribute for its result this way, such as `output-token-variable-name`. Only `return-response` reads such a variable. */
function isOutput(attribute: string): boolean {
  return attribute === "variable-name" || attribute.endsWith("-variable-name");
}

/** Whether a statement puts a validated token into its variable. */
export function setsToken({ path }: VariableSetter): boolean {
  return TokenCheck.isOne(path);
}

/** The reads of context variables, in document order. */
export function variableReads(context: LintContext): PlacedRead[] {
  const reads = placedReads(context, "Variables");
  for (const path of context.paths) {
    const name = path.name === "return-response" ? path.literal("response-variable-name") : undefined;
    if (name) reads.push({ path, name, attribute: "response-variable-name", isStrict: true, isJwt: false });
  }
  return reads.sort((left, right) => left.path.order - right.path.order);
}

/** The reads of entries of a collection, such as `context.Variables["name"]`: in C#, and in Liquid templates. */
export function placedReads(context: LintContext, collection: string): PlacedRead[] {
  const reads: PlacedRead[] = [];
  for (const path of context.paths) {
    const isLiquid = path.literal("template")?.toLowerCase() === "liquid";
    forEachText(
      path,
      (source) => source.includes(collection),
      ({ source, value, attribute, position = path.element.position }) => {
        const found = isLiquid ? readsInLiquid(source, collection) : readsInCode(value, collection);
        const placed = position && { source, position, isAttribute: attribute !== undefined };
        for (const { start, ...read } of found) {
          const place = start === undefined || placed === undefined ? position : context.positionIn(placed, start);
          reads.push({ ...read, path, attribute, position: place });
        }
      },
    );
  }
  return reads;
}

interface FoundRead extends Pick<PlacedRead, "name" | "isStrict" | "isJwt"> {
  /** Where it is in the value, if the value is one expression. */
  readonly start?: number;
}

/** A name with an escape or a brace is not the one that it seems to be. */
function readsInCode(value: PolicyValue | undefined, collection: string): FoundRead[] {
  return (csharpOf(value)?.allReads ?? []).flatMap(({ collection: read, name, method, isJwt, node }) =>
    read === collection && name !== undefined && /^[^\\{}\r\n]+$/.test(name)
      ? [{ name, isStrict: method === "[]", isJwt, start: value?.isExpression === true ? node?.start : undefined }]
      : [],
  );
}

/** How far a read in Liquid can reach: hostile text must not make the search long. */
const MAX_READ = 300;

const LIQUID = /^(?:\[\s{0,20}(?:"([^"{}\r\n]{1,200})"|'([^'{}\r\n]{1,200})')\s{0,20}\]|\.([A-Za-z_][\w-]{0,200}))/;

/** In Liquid, what is absent is empty. */
function readsInLiquid(source: string, collection: string): FoundRead[] {
  const found: FoundRead[] = [];
  const start = `.${collection}`;
  for (let at = source.indexOf(start); at >= 0; at = source.indexOf(start, at + 1)) {
    const entry = LIQUID.exec(source.slice(at + start.length, at + start.length + MAX_READ));
    const name = entry?.[1] ?? entry?.[2] ?? entry?.[3];
    if (name !== undefined) found.push({ name, isStrict: false, isJwt: false });
  }
  return found;
}
