import { PolicySeverity } from "../../model/finding";
import { type PolicyPosition } from "../../model/node";
import { type PolicyValue } from "../../model/value";
import { shown } from "../../text/errors";
import { type NodePath } from "../node-path";
import { type LintRule } from "../rule";
import { TokenCheck } from "../token-check";
import { FILL_TEMPLATE, unfilledIdIn, unfilledIn } from "../unfilled";

/** A warning: a document may be checked before its places are filled, and then nothing is wrong with it yet. */
export const UNFILLED_PLACE: LintRule = {
  id: "P-29",
  name: "unfilled-place",
  severities: [PolicySeverity.WARNING],
  description: "Addresses, audiences, issuers and ids are values, and no places that wait for one.",
  rationale:
    "A place such as ${tenant_id} of a Terraform template, {tenant}, <tenant> or YOUR-TENANT-ID is deployed as it is written. No token names it, and no key is found there, so the API is closed to everybody. Text in C# and named values are left alone.",
  fix: "Fill the place before the document is read, or use a named value, {{name}}.",
  url: "https://developer.hashicorp.com/terraform/language/functions/templatefile",
  examples: {
    wrong: `<fragment>
  <validate-jwt header-name="Authorization" require-scheme="Bearer">
    <openid-config url="\${openid_url}" />
    <audiences>
      <audience>YOUR-CLIENT-ID</audience>
    </audiences>
  </validate-jwt>
</fragment>`,
    right: `<fragment>
  <validate-jwt header-name="Authorization" require-scheme="Bearer">
    <openid-config url="https://login.microsoftonline.com/{{tenant-id}}/v2.0/.well-known/openid-configuration" />
    <audiences>
      <audience>{{client-id}}</audience>
    </audiences>
  </validate-jwt>
</fragment>`,
  },
  checkElement: (path, _context, report) => {
    for (const { value, label, position } of valuesOf(path)) {
      const place = isInTokenCheck(path) ? unfilledIdIn(value) : unfilledIn(value);
      if (place === undefined) continue;
      report(path, {
        message: `${label} holds ${shown(place)}, which is deployed as it is written; expected the value itself`,
        fix: /^[$%]\{/.test(place) ? FILL_TEMPLATE : "write the value, or use a named value: {{name}}",
        position,
      });
    }
  },
};

interface NamedPlace {
  readonly value: PolicyValue | undefined;
  readonly label: string;
  readonly position?: PolicyPosition;
}

/** The values that have to be an address or an id. */
function valuesOf(path: NodePath): NamedPlace[] {
  const { name, parent, element } = path;
  const isText = TEXTS.includes(`${parent?.name}/${name}`) || name === "set-url";
  if (isText) return [{ value: element.text, label: `the text of <${name}>` }];
  const names = ATTRIBUTES.get(name);
  if (names === undefined) return [];
  return element.attributes
    .filter((attribute) => names.includes(attribute.name))
    .map(({ name: attribute, value, position }) => ({ value, label: `attribute "${attribute}"`, position }));
}

function isInTokenCheck(start: NodePath): boolean {
  for (let path: NodePath | undefined = start; path !== undefined; path = path.parent) {
    if (TokenCheck.isOne(path)) return true;
  }
  return false;
}

/** Elements whose text is such a value, with what they are in. */
const TEXTS: readonly string[] = [
  "audiences/audience",
  "issuers/issuer",
  "client-application-ids/application-id",
  "backend-application-ids/application-id",
  "claim/value",
];

const ATTRIBUTES: ReadonlyMap<string, readonly string[]> = new Map([
  ["openid-config", ["url"]],
  ["validate-azure-ad-token", ["tenant-id"]],
  ["set-backend-service", ["base-url", "backend-id"]],
  ["authentication-managed-identity", ["resource", "client-id"]],
  ["include-fragment", ["fragment-id"]],
  ["proxy", ["url"]],
]);
