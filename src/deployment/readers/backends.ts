import type { Backend, CircuitBreaker, PoolMember, StatusRange } from "../model";
import type { Block } from "../terraform/block";
import { asItems, canonical, Secret, Unresolved, unresolvedIn, type Value } from "../terraform/value";
import { propertiesOf } from "./azapi";
import { azapiBlocks, type Reading, readAll } from "./context";
import { asFlag, type Field, list, mapText, type Nested, nested, text, whole } from "./fields";
import { containerPlace, nameInId } from "./places";

/** The backends of a service or a workspace. */
export function backendsOf(reading: Reading, container: string): readonly Backend[] | Unresolved {
  const made = readAll(reading, "azurerm_api_management_backend", containerPlace, [container], (block) =>
    backend(reading, block),
  );
  const others = azapiBlocks(reading, "backends", container);
  if (made instanceof Unresolved) return made;
  return others instanceof Unresolved ? others : [...made, ...others.map((block) => azapiBackend(reading, block))];
}

function backend(reading: Reading, block: Block): Backend {
  const tls = asItems(block.optional("tls"))[0];
  return reading.items.make<Backend>(block, {
    name: text(block, "name"),
    protocol: text(block, "protocol"),
    url: text(block, "url"),
    validatesCertificateChain: validates(tls?.validate_certificate_chain),
    validatesCertificateName: validates(tls?.validate_certificate_name),
    credentials: credentialsOf(block.optional("credentials")),
    circuitBreaker: breakerOf(block),
    members: [],
  });
}

/** A backend of the AzAPI provider, which alone can make pools. */
function azapiBackend(reading: Reading, block: Block): Backend {
  const properties = propertiesOf(block);
  const of = <T>(read: (known: Nested) => Field<T>): Field<T> =>
    properties instanceof Unresolved ? properties : read(properties);
  return reading.items.make<Backend>(block, {
    name: text(block, "name"),
    protocol: of<string | undefined>((known) => known.optionalText("protocol")),
    url: of<string | undefined>((known) => known.optionalText("url")),
    validatesCertificateChain: of((known) => validates(known.items("tls")[0]?.get("validateCertificateChain"))),
    validatesCertificateName: of((known) => validates(known.items("tls")[0]?.get("validateCertificateName"))),
    credentials: of<Secret | undefined>((known) => credentialsOf(known.get("credentials"))),
    circuitBreaker: of<CircuitBreaker | undefined>((known) =>
      known.get("circuitBreaker") === undefined
        ? undefined
        : new Unresolved(`${block.address}.body`, "a circuit breaker is read of azurerm_api_management_backend only"),
    ),
    members: of((known) =>
      list(
        known
          .items("pool")
          .flatMap((pool) => pool.items("services"))
          .map(poolMember),
      ),
    ),
  });
}

function poolMember(service: Nested): Field<PoolMember> {
  return whole<PoolMember>({
    backend: nameInId(service.text("id")) ?? "",
    priority: number(service.optionalText("priority")) ?? 0,
    weight: number(service.optionalText("weight")) ?? 1,
  });
}

function breakerOf(block: Block): Field<CircuitBreaker> | undefined {
  const rules = nested(block, "circuit_breaker_rule");
  if (rules instanceof Unresolved) return rules;
  const [rule] = rules;
  const [condition] = rule?.items("failure_condition") ?? [];
  if (rule === undefined || condition === undefined) return undefined;
  return whole<CircuitBreaker>({
    failures: number(condition.optionalText("count")),
    failurePercentage: number(condition.optionalText("percentage")),
    intervalSeconds: seconds(condition.text("interval_duration")),
    tripSeconds: seconds(rule.text("trip_duration")),
    statuses: list(
      condition.items("status_code_range").map((range) =>
        whole<StatusRange>({
          min: mapText(range.text("min"), Number),
          max: mapText(range.text("max"), Number),
        }),
      ),
    ),
    errorReasons: condition.texts("error_reasons"),
    acceptsRetryAfter: rule.flag("accept_retry_after_enabled", false),
  });
}

function number(field: Field<string> | undefined): Field<number> | undefined {
  return field === undefined ? undefined : mapText(field, Number);
}

const UNITS: Readonly<Record<string, number>> = { D: 86_400, H: 3600, M: 60, S: 1 };

/** A duration of ISO 8601, such as `PT1M30S`. */
function seconds(field: Field<string>): Field<number> {
  return mapText(field, (duration) =>
    [...duration.matchAll(/(\d+(?:\.\d+)?)([DHMS])/gi)].reduce(
      (sum, [, count, unit = ""]) => sum + Number(count) * (UNITS[unit.toUpperCase()] ?? 0),
      0,
    ),
  );
}

function validates(value: Value | undefined): Field<boolean> {
  return value === undefined || value === null ? true : asFlag(value);
}

function credentialsOf(value: Value | undefined): Secret | Unresolved | undefined {
  if (value === undefined) return undefined;
  return unresolvedIn(value) ?? new Secret(canonical(asItems(value)[0] ?? null));
}
