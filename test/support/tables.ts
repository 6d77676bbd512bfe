/** The tables of README and guides that are made from the code, as Markdown, by the name that their marker has. */
export const tables: Readonly<Record<string, () => string>> = {};
