/** `context` and the types that only expressions have. In the notation of `../notation.ts`. */
export const CONTEXT_TYPES = `
complete class context
IApi Api
IBackend Backend
IDeployment Deployment
TimeSpan Elapsed
IGraphQLDataArgument GraphQL
ILastError LastError # null if no policy has failed
IOperation Operation # null if no operation was found
IProduct Product # null if the call is not made by way of a product
IRequest Request
Guid RequestId
IResponse Response # null before there is a response
ISubscription Subscription # null if the call has no key of a subscription
DateTime Timestamp
bool Tracing
IUser User # null if the call has no key of a user
IReadOnlyDictionary<string, object> Variables
void Trace(string message)
IWorkspace Workspace # null if the API is in no workspace
also ParentResult Principal # seen

complete interface IApi
string Id
bool IsCurrentRevision
string Name
string Path
string Revision
IUrl ServiceUrl # null if the API has no address of a backend
string Version # null if the API has no versions
IEnumerable<string> Protocols
ISubscriptionKeyParameterNames SubscriptionKeyParameterNames
IWorkspace Workspace

complete interface ISubscriptionKeyParameterNames
string Header
string Query

complete interface IBackend
string AzureRegion
string Id
var Type

complete interface IDeployment
IGateway Gateway
string GatewayId
string Region
string ServiceId
string ServiceName
ISustainabilityInfo SustainabilityInfo
IReadOnlyDictionary<string, X509Certificate2> Certificates

complete interface IGateway
string Id
string InstanceId
bool IsManaged

complete interface ISustainabilityInfo
var CurrentCarbonIntensity

class IGraphQLDataArgument
JToken GraphQLArguments
var Arguments
var Parent

complete interface ILastError
string Source
string Reason
string Message
string Scope
string Section
string Path
string PolicyId

complete interface IOperation
string Id
string Method
string Name
string UrlTemplate

complete interface IProduct
IEnumerable<IApi> Apis
bool ApprovalRequired
IEnumerable<IGroup> Groups
string Id
string Name
ProductState State
int? SubscriptionsLimit
int? SubscriptionLimit # seen
bool SubscriptionRequired
IWorkspace Workspace

complete enum ProductState
values NotPublished Published

complete interface IGroup
string Id
string Name

complete interface IRequest
IMessageBody Body # null if the request has no body
X509Certificate2 Certificate # null if the caller shows no certificate
IReadOnlyDictionary<string, string[]> Headers
string IpAddress
IReadOnlyDictionary<string, string> MatchedParameters
string Method
IUrl OriginalUrl
IUrl Url
IPrivateEndpointConnection PrivateEndpointConnection # null if the call does not come by way of a private endpoint

complete interface IPrivateEndpointConnection
string Name
string GroupId
string MemberName

complete interface IResponse
IMessageBody Body
IReadOnlyDictionary<string, string[]> Headers
int StatusCode
string StatusReason

complete interface IMessageBody
T As<T>(bool preserveContent =) # throws if the body is not what the type asks for
IDictionary<string, IList<string>> AsFormUrlEncodedContent(bool preserveContent =) # throws if the body is no form

complete interface ISubscription
DateTime CreatedDate
DateTime? EndDate
string Id
string Key
string Name
string PrimaryKey
string SecondaryKey
DateTime? StartDate

complete interface IUrl
string Host
string Path
var Port
IReadOnlyDictionary<string, string[]> Query
string QueryString
string Scheme
Uri ToUri() # seen

complete interface IUser
string Email
string FirstName
IEnumerable<IGroup> Groups
string Id
IEnumerable<IUserIdentity> Identities
string LastName
string Note
DateTime RegistrationDate

complete interface IUserIdentity
string Id
string Provider

complete interface IWorkspace
string Id
string Name

complete class Jwt
string Algorithm
IEnumerable<string> Audiences
IReadOnlyDictionary<string, string[]> Claims
DateTime? ExpirationTime
string Id
string Issuer
DateTime? IssuedAt
DateTime? NotBefore
string Subject
string Type
also FromHeader GetClaimValue # seen

complete class Authorization
string AccessToken
IReadOnlyDictionary<string, object> Claims

complete class BasicAuthCredentials
string Password
string UserId
also Username # seen

static ContextExtensions
static BasicAuthCredentials AsBasic(this string input) # null if the text is no such header
static bool TryParseBasic(this string input, out BasicAuthCredentials result)
static Jwt AsJwt(this string input) # null if the text is no token
static bool TryParseJwt(this string input, out Jwt result)
static byte[] Encrypt(this byte[] input, string alg, byte[] key, byte[] iv)
static byte[] Encrypt(this byte[] input, SymmetricAlgorithm alg)
static byte[] Encrypt(this byte[] input, SymmetricAlgorithm alg, byte[] key, byte[] iv)
static byte[] Decrypt(this byte[] input, string alg, byte[] key, byte[] iv)
static byte[] Decrypt(this byte[] input, SymmetricAlgorithm alg)
static byte[] Decrypt(this byte[] input, SymmetricAlgorithm alg, byte[] key, byte[] iv)
static bool VerifyNoRevocation(this X509Certificate2 input)
static string ToQueryString(this var dictionary)
static string ToFormUrlEncodedContent(this var dictionary)
static string GetValueOrDefault(this IReadOnlyDictionary<string, string[]> dictionary, string key|headerName|claimName|queryParameterName, string defaultValue =) # null if there is none and no default
static string GetValueOrDefault(this IReadOnlyDictionary<string, string> dictionary, string key|parameterName, string defaultValue =)
static T GetValueOrDefault<T>(this IReadOnlyDictionary<string, object> dictionary, string key|variableName, T defaultValue =)
static object GetValueOrDefault(this IReadOnlyDictionary<string, object> dictionary, string key|variableName, object defaultValue =)
static TValue GetValueOrDefault<TKey, TValue>(this IReadOnlyDictionary<TKey, TValue> dictionary, TKey key, TValue defaultValue =)
`;
