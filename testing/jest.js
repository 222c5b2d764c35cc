/** Adds the matchers and the serializer of policies to Jest, with or without its globals. */
const { apimMatchers, policySerializer } = require("cdktf-apim-oauth/testing");

const expect = globalThis.expect ?? require("@jest/globals").expect;
expect.extend(apimMatchers);
expect.addSnapshotSerializer(policySerializer);
