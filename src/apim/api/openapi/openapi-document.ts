import { readFileSync } from "node:fs";
import { Token } from "cdktf";
import { STRING } from "../../../core/kinds";
import { PLACEHOLDER } from "../../../policy/text/placeholder";
import type { ApiContact, ApiLicense } from "../api-about";
import { documentKnownLater, unknownFormat, unreadableFile } from "./errors";
import { type DocumentOperation, operationsOf, titleOf } from "./operations";
import { type DocumentSchemas, schemasOf } from "./schemas";
import { Tree } from "./tree";

const PLACEHOLDERS = new RegExp(PLACEHOLDER, "g");

/**
 * An OpenAPI document, version 2.0 or 3, in JSON or YAML: the operations of an API.
 *
 * It is read at synth and has to be in one file. Servers, callbacks and security of the document have no effect: the program says where the
 * backend is and who may call.
 *
 * @see https://spec.openapis.org/oas/latest.html
 */
export class OpenApiDocument {
  /**
   * Reads a file.
   *
   * @param path absolute, or from the folder where the program runs
   * @throws when the file cannot be read, or is no such document
   */
  public static fromFile(path: string): OpenApiDocument {
    STRING.require("OpenApiDocument", "path", path);
    if (Token.isUnresolved(path)) throw documentKnownLater("path");
    return new OpenApiDocument(Tree.parse(path, textOf(path)));
  }

  /**
   * Reads a text.
   *
   * @throws when the text is no such document
   */
  public static fromText(text: string): OpenApiDocument {
    STRING.require("OpenApiDocument", "text", text);
    // Single values of a document may be known later.
    if (text !== "" && text.replace(PLACEHOLDERS, "").trim() === "") throw documentKnownLater("text");
    return new OpenApiDocument(Tree.parse("OpenApiDocument", text));
  }

  /** The title of the API. */
  public readonly title?: string;
  /** What the API is for. */
  public readonly description?: string;
  /** The names of the operations in Azure: their `operationId`, or method and path in lower case with dashes where it has none. */
  public readonly operationIds: string[];

  /** @internal */
  public readonly _operations: readonly DocumentOperation[];
  /**
   * The schemas, or why they are left out.
   *
   * @internal
   */
  public readonly _schemas: DocumentSchemas | string | undefined;
  /** @internal */
  public readonly _contact?: ApiContact;
  /** @internal */
  public readonly _license?: ApiLicense;
  /** @internal */
  public readonly _termsOfServiceUrl?: string;

  private constructor(tree: Tree) {
    requireKnownFormat(tree);
    const info = tree.object("info", tree.root.info);
    const title = tree.text("info.title", info.title);
    this.title = title === undefined ? undefined : titleOf(title);
    this.description = tree.text("info.description", info.description);
    this._operations = operationsOf(tree);
    this.operationIds = this._operations.map(({ name }) => name);
    this._schemas = schemasOf(tree);
    const text = (name: string, value: unknown): string | undefined => tree.text(`info.${name}`, value);
    const contact = tree.object("info.contact", info.contact);
    this._contact = given({
      name: text("contact.name", contact.name),
      email: text("contact.email", contact.email),
      url: text("contact.url", contact.url),
    });
    const license = tree.object("info.license", info.license);
    this._license = given({ name: text("license.name", license.name), url: text("license.url", license.url) });
    this._termsOfServiceUrl = text("termsOfService", info.termsOfService);
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (thrown) {
    throw unreadableFile(path, (thrown as NodeJS.ErrnoException).code ?? "unknown");
  }
}

function requireKnownFormat({ place, root }: Tree): void {
  const { swagger, openapi } = root;
  const version = written("swagger", swagger) ?? written("openapi", openapi) ?? "no version";
  if (!/^(?:swagger 2(?:\.0)?|openapi 3(?:\.\d+)*)$/.test(version)) throw unknownFormat(place, version);
}

/** YAML reads 2.0 and 3.0 without quotes as numbers. */
function written(format: string, version: unknown): string | undefined {
  return typeof version === "string" || typeof version === "number" ? `${format} ${version}` : undefined;
}

function given<T extends object>(value: T): T | undefined {
  return Object.values(value).some((each) => each !== undefined) ? value : undefined;
}
