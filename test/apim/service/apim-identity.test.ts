import { ApiManagement, ApimIdentity } from "cdktf-apim-oauth";
import { guid, newStack } from "../../support/synth";

const apim = ApiManagement.fromName(newStack(), "Apim", {
  name: "apim-contoso",
  resourceGroupName: "rg-apim",
  systemIdentityPrincipalId: guid(3),
});

test("the identity of the service has no client id, and the principal of the service", () => {
  const identity = ApimIdentity.systemAssigned();
  expect(identity.clientId).toBeUndefined();
  expect(identity.principalOf(apim).objectId).toBe(guid(3));
});

test("an identity of its own has both ids", () => {
  const identity = ApimIdentity.userAssigned({ clientId: guid(1), principalId: guid(2) });
  expect([identity.clientId, identity.principalOf(apim).objectId]).toEqual([guid(1), guid(2)]);
});

test("fails for one id as both, which is a common mistake", () => {
  expect(() => ApimIdentity.userAssigned({ clientId: guid("a"), principalId: guid("A") })).toThrow(
    /^ApimIdentity.userAssigned: principalId is "A{8}-.*"; expected another GUID than the client id: copy the object id/,
  );
});
