import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PolicyScope } from "../../src/policy";
import { check, ERROR } from "../support/policy/lint";

const FOLDER = join(__dirname, "documents");

/** A document as people write it, and what there is to say about it. */
interface FieldDocument {
  readonly file: string;
  readonly title: string;
  readonly scope?: PolicyScope;
  /** Rules and severities in the order of the findings. These rules find nothing else, and there is no other error. */
  readonly expected: readonly string[];
}

const DOCUMENTS: readonly FieldDocument[] = [
  { file: "counter-key-null", title: "a key that is null for callers without a token", expected: ["P-40 warning"] },
  { file: "lasterror-in-header", title: "the message of an error in a header", expected: ["P-12 warning"] },
  {
    file: "azure-ad-audience-expression",
    title: "an audience that is an expression",
    expected: ["C-05 warning"],
  },
  { file: "application-id-expression", title: "a client id that is an expression", expected: ["C-05 warning"] },
  { file: "key-modulus-expression", title: "a key that is an expression", expected: ["C-05 warning"] },
  { file: "custom-header-with-scheme", title: "a scheme in a header of its own", expected: ["P-10 warning"] },
  {
    file: "authorization-context-identity",
    title: "the identity of the caller, which is not used",
    expected: ["C-12 warning", "P-41 warning"],
  },
  { file: "section-in-section", title: "a section in a section", expected: ["C-08 error"] },
  {
    file: "variable-nobody-sets",
    title: "a check behind a variable that nothing sets",
    expected: ["P-37 warning", "P-01 warning"],
  },
  {
    file: "status-does-not-end",
    title: "a refusal that refuses nobody",
    expected: ["P-32 error", "P-08 warning", "P-34 warning"],
  },
  {
    file: "unexpiring-audience-only",
    title: "tokens that never expire, in a branch",
    scope: PolicyScope.OPERATION,
    expected: ["P-03 error", "P-01 warning", "P-08 warning"],
  },
  { file: "csv-in-claim-value", title: "two clients in one value", expected: ["P-09 warning"] },
  { file: "scope-as-uri", title: "a scope as clients ask for it", expected: ["P-09 warning"] },
  { file: "default-as-scope", title: "the scope of all permissions", expected: ["P-09 warning"] },
  { file: "separator-comma", title: "scopes that are split at commas", expected: ["P-09 warning"] },
  { file: "graph-audience", title: "tokens for Microsoft Graph", expected: ["P-07 error"] },
  { file: "management-audience", title: "tokens for Azure Resource Manager", expected: ["P-07 warning"] },
  {
    file: "tenant-only",
    title: "every token of the tenant, and a key that callers choose",
    scope: PolicyScope.GLOBAL,
    expected: ["P-07 error", "P-08 error", "P-21 warning"],
  },
  { file: "renewal-period-3600", title: "a period that is too long", expected: ["C-04 error"] },
  { file: "key-not-base64", title: "a key in words", expected: ["P-04 error", "P-27 warning"] },
  { file: "b2c-two-flows", title: "two user flows of one tenant", expected: [] },
  {
    file: "customer-tenant-wrong-issuer",
    title: "a tenant for customers with the issuer of a tenant for employees",
    expected: ["P-06 warning", "P-06 warning"],
  },
  { file: "claim-indexer-throws", title: "a claim that may be absent", expected: ["P-41 warning"] },
  {
    file: "array-compared-with-text",
    title: "an array that is compared with a string",
    expected: ["C-25 error"],
  },
  { file: "parenthesis-missing", title: "an expression that does not close", expected: ["C-16 error"] },
  {
    file: "no-keys",
    title: "a check without keys",
    expected: ["P-04 error", "P-07 warning", "P-10 warning"],
  },
  {
    file: "token-request",
    title: "a request for a token with a secret, a scope and an age that do not fit",
    expected: ["P-27 warning", "P-42 warning", "P-41 warning", "P-42 warning"],
  },
  { file: "identity-resource-default", title: "a scope as resource", expected: ["P-42 warning"] },
  { file: "token-without-scheme", title: "a token without its scheme", expected: ["P-42 warning"] },
  {
    file: "cors-origin-with-path",
    title: "an origin with a path, and a header that is not allowed",
    expected: ["P-45 warning", "P-45 warning"],
  },
  { file: "invented-attribute", title: "an attribute that does not exist", expected: ["C-02 error"] },
  {
    file: "template-of-terraform",
    title: "a template that nobody filled",
    expected: ["P-29 warning", "P-29 warning", "P-29 warning"],
  },
  {
    file: "metadata-address-incomplete",
    title: "the address of an issuer as that of its metadata",
    expected: ["P-28 error"],
  },
  {
    file: "empty-values",
    title: "a check whose values were lost",
    expected: ["P-04 error", "C-04 error", "C-10 error", "C-10 error", "P-07 warning", "P-08 warning"],
  },
  {
    file: "unchecked-token",
    title: "a header and a condition from a token that nothing checks",
    expected: ["C-02 error", "P-02 warning", "P-02 warning", "P-18 warning", "C-03 warning", "P-18 warning"],
  },
  {
    file: "caller-chooses-secret",
    title: "an address that the caller chooses, with the identity of the gateway",
    expected: ["P-43 warning", "P-41 warning"],
  },
  { file: "cached-before-check", title: "a cached response before the check", expected: ["P-33 warning"] },
];

test("every document has a row", () => {
  expect(DOCUMENTS.map(({ file }) => `${file}.xml`).sort()).toEqual(readdirSync(FOLDER).sort());
});

test.each(DOCUMENTS)("says what is wrong, and no more, about $title", ({ file, scope = PolicyScope.API, expected }) => {
  const rules = new Set(expected.map((finding) => finding.slice(0, 4)));
  const found = check(readFileSync(join(FOLDER, `${file}.xml`), "utf8"), { scope })
    .filter(({ id, severity }) => rules.has(id) || severity === ERROR)
    .map(({ id, severity }) => `${id} ${severity}`);

  expect(found).toEqual(expected);
});

test("has at most the challenge and the status of a refusal to say about a document that is right", () => {
  const text = readFileSync(join(FOLDER, "b2c-two-flows.xml"), "utf8");

  expect(check(text).map(({ id }) => id)).toEqual(["P-13", "P-14"]);
});
