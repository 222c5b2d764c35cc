/** Dates, times and time zones. In the notation of `../notation.ts`. */
export const TIME_TYPES = `
complete struct System.DateTime : IComparable, IFormattable, IConvertible
new(long ticks)
new(long ticks, DateTimeKind kind)
new(int year, int month, int day)
new(int year, int month, int day, int hour, int minute, int second)
new(int year, int month, int day, int hour, int minute, int second, DateTimeKind kind)
new(int year, int month, int day, int hour, int minute, int second, int millisecond)
new(int year, int month, int day, int hour, int minute, int second, int millisecond, DateTimeKind kind)
new(int year, int month, int day, Calendar calendar)
new(int year, int month, int day, int hour, int minute, int second, Calendar calendar)
static DateTime MaxValue
static DateTime MinValue
static DateTime Now
static DateTime Today
static DateTime UtcNow
DateTime Date
int Day
DayOfWeek DayOfWeek
int DayOfYear
int Hour
int Millisecond
int Minute
int Month
int Second
long Ticks
TimeSpan TimeOfDay
int Year
DateTime Add(TimeSpan value)
DateTime AddDays(double value)
DateTime AddHours(double value)
DateTime AddMilliseconds(double value)
DateTime AddMinutes(double value)
DateTime AddMonths(int months)
DateTime AddSeconds(double value)
DateTime AddTicks(long value)
DateTime AddYears(int value)
static int DaysInMonth(int year, int month)
bool IsDaylightSavingTime()
static bool IsLeapYear(int year)
static DateTime Parse(string s) # throws if the text is no date
static DateTime Parse(string s, IFormatProvider provider)
static DateTime Parse(string s, IFormatProvider provider, DateTimeStyles styles)
TimeSpan Subtract(DateTime value)
DateTime Subtract(TimeSpan value)
string ToString()
string ToString(string format)
string ToString(IFormatProvider provider)
string ToString(string format, IFormatProvider provider)
DateTime operator +(DateTime d, TimeSpan t)
DateTime operator -(DateTime d, TimeSpan t)
TimeSpan operator -(DateTime d1, DateTime d2)
also CompareTo Equals GetHashCode GetType
refused Compare FromBinary FromFileTime FromFileTimeUtc FromOADate GetDateTimeFormats GetTypeCode Kind ParseExact SpecifyKind ToBinary ToFileTime ToFileTimeUtc ToLocalTime ToLongDateString ToLongTimeString ToOADate ToShortDateString ToShortTimeString ToUniversalTime TryParse TryParseExact UnixEpoch AddMicroseconds Microsecond Nanosecond TryFormat Deconstruct

enum System.DateTimeKind
values Utc
refused Local Unspecified

complete seen enum System.DayOfWeek
values Sunday Monday Tuesday Wednesday Thursday Friday Saturday

complete struct System.DateTimeOffset : IComparable, IFormattable
new(DateTime dateTime)
new(DateTime dateTime, TimeSpan offset)
new(long ticks, TimeSpan offset)
new(int year, int month, int day, int hour, int minute, int second, TimeSpan offset)
new(int year, int month, int day, int hour, int minute, int second, int millisecond, TimeSpan offset)
new(int year, int month, int day, int hour, int minute, int second, int millisecond, Calendar calendar, TimeSpan offset)
static DateTimeOffset MaxValue
static DateTimeOffset MinValue
static DateTimeOffset Now
static DateTimeOffset UnixEpoch
static DateTimeOffset UtcNow
DateTime Date
DateTime DateTime
int Day
DayOfWeek DayOfWeek
int DayOfYear
int Hour
DateTime LocalDateTime
int Millisecond
int Minute
int Month
TimeSpan Offset
int Second
long Ticks
TimeSpan TimeOfDay
DateTime UtcDateTime
long UtcTicks
int Year
DateTimeOffset Add(TimeSpan timeSpan)
DateTimeOffset AddDays(double days)
DateTimeOffset AddHours(double hours)
DateTimeOffset AddMilliseconds(double milliseconds)
DateTimeOffset AddMinutes(double minutes)
DateTimeOffset AddMonths(int months)
DateTimeOffset AddSeconds(double seconds)
DateTimeOffset AddTicks(long ticks)
DateTimeOffset AddYears(int years)
static int Compare(DateTimeOffset first, DateTimeOffset second)
int CompareTo(DateTimeOffset other)
bool Equals(object obj)
static bool Equals(DateTimeOffset first, DateTimeOffset second)
bool EqualsExact(DateTimeOffset other)
static DateTimeOffset FromFileTime(long fileTime)
static DateTimeOffset FromUnixTimeMilliseconds(long milliseconds)
static DateTimeOffset FromUnixTimeSeconds(long seconds)
static DateTimeOffset Parse(string input) # throws if the text is no date
static DateTimeOffset Parse(string input, IFormatProvider formatProvider)
static DateTimeOffset Parse(string input, IFormatProvider formatProvider, DateTimeStyles styles)
static DateTimeOffset ParseExact(string input, var format, IFormatProvider formatProvider, DateTimeStyles styles =)
TimeSpan Subtract(DateTimeOffset value)
DateTimeOffset Subtract(TimeSpan value)
long ToFileTime()
DateTimeOffset ToLocalTime()
DateTimeOffset ToOffset(TimeSpan offset)
string ToString()
string ToString(string format)
string ToString(IFormatProvider formatProvider)
string ToString(string format, IFormatProvider formatProvider)
DateTimeOffset ToUniversalTime()
long ToUnixTimeMilliseconds()
long ToUnixTimeSeconds()
static bool TryParse(string input, out DateTimeOffset result)
static bool TryParse(string input, IFormatProvider formatProvider, out DateTimeOffset result)
static bool TryParse(string input, IFormatProvider formatProvider, DateTimeStyles styles, out DateTimeOffset result)
DateTimeOffset operator +(DateTimeOffset d, TimeSpan t)
DateTimeOffset operator -(DateTimeOffset d, TimeSpan t)
TimeSpan operator -(DateTimeOffset left, DateTimeOffset right)
also GetHashCode TryParseExact TryFormat AddMicroseconds Microsecond Nanosecond TotalOffsetMinutes Deconstruct
implicit from DateTime

complete struct System.TimeSpan : IComparable, IFormattable
new(long ticks)
new(int hours, int minutes, int seconds)
new(int days, int hours, int minutes, int seconds)
new(int days, int hours, int minutes, int seconds, int milliseconds)
static TimeSpan MaxValue
static TimeSpan MinValue
static TimeSpan Zero
static long TicksPerDay
static long TicksPerHour
static long TicksPerMillisecond
static long TicksPerMinute
static long TicksPerSecond
int Days
int Hours
int Milliseconds
int Minutes
int Seconds
long Ticks
double TotalDays
double TotalHours
double TotalMilliseconds
double TotalMinutes
double TotalSeconds
TimeSpan Add(TimeSpan ts)
static int Compare(TimeSpan t1, TimeSpan t2)
TimeSpan Duration()
static TimeSpan FromDays(double value)
static TimeSpan FromHours(double value)
static TimeSpan FromMilliseconds(double value)
static TimeSpan FromMinutes(double value)
static TimeSpan FromSeconds(double value)
static TimeSpan FromTicks(long value)
TimeSpan Negate()
static TimeSpan Parse(string s) # throws if the text is no span of time
static TimeSpan Parse(string s, IFormatProvider formatProvider)
TimeSpan Subtract(TimeSpan ts)
string ToString()
string ToString(string format)
string ToString(string format, IFormatProvider formatProvider)
static bool TryParse(string s, out TimeSpan result)
static bool TryParse(string s, IFormatProvider formatProvider, out TimeSpan result)
TimeSpan operator +(TimeSpan t1, TimeSpan t2)
TimeSpan operator -(TimeSpan t1, TimeSpan t2)
TimeSpan operator *(TimeSpan timeSpan, double factor)
TimeSpan operator *(double factor, TimeSpan timeSpan)
TimeSpan operator /(TimeSpan timeSpan, double divisor)
double operator /(TimeSpan t1, TimeSpan t2)
also CompareTo Equals GetHashCode Divide Multiply ParseExact TryParseExact TryFormat FromMicroseconds Microseconds Nanoseconds TotalMicroseconds TotalNanoseconds TicksPerMicrosecond NanosecondsPerTick

class System.TimeZone
static TimeZone CurrentTimeZone

complete class System.TimeZoneInfo
static TimeZoneInfo Local
static TimeZoneInfo Utc
TimeSpan BaseUtcOffset
string DaylightName
string DisplayName
string Id
string StandardName
bool SupportsDaylightSavingTime
static DateTime ConvertTime(DateTime dateTime, TimeZoneInfo destinationTimeZone)
static DateTimeOffset ConvertTime(DateTimeOffset dateTimeOffset, TimeZoneInfo destinationTimeZone)
static DateTime ConvertTime(DateTime dateTime, TimeZoneInfo sourceTimeZone, TimeZoneInfo destinationTimeZone)
static DateTime ConvertTimeBySystemTimeZoneId(DateTime dateTime, string destinationTimeZoneId)
static DateTimeOffset ConvertTimeBySystemTimeZoneId(DateTimeOffset dateTimeOffset, string destinationTimeZoneId)
static DateTime ConvertTimeBySystemTimeZoneId(DateTime dateTime, string sourceTimeZoneId, string destinationTimeZoneId)
static DateTime ConvertTimeFromUtc(DateTime dateTime, TimeZoneInfo destinationTimeZone)
static DateTime ConvertTimeToUtc(DateTime dateTime)
static DateTime ConvertTimeToUtc(DateTime dateTime, TimeZoneInfo sourceTimeZone)
static TimeZoneInfo FindSystemTimeZoneById(string id)
TimeSpan GetUtcOffset(DateTime dateTime)
TimeSpan GetUtcOffset(DateTimeOffset dateTimeOffset)
bool IsDaylightSavingTime(DateTime dateTime)
bool IsDaylightSavingTime(DateTimeOffset dateTimeOffset)
also AdjustmentRule ClearCachedData CreateCustomTimeZone Equals FromSerializedString GetAdjustmentRules GetAmbiguousTimeOffsets GetHashCode GetSystemTimeZones HasIanaId HasSameRules IsAmbiguousTime IsInvalidTime ToSerializedString ToString TransitionTime TryConvertIanaIdToWindowsId TryConvertWindowsIdToIanaId TryFindSystemTimeZoneById
`;
