import { isUrl, pattern, type Rule } from "../../core/rules";

const ID_PART = "[\\w.()-]+";

/** The id of a resource in a resource group, in the capitals that the provider wants. */
function resourceId(type: string, ...children: string[]): (value: string) => boolean {
  const path = [type, ...children].map((part) => `${part.replace(/\./g, "\\.")}/${ID_PART}`).join("/");
  return pattern(new RegExp(`^/subscriptions/${ID_PART}/resourceGroups/${ID_PART}/providers/${path}$`));
}

const LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";

/** The rules of what a service is created with. */
export const SERVICE_RULES = {
  location: {
    expected: "the name of an Azure region, such as westeurope or West Europe",
    fix: "give one that az account list-locations shows",
    test: pattern(/^[A-Za-z0-9][A-Za-z0-9 ()]{0,63}$/),
  },
  publisherName: {
    expected: "1 to 100 characters, none of them a control character, and not all of them spaces",
    fix: "give the name of your organization",
    test: (value) => value.trim() !== "" && /^[^\p{Cc}\p{Cs}]{1,100}$/u.test(value),
  },
  email: {
    expected: "an email address of up to 100 characters",
    fix: "give one that people read",
    test: pattern(/^(?!.*[$%]\{)(?=.{3,100}$)[^\s@]+@[^\s@]+$/),
  },
  managementApiVersion: {
    expected: "a version of the management API, such as 2021-08-01",
    fix: "give the date of the oldest version that clients may use",
    test: pattern(/^\d{4}-\d{2}-\d{2}(?:-preview)?$/),
  },
  subnetId: {
    expected: "the id of a subnet, /subscriptions/…/providers/Microsoft.Network/virtualNetworks/…/subnets/…",
    fix: "give the resource id, and keep these capitals",
    test: resourceId("Microsoft.Network/virtualNetworks", "subnets"),
  },
  publicIpAddressId: {
    expected: "the id of a public IP address, /subscriptions/…/providers/Microsoft.Network/publicIPAddresses/…",
    fix: "give the resource id, and keep these capitals",
    test: resourceId("Microsoft.Network/publicIPAddresses"),
  },
  attachedIdentityId: {
    expected:
      "the id of a user-assigned identity, /subscriptions/…/providers/Microsoft.ManagedIdentity/userAssignedIdentities/…",
    fix: "give the resource id, and keep these capitals",
    test: resourceId("Microsoft.ManagedIdentity/userAssignedIdentities"),
  },
  delegationUrl: {
    expected: "an absolute https:// URL of at most 2000 characters without user, wildcard, query or fragment",
    fix: "write the whole URL of the pages, such as https://accounts.contoso.com/delegation",
    test: (value) => value.length <= 2000 && isUrl(value, ["https:"]) && !value.includes("?"),
  },
  zone: {
    expected: "the number of an availability zone, such as 1",
    fix: "give a zone of the region, or leave the option out",
    test: pattern(/^[1-9]$/),
  },
  hostName: {
    expected: "a host name such as api.contoso.com",
    fix: "leave out scheme, port and path",
    test: pattern(new RegExp(`^(?=.{1,253}$)(?:${LABEL}\\.)+${LABEL}$`, "i")),
  },
  gatewayHostName: {
    expected: "a host name such as api.contoso.com or *.contoso.com",
    fix: "leave out scheme, port and path",
    test: pattern(new RegExp(`^(?=.{1,253}$)(?:\\*\\.)?(?:${LABEL}\\.)+${LABEL}$`, "i")),
  },
  // The provider counts the bytes of tags.
  tagName: {
    expected: "1 to 512 bytes of UTF-8 without control characters, <, >, %, &, ?, / and backslashes",
    fix: "give the name of an Azure tag",
    test: (value) =>
      /^(?!.*\$\{)(?!\s*$)[^<>%&\\?/\p{Cc}\p{Cs}]+$/u.test(value) && Buffer.byteLength(value, "utf8") <= 512,
  },
  tagValue: {
    expected: "up to 256 bytes of UTF-8, none of them a control character",
    fix: "shorten the value of the tag",
    test: (value) => /^[^\p{Cc}\p{Cs}]*$/u.test(value) && Buffer.byteLength(value, "utf8") <= 256,
  },
} as const satisfies Record<string, Rule>;
