import { elementsNamed, parseXml } from "./decode";
import { runInbound, type RunResult } from "./run-inbound";
import { type Configuration, resourcesOf } from "./synth";

/** The claims of a token besides issuer and audience. */
type CallerClaims = Readonly<Record<string, string | readonly string[]>>;

/** A call of an operation. */
interface ExampleCall {
  readonly operationId: string;
  /** The claims of a token of the API, or none for a call without a token. */
  readonly claims?: CallerClaims;
  /** The issuer of the token, by its place in the policy: the first by default. */
  readonly issuer?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The policies of the APIs of a stack, in the order of their logical ids. */
export function policiesOf(configuration: Configuration): string[] {
  return resourcesOf(configuration, "azurerm_api_management_api_policy").map(({ xml_content: text }) => String(text));
}

/** Sends a request through a policy of an API: the status of the response that it sends, or "forwarded", and the headers. */
export function callThrough(policy: string, { operationId, claims, issuer = 0, headers }: ExampleCall): RunResult {
  const checks = elementsNamed(parseXml(policy), "validate-jwt").flatMap((check) => {
    const [audience] = elementsNamed(check, "audience");
    return elementsNamed(check, "issuer").map(({ text }) => ({ iss: text, aud: audience!.text }));
  });
  const token = claims === undefined ? undefined : { ...checks[issuer]!, ...claims };
  return runInbound(policy, { operationId, token, headers });
}
