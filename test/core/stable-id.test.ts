import { fc } from "../support/fast-check";
import { stableId } from "../../src/core/stable-id";
import { GUID } from "../../src/oauth/entra-tenant";

test("gives the version 5 UUID of the DNS namespace", () => {
  // The example of RFC 9562, appendix A.4.
  expect(stableId("www.example.com")).toBe("2ed6657d-e927-568b-95e1-2665a8aea6a2");
});

test("gives a GUID, the same for the same name and another for another", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (one, other) => {
      expect(stableId(one)).toMatch(GUID);
      expect(stableId(one) === stableId(other)).toBe(one === other);
    }),
  );
});
