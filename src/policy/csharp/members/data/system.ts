/** Conversions, addresses, arrays, exceptions and the rest of `System`. In the notation of `../notation.ts`. */
export const SYSTEM_TYPES = `
complete class System.Array : IEnumerable<object>
static void Copy(var sourceArray, var destinationArray, var length)
static void Copy(var sourceArray, var sourceIndex, var destinationArray, var destinationIndex, var length)
static T[] Empty<T>()
static bool Exists<T>(T[] array, Func<T, bool> match)
static T Find<T>(T[] array, Func<T, bool> match)
static T[] FindAll<T>(T[] array, Func<T, bool> match)
static int FindIndex<T>(T[] array, Func<T, bool> match)
static T FindLast<T>(T[] array, Func<T, bool> match)
static U[] ConvertAll<T, U>(T[] array, Func<T, U> converter)
static bool TrueForAll<T>(T[] array, Func<T, bool> match)
static int IndexOf<T>(T[] array, T value)
static int LastIndexOf<T>(T[] array, T value)
static void Reverse(var array)
static void Sort(var array)
also AsReadOnly BinarySearch Clear ConstrainedCopy CreateInstance CreateInstanceFromArrayType Fill FindLastIndex ForEach MaxLength Resize Clone CopyTo GetEnumerator GetLength GetLongLength GetLowerBound GetUpperBound GetValue Initialize IsFixedSize IsReadOnly IsSynchronized Length LongLength Rank SetValue SyncRoot

complete class System.ArrayMembers as ArrayMembers
int Length
long LongLength
int Rank
object Clone()
void CopyTo(var array, var index)
var GetEnumerator()
int GetLength(int dimension)
long GetLongLength(int dimension)
int GetLowerBound(int dimension)
int GetUpperBound(int dimension)
object GetValue(int index)
void SetValue(object value, int index)
also Initialize IsFixedSize IsReadOnly IsSynchronized SyncRoot AsSpan

complete class System.BitConverter
static bool IsLittleEndian
static byte[] GetBytes(var value)
static bool ToBoolean(byte[] value, int startIndex)
static char ToChar(byte[] value, int startIndex)
static double ToDouble(byte[] value, int startIndex)
static short ToInt16(byte[] value, int startIndex)
static int ToInt32(byte[] value, int startIndex)
static long ToInt64(byte[] value, int startIndex)
static float ToSingle(byte[] value, int startIndex)
static string ToString(byte[] value)
static string ToString(byte[] value, int startIndex)
static string ToString(byte[] value, int startIndex, int length)
static ushort ToUInt16(byte[] value, int startIndex)
static uint ToUInt32(byte[] value, int startIndex)
static ulong ToUInt64(byte[] value, int startIndex)
static long DoubleToInt64Bits(double value)
static double Int64BitsToDouble(long value)
also ToHalf SingleToInt32Bits Int32BitsToSingle TryWriteBytes DoubleToUInt64Bits UInt64BitsToDouble

complete static System.Convert
static byte[] FromBase64String(string s) # throws if the text is not Base64
static string ToBase64String(byte[] inArray)
static string ToBase64String(byte[] inArray, Base64FormattingOptions options)
static string ToBase64String(byte[] inArray, int offset, int length)
static string ToBase64String(byte[] inArray, int offset, int length, Base64FormattingOptions options)
static byte[] FromBase64CharArray(char[] inArray, int offset, int length)
static byte[] FromHexString(string s)
static string ToHexString(byte[] inArray)
static object ChangeType(object value, var conversionType)
static object ChangeType(object value, var conversionType, IFormatProvider provider)
static bool ToBoolean(var value) # throws if the text is neither true nor false
static bool ToBoolean(var value, IFormatProvider provider)
static byte ToByte(var value)
static byte ToByte(var value, var fromBaseOrProvider)
static char ToChar(var value)
static char ToChar(var value, IFormatProvider provider)
static DateTime ToDateTime(var value)
static DateTime ToDateTime(var value, IFormatProvider provider)
static decimal ToDecimal(var value)
static decimal ToDecimal(var value, IFormatProvider provider)
static double ToDouble(var value)
static double ToDouble(var value, IFormatProvider provider)
static short ToInt16(var value)
static short ToInt16(var value, var fromBaseOrProvider)
static int ToInt32(var value) # throws if the text is no number
static int ToInt32(var value, var fromBaseOrProvider)
static long ToInt64(var value) # throws if the text is no number
static long ToInt64(var value, var fromBaseOrProvider)
static sbyte ToSByte(var value)
static sbyte ToSByte(var value, var fromBaseOrProvider)
static float ToSingle(var value)
static float ToSingle(var value, IFormatProvider provider)
static string ToString(var value)
static string ToString(var value, var toBaseOrProvider)
static ushort ToUInt16(var value)
static ushort ToUInt16(var value, var fromBaseOrProvider)
static uint ToUInt32(var value)
static uint ToUInt32(var value, var fromBaseOrProvider)
static ulong ToUInt64(var value)
static ulong ToUInt64(var value, var fromBaseOrProvider)
also DBNull GetTypeCode IsDBNull ToBase64CharArray TryFromBase64Chars TryFromBase64String TryToBase64Chars ToHexStringLower

complete class System.EnumMembers as EnumMembers
int CompareTo(object target)
bool HasFlag(var flag)
string ToString()
string ToString(string format)
also GetTypeCode

static System.Enum
static object Parse(var enumType, string value)
static object Parse(var enumType, string value, bool ignoreCase)
also TryParse ToString GetNames GetValues GetName IsDefined Format

complete class System.Exception
new()
new(string message)
new(string message, Exception innerException)
var Data
int HResult
string HelpLink
Exception InnerException
string Message
string Source
string StackTrace
Exception GetBaseException()
string ToString()
also TargetSite GetObjectData GetType

complete seen class System.ArgumentException : Exception
new()
new(string message)
new(string message, string paramName)
new(string message, Exception innerException)
also ParamName

seen class System.ArgumentNullException : Exception
new()
new(string paramName)
new(string paramName, string message)

seen class System.FormatException : Exception
new()
new(string message)
new(string message, Exception innerException)

seen class System.InvalidOperationException : Exception
new()
new(string message)
new(string message, Exception innerException)

complete struct System.Guid : IComparable, IFormattable
new()
new(string g)
new(byte[] b)
new(int a, short b, short c, byte[] d)
new(int a, short b, short c, byte d, byte e, byte f, byte g, byte h, byte i, byte j, byte k)
static Guid Empty
static Guid NewGuid()
static Guid Parse(string input) # throws if the text is no GUID
static Guid ParseExact(string input, string format)
static bool TryParse(string input, out Guid result)
static bool TryParseExact(string input, string format, out Guid result)
int CompareTo(Guid value)
bool Equals(object o)
int GetHashCode()
byte[] ToByteArray()
string ToString()
string ToString(string format)
string ToString(string format, IFormatProvider provider)
also CreateVersion7 TryFormat TryWriteBytes AllBitsSet Variant Version

class System.Tuple
also Create

complete class System.Uri
new(string uriString) # throws if the text is no address
new(string uriString, UriKind uriKind)
new(Uri baseUri, string relativeUri)
new(Uri baseUri, Uri relativeUri)
string AbsolutePath
string AbsoluteUri
string Authority
string DnsSafeHost
string Fragment
string Host
var HostNameType
string IdnHost
bool IsAbsoluteUri
bool IsDefaultPort
bool IsFile
bool IsLoopback
bool IsUnc
string LocalPath
string OriginalString
string PathAndQuery
int Port
string Query
string Scheme
string[] Segments
string UserInfo
static string SchemeDelimiter
static string UriSchemeHttp
static string UriSchemeHttps
static bool CheckSchemeName(string schemeName)
static string EscapeDataString(string stringToEscape)
static string EscapeUriString(string stringToEscape)
string GetLeftPart(UriPartial part)
static string HexEscape(char character)
bool IsBaseOf(Uri uri)
static bool IsWellFormedUriString(string uriString, UriKind uriKind)
Uri MakeRelativeUri(Uri uri)
string ToString()
static bool TryCreate(string uriString, UriKind uriKind, out Uri result)
static bool TryCreate(Uri baseUri, string relativeUri, out Uri result)
static bool TryCreate(Uri baseUri, Uri relativeUri, out Uri result)
static string UnescapeDataString(string stringToUnescape)
also CheckHostName Compare Equals FromHex GetComponents GetHashCode HexUnescape IsHexDigit IsHexEncoding IsWellFormedOriginalString MakeRelative UserEscaped UriSchemeFile UriSchemeFtp UriSchemeFtps UriSchemeGopher UriSchemeMailto UriSchemeNetPipe UriSchemeNetTcp UriSchemeNews UriSchemeNntp UriSchemeSftp UriSchemeSsh UriSchemeTelnet UriSchemeWs UriSchemeWss TryEscapeDataString TryUnescapeDataString TryFormat

complete seen enum System.UriKind
values RelativeOrAbsolute Absolute Relative

complete enum System.UriPartial
values Scheme Authority Path Query

complete static System.Net.WebUtility
static string HtmlDecode(string value)
static string HtmlEncode(string value)
static string UrlDecode(string encodedValue)
static byte[] UrlDecodeToBytes(byte[] encodedValue, int offset, int count)
static string UrlEncode(string value)
static byte[] UrlEncodeToBytes(byte[] value, int offset, int count)

complete class System.Net.IPAddress
var AddressFamily
byte[] GetAddressBytes()
static bool IsLoopback(IPAddress address)
static IPAddress Parse(string ipString) # throws if the text is no address
static bool TryParse(string ipString, out IPAddress address)
string ToString()
also Equals
refused Address Any Broadcast HostToNetworkOrder IPv6Any IPv6Loopback IPv6None IsIPv4MappedToIPv6 IsIPv6LinkLocal IsIPv6Multicast IsIPv6SiteLocal IsIPv6Teredo IsIPv6UniqueLocal Loopback MapToIPv4 MapToIPv6 NetworkToHostOrder None ScopeId TryFormat TryWriteBytes

delegate System.Func

delegate System.Action

delegate System.Predicate
`;
