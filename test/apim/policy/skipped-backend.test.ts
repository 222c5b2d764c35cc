import type { TerraformStack } from "cdktf";
import {
  Api,
  ApimPolicy,
  Backend,
  BackendAddress,
  BackendCredential,
  type BackendProps,
  ForwardPolicy,
  type IApiOperation,
  NamedValue,
  NamedValueSource,
  RawPolicy,
} from "cdktf-apim-oauth";
import { ForwardRequest, PolicyDocument, SetHeader } from "cdktf-apim-oauth/policy";
import { newService, newStack, OPEN, synth, warningsIn } from "../../support/synth";

const ADDRESS = BackendAddress.https("https://orders.contoso.com");

interface Made {
  readonly stack: TerraformStack;
  readonly api: Api;
  readonly operation: IApiOperation;
  readonly keyed: Pick<BackendProps, "credentials">;
}

/** An API whose backend has a key and does not get the token of the caller. */
function keyedApi(own: Partial<BackendProps> = {}): Made {
  const stack = newStack();
  const apim = newService(stack);
  const value = new NamedValue(stack, "Key", { apim, name: "key", source: NamedValueSource.plain("text") });
  const keyed = { credentials: [BackendCredential.functionKey(value)] };
  const backend = new Backend(stack, "Backend", { apim, name: "orders", address: ADDRESS, ...keyed, ...own });
  const api = new Api(stack, "Api", { apim, path: "orders", backend, ...OPEN });
  return { stack, api, operation: api.addOperation("get", { method: "GET", urlTemplate: "/" }), keyed };
}

function warned(stack: TerraformStack): string[] {
  synth(stack);
  return warningsIn(stack).filter((text) => text.includes("<base />"));
}

const WARNING = /^Stack\/Api\/get: operation get of API orders sends its requests itself, .* of API orders does there/;

describe("an operation that sends its requests itself skips what its API does with the token", () => {
  test("by a ForwardPolicy", () => {
    const { stack, operation } = keyedApi();
    new ForwardPolicy(stack, "Forward", { target: operation, timeoutSeconds: 5, retries: 2 });
    expect(warned(stack)).toEqual([expect.stringMatching(WARNING)]);
  });

  test("by a document", () => {
    const { stack, operation } = keyedApi();
    const text =
      "<policies><inbound><base /></inbound><backend><forward-request /></backend><outbound><base /></outbound><on-error><base /></on-error></policies>";
    new RawPolicy(stack, "Raw", { target: operation, document: PolicyDocument.parse(text) });
    expect(warned(stack)).toEqual([expect.stringMatching(WARNING)]);
  });
});

describe("nothing is skipped", () => {
  test("where the backend gets the token anyway", () => {
    const { stack, operation } = keyedApi({ keepsCallerToken: true, timeoutSeconds: 5 });
    new ForwardPolicy(stack, "Forward", { target: operation });
    expect(warned(stack)).toEqual([]);
  });

  test("with <base />", () => {
    const { stack, operation } = keyedApi();
    ApimPolicy.of(operation).addBackend(new SetHeader({ name: "x-api", values: ["orders"] }));
    expect(warned(stack)).toEqual([]);
  });

  test("by an operation that sets the header itself", () => {
    const { stack, operation } = keyedApi();
    ApimPolicy.of(operation).addBackend(
      new SetHeader({ name: "authorization", values: ["Basic {{Key}}"] }),
      new ForwardRequest(),
    );
    ApimPolicy.of(operation).suppress("literal-secret", "the test is about something else");
    expect(warned(stack)).toEqual([]);
  });

  test("by an operation with another backend", () => {
    const { stack, api, operation, keyed } = keyedApi();
    const given = { apim: api.apim, name: "other", address: ADDRESS, timeoutSeconds: 5 };
    new Backend(stack, "Other", { ...given, ...keyed }).useIn(operation);
    expect(warned(stack)).toEqual([]);
  });

  test("by the document of the service, which is the outermost", () => {
    const stack = newStack();
    ApimPolicy.of(newService(stack)).addInbound(new SetHeader({ name: "x-api", values: ["orders"] }));
    expect(warned(stack)).toEqual([]);
  });
});
