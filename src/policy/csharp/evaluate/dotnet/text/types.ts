import { defineEnum, defineType } from "../../contract/define";
import { type NetEncoding } from "./encoding";
import { type NetGuid } from "./guid";
import { type NetRandom } from "./random";
import { type NetUri } from "./uri";
import { guidMembers } from "./guid-members";
import { encodingMembers } from "./encoding-members";
import { webUtilityMembers } from "./web-utility";
import { uriMembers } from "./uri-members";
import { randomMembers } from "./random-members";
import { type NetIpAddress, ipAddressMembers } from "./ip-address";

export const TEXT_TYPES = [
  defineType<NetGuid>("struct System.Guid : IComparable, IFormattable", guidMembers),
  defineType<NetEncoding>("class System.Text.Encoding", encodingMembers),
  defineType("static class System.Net.WebUtility", webUtilityMembers),
  defineType("class System.UriFormatException : FormatException"),
  defineEnum("System.UriKind", { RelativeOrAbsolute: 0, Absolute: 1, Relative: 2 }),
  defineEnum("System.UriHostNameType", { Unknown: 0, Basic: 1, Dns: 2, IPv4: 3, IPv6: 4 }),
  defineEnum("System.UriPartial", { Scheme: 0, Authority: 1, Path: 2, Query: 3 }),
  defineType<NetUri>("class System.Uri", uriMembers),
  defineType<NetRandom>("class System.Random", randomMembers),
  defineEnum("System.Net.Sockets.AddressFamily", { InterNetwork: 2, InterNetworkV6: 23 }),
  defineType<NetIpAddress>("class System.Net.IPAddress", ipAddressMembers),
];
