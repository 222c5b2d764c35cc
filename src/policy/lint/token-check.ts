import { type IssuerAddress, IssuerKind, parseIssuer, parseMetadataUrl } from "../../oauth/issuer-address";
import { type PolicyValue } from "../model/value";
import { csharpOf } from "./csharp-code";
import { literalOf, type NodePath } from "./node-path";
import { holdsTemplatePlace } from "./unfilled";

/** A claim that a token check requires. */
export interface RequiredClaim {
  readonly path: NodePath;
  /** The name, or undefined if it is not known until run time. */
  readonly name: string | undefined;
  /** The required values, without empty ones; none if the claim may have any value. */
  readonly values: readonly PolicyValue[];
}

/** The statements that validate tokens. */
export const TOKEN_CHECKS: readonly string[] = ["validate-jwt", "validate-azure-ad-token"];

/** A statement that validates tokens, as the rules see it. */
export class TokenCheck {
  public static isOne(path: NodePath): boolean {
    return TOKEN_CHECKS.includes(path.name);
  }

  /** Whether it is `validate-azure-ad-token`. */
  public readonly isEntraOnly: boolean;
  /** The metadata URLs. */
  public readonly metadata: readonly IssuerAddress[];
  public readonly issuers: readonly NodePath[];
  /** What the listed issuers say about the tokens. */
  public readonly listedIssuers: readonly IssuerAddress[];
  public readonly audiences: readonly NodePath[];
  /** The applications that may call. */
  public readonly clients: readonly NodePath[];
  /** The applications that a token may be for. */
  public readonly backends: readonly NodePath[];
  public readonly claims: readonly RequiredClaim[];

  private foundHeaders?: Set<string>;

  public constructor(public readonly path: NodePath) {
    this.isEntraOnly = path.name === "validate-azure-ad-token";
    this.metadata = path.childrenNamed("openid-config").map((config) => {
      const value = config.tryAttribute("url")?.value;
      // An address without a scheme and host, such as a whole named value, says nothing.
      return parseMetadataUrl(value?.isExpression ? "" : (value?.source ?? ""), isKnownLater(value));
    });
    this.issuers = path.listed("issuers", "issuer").filter(holdsText);
    this.listedIssuers = this.issuers.map(({ element: { text } }) =>
      parseIssuer(text!.isExpression ? "" : text!.source, isKnownLater(text)),
    );
    this.audiences = path.listed("audiences", "audience").filter(holdsText);
    this.clients = path.listed("client-application-ids", "application-id").filter(holdsText);
    this.backends = path.listed("backend-application-ids", "application-id").filter(holdsText);
    this.claims = path.listed("required-claims", "claim").flatMap((claim) => {
      const all = claim.childrenNamed("value");
      const values = all.filter(holdsText).map(({ element: { text } }) => text!);
      return all.length > 0 && values.length === 0 ? [] : [{ path: claim, name: claim.literal("name"), values }];
    });
  }

  /** Whether keys are accepted that are not in any metadata. */
  public get hasOtherKeys(): boolean {
    return this.path.children.some(({ name }) => name.startsWith("issuer-signing-"));
  }

  /** Whether Entra ID issues all tokens that can pass: its metadata is used, and no other keys. */
  public get isOfEntra(): boolean {
    return this.isEntraOnly || this.isIssuedBy(IssuerKind.ENTRA);
  }

  /** The same for tenants for customers. */
  public get isOfCustomers(): boolean {
    return this.isIssuedBy(IssuerKind.CUSTOMERS);
  }

  /** Whether tokens of Entra ID can pass. */
  public get acceptsEntra(): boolean {
    return this.isEntraOnly || this.metadata.some(({ kind }) => kind === IssuerKind.ENTRA);
  }

  /** Whether it is known that Entra ID does not issue the tokens. */
  public get isForeign(): boolean {
    if (this.isEntraOnly) return false;
    return this.metadata.every(({ kind }) => kind === IssuerKind.OTHER || kind === IssuerKind.CUSTOMERS);
  }

  /** The only version of Entra ID tokens that can pass, if the document determines one. */
  public get soleVersion(): 1 | 2 | undefined {
    if (this.isEntraOnly || !this.isOfEntra) return undefined;
    const addresses = this.issuers.length > 0 ? this.listedIssuers : this.metadata;
    if (addresses.some(({ kind }) => kind !== IssuerKind.ENTRA)) return undefined;
    const versions = new Set(addresses.map(({ version }) => version));
    return versions.size === 1 ? [...versions][0] : undefined;
  }

  /** The header with the token, in lower case, or undefined if the token is elsewhere or the name is not known until run time. */
  public get header(): string | undefined {
    const name = this.path.tryAttribute("header-name");
    if (name !== undefined) return literalOf(name.value)?.toLowerCase();
    const elsewhere = ["query-parameter-name", "token-value"].some(
      (other) => this.path.tryAttribute(other) !== undefined,
    );
    return this.isEntraOnly && !elsewhere ? "authorization" : undefined;
  }

  /** The headers of the request that the token may be read from, in lower case: strings of C# may be names of headers. */
  public get headers(): ReadonlySet<string> {
    if (this.foundHeaders === undefined) {
      const names = [...(csharpOf(this.path.tryAttribute("token-value")?.value)?.strings ?? [])];
      this.foundHeaders = new Set(names.map((name) => name.toLowerCase()));
      if (this.header !== undefined) this.foundHeaders.add(this.header);
    }
    return this.foundHeaders;
  }

  /** The variable that receives the token. */
  public get variable(): string | undefined {
    return this.path.literal("output-token-variable-name");
  }

  /** Whether only named clients or people may call. */
  public get namesCallers(): boolean {
    return this.clients.length > 0 || this.requires("azp", "appid", "client_id", "oid", "sub");
  }

  /** Whether a claim with one of the names is required. */
  public requires(...names: string[]): boolean {
    return this.claims.some(({ name }) => name !== undefined && names.includes(name));
  }

  private isIssuedBy(issuer: IssuerKind): boolean {
    return this.metadata.length > 0 && !this.hasOtherKeys && this.metadata.every(({ kind }) => kind === issuer);
  }
}

/** An empty item is none: it names nothing that a token could hold. */
function holdsText({ element: { text } }: NodePath): boolean {
  return text !== undefined && text.source.trim() !== "";
}

/** Whether a value is filled in after the document is read: by a named value, an expression or a template. */
export function isKnownLater(value: PolicyValue | undefined): boolean {
  return value !== undefined && (value.isDynamic || holdsTemplatePlace(value));
}
