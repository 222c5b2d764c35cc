/** The members that the numbers share. `N` is the number. */
function numberType(name: string, keyword: string, implicitFrom: string, more = ""): string {
  return `
complete struct System.${name} as ${keyword} : IComparable, IFormattable, IConvertible
static ${keyword} MaxValue
static ${keyword} MinValue
static ${keyword} Parse(string s) # throws if the text is no number
static ${keyword} Parse(string s, NumberStyles style)
static ${keyword} Parse(string s, IFormatProvider provider)
static ${keyword} Parse(string s, NumberStyles style, IFormatProvider provider)
static bool TryParse(string s, out ${keyword} result)
static bool TryParse(string s, IFormatProvider provider, out ${keyword} result)
static bool TryParse(string s, NumberStyles style, IFormatProvider provider, out ${keyword} result)
int CompareTo(object value)
bool Equals(object obj)
int GetHashCode()
string ToString()
string ToString(string format)
string ToString(IFormatProvider provider)
string ToString(string format, IFormatProvider provider)
also GetTypeCode TryFormat Abs Clamp Max Min Sign IsNegative IsPositive IsEvenInteger IsOddInteger DivRem CopySign Log2 IsPow2 PopCount LeadingZeroCount TrailingZeroCount RotateLeft RotateRight CreateChecked CreateSaturating CreateTruncating MaxMagnitude MinMagnitude ${more}
${implicitFrom === "" ? "" : `implicit from ${implicitFrom}`}
`;
}

const REAL =
  "Epsilon NaN NegativeInfinity PositiveInfinity IsNaN IsInfinity IsFinite IsNegativeInfinity IsPositiveInfinity IsNormal IsSubnormal IsInteger E Pi Tau NegativeZero Round Floor Ceiling Truncate Pow Sqrt Cbrt Exp Log Log10 Sin Cos Tan";

/** Numbers, `bool` and what computes with them. In the notation of `../notation.ts`. */
export const NUMBER_TYPES = [
  numberType("SByte", "sbyte", ""),
  numberType("Byte", "byte", ""),
  numberType("Int16", "short", "sbyte, byte"),
  numberType("UInt16", "ushort", "byte, char"),
  numberType("Int32", "int", "sbyte, byte, short, ushort, char"),
  numberType("UInt32", "uint", "byte, ushort, char"),
  numberType("Int64", "long", "sbyte, byte, short, ushort, int, uint, char"),
  numberType("UInt64", "ulong", "byte, ushort, uint, char"),
  numberType("Single", "float", "sbyte, byte, short, ushort, int, uint, long, ulong, char", REAL),
  numberType("Double", "double", "sbyte, byte, short, ushort, int, uint, long, ulong, float, char", REAL),
  numberType(
    "Decimal",
    "decimal",
    "sbyte, byte, short, ushort, int, uint, long, ulong, char",
    "Zero One MinusOne Add Subtract Multiply Divide Remainder Negate Compare Round Floor Ceiling Truncate ToDouble ToInt32 ToInt64 ToByte ToSByte ToInt16 ToUInt16 ToUInt32 ToUInt64 ToSingle ToOACurrency FromOACurrency GetBits IsInteger Scale IsCanonical",
  ),
  `
complete struct System.Boolean as bool : IComparable, IConvertible
static string FalseString
static string TrueString
static bool Parse(string value) # throws if the text is neither true nor false
static bool TryParse(string value, out bool result)
int CompareTo(object obj)
bool Equals(object obj)
int GetHashCode()
string ToString()
string ToString(IFormatProvider provider)
also GetTypeCode TryFormat

complete struct System.Nullable<T>
bool HasValue
T Value # throws if there is none
T GetValueOrDefault()
T GetValueOrDefault(T defaultValue)
bool Equals(object other)
int GetHashCode()
string ToString()

complete static System.Math
static double PI
static double E
static T Abs<T>(T value)
static T Max<T>(T val1, T val2)
static T Min<T>(T val1, T val2)
static double Pow(double x, double y)
static double Sqrt(double d)
static double Exp(double d)
static double Log(double d)
static double Log(double a, double newBase)
static double Log10(double d)
static var Ceiling(var a)
static var Floor(var d)
static var Truncate(var d)
static var Round(var a)
static var Round(var value, var digits)
static var Round(var value, int digits, MidpointRounding mode)
static int Sign(var value)
also Acos Acosh Asin Asinh Atan Atan2 Atanh BigMul BitDecrement BitIncrement Cbrt Clamp CopySign Cos Cosh DivRem FusedMultiplyAdd IEEERemainder ILogB Log2 MaxMagnitude MinMagnitude ReciprocalEstimate ReciprocalSqrtEstimate ScaleB Sin SinCos Sinh Tan Tanh Tau

complete enum System.MidpointRounding
values ToEven AwayFromZero ToZero ToNegativeInfinity ToPositiveInfinity

complete class System.Random
new()
new(int Seed)
int Next()
int Next(int maxValue)
int Next(int minValue, int maxValue)
void NextBytes(byte[] buffer)
double NextDouble()
also NextInt64 NextSingle Shared GetItems Shuffle GetString GetHexString
`,
].join("\n");
