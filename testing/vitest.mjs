/** Adds the matchers and the serializer of policies to Vitest. */
import { expect } from "vitest";
import testing from "cdktf-apim-oauth/testing";

expect.extend(testing.apimMatchers);
expect.addSnapshotSerializer(testing.policySerializer);
