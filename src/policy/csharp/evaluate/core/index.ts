import { BOOLEAN } from "./boolean";
import { CHAR, NUMBER_STYLES } from "./char";
import { COLLECTION_INTERFACES } from "./collection-interfaces";
import { DELEGATE_TYPES } from "./delegates";
import { DICTIONARY } from "./dictionary";
import { HASH_SET } from "./hash-set";
import { EXCEPTION_TYPES } from "./exceptions";
import { ENUMERABLE, LINQ_INTERFACES } from "./linq";
import { ARRAYS } from "./array";
import { LIST } from "./list";
import { QUEUES } from "./queues";
import { MATH } from "./math";
import { NUMBER_TYPES } from "./numbers";
import { COMMON_ENUMS, ENUM, MARKERS, OBJECT } from "./object";
import { STRING } from "./string";
import { TUPLE_FACTORY } from "./tuples";
import { TYPE } from "./type-object";
import { type TypeDefinition } from "../contract/type";

/** The types of the core library. To name them here is what makes them known. */
export const CORE_TYPES: readonly TypeDefinition[] = [
  OBJECT,
  STRING,
  BOOLEAN,
  CHAR,
  NUMBER_STYLES,
  ...NUMBER_TYPES,
  ENUM,
  ...COMMON_ENUMS,
  ...MARKERS,
  ...EXCEPTION_TYPES,
  ...COLLECTION_INTERFACES,
  ...DELEGATE_TYPES,
  LIST,
  ...QUEUES,
  ARRAYS,
  DICTIONARY,
  HASH_SET,
  ENUMERABLE,
  ...LINQ_INTERFACES,
  TUPLE_FACTORY,
  TYPE,
  MATH,
];
