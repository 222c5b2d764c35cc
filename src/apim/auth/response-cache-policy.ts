import type { Construct } from "constructs";
import { CheckedConstruct, checkProps, type Kinds, NUMBER, optional } from "../../core/kinds";
import { checkNumber } from "../../core/rules";
import { csharpString } from "../../policy/csharp/literal";
import { writtenExpression } from "../../policy/model/written-value";
import { CacheLookup, CacheStore, DownstreamCachingType } from "../../policy/statements";
import { JWT_POLICY, TARGET } from "../kinds";
import { ApimPolicy } from "../policy/apim-policy";
import type { IPolicyTarget } from "../policy-target";
import { removeHeader, setHeader } from "../policy/headers";
import type { JwtPolicy } from "./jwt-policy";
import { CallerVariable } from "./verified-caller";

/** Properties of `ResponseCachePolicy`. */
export interface ResponseCachePolicyProps {
  /** The policy that checks who calls. */
  readonly policy: JwtPolicy;
  /** How long a response is kept, in seconds, from 1. */
  readonly durationSeconds: number;
  /**
   * Whose responses are kept: the target of the policy, or an operation of it.
   *
   * @default - the target of the policy
   */
  readonly target?: IPolicyTarget;
}

const PROPS: Kinds<ResponseCachePolicyProps> = {
  policy: JWT_POLICY,
  durationSeconds: NUMBER,
  target: optional(TARGET),
};

/** The header by which responses differ, inside the gateway only. */
const HEADER = "x-cache-caller";

/**
 * Keeps responses to GET requests for each caller: a response is given only to the same caller, with the same token, client, scopes and roles.
 *
 * Callers of an anonymous operation share responses to requests without a token.
 *
 * @see https://learn.microsoft.com/azure/api-management/cache-lookup-policy
 */
export class ResponseCachePolicy extends CheckedConstruct {
  /** @throws when the duration is no whole number from 1 */
  public constructor(scope: Construct, id: string, props: ResponseCachePolicyProps) {
    super(scope, id);
    checkProps(this, props, PROPS);
    const { policy, durationSeconds } = props;
    checkNumber(
      this,
      "durationSeconds",
      durationSeconds,
      "a whole number from 1",
      (seconds) => Number.isInteger(seconds) && seconds >= 1,
    );
    policy._nameCaller(CallerVariable.GRANT);
    const grant = csharpString(CallerVariable.GRANT);
    const caller = `context.Variables.ContainsKey(${grant}) ? (string)context.Variables[${grant}] : "anonymous"`;
    const document = ApimPolicy.of(props.target ?? policy.target);
    document.addInbound(
      setHeader(HEADER, writtenExpression(caller)),
      new CacheLookup({
        varyByDeveloper: false,
        varyByDeveloperGroups: false,
        downstreamCachingType: DownstreamCachingType.NONE,
        allowPrivateResponseCaching: true,
        // The token too: an operation without a check may depend on it.
        varyByHeaders: [HEADER, policy._headerName, "Accept"],
      }),
      removeHeader(HEADER),
    );
    document.addOutbound(new CacheStore({ durationSeconds }));
  }
}
