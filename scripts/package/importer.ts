/** The program of a user who imports the constructs from the root, and the policy language by its subpath. */
import { AppRole, policy } from "cdktf-apim-oauth";
import { Base, PolicyDocument, type PolicyElement } from "cdktf-apim-oauth/policy";
import { LocalGateway } from "cdktf-apim-oauth/testing";

const base: PolicyElement = new policy.Base();
if (!(base instanceof Base)) throw new Error("the root and the subpath load the policy language twice");
if (
  !PolicyDocument.of({ inbound: [base] })
    .render()
    .includes("<base />")
)
  throw new Error("the document is empty");
if (!(AppRole.forApplications("Orders.Read") instanceof AppRole)) throw new Error("the root has no classes");
if (typeof LocalGateway.fromStack !== "function") throw new Error("the tools for tests have no gateway");
