/** Json.NET. In the notation of `../notation.ts`. */
export const JSON_TYPES = `
complete enum Newtonsoft.Json.Formatting
values None Indented

complete static Newtonsoft.Json.JsonConvert
static string SerializeObject(object value)
static string SerializeObject(object value, Formatting formatting)
static string SerializeObject(object value, var converters)
static string SerializeObject(object value, Formatting formatting, var settings)
static string SerializeObject(object value, var type, var formatting, var settings)
static object DeserializeObject(string value)
static object DeserializeObject(string value, var settings)
static object DeserializeObject(string value, Type type, var settings)
static T DeserializeObject<T>(string value) # throws if the text is not the JSON of the type
static T DeserializeObject<T>(string value, var settings)
refused DefaultSettings DeserializeAnonymousType DeserializeXmlNode DeserializeXNode False NaN NegativeInfinity Null PopulateObject PositiveInfinity SerializeXmlNode SerializeXNode ToString True Undefined

complete class Newtonsoft.Json.Linq.JToken : IEnumerable<JToken>
JToken this[object key]
JToken First
bool HasValues
JToken Last
JToken Next
JContainer Parent
string Path
JToken Previous
JToken Root
JTokenType Type
static var EqualityComparer
void AddAfterSelf(object content)
void AddBeforeSelf(object content)
IEnumerable<JToken> AfterSelf()
IEnumerable<JToken> Ancestors()
IEnumerable<JToken> AncestorsAndSelf()
IEnumerable<JToken> BeforeSelf()
var Children()
IEnumerable<T> Children<T>()
JToken DeepClone()
static bool DeepEquals(JToken t1, JToken t2)
static JToken FromObject(object o)
static JToken FromObject(object o, var jsonSerializer)
static JToken Parse(string json) # throws if the text is no JSON
static JToken Parse(string json, var settings)
void Remove()
void Replace(JToken value)
JToken SelectToken(string path) # null if there is no such value
JToken SelectToken(string path, var errorWhenNoMatchOrSettings)
IEnumerable<JToken> SelectTokens(string path)
IEnumerable<JToken> SelectTokens(string path, var errorWhenNoMatchOrSettings)
T ToObject<T>()
T ToObject<T>(var jsonSerializer)
object ToObject(Type objectType)
string ToString()
string ToString(Formatting formatting, params var[] converters)
T Value<T>(object key)
IEnumerable<T> Values<T>()
also AddAnnotation Annotation Annotations CreateReader Load LoadAsync ReadFrom ReadFromAsync RemoveAnnotations WriteTo WriteToAsync
implicit from string, bool, sbyte, byte, short, ushort, int, uint, long, ulong, float, double, decimal, DateTime, DateTimeOffset, TimeSpan, Guid, Uri, Nullable, byte[]

complete class Newtonsoft.Json.Linq.JContainer : JToken
int Count
void Add(object content)
void AddFirst(object content)
IEnumerable<JToken> Descendants()
IEnumerable<JToken> DescendantsAndSelf()
void Merge(object content)
void Merge(object content, var settings)
void RemoveAll()
void ReplaceAll(object content)
also AddingNew CollectionChanged CreateWriter ListChanged

complete class Newtonsoft.Json.Linq.JObject : JContainer, IDictionary<string, JToken>, IEnumerable<KeyValuePair<string, JToken>>
new()
new(JObject other)
new(object content)
new(params object[] content)
JToken this[string propertyName]
void Add(string propertyName, JToken value)
void Add(object content)
bool ContainsKey(string propertyName)
static JObject FromObject(object o)
static JObject FromObject(object o, var jsonSerializer)
JToken GetValue(string propertyName) # null if there is no such property
JToken GetValue(string propertyName, StringComparison comparison)
static JObject Parse(string json) # throws if the text is no JSON object
static JObject Parse(string json, var settings)
IEnumerable<JProperty> Properties()
JProperty Property(string name) # null if there is no such property
JProperty Property(string name, StringComparison comparison)
IEnumerable<JToken> PropertyValues()
bool Remove(string propertyName)
void Remove()
bool TryGetValue(string propertyName, out JToken value)
bool TryGetValue(string propertyName, StringComparison comparison, out JToken value)
also GetEnumerator Load LoadAsync PropertyChanged PropertyChanging WriteTo WriteToAsync GetMetaObject

complete class Newtonsoft.Json.Linq.JArray : JContainer, IList<JToken>, IEnumerable<JToken>
new()
new(JArray other)
new(object content)
new(params object[] content)
JToken this[int index]
bool IsReadOnly
void Add(JToken item)
void Add(object content)
void Clear()
bool Contains(JToken item)
void CopyTo(JToken[] array, int arrayIndex)
static JArray FromObject(object o)
static JArray FromObject(object o, var jsonSerializer)
int IndexOf(JToken item)
void Insert(int index, JToken item)
static JArray Parse(string json) # throws if the text is no JSON array
static JArray Parse(string json, var settings)
bool Remove(JToken item)
void Remove()
void RemoveAt(int index)
also GetEnumerator Load LoadAsync WriteTo WriteToAsync

complete class Newtonsoft.Json.Linq.JConstructor : JContainer
new()
new(string name)
new(string name, params object[] content)
string Name
also Load LoadAsync WriteTo

complete class Newtonsoft.Json.Linq.JProperty : JContainer
new(string name, object content)
new(string name, params object[] content)
new(JProperty other)
string Name
JToken Value
also Load LoadAsync WriteTo

complete class Newtonsoft.Json.Linq.JValue : JToken, IComparable
new(var value)
object Value
static JValue CreateComment(string value)
static JValue CreateNull()
static JValue CreateString(string value)
static JValue CreateUndefined()
int CompareTo(JValue obj)
bool Equals(JValue other)
string ToString()
string ToString(string format)
string ToString(IFormatProvider formatProvider)
string ToString(string format, IFormatProvider formatProvider)
also GetTypeCode WriteTo GetMetaObject

class Newtonsoft.Json.Linq.JRaw : JValue
new(object rawJson)

complete enum Newtonsoft.Json.Linq.JTokenType
values None Object Array Constructor Property Comment Integer Float String Boolean Null Undefined Date Raw Bytes Guid Uri TimeSpan

complete static Newtonsoft.Json.Linq.Extensions as JsonExtensions
static var Ancestors(this IEnumerable<JToken> source)
static var AncestorsAndSelf(this IEnumerable<JToken> source)
static IEnumerable<JToken> AsJEnumerable(this IEnumerable<JToken> source)
static IEnumerable<JToken> Children(this IEnumerable<JToken> source)
static IEnumerable<U> Children<T, U>(this IEnumerable<T> source)
static IEnumerable<JToken> Descendants(this IEnumerable<JToken> source)
static IEnumerable<JToken> DescendantsAndSelf(this IEnumerable<JToken> source)
static IEnumerable<JProperty> Properties(this IEnumerable<JObject> source)
static U Value<U>(this IEnumerable<JToken> value)
static U Value<T, U>(this IEnumerable<T> value)
static IEnumerable<JToken> Values(this IEnumerable<JToken> source)
static IEnumerable<JToken> Values(this IEnumerable<JToken> source, object key)
static IEnumerable<U> Values<U>(this IEnumerable<JToken> source)
static IEnumerable<U> Values<U>(this IEnumerable<JToken> source, object key)
static IEnumerable<U> Values<T, U>(this IEnumerable<T> source)
`;
