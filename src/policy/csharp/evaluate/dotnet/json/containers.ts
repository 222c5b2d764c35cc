import { type NetType, typeNamed } from "../../contract/type";
import { type TextParts } from "../../text/text-parts";
import { argumentException } from "../errors";
import { type TokenType } from "./token-types";
import { JContainer, type JToken } from "./tokens";
import { quoteJson } from "./value-text";

export class JProperty extends JContainer {
  public constructor(
    public readonly name: string,
    value: JToken,
  ) {
    super([value]);
    this.children[0] = this.adopt(value);
  }

  public get type(): NetType {
    return typeNamed("Newtonsoft.Json.Linq.JProperty");
  }

  public get tokenType(): TokenType {
    return "Property";
  }

  public stepTo(): string {
    return "";
  }

  public get value(): JToken {
    return this.children[0]!;
  }

  public set value(token: JToken) {
    this.replaceChild(this.value, token);
  }

  public clone(): JToken {
    return new JProperty(this.name, this.value.clone());
  }

  protected write(level: number, parts: TextParts): void {
    parts.push(quoteJson(this.name) + (level < 0 ? ":" : ": "));
    this.writeChild(this.value, level, parts);
  }
}

export class JArray extends JContainer {
  public get type(): NetType {
    return typeNamed("Newtonsoft.Json.Linq.JArray");
  }

  public get tokenType(): TokenType {
    return "Array";
  }

  public stepTo(child: JToken): string {
    return `[${this.indexOf(child)}]`;
  }

  public clone(): JToken {
    const copy = new JArray();
    copy.copyFrom(this);
    return copy;
  }

  protected write(level: number, parts: TextParts): void {
    this.writeBetween("[", "]", level, parts);
  }
}

export class JObject extends JContainer {
  /** By their names; of few properties there is no need for it. */
  private properties: Map<string, JProperty> | undefined;

  public get type(): NetType {
    return typeNamed("Newtonsoft.Json.Linq.JObject");
  }

  public get tokenType(): TokenType {
    return "Object";
  }

  public stepTo(child: JToken): string {
    return child instanceof JProperty ? pathOfName(child.name) : "";
  }

  public property(name: string): JProperty | undefined {
    if (this.properties !== undefined) return this.properties.get(name);
    for (const child of this.children) if (child instanceof JProperty && child.name === name) return child;
    return undefined;
  }

  public get(name: string): JToken | undefined {
    return this.property(name)?.value;
  }

  public set(name: string, value: JToken): void {
    const property = this.property(name);
    if (property === undefined) this.append(new JProperty(name, value));
    else property.value = value;
  }

  public override insert(index: number, token: JToken): void {
    if (!(token instanceof JProperty)) {
      throw argumentException(`Can not add ${token.type.definition.fullName} to ${this.type.definition.fullName}.`);
    }
    if (this.property(token.name) !== undefined) {
      throw argumentException(
        `Can not add property ${token.name} to Newtonsoft.Json.Linq.JObject. Property with the same name already exists on object.`,
      );
    }
    super.insert(index, token);
    const own = this.children[index];
    if (this.properties !== undefined && own instanceof JProperty) this.properties.set(own.name, own);
    else if (this.properties === undefined && this.children.length > FEW) this.properties = this.byName();
  }

  private byName(): Map<string, JProperty> {
    const found = new Map<string, JProperty>();
    for (const child of this.children) if (child instanceof JProperty) found.set(child.name, child);
    return found;
  }

  public override removeChild(token: JToken): void {
    super.removeChild(token);
    if (token instanceof JProperty) this.properties?.delete(token.name);
  }

  public override replaceChild(old: JToken, token: JToken): void {
    if (!(token instanceof JProperty) || !(old instanceof JProperty)) {
      throw argumentException(`Can not add ${token.type.definition.fullName} to ${this.type.definition.fullName}.`);
    }
    const index = this.indexOf(old);
    this.removeChild(old);
    this.insert(index, token);
  }

  public override clear(): void {
    super.clear();
    this.properties = undefined;
  }

  public clone(): JToken {
    const copy = new JObject();
    copy.copyFrom(this);
    if (copy.children.length > FEW) copy.properties = copy.byName();
    return copy;
  }

  protected write(level: number, parts: TextParts): void {
    this.writeBetween("{", "}", level, parts);
  }
}

function pathOfName(name: string): string {
  return /[\s\p{P}\p{S}]/u.test(name.replace(/_/g, "")) ? `['${name.replace(/['\\]/g, "\\$&")}']` : `.${name}`;
}

/** Properties that are found faster without a map. */
const FEW = 8;
