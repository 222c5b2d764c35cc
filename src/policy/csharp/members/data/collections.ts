/** Collections. In the notation of `../notation.ts`. */
export const COLLECTION_TYPES = `
complete interface System.Collections.Generic.IEnumerable<T>
IEnumerator<T> GetEnumerator()

complete interface System.Collections.Generic.IEnumerator<T>
T Current
bool MoveNext()
void Reset()
void Dispose()

complete interface System.Collections.Generic.ICollection<T> : IEnumerable<T>
int Count
bool IsReadOnly
void Add(T item)
void Clear()
bool Contains(T item)
void CopyTo(T[] array, int arrayIndex)
bool Remove(T item)

complete interface System.Collections.Generic.IList<T> : ICollection<T>
T this[int index]
int IndexOf(T item)
void Insert(int index, T item)
void RemoveAt(int index)

complete interface System.Collections.Generic.IReadOnlyCollection<T> : IEnumerable<T>
int Count

complete seen interface System.Collections.Generic.IReadOnlyList<T> : IReadOnlyCollection<T>
T this[int index]

interface System.Collections.Generic.ISet<T> : ICollection<T>

complete interface System.Collections.Generic.IDictionary<TKey, TValue> : ICollection<KeyValuePair<TKey, TValue>>
TValue this[TKey key] # throws if there is no such key
ICollection<TKey> Keys
ICollection<TValue> Values
void Add(TKey key, TValue value)
bool ContainsKey(TKey key)
bool Remove(TKey key)
bool TryGetValue(TKey key, out TValue value)

complete interface System.Collections.Generic.IReadOnlyDictionary<TKey, TValue> : IReadOnlyCollection<KeyValuePair<TKey, TValue>>
TValue this[TKey key] # throws if there is no such key
IEnumerable<TKey> Keys
IEnumerable<TValue> Values
bool ContainsKey(TKey key)
bool TryGetValue(TKey key, out TValue value)

complete struct System.Collections.Generic.KeyValuePair<TKey, TValue>
new(TKey key, TValue value)
TKey Key
TValue Value
string ToString()
also Deconstruct Create

complete class System.Collections.Generic.Dictionary<TKey, TValue> : IDictionary<TKey, TValue>, IReadOnlyDictionary<TKey, TValue>
new()
new(int capacity)
new(IDictionary<TKey, TValue> dictionary)
new(IEqualityComparer<TKey> comparer)
new(int capacity, IEqualityComparer<TKey> comparer)
new(IDictionary<TKey, TValue> dictionary, IEqualityComparer<TKey> comparer)
new(IEnumerable<KeyValuePair<TKey, TValue>> collection)
new(IEnumerable<KeyValuePair<TKey, TValue>> collection, IEqualityComparer<TKey> comparer)
TValue this[TKey key] # throws if there is no such key
int Count
IEqualityComparer<TKey> Comparer
ICollection<TKey> Keys
ICollection<TValue> Values
void Add(TKey key, TValue value)
void Clear()
bool ContainsKey(TKey key)
bool ContainsValue(TValue value)
bool Remove(TKey key)
bool Remove(TKey key, out TValue value)
bool TryAdd(TKey key, TValue value)
bool TryGetValue(TKey key, out TValue value)
also GetEnumerator EnsureCapacity TrimExcess GetObjectData OnDeserialization GetAlternateLookup TryGetAlternateLookup Capacity Contains CopyTo

complete class System.Collections.Generic.List<T> : IList<T>, IReadOnlyList<T>
new()
new(int capacity)
new(IEnumerable<T> collection)
T this[int index]
int Capacity
int Count
void Add(T item)
void AddRange(IEnumerable<T> collection)
void Clear()
bool Contains(T item)
List<TOutput> ConvertAll<TOutput>(Func<T, TOutput> converter)
void CopyTo(T[] array)
void CopyTo(T[] array, int arrayIndex)
void CopyTo(int index, T[] array, int arrayIndex, int count)
bool Exists(Func<T, bool> match)
T Find(Func<T, bool> match)
List<T> FindAll(Func<T, bool> match)
int FindIndex(Func<T, bool> match)
T FindLast(Func<T, bool> match)
int FindLastIndex(Func<T, bool> match)
void ForEach(var action)
List<T> GetRange(int index, int count)
int IndexOf(T item)
int IndexOf(T item, int index)
int IndexOf(T item, int index, int count)
void Insert(int index, T item)
void InsertRange(int index, IEnumerable<T> collection)
int LastIndexOf(T item)
int LastIndexOf(T item, int index)
int LastIndexOf(T item, int index, int count)
bool Remove(T item)
int RemoveAll(Func<T, bool> match)
void RemoveAt(int index)
void RemoveRange(int index, int count)
void Reverse()
void Reverse(int index, int count)
void Sort()
void Sort(var comparison)
void Sort(int index, int count, var comparer)
T[] ToArray()
void TrimExcess()
bool TrueForAll(Func<T, bool> match)
also AsReadOnly BinarySearch EnsureCapacity GetEnumerator Slice

complete class System.Collections.Generic.HashSet<T> : ISet<T>, ICollection<T>, IReadOnlyCollection<T>
new()
new(int capacity)
new(IEnumerable<T> collection)
new(IEqualityComparer<T> comparer)
new(IEnumerable<T> collection, IEqualityComparer<T> comparer)
int Count
bool Add(T item)
void Clear()
bool Contains(T item)
void ExceptWith(IEnumerable<T> other)
void IntersectWith(IEnumerable<T> other)
bool IsProperSubsetOf(IEnumerable<T> other)
bool IsProperSupersetOf(IEnumerable<T> other)
bool IsSubsetOf(IEnumerable<T> other)
bool IsSupersetOf(IEnumerable<T> other)
bool Overlaps(IEnumerable<T> other)
bool Remove(T item)
int RemoveWhere(Func<T, bool> match)
bool SetEquals(IEnumerable<T> other)
void SymmetricExceptWith(IEnumerable<T> other)
void UnionWith(IEnumerable<T> other)
also Comparer CopyTo EnsureCapacity GetEnumerator TrimExcess TryGetValue Capacity GetAlternateLookup CreateSetComparer

complete class System.Collections.Generic.Queue<T> : IReadOnlyCollection<T>
new()
new(int capacity)
new(IEnumerable<T> collection)
T Dequeue()
void Enqueue(T item)
T Peek()
void Clear()
bool Contains(T item)
T[] ToArray()
also Capacity CopyTo EnsureCapacity TrimExcess TryDequeue TryPeek

complete class System.Collections.Generic.Stack<T> : IReadOnlyCollection<T>
new()
new(int capacity)
new(IEnumerable<T> collection)
T Pop()
T Peek()
void Push(T item)
void Clear()
bool Contains(T item)
T[] ToArray()
also Capacity CopyTo EnsureCapacity TrimExcess TryPeek TryPop
`;
