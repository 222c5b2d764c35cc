import { expressionsIn, scanExpression } from "../csharp/scan";
import { type PolicyPosition } from "../model/node";
import { literalOf, type NodePath } from "./node-path";
import { forEachText } from "./rules/texts";
import { TokenCheck } from "./token-check";

/** A statement that puts something into a context variable. */
export interface VariableSetter {
  readonly path: NodePath;
  /** The name, or undefined if it is not known until run time. */
  readonly name: string | undefined;
}

/** Code that takes one entry out of a collection of the context by its name. */
export interface NamedRead {
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
export function variableReads(paths: readonly NodePath[]): NamedRead[] {
  const reads = namedReads(paths, "Variables");
  for (const path of paths) {
    const name = path.name === "return-response" ? path.literal("response-variable-name") : undefined;
    if (name) reads.push({ path, name, attribute: "response-variable-name", isStrict: true, isJwt: false });
  }
  return reads.sort((left, right) => left.path.order - right.path.order);
}

/** The reads of entries of a collection, such as `context.Variables["name"]`: in C#, and in Liquid templates. */
export function namedReads(paths: readonly NodePath[], collection: string): NamedRead[] {
  const reads: NamedRead[] = [];
  for (const path of paths) {
    const isLiquid = path.literal("template")?.toLowerCase() === "liquid";
    forEachText(
      path,
      (source) => source.includes(collection),
      ({ source, attribute, position = path.element.position, isComment }) => {
        if (isComment) return;
        const found = isLiquid ? readsInLiquid(source, collection) : readsInCode(source, collection);
        for (const read of found) reads.push({ ...read, path, attribute, position });
      },
    );
  }
  return reads;
}

type FoundRead = Pick<NamedRead, "name" | "isStrict" | "isJwt">;

function readsInCode(source: string, collection: string): FoundRead[] {
  const found: FoundRead[] = [];
  const bounds = expressionsIn(source);
  for (let index = 0; index < bounds.length; index += 2) {
    const code = source.slice(bounds[index], bounds[index + 1]);
    const literals: number[] = [];
    scanExpression(code, 0, { literals });
    let next = 0;
    for (let at = code.indexOf(collection); at >= 0; at = code.indexOf(collection, at + 1)) {
      while (next < literals.length && literals[next + 1]! <= at) next += 2;
      if (next < literals.length && literals[next]! <= at) continue; // in a string or a comment
      const read = readAt(code, at, collection);
      if (read !== undefined) found.push(read);
    }
  }
  return found;
}

/** How far around the name of a collection a read of it can reach: hostile text must not make the search long. */
const MAX_CAST = 60;
const MAX_READ = 300;

const OWNER = /\b(?:context|[Rr]equest)\s{0,20}\??\.\s{0,20}$/;
const ENTRY =
  /^\s{0,20}(?:\[|\.\s{0,20}(GetValueOrDefault|ContainsKey|TryGetValue)\s{0,20}(?:<([\w.?<>,[\]\s]{1,100})>)?\s{0,20}\()\s{0,20}(@?)"([^"\\{}\r\n]*)"\s{0,20}(?=([\]),]))/;
const CAST = /\(\s{0,20}Jwt\s{0,20}\)\s{0,20}\(?\s{0,20}context\s{0,20}\??\.\s{0,20}$/;
const AS_JWT = /^\)?\s{0,20}\)?\s{0,20}as\s{1,20}Jwt\b/;

function readAt(code: string, at: number, collection: string): FoundRead | undefined {
  const before = code.slice(Math.max(0, at - MAX_CAST), at);
  if (!OWNER.test(before)) return undefined;
  const rest = code.slice(at + collection.length, at + collection.length + MAX_READ);
  const entry = ENTRY.exec(rest);
  if (entry === null) return undefined;
  const [text, method, type, , name] = entry;
  if (name === "") return undefined;
  const isJwt = type === "Jwt" || CAST.test(before) || AS_JWT.test(rest.slice(text.length + 1));
  return { name: name!, isStrict: method === undefined, isJwt };
}

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
