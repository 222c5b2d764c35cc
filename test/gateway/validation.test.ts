import type { OperationDescription } from "../../src/gateway/exchange";
import { MessageBody, newResponse, type ResponseMessage } from "../../src/gateway/message";
import { type Call, type Outcome, run, runDocument } from "./run-policy";

const DESCRIPTION: OperationDescription = {
  parameters: [
    { place: "path", name: "id", isRequired: true, type: "integer" },
    { place: "query", name: "top", isRequired: false, type: "integer" },
    { place: "query", name: "sort", isRequired: false, values: ["asc", "desc"] },
    { place: "header", name: "X-Trace", isRequired: true },
  ],
  requestBodies: [{ contentType: "application/json", schemaId: "order" }, { contentType: "application/xml" }],
  responses: [
    {
      status: 200,
      headers: [{ place: "header", name: "X-Count", isRequired: false, type: "integer" }],
      bodies: [{ contentType: "application/json" }],
    },
  ],
};
const ORDER = {
  $ref: "#/definitions/order",
  definitions: {
    order: {
      type: "object",
      required: ["id"],
      properties: {
        id: { type: "integer", minimum: 1 },
        name: { type: "string", maxLength: 5, pattern: "^[a-z]*$" },
        tags: { type: "array", maxItems: 2, items: { enum: ["new", "paid"] } },
        parent: { anyOf: [{ type: "null" }, { $ref: "#/definitions/order" }] },
      },
      additionalProperties: false,
    },
  },
};

const facts = {
  operation: { id: "get-order", name: "Get order", method: "GET", urlTemplate: "/{id}", description: DESCRIPTION },
};
const services = { schema: (id: string): unknown => (id === "order" ? ORDER : undefined) };
const URL = "https://apim-contoso.azure-api.net/orders/1";

function ask(policy: string, call: Call = {}): Promise<Outcome> {
  return run(policy, { ...call, facts: { ...facts, ...call.facts }, services });
}

function answer(policy: string, response: ResponseMessage): Promise<Outcome> {
  return runDocument(
    `<policies><inbound /><backend><forward-request /></backend><outbound>${policy}</outbound></policies>`,
    { facts, services, backend: () => response },
  );
}

describe("validate-parameters", () => {
  const strict =
    '<validate-parameters specified-parameter-action="prevent" unspecified-parameter-action="prevent" errors-variable-name="errors"';
  const good = { headers: [["x-trace", "1"]] as const };

  test("lets a request pass that is as the API describes it", async () => {
    const { status, exchange } = await ask(`${strict} />`, { ...good, url: `${URL}?top=3&sort=asc` });
    expect([status, exchange.variables.has("errors")]).toEqual([200, false]);
  });

  test.each([
    ["a missing header", { url: URL }, "The required X-Trace is missing."],
    ["a value of another type", { ...good, url: `${URL}?top=x` }, "The value of top is no integer."],
    ["a value that is not listed", { ...good, url: `${URL}?sort=up` }, "The value of sort is not one of those"],
    ["an unknown parameter", { ...good, url: `${URL}?x=1` }, "Unspecified query parameter x is not allowed."],
    ["an unknown header", { headers: [...good.headers, ["X-Other", "1"]] as const }, "Unspecified header X-Other"],
    ["a path of another type", { ...good, facts: { matchedParameters: new Map([["id", "x"]]) } }, "value of id is no"],
  ])("refuses %s", async (_, call, message) => {
    const { status, body, exchange, sent } = await ask(`${strict} />`, call);
    expect([status, sent.length, exchange.lastError?.source]).toEqual([400, 0, "validate-parameters"]);
    expect(body).toContain(message);
    expect(exchange.variables.get("errors")).toMatchObject([{ action: "prevent" }]);
  });

  test("knows the parameters in the query of the URL template", async () => {
    const operation = { ...facts.operation, urlTemplate: "/{id}?page={page}" };
    const call = { ...good, url: `${URL}?Page=2`, facts: { ...facts, operation } };
    expect((await ask(`${strict} />`, call)).status).toBe(200);
  });

  test("only notes what is to be detected, and passes over what is ignored", async () => {
    const { status, exchange } = await ask(
      `${strict}><headers specified-parameter-action="ignore" unspecified-parameter-action="ignore" />
       <query specified-parameter-action="detect" unspecified-parameter-action="prevent"><parameter name="X" action="detect" /></query></validate-parameters>`,
      { url: `${URL}?x=1&top=y`, headers: [["other", "1"]] },
    );
    expect(status).toBe(200);
    expect(exchange.variables.get("errors")).toMatchObject([
      { name: "top", type: "QueryParameter", validationRule: "IncorrectMessage", action: "detect" },
      { name: "x", type: "QueryParameter", validationRule: "Unspecified", action: "detect" },
    ]);
  });

  test("cannot run where the deployment does not describe the operation", async () => {
    await expect(run(`${strict} />`)).rejects.toThrow("<validate-parameters> needs to know what the API says");
  });
});

describe("validate-headers and validate-status-code", () => {
  const headers = '<validate-headers specified-header-action="prevent" unspecified-header-action="prevent"';
  const withHeader = (name: string, value: string): ResponseMessage => {
    const response = newResponse(200);
    response.headers.set(name, [value]);
    return response;
  };

  test("refuse headers that the API describes otherwise or not at all", async () => {
    expect((await answer(`${headers} />`, withHeader("X-Count", "3"))).status).toBe(200);
    expect((await answer(`${headers} />`, withHeader("Content-Type", "text/plain"))).status).toBe(200);
    expect((await answer(`${headers} />`, withHeader("X-Count", "x"))).status).toBe(502);
    const { status, body } = await answer(`${headers} />`, withHeader("X-Other", "3"));
    expect([status, body]).toEqual([502, '{"statusCode":502,"message":"Unspecified header X-Other is not allowed."}']);
    const kept = `${headers}><header name="x-other" action="ignore" /></validate-headers>`;
    expect((await answer(kept, withHeader("X-Other", "3"))).status).toBe(200);
  });

  test("refuse a status that the API does not describe", async () => {
    const policy = '<validate-status-code unspecified-status-code-action="prevent" errors-variable-name="e"';
    expect((await answer(`${policy} />`, newResponse(200))).status).toBe(200);
    const refused = await answer(`${policy} />`, newResponse(418));
    expect([refused.status, refused.exchange.variables.get("e")]).toEqual([
      502,
      [
        {
          name: "418",
          type: "StatusCode",
          validationRule: "Unspecified",
          details: "Response status code 418 is not allowed.",
          action: "prevent",
        },
      ],
    ]);
    const kept = `${policy}><status-code code="418" action="ignore" /></validate-status-code>`;
    expect((await answer(kept, newResponse(418))).status).toBe(418);
  });
});

describe("validate-content", () => {
  const policy = (content: string, size = 1000): string =>
    `<validate-content unspecified-content-type-action="prevent" max-size="${size}" size-exceeded-action="prevent" errors-variable-name="e">${content}</validate-content>`;
  const json = policy('<content type="application/json" validate-as="json" action="prevent" />');
  const post = (body: string, text = json, type = "application/json; charset=utf-8"): Promise<Outcome> =>
    ask(text, { method: "POST", body, headers: [["Content-Type", type]] });

  test.each([
    ['{"id":1}', undefined],
    ['{"id":1,"name":"abc","tags":["new"],"parent":{"id":2,"parent":null}}', undefined],
    ["{", "The body is no JSON."],
    ["[]", "the body is no object"],
    ["{}", "the body has no id"],
    ['{"id":1.5}', "/id is no integer"],
    ['{"id":0}', "/id is out of range"],
    ['{"id":1,"name":"abcdef"}', "/name is of a wrong length"],
    ['{"id":1,"name":"A"}', "/name is of another form"],
    ['{"id":1,"tags":["old"]}', "/tags/0 is not one of the values"],
    ['{"id":1,"tags":["new","new","new"]}', "/tags is of a wrong length"],
    ['{"id":1,"more":1}', "/more is not allowed"],
    ['{"id":1,"parent":{}}', "/parent is none of the alternatives"],
  ])("compares %s with the schema", async (body, problem) => {
    const { status, exchange } = await post(body);
    expect([status, exchange.lastError?.message]).toEqual([problem === undefined ? 200 : 400, problem]);
  });

  test("refuses bodies that are too large, of an unknown type, or no XML", async () => {
    expect((await post("x".repeat(1001))).exchange.lastError?.message).toContain("1001 bytes long");
    expect((await post("x", json, "text/plain")).exchange.lastError?.message).toContain("content type text/plain");
    const xml = policy('<content validate-as="xml" type="application/xml" action="prevent" />');
    expect((await post("<a><b/></a>", xml, "application/xml")).status).toBe(200);
    expect((await post("<a><b></a>", xml, "application/xml")).status).toBe(400);
    expect((await post("", json, "text/plain")).status).toBe(200);
  });

  test("treats one type as another, as the policy says", async () => {
    const mapped = policy(
      '<content-type-map missing-content-type-value="application/json"><type from="text/json" to="application/json" /></content-type-map><content type="application/json" validate-as="json" action="detect" />',
    );
    const { status, exchange } = await post("{}", mapped, "text/json");
    expect([status, exchange.variables.get("e")]).toMatchObject([200, [{ details: "the body has no id" }]]);
    expect((await ask(mapped, { body: '{"id":1}' })).exchange.variables.has("e")).toBe(false);
  });

  test("checks responses too, and answers 502", async () => {
    const response = newResponse(200);
    response.headers.set("Content-Type", ["application/json"]);
    response.body = new MessageBody("no JSON");
    expect((await answer(json, response)).status).toBe(502);
  });

  test("cannot run with a keyword or a schema that it does not know", async () => {
    const schema = (): unknown => ({ unevaluatedProperties: false });
    await expect(
      run(json, { facts, services: { schema }, body: "{}", headers: [["Content-Type", "application/json"]] }),
    ).rejects.toThrow("the keyword unevaluatedProperties");
    const other = policy('<content validate-as="json" schema-id="gone" action="prevent" />');
    await expect(post("{}", other)).rejects.toThrow("the schema gone is not in the deployment");
  });
});
