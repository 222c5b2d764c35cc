import type { NamedValue } from "../deployment/model";
import { PolicyDocument } from "../policy/document";
import { checkDocument } from "./check-document";
import { CannotExecute } from "./failure";

const PLACE = /\{\{\s*([\w.-]+)\s*\}\}/g;

const TEMPLATE = /<set-body\b[^>]*\btemplate\s*=\s*(["'])liquid\1[^>]*>[\s\S]*?<\/set-body>/gi;

/** The documents of a service, each read once, and the named values in them. */
export class DeployedDocuments {
  private readonly known = new Map<readonly NamedValue[], Map<string, PolicyDocument>>();

  /**
   * @param namedValues those of the service
   * @param given values by name, in the place of those that the deployment has
   */
  public constructor(
    private readonly namedValues: readonly NamedValue[],
    private readonly given: ReadonlyMap<string, string> = new Map(),
  ) {}

  /**
   * @param namedValues those of the workspace, for a document in one
   * @param root the name of the root element
   * @throws CannotExecute for a document that the service refuses because of its form, and when a named value is missing
   */
  public read(
    text: string,
    namedValues = this.namedValues,
    root: "policies" | "fragment" = "policies",
  ): PolicyDocument {
    let known = this.known.get(namedValues);
    if (known === undefined) this.known.set(namedValues, (known = new Map<string, PolicyDocument>()));
    let document = known.get(text);
    if (document === undefined) {
      document = PolicyDocument.parse(this.fill(text, namedValues));
      checkDocument(document, root);
      known.set(text, document);
    }
    return document;
  }

  /** The text with the named values in it. The service replaces them before it reads a document, whatever they hold. */
  public fill(text: string, namedValues = this.namedValues): string {
    const templates = [...text.matchAll(TEMPLATE)].map(({ index, 0: { length } }) => [index, index + length] as const);
    return text.replace(PLACE, (place, name: string, offset: number) => {
      const found = namedValues.find(({ displayName }) => displayName === name);
      if (found !== undefined) return this.valueOf(found);
      // In a template, the braces may also be those of Liquid.
      if (templates.some(([start, end]) => start <= offset && offset < end)) return place;
      throw new CannotExecute(`the named value ${name} is not in the deployment`);
    });
  }

  /** Only the vault knows what is in it, so such a value says whose it is. */
  private valueOf({ displayName, value, secret }: NamedValue): string {
    return this.given.get(displayName) ?? value ?? secret?.reveal() ?? `secret-of-${displayName}`;
  }
}
