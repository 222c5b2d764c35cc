import type { Construct } from "constructs";
import { CheckedConstruct, checkProps, type Kinds, NUMBER, optional } from "../../core/kinds";
import { Registry } from "../../core/registry";
import { checkNumber } from "../../core/rules";
import { csharpString } from "../../policy/csharp/literal";
import { writtenExpression } from "../../policy/model/written-value";
import { CacheLookup, CacheStore, DownstreamCachingType } from "../../policy/statements";
import { secondCache, uncheckedCache } from "../errors";
import { JWT_POLICY, TARGET } from "../kinds";
import { ApimPolicy } from "../policy/apim-policy";
import { PRODUCTS_OF_API } from "../policy/products-of-api";
import { areApart, type IPolicyTarget } from "../policy-target";
import { distinctHeaders, removeHeader, setHeader } from "../policy/headers";
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

const CACHES = new Registry<ResponseCachePolicy>("response cache");

/** The header by which responses differ, inside the gateway only. */
const HEADER = "x-cache-caller";
/** By what else the gateway may know the caller, also where it checks no token. */
const OTHER_CALLER: readonly string[] = ["context.Subscription?.Id", "context.Request.Certificate?.Thumbprint"];
/** Headers by which a backend may know the caller, and what the caller can read. */
const BACKEND_HEADERS: readonly string[] = ["Authorization", "Cookie", "Accept", "Accept-Language"];

/**
 * Keeps responses to GET requests for each caller: a response is given only to the same caller, with the same token, client, scopes, roles,
 * subscription and certificate.
 *
 * Requests without a token to an anonymous operation share responses, as far as subscription, certificate and cookies are the same. A response is kept as the
 * document leaves it. A request that is answered from the cache runs no statement that comes later, such as one of an operation of the target.
 *
 * @see https://learn.microsoft.com/azure/api-management/cache-lookup-policy
 */
export class ResponseCachePolicy extends CheckedConstruct {
  /** @throws when the duration is no whole number from 1, or the responses of the target are kept already */
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
    const { target = policy.target } = props;
    const { key, label } = target.policyTarget;
    const other = CACHES.tryFind(target, ...key);
    if (other !== undefined) throw secondCache(this, label, other.node.path);
    CACHES.add(this, ...key);
    this.node.addValidation({
      validate: () =>
        isChecked(target, policy.target) ? [] : [uncheckedCache(label, policy.target.policyTarget.label)],
    });
    policy._nameCaller(CallerVariable.GRANT);
    const grant = csharpString(CallerVariable.GRANT);
    const caller = `(context.Variables.ContainsKey(${grant}) ? (string)context.Variables[${grant}] : "anonymous")`;
    const document = ApimPolicy.of(target);
    document.addInbound(
      setHeader(HEADER, writtenExpression([caller, ...OTHER_CALLER].join(' + "|" + '))),
      new CacheLookup({
        varyByDeveloper: false,
        varyByDeveloperGroups: false,
        downstreamCachingType: DownstreamCachingType.NONE,
        allowPrivateResponseCaching: true,
        varyByHeaders: distinctHeaders([HEADER, policy._headerName, ...BACKEND_HEADERS]),
      }),
      removeHeader(HEADER),
    );
    // What filters the response runs before, because it may not run when the cache answers.
    document._addOutboundLast(new CacheStore({ durationSeconds }));
  }
}

/** Whether requests to a target come by the check of another: its own, that of a broader scope, or that of a product. */
function isChecked(target: IPolicyTarget, checked: IPolicyTarget): boolean {
  const { key } = target.policyTarget;
  const outer = checked.policyTarget.key;
  if (outer.length <= key.length && !areApart(outer, key.slice(0, outer.length))) return true;
  return key.some((_, index) => PRODUCTS_OF_API.of(target, ...key.slice(0, index + 1)).includes(checked));
}
