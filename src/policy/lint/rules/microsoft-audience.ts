import { MICROSOFT_GRAPH, tryFindMicrosoftApi } from "../../../oauth/microsoft-apis";
import { PolicySeverity } from "../../model/finding";
import { type PolicyValue } from "../../model/value";
import { type LintContext } from "../context";
import { type LintExpression } from "../expressions";
import { literalOf, type NodePath } from "../node-path";
import { type Report } from "../rule";
import { type TokenCheck } from "../token-check";

/** An audience that a check accepts, wherever it is written. */
interface AcceptedAudience {
  readonly path: NodePath;
  readonly value: PolicyValue;
}

/** Reports audiences that are APIs of Microsoft: tokens for them are not made for this API. */
export function checkMicrosoftAudience(check: TokenCheck, context: LintContext, report: Report): void {
  if (check.isForeign && !check.isOfCustomers) return;
  const audiences = audiencesOf(check);
  const areAllGraph = audiences.every(({ value }) => tryFindMicrosoftApi(literalOf(value) ?? "") === MICROSOFT_GRAPH);
  for (const { path, value } of audiences) {
    const literal = literalOf(value);
    const api = literal === undefined ? undefined : tryFindMicrosoftApi(literal);
    if (api === MICROSOFT_GRAPH) {
      report(path, {
        message: `the audience is ${api.name} ("${literal}"), whose tokens nobody else can verify; expected the client id of this API`,
        fix: "write the client id of this API, and let clients ask for its scope, such as api://<client id>/.default",
        severity: areAllGraph && check.isOfEntra ? PolicySeverity.ERROR : PolicySeverity.WARNING,
      });
    } else if (api !== undefined && !namesCaller(check, context)) {
      report(path, {
        message: `the audience is ${api.name} ("${literal}"): every application of the tenant can get such a token, and none holds a scope or a role of this API; expected the client id of this API`,
        fix: "write the client id of this API, or list the callers in <client-application-ids> or claim azp",
        severity: PolicySeverity.WARNING,
      });
    }
  }
}

function audiencesOf({ audiences, backends, claims }: TokenCheck): AcceptedAudience[] {
  return [
    ...[...audiences, ...backends].map((path) => ({ path, value: path.element.text! })),
    ...claims
      .filter(({ name }) => name === "aud")
      .flatMap(({ path, values }) => values.map((value) => ({ path, value }))),
  ];
}

/** Whether the check or a condition after it names who may call. */
function namesCaller(check: TokenCheck, context: LintContext): boolean {
  return check.namesCallers || context.hasExpressionAfter(check.path, readsCaller);
}

function readsCaller({ csharp }: LintExpression): boolean {
  return csharp.names("Subject") || NAMING_CLAIMS.some((claim) => csharp.readsClaim(claim));
}

const NAMING_CLAIMS: readonly string[] = ["azp", "appid", "oid", "sub"];
