import type { Construct } from "constructs";
import { BOOLEAN, CheckedConstruct, checkProps, type Kinds, optional, STRING } from "../../core/kinds";
import { check, RULES } from "../../core/rules";
import type { PolicyElement } from "../../policy/model/node";
import { writtenExpression } from "../../policy/model/written-value";
import { Choose, SetBody } from "../../policy/statements";
import { removeHeader, setHeader } from "./headers";
import { TARGET } from "../kinds";
import type { IPolicyTarget } from "../policy-target";
import { ApimPolicy } from "./apim-policy";

/** Properties of `ErrorPolicy`. */
export interface ErrorPolicyProps {
  /** Whose errors are answered. */
  readonly target: IPolicyTarget;
  /**
   * The header with the id of the request, which the logs of the service have too.
   *
   * @default "x-correlation-id"
   */
  readonly correlationHeaderName?: string;
  /**
   * Whether callers get what the backend answers with a status from 500, which may name its software, hosts and code.
   *
   * @default false
   */
  readonly keepsBackendErrors?: boolean;
}

const PROPS: Kinds<ErrorPolicyProps> = {
  target: TARGET,
  correlationHeaderName: optional(STRING),
  keepsBackendErrors: optional(BOOLEAN),
};

/** What the body says. The reason of an error, and texts of the backend, stay in the logs. */
const MESSAGES: readonly (readonly [number, string])[] = [
  [401, "Unauthorized"],
  [403, "Forbidden"],
  [404, "Not found"],
  [429, "Too many requests"],
];

/**
 * Answers errors of the gateway, and failures of the backend, with their status, a general text and the id of the request, and with nothing else.
 *
 * It replaces the body, also that of `failedValidationErrorMessage`. Responses of the backend with a status below 500 stay as they are, and so do its
 * headers.
 *
 * @see https://learn.microsoft.com/azure/api-management/api-management-error-handling-policies
 */
export class ErrorPolicy extends CheckedConstruct {
  /** @throws when the name of the header breaks a rule */
  public constructor(scope: Construct, id: string, props: ErrorPolicyProps) {
    super(scope, id);
    checkProps(this, props, PROPS);
    const { correlationHeaderName: header = "x-correlation-id" } = props;
    check(this, "correlationHeaderName", header, RULES.httpToken);
    const policy = ApimPolicy.of(props.target);
    policy.addOnError(...answer(header));
    if (props.keepsBackendErrors === true) return;
    const condition = writtenExpression("context.Response.StatusCode >= 500");
    policy.addOutbound(new Choose({ when: [{ condition, statements: answer(header) }] }));
  }
}

function answer(header: string): PolicyElement[] {
  const requestId = "context.RequestId.ToString()";
  return [
    setHeader(header, writtenExpression(requestId)),
    setHeader("Content-Type", "application/json"),
    removeHeader("Content-Encoding"),
    new SetBody({ body: writtenExpression(bodyWith(requestId)) }),
  ];
}

function bodyWith(requestId: string): string {
  const status = "context.Response.StatusCode";
  const message = MESSAGES.reduceRight(
    (other, [code, text]) => `${status} == ${code} ? "${text}" : ${other}`,
    '"The request failed"',
  );
  return `new JObject(new JProperty("statusCode", ${status}), new JProperty("message", ${message}), new JProperty("requestId", ${requestId})).ToString()`;
}
