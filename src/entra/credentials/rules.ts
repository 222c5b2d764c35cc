import { isUrl, pattern, type Rule, RULES } from "../../core/rules";

const LABEL = "[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?";
const AUDIENCE = /^(?!.*[$%]\{)[^\s*\p{Cc}]{1,600}$/u;
const CLAUSE = "claims\\['[a-z_]+'\\] (?:eq|matches) '[^']+'";

/** The rules of credentials: of Entra ID, and of what issues the tokens that it exchanges. */
export const CREDENTIAL_RULES = {
  credentialName: {
    expected: '3 to 120 letters, digits, "_" or "-", a letter or digit first',
    fix: "give displayName, or another id",
    test: pattern(/^[A-Za-z0-9][\w-]{2,119}$/),
  },
  credentialDescription: {
    expected: "1 to 600 characters, none of them a control character, and not all of them spaces",
    fix: "write a shorter sentence, or leave the option out",
    test: (value) => RULES.text.test(value) && value.length <= 600,
  },
  // The provider counts the bytes of a flexible credential.
  flexibleDescription: {
    expected: "1 to 600 bytes of UTF-8 without control characters, and not all of them spaces",
    fix: "write a shorter sentence, or leave the option out",
    test: (value) => RULES.text.test(value) && Buffer.byteLength(value, "utf8") <= 600,
  },
  flexibleAudience: {
    expected: "1 to 600 bytes of UTF-8 without spaces",
    fix: "copy the claim aud of a token, or leave the option out for the audience that Entra ID recommends",
    test: (value) => AUDIENCE.test(value) && Buffer.byteLength(value, "utf8") <= 600,
  },
  federatedIssuer: {
    expected:
      "an absolute https:// URL of at most 600 characters without user, wildcard or fragment, on a host of the internet, where Entra ID reads the keys",
    fix: "copy the claim iss of a token, and give a cluster an issuer of its own in place of kubernetes.default.svc",
    test: (value) => value.length <= 600 && isUrl(value, ["https:"]) && !isPrivateHost(new URL(value).hostname),
  },
  federatedSubject: {
    expected: "the whole claim sub of 1 to 600 characters, without a wildcard",
    fix: "copy the claim sub of a token, or use FederatedCredential.flexible for a pattern",
    test: pattern(/^(?!\s)(?!.*[$%]\{)[^*\p{Cc}]{1,600}(?<!\s)$/u),
  },
  federatedAudience: {
    expected: "1 to 600 characters without spaces",
    fix: "copy the claim aud of a token, or leave the option out for the audience that Entra ID recommends",
    test: pattern(AUDIENCE),
  },
  matchingExpression: {
    expected: "claims['sub'] eq or matches '…', and more clauses with \" and \" between them",
    fix: "write it like claims['sub'] matches 'repo:contoso/orders:ref:refs/heads/release/*'",
    test: (value) => new RegExp(`^${CLAUSE}(?: and ${CLAUSE})*$`).test(value) && !/[$%]\{/.test(value),
  },
  githubOwner: {
    expected: 'the name of an organization or user: letters, digits, "-" or "_", and no wildcard',
    fix: "give the part before the slash in owner/repository",
    test: pattern(/^[A-Za-z0-9][\w-]{0,99}$/),
  },
  githubRepository: {
    expected: 'the name of one repository: letters, digits, ".", "-" or "_", and no wildcard',
    fix: "give the part after the slash in owner/repository",
    test: pattern(/^(?!\.{1,2}$)[\w.-]{1,100}$/),
  },
  githubId: {
    expected: "a number",
    fix: "read it from https://api.github.com/repos/<owner>/<repository>: id, and id of owner",
    test: pattern(/^\d{1,20}$/),
  },
  gitRef: {
    expected: "the name of one branch or tag, such as main, without refs/ and without a wildcard",
    fix: "add one credential for each, or use FederatedCredential.flexible for a pattern",
    test: pattern(/^(?!refs\/|\/)(?!.*(?:\/\/|\.\.|@\{|[$%]\{))[^\s~^:?*[\\\p{Cc}]{1,255}(?<!\/)$/u),
  },
  githubEnvironment: {
    expected: "the name of one environment, without a wildcard",
    fix: "add one credential for each environment",
    test: pattern(/^(?!\s)(?!.*[$%]\{)[^*?\p{Cc}]{1,255}(?<!\s)$/u),
  },
  azureDevOpsName: {
    expected: 'a name without "/" and wildcards',
    fix: "give the names as they are in the address of the service connection, without the URL",
    test: pattern(/^(?!\s)(?!.*[$%]\{)[^/*?\p{Cc}]{1,256}(?<!\s)$/u),
  },
  kubernetesNamespace: {
    expected: 'the name of one namespace: lower-case letters, digits or "-", without a wildcard',
    fix: "give the namespace of the service account",
    test: pattern(new RegExp(`^${LABEL}$`)),
  },
  kubernetesServiceAccount: {
    expected: 'the name of one service account: lower-case letters, digits, "-" or ".", without a wildcard',
    fix: "give the name alone, without the namespace",
    test: pattern(new RegExp(`^(?=.{1,253}$)${LABEL}(?:\\.${LABEL})*$`)),
  },
} as const satisfies Record<string, Rule>;

/** Whether a name can be found inside one network only, such as the issuer that every cluster has at first. */
function isPrivateHost(host: string): boolean {
  if (/^(?:10|127|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01]))(?:\.\d+){2,3}$/.test(host)) return true;
  return !host.includes(".") || /\.(?:svc|local|localhost|internal)$/i.test(host);
}
