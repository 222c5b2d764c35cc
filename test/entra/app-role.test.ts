import { AppRole } from "cdktf-apim-oauth";

test.each([
  [AppRole.forApplications("a"), true, false],
  [AppRole.forUsers("a"), false, true],
  [AppRole.forApplicationsAndUsers("a"), true, true],
])("a role knows who can have it", (role, allowsApplications, allowsUsers) => {
  expect({ ...role }).toEqual({ value: "a", allowsApplications, allowsUsers, options: {} });
});
