/** LINQ to XML. In the notation of `../notation.ts`. */
export const XML_TYPES = `
complete enum System.Xml.XmlNodeType
values None Element Attribute Text CDATA EntityReference Entity ProcessingInstruction Comment Document DocumentType DocumentFragment Notation Whitespace SignificantWhitespace EndElement EndEntity XmlDeclaration

complete class System.Xml.Linq.XObject
string BaseUri
XDocument Document
XmlNodeType NodeType
XElement Parent
also AddAnnotation Annotation Annotations Changed Changing RemoveAnnotations

complete class System.Xml.Linq.XNode : XObject
XNode NextNode
XNode PreviousNode
void AddAfterSelf(params object[] content)
void AddBeforeSelf(params object[] content)
IEnumerable<XElement> Ancestors()
IEnumerable<XElement> Ancestors(XName name)
IEnumerable<XElement> ElementsAfterSelf()
IEnumerable<XElement> ElementsBeforeSelf()
IEnumerable<XNode> NodesAfterSelf()
IEnumerable<XNode> NodesBeforeSelf()
void Remove()
void ReplaceWith(params object[] content)
string ToString()
string ToString(SaveOptions options)
also CompareDocumentOrder CreateReader DeepEquals DocumentOrderComparer EqualityComparer IsAfter IsBefore ReadFrom ReadFromAsync WriteTo WriteToAsync
refused CreateNavigator XPathEvaluate XPathSelectElement XPathSelectElements

complete class System.Xml.Linq.XContainer : XNode
XNode FirstNode
XNode LastNode
void Add(params object[] content)
void AddFirst(params object[] content)
IEnumerable<XNode> DescendantNodes()
IEnumerable<XElement> Descendants()
IEnumerable<XElement> Descendants(XName name)
XElement Element(XName name) # null if there is no such element
IEnumerable<XElement> Elements()
IEnumerable<XElement> Elements(XName name)
IEnumerable<XNode> Nodes()
void RemoveNodes()
void ReplaceNodes(params object[] content)
also CreateWriter

complete class System.Xml.Linq.XElement : XContainer
new(XName name)
new(XName name, object content)
new(XName name, params object[] content)
new(XElement other)
XAttribute FirstAttribute
bool HasAttributes
bool HasElements
bool IsEmpty
XAttribute LastAttribute
XName Name
string Value
static IEnumerable<XElement> EmptySequence
IEnumerable<XElement> AncestorsAndSelf()
XAttribute Attribute(XName name) # null if there is no such attribute
IEnumerable<XAttribute> Attributes()
IEnumerable<XAttribute> Attributes(XName name)
IEnumerable<XElement> DescendantsAndSelf()
XNamespace GetDefaultNamespace()
XNamespace GetNamespaceOfPrefix(string prefix)
string GetPrefixOfNamespace(XNamespace ns)
static XElement Parse(string text) # throws if the text is no XML
static XElement Parse(string text, var options)
void RemoveAll()
void RemoveAttributes()
void ReplaceAll(params object[] content)
void SetAttributeValue(XName name, object value)
void SetElementValue(XName name, object value)
void SetValue(object value)
also DescendantNodesAndSelf Load LoadAsync ReplaceAttributes Save SaveAsync

complete class System.Xml.Linq.XDocument : XContainer
new()
new(params object[] content)
new(XDeclaration declaration, params object[] content)
XDeclaration Declaration
XElement Root
static XDocument Parse(string text) # throws if the text is no XML
static XDocument Parse(string text, var options)
also DocumentType Save SaveAsync
refused Load LoadAsync

complete class System.Xml.Linq.XAttribute : XObject
new(XName name, object value)
XName Name
bool IsNamespaceDeclaration
XAttribute NextAttribute
XAttribute PreviousAttribute
string Value
void Remove()
void SetValue(object value)
also EmptySequence

complete class System.Xml.Linq.XName
string LocalName
XNamespace Namespace
string NamespaceName
static XName Get(string expandedName)
static XName Get(string localName, string namespaceName)
implicit from string

complete class System.Xml.Linq.XNamespace
static XNamespace None
static XNamespace Xml
static XNamespace Xmlns
string NamespaceName
static XNamespace Get(string namespaceName)
XName GetName(string localName)
XName operator +(XNamespace ns, string localName)
implicit from string

class System.Xml.Linq.XText : XNode
new(string value)
string Value

class System.Xml.Linq.XCData : XText
new(string value)

class System.Xml.Linq.XComment : XNode
new(string value)
string Value

class System.Xml.Linq.XDeclaration
new(string version, string encoding, string standalone)

class System.Xml.Linq.XDocumentType : XNode

class System.Xml.Linq.XProcessingInstruction : XNode
new(string target, string data)

class System.Xml.Linq.XNodeDocumentOrderComparer

class System.Xml.Linq.XNodeEqualityComparer

complete static System.Xml.Linq.Extensions as XmlExtensions
static IEnumerable<XElement> Ancestors<T>(this IEnumerable<T> source)
static IEnumerable<XElement> Ancestors<T>(this IEnumerable<T> source, XName name)
static IEnumerable<XElement> AncestorsAndSelf(this IEnumerable<XElement> source)
static IEnumerable<XElement> AncestorsAndSelf(this IEnumerable<XElement> source, XName name)
static IEnumerable<XAttribute> Attributes(this IEnumerable<XElement> source)
static IEnumerable<XAttribute> Attributes(this IEnumerable<XElement> source, XName name)
static IEnumerable<XNode> DescendantNodes<T>(this IEnumerable<T> source)
static IEnumerable<XNode> DescendantNodesAndSelf(this IEnumerable<XElement> source)
static IEnumerable<XElement> Descendants<T>(this IEnumerable<T> source)
static IEnumerable<XElement> Descendants<T>(this IEnumerable<T> source, XName name)
static IEnumerable<XElement> DescendantsAndSelf(this IEnumerable<XElement> source)
static IEnumerable<XElement> DescendantsAndSelf(this IEnumerable<XElement> source, XName name)
static IEnumerable<XElement> Elements<T>(this IEnumerable<T> source)
static IEnumerable<XElement> Elements<T>(this IEnumerable<T> source, XName name)
static IEnumerable<T> InDocumentOrder<T>(this IEnumerable<T> source)
static IEnumerable<XNode> Nodes<T>(this IEnumerable<T> source)
static void Remove<T>(this IEnumerable<T> source)
`;
