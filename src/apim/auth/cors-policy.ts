import type { Construct } from "constructs";
import { mainResourceOf } from "../../core/main-resource";
import { BOOLEAN, CheckedConstruct, checkProps, type Kinds, NUMBER, optional, STRINGS } from "../../core/kinds";
import { Registry } from "../../core/registry";
import { check, checkNumber, RULES } from "../../core/rules";
import { Cors } from "../../policy/statements";
import { credentialsForAll, noMethod, noOrigin, secondCors } from "../errors";
import { TARGET } from "../kinds";
import { ApimPolicy } from "../policy/apim-policy";
import { argumentsOf } from "../app-resources";
import { distinctHeaders } from "../policy/headers";
import { Phase } from "../policy/order";
import type { IPolicyTarget } from "../policy-target";
import { APIM_RULES } from "../rules";
import type { IApiManagement } from "../service/api-management";
import { JwtPolicy } from "./jwt-policy";
import { OPERATIONS } from "./operation-callers";

/** Properties of `CorsPolicy`. */
export interface CorsPolicyProps {
  /** What pages of other origins may call. */
  readonly target: IPolicyTarget;
  /**
   * The origins of the pages, such as `https://app.contoso.com`.
   *
   * @default - none but the developer portal
   */
  readonly allowedOrigins?: string[];
  /**
   * Whether the test console of the developer portal may call.
   *
   * @default true
   */
  readonly allowDeveloperPortal?: boolean;
  /**
   * The methods that pages may use, or `*` for all.
   *
   * @default - those of the operations, or GET, POST, PUT, PATCH and DELETE where no operations are known
   */
  readonly allowedMethods?: string[];
  /**
   * Headers that pages may send, beside that of the token, the subscription key and `Content-Type`.
   *
   * @default - none
   */
  readonly allowedHeaders?: string[];
  /**
   * Headers of the response that pages may read.
   *
   * @default - `WWW-Authenticate` and what every page can read
   */
  readonly exposeHeaders?: string[];
  /**
   * Whether pages may send cookies. A token needs none.
   *
   * @default false
   */
  readonly allowCredentials?: boolean;
  /**
   * How long a browser keeps the answer to a preflight request, in seconds, from 0.
   *
   * @default 300
   */
  readonly maxAgeSeconds?: number;
}

const PROPS: Kinds<CorsPolicyProps> = {
  target: TARGET,
  allowedOrigins: optional(STRINGS),
  allowDeveloperPortal: optional(BOOLEAN),
  allowedMethods: optional(STRINGS),
  allowedHeaders: optional(STRINGS),
  exposeHeaders: optional(STRINGS),
  allowCredentials: optional(BOOLEAN),
  maxAgeSeconds: optional(NUMBER),
};

const CORS_POLICIES = new Registry<CorsPolicy>("CORS policy");

const USUAL_METHODS: readonly string[] = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/**
 * Lets pages of other origins call: it answers their preflight requests, which have no token, before the token is checked.
 *
 * @see https://learn.microsoft.com/azure/api-management/cors-policy
 */
export class CorsPolicy extends CheckedConstruct {
  /** @throws when no origin is left, every origin may send cookies, or an option breaks a rule */
  public constructor(scope: Construct, id: string, props: CorsPolicyProps) {
    super(scope, id);
    checkProps(this, props, PROPS);
    const { target, allowedOrigins = [], allowedHeaders = [], exposeHeaders = [], maxAgeSeconds = 300 } = props;
    allowedOrigins.forEach((origin) => check(this, "an origin of allowedOrigins", origin, APIM_RULES.origin));
    const { allowedMethods } = props;
    if (allowedMethods?.length === 0) throw noMethod(this);
    allowedMethods?.forEach((method) => check(this, "a method of allowedMethods", method, APIM_RULES.corsMethod));
    allowedHeaders.forEach((name) => check(this, "a header of allowedHeaders", name, RULES.httpToken));
    exposeHeaders.forEach((name) => check(this, "a header of exposeHeaders", name, RULES.httpToken));
    checkNumber(
      this,
      "maxAgeSeconds",
      maxAgeSeconds,
      "a whole number from 0",
      (age) => Number.isInteger(age) && age >= 0,
    );
    const { key, label } = target.policyTarget;
    const other = CORS_POLICIES.tryFind(target, ...key);
    if (other !== undefined) throw secondCors(this, label, other.node.path);
    CORS_POLICIES.add(this, ...key);
    const portal = (props.allowDeveloperPortal ?? true) ? developerPortalOf(target) : undefined;
    const origins = [...new Set([...allowedOrigins, ...(portal === undefined ? [] : [portal])])];
    const isForAll = origins.includes("*");
    if (origins.length === 0) throw noOrigin(this);
    if (isForAll && props.allowCredentials === true) throw credentialsForAll(this);
    ApimPolicy.of(target)._addInboundLate(() => {
      const token = JwtPolicy._tryFind(target)?._headerName ?? "Authorization";
      const node = new Cors({
        allowCredentials: props.allowCredentials ?? false,
        allowedOrigins: isForAll ? ["*"] : origins,
        preflightResultMaxAgeSeconds: maxAgeSeconds,
        allowedMethods: allowedMethods ?? methodsOf(target),
        allowedHeaders: distinctHeaders([token, "Content-Type", "Ocp-Apim-Subscription-Key", ...allowedHeaders]),
        exposeHeaders: distinctHeaders(["WWW-Authenticate", ...exposeHeaders]),
      });
      return [{ node, phase: Phase.CORS }];
    });
  }
}

function developerPortalOf(target: IPolicyTarget): string | undefined {
  const { developerPortalUrl, apim } = target as Partial<IApiManagement> & { readonly apim?: IApiManagement };
  return developerPortalUrl ?? apim?.developerPortalUrl;
}

/** The methods of the operations that the program creates. */
function methodsOf(target: IPolicyTarget): string[] {
  const own = [target, ...OPERATIONS.of(target, ...target.policyTarget.key).map(({ operation }) => operation)];
  const methods = own.flatMap((operation) => {
    const resource = mainResourceOf(operation);
    const method = resource && argumentsOf(resource).method;
    return typeof method === "string" ? [method] : [];
  });
  return methods.length === 0 ? [...USUAL_METHODS] : [...new Set(methods)].sort();
}
