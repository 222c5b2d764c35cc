import type { Construct } from "constructs";
import { CheckedConstruct, checkProps, type Kinds, NUMBER, optional } from "../../core/kinds";
import { checkNumber } from "../../core/rules";
import type { PolicyElement } from "../../policy/model/node";
import { removeHeader, setHeader } from "./headers";
import { TARGET } from "../kinds";
import type { IPolicyTarget } from "../policy-target";
import { ApimPolicy } from "./apim-policy";

/** Properties of `SecurityHeadersPolicy`. */
export interface SecurityHeadersPolicyProps {
  /** Whose responses get the headers. */
  readonly target: IPolicyTarget;
  /**
   * How long browsers use https only, in seconds.
   *
   * @default 31536000
   */
  readonly hstsMaxAgeSeconds?: number;
}

const PROPS: Kinds<SecurityHeadersPolicyProps> = { target: TARGET, hstsMaxAgeSeconds: optional(NUMBER) };

/** What an API answers to browsers that show or frame it, or guess its type. */
const HEADERS: readonly (readonly [string, string])[] = [
  ["X-Content-Type-Options", "nosniff"],
  ["Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"],
  ["Referrer-Policy", "no-referrer"],
];
/** What backends say of themselves. The gateway does not let a policy remove `Server`. */
const REMOVED: readonly string[] = ["X-Powered-By", "X-AspNet-Version", "X-AspNetMvc-Version"];

/**
 * Headers of an API's responses that protect browsers, in place of those of the backend, and none that name its software. Responses of errors get
 * them as well; those of `return-response`, such as a 403, do not.
 *
 * @see https://cheatsheetseries.owasp.org/cheatsheets/REST_Security_Cheat_Sheet.html#security-headers
 */
export class SecurityHeadersPolicy extends CheckedConstruct {
  /** @throws when the age is no whole number from 0 */
  public constructor(scope: Construct, id: string, props: SecurityHeadersPolicyProps) {
    super(scope, id);
    checkProps(this, props, PROPS);
    const { hstsMaxAgeSeconds: age = 31536000 } = props;
    checkNumber(
      this,
      "hstsMaxAgeSeconds",
      age,
      "a whole number from 0",
      (value) => Number.isInteger(value) && value >= 0,
    );
    const policy = ApimPolicy.of(props.target);
    policy.addOutbound(...headers(age));
    policy.addOnError(...headers(age));
  }
}

function headers(age: number): PolicyElement[] {
  const set = [["Strict-Transport-Security", `max-age=${age}`] as const, ...HEADERS];
  return [...set.map(([name, value]) => setHeader(name, value)), ...REMOVED.map(removeHeader)];
}
