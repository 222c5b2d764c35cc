import { PermissionScope } from "cdktf-apim-oauth";
import { guid } from "../support/synth";

test("a scope holds its value and its texts", () => {
  const options = { adminConsentOnly: true, id: guid(1) };
  expect({ ...PermissionScope.of("Orders/Read", options) }).toEqual({ value: "Orders/Read", options });
  expect({ ...PermissionScope.of("read") }).toEqual({ value: "read", options: {} });
});
