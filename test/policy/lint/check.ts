import {
  PolicyDocument,
  type PolicyFinding,
  PolicyLint,
  type PolicyLintOptions,
  PolicySeverity,
} from "../../../src/policy";

export const { ERROR, WARNING } = PolicySeverity;

/** The findings about a policy text. */
export function check(text: string, options?: PolicyLintOptions): PolicyFinding[] {
  return PolicyLint.check(PolicyDocument.parse(text), options);
}

/** The findings of one rule. */
export function checkRule(id: string, text: string, options?: PolicyLintOptions): PolicyFinding[] {
  return check(text, options).filter(({ ruleId }) => ruleId === id);
}

/** A document whose section inbound holds statements, and whose other sections inherit. */
export function inbound(statements: string, onError = "<base />"): string {
  return `<policies><inbound><base />${statements}</inbound><backend><base /></backend><outbound><base /></outbound><on-error>${onError}</on-error></policies>`;
}

export const TENANT = "6babcaad-604b-40ac-a9d7-9fd97c0b779f";
export const CLIENT = "0f6d3a5e-3a2a-4f6a-9a5e-6d8a8b8d7d11";
export const V2_METADATA = `https://login.microsoftonline.com/${TENANT}/v2.0/.well-known/openid-configuration`;
export const V1_METADATA = `https://login.microsoftonline.com/${TENANT}/.well-known/openid-configuration`;
export const V2_ISSUER = `https://login.microsoftonline.com/${TENANT}/v2.0`;
export const V1_ISSUER = `https://sts.windows.net/${TENANT}/`;

/** The parts of a validate-jwt. What is not given is as it should be for version 2 tokens of Entra ID. */
export interface Jwt {
  readonly attributes?: string;
  readonly metadata?: readonly string[];
  readonly audiences?: readonly string[];
  readonly issuers?: readonly string[];
  readonly claims?: string;
  /** What stands in place of all of the above children. */
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

/** A statement that lets only some holders of a checked token in. */
export const AUTHORIZE = `<choose><when condition="@(!((Jwt)context.Variables["jwt"]).Claims.GetValueOrDefault("scp", "").Split(' ').Contains("read"))"><return-response><set-status code="403" reason="Forbidden" /></return-response></when></choose>`;

/** Statements that tell a caller without a token what is missing. */
export const CHALLENGE = `<base /><choose><when condition="@(context.LastError.Source == "validate-jwt")"><set-header name="WWW-Authenticate" exists-action="override"><value>Bearer</value></set-header></when></choose>`;

/** A document that checks tokens as it should, but for what is given. */
export function checked(parts: Jwt = {}, after = AUTHORIZE): string {
  return inbound(`${jwt(parts)}${after}`, CHALLENGE);
}
