import { Api, ApimPolicy, Callers, JwtPolicy, type JwtPolicyProps } from "cdktf-apim-oauth";
import { type Element, elementsNamed, parseXml } from "./decode";
import { importedApi, newService, type newStack, synth, warningsIn } from "./synth";

type Stack = ReturnType<typeof newStack>;

/** An API that checks tokens. */
export function protect(stack: Stack, props: Partial<JwtPolicyProps> = {}): { api: Api; jwt: JwtPolicy } {
  const api = new Api(stack, "Api", { apim: newService(stack), path: "orders", subscriptionRequired: false });
  const resource = importedApi(stack);
  const jwt = new JwtPolicy(stack, "Jwt", { target: api, resource, callers: Callers.users("read"), ...props });
  return { api, jwt };
}

/** The document, which has no warning. */
export function rendered(stack: Stack, api: Api): Element {
  synth(stack);
  expect(warningsIn(stack)).toEqual([]);
  return parseXml(ApimPolicy.of(api).render());
}

export function section(root: Element, name: string): readonly Element[] {
  return elementsNamed(root, name)[0]!.children;
}

export function texts(root: Element, name: string): string[] {
  return elementsNamed(root, name).map(({ text }) => text);
}
