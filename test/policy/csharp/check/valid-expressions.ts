/** Expressions as people write them: each compiles, and uses what most of the real ones use. */
export const VALID_EXPRESSIONS: readonly string[] = [
  // What the request holds.
  `@(context.Request.Headers.GetValueOrDefault("X-Correlation-Id", ""))`,
  `@(context.Request.Headers.GetValueOrDefault("Authorization", "").Replace("Bearer ", ""))`,
  `@(context.Request.Headers.ContainsKey("X-Tenant") ? context.Request.Headers["X-Tenant"].First() : "none")`,
  `@(context.Request.Headers["Accept"].FirstOrDefault() ?? "application/json")`,
  `@(string.Join(";", context.Request.Headers.Where(h => h.Key.StartsWith("X-")).Select(h => string.Format("{0}={1}", h.Key, string.Join(",", h.Value)))))`,
  `@(context.Request.Method == "POST" || context.Request.Method.Equals("put", StringComparison.OrdinalIgnoreCase))`,
  `@(context.Request.Url.Path.TrimEnd('/').Split('/').Last())`,
  `@(context.Request.Url.Query.ContainsKey("page") && context.Request.Url.Query["page"][0] != "0")`,
  `@(context.Request.OriginalUrl.Scheme + "://" + context.Request.OriginalUrl.Host + ":" + context.Request.OriginalUrl.Port + context.Request.OriginalUrl.Path)`,
  `@(context.Request.MatchedParameters["id"])`,
  `@(context.Request.MatchedParameters.GetValueOrDefault("version", "v1").ToLowerInvariant())`,
  `@(context.Request.IpAddress.StartsWith("10."))`,
  `@{ const int count = 5; const int more = count; byte b = more + 1; short s = -count; return b + s; }`,
  `@(context.Request.Certificate == null || !context.Request.Certificate.Verify() || context.Request.Certificate.Thumbprint != "0011")`,
  `@(context.Deployment.Certificates.Any(c => c.Value.Thumbprint == context.Request.Certificate?.Thumbprint))`,
  `@(context.Request.Body.As<string>(preserveContent: true))`,
  `@(context.Request.Body.As<JObject>(true)["customer"]["id"].ToString())`,
  `@((string)context.Request.Body.As<JObject>(preserveContent: true)["kind"] == "invoice")`,
  `@(context.Request.Body.As<JObject>(true).SelectToken("order.lines")?.Count() ?? 0)`,
  `@(context.Request.Body.As<XElement>(preserveContent: true).Descendants("Id").FirstOrDefault()?.Value ?? "")`,
  `@(context.Request.Body.AsFormUrlEncodedContent(preserveContent: true)["grant_type"].First() == "client_credentials")`,
  // Variables.
  `@((string)context.Variables["token"])`,
  `@((bool)context.Variables["isAllowed"] || context.Variables.GetValueOrDefault<bool>("isAdmin", false))`,
  `@(context.Variables.ContainsKey("answer") && ((IResponse)context.Variables["answer"]).StatusCode == 200)`,
  `@(context.Variables.GetValueOrDefault<string>("tenant", "").ToUpper())`,
  `@(context.Variables.GetValueOrDefault("retries", 0) < 3)`,
  `@(context.Variables.GetValueOrDefault<IResponse>("answer") != null)`,
  `@(((IResponse)context.Variables["answer"]).Body.As<JObject>()["access_token"].ToString())`,
  `@((string)((JObject)context.Variables["settings"])["url"] ?? "https://example.com")`,
  `@(Convert.ToInt32(context.Variables["attempts"]) + 1)`,
  `@(int.Parse((string)context.Variables["count"]) > 10 ? "many" : "few")`,
  `@("Bearer " + (string)context.Variables["access-token"])`,
  `@(((JArray)context.Variables["backends"])[(int)context.Variables["index"]]["url"].ToString())`,
  `@((context.Variables["profile"] as JObject)?.Value<string>("name") ?? "unknown")`,
  // Tokens.
  `@(((Jwt)context.Variables["jwt"]).Claims.GetValueOrDefault("roles", "").Split(',').Contains("Orders.Read"))`,
  `@(((Jwt)context.Variables["jwt"]).Claims["groups"].Contains("finance"))`,
  `@(((Jwt)context.Variables["jwt"]).Subject)`,
  `@(((Jwt)context.Variables["jwt"]).ExpirationTime < DateTime.UtcNow.AddMinutes(5))`,
  `@(context.Request.Headers.GetValueOrDefault("Authorization", "").Split(' ').LastOrDefault()?.AsJwt()?.Claims.GetValueOrDefault("oid", "anonymous"))`,
  `@(context.Request.Headers.GetValueOrDefault("Authorization", "").AsJwt()?.Audiences.FirstOrDefault() ?? "none")`,
  `@(context.Request.Headers.GetValueOrDefault("Authorization", "").AsBasic()?.UserId == "service")`,
  `@{ Jwt jwt; return context.Request.Headers.GetValueOrDefault("Authorization", "").TryParseJwt(out jwt) ? jwt.Issuer : "none"; }`,
  `@{
    var header = context.Request.Headers.GetValueOrDefault("Authorization", "");
    if (header.Length > 7 && header.StartsWith("Bearer ")) {
      var token = header.Substring(7).AsJwt();
      if (token != null && token.Claims.ContainsKey("scp")) { return token.Claims["scp"][0]; }
    }
    return "";
  }`,
  `@{
    BasicAuthCredentials credentials;
    if (!context.Request.Headers.GetValueOrDefault("Authorization", "").TryParseBasic(out credentials)) { return false; }
    return credentials.UserId == "user" && credentials.Password == "{{password}}";
  }`,
  // Who calls.
  `@(context.Subscription?.Id ?? "anonymous")`,
  `@(context.User != null ? context.User.Email : "nobody")`,
  `@(context.User?.Groups.Any(g => g.Name == "admins") ?? false)`,
  `@(string.Join(",", context.User.Groups.Select(group => group.Id)))`,
  `@(context.Product?.Name ?? "none")`,
  `@($"{context.Api.Name} {context.Api.Version} {context.Operation.Name}")`,
  `@(context.Api.Path + "-" + context.Api.Revision)`,
  `@(context.Operation.Id == "get-order" && context.Operation.Method == "GET")`,
  `@(context.Deployment.Region.ToLower().Replace(" ", ""))`,
  `@(context.Deployment.Gateway.Id + context.Deployment.ServiceName)`,
  `@(context.RequestId.ToString("N"))`,
  `@(context.Elapsed.TotalMilliseconds > 500)`,
  `@(context.LastError.Source == "validate-jwt" ? 401 : 500)`,
  `@(SHA256.Create().ComputeHash(new byte[0]).SequenceEqual(context.Request.Certificate.RawData))`,
  `@(DateTime.UtcNow.DayOfWeek.ToString("D"))`,
  `@(context.LastError?.Message.Replace("\\n", " "))`,
  // The response.
  `@(context.Response.StatusCode >= 200 && context.Response.StatusCode < 300)`,
  `@(context.Response != null && (context.Response.StatusCode == 429 || context.Response.StatusCode >= 500))`,
  `@(context.Response.StatusCode + " " + context.Response.StatusReason)`,
  `@(context.Response.Headers.GetValueOrDefault("Retry-After", "10"))`,
  `@(context.Response.Body.As<JArray>().Count)`,
  `@(context.Response.Body.As<string>(preserveContent: true).Contains("error"))`,
  // Text, numbers and time.
  `@(string.IsNullOrEmpty(context.Request.Headers.GetValueOrDefault("X-Key", "")))`,
  `@(DateTime.UtcNow.AddHours(1).ToString("yyyy-MM-ddTHH:mm:ssZ"))`,
  `@(DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString())`,
  `@((DateTime.UtcNow - (DateTime)context.Variables["start"]).TotalMilliseconds)`,
  `@(Guid.NewGuid().ToString())`,
  `@(Convert.ToBase64String(Encoding.UTF8.GetBytes("user:" + "{{password}}")))`,
  `@(System.Text.Encoding.UTF8.GetString(Convert.FromBase64String((string)context.Variables["encoded"])))`,
  `@(System.Net.WebUtility.UrlEncode((string)context.Variables["name"]))`,
  `@(Uri.EscapeDataString(context.Request.Url.Query.GetValueOrDefault("q", "")))`,
  `@(System.Text.RegularExpressions.Regex.IsMatch(context.Request.Url.Path, "^/v[0-9]+/", RegexOptions.IgnoreCase))`,
  `@(Regex.Match(context.Request.Url.Path, "/orders/(?<id>[0-9]+)").Groups["id"].Value)`,
  `@(new Random(context.RequestId.GetHashCode()).Next(1, 101) <= 20)`,
  `@(Math.Max(1, context.Variables.GetValueOrDefault<int>("size", 10)))`,
  `@(TimeSpan.FromMilliseconds(1500).TotalSeconds.ToString())`,
  `@(new string('x', 3) + 'y' + 1.5 + true + null)`,
  `@(new [] { "GET", "HEAD" }.Contains(context.Request.Method))`,
  `@(Array.Exists(new string[] { "a", "b" }, item => item == context.Request.Method))`,
  `@("a,b,,c".Split(new char[] { ',' }, StringSplitOptions.RemoveEmptyEntries).Length)`,
  // JSON and XML.
  `@(new JObject(new JProperty("status", context.Response.StatusCode), new JProperty("reason", context.Response.StatusReason)).ToString())`,
  `@(JsonConvert.SerializeObject(new { id = context.RequestId, path = context.Request.Url.Path }))`,
  `@(JObject.FromObject(new { name = "a" }).ToString(Newtonsoft.Json.Formatting.None))`,
  `@(new JArray(context.Request.Body.As<JArray>(true).Where(item => (int)item["count"] > 0).Select(item => item["name"])).ToString())`,
  `@{
    var body = context.Request.Body.As<JObject>(preserveContent: true);
    body["source"] = context.Request.IpAddress;
    body.Remove("internal");
    body.Add(new JProperty("at", DateTime.UtcNow));
    return body.ToString();
  }`,
  `@{
    var answer = context.Response.Body.As<JObject>();
    foreach (var property in answer.Properties().ToList()) {
      if (property.Name.StartsWith("_")) { property.Remove(); }
    }
    return answer.ToString(Formatting.Indented);
  }`,
  `@{
    var items = JArray.Parse((string)context.Variables["items"]);
    var total = 0;
    foreach (JObject item in items) { total += item.Value<int>("count"); }
    return total.ToString();
  }`,
  `@{
    JArray backends = (JArray)context.Variables["backends"];
    int selected = Int32.MaxValue;
    List<int> available = new List<int>();
    for (int i = 0; i < backends.Count; i++) {
      JObject backend = (JObject)backends[i];
      int priority = backend.Value<int>("priority");
      if (!backend.Value<bool>("isThrottling") && priority <= selected) {
        if (priority < selected) { selected = priority; available.Clear(); }
        available.Add(i);
      }
    }
    return available.Count == 0 ? 0 : available[new Random().Next(0, available.Count)];
  }`,
  `@{
    var document = context.Response.Body.As<XDocument>();
    XNamespace ns = "http://example.com/orders";
    var names = document.Descendants(ns + "Name").Select(e => e.Value).ToArray();
    return string.Join(",", names);
  }`,
  `@{
    var root = new JObject { { "url", "https://example.com/" }, { "priority", 1 }, { "until", DateTime.MinValue } };
    root["on"] = false;
    return root;
  }`,
  // Blocks.
  `@{
    string[] allowed = { "page", "size" };
    bool isUnknown = false;
    for (int i = 0; i < context.Request.Url.Query.Count; i++) {
      if (!allowed.Contains(context.Request.Url.Query.Keys.ToArray()[i])) { isUnknown = true; break; }
    }
    return isUnknown;
  }`,
  `@{
    switch (context.Request.Method) {
      case "GET": return "read";
      case "PUT":
      case "POST": return "write";
      default: return "other";
    }
  }`,
  `@{
    try {
      var json = JObject.Parse((string)context.Variables["raw"]);
      return json["stream"] != null && json["stream"].Type == JTokenType.Boolean && (bool)json["stream"];
    } catch (Exception exception) {
      context.Trace(exception.Message);
      return false;
    }
  }`,
  `@{
    int retryAfter;
    if (!int.TryParse(context.Response.Headers.GetValueOrDefault("Retry-After", "5"), out retryAfter)) { retryAfter = 5; }
    return Math.Min(retryAfter, 60);
  }`,
  `@{
    if (Guid.TryParse(context.Request.MatchedParameters["id"], out var id)) { return id.ToString("D"); }
    throw new ArgumentException("no id");
  }`,
  `@{
    var key = Convert.FromBase64String("{{key}}");
    using (var hmac = new System.Security.Cryptography.HMACSHA256(key)) {
      var hash = hmac.ComputeHash(Encoding.UTF8.GetBytes(context.Request.Method + "\\n" + DateTime.UtcNow.ToString("r")));
      return "SharedKey " + Convert.ToBase64String(hash);
    }
  }`,
  `@{
    using (RSA rsa = context.Deployment.Certificates["0011"].GetRSAPrivateKey()) {
      byte[] signature = rsa.SignData(Encoding.UTF8.GetBytes("data"), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
      return Convert.ToBase64String(signature);
    }
  }`,
  `@{
    var counts = new Dictionary<string, int>();
    foreach (var part in context.Request.Url.Path.Split('/')) {
      if (counts.ContainsKey(part)) { counts[part]++; } else { counts.Add(part, 1); }
    }
    return counts.OrderByDescending(pair => pair.Value).First().Key;
  }`,
  `@{
    var answer = context.Variables["answer"] as IResponse;
    var text = answer != null ? answer.Body.As<string>() : "{}";
    var lines = text.Split(new[] { '\\n', '\\r' }, StringSplitOptions.RemoveEmptyEntries);
    var line = lines.Where(l => l.Trim().StartsWith("data:") && !l.Contains("[DONE]")).LastOrDefault();
    return line == null ? null : JObject.Parse(line.Substring(line.IndexOf('{')));
  }`,
  `@{
    Func<string, bool> isKnown = name => name == "a" || name.EndsWith("b");
    string Clean(string text) { return text.Trim().ToLower(); }
    return isKnown(Clean(context.Request.Method)) ? 1 : 0;
  }`,
  `@{
    var random = new Random();
    var builder = new StringBuilder();
    while (builder.Length < 8) { builder.Append(random.Next(0, 10)); }
    return builder.ToString();
  }`,
  `@{
    var zone = TimeZoneInfo.FindSystemTimeZoneById("W. Europe Standard Time");
    var local = TimeZoneInfo.ConvertTimeFromUtc(DateTime.UtcNow, zone);
    return local.DayOfWeek != DayOfWeek.Sunday && local.Hour >= 8;
  }`,
  `@{
    long expires = ((DateTimeOffset)DateTime.UtcNow.AddDays(1)).ToUnixTimeSeconds();
    byte[] iv = new byte[16];
    new Random().NextBytes(iv);
    return BitConverter.ToString(iv).Replace("-", "") + expires;
  }`,
];
