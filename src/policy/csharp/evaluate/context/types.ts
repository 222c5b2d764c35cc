import { defineEnum, defineType } from "../contract/define";
import { defineRecord, type NetRecord } from "./record";
import { EXTENSIONS } from "./extensions";
import { BODY_TYPE } from "./body";

/** The types of `context`. */
export const CONTEXT_TYPES = [
  BODY_TYPE,
  EXTENSIONS,
  defineType<NetRecord>("interface IProxyRequestContext", (type) => {
    for (const property of [
      "IApi Api",
      "IBackend Backend",
      "IGraphQLDataArgument GraphQL",
      "IDeployment Deployment",
      "TimeSpan Elapsed",
      "ILastError LastError",
      "IOperation Operation",
      "IProduct Product",
      "IRequest Request",
      "Guid RequestId",
      "IResponse Response",
      "ISubscription Subscription",
      "DateTime Timestamp",
      "bool Tracing",
      "IUser User",
      "IReadOnlyDictionary<string, object> Variables",
      "IWorkspace Workspace",
    ]) {
      const name = property.slice(property.lastIndexOf(" ") + 1);
      type.property(property, (self) => self.read(name));
    }
    type.method("void Trace(string message)", (_, call) => {
      call.runtime.trace(call.textOrNull(0) ?? "");
      return null;
    });
  }),
  defineRecord("interface IApi", [
    "string Id",
    "bool IsCurrentRevision",
    "string Name",
    "string Path",
    "string Revision",
    "IUrl ServiceUrl",
    "string Version",
    "IEnumerable<string> Protocols",
    "ISubscriptionKeyParameterNames SubscriptionKeyParameterNames",
    "IWorkspace Workspace",
  ]),
  defineRecord("interface IBackend", ["string AzureRegion", "string Id", "string Type"]),
  defineRecord("class IGraphQLDataArgument", ["JToken Arguments", "JToken GraphQLArguments", "JToken Parent"]),
  defineRecord("interface ISustainabilityInfo", ["string CurrentCarbonIntensity"]),
  defineRecord("interface IPrivateEndpointConnection", ["string GroupId", "string MemberName", "string Name"]),
  defineRecord("interface ISubscriptionKeyParameterNames", ["string Header", "string Query"]),
  defineRecord("interface IDeployment", [
    "IGateway Gateway",
    "string GatewayId",
    "string Region",
    "string ServiceId",
    "string ServiceName",
    "ISustainabilityInfo SustainabilityInfo",
    "IReadOnlyDictionary<string, X509Certificate2> Certificates",
  ]),
  defineRecord("interface IGateway", ["string Id", "string InstanceId", "bool IsManaged"]),
  defineRecord("interface ILastError", [
    "string Source",
    "string Reason",
    "string Message",
    "string Scope",
    "string Section",
    "string Path",
    "string PolicyId",
  ]),
  defineRecord("interface IOperation", ["string Id", "string Method", "string Name", "string UrlTemplate"]),
  defineEnum("ProductState", { NotPublished: 0, Published: 1 }),
  defineRecord("interface IProduct", [
    "IEnumerable<IApi> Apis",
    "bool ApprovalRequired",
    "int? SubscriptionLimit",
    "int? SubscriptionsLimit",
    "IWorkspace Workspace",
    "IEnumerable<IGroup> Groups",
    "string Id",
    "string Name",
    "ProductState State",
    "bool SubscriptionRequired",
  ]),
  defineRecord("interface IGroup", ["string Id", "string Name"]),
  defineRecord("interface IRequest", [
    "IMessageBody Body",
    "X509Certificate2 Certificate",
    "IReadOnlyDictionary<string, string[]> Headers",
    "string IpAddress",
    "IReadOnlyDictionary<string, string> MatchedParameters",
    "string Method",
    "IUrl OriginalUrl",
    "IPrivateEndpointConnection PrivateEndpointConnection",
    "IUrl Url",
  ]),
  defineRecord("interface IResponse", [
    "IMessageBody Body",
    "IReadOnlyDictionary<string, string[]> Headers",
    "int StatusCode",
    "string StatusReason",
  ]),
  defineRecord("interface ISubscription", [
    "DateTime CreatedDate",
    "DateTime? EndDate",
    "string Id",
    "string Key",
    "string Name",
    "string PrimaryKey",
    "string SecondaryKey",
    "DateTime? StartDate",
  ]),
  defineType<NetRecord>("interface IUrl", (type) => {
    for (const property of ["string Host", "string Path", "int Port", "string QueryString", "string Scheme"]) {
      const name = property.slice(property.lastIndexOf(" ") + 1);
      type.property(property, (self) => self.read(name));
    }
    type.property("IReadOnlyDictionary<string, string[]> Query", (self) => self.read("Query"));
    type.method("string ToString()", (self) => self.read("Address"));
    type.method("Uri ToUri()", (self) => self.read("Uri"));
  }),
  defineRecord("interface IUser", [
    "string Email",
    "string FirstName",
    "IEnumerable<IGroup> Groups",
    "string Id",
    "IEnumerable<IUserIdentity> Identities",
    "string LastName",
    "string Note",
    "DateTime RegistrationDate",
  ]),
  defineRecord("interface IUserIdentity", ["string Id", "string Provider"]),
  defineRecord("interface IWorkspace", ["string Id", "string Name"]),
  defineRecord("class Jwt", [
    "string Algorithm",
    "IEnumerable<string> Audiences",
    "IReadOnlyDictionary<string, string[]> Claims",
    "DateTime? ExpirationTime",
    "string Id",
    "string Issuer",
    "DateTime? IssuedAt",
    "DateTime? NotBefore",
    "string Subject",
    "string Type",
  ]),
  defineRecord("class Authorization", ["string AccessToken", "IReadOnlyDictionary<string, object> Claims"]),
  defineRecord("class BasicAuthCredentials", ["string Password", "string UserId", "string Username"]),
];
