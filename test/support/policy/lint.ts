// Leaf modules: many small test files load this.
import { PolicyDocument } from "../../../src/policy/document";
import { PolicyLint } from "../../../src/policy/lint";
import { type DocumentFacts, type ProgramFacts } from "../../../src/policy/lint/facts";
import { type PolicyFinding, PolicySeverity } from "../../../src/policy/model/finding";

export const { ERROR, WARNING } = PolicySeverity;

/** The findings about a policy text. */
export function check(text: string, options?: ProgramFacts): PolicyFinding[] {
  return PolicyLint.check(PolicyDocument.parse(text), options);
}

/** The findings of one rule. */
export function checkRule(id: string, text: string, options?: ProgramFacts): PolicyFinding[] {
  return check(text, options).filter((finding) => finding.id === id);
}

/** A document with statements in the section inbound; the other sections inherit. */
export function inbound(statements: string, onError = "<base />"): string {
  return `<policies><inbound><base />${statements}</inbound><backend><base /></backend><outbound><base /></outbound><on-error>${onError}</on-error></policies>`;
}

export const TENANT = "6babcaad-604b-40ac-a9d7-9fd97c0b779f";
export const CLIENT = "0f6d3a5e-3a2a-4f6a-9a5e-6d8a8b8d7d11";
export const V2_METADATA = `https://login.microsoftonline.com/${TENANT}/v2.0/.well-known/openid-configuration`;
export const V1_METADATA = `https://login.microsoftonline.com/${TENANT}/.well-known/openid-configuration`;
export const V2_ISSUER = `https://login.microsoftonline.com/${TENANT}/v2.0`;
export const V1_ISSUER = `https://sts.windows.net/${TENANT}/`;
/** The metadata of another issuer. */
export const AUTH0 = "https://contoso.eu.auth0.com/.well-known/openid-configuration";

/** The parts of a validate-jwt. The defaults are right for version 2 tokens of Entra ID. */
export interface Jwt {
  readonly attributes?: string;
  readonly metadata?: readonly string[];
  readonly audiences?: readonly string[];
  readonly issuers?: readonly string[];
  readonly claims?: string;
  /** Replaces all of the above children. */
  readonly children?: string;
}

export const GOOD_ATTRIBUTES =
  'header-name="Authorization" require-scheme="Bearer" failed-validation-httpcode="401" failed-validation-error-message="Unauthorized" output-token-variable-name="jwt"';

export function jwt(parts: Jwt = {}): string {
  const { attributes = GOOD_ATTRIBUTES, metadata = [V2_METADATA], audiences = [CLIENT], issuers = [V2_ISSUER] } = parts;
  const list = (name: string, item: string, values: readonly string[]): string =>
    values.length === 0 ? "" : `<${name}>${values.map((value) => `<${item}>${value}</${item}>`).join("")}</${name}>`;
  const children =
    parts.children ??
    [
      ...metadata.map((url) => `<openid-config url="${url}" />`),
      list("audiences", "audience", audiences),
      list("issuers", "issuer", issuers),
      parts.claims === undefined ? "" : `<required-claims>${parts.claims}</required-claims>`,
    ].join("");
  return `<validate-jwt ${attributes}>${children}</validate-jwt>`;
}

/** A statement that authorizes some holders of a validated token. */
export const AUTHORIZE = `<choose><when condition="@(!((Jwt)context.Variables["jwt"]).Claims.GetValueOrDefault("scp", "").Split(' ').Contains("read"))"><return-response><set-status code="403" reason="Forbidden" /></return-response></when></choose>`;

/** Statements that send a challenge to a caller without a token. */
export const CHALLENGE = `<base /><choose><when condition="@(context.LastError.Source == "validate-jwt")"><set-header name="WWW-Authenticate" exists-action="override"><value>Bearer</value></set-header></when></choose>`;

/** A document that validates tokens as it should, except for what is given. */
export function checked(parts: Jwt = {}, after = AUTHORIZE): string {
  return inbound(`${jwt(parts)}${after}`, CHALLENGE);
}

/** A document with validate-azure-ad-token. */
export function adToken(children: string, attributes = `tenant-id="${TENANT}"`): string {
  return inbound(
    `<validate-azure-ad-token ${attributes} failed-validation-error-message="Unauthorized">${children}</validate-azure-ad-token>`,
    CHALLENGE,
  );
}

export const HEADER = '<set-header name="X" exists-action="override"><value>a</value></set-header>';

export const IDENTITY = '<authentication-managed-identity resource="https://vault.azure.net" />';

export function setAuthorization(value: string, action = "override"): string {
  return `<set-header name="Authorization" exists-action="${action}"><value>${value}</value></set-header>`;
}

export function when(condition: string, statements = '<set-variable name="a" value="b" />'): string {
  return `<choose><when condition="${condition}">${statements}</when></choose>`;
}

/** A fragment that is known to hold some policies. */
export function fragmentOf(id: string, ...policies: string[]): [string, DocumentFacts] {
  return [id, { policies: new Set(policies), variables: new Set(), tokens: new Set(), setsOthers: false }];
}
