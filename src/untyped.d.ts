/** Types of what is used from packages that bring none. */

declare module 'lodash.get' {
  function get(object: unknown, path: string | readonly (string | number)[]): unknown;
  export = get;
}

declare module 'ua-parser-js' {
  namespace UAParser {
    interface IBrowser {
      readonly name?: string | undefined;
      readonly version?: string | undefined;
    }
    interface IOS {
      readonly name?: string | undefined;
      readonly version?: string | undefined;
    }
  }

  class UAParser {
    constructor(userAgent?: string);
    setUA(userAgent: string): this;
    getBrowser(): UAParser.IBrowser;
    getOS(): UAParser.IOS;
  }

  export = UAParser;
}
