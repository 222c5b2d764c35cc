import { CONVERT_TYPES } from "./convert/types";
import { CRYPTO_TYPES } from "./crypto/types";
import { JSON_TYPES } from "./json/types";
import { REGEX_TYPES } from "./regex/types";
import { STRING_BUILDER_TYPES } from "./text/string-builder";
import { TEXT_TYPES } from "./text/types";
import { TIME_TYPES } from "./time/types";
import { XML_TYPES } from "./xml/types";

/** The types of .NET beyond the core of the language. Whoever imports them makes them known. */
export const DOTNET_TYPES = [
  ...CONVERT_TYPES,
  ...CRYPTO_TYPES,
  ...JSON_TYPES,
  ...REGEX_TYPES,
  ...STRING_BUILDER_TYPES,
  ...TEXT_TYPES,
  ...TIME_TYPES,
  ...XML_TYPES,
];
