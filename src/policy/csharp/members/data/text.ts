/** Text, and what reads and writes it. In the notation of `../notation.ts`. */
export const TEXT_TYPES = `
complete class System.Object as object
new()
bool Equals(object obj)
static bool Equals(object objA, object objB)
int GetHashCode()
Type GetType()
string ToString()
static bool ReferenceEquals(object objA, object objB)

complete class System.String as string : object, IEnumerable<char>, IComparable, IConvertible, IEquatable<string>, ICloneable
new(char c, int count)
new(char[] value)
new(char[] value, int startIndex, int length)
static string Empty
int Length
char this[int index] # throws if the text is shorter
static int Compare(string strA, string strB)
static int Compare(string strA, string strB, bool ignoreCase)
static int Compare(string strA, string strB, StringComparison comparisonType)
static int Compare(string strA, string strB, bool ignoreCase, CultureInfo culture)
static int Compare(string strA, string strB, CultureInfo culture, CompareOptions options)
static int Compare(string strA, int indexA, string strB, int indexB, int length)
static int Compare(string strA, int indexA, string strB, int indexB, int length, bool ignoreCase)
static int Compare(string strA, int indexA, string strB, int indexB, int length, StringComparison comparisonType)
static int CompareOrdinal(string strA, string strB)
static int CompareOrdinal(string strA, int indexA, string strB, int indexB, int length)
int CompareTo(object value)
int CompareTo(string strB)
static string Concat<T>(IEnumerable<T> values)
static string Concat(params object[] args)
static string Concat(params string[] values)
static string Concat(object arg0)
bool Contains(string value)
bool Contains(string value, StringComparison comparisonType)
bool Contains(char value)
bool Contains(char value, StringComparison comparisonType)
bool EndsWith(string value)
bool EndsWith(string value, StringComparison comparisonType)
bool EndsWith(string value, bool ignoreCase, CultureInfo culture)
bool EndsWith(char value)
bool Equals(object obj)
bool Equals(string value)
bool Equals(string value, StringComparison comparisonType)
static bool Equals(string a, string b)
static bool Equals(string a, string b, StringComparison comparisonType)
static string Format(string format, params object[] args)
static string Format(IFormatProvider provider, string format, params object[] args)
int IndexOf(char value)
int IndexOf(char value, int startIndex)
int IndexOf(char value, int startIndex, int count)
int IndexOf(char value, StringComparison comparisonType)
int IndexOf(string value)
int IndexOf(string value, int startIndex)
int IndexOf(string value, int startIndex, int count)
int IndexOf(string value, StringComparison comparisonType)
int IndexOf(string value, int startIndex, StringComparison comparisonType)
int IndexOf(string value, int startIndex, int count, StringComparison comparisonType)
int IndexOfAny(char[] anyOf)
int IndexOfAny(char[] anyOf, int startIndex)
int IndexOfAny(char[] anyOf, int startIndex, int count)
string Insert(int startIndex, string value) # throws if the text is shorter
static bool IsNullOrEmpty(string value)
static bool IsNullOrWhiteSpace(string value)
static string Join<T>(string separator, IEnumerable<T> values)
static string Join(string separator, IEnumerable<string> values)
static string Join(string separator, params object[] values)
static string Join(string separator, params string[] value)
static string Join(string separator, string[] value, int startIndex, int count)
static string Join<T>(char separator, IEnumerable<T> values)
static string Join(char separator, params object[] values)
static string Join(char separator, params string[] value)
int LastIndexOf(char value)
int LastIndexOf(char value, int startIndex)
int LastIndexOf(char value, int startIndex, int count)
int LastIndexOf(string value)
int LastIndexOf(string value, int startIndex)
int LastIndexOf(string value, int startIndex, int count)
int LastIndexOf(string value, StringComparison comparisonType)
int LastIndexOf(string value, int startIndex, StringComparison comparisonType)
int LastIndexOf(string value, int startIndex, int count, StringComparison comparisonType)
int LastIndexOfAny(char[] anyOf)
int LastIndexOfAny(char[] anyOf, int startIndex)
int LastIndexOfAny(char[] anyOf, int startIndex, int count)
string PadLeft(int totalWidth)
string PadLeft(int totalWidth, char paddingChar)
string PadRight(int totalWidth)
string PadRight(int totalWidth, char paddingChar)
string Remove(int startIndex) # throws if the text is shorter
string Remove(int startIndex, int count)
string Replace(char oldChar, char newChar)
string Replace(string oldValue, string newValue)
string Replace(string oldValue, string newValue, StringComparison comparisonType)
string Replace(string oldValue, string newValue, bool ignoreCase, CultureInfo culture)
string[] Split(params char[] separator)
string[] Split(char[] separator, int count)
string[] Split(char[] separator, StringSplitOptions options)
string[] Split(char[] separator, int count, StringSplitOptions options)
string[] Split(string[] separator, StringSplitOptions options)
string[] Split(string[] separator, int count, StringSplitOptions options)
string[] Split(char separator, StringSplitOptions options =)
string[] Split(char separator, int count, StringSplitOptions options =)
string[] Split(string separator, StringSplitOptions options =)
string[] Split(string separator, int count, StringSplitOptions options =)
bool StartsWith(string value)
bool StartsWith(string value, StringComparison comparisonType)
bool StartsWith(string value, bool ignoreCase, CultureInfo culture)
bool StartsWith(char value)
string Substring(int startIndex) # throws if the text is shorter
string Substring(int startIndex, int length)
char[] ToCharArray()
char[] ToCharArray(int startIndex, int length)
string ToLower()
string ToLower(CultureInfo culture)
string ToLowerInvariant()
string ToString()
string ToString(IFormatProvider provider)
string ToUpper()
string ToUpper(CultureInfo culture)
string ToUpperInvariant()
string Trim()
string Trim(params char[] trimChars)
string TrimEnd()
string TrimEnd(params char[] trimChars)
string TrimStart()
string TrimStart(params char[] trimChars)
also AsSpan Chars Clone Copy CopyTo Create EnumerateRunes GetEnumerator GetHashCode GetTypeCode Intern IsInterned IsNormalized Normalize ReplaceLineEndings TryCopyTo GetPinnableReference AsMemory

complete struct System.Char as char : IComparable
static char MaxValue
static char MinValue
static bool IsControl(char c)
static bool IsDigit(char c)
static bool IsDigit(string s, int index)
static bool IsLetter(char c)
static bool IsLetter(string s, int index)
static bool IsLetterOrDigit(char c)
static bool IsLetterOrDigit(string s, int index)
static bool IsLower(char c)
static bool IsNumber(char c)
static bool IsPunctuation(char c)
static bool IsSymbol(char c)
static bool IsUpper(char c)
static bool IsWhiteSpace(char c)
static char Parse(string s)
static char ToLower(char c)
static char ToLowerInvariant(char c)
static char ToUpper(char c)
static char ToUpperInvariant(char c)
string ToString()
static double GetNumericValue(char c)
also CompareTo Equals GetHashCode GetTypeCode ConvertFromUtf32 ConvertToUtf32 GetUnicodeCategory IsSeparator IsSurrogate IsHighSurrogate IsLowSurrogate IsSurrogatePair TryParse IsAscii IsAsciiDigit IsAsciiLetter IsAsciiLetterOrDigit IsAsciiLetterLower IsAsciiLetterUpper IsAsciiHexDigit IsAsciiHexDigitLower IsAsciiHexDigitUpper IsBetween

complete enum System.StringComparison
values CurrentCulture CurrentCultureIgnoreCase InvariantCulture InvariantCultureIgnoreCase Ordinal OrdinalIgnoreCase

complete enum System.StringSplitOptions
values None RemoveEmptyEntries TrimEntries

class System.StringComparer : IEqualityComparer<string>, IComparer<string>
static StringComparer CurrentCulture
static StringComparer CurrentCultureIgnoreCase
static StringComparer InvariantCulture
static StringComparer InvariantCultureIgnoreCase
static StringComparer Ordinal
static StringComparer OrdinalIgnoreCase
int Compare(string x, string y)
bool Equals(string x, string y)

complete class System.Text.Encoding
static Encoding ASCII
static Encoding BigEndianUnicode
static Encoding Default
static Encoding Latin1
static Encoding Unicode
static Encoding UTF32
static Encoding UTF7
static Encoding UTF8
string BodyName
int CodePage
string EncodingName
string HeaderName
string WebName
static byte[] Convert(Encoding srcEncoding, Encoding dstEncoding, byte[] bytes)
static byte[] Convert(Encoding srcEncoding, Encoding dstEncoding, byte[] bytes, int index, int count)
static Encoding GetEncoding(string name)
static Encoding GetEncoding(int codepage)
static Encoding GetEncoding(string name, EncoderFallback encoderFallback, DecoderFallback decoderFallback)
int GetByteCount(string s)
int GetByteCount(char[] chars)
int GetByteCount(char[] chars, int index, int count)
byte[] GetBytes(string s)
byte[] GetBytes(char[] chars)
byte[] GetBytes(char[] chars, int index, int count)
int GetBytes(string s, int charIndex, int charCount, byte[] bytes, int byteIndex)
char[] GetChars(byte[] bytes)
char[] GetChars(byte[] bytes, int index, int count)
string GetString(byte[] bytes)
string GetString(byte[] bytes, int index, int count)
int GetCharCount(byte[] bytes)
byte[] GetPreamble()
also Clone DecoderFallback EncoderFallback Equals GetDecoder GetEncoder GetEncodings GetHashCode GetMaxByteCount GetMaxCharCount IsAlwaysNormalized IsBrowserDisplay IsBrowserSave IsMailNewsDisplay IsMailNewsSave IsReadOnly IsSingleByte Preamble RegisterProvider WindowsCodePage CreateTranscodingStream TryGetBytes TryGetChars

complete class System.Text.StringBuilder
new()
new(int capacity)
new(string value)
new(string value, int capacity)
new(int capacity, int maxCapacity)
new(string value, int startIndex, int length, int capacity)
int Length
int Capacity
int MaxCapacity
char this[int index]
StringBuilder Append(var value)
StringBuilder Append(char value, int repeatCount)
StringBuilder Append(var value, int startIndex, int count)
StringBuilder AppendFormat(string format, params object[] args)
StringBuilder AppendFormat(IFormatProvider provider, string format, params object[] args)
StringBuilder AppendJoin<T>(string separator, IEnumerable<T> values)
StringBuilder AppendJoin(string separator, params object[] values)
StringBuilder AppendJoin(char separator, params object[] values)
StringBuilder AppendLine()
StringBuilder AppendLine(string value)
StringBuilder Clear()
StringBuilder Insert(int index, var value)
StringBuilder Insert(int index, string value, int count)
StringBuilder Insert(int index, char[] value, int startIndex, int charCount)
StringBuilder Remove(int startIndex, int length)
StringBuilder Replace(string oldValue, string newValue)
StringBuilder Replace(char oldChar, char newChar)
StringBuilder Replace(string oldValue, string newValue, int startIndex, int count)
StringBuilder Replace(char oldChar, char newChar, int startIndex, int count)
string ToString()
string ToString(int startIndex, int length)
also Chars CopyTo EnsureCapacity Equals GetChunks

class System.IO.StringReader
new(string s)
int Peek()
int Read()
string ReadLine()
string ReadToEnd()
also Close Dispose

class System.IO.StringWriter
new()
new(StringBuilder sb)
StringBuilder GetStringBuilder()
also Write WriteLine Close Dispose

complete class System.Text.RegularExpressions.Capture
int Index
int Length
string Value
also ValueSpan

complete class System.Text.RegularExpressions.Group : Capture
CaptureCollection Captures
bool Success
string Name # seen
also Synchronized

complete class System.Text.RegularExpressions.Match : Group
static Match Empty
GroupCollection Groups
string Result(string replacement)
Match NextMatch() # seen

complete class System.Text.RegularExpressions.CaptureCollection : IEnumerable<Capture>
int Count
Capture this[int i]
also CopyTo IsReadOnly IsSynchronized SyncRoot

complete class System.Text.RegularExpressions.GroupCollection : IEnumerable<Group>
int Count
Group this[int groupnum]
Group this[string groupname]
also ContainsKey CopyTo IsReadOnly IsSynchronized Keys SyncRoot TryGetValue Values

complete class System.Text.RegularExpressions.MatchCollection : IEnumerable<Match>
int Count
Match this[int i]
also CopyTo IsReadOnly IsSynchronized SyncRoot

complete class System.Text.RegularExpressions.Regex
new(string pattern)
new(string pattern, RegexOptions options)
new(string pattern, RegexOptions options, TimeSpan matchTimeout)
bool IsMatch(string input)
bool IsMatch(string input, int startat)
static bool IsMatch(string input, string pattern)
static bool IsMatch(string input, string pattern, RegexOptions options)
static bool IsMatch(string input, string pattern, RegexOptions options, TimeSpan matchTimeout)
Match Match(string input)
Match Match(string input, int startat)
Match Match(string input, int beginning, int length)
static Match Match(string input, string pattern)
static Match Match(string input, string pattern, RegexOptions options)
static Match Match(string input, string pattern, RegexOptions options, TimeSpan matchTimeout)
MatchCollection Matches(string input)
MatchCollection Matches(string input, int startat)
static MatchCollection Matches(string input, string pattern)
static MatchCollection Matches(string input, string pattern, RegexOptions options)
static MatchCollection Matches(string input, string pattern, RegexOptions options, TimeSpan matchTimeout)
string Replace(string input, string replacement)
string Replace(string input, string replacement, int count)
string Replace(string input, string replacement, int count, int startat)
string Replace(string input, Func<Match, string> evaluator)
string Replace(string input, Func<Match, string> evaluator, int count)
static string Replace(string input, string pattern, string replacement)
static string Replace(string input, string pattern, string replacement, RegexOptions options)
static string Replace(string input, string pattern, string replacement, RegexOptions options, TimeSpan matchTimeout)
static string Replace(string input, string pattern, Func<Match, string> evaluator)
static string Replace(string input, string pattern, Func<Match, string> evaluator, RegexOptions options)
static string Replace(string input, string pattern, Func<Match, string> evaluator, RegexOptions options, TimeSpan matchTimeout)
string[] Split(string input)
string[] Split(string input, int count)
string[] Split(string input, int count, int startat)
static string[] Split(string input, string pattern)
static string[] Split(string input, string pattern, RegexOptions options)
static string[] Split(string input, string pattern, RegexOptions options, TimeSpan matchTimeout)
static string Unescape(string str)
static string Escape(string str) # seen
also Count EnumerateMatches EnumerateSplits CacheSize CompileToAssembly GetGroupNames GetGroupNumbers GroupNameFromNumber GroupNumberFromName InfiniteMatchTimeout MatchTimeout Options RightToLeft Equals

complete enum System.Text.RegularExpressions.RegexOptions
values None IgnoreCase Multiline ExplicitCapture Compiled Singleline IgnorePatternWhitespace RightToLeft ECMAScript CultureInvariant NonBacktracking
`;
