/* eslint-disable @typescript-eslint/no-require-imports */
import type * as equality from "./equality";
import type * as fragment from "./fragment";
import type * as lint from "./lint/run";
import type * as reader from "./reader";
import type * as element from "./statements/element";
import type * as typescript from "./typescript/module";
import type * as writer from "./writer";

/**
 * The parts of the language that are loaded with their first use: loading the library costs nothing to those who only name them.
 *
 * @internal
 */
export const LATE = {
  get element(): typeof element {
    return require("./statements/element") as typeof element;
  },
  get equality(): typeof equality {
    return require("./equality") as typeof equality;
  },
  get fragment(): typeof fragment {
    return require("./fragment") as typeof fragment;
  },
  get lint(): typeof lint {
    return require("./lint/run") as typeof lint;
  },
  get reader(): typeof reader {
    return require("./reader") as typeof reader;
  },
  get typescript(): typeof typescript {
    return require("./typescript/module") as typeof typescript;
  },
  get writer(): typeof writer {
    return require("./writer") as typeof writer;
  },
};
