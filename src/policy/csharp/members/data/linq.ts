/** LINQ to objects. In the notation of `../notation.ts`. */
export const LINQ_TYPES = `
complete interface System.Linq.IGrouping<TKey, TElement> : IEnumerable<TElement>
TKey Key

complete interface System.Linq.IOrderedEnumerable<T> : IEnumerable<T>
also CreateOrderedEnumerable

complete interface System.Linq.ILookup<TKey, TElement> : IEnumerable<IGrouping<TKey, TElement>>
int Count
IEnumerable<TElement> this[TKey key]
bool Contains(TKey key)

complete static System.Linq.Enumerable
static T Aggregate<T>(this IEnumerable<T> source, Func<T, T, T> func) # throws if there is none
static A Aggregate<T, A>(this IEnumerable<T> source, A seed, Func<A, T, A> func)
static R Aggregate<T, A, R>(this IEnumerable<T> source, A seed, Func<A, T, A> func, Func<A, R> resultSelector)
static bool All<T>(this IEnumerable<T> source, Func<T, bool> predicate)
static bool Any<T>(this IEnumerable<T> source)
static bool Any<T>(this IEnumerable<T> source, Func<T, bool> predicate)
static IEnumerable<T> Append<T>(this IEnumerable<T> source, T element)
static IEnumerable<T> AsEnumerable<T>(this IEnumerable<T> source)
static double Average<T>(this IEnumerable<T> source)
static double Average<T>(this IEnumerable<T> source, Func<T, var> selector)
static IEnumerable<R> Cast<R>(this var source)
static IEnumerable<T> Concat<T>(this IEnumerable<T> first, IEnumerable<T> second)
static bool Contains<T>(this IEnumerable<T> source, T value)
static bool Contains<T>(this IEnumerable<T> source, T value, IEqualityComparer<T> comparer)
static int Count<T>(this IEnumerable<T> source)
static int Count<T>(this IEnumerable<T> source, Func<T, bool> predicate)
static IEnumerable<T> DefaultIfEmpty<T>(this IEnumerable<T> source)
static IEnumerable<T> DefaultIfEmpty<T>(this IEnumerable<T> source, T defaultValue)
static IEnumerable<T> Distinct<T>(this IEnumerable<T> source)
static IEnumerable<T> Distinct<T>(this IEnumerable<T> source, IEqualityComparer<T> comparer)
static T ElementAt<T>(this IEnumerable<T> source, int index) # throws if there are fewer
static T ElementAtOrDefault<T>(this IEnumerable<T> source, int index) # null if there are fewer
static IEnumerable<T> Empty<T>()
static IEnumerable<T> Except<T>(this IEnumerable<T> first, IEnumerable<T> second)
static IEnumerable<T> Except<T>(this IEnumerable<T> first, IEnumerable<T> second, IEqualityComparer<T> comparer)
static T First<T>(this IEnumerable<T> source) # throws if there is none
static T First<T>(this IEnumerable<T> source, Func<T, bool> predicate)
static T FirstOrDefault<T>(this IEnumerable<T> source) # null if there is none
static T FirstOrDefault<T>(this IEnumerable<T> source, Func<T, bool> predicate)
static IEnumerable<IGrouping<K, T>> GroupBy<T, K>(this IEnumerable<T> source, Func<T, K> keySelector)
static IEnumerable<IGrouping<K, E>> GroupBy<T, K, E>(this IEnumerable<T> source, Func<T, K> keySelector, Func<T, E> elementSelector)
static var GroupBy(this var source, var keySelector, var elementSelector, var resultSelectorOrComparer)
static IEnumerable<R> GroupJoin<O, I, K, R>(this IEnumerable<O> outer, IEnumerable<I> inner, Func<O, K> outerKeySelector, Func<I, K> innerKeySelector, Func<O, IEnumerable<I>, R> resultSelector)
static IEnumerable<T> Intersect<T>(this IEnumerable<T> first, IEnumerable<T> second)
static IEnumerable<T> Intersect<T>(this IEnumerable<T> first, IEnumerable<T> second, IEqualityComparer<T> comparer)
static IEnumerable<R> Join<O, I, K, R>(this IEnumerable<O> outer, IEnumerable<I> inner, Func<O, K> outerKeySelector, Func<I, K> innerKeySelector, Func<O, I, R> resultSelector)
static T Last<T>(this IEnumerable<T> source) # throws if there is none
static T Last<T>(this IEnumerable<T> source, Func<T, bool> predicate)
static T LastOrDefault<T>(this IEnumerable<T> source) # null if there is none
static T LastOrDefault<T>(this IEnumerable<T> source, Func<T, bool> predicate)
static long LongCount<T>(this IEnumerable<T> source)
static long LongCount<T>(this IEnumerable<T> source, Func<T, bool> predicate)
static T Max<T>(this IEnumerable<T> source)
static R Max<T, R>(this IEnumerable<T> source, Func<T, R> selector)
static T Min<T>(this IEnumerable<T> source)
static R Min<T, R>(this IEnumerable<T> source, Func<T, R> selector)
static IEnumerable<R> OfType<R>(this var source)
static IOrderedEnumerable<T> OrderBy<T, K>(this IEnumerable<T> source, Func<T, K> keySelector)
static IOrderedEnumerable<T> OrderBy<T, K>(this IEnumerable<T> source, Func<T, K> keySelector, IComparer<K> comparer)
static IOrderedEnumerable<T> OrderByDescending<T, K>(this IEnumerable<T> source, Func<T, K> keySelector)
static IOrderedEnumerable<T> OrderByDescending<T, K>(this IEnumerable<T> source, Func<T, K> keySelector, IComparer<K> comparer)
static IEnumerable<T> Prepend<T>(this IEnumerable<T> source, T element)
static IEnumerable<int> Range(int start, int count)
static IEnumerable<T> Repeat<T>(T element, int count)
static IEnumerable<T> Reverse<T>(this IEnumerable<T> source)
static IEnumerable<R> Select<T, R>(this IEnumerable<T> source, Func<T, R> selector)
static IEnumerable<R> Select<T, R>(this IEnumerable<T> source, Func<T, int, R> selector)
static IEnumerable<R> SelectMany<T, R>(this IEnumerable<T> source, Func<T, IEnumerable<R>> selector)
static IEnumerable<R> SelectMany<T, C, R>(this IEnumerable<T> source, Func<T, IEnumerable<C>> collectionSelector, Func<T, C, R> resultSelector)
static bool SequenceEqual<T>(this IEnumerable<T> first, IEnumerable<T> second)
static bool SequenceEqual<T>(this IEnumerable<T> first, IEnumerable<T> second, IEqualityComparer<T> comparer)
static T Single<T>(this IEnumerable<T> source) # throws if there is not exactly one
static T Single<T>(this IEnumerable<T> source, Func<T, bool> predicate)
static T SingleOrDefault<T>(this IEnumerable<T> source) # null if there is none
static T SingleOrDefault<T>(this IEnumerable<T> source, Func<T, bool> predicate)
static IEnumerable<T> Skip<T>(this IEnumerable<T> source, int count)
static IEnumerable<T> SkipLast<T>(this IEnumerable<T> source, int count)
static IEnumerable<T> SkipWhile<T>(this IEnumerable<T> source, Func<T, bool> predicate)
static T Sum<T>(this IEnumerable<T> source)
static R Sum<T, R>(this IEnumerable<T> source, Func<T, R> selector)
static IEnumerable<T> Take<T>(this IEnumerable<T> source, int count)
static IEnumerable<T> TakeLast<T>(this IEnumerable<T> source, int count)
static IEnumerable<T> TakeWhile<T>(this IEnumerable<T> source, Func<T, bool> predicate)
static IOrderedEnumerable<T> ThenBy<T, K>(this IOrderedEnumerable<T> source, Func<T, K> keySelector)
static IOrderedEnumerable<T> ThenBy<T, K>(this IOrderedEnumerable<T> source, Func<T, K> keySelector, IComparer<K> comparer)
static IOrderedEnumerable<T> ThenByDescending<T, K>(this IOrderedEnumerable<T> source, Func<T, K> keySelector)
static T[] ToArray<T>(this IEnumerable<T> source)
static Dictionary<K, T> ToDictionary<T, K>(this IEnumerable<T> source, Func<T, K> keySelector)
static Dictionary<K, E> ToDictionary<T, K, E>(this IEnumerable<T> source, Func<T, K> keySelector, Func<T, E> elementSelector)
static Dictionary<K, E> ToDictionary<T, K, E>(this IEnumerable<T> source, Func<T, K> keySelector, Func<T, E> elementSelector, IEqualityComparer<K> comparer)
static HashSet<T> ToHashSet<T>(this IEnumerable<T> source)
static HashSet<T> ToHashSet<T>(this IEnumerable<T> source, IEqualityComparer<T> comparer)
static List<T> ToList<T>(this IEnumerable<T> source)
static ILookup<K, T> ToLookup<T, K>(this IEnumerable<T> source, Func<T, K> keySelector)
static ILookup<K, E> ToLookup<T, K, E>(this IEnumerable<T> source, Func<T, K> keySelector, Func<T, E> elementSelector)
static IEnumerable<T> Union<T>(this IEnumerable<T> first, IEnumerable<T> second)
static IEnumerable<T> Union<T>(this IEnumerable<T> first, IEnumerable<T> second, IEqualityComparer<T> comparer)
static IEnumerable<T> Where<T>(this IEnumerable<T> source, Func<T, bool> predicate)
static IEnumerable<T> Where<T>(this IEnumerable<T> source, Func<T, int, bool> predicate)
static IEnumerable<R> Zip<T, S, R>(this IEnumerable<T> first, IEnumerable<S> second, Func<T, S, R> resultSelector)
also AggregateBy Chunk CountBy DistinctBy ExceptBy Index IntersectBy MaxBy MinBy Order OrderDescending TryGetNonEnumeratedCount UnionBy AsQueryable AsParallel
`;
