import { codeOf } from "./expressions";
import { type Authority, IssuerKind, issuerOf, metadataOf } from "./authority";
import { literalOf, type Place } from "./place";
import { type PolicyValue } from "../model/value";

/** A claim that a token check demands. */
export interface DemandedClaim {
  readonly place: Place;
  /** The name, or undefined when it is known only later. */
  readonly name: string | undefined;
  /** The values that are demanded: none when the claim only has to be there. */
  readonly values: readonly (PolicyValue | undefined)[];
}

/** A statement that checks tokens, as the rules see it. */
export class TokenCheck {
  public static isOne(place: Place): boolean {
    return place.name === "validate-jwt" || place.name === "validate-azure-ad-token";
  }

  /** Whether it is `validate-azure-ad-token`. */
  public readonly isEntraOnly: boolean;
  /** The addresses of metadata. */
  public readonly metadata: readonly Authority[];
  public readonly issuers: readonly Place[];
  /** The issuers that are listed, taken apart. */
  public readonly listedIssuers: readonly Authority[];
  public readonly audiences: readonly Place[];
  public readonly claims: readonly DemandedClaim[];

  public constructor(public readonly place: Place) {
    this.isEntraOnly = place.name === "validate-azure-ad-token";
    this.metadata = place.childrenNamed("openid-config").map((config) => {
      const value = config.attribute("url")?.value;
      // An address without a scheme and host, such as a whole named value, tells nothing.
      return metadataOf(value?.isExpression ? "" : (value?.source ?? ""), value?.isDynamic ?? false);
    });
    this.issuers = place.listed("issuers", "issuer");
    this.listedIssuers = this.issuers.map(({ element: { text } }) =>
      issuerOf(text === undefined || text.isExpression ? "" : text.source, text?.isDynamic ?? true),
    );
    this.audiences = place.listed("audiences", "audience");
    this.claims = place.listed("required-claims", "claim").map((claim) => {
      const values = claim.childrenNamed("value").map(({ element: { text } }) => text);
      return { place: claim, name: claim.literal("name"), values };
    });
  }

  /** Whether Entra ID issues all tokens that can pass: its metadata, and no keys of another one. */
  public get isOfEntra(): boolean {
    if (this.isEntraOnly) return true;
    const hasOtherKeys = this.place.children.some(({ name }) => name.startsWith("issuer-signing-"));
    return this.metadata.length > 0 && !hasOtherKeys && this.metadata.every(({ kind }) => kind === IssuerKind.ENTRA);
  }

  /** Whether tokens of Entra ID can pass. */
  public get acceptsEntra(): boolean {
    return this.isEntraOnly || this.metadata.some(({ kind }) => kind === IssuerKind.ENTRA);
  }

  /** Whether it is known that somebody else than Entra ID issues the tokens. */
  public get isForeign(): boolean {
    if (this.isEntraOnly) return false;
    return this.metadata.every(({ kind }) => kind === IssuerKind.OTHER || kind === IssuerKind.CUSTOMERS);
  }

  /** The one version of tokens of Entra ID that can pass, when the document tells it. */
  public get soleVersion(): 1 | 2 | undefined {
    if (this.isEntraOnly || !this.isOfEntra) return undefined;
    const addresses = this.issuers.length > 0 ? this.listedIssuers : this.metadata;
    if (addresses.some(({ kind }) => kind !== IssuerKind.ENTRA)) return undefined;
    const versions = new Set(addresses.map(({ version }) => version));
    return versions.size === 1 ? [...versions][0] : undefined;
  }

  /** The name of the header that holds the token, in small letters, or undefined when it comes from elsewhere or is known only later. */
  public get header(): string | undefined {
    const name = this.place.attribute("header-name");
    if (name !== undefined) return literalOf(name.value)?.toLowerCase();
    const elsewhere = ["query-parameter-name", "token-value"].some(
      (other) => this.place.attribute(other) !== undefined,
    );
    return this.isEntraOnly && !elsewhere ? "authorization" : undefined;
  }

  /** Whether the token is the one in a header of the request. */
  public reads(header: string): boolean {
    if (this.header === header) return true;
    const code = codeOf(this.place.attribute("token-value")?.value);
    return code !== undefined && code.toLowerCase().includes(`"${header}"`);
  }

  /** The variable that takes the token. */
  public get variable(): string | undefined {
    return this.place.literal("output-token-variable-name");
  }

  /** Whether a claim of one of the names is demanded. */
  public demands(...names: string[]): boolean {
    return this.claims.some(({ name }) => name !== undefined && names.includes(name));
  }
}
