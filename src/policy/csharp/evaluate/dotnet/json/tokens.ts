import { formatValue } from "../format/format-value";
import { type NetType, typeNamed } from "../../contract/type";
import { NetObject, type NetValue } from "../../contract/values";
import { argumentException } from "../errors";
import { LimitError } from "../../contract/errors";
import { NEW_LINE } from "../new-line";
import { areEqual } from "../../binding/values-of-types";
import { charge, chargeItems, chargeParts, chargePlaces } from "../../contract/meter";
import { TextParts } from "../../text/text-parts";
import { modified } from "../../core/collection";
import { type TokenType } from "./token-types";
import { textOf, writeJsonValue } from "./value-text";

/** A `JToken` of Json.NET. */
export abstract class JToken extends NetObject {
  public parent: JContainer | undefined;

  public abstract get tokenType(): TokenType;

  /** `DeepClone()`. */
  public abstract clone(): JToken;

  /** Writes JSON; the level is that of the indentation, which is negative for none. */
  protected abstract write(level: number, parts: TextParts): void;

  /** JSON as Json.NET writes it: `Formatting.Indented` with two spaces, or without white space. */
  public toJson(isIndented: boolean): string {
    const parts = new TextParts();
    this.write(isIndented ? 0 : -1, parts);
    return parts.text;
  }

  /** Lets one token write another one. */
  protected writeChild(child: JToken, level: number, parts: TextParts): void {
    child.write(level, parts);
  }

  public get root(): JToken {
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- the way up starts here
    let top: JToken = this;
    for (; top.parent !== undefined; top = top.parent) chargePlaces(1);
    return top;
  }

  /** `Path`: `a.b[0]['c d']`. */
  public get path(): string {
    return this.ownPath.replace(/^\./, "");
  }

  /** The path with the point before a name. Trees have a bounded depth. */
  private get ownPath(): string {
    return this.parent === undefined ? "" : this.parent.ownPath + this.parent.stepTo(this);
  }

  public sibling(step: 1 | -1): JToken | undefined {
    return this.parent?.children[this.parent.indexOf(this) + step];
  }

  public remove(): void {
    if (this.parent === undefined) throw exceptionWithoutParent();
    this.parent.removeChild(this);
  }

  public replace(token: JToken): void {
    if (this.parent === undefined) throw exceptionWithoutParent();
    this.parent.replaceChild(this, token);
  }
}

export class JValue extends JToken {
  public constructor(
    public value: NetValue,
    public tokenType: TokenType,
  ) {
    super();
  }

  public get type(): NetType {
    return typeNamed(this.tokenType === "Raw" ? "Newtonsoft.Json.Linq.JRaw" : "Newtonsoft.Json.Linq.JValue");
  }

  public override toText(): string {
    return textOf(this.value);
  }

  public override format(format: string | null): string {
    return formatValue(this.value, format);
  }

  public override equals(other: NetValue): boolean {
    return other instanceof JValue && valuesAreEqual(this, other);
  }

  public override hashCode(): number {
    return this.key.length;
  }

  public override get key(): string {
    return `JValue:${this.tokenType}:${this.value instanceof NetObject ? (this.value.key ?? "") : String(this.value)}`;
  }

  public clone(): JToken {
    return new JValue(this.value, this.tokenType);
  }

  protected write(_level: number, parts: TextParts): void {
    if (this.tokenType === "Undefined") parts.push("undefined");
    else if (this.tokenType === "Raw") parts.push(textOf(this.value));
    else if (this.tokenType === "Comment") parts.push(`/*${textOf(this.value)}*/`);
    else parts.push(writeJsonValue(this.value));
  }
}

/** Whether two values are the same, as `JToken.DeepEquals` says. */
export function valuesAreEqual(a: JValue, b: JValue): boolean {
  if (a.value === null || b.value === null) return a.value === b.value && a.tokenType === b.tokenType;
  const isNumber = a.tokenType === "Integer" || a.tokenType === "Float";
  if (a.tokenType !== b.tokenType) return false;
  if (typeof a.value === "string" && typeof b.value === "string") return areEqual(a.value, b.value);
  if (isNumber) return textOf(a.value) === textOf(b.value);
  return a.value === b.value || (a.value instanceof NetObject && a.value.equals(b.value));
}

export abstract class JContainer extends JToken {
  /** How deep the containers in it may be nested. */
  private height = 0;
  private version = 0;

  public constructor(public readonly children: JToken[] = []) {
    super();
    chargeParts(1 / 4);
  }

  /** Adds a token; one that has a parent is copied. */
  public insert(index: number, token: JToken): void {
    chargeParts(3 / 4);
    const own = this.adopt(token);
    if (index === this.children.length) this.children.push(own);
    else {
      chargePlaces(this.children.length - index);
      this.children.splice(index, 0, own);
    }
    this.version++;
  }

  /** The part of a path that leads to a child. */
  public abstract stepTo(child: JToken): string;

  public indexOf(token: JToken): number {
    chargePlaces(this.children.length);
    return this.children.indexOf(token);
  }

  public append(token: JToken): void {
    this.insert(this.children.length, token);
  }

  public removeChild(token: JToken): void {
    const index = this.indexOf(token);
    if (index < 0) return;
    this.children.splice(index, 1);
    this.version++;
    token.parent = undefined;
  }

  public replaceChild(old: JToken, token: JToken): void {
    if (old === token) return;
    const index = this.indexOf(old);
    chargeParts(1);
    const own = this.adopt(token);
    this.children[index] = own;
    old.parent = undefined;
  }

  public clear(): void {
    for (const child of this.children) child.parent = undefined;
    this.children.length = 0;
    this.version++;
  }

  public override toText(): string {
    return this.toJson(true);
  }

  public override *enumerate(): Generator<NetValue, void, undefined> {
    const { version } = this;
    for (const child of this.children) {
      yield child;
      if (this.version !== version) throw modified();
    }
  }

  /** All tokens below, in the order of the text. The iteration needs no stack of JavaScript. */
  public *descendants(): Generator<JToken> {
    const open: { tokens: readonly JToken[]; index: number }[] = [{ tokens: this.children, index: 0 }];
    while (open.length > 0) {
      const top = open[open.length - 1]!;
      const token = top.tokens[top.index++];
      if (token === undefined) {
        open.pop();
        continue;
      }
      charge(1 / 2);
      yield token;
      if (token instanceof JContainer) open.push({ tokens: token.children, index: 0 });
    }
  }

  protected writeBetween(opening: string, closing: string, level: number, parts: TextParts): void {
    const inner = level < 0 ? level : level + 1;
    parts.push(opening);
    chargeItems(this.children.length);
    const separator = level < 0 ? "" : NEW_LINE + "  ".repeat(inner);
    let isFirst = true;
    for (const child of this.children) {
      if (!isFirst) parts.push(",");
      isFirst = false;
      if (separator !== "") parts.push(separator);
      this.writeChild(child, inner, parts);
    }
    if (level >= 0 && this.children.length > 0) parts.push(NEW_LINE + "  ".repeat(level));
    parts.push(closing);
  }

  /** Makes an empty container a copy of another one, of which the tokens fit and are not nested too deeply. */
  protected copyFrom(other: JContainer): void {
    chargeParts((5 / 4) * other.children.length);
    this.height = other.height;
    for (const child of other.children) {
      const own = child.clone();
      own.parent = this;
      this.children.push(own);
    }
  }

  /** A token as a child of this container: one that has a parent is copied. */
  protected adopt(token: JToken): JToken {
    const own = token.parent === undefined && (token instanceof JValue || token !== this.root) ? token : token.clone();
    own.parent = this;
    if (own instanceof JContainer) this.grow(own.height + 1);
    return own;
  }

  private grow(height: number): void {
    let least = height;
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- the way up starts here
    for (let around: JContainer | undefined = this; around !== undefined; around = around.parent) {
      chargePlaces(1);
      if (around.height >= least) return;
      around.height = least++;
      if (least > MAX_JSON_TREE) throw new LimitError(`JSON is nested more than ${MAX_JSON_TREE} deep`);
    }
  }
}

function exceptionWithoutParent(): Error {
  return argumentException("The parent is missing.");
}

/** Nested containers, through which the writer and `DeepEquals` recurse. */
const MAX_JSON_TREE = 500;
