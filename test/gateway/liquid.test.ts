import { newResponse } from "../../src/gateway/message";
import { LocalGateway } from "../../src/gateway/local-gateway";
import { type Outcome, run, runDocument } from "./run-policy";

const JSON_TYPE = [["Content-Type", "application/json"]] as const;
const XML_TYPE = [["Content-Type", "text/xml; charset=utf-8"]] as const;

async function made(
  template: string,
  body = "",
  headers: readonly (readonly [string, string])[] = JSON_TYPE,
  attributes = "",
): Promise<string | undefined> {
  const policy = `<set-body template="liquid"${attributes}><![CDATA[${template}]]></set-body>`;
  return (await run(policy, { body, headers })).sent[0]?.body.text;
}

describe("a Liquid template of set-body", () => {
  test.each<[string, string, string]>([
    ["a property of JSON", "{{body.order.id}} {{ body['order']['id'] }}", "7 7"],
    ["nothing for a property that is not there", "[{{body.none}}{{body.none.deep}}]", "[]"],
    ["null, true and numbers", "{{body.none}}{{body.yes}} {{body.half}}", "true 0.5"],
    [
      "a list in a loop",
      "{% for item in body.items %}{{item}}{% unless forloop.last %};{% endunless %}{% endfor %}",
      "a;b",
    ],
    ["a list of JSON, with commas", "[{% JSONArrayFor i in body.items %}{{i}}{% endJSONArrayFor %}]", "[a,b]"],
    ["no comma for an empty list", "[{%- JSONArrayFor i in body.none -%} {{i}} {%- endJSONArrayFor -%}]", "[]"],
    [
      "a loop by its names in C#",
      "{% for i in body.items %}{{forloop.Index}}{{forloop.Last}};{% endfor %}",
      "1false;2true;",
    ],
    ["a list as its items", "{{body.items}}", "ab"],
    ["a condition", "{% if body.order.id > 5 and body.yes %}more{% else %}less{% endif %}", "more"],
    ["filters by their names in C#", "{{ 'ab' | Upcase | Append: 'c' }} {{ body.items | Join: '-' }}", "ABc a-b"],
    ["whole numbers that divide", "{{ 7 | DividedBy: 2 }} {{ 7.5 | DividedBy: 2 }}", "3 3.75"],
    ["a date as .NET writes it", "{{body.date}}", "01/31/2026 12:30:00"],
    ["a date in a format of .NET", "{{ body.date | Date: 'yyyy-MM-dd' }}", "2026-01-31"],
  ])("writes %s", async (_, template, expected) => {
    const body = { order: { id: 7 }, items: ["a", "b"], yes: true, half: 0.5, date: "2026-01-31T12:30:00Z" };
    expect(await made(template, JSON.stringify(body))).toBe(expected);
  });

  test("leaves dates as they are where the policy says so", async () => {
    const body = '{"date":"2026-01-31T12:30:00Z"}';
    expect(await made("{{body.date}}", body, JSON_TYPE, ' parse-date="false"')).toBe("2026-01-31T12:30:00Z");
  });

  test("reads XML by names without prefix and case", async () => {
    const body =
      '<s:Envelope xmlns:s="urn:s" xmlns:xsi="urn:i"><s:Body><Id>1</Id><Item>a</Item><Item>b</Item><No xsi:nil="true"/></s:Body></s:Envelope>';
    const template =
      "{{body.envelope.body.id}}{% for i in body.envelope.body.item %}{{i}}{% endfor %}[{{body.envelope.body.no}}]";
    expect(await made(template, body, XML_TYPE)).toBe("1ab[]");
    const nil = "{% if body.envelope.body.no == nil %}nil{% endif %}";
    expect(await made(nil, body, XML_TYPE, ' xsi-nil="null"')).toBe("nil");
    expect(await made(nil, body, XML_TYPE)).toBe("");
  });

  test("reads the request, the response and variables", async () => {
    const template =
      '{{context.Request.Method}} {{context.Request.Headers["X-A"]}} {{context.Request.OriginalUrl.Query.q}} {{context.Request.MatchedParameters.id}} {{context.Variables.v}}';
    const variable = '<set-variable name="v" value="@(1 + 1)" />';
    const { sent } = await run(`${variable}<set-body template="liquid"><![CDATA[${template}]]></set-body>`, {
      headers: [["x-a", "1"]],
      url: "https://apim-contoso.azure-api.net/orders/1?q=x",
    });
    expect(sent[0]?.body.text).toBe("GET 1 x 1 2");
  });

  test("makes the body of the response of that of the backend", async () => {
    const answered = newResponse(201);
    answered.headers.set("Content-Type", ["application/json"]);
    const { body } = await runDocument(
      '<policies><inbound /><backend><set-body>{"a":1}</set-body><forward-request /></backend><outbound><set-body template="liquid">{{context.Response.StatusCode}}</set-body></outbound></policies>',
      { backend: () => answered },
    );
    expect(body).toBe("201");
  });

  test("may be XML with tags between its elements", async () => {
    const policy =
      '<set-body template="liquid"><Order>{% if body.id > 1 %}<Id kind="x">{{ body.id | Plus: 1 }}</Id>{% endif %}<Name>{{body.name}}</Name></Order></set-body>';
    const { sent } = await run(policy, { body: '{"id":2,"name":"a"}', headers: JSON_TYPE });
    expect(sent[0]?.body.text).toBe('<Order><Id kind="x">3</Id><Name>a</Name></Order>');
  });

  test("has an empty body in return-response", async () => {
    const policy = '<return-response><set-body template="liquid">[{{body.id}}]</set-body></return-response>';
    expect((await run(policy, { body: '{"id":2}', headers: JSON_TYPE })).body).toBe("[]");
  });

  test.each([
    ["{{ 'a' | upcase }}", "expected Upcase"],
    ["{{ 'a' | Shout }}", "undefined filter: Shout"],
    ["{{ context.Requests.Method }}", "does not know context.Requests in a template; expected Request"],
    ["{% include 'x' %}", "cannot execute the tag include"],
    ["{{ body }}", "a template writes an object"],
    ["{{ 'x' | Date: 'yyyy' }}", "the filter Date needs a date"],
  ])("fails for %s, which it does not know", async (template, message) => {
    const outcome = await made(template, "{}").catch((error: unknown) => (error as Error).message);
    const failed = await run(`<set-body template="liquid"><![CDATA[${template}]]></set-body>`, {
      body: "{}",
      headers: JSON_TYPE,
    }).catch(() => undefined);
    expect(outcome ?? failed?.exchange.lastError?.message).toContain(message);
    expect(failed?.sent ?? []).toEqual([]);
  });

  const failing = (template: string, body: string, headers = JSON_TYPE): Promise<Outcome> =>
    run(`<set-body template="liquid"><![CDATA[${template}]]></set-body>`, { body, headers });

  test("fails for a body that is not what its content type says, and for another content type", async () => {
    expect((await failing("{{body.a}}", "{")).exchange.lastError).toMatchObject({
      reason: "ExpressionValueEvaluationFailure",
      message: "The body is no JSON, which its template reads.",
    });
    await expect(made("{{body.a}}", "x", [["Content-Type", "text/plain"]])).rejects.toThrow(
      'a template reads a body of the content type "text/plain"',
    );
    expect(await made("text", "x", [["Content-Type", "text/plain"]])).toBe("text");
  });

  test("fails for a template that would make too much", async () => {
    const bomb = "{% for i in (1..100000000) %}{{i}}{% endfor %}";
    expect((await failing(bomb, "{}")).status).toBe(500);
  });

  test("keeps its braces where they name no named value", async () => {
    const service = { api_management_name: "contoso", resource_group_name: "rg" };
    const gateway = LocalGateway.fromSynth({
      resource: {
        azurerm_api_management: { main: { name: "contoso", resource_group_name: "rg" } },
        azurerm_api_management_named_value: { v: { ...service, name: "v", display_name: "who", value: "me" } },
        azurerm_api_management_api: {
          a: { ...service, name: "a", revision: "1", path: "a", subscription_required: false },
        },
        azurerm_api_management_api_operation: {
          o: { ...service, api_name: "a", operation_id: "o", method: "POST", url_template: "/" },
        },
        azurerm_api_management_api_policy: {
          p: {
            ...service,
            api_name: "a",
            xml_content:
              '<policies><inbound><set-body template="liquid">{{body.id}} {{who}}</set-body></inbound><backend><base /></backend></policies>',
          },
        },
      },
    });
    const headers = { "Content-Type": "application/json" };
    const { forwarded } = await gateway.request("POST", "/a", { body: '{"id":1}', headers });
    expect(forwarded?.body.text).toBe("1 me");
  });
});
