import { TerraformStack } from "cdktf";
import { Api, Callers, JwtPolicy, NamedValue, NamedValueSource, ResourceServer } from "cdktf-apim-oauth";
import type { Construct } from "constructs";
import type { Fragment } from "../../support/pages";
import { newService } from "../../support/synth";

const RESOURCE = ResourceServer.auth0({ domain: "contoso.eu.auth0.com", audience: "https://orders.contoso.com" });
const CALLERS = Callers.applications("orders.read");

/** The stack that a user of the library tests. */
class OrdersStack extends TerraformStack {
  public readonly api: Api;

  public constructor(scope: Construct, id: string) {
    super(scope, id);
    this.api = new Api(this, "Api", { apim: newService(this), path: "orders" });
    new JwtPolicy(this, "Jwt", { target: this.api, resource: RESOURCE, callers: CALLERS });
  }
}

/** The names that the fragments of the page use. One that checks the tokens of the API itself gets an API without a check. */
export function names({ stack, text }: Fragment) {
  const apim = newService(stack);
  const api = new Api(stack, "Api", { apim, path: "orders" });
  const functionKey = new NamedValue(stack, "FunctionKey", { apim, name: "key", source: NamedValueSource.plain("a") });
  const jwt = text.includes("new JwtPolicy(")
    ? undefined
    : new JwtPolicy(stack, "Jwt", { target: api, resource: RESOURCE, callers: CALLERS });
  return { api, apim, functionKey, OrdersStack, jwt: jwt! };
}
