import { ApiManagement, ApimIdentity, AzureCloud } from "cdktf-apim-oauth";
import { guid, newOrders, newStack } from "../../support/synth";

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

test("fails to get a role of a backend in another cloud", () => {
  const stack = newStack();
  const service = ApiManagement.fromName(stack, "Gov", {
    name: "apim-gov",
    resourceGroupName: "rg-apim",
    cloud: AzureCloud.US_GOVERNMENT,
  });
  expect(() => ApimIdentity.systemAssigned().grantRole(service, newOrders(stack), "Orders.Read")).toThrow(
    /^Stack\/Gov: the service is in the usgovernment cloud and the registrations are in the public cloud; /,
  );
});
